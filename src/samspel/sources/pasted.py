"""A list pasted from a spreadsheet or typed line by line, read into rows and named columns.

Neighbours get `read_pasted(text, columns=None) -> Pasted`, the limits `MOST_LINES` and
`MOST_SIGNS`, and `TOP`, among how many rows the headings are looked for. Nothing is written and
nothing is silent: each column says what it was taken for and why, what stood above the headings
is told, and a person may say otherwise.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median_low

from samspel.sources.pasted_columns import (
    PastedColumn,
    folded,
    heading_field,
    is_heading,
    is_value,
    mostly_numbers,
    said_columns,
    take_columns,
)
from samspel.tables import clean_text

__all__ = ["MOST_LINES", "MOST_SIGNS", "TOP", "Pasted", "PastedColumn", "read_pasted"]

MOST_LINES = 2_000  # more is a file's work: it is planned and staged
MOST_SIGNS = 400_000
TOP = 5
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The list. `rows` are cells in the order of `columns`, blank lines left out.

    `heading_row` is which row is the headings, counted from 1, 0 without; `above` what stood above
    them and is left out; `top` the first rows as they were pasted. `signature` is the same for
    every list with the same headings (or, without, the same number of columns): what a person
    corrected once is remembered by it. `top_signatures` are what it would be with each of the top
    rows as headings. `sure`: there is a name, and nobody need look at any column. `problems` are
    codes: `empty`, `too_many_lines`, `too_many_signs`, `no_name`.
    """

    columns: tuple[PastedColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    signature: str
    sure: bool
    problems: tuple[str, ...] = ()
    heading_row: int = 0
    top: tuple[tuple[str, ...], ...] = ()

    @property
    def above(self) -> tuple[str, ...]:
        """What stood above the headings, line by line."""
        over = self.top[: max(self.heading_row - 1, 0)]
        return tuple(" ".join(cell for cell in row if cell) for row in over)

    @property
    def top_signatures(self) -> tuple[str, ...]:
        """What the signature would be with each of the top rows as headings."""
        return tuple(_signature(row) for row in self.top)

    def named(self, field: str) -> tuple[str, ...]:
        """The values of the first column taken for that, "" where there is none."""
        at = next((i for i, one in enumerate(self.columns) if one.field == field), None)
        return tuple("" if at is None else row[at] for row in self.rows)

    @property
    def kept(self) -> tuple[int, ...]:
        """The places of the columns that are kept beside."""
        return tuple(
            at for at, one in enumerate(self.columns) if one.field == "keep" and one.heading
        )

    def beside(self, row: int, *, without: Collection[int] = ()) -> dict[str, str]:
        """What is kept beside of a row, by heading; not the columns at these places."""
        cells = self.rows[row]
        kept = (at for at in self.kept if at not in without and cells[at])
        return {self.columns[at].heading: cells[at] for at in kept}


def read_pasted(
    text: str, columns: Sequence[str] | None = None, *, heading_row: int | None = None
) -> Pasted:
    """Read what was pasted: tab-separated, `;`, `,`, or lines of names; with headings or without.

    Parameters
    ----------
    text : str
        As it was pasted. Personal identity numbers become `***` before anything looks.
    columns : sequence of str, optional
        What each column is, of `FIELDS`, as a person said; used when as many as there are.
    heading_row : int, optional
        Which row is the headings, 0 for none, as a person said; else the first of the top rows
        that looks so. What stands above is left out.

    Returns
    -------
    Pasted
        Columns matched by heading in Swedish or English, whatever their order; else guessed by
        what stands in them. A field has one column; others like it are kept beside.

    Examples
    --------
    >>> read = read_pasted("Org.nr\\tFöretag\\n556036-0793\\tBerg AB")
    >>> [(c.field, c.why) for c in read.columns], read.rows
    ([('org_number', 'heading'), ('name', 'heading')], (('556036-0793', 'Berg AB'),))

    A title above the headings is no member:

    >>> read = read_pasted("Members 2026\\n\\nName\\tTown\\nBerg AB\\tBoden")
    >>> read.above, read.named("name")
    (('Members 2026',), ('Berg AB',))

    Lines of names need no heading, and may be numbered or have dots:

    >>> read_pasted("1. Berg AB\\n2. Dal, Fors & Co\\n").named("name")
    ('Berg AB', 'Dal, Fors & Co')
    """
    if len(text) > MOST_SIGNS:
        return Pasted((), (), "", False, ("too_many_signs",))
    table = _table(clean_text(unicodedata.normalize("NFC", text)))
    if not table:
        return Pasted((), (), "", False, ("empty",))
    at = _heading_row(table) if heading_row is None else min(heading_row, len(table))
    headings = table[at - 1] if at else ("",) * len(table[0])
    rows = tuple(table[at:])
    said = tuple(columns or ())
    taken = (
        said_columns(headings, rows, said)
        if len(said) == len(table[0])
        else take_columns(headings, rows)
    )
    named = any(one.field == "name" for one in taken)
    met = {"too_many_lines": len(rows) > MOST_LINES, "no_name": not named, "empty": not rows}
    return Pasted(
        columns=taken,
        rows=rows,
        signature=_signature(headings if any(headings) else (f"#{len(table[0])}",)),
        sure=named and all(one.told for one in taken),
        problems=tuple(code for code, is_so in met.items() if is_so),
        heading_row=at,
        top=tuple(table[:TOP]),
    )


# ------------------------------------------------------------------------------ lines to cells


def _table(text: str) -> list[tuple[str, ...]]:
    """Rows of equally many tidy cells, without blank rows and without columns all blank."""
    lines = [
        line
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line.strip(" \t;,")
    ]
    if not lines:
        return []
    mark = _mark(lines)
    rows = _cells(text, mark) if mark else [[_BULLET.sub("", line)] for line in lines]
    tidy = [[_tidy(cell) for cell in row] for row in rows]
    tidy = [row for row in tidy if any(row)]
    wide = max((len(row) for row in tidy), default=0)
    full = [row + [""] * (wide - len(row)) for row in tidy]
    used = [at for at in range(wide) if any(row[at] for row in full)]
    return [tuple(row[at] for at in used) for row in full]


def _mark(lines: Sequence[str]) -> str:
    """What stands between cells; "" when each line is a name."""
    if any("\t" in line for line in lines):
        return "\t"
    counts = [line.count(";") for line in lines]
    if sum(count > 0 for count in counts) > len(lines) / 2:
        return ";"
    # A comma may stand in a name: it parts cells only where every line from the headings on has as
    # many, and either those are headings or some column is of numbers.
    rows = list(csv.reader(lines))
    for start in range(min(TOP, len(rows) - 1)):
        headings, *below = rows[start:]
        if len(headings) > 1 and all(len(row) == len(headings) for row in below):
            numbers = not start and any(map(mostly_numbers, zip(*below, strict=True)))
            return "," if numbers or any(map(is_heading, headings)) else ""
    return ""


def _cells(text: str, mark: str) -> list[list[str]]:
    # A spreadsheet quotes a cell that holds a line break; a quotation mark left open is a name's.
    lines = io.StringIO(text, newline="")
    if text.count('"') % 2:
        return list(csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE))
    return list(csv.reader(lines, delimiter=mark))


