"""What one unit is given to measure, as small tables of its own.

Neighbours get `Batches`, which gives `Batch`es by unit, each with its rows sorted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from samspel.atlas.units import Frames
from samspel.atlas.witnesses import Stage

__all__ = ["ELSEWHERE", "PER_SLOT", "Batch", "Batches"]

# At most so many rows of participations for each slot of the unit's own: seven gaps, one of them
# twice, each measured with and without the platform and withheld reports, with six rows a way.
PER_SLOT = 64

# Another ecosystem than the unit's: which one makes no difference to its figures.
ELSEWHERE = "\0elsewhere"


@dataclass(frozen=True, slots=True)
class Batch:
    """One unit's rows: tables of ours by name, and the true size of each act."""

    unit: str
    slots: int
    tables: dict[str, pl.DataFrame]
    sizes: pl.DataFrame
    largest_other: int

    @property
    def rows(self) -> int:
        """Participations given."""
        given = self.tables.get("participations")
        return 0 if given is None else given.height


@dataclass(frozen=True, slots=True)
class Batches:
    """All units' rows; `units` in the order of their keys."""

    units: tuple[str, ...]
    stage: Stage
    tables: Frames
    at_once: int = 1_000_000
    others: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Frames, stage: Stage) -> "Batches":
        """From what stage 1 gave and the tables that it was given."""
        units = stage.facts.units.select("unit").unique().sort("unit").collect()["unit"]
        return cls(tuple(units.to_list()), stage, tables, others=_largest_others(stage))

    def groups(self) -> Iterator[list[Batch]]:
        """The batches, so many in memory at once."""
        for start in range(0, len(self.units), self.at_once):
            yield list(self._some(self.units[start : start + self.at_once]))

    def _some(self, units: Sequence[str]) -> Iterator[Batch]:
        """The batches of some units, whose rows are read together."""
        parted = {name: _parted(rows) for name, rows in self._frames(units).items()}
        slots = _parted(self._of_units(self.stage.slots, units))
        for unit in units:
            own = {name: part[unit] for name, part in parted.items() if unit in part}
            sizes = own.pop(
                "sizes", pl.DataFrame(schema={"interplay_id": pl.String, "size": pl.Int64})
            )
            yield Batch(
                unit=unit,
                slots=slots[unit].height if unit in slots else 0,
                tables=own,
                sizes=sizes,
                largest_other=self.others.get(unit, 0),
            )

    @staticmethod
    def _of_units(rows: pl.LazyFrame, units: Sequence[str]) -> pl.DataFrame:
        return rows.filter(pl.col("unit").is_in(list(units))).collect()

    def _frames(self, units: Sequence[str]) -> dict[str, pl.DataFrame]:
        rows = self._of_units(self.stage.rows, units).lazy()
        members = self.stage.facts.members.filter(pl.col("unit").is_in(list(units)))
        members = members.select("unit", "actor_id")
        whom = pl.concat([rows.select("unit", "actor_id"), members]).unique()
        acts = rows.select("unit", "interplay_id").unique()
        keyed = pl.col("ecosystem_id").alias("unit")
        ours, tables = pl.col("ecosystem_id").is_in(list(units)), self.tables
        found = {
            "ecosystems": tables["ecosystems"].filter(ours).with_columns(keyed),
            "actors": whom.join(tables["actors"], on="actor_id"),
            "actor_spells": whom.join(tables["actor_spells"], on="actor_id"),
            "memberships": self._memberships(whom, units),
            "interplay": acts.join(tables["interplay"], on="interplay_id"),
            "participations": rows.select(
                "unit",
                "interplay_id",
                "actor_id",
                role=pl.when("reporter").then(pl.lit("reporter")),
            ),
            "sizes": acts.join(self.stage.sizes, on="interplay_id"),
            "waves": tables["waves"].filter(ours).with_columns(keyed),
            "answers": self._answers(members),
            "coverage": self._coverage(members, units),
            "limits": tables["limits"].filter(ours).with_columns(keyed),
        }
        return {name: frame.unique().collect() for name, frame in found.items()}

    def _memberships(self, whom: pl.LazyFrame, units: Sequence[str]) -> pl.LazyFrame:
        """The unit's own spells, and for each actor that is also elsewhere one row that says so."""
        keyed = pl.col("ecosystem_id").alias("unit")
        own = self.tables["memberships"].filter(pl.col("ecosystem_id").is_in(list(units)))
        ours = own.with_columns(keyed).join(whom, on=["unit", "actor_id"], how="semi")
        everywhere = self.stage.facts.members.select("actor_id", other="unit")
        others = whom.join(everywhere, on="actor_id").filter(pl.col("other") != pl.col("unit"))
        others = others.select("unit", "actor_id", ecosystem_id=pl.lit(ELSEWHERE)).unique()
        return pl.concat([ours, others], how="diagonal")

    def _answers(self, members: pl.LazyFrame) -> pl.LazyFrame:
        answers = self.tables["answers"].filter(pl.col("item").str.starts_with("contact:"))
        wave = pl.col("wave_id").str.strip_prefix("told:").alias("wave")
        waves = self.tables["waves"].select(wave="wave_id", asked="ecosystem_id")
        dated = answers.with_columns(wave).join(waves, on="wave", how="left")
        own = dated.join(members, left_on="respondent_id", right_on="actor_id")
        about = dated.join(members, left_on="about", right_on="actor_id")
        columns = ["unit", *answers.collect_schema().names()]
        # An answer that names no wave of ours is told of every ecosystem.
        for_unit = pl.col("asked").is_null() | (pl.col("asked") == pl.col("unit"))
        return pl.concat([each.filter(for_unit).select(columns) for each in (own, about)])

    def _coverage(self, members: pl.LazyFrame, units: Sequence[str]) -> pl.LazyFrame:
        claims = self.tables["coverage"].filter(pl.col("ecosystem_id").is_in(list(units)))
        claims = claims.with_columns(pl.col("ecosystem_id").alias("unit"))
        everyone = pl.col("actor_id") == "*"
        named, keys = claims.filter(~everyone), ["unit", "actor_id"]
        ours = named.join(members, on=keys, how="semi")
        # Of a claim about somebody else only who makes it counts: it covers no day of the window.
        never = pl.lit(date.min)
        others = named.join(members, on=keys, how="anti").with_columns(
            pl.lit("*").alias("actor_id"), never.alias("from"), never.alias("until")
        )
        return pl.concat([claims.filter(everyone), ours, others])


def _parted(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of each unit, sorted, without the key."""
    ordered = rows.sort(pl.all())
    parts = ordered.partition_by("unit", as_dict=True, include_key=False, maintain_order=True)
    return {str(unit): part for (unit,), part in parts.items()}


def _largest_others(stage: Stage) -> dict[str, int]:
    """For each unit the most members that one other unit has."""
    sizes = stage.facts.members.group_by("unit").agg(pl.len()).sort("len", "unit").collect()
    ranked = sizes.rows()[::-1]
    units = stage.facts.units.select("unit").unique().collect()["unit"].to_list()
    return {unit: next((n for other, n in ranked if other != unit), 0) for unit in units}
