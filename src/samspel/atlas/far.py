"""Who is far from whom, as tokens that join: a unit meets an actor where their tokens meet.

Neighbours get `Relation` with `relation_of(definition, facts)`, and `Relation.rows` and
`Relation.few`. A far side asks for anybody, for a member here, for a country, or for the lack of
one; the last is kept as what an actor must *not* share with the unit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import polars as pl

from samspel.atlas.joins import Joins
from samspel.terms import BadData, GapDefinition, Place, Problem, Side

__all__ = ["Facts", "Relation", "fits", "relation_of"]

_NOBODY = pl.LazyFrame(schema={"actor_id": pl.String, "token": pl.String})
_NEVER = pl.LazyFrame(schema={"actor_id": pl.String, "kind": pl.String, "value": pl.String})
ANY = "*"


@dataclass(frozen=True, slots=True)
class Facts:
    """Actors on the day, members in the window and the units.

    Attributes
    ----------
    actors : frame of actor_id, sector, roles, country
    members : frame of unit, actor_id, platform, financier
    units : frame of unit, country
    """

    actors: pl.LazyFrame
    members: pl.LazyFrame
    units: pl.LazyFrame

    @property
    def tokens(self) -> pl.LazyFrame:
        """Per unit what it has: kind, value and the token."""
        unit = self.units.select("unit", kind=pl.lit("unit"), value=pl.col("unit"))
        known = pl.col("country").fill_null("") != ""
        country = self.units.filter(known)
        country = country.select("unit", kind=pl.lit("country"), value=pl.col("country"))
        return pl.concat([unit, country])


@dataclass(frozen=True, slots=True)
class Relation:
    """The far side of one gap as tokens.

    Attributes
    ----------
    at : frame of actor_id, token
        Far from the units that have the token.
    nots : frame of actor_id, kind, value
        Far from the units that have some value of the kind, and none of these.
    tokens : frame of unit, token
    values : frame of unit, kind, value
    """

    at: pl.LazyFrame
    nots: pl.LazyFrame
    tokens: pl.LazyFrame
    values: pl.LazyFrame

    def within(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Of rows with unit and actor_id those whose actor is far from the unit."""
        columns = rows.collect_schema().names()
        at = rows.join(self.at, on="actor_id").join(self.tokens, on=["unit", "token"], how="semi")
        kinds = self.nots.select("actor_id", "kind").unique()
        lacks = rows.join(kinds, on="actor_id").join(self.values, on=["unit", "kind"])
        lacks = lacks.join(self.nots, on=["actor_id", "kind", "value"], how="anti")
        return pl.concat([at.select(columns), lacks.select(columns)]).unique()

    def few(self, joins: Joins, pool: pl.LazyFrame, count: int) -> "Few":
        """The fewest actors of each pool that stand for all of it.

        Whatever unit asks, and whichever `count` - 1 actors it must leave out: when the pool
        holds another far actor, so does what is kept.

        Parameters
        ----------
        joins : Joins
        pool : frame of key, actor_id, via
        count : int
        """
        each = pool.group_by("key", "actor_id").agg(pl.col("via").min())
        at = joins.lowest(each.join(self.at, on="actor_id"), ("key", "token"), "actor_id", count)
        kinds = self.nots.select("actor_id", "kind").unique()
        lacks = each.join(kinds, on="actor_id")
        first = joins.keep("first", joins.lowest(lacks, ("key", "kind"), "actor_id", count))
        # What the first have in common with some unit: that unit asks for others.
        taken = joins.keep(
            "taken",
            first.join(self.nots, on=["actor_id", "kind"]).select("key", "kind", "value").unique(),
        )
        others = taken.join(lacks, on=["key", "kind"])
        others = others.join(self.nots, on=["actor_id", "kind", "value"], how="anti")
        others = joins.lowest(others, ("key", "kind", "value"), "actor_id", count)
        named = pl.concat(
            [first.with_columns(value=pl.lit("")).select(*_NAMED), others.select(*_NAMED)]
        )
        token = pl.concat_str(pl.col("kind"), pl.lit("!"), pl.col("value"))
        rows = pl.concat(
            [
                at.select("key", "token", "actor_id", "via"),
                named.select("key", token.alias("token"), "actor_id", "via"),
            ]
        )
        return Few(self, joins.keep("few", rows), taken)


_NAMED = ("key", "kind", "value", "actor_id", "via")