def _tidy(cell: str) -> str:
    plain = "".join(" " if unicodedata.category(c) in {"Zs", "Cc", "Cf"} else c for c in cell)
    return " ".join(plain.split())


# -------------------------------------------------------------------- where the headings are


def _heading_row(table: Sequence[tuple[str, ...]]) -> int:
    """Which row is the headings, counted from 1; 0 for none.

    The first of the top rows with two cells that we know as headings; or with one, when it has as
    many filled cells as the rows below. What stands above it is a title: fewer cells are filled.
    Else the first row, when we know one of its cells.
    """
    found = (at for at in range(min(TOP, len(table))) if _is_heading(table, at))
    at = next(found, None)
    if at is None:
        return int(bool(_words_of(table, 0)))
    return at + 1


def _is_heading(table: Sequence[tuple[str, ...]], at: int) -> bool:
    words, filled = _words_of(table, at), sum(map(bool, table[at]))
    if not words:
        return False
    if len(table[0]) == 1:  # lines of names: at most a title, and a heading that says names
        return at == 0 or (at == 1 and heading_field(words[0]) == "name")
    below = [sum(map(bool, row)) for row in table[at + 1 :]]
    enough = len(words) > 1 or (bool(below) and filled >= median_low(below))
    return enough and all(sum(map(bool, row)) < filled for row in table[:at])


def _words_of(table: Sequence[tuple[str, ...]], at: int) -> list[str]:
    """The cells of a row that we know as headings, which no value of their column is; none when
    a cell of the row looks like a value."""
    row = table[at]
    if any(map(is_value, row)):
        return []
    below = [{folded(other[n]) for other in table[at + 1 :]} for n in range(len(row))]
    return [c for n, c in enumerate(row) if is_heading(c) and folded(c) not in below[n]]


def _signature(cells: Sequence[str]) -> str:
    return hashlib.sha256("\t".join(map(folded, cells)).encode()).hexdigest()[:32]
