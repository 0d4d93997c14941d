"""Where the tables of a file hold some words: a person's name, an address, a telephone number.

Neighbours get `find_words(name, data, words)` for a file as it was sent or frozen, and
`find_in_frame` for rows at hand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import polars as pl

from samspel.tables.archives import checked
from samspel.tables.read import WORKBOOKS, source_of
from samspel.terms import Place

__all__ = ["WordPlace", "find_in_frame", "find_words"]

_FEWEST_DIGITS = 7  # of a telephone number, however it is spaced
_XML, _PLAIN = (".xml", ".vml"), (".csv", ".tsv", ".txt", ".md")
_END, _TAG = re.compile(r"</(?:\w+:)?(?:si|is|c|row|comment|creator)>"), re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A cell that holds one of the words: its table, its row as a person sees it, its heading.
    Outside the tables: the name of the part of the file, row 0 and no heading."""

    table: str
    row: int
    column: str


def find_words(name: str, data: bytes, words: Sequence[str]) -> tuple[WordPlace, ...]:
    """Every cell of every table in the file that holds one of the words; when there is none, the
    parts of it that are no table of ours and do: other sheets and files, comments, who made it.

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
    return tuple(found) or _outside(name, data, words)


def _outside(name: str, data: bytes, words: Sequence[str]) -> tuple[WordPlace, ...]:
    parts: dict[str, list[str]] = {}
    for part, text in _texts(name, data):
        parts.setdefault(part, []).extend(text.splitlines())
    return tuple(
        WordPlace(part, 0, "")
        for part, lines in parts.items()
        if find_in_frame(part, pl.DataFrame({"line": lines}, {"line": pl.String()}), words)
    )


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Whatever is text in it. All parts of a workbook go under its own name."""
    is_workbook = name.lower().endswith(WORKBOOKS)
    if not is_workbook and not name.lower().endswith(".zip"):
        yield name, _text(data)
        return
    archive = checked(data, Place(file=name))
    for part in archive.namelist():
        if part.lower().endswith(_XML):
            # A cell's text may be cut in pieces by its looks; what ends a cell ends a line.
            text = _TAG.sub("", _END.sub("\n", _text(archive.read(part))))
            yield (name if is_workbook else part), unescape(text)
        elif part.lower().endswith(_PLAIN):
            yield part, _text(archive.read(part))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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
