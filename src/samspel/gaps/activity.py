"""The activity lens: the bridges of each gap. It shows effort, not effect (method section 5).

Neighbours get `measure_activity(tables, settings) -> ActivityRun`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from samspel.gaps.coded import Mask, days_of
from samspel.gaps.index import Indexed, index
from samspel.gaps.run import measure_all
from samspel.network import TwoMode
from samspel.tables import Tables
from samspel.terms import RunSettings, months_before
from samspel.terms.activity import BRIDGE_STATES, ActivityFigure, ActivityRun

__all__ = ["MONTHS_AFTER", "measure_activity"]

MONTHS_AFTER = 12


@dataclass(frozen=True, slots=True)
class _Bridge:
    """A bridge as it stood on the day: its furthest state, and when it was done."""

    gap: str
    near: str
    far: str
    state: str
    done_on: date | None
    cost: float | None


def measure_activity(tables: Tables, settings: RunSettings) -> ActivityRun:
    """The bridges of every gap of the settings' definitions, as they stood on their day.

    A bridge has a row a state; it stands in the furthest of those that are dated on or before
    the day, or not dated at all. A tie counts when an act that carries contact holds both and
    overlaps the twelve months that begin the day after the bridge was done.

    Parameters
    ----------
    tables : Tables
        Checked tables, with `bridges`; without, every count is 0.
    settings : RunSettings
        `window_months`, `as_recorded` and `seed` have no part in it.

    Raises
    ------
    BadData
        As `measure_all`.
    """
    coded = index(tables)
    bare = replace(settings, definitions=replace(settings.definitions, gaps=()))
    run = replace(measure_all(tables, bare, indexed=coded), settings=settings)
    bridges = _bridges(tables.known("bridges"), settings)
    ties = _Ties.of(coded, settings)
    return ActivityRun(
        run,
        tuple(
            _figure(each.key, [b for b in bridges if b.gap == each.key], ties)
            for each in settings.definitions.gaps
        ),
    )


def _bridges(rows: pl.DataFrame, settings: RunSettings) -> list[_Bridge]:
    known = rows.unique().filter(
        pl.col("ecosystem_id") == settings.ecosystem,
        pl.col("state_on").is_null() | (pl.col("state_on") <= settings.on),
    )
    order = pl.col("state").replace_strict(
        list(BRIDGE_STATES), list(range(len(BRIDGE_STATES))), default=-1, return_dtype=pl.Int64
    )
    found = []
    sorted_rows = known.with_columns(step=order).sort("bridge_id", "step")
    for _, group in sorted_rows.group_by("bridge_id", maintain_order=True):
        last = group.row(-1, named=True)
        costs = group["cost"].drop_nulls()
        found.append(
            _Bridge(
                gap=last["gap"],
                near=last["near_actor_id"],
                far=last["far_actor_id"],
                state=last["state"],
                done_on=last["state_on"] if last["state"] == "done" else None,
                cost=float(costs[-1]) if costs.len() else None,
            )
        )
    return found


def _figure(gap: str, bridges: list[_Bridge], ties: "_Ties") -> ActivityFigure:
    begun = [b for b in bridges if b.state in ("started", "done")]
    judged = [b for b in bridges if b.done_on is not None and ties.may_judge(b.done_on)]
    costs = [b.cost for b in bridges if b.cost is not None]
    return ActivityFigure(
        gap=gap,
        by_state=tuple(sum(b.state == state for b in bridges) for state in BRIDGE_STATES),
        near=len({b.near for b in begun}),
        far=len({b.far for b in begun}),
        judged=len(judged),
        tied=sum(ties.present(b) for b in judged),
        cost=sum(costs, 0.0),
        costed=len(costs),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Ties:
    """The acts that are small enough to carry contact, of any date."""

    indexed: Indexed
    codes: Mapping[str, int]
    graph: TwoMode
    on: date

    @classmethod
    def of(cls, indexed: Indexed, settings: RunSettings) -> "_Ties":
        sizes = indexed.graph.sizes
        small = (sizes >= 2) & (sizes <= settings.max_size)
        codes = {str(key): code for code, key in enumerate(indexed.actor_ids)}
        return cls(indexed, codes, indexed.graph.with_acts(small), settings.on)

    def may_judge(self, done_on: date) -> bool:
        """Twelve months have passed."""
        return done_on <= months_before(self.on, MONTHS_AFTER)

    def present(self, bridge: _Bridge) -> bool:
        """The two meet in the twelve months after."""
        if bridge.done_on is None or bridge.near == bridge.far:
            return False
        first, last = days_of(bridge.done_on) + 1, days_of(_year_after(bridge.done_on))
        both = self._acts_of(bridge.near) & self._acts_of(bridge.far)
        inside = (self.indexed.first <= last) & (self.indexed.last >= first)
        return bool((both & inside).any())

    def _acts_of(self, actor: str) -> Mask:
        acts = np.zeros(self.graph.acts, dtype=np.bool_)
        if actor in self.codes:
            acts[self.graph.act[self.graph.actor == self.codes[actor]]] = True
        return acts


def _year_after(day: date) -> date:
    # The 29th of February becomes the 28th, as the method clips months.
    clipped = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + 1, day.month, clipped)
