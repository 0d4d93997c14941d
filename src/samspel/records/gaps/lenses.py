"""Runs through the other lenses and readings of the stop rule: kept once, read whole.

Its neighbours use it by `samspel.records.gaps.api`, which names what is for others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from django.db.models import Q, QuerySet

from samspel.records.gaps import models
from samspel.records.gaps.frozen import plain, typed
from samspel.terms import Page, PageRequest, Refusal, StopRuleReading, Viewer
from samspel.terms.activity import ActivityRun
from samspel.terms.places import PlaceRun

__all__ = [
    "LensRow",
    "find_latest_lens_run",
    "get_activity",
    "get_lens_run",
    "get_places",
    "get_stop_rule",
    "keep_lens_run",
    "list_lens_runs",
    "read_lens_json",
]

Found = PlaceRun | ActivityRun | StopRuleReading
_Kind = TypeVar("_Kind", PlaceRun, ActivityRun, StopRuleReading)
_NAMES: Mapping[type[object], str] = {
    PlaceRun: "places",
    ActivityRun: "activity",
    StopRuleReading: "stop_rule",
}


@dataclass(frozen=True, slots=True)
class LensRow:
    """A kept run in a list; `tables_file` is the id of the file of the tables that it read."""

    id: int
    lens: str
    ecosystem: str
    ecosystem_name: str
    on: date
    definitions: str
    snapshot: str
    version: str
    measured_at: datetime
    by: int | None
    example: bool
    tables_file: int
    workspace: str = ""


def keep_lens_run(  # noqa: PLR0913 - by name
    found: Found, document: str, *, tables_file: int, by: Viewer, workspace: str = ""
) -> LensRow:
    """Keep what was found with its JSON as rendered; `workspace` as of `keep_run`. Call it in a
    transaction."""
    about = found if isinstance(found, StopRuleReading) else found.run
    row = models.LensRun.objects.create(
        region_id=by.region,
        lens=_NAMES[type(found)],
        ecosystem=about.settings.ecosystem,
        ecosystem_name=about.ecosystem_name,
        on=_day(found),
        definitions=about.settings.definitions.key,
        snapshot=about.snapshot,
        version=about.version,
        example=about.example,
        found=plain(found),
        document=document,
        tables_id=tables_file,
        measured_at=datetime.now(UTC),
        by=by.contact,
        workspace=workspace,
    )
    return _row(row)


def _day(found: Found) -> date:
    if isinstance(found, StopRuleReading):
        return found.settings.to_on
    return found.run.settings.on


def list_lens_runs(lens: str, *, ecosystem: str, page: PageRequest, by: Viewer) -> Page[LensRow]:
    """The runs of an ecosystem through one lens, the newest first."""
    rows = _runs(by).filter(lens=lens, ecosystem=ecosystem)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].pk) if len(found) > page.size else ""
    return Page(tuple(map(_row, shown)), count, after)


def find_latest_lens_run(lens: str, *, ecosystem: str, by: Viewer) -> LensRow | None:
    """The run measured last, or None."""
    row = _runs(by).filter(lens=lens, ecosystem=ecosystem).order_by("-id").first()
    return _row(row) if row else None


def get_lens_run(lens_run_id: int, *, by: Viewer) -> LensRow:
    """The run of that id; Refusal `not_found` when there is none that the viewer may see."""
    return _row(_get(lens_run_id, by))


def get_places(places_id: int, *, by: Viewer) -> PlaceRun:
    """The run by place as it was measured."""
    return _whole(places_id, PlaceRun, by)


def get_activity(activity_id: int, *, by: Viewer) -> ActivityRun:
    """The bridges as they were counted."""
    return _whole(activity_id, ActivityRun, by)


def get_stop_rule(reading_id: int, *, by: Viewer) -> StopRuleReading:
    """What the stop rule said."""
    return _whole(reading_id, StopRuleReading, by)


def _whole(run_id: int, kind: type[_Kind], by: Viewer) -> _Kind:
    rows = _runs(by).filter(pk=run_id, lens=_NAMES[kind])
    kept = rows.values_list("found", flat=True).first()
    if kept is None:
        raise Refusal("not_found")
    whole: _Kind = typed(kind, kept)
    return whole


def read_lens_json(lens_run_id: int, *, by: Viewer) -> str:
    """The public JSON as it was rendered when it was measured, to the last byte."""
    return models.LensRun.objects.values_list("document", flat=True).get(
        pk=_get(lens_run_id, by).pk
    )


def _runs(by: Viewer) -> QuerySet[models.LensRun]:
    kept = Q(workspace="") | Q(workspace__in=by.workspaces)
    rows = models.LensRun.objects.filter(kept, region_id=by.region).defer("document", "found")
    return rows.filter(ecosystem__in=by.ecosystems) if by.ecosystems else rows


def _get(run_id: int, by: Viewer) -> models.LensRun:
    row = _runs(by).filter(pk=run_id).first()
    if row is None:
        raise Refusal("not_found")
    return row


def _row(row: models.LensRun) -> LensRow:
    names = (each for each in LensRow.__slots__ if each != "tables_file")
    return LensRow(**{name: getattr(row, name) for name in names}, tables_file=row.tables_id)
