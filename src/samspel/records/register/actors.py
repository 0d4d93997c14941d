"""The register's actors: lists, one of them, and who somebody means by a name or a number.

An actor is found by its name, its key, its official numbers and every other name it has or had
(R17).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from django.db import connection
from django.db.models import Count, Q, QuerySet

from samspel.records import rows
from samspel.records.lists import Found, counted, gathered, ids_of, page_of, searched
from samspel.records.register import models
from samspel.records.register.ecosystems import ecosystems_of
from samspel.records.register.faces import (
    ActorDetail,
    ActorQuery,
    ActorRow,
    MembershipRow,
    SpellRow,
)
from samspel.records.register.models import fold
from samspel.records.remembered import remembered
from samspel.tables import plain_number
from samspel.terms import Page, PageRequest, Refusal, Viewer
from samspel.terms.municipalities import municipality_name

__all__ = [
    "actor_names",
    "actors_named",
    "count_by_municipality",
    "get_actor",
    "list_actors",
    "list_among",
    "matching",
    "members_seen",
    "suggest_actors",
    "words_of",
]

_ORG_NUMBER = 10
_FEW = 200
_ORDER = ("ordered", "actor_id")


def list_actors(query: ActorQuery, *, page: PageRequest, by: Viewer) -> Page[ActorRow]:
    """A page of actors by name. A viewer held to some ecosystems sees their members only."""
    found = matching(query, by)
    return list_among(
        found,
        query.text,
        page=page,
        by=by,
        known=lambda: remembered(("actors", query), by, lambda: _find(found, query, by)),
    )


def _find(found: QuerySet[models.Actor], query: ActorQuery, by: Viewer) -> Found:
    if words_of(query.text):
        return searched(found, _ORDER, ahead=True)
    look = gathered if query.ecosystem or by.ecosystems else counted
    return look(found, _ORDER)


def list_among(  # noqa: PLR0913 - the last three by name
    found: QuerySet[models.Actor],
    text: str,
    *,
    page: PageRequest,
    by: Viewer,
    known: Callable[[], Found] | None = None,
) -> Page[ActorRow]:
    """A page of those actors by name; `text` is what they were found by, `known` as `page_of`."""
    words = words_of(text)
    if words and known is None:
        known = partial(searched, found, _ORDER)
    shown, count, after = page_of(found, page, order=_ORDER, known=known)
    places = _place_names(by)
    also = _also([row.actor_id for row in shown], words, by)
    return Page(tuple(_actor(row, places, also) for row in shown), count, after)


def _also(actor_ids: list[str], words: list[str], by: Viewer) -> dict[str, str]:
    """Another name of those actors that a word was found in, to say why they are there."""
    if not words or not actor_ids:
        return {}
    said = Q()
    for word in words:
        said |= Q(search__contains=word)
    found = models.Alias.objects.filter(rows.current(by), said, actor_id__in=actor_ids)
    return dict(found.order_by("-name").values_list("actor_id", "name"))


def matching(query: ActorQuery, by: Viewer) -> QuerySet[models.Actor]:
    """The actors that a query asks for, among those that the viewer may see."""
    found = models.Actor.objects.filter(rows.current(by))
    for word in words_of(query.text):
        found = found.filter(_said(word, by))
    if query.sector:
        found = found.filter(sector=query.sector)
    if query.municipality:
        found = found.filter(municipality=query.municipality)
    if query.role:
        found = found.filter(_has_role(query.role))
    return _members_only(found, query, by)


def _has_role(role: str) -> Q:
    """That it is among an actor's roles: asked of the column as it is, by which PostgreSQL knows
    beforehand how many have it."""
    alone, first = Q(roles=role), Q(roles__startswith=f"{role}|")
    return alone | first | Q(roles__endswith=f"|{role}") | Q(roles__contains=f"|{role}|")


def _said(word: str, by: Viewer) -> Q:
    """That a word stands in an actor's name, key or number, or in another name or number; a
    whole number is one, and is found by an index."""
    if len(word) == _ORG_NUMBER and word.isdecimal():
        return Q(actor_id__in=[word, *_numbered(word, by)])
    aliases = models.Alias.objects.filter(rows.current(by), search__contains=word)
    numbers = models.Identifier.objects.filter(rows.current(by), search__contains=word)
    return (
        Q(search__contains=word)
        | Q(actor_id__in=aliases.order_by().values("actor_id"))
        | Q(actor_id__in=numbers.order_by().values("actor_id"))
    )


def _numbered(number: str, by: Viewer) -> set[str]:
    actors = models.Actor.objects.filter(rows.current(by), org_number=number)
    others = models.Identifier.objects.filter(rows.current(by), search=number)
    return {
        *actors.order_by().values_list("actor_id", flat=True),
        *others.order_by().values_list("actor_id", flat=True),
    }


def words_of(text: str) -> list[str]:
    """What to look for: the words, folded; a number in any of its spellings as one word.

    >>> words_of("Malmö  AB"), words_of("556036-0793"), words_of("SE 5560360793 01")
    (['malmö', 'ab'], ['5560360793'], ['5560360793'])
    """
    bare = "".join(sign for sign in text if sign.isalnum())
    number = plain_number("org_number", bare)
    if len(number) == _ORG_NUMBER and number.isdecimal():
        return [number]
    if "ror.org/" in text.casefold():
        return [plain_number("ror", text)]
    return text.casefold().split()


def _members_only(
    found: QuerySet[models.Actor], query: ActorQuery, by: Viewer
) -> QuerySet[models.Actor]:
    if not (query.ecosystem or by.ecosystems):
        return found
    theirs = Q(actor_id__in=_ever_members(query, by).values("actor_id"))
    # Who is the contact of an actor sees that one, whatever it is a member of.
    own = Q(actor_id__in=by.actors) if by.actors and not query.ecosystem else Q()
    return found.filter(theirs | own) if own else found.filter(theirs)


def _ever_members(query: ActorQuery, by: Viewer) -> QuerySet[models.Membership]:
    spells = models.Membership.objects.filter(rows.current(by))
    if by.ecosystems:
        spells = spells.filter(ecosystem_id__in=by.ecosystems)
    if query.ecosystem:
        spells = spells.filter(ecosystem_id=query.ecosystem)
    return spells


def get_actor(actor_id: str, *, by: Viewer) -> ActorDetail:
    """One actor with its memberships and spells; Refusal `not_found` when there is none that
    the viewer may see: one held to some ecosystems sees their members only."""
    found = models.Actor.objects.filter(rows.current(by), actor_id=actor_id)
    row = _members_only(found, ActorQuery(), by).first()
    if row is None:
        raise Refusal("not_found")
    return ActorDetail(
        _actor(row, _place_names(by)),
        _memberships(actor_id, by),
        _spells(actor_id, by),
        row.latitude,
        row.longitude,
        row.extra,
    )


def suggest_actors(text: str, *, by: Viewer, most: int = 8) -> tuple[ActorRow, ...]:
    """The actors that a person who has begun to write may mean: first those whose name begins
    so, then those with a word that does, then the rest. One that goes on as another is told as
    that other; nothing for nothing. Who leads a platform is offered all of the register: its
    members meet others too (R121)."""
    if not text.strip():
        return ()
    by = _who_enters(by)
    got = _beginning(fold(text), by, most)
    if len(got) < most:
        got += _containing(text, by, 2 * most, {row.actor_id for row in got})
    now = _now([row.actor_id for row in got], by)
    others = set(now.values()) - {row.actor_id for row in got}
    more = models.Actor.objects.filter(rows.current(by), actor_id__in=others)
    by_id = {row.actor_id: row for row in (*got, *(more if others else ()))}
    ids = dict.fromkeys(now.get(row.actor_id, row.actor_id) for row in got)
    places = _place_names(by)
    return tuple(_actor(by_id[one], places) for one in ids if one in by_id)[:most]


def _who_enters(by: Viewer) -> Viewer:
    return replace(by, ecosystems=frozenset()) if by.workspaces else by


def _beginning(folded: str, by: Viewer, most: int) -> list[models.Actor]:
    """The first whose name begins so. By an index: people write on while they wait."""
    found = _members_only(models.Actor.objects.filter(rows.current(by)), ActorQuery(), by)
    found = found.filter(folded__startswith=folded)
    if connection.vendor == "sqlite":  # it takes no index for LIKE
        found = found.filter(folded__gte=folded, folded__lt=f"{folded}\U0010ffff")
    return list(found.order_by("folded", "actor_id")[: 2 * most])


def _containing(text: str, by: Viewer, most: int, known: set[str]) -> list[models.Actor]:
    """The first with a word that begins so, then the first of the others. Where few have it, they
    are looked for once; where many have it, the order soon meets them."""
    found = matching(ActorQuery(text=text), by)
    some = ids_of(found.order_by()[: _FEW + 1])
    if len(some) <= _FEW:
        found = models.Actor.objects.filter(pk__in=list(some))
    got: list[models.Actor] = []
    for each in (found.filter(search__contains=f" {fold(text)}"), found):
        if len(got) < most:
            told = known | {row.actor_id for row in got}
            first = each.order_by(*_ORDER)[: most + len(told)]
            got += [row for row in first if row.actor_id not in told]
    return got[:most]


def _now(actor_ids: list[str], by: Viewer) -> dict[str, str]:
    """As whom those of the actors go on that were renamed or merged, followed to the end."""
    found = models.Succession.objects.filter(rows.current(by), kind__in=("renamed", "merged"))
    then = dict(found.order_by().values_list("from_actor", "to_actor"))
    now: dict[str, str] = {}
    for one in actor_ids:
        at, steps = one, 0
        while at in then and steps < len(then):
            at, steps = then[at], steps + 1
        if at != one:
            now[one] = at
    return now


def actors_named(names: tuple[str, ...], *, by: Viewer) -> Mapping[str, tuple[str, ...]]:
    """For each name the actors that are called just so, whatever the case: by name, another
    name, key or official number. A name of nobody has none; one of several has them all. Of
    whom is asked: as `suggest_actors`."""
    by = _who_enters(by)
    wanted: dict[str, list[str]] = {}
    for name in names:
        for one in {fold(name), fold(plain_number("org_number", name))} - {""}:
            wanted.setdefault(one, []).append(name)
    found: dict[str, set[str]] = {name: set() for name in names}
    for folded, actor in _called(list(wanted), by):
        for name in wanted[folded]:
            found[name].add(actor)
    now = _now([one for ids in found.values() for one in ids], by)
    return {name: tuple(sorted({now.get(one, one) for one in ids})) for name, ids in found.items()}


def _called(folded: list[str], by: Viewer) -> Iterator[tuple[str, str]]:
    seen = members_seen(by=by)
    for start in range(0, len(folded), 400):
        some = folded[start : start + 400]
        actors = models.Actor.objects.filter(rows.current(by)).order_by()
        aliases = models.Alias.objects.filter(rows.current(by)).order_by()
        numbers = models.Identifier.objects.filter(rows.current(by)).order_by()
        pairs = (
            *actors.filter(folded__in=some).values_list("folded", "actor_id"),
            *((fold(key), key) for key in _keys(actors, some)),
            *actors.filter(org_number__in=some).values_list("org_number", "actor_id"),
            *aliases.filter(folded__in=some).values_list("folded", "actor_id"),
            *numbers.filter(search__in=some).values_list("search", "actor_id"),
        )
        yield from ((name, actor) for name, actor in pairs if seen is None or actor in seen)


def _keys(actors: QuerySet[models.Actor], some: list[str]) -> list[str]:
    upper = [one.upper() for one in some]
    return list(actors.filter(actor_id__in=[*some, *upper]).values_list("actor_id", flat=True))


def count_by_municipality(*, by: Viewer) -> Mapping[str, int]:
    """How many actors that the viewer sees are in each municipality; those without are left out."""
    found = _members_only(models.Actor.objects.filter(rows.current(by)), ActorQuery(), by)
    counts = found.exclude(municipality="").order_by().values_list("municipality")
    return dict(counts.annotate(Count("pk")))


def members_seen(*, by: Viewer) -> frozenset[str] | None:
    """The actors that were ever members of the viewer's ecosystems; None when it sees all."""
    if not by.ecosystems:
        return None
    spells = models.Membership.objects.filter(rows.current(by))
    found = spells.filter(ecosystem_id__in=by.ecosystems).order_by()
    return frozenset(found.values_list("actor_id", flat=True))