@dataclass(frozen=True, slots=True)
class Few:
    """What `Relation.few` kept: rows of key, token, actor_id, via."""

    relation: Relation
    rows: pl.LazyFrame
    taken: pl.LazyFrame

    @property
    def actors(self) -> pl.LazyFrame:
        """Each key with its actors, whatever token they stand for."""
        return self.rows.select("key", "actor_id").unique()

    def of(self, asked: pl.LazyFrame) -> pl.LazyFrame:
        """Per row of key and unit the far actors kept for it, as far_id and via."""
        columns = asked.collect_schema().names()
        at = asked.join(self.relation.tokens, on="unit")
        lacks = asked.join(self.relation.values, on="unit").join(
            self.taken.with_columns(is_taken=pl.lit(value=True)),
            on=["key", "kind", "value"],
            how="left",
        )
        value = pl.when("is_taken").then("value").otherwise(pl.lit(""))
        token = pl.concat_str(pl.col("kind"), pl.lit("!"), value).alias("token")
        both = pl.concat([at.select(*columns, "token"), lacks.select(*columns, token)])
        found = both.join(self.rows, on=["key", "token"])
        return found.select(*columns, pl.col("actor_id").alias("far_id"), "via").unique()


def relation_of(definition: GapDefinition, facts: Facts, joins: Joins) -> Relation:
    """The far side of a gap.

    Raises
    ------
    BadData
        `definitions_value` where an alternative asks for members of other ecosystems and for a
        country at once: the two cannot be told apart by tokens.
    """
    at, nots = [_NOBODY], [_NEVER]
    for number, side in enumerate(definition.far, start=1):
        if side.member == "elsewhere" and side.country != "any":
            values = {"value": "elsewhere + country", "allowed": "elsewhere"}
            place = Place(column=f"{definition.key}.far[{number}]")
            raise BadData((Problem("definitions_value", values, place),))
        lacking = side.member == "elsewhere" or (side.member != "here" and side.country == "other")
        (nots if lacking else at).append(_lacking(side, facts) if lacking else _having(side, facts))
    return Relation(
        at=joins.keep("at", pl.concat(at).unique()),
        nots=joins.keep("nots", pl.concat(nots).unique()),
        tokens=joins.keep("tokens", _tokens(facts)),
        values=joins.keep("values", facts.tokens),
    )


def _tokens(facts: Facts) -> pl.LazyFrame:
    named = pl.concat_str(pl.col("kind"), pl.lit(":"), pl.col("value")).alias("token")
    everybody = facts.units.select("unit", token=pl.lit(ANY))
    return pl.concat([facts.tokens.select("unit", named), everybody])


def _lacking(side: Side, facts: Facts) -> pl.LazyFrame:
    """Actors that are far from who does not share their unit, or their country."""
    who = facts.actors.filter(fits(side))
    members = facts.members.select("unit", "actor_id").unique()
    if side.member == "elsewhere":
        found = members.join(who, on="actor_id", how="semi")
        return found.select("actor_id", kind=pl.lit("unit"), value=pl.col("unit"))
    who = _anywhere(side, who, members).filter(pl.col("country").fill_null("") != "")
    return who.select("actor_id", kind=pl.lit("country"), value=pl.col("country"))


def _having(side: Side, facts: Facts) -> pl.LazyFrame:
    """Actors that are far from everybody, from their own unit or from their own country."""
    who = facts.actors.filter(fits(side))
    members = facts.members.select("unit", "actor_id").unique()
    if side.member == "here":
        here = members.join(who, on="actor_id")
        if side.country != "any":
            here = _by_country(here, facts, same=side.country == "same")
        return here.select("actor_id", token=pl.concat_str(pl.lit("unit:"), pl.col("unit")))
    who = _anywhere(side, who, members)
    if side.country == "any":
        return who.select("actor_id", token=pl.lit(ANY))
    known = who.filter(pl.col("country").fill_null("") != "")
    return known.select("actor_id", token=pl.concat_str(pl.lit("country:"), pl.col("country")))


def _anywhere(side: Side, who: pl.LazyFrame, members: pl.LazyFrame) -> pl.LazyFrame:
    return who.join(members, on="actor_id", how="anti") if side.member == "no" else who


def _by_country(here: pl.LazyFrame, facts: Facts, *, same: bool) -> pl.LazyFrame:
    units = facts.units.select("unit", pl.col("country").alias("_country"))
    both = here.join(units, on="unit").filter(
        pl.col("country").fill_null("") != "", pl.col("_country").fill_null("") != ""
    )
    alike = pl.col("country") == pl.col("_country")
    return both.filter(alike if same else ~alike)


def fits(side: Side) -> pl.Expr:
    """Whether an actor has the sector and one of the roles; member and country stand apart."""
    found = [pl.lit(value=True)]
    if side.sector is not None:
        found.append(pl.col("sector").fill_null("") == side.sector.value)
    if side.roles_any:
        roles = (
            pl.col("roles").fill_null("").str.split("|").list.eval(pl.element().str.strip_chars())
        )
        found.append(_any(roles.list.contains(role) for role in sorted(side.roles_any)))
    return pl.all_horizontal(found)


def _any(each: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(lambda one, other: one | other, each)
