"""Where the tables of a file hold some words: a person's name, an address, a telephone number.

Neighbours get `find_words(name, data, words)` for a file as it was sent or frozen, and
`find_in_frame` for rows at hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from samspel.tables.read import source_of

__all__ = ["WordPlace", "find_in_frame", "find_words"]

_FEWEST_DIGITS = 7  # of a telephone number, however it is spaced


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A cell that holds one of the words: its table, its row as a person sees it, its heading."""

    table: str
    row: int
    column: str


def find_words(name: str, data: bytes, words: Sequence[str]) -> tuple[WordPlace, ...]:
    """Every cell of every table in the file that holds one of the words.

    Parameters
    ----------
    name, data
        The file as `read_upload` takes it: a workbook, a zip of tables, or one table.
    words
        What to look for, whatever the case. A word of seven digits or more is found however
        its digits are spaced; of another, every letter counts.

    Raises
    ------
    BadData
        If the file cannot be opened.
    """
    found: list[WordPlace] = []
    for raw in source_of(name, data).raws:
        where = raw.place.sheet or raw.place.file or raw.name
        named = dict(zip(raw.cells.columns, raw.headings, strict=False))
        found += [
            WordPlace(one.table, one.row, named.get(one.column, one.column))
            for one in find_in_frame(where, raw.cells, words, first_row=raw.first_row)
        ]
    return tuple(found)


def find_in_frame(
    table: str, rows: pl.DataFrame, words: Sequence[str], *, first_row: int = 1
) -> tuple[WordPlace, ...]:
    """The cells of a frame that hold one of the words; `first_row` is what its first is called.

    >>> frame = pl.DataFrame({"title": ["Möte med Åsa Ek", None, "070-555 12 34"]})
    >>> [one.row for one in find_in_frame("acts", frame, ["åsa ek", "0705551234"])]
    [1, 3]
    """
    plain = [word.casefold() for word in words if word and not _digits(word)]
    numbers = [digits for word in words if (digits := _digits(word))]
    found: list[WordPlace] = []
    for text in rows.get_columns():
        if text.dtype == pl.String():
            hits = _hits(text, plain, numbers).arg_true().to_list()
            found += [WordPlace(table, first_row + at, text.name) for at in hits]
    return tuple(sorted(found, key=lambda one: (one.row, one.column)))


def _hits(text: pl.Series, plain: Sequence[str], numbers: Sequence[str]) -> pl.Series:
    folded, bare = text.str.to_lowercase(), text.str.replace_all(r"\D", "")
    hits = pl.repeat(False, len(text), dtype=pl.Boolean(), eager=True)
    for told, words in ((folded, plain), (bare, numbers)):
        for word in words:
            hits = hits | told.str.contains(word, literal=True).fill_null(value=False)
    return hits


def _digits(word: str) -> str:
    """The digits of a telephone number, without the country's or the leading zero; else ""."""
    bare = "".join(sign for sign in word if sign.isdecimal())
    letters = any(sign.isalpha() for sign in word)
    if letters or len(bare) < _FEWEST_DIGITS:
        return ""
    return bare.removeprefix("00").removeprefix("46").removeprefix("0")
