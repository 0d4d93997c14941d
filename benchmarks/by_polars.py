"""The same measure in plain Polars: joins and groups, from integer codes or from strings.

Written as well as we could: nobody's neighbours are listed, only counted.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.listed import Listed, listed
from benchmarks.regions import MAX_SIZE, Region, tables_of

__all__ = ["from_codes", "from_frames"]


def from_codes(region: Region, _: Path) -> Callable[[], Listed]:
    """Frames of integer codes in hand."""
    graph = region.graph
    edges = pl.DataFrame({"act": graph.act, "actor": graph.actor})
    actors = pl.DataFrame(
        {
            "actor": np.arange(graph.actors, dtype=np.int32),
            "near": region.near,
            "far": region.far,
            "platform": region.platform,
        }
    )
    return lambda: _measure(edges, actors)


def from_frames(region: Region, _: Path) -> Callable[[], Listed]:
    """Our tables of strings in hand; roles and members are joined in."""
    tables = tables_of(region)

    def run() -> Listed:
        role = pl.col("roles").str.split("|")
        members = tables["memberships"].select("actor_id", "is_platform")
        people = tables["actors"].join(members, on="actor_id", how="left")
        platform = pl.col("is_platform").fill_null(value=False)
        actors = people.select(
            pl.col("actor_id").alias("actor"),
            (role.list.contains("firm") & pl.col("is_platform").is_not_null() & ~platform)
            .alias("near"),
            (role.list.contains("research") & ~platform).alias("far"),
            platform.alias("platform"),
        )  # fmt: skip
        rows = tables["participations"]
        edges = rows.select(act="interplay_id", actor="actor_id").unique()
        return _measure(edges, actors)

    return run


def _measure(edges: pl.DataFrame, actors: pl.DataFrame) -> Listed:
    size = pl.len().over("act")
    rows = edges.filter(size.is_between(2, MAX_SIZE)).join(actors, on="actor")
    far_there = pl.col("far").sum().over("act")
    rows = rows.with_columns(met=far_there - pl.col("far").cast(pl.UInt32) > 0)
    near = rows.filter("near")
    by_actor = near.group_by("actor").agg(pl.len().alias("acts"), pl.col("met").any())
    n, reached = int(actors["near"].sum()), int(by_actor["met"].sum())
    hands = np.zeros(n, dtype=np.int64)
    hands[: by_actor.height] = by_actor["acts"].to_numpy()
    platform = rows.filter("platform")
    steps = (
        _two_step(rows),
        _two_step(rows.filter(~pl.col("platform"))),
        _two_step(rows.join(platform.select("act").unique(), on="act", how="anti")),
    )
    return listed(n, reached, (hands, int((~near["met"]).sum())), steps)


def _two_step(rows: pl.DataFrame) -> int:
    """How many near actors are reached in one step or two."""
    far = pl.col("actor").filter(pl.col("far"))
    acts = rows.group_by("act").agg(far.min().alias("low"), far.max().alias("high"), far.len().alias("fars"))  # fmt: skip  # noqa: E501
    rows = rows.select("act", "actor", "near", "far").join(acts, on="act")
    met = pl.col("fars") - pl.col("far").cast(pl.UInt32) > 0
    people = rows.group_by("actor").agg(
        met.any().alias("met"), pl.col("low").min(), pl.col("high").max(),
        pl.col("near").first(), pl.col("far").first(),
    )  # fmt: skip
    helps = pl.col("met") & ~pl.col("far")
    only = pl.when(helps & (pl.col("low") == pl.col("high"))).then("low").alias("only")
    people = people.select("actor", "met", "near", helps.alias("helps"), only)
    rows = rows.select("act", "actor").join(people, on="actor")
    helpers = rows.group_by("act").agg(pl.col("helps").sum().alias("helpers"))
    useless = rows.drop_nulls("only").group_by("act", actor="only").agg(pl.len().alias("useless"))
    asking = rows.filter(pl.col("near") & ~pl.col("met")).select("act", "actor")
    asking = asking.join(helpers, on="act").join(useless, on=["act", "actor"], how="left")
    left = asking.filter(pl.col("helpers") > pl.col("useless").fill_null(0))
    return int((people["met"] & people["near"]).sum()) + left["actor"].n_unique()
