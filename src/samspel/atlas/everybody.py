"""How many actors there are on far sides, those that no unit meets included.

Neighbours get `everybody_of(stage, joins) -> Everybody`: alike actors counted as one, so that the
far side of any unit is counted by the rule that `gaps` itself uses, on far fewer of them.
"""

from dataclasses import dataclass

import narwhals as nw
import polars as pl

from samspel.atlas.far import Facts
from samspel.atlas.joins import Joins

__all__ = ["ALIKE", "Everybody", "everybody_of"]

# Actors that agree in these stand on the same sides, but for whose members they are.
ALIKE = ("sector", "roles", "country")


@dataclass(frozen=True, slots=True)
class Everybody:
    """What is true of all units together.

    Attributes
    ----------
    kinds : frame of sector, roles, country, actors, members
        How many are alike, and how many of them are a member of some unit; sorted.
    largest : ((unit, members), ...)
        The two units with most members, the larger first.
    """

    kinds: pl.DataFrame
    largest: tuple[tuple[str, int], ...]

    def largest_other(self, unit: str) -> int:
        """The most members that one other unit has."""
        return next((many for other, many in self.largest if other != unit), 0)


def everybody_of(facts: Facts, joins: Joins) -> Everybody:
    """Counted once for all units."""
    placed = facts.members.select("actor_id", member=nw.lit(1)).unique()
    actors = joins.beside(facts.actors, placed, ["actor_id"])
    kinds = actors.group_by(*ALIKE).agg(
        actors=nw.len().cast(nw.Int64), members=nw.col("member").fill_null(0).sum().cast(nw.Int64)
    )
    sizes = facts.members.group_by("unit").agg(many=nw.len().cast(nw.Int64))
    top = joins.engine.found(sizes.sort("many", "unit", descending=[True, False]).head(2))
    found = joins.engine.found(joins.keep("kinds", kinds)).sort(*ALIKE)
    return Everybody(found, tuple((str(unit), int(many)) for unit, many in top.rows()))
