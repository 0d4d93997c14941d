"""How many actors there are on far sides, those that no unit meets included.

Neighbours get `ghosts_of(facts) -> Ghosts`: alike actors counted as one, so that the far side of
any unit is counted by the rule that `gaps` itself uses, on far fewer of them.
"""

from dataclasses import dataclass

import polars as pl

from samspel.atlas.far import Facts

__all__ = ["Ghosts", "ghosts_of"]


@dataclass(frozen=True, slots=True)
class Ghosts:
    """One row a kind of actor: `actor_id` (a made-up one), standing on the day, and `count`.

    `members` says of which units a kind is a member.
    """

    actors: pl.DataFrame
    members: pl.DataFrame


def ghosts_of(facts: Facts) -> Ghosts:
    """Kinds of actors by sector, roles, country and the units they are members of."""
    units = facts.members.group_by("actor_id").agg(pl.col("unit").sort())
    alike = ["sector", "roles", "country", "unit"]
    kinds = (
        facts.actors.join(units, on="actor_id", how="left")
        .group_by(alike)
        .agg(count=pl.len().cast(pl.Int64))
        .sort(pl.col("unit").list.join("\0"), "sector", "roles", "country")
        .with_row_index("number")
        .with_columns(actor_id=pl.concat_str(pl.lit("\0"), pl.col("number")))
        .collect()
    )
    members = kinds.select("actor_id", "unit").explode("unit").drop_nulls("unit")
    return Ghosts(kinds.select("actor_id", "sector", "roles", "country", "count"), members)
