"""The local engine: stage 1 by Polars, stage 2 by worker processes of this machine.

Neighbours get `Local`. Workers are spawned, never forked (Polars holds threads), and a unit's
figures do not depend on which worker measured it or when.
"""

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import narwhals as nw
import polars as pl

from samspel.atlas.batches import SCHEMA, Batch
from samspel.atlas.joins import Rows
from samspel.atlas.kernel import Kernel, Unit

__all__ = ["Local"]

# Units whose rows are in memory together when the tables are not.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Local:
    """Polars. `folder` None keeps the steps in memory, else as Parquet files of that folder."""

    folder: Path | None = None
    workers: int = 1

    def keep(self, name: str, rows: Rows) -> Rows:
        """The rows, worked out once. Out of memory they are streamed to a file and back."""
        lazy: pl.LazyFrame = nw.to_native(rows)
        if self.folder is None:
            return nw.from_native(lazy.collect().lazy())
        path = self.folder / f"{name}.parquet"
        lazy.sink_parquet(path)
        return nw.from_native(pl.scan_parquet(path))

    def found(self, rows: Rows) -> pl.DataFrame:
        """Few rows, brought here."""
        lazy: pl.LazyFrame = nw.to_native(rows)
        return lazy.collect()

    def given(self, name: str, frame: pl.DataFrame) -> Rows:  # noqa: ARG002 (every engine's face)
        """Rows that are at hand."""
        return nw.from_native(frame.lazy())

    def read(self, file: Path, separator: str | None) -> Rows:
        """A Parquet file, or with a separator a CSV file whose cells are texts."""
        if separator is None:
            return nw.from_native(pl.scan_parquet(file))
        return nw.from_native(pl.scan_csv(file, infer_schema=False, separator=separator))

    def measured(self, rows: Rows, kernel: Kernel) -> Iterator[Unit]:
        """The units of `batches.keyed` in the order of their keys."""
        if self.workers <= 1:
            for group in self._groups(rows):
                yield from (kernel.measure(batch) for batch in group)
            return
        context = multiprocessing.get_context("spawn")
        with context.Pool(self.workers, _start, (kernel,)) as pool:
            # Group by group: a pool takes all it is handed at once, and that must fit in memory.
            for group in self._groups(rows):
                yield from pool.imap(_measure, group)

    def _groups(self, rows: Rows) -> Iterator[list[Batch]]:
        units = self.found(rows.select("unit").unique())["unit"].sort().to_list()
        at_once = len(units) if self.folder is None else _AT_ONCE
        for start in range(0, len(units), max(at_once, 1)):
            some = units[start : start + at_once]
            found = self.found(rows.filter(nw.col("unit").is_in(some))).select(*SCHEMA)
            parts = found.partition_by("unit", as_dict=True)
            yield [Batch.of(unit, parts[unit,]) for unit in some]


_kernel: list[Kernel] = []


def _start(kernel: Kernel) -> None:
    _kernel[:] = [kernel]


def _measure(batch: Batch) -> Unit:
    return _kernel[0].measure(batch)
