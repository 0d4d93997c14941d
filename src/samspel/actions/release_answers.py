"""Release what a closed wave says: first a preview, then, by an act of its own, for good.

A preview is made of the register as it stands and held against every earlier release, each made
again from the tables that were kept with it. What is published is the preview, to the last byte.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from samspel.actions.background import Beat, Result, enqueue_in_transaction, serve
from samspel.actions.freeze_tables import freeze
from samspel.actions.measure_gaps import DEFINITIONS
from samspel.gaps import load_definitions
from samspel.gaps.perceived import ReleaseRefused, ReleaseSettings, make_release
from samspel.records.accounts.api import check_may, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.files import api as files
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import ReleaseRow
from samspel.records.jobs.api import JobRow, create_job
from samspel.records.register import api as register
from samspel.reports.release_json import render_release_json
from samspel.tables import Tables, read
from samspel.terms import Refusal, Viewer

__all__ = ["AskedRelease", "drop_preview", "preview", "publish", "start"]


@dataclass(frozen=True, slots=True)
class AskedRelease:
    """Which wave; the definitions count for an ecosystem's first release and hold for all."""

    ecosystem: str
    wave: str
    definitions: str = DEFINITIONS[0]
    seed: int = 0


def start(*, asked: AskedRelease, by: Viewer) -> JobRow:
    """Ask the worker for a preview; the job's result is `{"release": id}`."""
    settled, _ = _settled(asked, by)
    with transaction.atomic():
        job = create_job("preview_release", asdict(settled), by=by)
        record_event("start", "release", asked.ecosystem, by=by, values={"wave": asked.wave})
        enqueue_in_transaction(job_id=job.id)
    return job


def preview(*, asked: AskedRelease, by: Viewer) -> ReleaseRow:
    """Make the preview now, in this process.

    Refusals: `may_not.release_answers`, `no_such_wave`, `wave_not_closed`, `already_released`,
    and those of `samspel.gaps.perceived`.
    """
    settled, closed_on = _settled(asked, by)
    # Without any workspace: what is released rests on what is handed in, by the actors of the day
    # the wave closed.
    frozen = freeze(by=by, on=closed_on)
    out = gaps.list_releases(settled.ecosystem, by=by)
    settings = ReleaseSettings(
        definitions=load_definitions(settled.definitions),
        earlier=tuple(each.release for each in out),
        seed=settled.seed,
        kept=_kept(out, by),
    )
    try:
        release = make_release(frozen.tables, settled.wave, settings)
    except ReleaseRefused as refused:
        raise Refusal(refused.code, wave=refused.wave) from refused
    example = release.example or register.get_region(by=by).is_example
    release = replace(release, example=example)
    with transaction.atomic():
        row = gaps.keep_preview(
            release,
            render_release_json(release),
            tables_file=frozen.keep_file(by=by),
            register_version=frozen.version,
            by=by,
        )
        values = {"ecosystem": settled.ecosystem, "wave": settled.wave}
        record_event("preview", "release", str(row.id), by=by, values=values)
    return row


def publish(*, release_id: int, by: Viewer) -> ReleaseRow:
    """Publish a preview as it was shown. It cannot be taken back.

    Refusals: `may_not.release_answers`, `not_found`, `already_released`, `preview_is_stale`.
    """
    check_may(by, "release_answers")
    with transaction.atomic():
        version = register.get_region(by=by).version
        row = gaps.publish_preview(release_id, register_version=version, by=by)
        release = row.release
        values = {
            "ecosystem": release.ecosystem,
            "wave": release.wave,
            "number": release.number,
            "shown": sum(cell.reason is None for cell in release.cells),
        }
        record_event("publish", "release", str(row.id), by=by, values=values)
    return row


def drop_preview(*, release_id: int, by: Viewer) -> None:
    """Throw a preview away; it can be made again."""
    check_may(by, "release_answers")
    with transaction.atomic():
        gaps.drop_preview(release_id, by=by)
        record_event("drop", "release", str(release_id), by=by)


def _settled(asked: AskedRelease, by: Viewer) -> tuple[AskedRelease, date]:
    """What is asked for, if it may be, and when the wave closed: the definitions are those of the
    releases that are out."""
    check_may(by, "release_answers", ecosystem=asked.ecosystem)
    if asked.definitions not in DEFINITIONS:
        raise Refusal("no_such_definitions", definitions=asked.definitions)
    waves = {wave.wave: wave for wave in gaps.list_waves(asked.ecosystem, by=by)}
    if asked.wave not in waves:
        raise Refusal("no_such_wave", wave=asked.wave)
    # The clock enters here: below, a wave with a closing day is closed.
    closed_on = waves[asked.wave].closed_on
    if closed_on is None or closed_on > timezone.localdate():
        raise Refusal("wave_not_closed", wave=asked.wave)
    out = gaps.list_releases(asked.ecosystem, by=by)
    settled = replace(asked, definitions=out[0].release.definitions) if out else asked
    return settled, closed_on


def _kept(out: tuple[ReleaseRow, ...], by: Viewer) -> Mapping[str, Tables]:
    """By wave the tables that were kept with its release."""
    return {each.release.wave: _read(each.tables_file, by) for each in out}


def _read(file_id: int, by: Viewer) -> Tables:
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "tables.zip"
        # Who releases sees no single answer; the system holds them against each other.
        path.write_bytes(files.read_bytes(file_id, by=system_viewer(by.region)))
        return read(path).tables


def _job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    beat(0, 1)
    asked = AskedRelease(
        ecosystem=str(job.values["ecosystem"]),
        wave=str(job.values["wave"]),
        definitions=str(job.values["definitions"]),
        seed=int(job.values["seed"]),
    )
    return {"release": preview(asked=asked, by=by).id}


serve("preview_release", _job)
