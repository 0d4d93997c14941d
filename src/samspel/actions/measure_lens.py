"""Measure an ecosystem through another lens: by place, or its bridges (activity).

Kept like a run of the gaps: the tables frozen, the JSON the same bytes as `samspel places` and
`samspel activity` give on them.
"""

from dataclasses import asdict, dataclass, replace

from django.db import transaction
from django.utils import timezone

from samspel.actions.background import Beat, Result, enqueue_in_transaction, serve
from samspel.actions.freeze_tables import Frozen, freeze
from samspel.actions.hold_answers import hold_frozen
from samspel.actions.measure_gaps import Asked, asked_from, own_workspace, settings_of
from samspel.gaps.activity import measure_activity
from samspel.gaps.place import measure_places
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import LensRow
from samspel.records.jobs.api import JobRow, create_job
from samspel.records.register import api as register
from samspel.reports.activity_report import render_activity_json
from samspel.reports.place_json import render_places_json
from samspel.terms import Refusal, RunSettings, Viewer
from samspel.terms.activity import ActivityRun
from samspel.terms.places import PlaceRun

__all__ = ["LENSES", "AskedLens", "measure_lens", "start"]

LENSES = ("places", "activity")


@dataclass(frozen=True, slots=True)
class AskedLens:
    """What is to be measured, and through which of `LENSES`."""

    lens: str
    of: Asked


def start(*, asked: AskedLens, by: Viewer) -> JobRow:
    """Ask the worker to measure; the job's result is `{"lens": name, "lens_run": id}`.

    Refusals: as `measure_gaps`.
    """
    check_may(by, "measure_gaps", ecosystem=asked.of.ecosystem)
    settled = replace(asked.of, on=asked.of.on or timezone.localdate())
    _check(asked.lens)
    settings_of(asked=settled, by=by)
    values = {**asdict(settled), "on": str(settled.on), "lens": asked.lens}
    own = own_workspace(ecosystem=settled.ecosystem, by=by)
    with transaction.atomic():
        job = create_job("measure_lens", values, by=by, workspace=own)
        told = {"job": job.id}
        record_event("start", asked.lens, settled.ecosystem, by=by, values=told, workspace=own)
        enqueue_in_transaction(job_id=job.id)
    return job


def measure_lens(*, asked: AskedLens, by: Viewer) -> LensRow:
    """Measure now, in this process."""
    check_may(by, "measure_gaps", ecosystem=asked.of.ecosystem)
    _check(asked.lens)
    settings = settings_of(asked=asked.of, by=by)
    frozen = freeze(by=by, ecosystem=asked.of.ecosystem, on=settings.on)
    frozen, held = hold_frozen(
        frozen=frozen, settings=(settings,), by=by, places=asked.lens == "places"
    )
    found, document = _found(asked.lens, frozen, settings, by)
    with transaction.atomic():
        held.keep(by=by)
        tables, own = frozen.keep_file(by=by), frozen.workspace
        row = gaps.keep_lens_run(found, document, tables_file=tables, by=by, workspace=own)
        values = {"ecosystem": row.ecosystem, "on": str(row.on), "snapshot": row.snapshot}
        record_event("measure", row.lens, str(row.id), by=by, values=values, workspace=own)
    return row


def _check(lens: str) -> None:
    if lens not in LENSES:
        raise Refusal("not_found")


def _found(
    lens: str, frozen: Frozen, settings: RunSettings, by: Viewer
) -> tuple[PlaceRun | ActivityRun, str]:
    made_up = register.get_region(by=by).is_example
    if lens == "places":
        places = measure_places(frozen.tables, settings, indexed=frozen.indexed)
        run = replace(places.run, example=places.run.example or made_up)
        places = replace(places, run=run)
        return places, render_places_json(places)
    activity = measure_activity(frozen.tables, settings)
    run = replace(activity.run, example=activity.run.example or made_up)
    activity = replace(activity, run=run)
    return activity, render_activity_json(activity)


def _job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    beat(0, 1)
    asked = AskedLens(str(job.values["lens"]), asked_from(job=job))
    row = measure_lens(asked=asked, by=by)
    return {"lens": row.lens, "lens_run": row.id}


serve("measure_lens", _job)
