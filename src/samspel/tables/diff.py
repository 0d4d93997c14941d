"""What changes when new tables take the place of old: the plan of an import.

Neighbours get `diff(old, new) -> Diff`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.canonical import WHITE_SPACE, canonical
from samspel.tables.contracts import SOLE_TRADER, Contract
from samspel.tables.frames import Tables
from samspel.tables.snapshot import encoded

__all__ = ["Diff", "TableDiff", "diff"]

_KEY, _ROW, _AT = "\0key", "\0row", "\0at"


@dataclass(frozen=True, slots=True, eq=False)
class TableDiff:
    """One table's changes, by the contract's key.

    `added` and `after` are rows of the new table, `ended` and `before` of the old. `before`
    and `after` are the same rows in the same order, before and after. `same` is a count.
    """

    added: pl.DataFrame
    before: pl.DataFrame
    after: pl.DataFrame
    ended: pl.DataFrame
    same: int

    @property
    def changed(self) -> int:
        """How many rows keep their key and get another value."""
        return self.after.height

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added.height or self.changed or self.ended.height)


@dataclass(frozen=True, slots=True, eq=False)
class Diff:
    """The changes of all thirteen tables by name: `diff["actors"].added`."""

    tables: Mapping[str, TableDiff]

    def __getitem__(self, name: str) -> TableDiff:
        return self.tables[name]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes anywhere."""
        return all(table.is_empty for table in self.tables.values())


def diff(old: Tables, new: Tables, *, extras: bool = False) -> Diff:
    """What is added, changed, ended and the same, table by table.

    Rows are compared in the known columns as they are hashed by `snapshot`, so a difference
    in spelling that the hash does not see is none here: tables with equal hashes give an
    empty diff, and an empty diff means equal hashes where no key is repeated. A repeated key
    counts once, its first row.

    With `extras` the unknown columns that `new` has are compared as well: a table that says
    something new only there is changed by it. An unknown column that `new` lacks says nothing.

    Odd case: a membership whose first day is corrected ends and is added, since the first day
    is part of its key.
    """
    return Diff({c.name: _table(c, old[c.name], new[c.name], extras=extras) for c in ALL_CONTRACTS})


def _table(contract: Contract, old: pl.DataFrame, new: pl.DataFrame, *, extras: bool) -> TableDiff:
    others = [n for n in new.columns if n not in contract.schema and n[0] != "_"] if extras else []
    was, now = _keyed(contract, old, others), _keyed(contract, new, others)
    both = now.join(was, on=_KEY, how="inner", suffix="_old", maintain_order="left")
    moved = both.filter(pl.col(_ROW) != pl.col(_ROW + "_old"))
    return TableDiff(
        added=_rows(new, now.join(was, on=_KEY, how="anti", maintain_order="left")[_AT]),
        before=_rows(old, moved[_AT + "_old"]),
        after=_rows(new, moved[_AT]),
        ended=_rows(old, was.join(now, on=_KEY, how="anti", maintain_order="left")[_AT]),
        same=both.height - moved.height,
    )


def _keyed(contract: Contract, frame: pl.DataFrame, others: list[str]) -> pl.DataFrame:
    # Both are encoded with lengths, so that "a" + "bc" is not taken for "ab" + "c".
    texts = canonical(contract, frame)
    whole = texts.with_columns(_other(frame, name) for name in others)
    keyed = pl.DataFrame(
        [encoded(texts.select(contract.key)).alias(_KEY), encoded(whole).alias(_ROW)]
    )
    return keyed.with_row_index(_AT).unique(_KEY, keep="first", maintain_order=True)


def _other(frame: pl.DataFrame, name: str) -> pl.Series:
    """An unknown column as text; blank is nothing, and so is a sole trader that is none."""
    missing = pl.repeat(None, frame.height, dtype=pl.String, eager=True).alias(name)
    text = (
        (frame.get_column(name) if name in frame.columns else missing)
        .cast(pl.String)
        .str.strip_chars(WHITE_SPACE)
        .fill_null("")
    )
    if name != SOLE_TRADER:
        return text
    return text.str.to_lowercase().is_in(["true", "1"]).cast(pl.String).alias(name)


def _rows(frame: pl.DataFrame, at: pl.Series) -> pl.DataFrame:
    return frame[at]
