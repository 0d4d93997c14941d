"""Read the stop rule of an ecosystem (R79): what it says, beside how often it would be wrong.

Kept like a run, with the tables it read; the JSON is that of `samspel stop-rule` on them. The
system flags; people decide, give reasons, hear the actor.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from samspel.actions.background import Beat, Result, enqueue_in_transaction, serve
from samspel.actions.freeze_tables import freeze
from samspel.actions.hold_answers import hold_frozen
from samspel.actions.measure_gaps import Asked, own_workspace, settings_of
from samspel.effects import check_stop_rule
from samspel.effects import read_stop_rule as read_rule
from samspel.effects.change import days_of
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import LensRow
from samspel.records.jobs.api import JobRow, create_job
from samspel.records.register import api as register
from samspel.reports import render_stop_rule_json
from samspel.terms import ChangeSettings, Refusal, StopRule, Viewer, months_before

__all__ = ["AskedRule", "read_stop_rule", "start"]


@dataclass(frozen=True, slots=True)
class AskedRule:
    """The decision's rule and how the areas are measured; no areas means every gap.

    `worth` and `delta` are whole points.
    """

    ecosystem: str
    on: date | None = None
    definitions: str = "memo-a"
    window_months: int = 24
    as_recorded: bool = False
    areas: tuple[str, ...] = ()
    several: int = 3
    patience_months: int = 36
    worth: int = 10
    delta: int = 5
    seed: int = 0
    refuse_told: bool = False


def start(*, asked: AskedRule, by: Viewer) -> JobRow:
    """Ask the worker; the job's result is `{"lens": "stop_rule", "lens_run": id}`."""
    check_may(by, "measure_gaps", ecosystem=asked.ecosystem)
    settled = replace(asked, on=asked.on or timezone.localdate())
    _settings(settled, by)
    values = {**asdict(settled), "on": str(settled.on), "areas": ",".join(settled.areas)}
    own = own_workspace(ecosystem=asked.ecosystem, by=by)
    with transaction.atomic():
        job = create_job("read_stop_rule", values, by=by, workspace=own)
        told = {"job": job.id}
        record_event("start", "stop_rule", asked.ecosystem, by=by, values=told, workspace=own)
        enqueue_in_transaction(job_id=job.id)
    return job


def read_stop_rule(*, asked: AskedRule, by: Viewer) -> LensRow:
    """Read it now, in this process.

    Refusals: as `measure_gaps`, and `unknown_area`, `several_over_areas`,
    `patience_under_window`.
    """
    check_may(by, "measure_gaps", ecosystem=asked.ecosystem)
    settings, rule = _settings(asked, by)
    frozen = freeze(by=by, ecosystem=asked.ecosystem, on=settings.to_on)
    frozen, held = hold_frozen(frozen=frozen, settings=days_of(settings), by=by)
    reading = read_rule(frozen.tables, settings, rule, indexed=frozen.indexed)
    example = reading.example or register.get_region(by=by).is_example
    reading = replace(reading, example=example)
    document = render_stop_rule_json(reading)
    with transaction.atomic():
        held.keep(by=by)
        tables, own = frozen.keep_file(by=by), frozen.workspace
        row = gaps.keep_lens_run(reading, document, tables_file=tables, by=by, workspace=own)
        values = {"ecosystem": row.ecosystem, "on": str(row.on), "snapshot": row.snapshot}
        record_event("measure", row.lens, str(row.id), by=by, values=values, workspace=own)
    return row


def _settings(asked: AskedRule, by: Viewer) -> tuple[ChangeSettings, StopRule]:
    of = Asked(asked.ecosystem, asked.on, asked.definitions, asked.window_months)
    of = replace(of, as_recorded=asked.as_recorded, seed=asked.seed)
    last = settings_of(asked=of, by=by)
    settings = ChangeSettings(
        ecosystem=last.ecosystem,
        from_on=months_before(last.on, asked.patience_months),
        to_on=last.on,
        definitions=last.definitions,
        window_months=last.window_months,
        delta=asked.delta / 100,
        as_recorded=last.as_recorded,
        max_size=last.max_size,
        seed=last.seed,
        refuse_told=asked.refuse_told,
    )
    rule = StopRule(asked.areas, asked.several, asked.patience_months, asked.worth / 100)
    try:
        check_stop_rule(settings, rule)
    except ValueError as fault:
        code, _, areas = str(fault).partition(" ")
        raise Refusal(code, areas=areas) from fault
    return settings, rule


def _job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    beat(0, 1)
    values = dict(job.values)
    areas = tuple(key for key in str(values.pop("areas")).split(",") if key)
    on = date.fromisoformat(str(values.pop("on")))
    asked = AskedRule(**values, on=on, areas=areas)  # type: ignore[arg-type]  # as `start` wrote
    return {"lens": "stop_rule", "lens_run": read_stop_rule(asked=asked, by=by).id}


serve("read_stop_rule", _job)
