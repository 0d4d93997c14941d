"""What one unit is given to measure, as small tables of its own.

Neighbours get `keyed(tables, stage, joins)`, every unit's rows as one frame keyed by unit, and
`Batch.of`, which makes a unit's group of it into tables again, each with its rows sorted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from samspel.atlas.joins import Joins, Rows
from samspel.atlas.units import Frames
from samspel.atlas.witnesses import Stage
from samspel.tables import CONTRACTS

__all__ = ["ELSEWHERE", "PER_SLOT", "SCHEMA", "Batch", "keyed"]

# At most so many rows of participations for each slot of the unit's own: seven gaps, one of them
# twice, each measured with and without the platform and withheld reports, with six rows a way.
PER_SLOT = 64

# Another ecosystem than the unit's: which one makes no difference to its figures.
ELSEWHERE = "\0elsewhere"

_KINDS = {contract.name: contract.schema for contract in CONTRACTS}
# What the kernel reads of each table; the last three are the atlas's own.
_READ: dict[str, tuple[str, ...]] = {
    "ecosystems": ("ecosystem_id", "country"),
    "actors": ("actor_id", "sector", "roles", "country", "org_number"),
    "actor_spells": tuple(_KINDS["actor_spells"]),
    "memberships": tuple(_KINDS["memberships"]),
    "interplay": tuple(_KINDS["interplay"]),
    "participations": ("interplay_id", "actor_id", "role"),
    "waves": tuple(_KINDS["waves"]),
    "answers": tuple(_KINDS["answers"]),
    "coverage": tuple(_KINDS["coverage"]),
    "limits": tuple(_KINDS["limits"]),
    "sizes": ("interplay_id", "size"),
    "beyond": ("interplay_id", "gap", "size"),
    "alike": ("sector", "roles", "country", "size"),
}
_TYPES: dict[str, pl.DataType] = {
    **{n: dtype for name in _READ for n, dtype in _KINDS.get(name, {}).items()},
    "size": pl.Int64(),
}
# One row holds the columns of its table; those of the others are blank.
SCHEMA: dict[str, pl.DataType] = {
    "unit": pl.String(),
    "table": pl.String(),
    **{name: _TYPES[name] for columns in _READ.values() for name in columns},
    "own": pl.Boolean(),
}
_NARWHALS: dict[pl.DataType, nw.dtypes.DType] = {
    pl.String(): nw.String(),
    pl.Date(): nw.Date(),
    pl.Boolean(): nw.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One unit's rows: tables of ours by name, what the atlas adds, and how many slots it has."""

    unit: str
    slots: int
    tables: dict[str, pl.DataFrame]
    sizes: pl.DataFrame
    beyond: pl.DataFrame
    alike: pl.DataFrame

    @classmethod
    def of(cls, unit: str, rows: pl.DataFrame) -> "Batch":
        """From a unit's group of `keyed`, in whatever order its rows stand."""
        found = {}
        for (name,), part in rows.partition_by("table", as_dict=True).items():
            found[str(name)] = part.select(*_READ[str(name)], "own").sort(pl.all())
        given = found.get("participations")
        slots = 0 if given is None else int(given["own"].sum())
        parts = {name: part.drop("own") for name, part in found.items()}
        own = {name: parts.pop(name, _nothing(name)) for name in ("sizes", "beyond", "alike")}
        return cls(unit, slots, parts, **own)

    @property
    def rows(self) -> int:
        """Participations given."""
        given = self.tables.get("participations")
        return 0 if given is None else given.height


def _nothing(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema={column: _TYPES[column] for column in _READ[name]})


def keyed(tables: Frames, stage: Stage, joins: Joins) -> Rows:
    """The rows of all units, as one frame of `SCHEMA`: what stage 2 is grouped from."""
    parts = [_row(name, rows.unique()) for name, rows in _parts(tables, stage, joins)]
    return joins.keep("keyed", nw.concat(parts))


def _row(name: str, rows: Rows) -> Rows:
    own = nw.col("own") if name == "participations" else nw.lit(value=False)
    columns = []
    for column, dtype in SCHEMA.items():
        if column in _READ[name] or column == "unit":
            columns.append(nw.col(column))
        elif column not in ("table", "own"):
            blank = nw.lit(None).cast(_NARWHALS.get(dtype, nw.Int64()))
            columns.append(blank.alias(column))
        else:
            columns.append((nw.lit(name) if column == "table" else own).alias(column))
    return rows.select(*columns)


