"""The few operations that stage 1 is made of, and the log of how much each join gave.

Neighbours get `Joins`: every step is kept by name, in memory or as a Parquet file of a folder, so
that the next step starts from rows that are there and the largest of them is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

__all__ = ["Joins"]


@dataclass(frozen=True, slots=True)
class Joins:
    """Steps that are kept. `folder` None keeps them in memory.

    `heights` holds the rows of every kept step, by its name and number.
    """

    folder: Path | None = None
    heights: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows, worked out once. Out of memory they are streamed to a file and back."""
        name = f"{len(self.heights):04}-{name}"
        if self.folder is None:
            found = rows.collect()
            self.heights[name] = found.height
            return found.lazy()
        path = self.folder / f"{name}.parquet"
        rows.sink_parquet(path)
        kept = pl.scan_parquet(path)
        self.heights[name] = int(kept.select(pl.len()).collect().item())
        return kept

    @property
    def largest(self) -> int:
        """Rows of the largest step."""
        return max(self.heights.values(), default=0)

    @staticmethod
    def lowest(rows: pl.LazyFrame, by: Sequence[str], order: str, count: int) -> pl.LazyFrame:
        """The `count` rows of each group that are lowest in `order`."""
        if count == 1:
            first = pl.all().exclude(*by).sort_by(order).first()
            return rows.group_by(list(by)).agg(first)
        ranked = pl.col(order).rank("ordinal").over(list(by))
        return rows.sort([*by, order]).filter(ranked <= count)
