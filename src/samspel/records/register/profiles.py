"""All that the register holds of one actor or ecosystem beside its own row, row by row.

`get_profile` and `get_ecosystem_facts` give each row with its number, which a change of it names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from samspel.records import rows
from samspel.records.register import models
from samspel.records.register.actors import actor_names, get_actor, members_seen
from samspel.records.register.ecosystems import ecosystems_of, get_ecosystem, running
from samspel.records.register.faces import ActorDetail
from samspel.records.rows import Row, contract
from samspel.terms import Viewer
from samspel.terms.ordering import swedish_order

__all__ = [
    "ActorProfile",
    "Churn",
    "FactRow",
    "MemberRow",
    "get_churn",
    "get_ecosystem_facts",
    "get_profile",
]

Cell = str | float | bool | date | None
_MOST = 500


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a table, as it stands. `other` and `other_name`: the other actor of a relation
    or a succession, seen from the actor that was asked for."""

    row: int
    table: str
    values: Mapping[str, Cell]
    other: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """An actor whole. `row` is the number of its own row; `facts` by table, in order."""

    detail: ActorDetail
    row: int
    facts: Mapping[str, tuple[FactRow, ...]]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with the days of its spell."""

    actor_id: str
    name: str
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Churn:
    """Members at the end of a period and at its beginning, and who came and went between: the
    first 500 of each. `undated`: of how many at its end nobody has said since when. `ever`: all
    who are or were members, 500 spells of `spells`."""

    before: int
    after: int
    joined: tuple[MemberRow, ...]
    left: tuple[MemberRow, ...]
    undated: int
    ever: tuple[MemberRow, ...]
    spells: int


_OWN: tuple[tuple[type[Row], tuple[str, ...]], ...] = (
    (models.Membership, ("ecosystem_id", "member_from")),
    (models.ActorSpell, ("valid_from",)),
    (models.Alias, ("name", "valid_from")),
    (models.Identifier, ("scheme", "value")),
    (models.Offer, ("kind", "id")),
    (models.Industry, ("valid_from", "code")),
)


def get_profile(actor_id: str, *, by: Viewer) -> ActorProfile:
    """The actor with every fact of it; Refusal `not_found` as `get_actor`. A viewer held to some
    ecosystems sees the memberships and the other actors of those alone."""
    detail = get_actor(actor_id, by=by)
    own = models.Actor.objects.filter(rows.current(by), actor_id=actor_id)
    facts = {model.TABLE: _facts(_mine(model, actor_id, by), order) for model, order in _OWN}
    if by.ecosystems:
        facts["memberships"] = tuple(
            one for one in facts["memberships"] if one.values["ecosystem_id"] in by.ecosystems
        )
    pairs = (models.Succession, models.Relation)
    between = {model.TABLE: _between(model, actor_id, by) for model in pairs}
    row = own.values_list("pk", flat=True)[0]
    return ActorProfile(detail, row, {**facts, **_named(between, actor_id, by)})


def _mine(model: type[Row], actor_id: str, by: Viewer) -> QuerySet[Row]:
    manager = model._default_manager  # noqa: SLF001 - its public name is not there when abstract
    return manager.filter(rows.current(by), model.seen(by), Q(("actor_id", actor_id)))


def _facts(found: QuerySet[Row], order: Iterable[str]) -> tuple[FactRow, ...]:
    return tuple(_fact(row) for row in found.order_by(*order))


def _fact(row: Row) -> FactRow:
    names = {c.name: row.FIELDS.get(c.name, c.name) for c in contract(row.TABLE).columns}
    values = {name: getattr(row, field) for name, field in names.items()}
    return FactRow(row.pk, row.TABLE, values)


def _between(model: type[Row], actor_id: str, by: Viewer) -> tuple[FactRow, ...]:
    manager = model._default_manager  # noqa: SLF001 - as above
    found = manager.filter(rows.current(by), model.seen(by))
    return _facts(found.filter(Q(from_actor=actor_id) | Q(to_actor=actor_id)), ("kind", "id"))


def _named(
    between: Mapping[str, tuple[FactRow, ...]], actor_id: str, by: Viewer
) -> Mapping[str, tuple[FactRow, ...]]:
    others = {one.row: _other(one, actor_id) for found in between.values() for one in found}
    seen = members_seen(by=by)
    names = actor_names(tuple(sorted(set(others.values()))), by=by)
    return {
        table: tuple(
            FactRow(one.row, table, one.values, others[one.row], names.get(others[one.row], ""))
            for one in found
            if seen is None or others[one.row] in seen
        )
        for table, found in between.items()
    }


def _other(fact: FactRow, actor_id: str) -> str:
    side = "to_actor" if fact.values["from_actor"] == actor_id else "from_actor"
    return str(fact.values[side])


# --------------------------------------------------------------------------------- ecosystems


def get_ecosystem_facts(ecosystem_id: str, *, by: Viewer) -> Mapping[str, tuple[FactRow, ...]]:
    """Core industries and versions of the boundary; Refusal `not_found` as `get_ecosystem`."""
    get_ecosystem(ecosystem_id, on=date.max, by=by)
    tables: tuple[tuple[type[Row], tuple[str, ...]], ...] = (
        (models.CoreIndustry, ("code", "valid_from")),
        (models.Boundary, ("valid_from", "version")),
    )
    found = {}
    for model, order in tables:
        manager = model._default_manager  # noqa: SLF001 - as above
        mine = manager.filter(rows.current(by), Q(("ecosystem_id", ecosystem_id)))
        found[model.TABLE] = _facts(mine, order)
    return found


def get_churn(ecosystem_id: str, *, since: date, until: date, by: Viewer) -> Churn:
    """Members on both days, and who joined and left between. A member that is so all the time
    in two spells, one after the other, neither joined nor left."""
    mine = models.Membership.objects.filter(rows.current(by), ecosystem_id=ecosystem_id)
    mine = mine.filter(ecosystem_id__in=ecosystems_of(by).values("ecosystem_id"))
    first, last = mine.filter(running(since)), mine.filter(running(until))
    joined = last.exclude(actor_id__in=first.values("actor_id"))
    left = first.exclude(actor_id__in=last.values("actor_id"))
    return Churn(
        _count(first),
        _count(last),
        _members(joined, by),
        _members(left, by),
        undated=_count(last.filter(member_from__isnull=True)),
        ever=_members(mine, by),
        spells=mine.count(),
    )


def _count(spells: QuerySet[models.Membership]) -> int:
    return int(spells.aggregate(n=Count("actor_id", distinct=True))["n"])


def _members(spells: QuerySet[models.Membership], by: Viewer) -> tuple[MemberRow, ...]:
    columns = ("actor_id", "member_from", "member_until")
    found = list(spells.order_by("actor_id", "id").values_list(*columns)[:_MOST])
    names = actor_names(tuple(actor for actor, _first, _last in found), by=by)
    made = (MemberRow(one, names.get(one, one), first, last) for one, first, last in found)
    return tuple(sorted(made, key=lambda member: swedish_order(member.name)))
