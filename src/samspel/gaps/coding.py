"""Ids as codes. Neighbours get `places_of`, the place of each value among the ids."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.gaps.coded import Places

__all__ = ["places_of"]

_Hashes = NDArray[np.uint64]

_AT_ONCE = 1 << 17  # values looked up at a time, so that what that takes stays small
_ROUNDS = 4


def places_of(values: pl.Series, ids: pl.Series) -> Places:
    """The place in `ids` of each value; -1 where it is not there.

    Exact, and several times as quick as a join: a value's hash leads to one id, and the two texts
    are compared. Who does not find its like so (two hashes in one place, or no such id) is joined.

    Parameters
    ----------
    values, ids : text
        In any order; an id stands once.

    Examples
    --------
    >>> places_of(pl.Series(["b", "a", "x", None]), pl.Series(["a", "b"])).tolist()
    [1, 0, -1, -1]
    """
    found = np.full(values.len(), -1, dtype=np.int32)
    if not values.len() or not ids.len():
        return found
    hashes = _hashes_of(ids)
    tables = _tables(hashes)
    for at in range(0, values.len(), _AT_ONCE):
        part, here = values.slice(at, _AT_ONCE), found[at : at + _AT_ONCE]
        here[:] = _looked_up(_hashes_of(part), hashes, tables)
        same = (ids.gather(np.maximum(here, 0)) == part).fill_null(value=False).to_numpy()
        rest = np.flatnonzero(~same | (here < 0))
        here[rest] = _joined(part.gather(rest), ids)
    return found


def _hashes_of(texts: pl.Series) -> _Hashes:
    return texts.hash().to_numpy()


def _slots(hashes: _Hashes, turn: int, size: int) -> NDArray[np.intp]:
    """A place below `size`, a power of two, from a stretch of each hash, another one each turn."""
    stretch = hashes >> np.uint64(turn * (65 - size.bit_length()) // _ROUNDS)
    stretch &= np.uint64(size - 1)
    return stretch.view(np.intp)


def _tables(hashes: _Hashes) -> list[Places]:
    """Where each hash leads: one table a turn, of the ids without a place in those before."""
    bits = max(4, (2 * hashes.size).bit_length())
    tables, left = [], np.arange(hashes.size, dtype=np.int32)
    for turn in range(_ROUNDS):
        # Of the few left hardly two shall lead to one place, or they are joined.
        bits = min(bits, max(4, (64 * left.size).bit_length()))
        table = np.full(1 << bits, -1, dtype=np.int32)
        slot = _slots(hashes.take(left), turn, table.size)
        table[slot] = left
        tables.append(table)
        left = left.compress(table.take(slot) != left)
        if not left.size:
            break
    return tables


def _looked_up(values: _Hashes, hashes: _Hashes, tables: list[Places]) -> Places:
    """The id with the value's hash; any id, or none, where there is no such."""
    found = tables[0].take(_slots(values, 0, tables[0].size))
    rest = np.flatnonzero((hashes[found] != values) | (found < 0))
    for turn, table in enumerate(tables[1:], 1):
        again = values.take(rest)
        found[rest] = one = table.take(_slots(again, turn, table.size))
        rest = rest.compress((hashes[one] != again) | (one < 0))
    return found


def _joined(values: pl.Series, ids: pl.Series) -> Places:
    if not values.len():
        return np.zeros(0, dtype=np.int32)
    known = pl.DataFrame({"id": ids, "place": np.arange(ids.len(), dtype=np.int32)})
    rows = values.alias("id").to_frame().join(known, on="id", how="left", maintain_order="left")
    return rows["place"].fill_null(-1).to_numpy()
