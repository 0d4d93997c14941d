"""What one row of the atlas is about: an ecosystem, or the actors registered in one place.

Neighbours get `KINDS`, `Frames`, `as_ecosystems`, which turns places into ecosystems so that
everything after knows one kind only, and `standing`, the actors as they are on the day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import narwhals as nw

from samspel.atlas.joins import Joins, Rows

__all__ = ["KINDS", "Frames", "Kind", "as_ecosystems", "standing"]

Kind = Literal["ecosystem", "region", "country", "municipality"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Frames = Mapping[str, Rows]

# What is said of an ecosystem says nothing of a place.
_OF_ECOSYSTEMS = ("waves", "answers", "coverage", "limits")
_DATED = ("sector", "roles", "country", "municipality")


def as_ecosystems(tables: Frames, kind: Kind, on: date) -> dict[str, Rows]:
    """The tables with each unit of the kind as an ecosystem.

    A unit that is no ecosystem has as members the actors registered there on the day, no
    platform and no financier (method section 2). Its country is the one that most of them have,
    of equals the first; by country it is the unit itself. Waves, answers, declared logs and
    limits are made about an ecosystem and say nothing of a place: they are left out, and so are
    the acts that actors named in an answer.

    Notes
    -----
    Odd case: an actor without that place is a member of no unit, and stays on far sides that ask
    for no member.
    """
    if kind == "ecosystem":
        return dict(tables)
    placed = standing(tables, on).filter(nw.col(kind).fill_null("") != "")
    placed = placed.with_columns(ecosystem_id=nw.col(kind))
    no_text, no_day = nw.lit(None).cast(nw.String), nw.lit(None).cast(nw.Date)
    members = placed.select(
        "ecosystem_id",
        "actor_id",
        member_from=no_day,
        member_until=no_day,
        is_platform=nw.lit(value=False),
        is_financier=nw.lit(value=False),
    )
    named = nw.col("source").fill_null("").str.starts_with("wave:")
    acts = tables["interplay"].filter(~named)
    countries = _countries(placed, kind)
    return {
        **tables,
        **{name: tables[name].head(0) for name in _OF_ECOSYSTEMS},
        "ecosystems": countries.select(
            "ecosystem_id", nw.col("ecosystem_id").alias("name"), "country", region=no_text
        ),
        "memberships": members,
        "interplay": acts,
        "participations": Joins.those(tables["participations"], acts, ["interplay_id"]),
    }


def _countries(placed: Rows, kind: Kind) -> Rows:
    """Each unit with the country that most of its actors have."""
    units = placed.select("ecosystem_id").unique()
    if kind == "country":
        return units.with_columns(country=nw.col("ecosystem_id"))
    known = placed.filter(~nw.col("country").is_null())
    each = known.group_by("ecosystem_id", "country").agg(many=nw.len())
    most = each.filter(nw.col("many") == nw.col("many").max().over("ecosystem_id"))
    most = most.group_by("ecosystem_id").agg(nw.col("country").min())
    return units.join(most, on="ecosystem_id", how="left")


def standing(tables: Frames, on: date) -> Rows:
    """Every actor with sector, roles, country, region and municipality on the day.

    A dated spell overrides what it does not leave blank; of several the one that began last.
    """
    own = tables["actors"].select("actor_id", *_DATED, "region").unique()
    then = _spells(tables["actor_spells"], on).select(
        "actor_id", *(nw.col(name).alias(f"{name}_then") for name in _DATED)
    )
    both = own.join(then, on="actor_id", how="left")
    held = (
        nw.when(nw.col(f"{name}_then").fill_null("") != "")
        .then(nw.col(f"{name}_then"))
        .otherwise(nw.col(name))
        .alias(name)
        for name in _DATED
    )
    return both.select("actor_id", *held, "region")


# Further off than any day in a register, and one that every engine can write down.
_BEFORE, _AFTER = date(1000, 1, 1), date(9999, 12, 31)


def _spells(spells: Rows, on: date) -> Rows:
    """The spell of each actor that holds on the day."""
    began = nw.col("valid_from").is_null() | (nw.col("valid_from") <= on)
    runs = nw.col("valid_until").is_null() | (nw.col("valid_until") >= on)
    # Blank and absent say the same, so that rows that differ in no more are one.
    rows = spells.filter(began, runs).select(
        "actor_id",
        *(nw.col(name).fill_null("") for name in _DATED),
        first=nw.col("valid_from").fill_null(_BEFORE),
        last=nw.col("valid_until").fill_null(_AFTER),
    )
    rows = rows.unique().with_columns(one=nw.lit(1))
    place = nw.col("one").cum_sum().over("actor_id", order_by=["first", "last", *_DATED])
    rows = rows.with_columns(place=place, many=nw.col("one").sum().over("actor_id"))
    return rows.filter(nw.col("place") == nw.col("many"))
