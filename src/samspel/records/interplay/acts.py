"""Acts as lists and one by one, seen as the viewer may see them."""

from array import array
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from samspel.records import rows
from samspel.records.accounts.api import sees_answers
from samspel.records.interplay import facts, models
from samspel.records.interplay.faces import (
    REPORT,
    ActDetail,
    ActQuery,
    ActRow,
    ParticipantRow,
)
from samspel.records.lists import (
    Found,
    counted,
    found_all,
    gathered,
    ids_by,
    ids_of,
    page_of,
    searched,
)
from samspel.records.register import api as register
from samspel.records.remembered import remembered
from samspel.terms import Page, PageRequest, Refusal, Viewer
from samspel.terms.act_facts import PART_OF

__all__ = [
    "count_years",
    "get_act",
    "list_acts",
    "list_begun",
    "list_kinds",
    "matching",
    "participants_of",
    "reports_among",
]

_NAMED = 3  # names that stand for an act without a title
_ORDER = ("-started_on", "interplay_id")


def list_acts(query: ActQuery, *, page: PageRequest, by: Viewer) -> Page[ActRow]:
    """A page of acts, the latest begun first."""
    shown, count, after = page_of(
        matching(query, by),
        page,
        order=_ORDER,
        known=lambda: remembered(("acts", query), by, lambda: _find(query, by)),
        walked=matching(query, by, singly=True) if query.ecosystem or by.ecosystems else None,
    )
    return Page(_rows(shown, by), count, after)


def list_begun(
    ecosystem: str, days: tuple[date, date], *, page: PageRequest, by: Viewer
) -> tuple[Page[ActRow], Page[ActRow]]:
    """A page of the ecosystem's acts that began in those days, and one of those that only go on:
    had begun before. The latest begun first."""
    first, last = days
    whole = ActQuery(ecosystem=ecosystem, first_on=first, last_on=last)
    every = list_acts(whole, page=page, by=by)
    before = replace(whole, last_on=first - timedelta(days=1))
    going_on = list_acts(before, page=page, by=by)
    begun = tuple(one for one in every.rows if one.started_on >= first)
    return Page(begun, every.count - going_on.count), going_on


def first_act_on(ecosystem: str, *, by: Viewer) -> date | None:
    """The day that the earliest of an ecosystem's acts began; None where it has none."""
    acts = matching(ActQuery(ecosystem=ecosystem), by)
    found = remembered(("first", ecosystem), by, lambda: acts.aggregate(on=Min("started_on")))
    first: date | None = found["on"]
    return first


def _find(query: ActQuery, by: Viewer) -> Found:
    if by.ecosystems:
        return _among_seen(query, by)
    found = matching(query, by)
    if query.text.split():
        singly = matching(query, by, singly=True) if query.ecosystem else None
        return searched(found, _ORDER, singly)
    if query.fact or query.actor or query.ids:
        return gathered(found, _ORDER)
    return counted(found, _ORDER, lambda: _count(query, by))


def _seen_acts(by: Viewer) -> "Mapping[str, array[int]]":
    """Every act that a viewer held to some ecosystems sees, by kind. Dear to ask, and the same for
    every filter: asked once for all of them."""
    return remembered("seen acts", by, lambda: ids_by(_seen(by), "kind"))


def _among_seen(query: ActQuery, by: Viewer) -> Found:
    """What a query finds among what the viewer sees."""
    seen = _seen_acts(by)
    kinds = [query.kind] if query.kind else seen
    ids = [one for kind in kinds for one in seen.get(kind, ())]
    if query != ActQuery(kind=query.kind):
        found = set(ids_of(matching(query, by, held=False).order_by()))
        ids = [one for one in ids if one in found]
    return found_all(models.Act, ids, _ORDER)