def _parts(tables: Frames, stage: Stage, joins: Joins) -> Iterator[tuple[str, Rows]]:
    unit = nw.col("ecosystem_id")
    members = stage.facts.members.select("unit", "actor_id")
    whom = nw.concat([stage.rows.select("unit", "actor_id"), members]).unique()
    whom = joins.keep("whom", whom)
    acts = joins.keep("acts", stage.rows.select("unit", "interplay_id").unique())
    role = nw.when(nw.col("reporter")).then(nw.lit("reporter")).otherwise(nw.lit(None))
    theirs = stage.slots.select("unit", "interplay_id", "actor_id", own=nw.lit(value=True))
    given = joins.beside(stage.rows, theirs, ["unit", "interplay_id", "actor_id"])
    yield "participations", given.with_columns(role=role, own=nw.col("own").fill_null(value=False))
    yield "actors", joins.join(whom, tables["actors"], ["actor_id"])
    yield "actor_spells", joins.join(whom, tables["actor_spells"], ["actor_id"])
    yield "memberships", _memberships(tables, stage, (whom, joins))
    yield "interplay", joins.join(acts, tables["interplay"], ["interplay_id"])
    yield "sizes", joins.join(acts, stage.sizes, ["interplay_id"])
    yield "beyond", stage.beyond
    for name in ("ecosystems", "waves", "limits"):
        yield name, tables[name].with_columns(unit=unit)
    yield "answers", _answers(tables, members, joins)
    yield "coverage", _coverage(tables, members, joins)
    yield "alike", _alike(stage, joins)


def _memberships(tables: Frames, stage: Stage, of: tuple[Rows, Joins]) -> Rows:
    """The unit's own spells, and for each actor that is also elsewhere one row that says so."""
    whom, joins = of
    own = tables["memberships"].with_columns(unit=nw.col("ecosystem_id"))
    own = joins.those(own, whom, ["unit", "actor_id"])
    columns = ["unit", *_READ["memberships"]]
    everywhere = stage.facts.members.select("actor_id", other="unit")
    others = joins.join(whom, everywhere, ["actor_id"])
    others = others.filter(nw.col("other") != nw.col("unit")).select("unit", "actor_id").unique()
    blank = {name: nw.lit(None).cast(nw.Date) for name in ("member_from", "member_until")}
    marks = {name: nw.lit(value=False) for name in ("is_platform", "is_financier")}
    others = others.with_columns(ecosystem_id=nw.lit(ELSEWHERE), **blank, **marks)
    return nw.concat([own.select(*columns), others.select(*columns)])


def _answers(tables: Frames, members: Rows, joins: Joins) -> Rows:
    answers = tables["answers"].filter(nw.col("item").str.starts_with("contact:"))
    told = nw.col("wave_id").str.starts_with("told:")
    named = nw.when(told).then(nw.col("wave_id").str.slice(len("told:")))
    waves = tables["waves"].select(wave="wave_id", asked="ecosystem_id")
    dated = answers.with_columns(wave=named.otherwise(nw.col("wave_id")))
    dated = joins.beside(dated, waves, ["wave"])
    columns = ["unit", *_READ["answers"]]
    # An answer that names no wave of ours is told of every ecosystem.
    for_unit = nw.col("asked").is_null() | (nw.col("asked") == nw.col("unit"))
    found = []
    for who in ("respondent_id", "about"):
        theirs = members.select("unit", nw.col("actor_id").alias(who))
        found.append(joins.join(dated, theirs, [who]).filter(for_unit).select(*columns))
    return nw.concat(found)


def _coverage(tables: Frames, members: Rows, joins: Joins) -> Rows:
    claims = tables["coverage"].with_columns(unit=nw.col("ecosystem_id"))
    everyone = nw.col("actor_id") == "*"
    named, keys = claims.filter(~everyone), ["unit", "actor_id"]
    # Of a claim about somebody else only who makes it counts: it covers no day of a window.
    never = nw.lit(date(1000, 1, 1))
    others = joins.but(named, members, keys).with_columns(
        never.alias("from"), never.alias("until"), actor_id=nw.lit("*")
    )
    columns = ["unit", *_READ["coverage"]]
    parts = (claims.filter(everyone), joins.those(named, members, keys), others)
    return nw.concat([part.select(*columns) for part in parts])


def _alike(stage: Stage, joins: Joins) -> Rows:
    """How many members of the unit are alike in sector, roles and country."""
    members = joins.join(
        stage.facts.members.select("unit", "actor_id"), stage.facts.actors, ["actor_id"]
    )
    kinds = members.group_by("unit", "sector", "roles", "country")
    return kinds.agg(size=nw.len().cast(nw.Int64))
