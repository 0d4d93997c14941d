"""One ecosystem seen on one day over one window: who is there and which acts carry contact.

Neighbours get `see(indexed, settings) -> Scene`, made once a run and shared by all gaps, and
`Scene.without_reports`, the same scene as if some reports had not been given.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from samspel.gaps.index import Indexed, Mask, days_of
from samspel.network import TwoMode
from samspel.terms import BadData, Period, Place, Problem, RunSettings, months_before, window

__all__ = ["Scene", "see"]


@dataclass(frozen=True, eq=False)
class Scene:
    """What a run sees. Masks are (actors,) unless said otherwise.

    Attributes
    ----------
    period, days : Period, (int, int)
        W with both ends included, also as whole numbers.
    fresh : int
        The first day on which a claim of full record may end: six months before t.
    here, left, elsewhere : mask
        Has a spell in E that overlaps W; and all such ended before t; a member of another
        ecosystem and not here.
    platform, financier : mask
        Marked so by a spell in E that overlaps W.
    largest_other : int
        The most actors that one other ecosystem has.
    state : DataFrame
        `sector`, `roles`, `country` of each actor on t.
    name, region, country : str
        The ecosystem's own; empty when not recorded.
    overlapping : (acts,) bool
        The act overlaps W.
    graph : TwoMode
        The acts that carry contact: they overlap W and have 2 to `max_size` participants.
    reporter : (participations of graph,) bool
    """

    indexed: Indexed
    settings: RunSettings
    name: str
    region: str
    country: str
    period: Period
    days: tuple[int, int]
    fresh: int
    here: Mask
    left: Mask
    elsewhere: Mask
    platform: Mask
    financier: Mask
    largest_other: int
    state: pl.DataFrame
    overlapping: Mask
    graph: TwoMode
    reporter: Mask

    @cached_property
    def present(self) -> Mask:
        """Takes part in some act that overlaps W, of any size."""
        return self._takes_part(self.overlapping)

    @cached_property
    def recorded(self) -> Mask:
        """Takes part in some recorded act (no report) that overlaps W, of any size."""
        return self._takes_part(self.overlapping & ~self.indexed.report)

    @cached_property
    def without_platform(self) -> TwoMode:
        """`graph` with every participation of the platform removed."""
        return self.graph.without_actors(self.platform)

    @cached_property
    def without_platform_acts(self) -> TwoMode:
        """`graph` with every act removed that the platform convened or took part in.

        Who convenes (`organiser`, `host`) has a participation, so the two are one condition.
        """
        return self.graph.without_acts_of(self.platform)

    def without_reports(self, by: Mask) -> "Scene":
        """The scene as if these actors had made no report."""
        graph, indexed = self.indexed.graph, self.indexed
        theirs = indexed.reporter & by[graph.actor]
        gone = np.zeros(graph.acts, dtype=np.bool_)
        gone[graph.act[theirs]] = True
        gone &= indexed.report
        kept = ~gone[self.graph.act]
        return replace(
            self,
            overlapping=self.overlapping & ~gone,
            graph=self.graph.select(kept),
            reporter=self.reporter[kept],
        )

    def _takes_part(self, acts: Mask) -> Mask:
        graph = self.indexed.graph
        found = np.zeros(graph.actors, dtype=np.bool_)
        found[graph.actor[acts[graph.act]]] = True
        return found


def see(indexed: Indexed, settings: RunSettings) -> Scene:
    """The ecosystem of the settings on their day.

    Raises
    ------
    BadData
        `unknown_ecosystem`, with those there are.
    ValueError
        If the window or the largest act is no whole number of at least 1 and 2.
    """
    if settings.window_months < 1 or settings.max_size < 2:
        raise ValueError("a window is at least 1 month, and an act that carries contact holds 2")
    row = _ecosystem(indexed, settings.ecosystem)
    period = window(settings.on, settings.window_months)
    start, end = days_of(settings.on) + 1 - period.days, days_of(settings.on)
    graph, sizes = indexed.graph, indexed.graph.sizes
    overlapping = (indexed.first <= end) & (indexed.last >= start)
    carrying = overlapping & (sizes >= 2) & (sizes <= settings.max_size)
    contact = carrying[graph.act]
    here, left, elsewhere, platform, financier = _members(indexed, settings, (start, end))
    return Scene(
        indexed=indexed,
        settings=settings,
        name=str(row["name"]),
        region=str(row["region"] or ""),
        country=str(row["country"] or ""),
        period=period,
        days=(start, end),
        fresh=days_of(months_before(settings.on, 6)),
        here=here,
        left=left,
        elsewhere=elsewhere,
        platform=platform,
        financier=financier,
        largest_other=_largest_other(indexed, settings.ecosystem, (start, end)),
        state=_state_on(indexed, end),
        overlapping=overlapping,
        graph=graph.select(contact),
        reporter=indexed.reporter[contact],
    )


def _ecosystem(indexed: Indexed, key: str) -> dict[str, object]:
    rows = indexed.tables.known("ecosystems").unique().sort("ecosystem_id")
    found = rows.filter(pl.col("ecosystem_id") == key)
    if found.height == 1:
        return found.row(0, named=True)
    values = {"ecosystem": key, "known": ", ".join(rows["ecosystem_id"].cast(pl.String))}
    raise BadData((Problem("unknown_ecosystem", values, Place(column="ecosystem_id")),))


def _overlapping(frame: pl.DataFrame, days: tuple[int, int]) -> pl.DataFrame:
    return frame.filter(pl.col("first") <= days[1], pl.col("last") >= days[0])


def _members(
    indexed: Indexed, settings: RunSettings, days: tuple[int, int]
) -> tuple[Mask, Mask, Mask, Mask, Mask]:
    spells = _overlapping(indexed.memberships, days)
    ours = pl.col("ecosystem_id") == settings.ecosystem
    mine, others = spells.filter(ours), spells.filter(~ours)

    def mask(rows: pl.DataFrame) -> Mask:
        found = np.zeros(indexed.graph.actors, dtype=np.bool_)
        found[rows["actor"].to_numpy()] = True
        return found

    here = mask(mine)
    left = here & ~mask(mine.filter(pl.col("last") >= days[1]))
    platform, financier = mask(mine.filter("is_platform")), mask(mine.filter("is_financier"))
    return here, left, mask(others) & ~here, platform, financier


def _largest_other(indexed: Indexed, key: str, days: tuple[int, int]) -> int:
    others = _overlapping(indexed.memberships, days).filter(pl.col("ecosystem_id") != key)
    sizes = others.group_by("ecosystem_id").agg(pl.col("actor").n_unique())["actor"]
    return int(sizes.max() or 0)  # type: ignore[arg-type]


def _state_on(indexed: Indexed, day: int) -> pl.DataFrame:
    """Sector, roles and country of each actor on that day.

    A spell overrides `actors` on its days; a blank cell of it overrides nothing. Where spells
    overlap, which `tables.check` reports, the one that began last holds.
    """
    columns = ["sector", "roles", "country"]
    state = indexed.actors.select(columns)
    valid = indexed.spells.filter(pl.col("first") <= day, pl.col("last") >= day)
    if valid.is_empty():
        return state
    latest = valid.sort("actor", "first", *columns).group_by("actor").last().sort("actor")
    spells = state.with_row_index("actor").select(pl.col("actor").cast(pl.Int64))
    over = spells.join(latest.select("actor", *columns), on="actor", how="left").sort("actor")
    return state.select(pl.coalesce(over[name], pl.col(name)).alias(name) for name in columns)