def matching(
    query: ActQuery, by: Viewer, *, singly: bool = False, held: bool = True
) -> QuerySet[models.Act]:
    """The acts that a query asks for, among those that the viewer may see. `singly`: whether a
    member took part is asked act by act, not of all acts first. Not `held`: whoever took part, for
    who knows already which acts of the viewer's ecosystems there are."""
    found = _seen(by, singly=singly, held=held)
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
    if query.fact and query.value:
        told = facts.told(by).filter(fact=query.fact, value=query.value)
        found = found.filter(interplay_id__in=told.values("interplay_id"))
    if query.actor:
        found = found.filter(interplay_id__in=_with([query.actor], by))
    if query.ecosystem:
        members = rows.ever_members([query.ecosystem], by)
        found = found.filter(
            _has_one_of(members, by) if singly else Q(interplay_id__in=_with(members, by))
        )
    return found


def _with(actors: list[str] | QuerySet[Any], by: Viewer) -> QuerySet[models.Participation, str]:
    parts = models.Participation.objects.filter(rows.current(by), actor_id__in=actors)
    return parts.order_by().values_list("interplay_id", flat=True)


def _has_one_of(members: QuerySet[Any], by: Viewer) -> IsNull:
    """That one of those actors took part in the act at hand. The few who did are looked up among
    the members, which are found once: within a case, neither database tries thousands of members
    in the act or looks each up by an index. `EXISTS` PostgreSQL would answer by reading all who
    ever took part in anything; asked for a first one, it looks."""
    here = {"region_id": OuterRef("region_id"), "interplay_id": OuterRef("interplay_id")}
    took_part = models.Participation.objects.filter(rows.current(by), **here).order_by()
    is_one = Case(When(actor_id__in=members, then=Value(1)), default=Value(0))
    first = took_part.alias(is_one=is_one).filter(is_one=1).values("pk")[:1]
    return IsNull(Subquery(first), False)


def _seen(by: Viewer, *, singly: bool = False, held: bool = True) -> QuerySet[models.Act]:
    """The acts that the viewer may see; `singly`: for one of them, or for the first few; not
    `held`: and those of other ecosystems."""
    found = models.Act.objects.filter(rows.current(by))
    if not sees_answers(by):
        found = found.exclude(source__startswith=REPORT)
    if by.ecosystems and held:
        members = rows.ever_members(by.ecosystems, by)
        # What the viewer's own platform has entered is seen by it, also before anybody in it is
        # a member.
        own = Q(region_id=by.region, came_with__in=rows.entries_of(by.workspaces, by))
        if singly:
            return found.filter(Q(_has_one_of(members, by)) | own)
        theirs = models.Act.objects.filter(own).values_list("interplay_id", flat=True)
        found = found.filter(interplay_id__in=_with(members, by).union(theirs, all=True))
    return found


def count_years(actor_id: str, *, by: Viewer) -> tuple[tuple[int, int], ...]:
    """How many acts the actor has taken part in, by the year they began, the latest first."""
    found = matching(ActQuery(actor=actor_id), by)
    years = found.order_by().values_list("started_on__year")
    return tuple(sorted(years.annotate(n=Count("id")), reverse=True))


def list_kinds(*, by: Viewer) -> tuple[str, ...]:
    """The kinds of act that the register has, for a filter's choices."""
    kinds = _seen_acts(by) if by.ecosystems else _kinds(ActQuery(), by)
    return tuple(sorted(kind for kind in kinds if kind))


def _count(query: ActQuery, by: Viewer) -> int:
    kinds = _kinds(query, by)
    return kinds.get(query.kind, 0) if query.kind else sum(kinds.values())


def _kinds(query: ActQuery, by: Viewer) -> Mapping[str, int]:
    """How many acts of each kind a query finds, whichever kind it asks for: asked once for the
    filter's choices, the whole and every kind."""
    every = replace(query, kind="")
    # By the index of kinds where all are counted; else SQLite must not be drawn to walk that one.
    of = F("kind") if every == ActQuery() else Coalesce("kind", "kind")

    def count() -> Mapping[str, int]:
        kinds = matching(every, by).order_by().annotate(of=of).values_list("of")
        return dict(kinds.annotate(n=Count("pk")))

    return remembered(("kinds", every), by, count)


