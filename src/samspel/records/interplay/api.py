"""The acts' face: `list_acts`, `get_act`, and frames of the three tables kept here.

A report is an answer put as an act: it is shown to those who see single answers, and is not
there for others. A viewer held to some ecosystems sees the acts that a member took part in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from samspel.records import rows
from samspel.records.accounts.api import sees_answers
from samspel.records.interplay import models
from samspel.records.register import api as register
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "KEEPER",
    "ActDetail",
    "ActQuery",
    "ActRow",
    "ParticipantRow",
    "get_act",
    "list_acts",
    "list_kinds",
    "reports_among",
]

_REPORT = "wave:"

KEEPER = rows.Keeper(models.Act, models.Participation, models.Coverage)


@dataclass(frozen=True, slots=True)
class ActQuery:
    """Which acts: text in title or key, an actor that took part, a kind, days it overlaps;
    `ids`: these alone. Empty is any."""

    text: str = ""
    actor: str = ""
    kind: str = ""
    first_on: date | None = None
    last_on: date | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActRow:
    """A dated act; `participants` counts distinct actors."""

    interplay_id: str
    title: str
    kind: str
    started_on: date
    ended_on: date | None
    flow: str
    level: str
    source: str
    participants: int

    @property
    def is_report(self) -> bool:
        """Whether it is known from an answer only (`source` is `wave:…`)."""
        return self.source.startswith(_REPORT)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One actor in an act, in one role. `is_seen`: the viewer may open its page."""

    actor_id: str
    name: str
    role: str
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class ActDetail:
    """An act with who took part. `extra`: columns we do not know."""

    act: ActRow
    participants: tuple[ParticipantRow, ...]
    extra: Mapping[str, str]


def list_acts(query: ActQuery, *, page: PageRequest, by: Viewer) -> Page[ActRow]:
    """A page of acts, the latest begun first."""
    found = _matching(query, by)
    count = found.count()
    if page.after:
        last = found.filter(interplay_id=page.after).first()
        if last is not None:
            further = Q(started_on=last.started_on, interplay_id__gt=last.interplay_id)
            found = found.filter(Q(started_on__lt=last.started_on) | further)
    got = list(found.order_by("-started_on", "interplay_id")[: page.size + 1])
    shown = got[: page.size]
    sizes = _sizes([row.interplay_id for row in shown], by)
    after = shown[-1].interplay_id if len(got) > page.size else ""
    return Page(tuple(_act(row, sizes) for row in shown), count, after)


def _matching(query: ActQuery, by: Viewer) -> QuerySet[models.Act]:
    found = _seen(by)
    for word in query.text.casefold().split():
        found = found.filter(search__contains=word)
    if query.kind:
        found = found.filter(kind=query.kind)
    if query.first_on:
        found = found.filter(last_on__gte=query.first_on)
    if query.last_on:
        found = found.filter(started_on__lte=query.last_on)
    if query.ids:
        found = found.filter(interplay_id__in=query.ids)
    if query.actor:
        parts = models.Participation.objects.filter(rows.current(by))
        mine = parts.filter(actor_id=query.actor).values("interplay_id")
        found = found.filter(interplay_id__in=mine)
    return found


def _seen(by: Viewer) -> QuerySet[models.Act]:
    found = models.Act.objects.filter(rows.current(by))
    if not sees_answers(by):
        found = found.exclude(source__startswith=_REPORT)
    members = register.members_seen(by=by)
    if members is not None:
        parts = models.Participation.objects.filter(rows.current(by), actor_id__in=members)
        found = found.filter(interplay_id__in=parts.values("interplay_id"))
    return found


def _sizes(acts: list[str], by: Viewer) -> dict[str, int]:
    parts = models.Participation.objects.filter(rows.current(by), interplay_id__in=acts)
    counted = parts.values("interplay_id").annotate(n=Count("actor_id", distinct=True))
    return {row["interplay_id"]: row["n"] for row in counted.order_by()}


def list_kinds(*, by: Viewer) -> tuple[str, ...]:
    """The kinds of act that the register has, for a filter's choices."""
    found = _seen(by).exclude(kind="")
    return tuple(found.order_by("kind").values_list("kind", flat=True).distinct())


def reports_among(acts: tuple[str, ...], *, by: Viewer) -> frozenset[str]:
    """Those of the acts that are reports, current or not."""
    found = models.Act.objects.filter(region_id=by.region, source__startswith=_REPORT).order_by()
    reports: set[str] = set()
    for start in range(0, len(acts), 500):
        some = found.filter(interplay_id__in=acts[start : start + 500])
        reports.update(some.values_list("interplay_id", flat=True))
    return frozenset(reports)


def get_act(interplay_id: str, *, by: Viewer) -> ActDetail:
    """One act with who took part; Refusal `not_found` when there is none that may be seen."""
    row = _seen(by).filter(interplay_id=interplay_id).first()
    if row is None:
        raise Refusal("not_found")
    parts = models.Participation.objects.filter(rows.current(by), interplay_id=interplay_id)
    pairs = list(parts.order_by("actor_id", "role").values_list("actor_id", "role"))
    names = register.actor_names(tuple({actor for actor, _role in pairs}), by=by)
    seen = register.members_seen(by=by)
    people = [
        ParticipantRow(actor, names.get(actor, actor), role, seen is None or actor in seen)
        for actor, role in pairs
    ]
    act = _act(row, {interplay_id: len({actor for actor, _role in pairs})})
    return ActDetail(act, tuple(sorted(people, key=lambda one: (one.name, one.role))), row.extra)


def _act(row: models.Act, sizes: Mapping[str, int]) -> ActRow:
    return ActRow(
        row.interplay_id,
        row.title,
        row.kind,
        row.started_on,
        row.ended_on,
        row.flow,
        row.level,
        row.source,
        sizes.get(row.interplay_id, 0),
    )
