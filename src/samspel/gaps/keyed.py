"""A table's rows by id, whatever order they stand in. Neighbours get `Keyed`."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.gaps.coded import Places
from samspel.gaps.coding import places_of
from samspel.tables import Tables
from samspel.terms import BadData, Place, Problem

__all__ = ["Keyed"]


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """The rows of a table by code, the place of an id among the sorted ids.

    The ids are held sorted. Of another column what is asked for is put in their order when it is
    asked for: most are never, and a region has many rows.
    """

    ids: pl.Series
    _rows: pl.DataFrame
    _order: Places | None

    @classmethod
    def by(cls, tables: Tables, table: str, key: str) -> "Keyed":
        """The table's rows, each once, by this column.

        Raises
        ------
        BadData
            If two different rows have one id.
        """
        rows = tables.known(table)
        if _ascend(rows[key]):
            return cls(rows[key], rows, None)
        # Ids are compared text by text: one thread is quicker at it than several that merge. They
        # are sorted alone and their rows looked up: sorting places holds each text once more.
        ids = rows[key].sort(multithreaded=False)
        if _ascend(ids):
            order = np.empty(ids.len(), dtype=np.int32)
            order[places_of(rows[key], ids)] = np.arange(ids.len(), dtype=np.int32)
            return cls(ids, rows, order)
        rows = rows.unique().sort(key)
        twice = rows[key].is_duplicated()
        if twice.any():
            values = {"table": table, "value": str(rows.filter(twice)[key][0])}
            raise BadData((Problem("duplicate_id", values, Place(column=key)),))
        return cls(rows[key], rows, None)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self.ids.len()

    def __getitem__(self, column: str) -> pl.Series:
        """A column, by code."""
        values = self._rows[column]
        return values if self._order is None else values.gather(self._order)

    def of(self, column: str, codes: NDArray[np.integer[Any]]) -> pl.Series:
        """A column, of these codes only."""
        return self._rows[column].gather(codes if self._order is None else self._order[codes])

    def to_dicts(self) -> list[dict[str, str | None]]:
        """Every row, by code."""
        rows = self._rows if self._order is None else self._rows[self._order]
        return rows.to_dicts()


def _ascend(ids: pl.Series) -> bool:
    """Whether they stand sorted, each once, as they often come: then nothing need be done."""
    return not ids.null_count() and bool((ids[1:] > ids[:-1]).all())
