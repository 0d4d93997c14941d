"""A made-up region of any size from a seed: integer codes, string frames, files.

Neighbours get `Region`, `region_of`, `tables_of` and the day to measure on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.network import TwoMode, build
from samspel.tables import Tables

__all__ = ["MAX_SIZE", "ON", "PLATFORM", "Region", "keep", "kept", "region_of", "tables_of"]

ON, MAX_SIZE, PLATFORM = date(2026, 9, 30), 50, 0
# Role by share: firms, two kinds of far actors, and few that are both a firm and do research.
_ROLES = ("firm", "research|education", "firm|research", "capital", "authority", "support")
_SHARES = (0.80, 0.06, 0.002, 0.018, 0.07, 0.05)
_SECTORS = ("private", "academia", "private", "private", "public", "civil")


_FILES = ("act", "actor", "sizes", "role", "member", "abroad")


@dataclass(frozen=True)
class Region:
    """Codes of every participation, and masks over actors; `role` is a place in the roles."""

    graph: TwoMode
    role: NDArray[np.int64]
    member: NDArray[np.bool_]
    abroad: NDArray[np.bool_]

    @property
    def near(self) -> NDArray[np.bool_]:
        """Member firms, the platform apart."""
        near = self.member & np.isin(self.role, (0, 2))
        near[PLATFORM] = False
        return near

    @property
    def far(self) -> NDArray[np.bool_]:
        """Whoever does research, the platform apart."""
        far = np.isin(self.role, (1, 2))
        far[PLATFORM] = False
        return far

    @property
    def platform(self) -> NDArray[np.bool_]:
        """The one platform."""
        mask = np.zeros(self.graph.actors, dtype=np.bool_)
        mask[PLATFORM] = True
        return mask


def region_of(participations: int, seed: int) -> Region:
    """A region with that many participations, five to an act and four to an actor on average.

    Few actors are in many acts; one act in a hundred thousand participations is a conference,
    too large to carry contact.
    """
    rng = np.random.default_rng((seed, participations))
    acts, actors = participations // 5, participations // 4
    drawn = int(participations * 1.03)
    act = rng.integers(0, acts, drawn)
    crowd = rng.random(drawn) < 0.01
    act[crowd] = rng.integers(0, max(1, participations // 100_000), int(crowd.sum()))
    actor = (actors * rng.random(drawn) ** 1.6).astype(np.int64)
    keys = np.unique(act * actors + actor)
    keys = np.sort(rng.choice(keys, participations, replace=False))
    role = rng.choice(len(_ROLES), actors, p=_SHARES)
    role[PLATFORM] = 5
    graph = build(keys // actors, keys % actors, acts, actors)
    return Region(graph, role, rng.random(actors) < 0.7, rng.random(actors) < 0.15)


def keep(region: Region, folder: Path) -> None:
    """Writes the region, so that every way finds the same one without making it again."""
    graph = region.graph
    sizes = np.array([graph.acts, graph.actors])
    arrays = (graph.act, graph.actor, sizes, region.role, region.member, region.abroad)
    for name, array in zip(_FILES, arrays, strict=True):
        np.save(folder / f"{name}.npy", array)


def kept(folder: Path) -> Region:
    """The region that `keep` wrote."""
    act, actor, sizes, role, member, abroad = (np.load(folder / f"{name}.npy") for name in _FILES)
    acts, actors = map(int, sizes)
    return Region(TwoMode(act, actor, acts, actors), role, member, abroad)


def tables_of(region: Region) -> Tables:
    """The region as our tables, rows of participations in no order. Every act overlaps W."""
    graph, rng = region.graph, np.random.default_rng(1)
    actors = _ids("a", graph.actors)
    acts = _ids("x", graph.acts)
    order = rng.permutation(graph.act.size)
    started = ON - timedelta(days=90)
    members = region.member.copy()
    members[PLATFORM] = True
    who = actors.filter(pl.Series(members))
    return Tables.of(
        ecosystems=pl.DataFrame(
            {"ecosystem_id": ["e"], "name": ["Påhittad region"], "country": ["SE"]}
        ),
        actors=pl.DataFrame(
            {
                "actor_id": actors,
                "name": actors,
                "sector": pl.Series(_SECTORS).gather(region.role),
                "roles": pl.Series(_ROLES).gather(region.role),
                "country": pl.Series(["SE", "NO"]).gather(region.abroad.astype(np.int64)),
            }
        ),
        memberships=pl.DataFrame(
            {"ecosystem_id": "e", "actor_id": who, "is_platform": who == actors[PLATFORM]}
        ),
        interplay=pl.DataFrame({"interplay_id": acts, "started_on": started, "ended_on": ON}),
        participations=pl.DataFrame(
            {
                "interplay_id": acts.gather(graph.act[order]),
                "actor_id": actors.gather(graph.actor[order]),
            }
        ),
    )


def _ids(letter: str, count: int) -> pl.Series:
    numbers = pl.Series(np.arange(count)).cast(pl.String).str.zfill(8)
    return pl.Series([letter]) + numbers if count == 1 else letter + numbers
