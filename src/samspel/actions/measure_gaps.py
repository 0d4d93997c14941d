"""Measure the gaps of one ecosystem: the tables joined and frozen, the run kept with its JSON.

The run's tables are kept as a zip of CSV files; `samspel gaps` on that file gives the same
JSON to the last byte, whatever becomes of the register.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from samspel.actions.background import Beat, Result, enqueue_in_transaction, serve
from samspel.actions.freeze_tables import Frozen, freeze
from samspel.actions.hold_answers import Held, hold_frozen
from samspel.gaps import SHIPPED, load_definitions
from samspel.gaps import measure_all as measure_tables
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import RunRow
from samspel.records.jobs.api import JobRow, create_job
from samspel.records.register import api as register
from samspel.reports import render_json
from samspel.terms import Refusal, Run, RunSettings, Viewer

__all__ = [
    "DEFINITIONS",
    "Asked",
    "asked_from",
    "measure_gaps",
    "measure_many",
    "own_workspace",
    "set_baseline",
    "settings_of",
    "start",
]

DEFINITIONS = SHIPPED
_LONGEST_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured. `on` None is today; `definitions` one of `DEFINITIONS`."""

    ecosystem: str
    on: date | None = None
    definitions: str = DEFINITIONS[0]
    window_months: int = 24
    as_recorded: bool = False
    max_size: int = 50
    seed: int = 0


def start(*, asked: Asked, by: Viewer) -> JobRow:
    """Ask the worker to measure; the job's result is `{"run": id}`."""
    check_may(by, "measure_gaps", ecosystem=asked.ecosystem)
    settled = replace(asked, on=asked.on or timezone.localdate())
    settings_of(asked=settled, by=by)
    values, own = (
        {**asdict(settled), "on": str(settled.on)},
        own_workspace(ecosystem=asked.ecosystem, by=by),
    )
    with transaction.atomic():
        job = create_job("measure_gaps", values, by=by, workspace=own)
        told = {"job": job.id}
        record_event("start", "run", asked.ecosystem, by=by, values=told, workspace=own)
        enqueue_in_transaction(job_id=job.id)
    return job


def asked_from(*, job: JobRow) -> Asked:
    """What a job of this kind asks for."""
    return Asked(
        ecosystem=str(job.values["ecosystem"]),
        on=date.fromisoformat(str(job.values["on"])),
        definitions=str(job.values["definitions"]),
        window_months=int(job.values["window_months"]),
        as_recorded=bool(job.values["as_recorded"]),
        max_size=int(job.values["max_size"]),
        seed=int(job.values["seed"]),
    )


def measure_gaps(*, asked: Asked, by: Viewer) -> RunRow:
    """Measure now, in this process.

    Refusals: `may_not.measure_gaps`, `no_such_ecosystem`, `no_such_definitions`, `bad_window`.
    """
    return measure_many(asked=(asked,), by=by)[0]


def measure_many(*, asked: tuple[Asked, ...], by: Viewer) -> tuple[RunRow, ...]:
    """Several runs of the same tables, read once. Each run is kept as it is done."""
    for one in asked:
        check_may(by, "measure_gaps", ecosystem=one.ecosystem)
    settings = [settings_of(asked=one, by=by) for one in asked]
    wanted = {(_own(one, by), one.on) for one in settings}
    frozen = {(own, on): freeze(by=by, ecosystem=own, on=on) for own, on in wanted}
    return tuple(_measure(frozen[_own(one, by), one.on], one, by=by) for one in settings)


def own_workspace(*, ecosystem: str, by: Viewer) -> str:
    """The workspace that this viewer's measuring of the ecosystem counts, "" for none."""
    return ecosystem if ecosystem in by.workspaces else ""


def _own(settings: RunSettings, by: Viewer) -> str:
    return own_workspace(ecosystem=settings.ecosystem, by=by)


def _measure(frozen: Frozen, settings: RunSettings, *, by: Viewer) -> RunRow:
    frozen, held = hold_frozen(frozen=frozen, settings=(settings,), by=by)
    run = measure_tables(frozen.tables, settings, snapshot=frozen.snapshot, indexed=frozen.indexed)
    run = replace(run, example=run.example or register.get_region(by=by).is_example)
    return _keep(run, frozen, held, by=by)


def _keep(run: Run, frozen: Frozen, held: Held, *, by: Viewer) -> RunRow:
    document = render_json(run)
    with transaction.atomic():
        held.keep(by=by)
        tables, own = frozen.keep_file(by=by), frozen.workspace
        row = gaps.keep_run(run, document, tables_file=tables, by=by, workspace=own)
        values = {"ecosystem": row.ecosystem, "on": str(row.on), "snapshot": row.snapshot}
        record_event("measure", "run", str(row.id), by=by, values=values, workspace=own)
    return row


def settings_of(*, asked: Asked, by: Viewer) -> RunSettings:
    """What is asked for as settings, looked at: the refusals of `measure_gaps`."""
    if asked.definitions not in DEFINITIONS:
        raise Refusal("no_such_definitions", definitions=asked.definitions)
    if not 1 <= asked.window_months <= _LONGEST_WINDOW or asked.max_size < 2:
        raise Refusal("bad_window")
    on = asked.on or timezone.localdate()
    known = register.list_ecosystems(on=on, by=by)
    if asked.ecosystem not in {ecosystem.ecosystem_id for ecosystem in known}:
        raise Refusal("no_such_ecosystem", ecosystem=asked.ecosystem)
    return RunSettings(
        ecosystem=asked.ecosystem,
        on=on,
        definitions=load_definitions(asked.definitions),
        window_months=asked.window_months,
        as_recorded=asked.as_recorded,
        max_size=asked.max_size,
        seed=asked.seed,
    )


def set_baseline(*, run_id: int, by: Viewer) -> RunRow:
    """Let later runs of the ecosystem be compared with this one. Refusal `not_handed_in`."""
    ecosystem = gaps.get_run(run_id, by=by).ecosystem
    check_may(by, "set_baseline", ecosystem=ecosystem)
    with transaction.atomic():
        row = gaps.set_baseline(run_id, by=by)
        record_event("set_baseline", "run", str(run_id), by=by)
    return row


def _measure_job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    beat(0, 1)
    return {"run": measure_gaps(asked=asked_from(job=job), by=by).id}


serve("measure_gaps", _measure_job)