def actor_names(actor_ids: tuple[str, ...], *, by: Viewer) -> Mapping[str, str]:
    """The names of those actors; an id that is not there is left out."""
    found = models.Actor.objects.filter(rows.current(by)).order_by()
    names: dict[str, str] = {}
    for start in range(0, len(actor_ids), 500):
        some = found.filter(actor_id__in=actor_ids[start : start + 500])
        names.update(some.values_list("actor_id", "name"))
    return names


def _memberships(actor_id: str, by: Viewer) -> tuple[MembershipRow, ...]:
    names = dict(ecosystems_of(by).values_list("ecosystem_id", "name"))
    found = models.Membership.objects.filter(rows.current(by), actor_id=actor_id)
    return tuple(
        MembershipRow(
            row.ecosystem_id,
            names[row.ecosystem_id],
            row.actor_id,
            row.member_from,
            row.member_until,
            bool(row.is_platform),
            bool(row.is_financier),
        )
        for row in found.order_by("ecosystem_id", "member_from", "id")
        if row.ecosystem_id in names
    )


def _spells(actor_id: str, by: Viewer) -> tuple[SpellRow, ...]:
    found = models.ActorSpell.objects.filter(rows.current(by), actor_id=actor_id)
    return tuple(
        SpellRow(
            row.sector,
            _roles(row.roles),
            row.country,
            row.municipality,
            row.valid_from,
            row.valid_until,
        )
        for row in found.order_by("valid_from", "id")
    )


def _place_names(by: Viewer) -> dict[str, str]:
    found = models.Place.objects.filter(rows.current(by)).order_by()
    return dict(found.values_list("municipality", "name"))


def _roles(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _actor(
    row: models.Actor, places: Mapping[str, str], also: Mapping[str, str] | None = None
) -> ActorRow:
    return ActorRow(
        row.actor_id,
        row.name,
        row.sector,
        _roles(row.roles),
        row.org_number,
        row.country,
        row.municipality,
        places.get(row.municipality) or municipality_name(row.municipality),
        row.industry,
        (also or {}).get(row.actor_id, ""),
    )
