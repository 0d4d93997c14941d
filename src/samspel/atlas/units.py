"""What one row of the atlas is about: an ecosystem, or the actors registered in one place.

Neighbours get `KINDS`, `as_ecosystems`, which turns places into ecosystems so that everything
after knows one kind only, and `standing`, the actors as they are on the day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import polars as pl

from samspel.tables import CONTRACTS

__all__ = ["KINDS", "Frames", "Kind", "as_ecosystems", "standing"]

Kind = Literal["ecosystem", "region", "country", "municipality"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Frames = Mapping[str, pl.LazyFrame]

# What is said of an ecosystem says nothing of a place.
_OF_ECOSYSTEMS = ("waves", "answers", "coverage", "limits")


def as_ecosystems(tables: Frames, kind: Kind, on: date) -> dict[str, pl.LazyFrame]:
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
    placed = standing(tables, on).filter(pl.col(kind).fill_null("") != "")
    unit = pl.col(kind).alias("ecosystem_id")
    country = placed.group_by(unit).agg(
        pl.col("country").drop_nulls().sort().mode(maintain_order=True).first()
    )
    if kind == "country":
        country = placed.select(unit, country=pl.col(kind)).unique()
    empty = {c.name: pl.LazyFrame(schema=c.schema) for c in CONTRACTS}
    named = country.with_columns(name=pl.col("ecosystem_id"), region=pl.lit(None, pl.String))
    members = placed.select(unit, "actor_id").with_columns(
        member_from=pl.lit(None, pl.Date),
        member_until=pl.lit(None, pl.Date),
        is_platform=pl.lit(value=False),
        is_financier=pl.lit(value=False),
    )
    acts = tables["interplay"].filter(~pl.col("source").fill_null("").str.starts_with("wave:"))
    return {
        **tables,
        **{name: empty[name] for name in _OF_ECOSYSTEMS},
        "ecosystems": named.select("ecosystem_id", "name", "country", "region"),
        "memberships": members,
        "interplay": acts,
        "participations": tables["participations"].join(
            acts.select("interplay_id"), on="interplay_id", how="semi"
        ),
    }


def standing(tables: Frames, on: date) -> pl.LazyFrame:
    """Every actor with sector, roles, country, region and municipality on the day.

    A dated spell overrides what it does not leave blank; of several the one that began last.
    """
    began = pl.col("valid_from").is_null() | (pl.col("valid_from") <= on)
    runs = pl.col("valid_until").is_null() | (pl.col("valid_until") >= on)
    dated = ("sector", "roles", "country", "municipality")
    spells = (
        tables["actor_spells"]
        .filter(began & runs)
        .unique()
        .with_columns(
            first=pl.col("valid_from").fill_null(date.min),
            last=pl.col("valid_until").fill_null(date.max),
        )
        .sort("actor_id", "first", "last", *dated)
        .group_by("actor_id", maintain_order=True)
        .agg(pl.col(name).last().alias(f"{name}_then") for name in dated)
    )
    own = tables["actors"].select("actor_id", *dated, "region").unique("actor_id")
    return own.join(spells, on="actor_id", how="left").select(
        "actor_id",
        *(
            pl.when(pl.col(f"{name}_then").fill_null("") != "")
            .then(pl.col(f"{name}_then"))
            .otherwise(pl.col(name))
            .alias(name)
            for name in dated
        ),
        "region",
    )
