"""Tables larger than memory, as they stand on a day when some actors have gone on as others.

Neighbours get `followed`. Few actors do, so their rows alone are brought here, and go through the
same function that every other measuring goes through; all others stay where they are.
"""

from datetime import date

import narwhals as nw
import polars as pl

from samspel.atlas.joins import Joins, Rows
from samspel.atlas.measuring import Engine
from samspel.atlas.units import Frames
from samspel.tables import Tables, follow

__all__ = ["followed"]

# What names an actor in the tables that the atlas measures.
_NAMING = {
    "actors": ("actor_id",),
    "actor_spells": ("actor_id",),
    "memberships": ("actor_id",),
    "participations": ("actor_id",),
    "answers": ("respondent_id", "about"),
    "coverage": ("actor_id",),
}


def followed(tables: Frames, successions: pl.DataFrame, on: date, engine: Engine) -> Frames:
    """What `samspel.tables.follow` gives of the tables, as the engine holds them.

    Parameters
    ----------
    tables
        All thirteen, as `scan` gives them.
    successions
        Rows of that table, of any day.
    on
        The day that is measured.
    engine
        Holds the tables.

    Notes
    -----
    Odd case: with no succession by that day the tables are given back as they are.
    """
    rows = successions.filter(pl.col("on") <= on)
    if rows.is_empty():
        return tables
    named = sorted({*rows["from_actor"], *rows["to_actor"]})
    theirs = {name: engine.found(tables[name].filter(_names(name, named))) for name in _NAMING}
    acts = engine.given("succession-acts", theirs["participations"].select("interplay_id").unique())
    theirs["interplay"] = engine.found(Joins.those(tables["interplay"], acts, ["interplay_id"]))
    now = follow(Tables.of(**theirs, successions=rows), on)
    return {**tables, **{name: _both(name, (tables, now), named, engine) for name in _NAMING}}


def _names(table: str, named: list[str]) -> nw.Expr:
    each = (nw.col(column).fill_null("").is_in(named) for column in _NAMING[table])
    return nw.any_horizontal(*each, ignore_nulls=True)


def _both(table: str, of: tuple[Frames, Tables], named: list[str], engine: Engine) -> Rows:
    """Everybody else's rows where they are, and the rows of those who went on."""
    tables, now = of
    others = tables[table].filter(~_names(table, named))
    return nw.concat([others, engine.given(f"succession-{table}", now.known(table))])
