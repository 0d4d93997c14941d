"""What every form of file comes down to before it is understood: a table of text.

Neighbours get `Raw`, the limits that hold for all forms, and `tidy` for the text of a cell.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import polars as pl

from samspel.tables.canonical import WHITE_SPACE, composed
from samspel.terms import Place, Problem, Severity

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_FILES",
    "MOST_RATIO",
    "MOST_ROWS",
    "Raw",
    "Source",
    "Unreadable",
    "bounded",
    "faults_as_unreadable",
    "first_full_row",
    "tidy",
]

# Far above any region's record, far below what a small machine has memory for.
MOST_ROWS = 5_000_000
MOST_COLUMNS = 200
MOST_BYTES = 1 << 30  # unpacked, all files of one workbook, folder or zip together
MOST_FILES = 500
MOST_RATIO = 200  # unpacked to packed; office XML stays under 60


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """One table as it stood: `headings`, cells as text (columns `c0`, `c1`, …) and row numbers.

    `escaped`: whether a leading apostrophe before `=`, `+`, `-` or `@` is our own mark.
    """

    name: str
    place: Place
    headings: tuple[str, ...]
    cells: pl.DataFrame
    first_row: int = 2
    escaped: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """All tables found in what was given, and what was met on the way.

    `tried` are tables that were there but could not be read: they are not also missing.
    """

    raws: tuple[Raw, ...] = ()
    problems: tuple[Problem, ...] = ()
    tried: frozenset[str] = frozenset()

    def plus(self, other: "Source") -> "Source":
        """Both together."""
        return Source(
            self.raws + other.raws, self.problems + other.problems, self.tried | other.tried
        )

    @classmethod
    def failed(cls, name: str, code: str, place: Place, **values: str) -> "Source":
        """A table that was there and could not be read."""
        return cls((), (Problem(code, values, place),), frozenset({name}))

    @classmethod
    def passed_over(cls, code: str, place: Place, **values: str) -> "Source":
        """Something that is no table of ours, said and left."""
        return cls((), (Problem(code, values, place, Severity.WARNING),))


class Unreadable(Exception):
    """A library could not make sense of the bytes."""


@contextmanager
def faults_as_unreadable(*kinds: type[Exception]) -> Iterator[None]:
    """Turns a library's own faults into `Unreadable`, also a panic in its Rust part.

    A panic is a `BaseException` that each library names for itself; bytes somebody sent must
    not end the process.
    """
    try:
        yield
    except kinds as fault:
        raise Unreadable from fault
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":
            raise Unreadable from fault
        raise


def bounded(raw: Raw) -> Source:
    """The table itself, or why it is too long or too wide."""
    if len(raw.headings) > MOST_COLUMNS:
        limit, count, code = MOST_COLUMNS, len(raw.headings), "too_many_columns"
    elif raw.cells.height > MOST_ROWS:
        limit, count, code = MOST_ROWS, raw.cells.height, "too_many_rows"
    else:
        return Source((replace(raw, problems=()),), raw.problems)
    return Source.failed(raw.name, code, raw.place, limit=str(limit), count=str(count))


def first_full_row(frame: pl.DataFrame) -> int:
    """The place of the first row with a cell that is not blank: there the headings are sought."""
    full = pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(value=False)
    found = frame.head(_MOST_BLANK).select(full.arg_true()).to_series()
    return int(found[0]) if len(found) else 0


_MOST_BLANK = 1000  # a heading further down than that is no heading


def tidy(text: pl.Series, *, escaped: bool) -> pl.Series:
    """Cells' text as it is kept: NFC, one kind of line break, no control characters, trimmed.

    An empty cell is missing. `escaped` takes away the apostrophe that `write` puts before a
    text that a spreadsheet would run as a formula.
    """
    # Most columns are tidy already, and looking is ten times cheaper than rewriting.
    text = composed(text)
    if _has(text, _CONTROLS):
        text = text.str.replace_all("\r\n?", "\n").str.replace_all(_CONTROLS, "")
    text = text.str.strip_chars(WHITE_SPACE)
    if escaped and _has(text, ESCAPED):
        text = text.str.replace(ESCAPED, "$1")
    if bool((text == "").any()):
        text = text.set(text == "", None)
    return text


# All but tab and line feed; carriage return has become line feed before it is asked about.
_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]"

# `'=1+1` was `=1+1`; `''=1+1` was `'=1+1`: one apostrophe more than the text had.
ESCAPED = r"^'('*\s*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])"


def _has(text: pl.Series, pattern: str) -> bool:
    return bool(text.str.contains(pattern).any())
