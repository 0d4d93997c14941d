"""The few operations that stage 1 is made of, on whichever engine holds the rows.

Neighbours get `Rows`, a lazy frame of any engine; `Steps`, what an engine must do to carry them
out; and `Joins`, the joins and groupings that stage 1 is written in, with the log of how much each
gave. The expressions are narwhals': one text that Polars and Spark both carry out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import narwhals as nw
import polars as pl

__all__ = ["Joins", "Rows", "Steps"]

Rows = nw.LazyFrame[Any]


class Steps(Protocol):
    """Where rows lie and are worked out."""

    def keep(self, name: str, rows: Rows) -> Rows:
        """The rows, worked out once, so that the next step starts from rows that are there."""
        ...

    def found(self, rows: Rows) -> pl.DataFrame:
        """Few rows, brought here."""
        ...


@dataclass(frozen=True, slots=True)
class Joins:
    """Stage 1's steps on one engine.

    Attributes
    ----------
    engine : Steps
    counting : bool
        Work out every single join and log its rows, also those that are not kept otherwise.
    together : int
        Gaps that are joined for at once; None is all. More take fewer and larger steps.
    tell : callable
        Told the name of each step that is done.
    heights : dict
        With `counting` the rows of every step, by its number and name.
    names : list
        Of every step, in order.
    """

    engine: Steps
    counting: bool = False
    together: int | None = None
    tell: Callable[[str], None] = lambda _name: None
    heights: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def keep(self, name: str, rows: Rows) -> Rows:
        """The rows, worked out once and logged."""
        name = f"{len(self.names):04}-{name}"
        self.names.append(name)
        kept = self.engine.keep(name, rows)
        if self.counting:
            self.heights[name] = int(self.engine.found(kept.select(nw.len())).item())
        self.tell(name)
        return kept

    def join(self, left: Rows, right: Rows, on: Sequence[str]) -> Rows:
        """Rows of both that agree; the one operation whose output may outgrow its input."""
        both = left.join(right, on=list(on), how="inner")
        return self.keep("join", both) if self.counting else both

    def beside(self, left: Rows, right: Rows, on: Sequence[str]) -> Rows:
        """Every row of the left, with what the right says of it, if anything."""
        both = left.join(right, on=list(on), how="left")
        return self.keep("beside", both) if self.counting else both

    @staticmethod
    def those(rows: Rows, of: Rows, on: Sequence[str]) -> Rows:
        """The rows that have a match: never more than there were."""
        return rows.join(of.select(*on), on=list(on), how="semi")

    @staticmethod
    def but(rows: Rows, of: Rows, on: Sequence[str]) -> Rows:
        """The rows that have none: never more than there were."""
        return rows.join(of.select(*on), on=list(on), how="anti")

    @staticmethod
    def lowest(rows: Rows, by: Sequence[str], order: str, count: int) -> Rows:
        """Of each group the `count` rows that are lowest in `order`.

        No two rows of a group may be equal in it. With `count` 1 only `by` and `order` come back.
        """
        if count == 1:
            return rows.group_by(*by).agg(nw.col(order).min())
        return rows.filter(nw.col(order).rank("min").over(*by) <= count)

    def some(self, rows: Rows) -> bool:
        """Whether there is any row."""
        return not self.engine.found(rows.head(1)).is_empty()

    @property
    def largest(self) -> int | None:
        """Rows of the largest step; None when they were not counted."""
        return max(self.heights.values(), default=0) if self.counting else None