def reports_among(acts: tuple[str, ...], *, by: Viewer) -> frozenset[str]:
    """Those of the acts that are reports, current or not."""
    found = models.Act.objects.filter(region_id=by.region, source__startswith=REPORT).order_by()
    reports: set[str] = set()
    for start in range(0, len(acts), 500):
        some = found.filter(interplay_id__in=acts[start : start + 500])
        reports.update(some.values_list("interplay_id", flat=True))
    return frozenset(reports)


def get_act(interplay_id: str, *, by: Viewer) -> ActDetail:
    """One act with who took part and what is told of it; Refusal `not_found` when there is none
    that may be seen."""
    mine = _seen(by, singly=True)
    row = mine.filter(interplay_id=interplay_id).first()
    if row is None:
        raise Refusal("not_found")
    told = facts.facts_of((interplay_id,), by=by).get(interplay_id, ())
    wholes = [one.value for one in told if one.fact == PART_OF]
    whole = _rows(mine.filter(interplay_id__in=wholes), by) if wholes else ()
    parts = facts.told(by).filter(fact=PART_OF, value=interplay_id)
    within = mine.filter(interplay_id__in=parts.values("interplay_id"))
    act, people = _rows([row], by)[0], _participants(interplay_id, by)
    taken = sorted((one.actor_id, one.role) for one in people)
    return ActDetail(
        act,
        people,
        row.extra,
        tuple(one for one in told if one.fact != PART_OF) or facts.usual_of(row, by=by),
        whole[0] if whole else None,
        _rows(within.order_by("title", "interplay_id"), by),
        rows.seen_as(replace(act, who=()), taken, row.extra, told),
    )


def _participants(interplay_id: str, by: Viewer) -> tuple[ParticipantRow, ...]:
    parts = models.Participation.objects.filter(rows.current(by), interplay_id=interplay_id)
    # No order here: SQLite would walk every participation in it rather than look the act up.
    pairs = list(parts.order_by().values_list("actor_id", "role"))
    names = register.actor_names(tuple({actor for actor, _role in pairs}), by=by)
    seen = register.members_seen(by=by)
    people = [
        ParticipantRow(actor, names.get(actor, actor), role, seen is None or actor in seen)
        for actor, role in pairs
    ]
    return tuple(sorted(people, key=lambda one: (one.name, one.role)))


def _rows(found: QuerySet[models.Act] | list[models.Act], by: Viewer) -> tuple[ActRow, ...]:
    got = list(found)
    sizes = _sizes([row.interplay_id for row in got], by)
    who = _who(tuple(row.interplay_id for row in got if not row.title), by)
    return tuple(_act(row, sizes, who) for row in got)


def _sizes(acts: list[str], by: Viewer) -> dict[str, int]:
    parts = models.Participation.objects.filter(rows.current(by), interplay_id__in=acts)
    counted = parts.values("interplay_id").annotate(n=Count("actor_id", distinct=True))
    return {row["interplay_id"]: row["n"] for row in counted.order_by()}


def _who(acts: tuple[str, ...], by: Viewer) -> dict[str, tuple[str, ...]]:
    """The names of the first few in each act: what tells meetings without a title apart."""
    if not acts:
        return {}
    first = {act: actors[:_NAMED] for act, actors in participants_of(acts, by=by).items()}
    names = register.actor_names(tuple({one for each in first.values() for one in each}), by=by)
    return {act: tuple(names.get(one, one) for one in each) for act, each in first.items()}


def participants_of(acts: tuple[str, ...], *, by: Viewer) -> Mapping[str, tuple[str, ...]]:
    """The distinct actors of each act, in the order in which they were entered."""
    parts = models.Participation.objects.filter(rows.current(by), interplay_id__in=acts)
    found: dict[str, dict[str, None]] = {}
    for act, actor in parts.order_by("id").values_list("interplay_id", "actor_id"):
        found.setdefault(act, {})[actor] = None
    return {act: tuple(actors) for act, actors in found.items()}


def _act(row: models.Act, sizes: Mapping[str, int], who: Mapping[str, tuple[str, ...]]) -> ActRow:
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
        who.get(row.interplay_id, ()),
    )
