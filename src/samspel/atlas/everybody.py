"""How many actors there are on far sides, those that no unit meets included.

Neighbours get `everybody_of(stage, joins) -> Everybody`: alike actors counted as one, so that the
far side of any unit is counted by the rule that `gaps` itself uses, on far fewer of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from samspel.atlas.far import Facts
from samspel.atlas.joins import Joins, Rows
from samspel.gaps.coded import FOREVER
from samspel.gaps.scene import record_between

__all__ = ["ALIKE", "Everybody", "everybody_of"]

Days = tuple[int, int]

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
    acts : (first, last) or None
        Days of the first and the last act of all; as in `gaps.scene`, an open end is `FOREVER`.
    waves, spells : mapping of unit to (first, last)
        What its waves ask about, and its memberships.
    """

    kinds: pl.DataFrame
    largest: tuple[tuple[str, int], ...]
    acts: Days | None
    waves: Mapping[str, Days]
    spells: Mapping[str, Days]

    def record(self, unit: str) -> Days | None:
        """The days of what is recorded of a unit."""
        dated = [days for days in (self.acts, self.waves.get(unit)) if days]
        both = (min(d[0] for d in dated), max(d[1] for d in dated)) if dated else None
        return record_between(both, self.spells.get(unit))

    def largest_other(self, unit: str) -> int:
        """The most members that one other unit has."""
        return next((many for other, many in self.largest if other != unit), 0)


def everybody_of(tables: Mapping[str, Rows], facts: Facts, joins: Joins) -> Everybody:
    """Counted once for all units."""
    placed = facts.members.select("actor_id", member=nw.lit(1)).unique()
    actors = joins.beside(facts.actors, placed, ["actor_id"])
    kinds = actors.group_by(*ALIKE).agg(
        actors=nw.len().cast(nw.Int64), members=nw.col("member").fill_null(0).sum().cast(nw.Int64)
    )
    sizes = facts.members.group_by("unit").agg(many=nw.len().cast(nw.Int64))
    top = joins.engine.found(sizes.sort("many", "unit", descending=[True, False]).head(2))
    found = joins.engine.found(joins.keep("kinds", kinds)).sort(*ALIKE)
    acts = tables["interplay"].select(
        "started_on", ended_on=nw.coalesce(nw.col("ended_on"), nw.col("started_on"))
    )
    return Everybody(
        kinds=found,
        largest=tuple((str(unit), int(many)) for unit, many in top.rows()),
        acts=_days(acts.with_columns(unit=nw.lit("")), ("started_on", "ended_on"), joins).get(""),
        waves=_days(_of_unit(tables["waves"]), ("asks_from", "asks_until"), joins),
        spells=_days(_of_unit(tables["memberships"]), ("member_from", "member_until"), joins),
    )


def _of_unit(rows: Rows) -> Rows:
    return rows.with_columns(unit=nw.col("ecosystem_id"))


def _days(rows: Rows, ends: tuple[str, str], joins: Joins) -> dict[str, Days]:
    """By unit the first and the last day of its rows; an end that some row leaves open is open."""
    first, last = (nw.col(name) for name in ends)
    open_ = {"since": first.is_null().cast(nw.Int64), "until": last.is_null().cast(nw.Int64)}
    spans = rows.select("unit", first=first, last=last, **open_)
    spans = spans.group_by("unit").agg(
        nw.col("first").min(), nw.col("last").max(), nw.col("since").max(), nw.col("until").max()
    )
    return {
        str(row["unit"]): (
            -FOREVER if row["since"] else row["first"].toordinal(),
            FOREVER if row["until"] else row["last"].toordinal(),
        )
        for row in joins.engine.found(spans).iter_rows(named=True)
    }
