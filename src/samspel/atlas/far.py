"""Who is far from whom, as tokens that join: a unit meets an actor where their tokens meet.

Neighbours get `Facts`, `relation_of(definitions, facts, joins)` with `Relation.within` and
`Relation.few`, and `fits`. A far side asks for anybody, for a member here, for a country, or for
the lack of one; the last is kept as what an actor must *not* share with the unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import narwhals as nw

from samspel.atlas.joins import Joins, Rows
from samspel.terms import GapDefinition, Side

__all__ = ["Facts", "Few", "Relation", "fits", "relation_of"]

ANY = "*"


@dataclass(frozen=True, slots=True)
class Facts:
    """Actors on the day, members in the window and the units.

    Attributes
    ----------
    actors : rows of actor_id, sector, roles, country
    members : rows of unit, actor_id, platform, financier
    units : rows of unit, country
    """

    actors: Rows
    members: Rows
    units: Rows

    def values(self, kinds: frozenset[str]) -> Rows:
        """What each unit has, of some kinds: unit, kind, value."""
        unit = self.units.select("unit", kind=nw.lit("unit"), value=nw.col("unit"))
        known = self.units.filter(nw.col("country").fill_null("") != "")
        country = known.select("unit", kind=nw.lit("country"), value=nw.col("country"))
        rows = {"unit": unit, "country": country}
        return _together([rows[kind] for kind in sorted(kinds)])


@dataclass(frozen=True, slots=True)
class Relation:
    """The far sides of some gaps as tokens; None where no alternative asks in that way.

    Attributes
    ----------
    at : rows of gap, actor_id, token
        Far from the units that have the token.
    tokens : rows of gap, unit, token
    nots : rows of gap, actor_id, kind, value
        Far from the units that have some value of the kind, and none of these.
    values : rows of gap, unit, kind, value
    """

    joins: Joins
    at: Rows | None
    tokens: Rows | None
    nots: Rows | None
    values: Rows | None

    def within(self, rows: Rows) -> Rows:
        """Of rows with unit and actor_id those whose actor is far from the unit, gap by gap."""
        columns, found = ["gap", *rows.collect_schema().names()], []
        if self.at is not None and self.tokens is not None:
            at = self.joins.join(rows, self.at, ["actor_id"])
            at = self.joins.those(at, self.tokens, ["gap", "unit", "token"])
            found.append(at.select(*columns))
        if self.nots is not None and self.values is not None:
            lacks = self.joins.join(rows, _kinds(self.nots), ["actor_id"])
            lacks = self.joins.join(lacks, self.values, ["gap", "unit", "kind"])
            lacks = self.joins.but(lacks, self.nots, ["gap", "actor_id", "kind", "value"])
            found.append(lacks.select(*columns))
        return _together(found).unique()

    def few(self, pool: Rows, count: int) -> "Few":
        """The fewest actors of each pool that stand for all of it.

        Whatever unit asks, and whichever `count` - 1 actors it must leave out: when the pool
        holds another far actor, so does what is kept.

        Parameters
        ----------
        pool : rows of key, actor_id, via; or of gap, key, actor_id, via
        count : int
        """
        joins, found, taken = self.joins, [], None
        who = [name for name in ("gap", "actor_id") if name in pool.collect_schema().names()]
        each = pool.group_by(*who, "key").agg(nw.col("via").min())
        if self.at is not None:
            at = joins.join(each, self.at, who)
            at = joins.lowest(at, ("gap", "key", "token"), "actor_id", count)
            found.append(at.select(*_FEW))
        if self.nots is not None:
            lacks = joins.keep("lacks", joins.join(each, _kinds(self.nots), who))
            first = joins.lowest(lacks, ("gap", "key", "kind"), "actor_id", count)
            first = joins.keep("first", first)
            # What the first have in common with some unit: that unit asks for others.
            taken = joins.join(first, self.nots, ["gap", "actor_id", "kind"])
            taken = joins.keep("taken", taken.select(*_TAKEN).unique())
            others = joins.join(taken, lacks, ["gap", "key", "kind"])
            others = joins.but(others, self.nots, ["gap", "actor_id", "kind", "value"])
            others = joins.lowest(others, _TAKEN, "actor_id", count)
            found += [_named(first.with_columns(value=nw.lit(""))), _named(others)]
        return Few(self, joins.keep("few", _together(found)), taken)


_FEW = ("gap", "key", "token", "actor_id", "via")
_TAKEN = ("gap", "key", "kind", "value")


def _kinds(nots: Rows) -> Rows:
    return nots.select("gap", "actor_id", "kind").unique()


def _named(rows: Rows) -> Rows:
    return rows.with_columns(token=_lacking_token(nw.col("value"))).select(*_FEW)


def _lacking_token(value: nw.Expr) -> nw.Expr:
    return nw.concat_str(nw.col("kind"), nw.lit("!"), value)


@dataclass(frozen=True, slots=True)
class Few:
    """What `Relation.few` kept: rows of gap, key, token, actor_id, via."""

    relation: Relation
    rows: Rows
    taken: Rows | None

    @property
    def actors(self) -> Rows:
        """Each key with its actors, whatever token they stand for."""
        return self.rows.select("gap", "key", "actor_id").unique()

    def of(self, asked: Rows) -> Rows:
        """Per row of key and unit, gap by gap, the far actors kept for it, as far_id and via."""
        given, tokens = asked.collect_schema().names(), []
        columns = ["gap", *(name for name in given if name != "gap")]
        by = [name for name in ("gap", "unit") if name in given]
        relation, joins = self.relation, self.relation.joins
        if relation.tokens is not None:
            tokens.append(joins.join(asked, relation.tokens, by))
        if self.taken is not None and relation.values is not None:
            lacks = joins.join(asked, relation.values, by)
            taken = self.taken.with_columns(is_taken=nw.lit(1))
            lacks = joins.beside(lacks, taken, [*_TAKEN])
            value = nw.when(~nw.col("is_taken").is_null()).then(nw.col("value"))
            tokens.append(lacks.with_columns(token=_lacking_token(value.otherwise(nw.lit("")))))
        both = _together([rows.select(*columns, "token") for rows in tokens])
        # Who asks may be an actor too: what was kept goes by a name of its own before it joins.
        kept = self.rows.rename({"actor_id": "far_id"})
        found = joins.join(both, kept, ["gap", "key", "token"])
        return found.select(*columns, "far_id", "via").unique()


def relation_of(definitions: Sequence[GapDefinition], facts: Facts, joins: Joins) -> Relation:
    """The far sides of some gaps."""
    at, tokens, nots, values = [], [], [], []
    for definition in definitions:
        gap = nw.lit(definition.key).alias("gap")
        lacking = [side for side in definition.far if _lacks(side)]
        having = [side for side in definition.far if not _lacks(side)]
        nots += [_lacking(side, facts, joins).with_columns(gap) for side in lacking]
        at += [_having(side, facts, joins).with_columns(gap) for side in having]
        values += [_valued(side, facts, joins).with_columns(gap) for side in lacking]
        if having:
            kinds = frozenset(_kind(side) for side in having)
            tokens.append(_tokens(facts, kinds).with_columns(gap))
    return Relation(
        joins,
        at=joins.keep("at", _together(at).unique()) if at else None,
        tokens=joins.keep("tokens", _together(tokens)) if at else None,
        nots=joins.keep("nots", _together(nots).unique()) if nots else None,
        values=joins.keep("values", _together(values).unique()) if nots else None,
    )


def _lacks(side: Side) -> bool:
    return side.member == "elsewhere" or (side.member != "here" and side.country == "other")


def _kind(side: Side) -> str:
    """What of a unit a side asks for: its key, its country, or nothing."""
    if side.member in ("here", "elsewhere"):
        return "unit"
    return ANY if side.country == "any" else "country"


def _tokens(facts: Facts, kinds: frozenset[str]) -> Rows:
    """Per unit what it has of the kinds that are asked for, as tokens."""
    everybody = facts.units.select("unit", token=nw.lit(ANY))
    named = kinds - {ANY}
    if not named:
        return everybody
    token = nw.concat_str(nw.col("kind"), nw.lit(":"), nw.col("value"))
    rows = facts.values(named).select("unit", token=token)
    return _together([rows, everybody]) if ANY in kinds else rows


def _lacking(side: Side, facts: Facts, joins: Joins) -> Rows:
    """Actors that are far from who does not share their unit, or their country."""
    who = facts.actors.filter(fits(side))
    members = facts.members.select("unit", "actor_id").unique()
    if side.member == "elsewhere" and side.country == "any":
        found = joins.those(members, who, ["actor_id"])
        return found.select("actor_id", kind=nw.lit("unit"), value=nw.col("unit"))
    if side.member == "elsewhere":
        placed = joins.join(members, _known(who).select("actor_id", "country"), ["actor_id"])
        return placed.select("actor_id", kind=_unit_and(side), value=nw.col("unit"))
    who = _known(_anywhere(side, who, members))
    return who.select("actor_id", kind=nw.lit("country"), value=nw.col("country"))


def _unit_and(side: Side) -> nw.Expr:
    """A kind of its own for each country that the actors of such a side have."""
    return nw.concat_str(nw.lit(f"unit, {side.country} country: "), nw.col("country"))


def _valued(side: Side, facts: Facts, joins: Joins) -> Rows:
    """What the units have that such actors must not share: unit, kind, value."""
    if side.member != "elsewhere" or side.country == "any":
        return facts.values(frozenset({_kind(side)}))
    units = _known(facts.units)
    if side.country == "other":
        # A unit asks for actors of each country but its own.
        who = _known(facts.actors.filter(fits(side))).select("country").unique()
        every = joins.join(
            units.select("unit", own="country", one=nw.lit(1)),
            who.with_columns(one=nw.lit(1)),
            ["one"],
        )
        units = every.filter(nw.col("own") != nw.col("country"))
    return units.select("unit", kind=_unit_and(side), value=nw.col("unit"))


def _having(side: Side, facts: Facts, joins: Joins) -> Rows:
    """Actors that are far from everybody, from their own unit or from their own country."""
    who = facts.actors.filter(fits(side))
    members = facts.members.select("unit", "actor_id").unique()
    if side.member == "here":
        here = joins.join(members, who, ["actor_id"])
        if side.country != "any":
            here = _by_country(here, (facts, joins), same=side.country == "same")
        token = nw.concat_str(nw.lit("unit:"), nw.col("unit"))
        return here.select("actor_id", token=token)
    who = _anywhere(side, who, members)
    if side.country == "any":
        return who.select("actor_id", token=nw.lit(ANY))
    token = nw.concat_str(nw.lit("country:"), nw.col("country"))
    return _known(who).select("actor_id", token=token)


def _known(who: Rows) -> Rows:
    return who.filter(nw.col("country").fill_null("") != "")


def _anywhere(side: Side, who: Rows, members: Rows) -> Rows:
    return Joins.but(who, members, ["actor_id"]) if side.member == "no" else who


def _by_country(here: Rows, of: tuple[Facts, Joins], *, same: bool) -> Rows:
    facts, joins = of
    units = _known(facts.units).select("unit", unit_country=nw.col("country"))
    both = joins.join(_known(here), units, ["unit"])
    alike = nw.col("country") == nw.col("unit_country")
    return both.filter(alike if same else ~alike)


def fits(side: Side) -> nw.Expr:
    """Whether an actor has the sector and one of the roles; member and country stand apart."""
    found = ~nw.col("actor_id").is_null()
    if side.sector is not None:
        found = found & (nw.col("sector").fill_null("") == side.sector.value)
    if side.roles_any:
        # One text with a bar before and after each role: searched alike by every engine.
        named = nw.col("roles").fill_null("").str.replace_all(r"\s*\|\s*", "|").str.strip_chars()
        roles = nw.concat_str(nw.lit("|"), named, nw.lit("|"))
        each = [roles.str.contains(f"|{role}|", literal=True) for role in sorted(side.roles_any)]
        found = found & reduce(lambda one, other: one | other, each)
    return found


def _together(rows: list[Rows]) -> Rows:
    return rows[0] if len(rows) == 1 else nw.concat(rows)
