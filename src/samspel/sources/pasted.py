"""A list pasted from a spreadsheet or typed line by line, read into rows and named columns.

Neighbours get `read_pasted(text, columns=None) -> Pasted`, `FIELDS`, the limits `MOST_LINES` and
`MOST_SIGNS`. Nothing is written and nothing is silent: each column says what it was taken for and
why, and a person may say otherwise.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspel.sources.pasted_words import COUNTRIES, HEADINGS, SECTOR_WORDS
from samspel.tables import clean_text

__all__ = ["FIELDS", "MOST_LINES", "MOST_SIGNS", "Pasted", "PastedColumn", "read_pasted"]

# What a column may be taken for. `person` is left out of everything; `keep` is kept beside.
FIELDS = (
    "name",
    "org_number",
    "sector",
    "roles",
    "ownership",
    "municipality",
    "country",
    "industry",
    "member_from",
    "keep",
    "person",
)
MOST_LINES = 2_000  # more is a file's work: it is planned and staged
MOST_SIGNS = 400_000
_SAMPLE = 200
_MOSTLY = 0.6
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")
_LOOKS: Mapping[str, re.Pattern[str]] = {
    "person": re.compile(r"[^\s@]+@[^\s@]+\.[a-z]+|\+?0?[\d][\d\s()/-]{5,15}|\*\*\*", re.I),
    "org_number": re.compile(r"(?:16)?\d{6}[-–]?\d{4}|SE\d{10}01|\*\*\*", re.I),
    "member_from": re.compile(r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2})?|\d{8}"),
    "url": re.compile(r"(?:https?://|www\.)\S+", re.I),
    "number": re.compile(r"[-+]?[\d\s.,%]+"),
}


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """One column: its heading ("" without), what it is taken for, why, and its first values.

    `why`: `heading`, `content`, `person` (a column of persons: never taken in), `rest` (nothing
    fits: kept beside), `said` (a person said so).
    """

    heading: str
    field: str
    why: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """The list. `rows` are cells in the order of `columns`, blank lines left out.

    `signature` is the same for every list with the same headings (or, without, the same number of
    columns): what a person corrected once is remembered by it. `first` is what it would be with
    the first row as headings; `headed` whether it is taken so. `sure`: every column but the kept
    ones was told by its heading, and there is a name. `problems` are codes: `empty`,
    `too_many_lines`, `too_many_signs`, `no_name`.
    """

    columns: tuple[PastedColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    signature: str
    sure: bool
    problems: tuple[str, ...] = ()
    first: str = ""
    headed: bool = False

    def named(self, field: str) -> tuple[str, ...]:
        """The values of the first column taken for that, "" where there is none."""
        at = next((i for i, one in enumerate(self.columns) if one.field == field), None)
        return tuple("" if at is None else row[at] for row in self.rows)

    def beside(self, row: int) -> dict[str, str]:
        """What is kept beside of a row, by heading."""
        pairs = zip(self.columns, self.rows[row], strict=True)
        return {c.heading: value for c, value in pairs if c.field == "keep" and c.heading and value}


def read_pasted(
    text: str, columns: Sequence[str] | None = None, *, headed: bool | None = None
) -> Pasted:
    """Read what was pasted: tab-separated, `;`, `,`, or lines of names; with headings or without.

    Parameters
    ----------
    text : str
        As it was pasted. Personal identity numbers become `***` before anything looks.
    columns : sequence of str, optional
        What each column is, of `FIELDS`, as a person said; used when as many as there are.
    headed : bool, optional
        Whether the first row is headings, as a person said; else it is when we know one of them.

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

    Lines of names need no heading, and may be numbered or have dots:

    >>> read_pasted("1. Berg AB\\n2. Dal, Fors & Co\\n").named("name")
    ('Berg AB', 'Dal, Fors & Co')
    """
    if len(text) > MOST_SIGNS:
        return Pasted((), (), "", False, ("too_many_signs",))
    table = _table(clean_text(unicodedata.normalize("NFC", text)))
    if not table:
        return Pasted((), (), "", False, ("empty",))
    headings, rows = _headings(table, headed=headed)
    said = tuple(columns or ())
    taken = _taken(headings, rows) if len(said) != len(table[0]) else _said(headings, rows, said)
    fields = [one.field for one in taken]
    met = {
        "too_many_lines": len(rows) > MOST_LINES,
        "no_name": "name" not in fields,
        "empty": not rows,
    }
    problems = tuple(code for code, is_so in met.items() if is_so)
    sure = "name" in fields and all(one.why != "content" for one in taken)
    first = _signature(table[0])
    headed = any(headings)
    signature = first if headed else _signature((f"#{len(table[0])}",))
    return Pasted(taken, rows, signature, sure, problems, first, headed)


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
    # A comma may stand in a name: it parts cells only when every line has as many, and either
    # the first line is of headings or some column is of numbers.
    commas = Counter(len(row) for row in csv.reader(lines))
    alike = len(commas) == 1 and next(iter(commas)) > 1 and len(lines) > 1
    if not alike:
        return ""
    rows = list(csv.reader(lines))
    columns = [[row[at] for row in rows[1:]] for at in range(len(rows[0]))]
    told = any(_folded(cell) in HEADINGS for cell in rows[0])
    return "," if told or any(_share(column, "org_number") > _MOSTLY for column in columns) else ""


def _cells(text: str, mark: str) -> list[list[str]]:
    # A spreadsheet quotes a cell that holds a line break; a quotation mark left open is a name's.
    lines = io.StringIO(text, newline="")
    if text.count('"') % 2:
        return list(csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE))
    return list(csv.reader(lines, delimiter=mark))


def _tidy(cell: str) -> str:
    plain = "".join(" " if unicodedata.category(c) in {"Zs", "Cc", "Cf"} else c for c in cell)
    return " ".join(plain.split())


def _folded(cell: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", cell.casefold()).split())


# -------------------------------------------------------------------------- what columns are


def _headings(
    table: Sequence[tuple[str, ...]], *, headed: bool | None
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The first row is headings when a person said so, or when a cell of it is one we know and
    none looks like a value."""
    first = table[0]
    known = any(_folded(cell) in HEADINGS for cell in first)
    values = any(_LOOKS["org_number"].fullmatch(cell) or "@" in cell for cell in first)
    if (known and not values) if headed is None else headed:
        return first, tuple(table[1:])
    return ("",) * len(first), tuple(table)


def _taken(headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[PastedColumn, ...]:
    columns = [[row[at] for row in rows[:_SAMPLE]] for at in range(len(headings))]
    fields: list[tuple[str, str]] = [("", "")] * len(headings)
    for at, heading in enumerate(headings):
        field = HEADINGS.get(_folded(heading), "")
        if field and (field in {"person", "keep"} or field not in {one for one, _ in fields}):
            fields[at] = (field, "person" if field == "person" else "heading")
    for at, column in enumerate(columns):
        if not fields[at][0]:
            fields[at] = _by_content(column, {one for one, _ in fields})
    fields = _with_name(fields, columns)
    return tuple(
        PastedColumn(heading, field, why, _shown(column))
        for heading, (field, why), column in zip(headings, fields, columns, strict=True)
    )


def _by_content(column: Sequence[str], taken: set[str]) -> tuple[str, str]:
    """What a column without a heading that we know holds, by most of its values."""
    for field in ("org_number", "member_from"):
        if field not in taken and _share(column, field) > _MOSTLY:
            return field, "content"
    if _share(column, "person") > _MOSTLY:
        return "person", "person"
    words = {"sector": SECTOR_WORDS, "country": COUNTRIES}
    for field, known in words.items():
        fits = [_folded(value) in known for value in column if value]
        if field not in taken and fits and sum(fits) > _MOSTLY * len(fits):
            return field, "content"
    return "", ""


def _with_name(
    fields: list[tuple[str, str]], columns: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """The name is the column left whose values differ most and hold most letters."""
    left = [at for at, (field, _) in enumerate(fields) if not field]
    if left and all(field != "name" for field, _ in fields):
        best = max(left, key=lambda at: (_namelike(columns[at]), -at))
        if _namelike(columns[best]) > 0:
            fields[best] = ("name", "rest" if len(columns) == 1 else "content")
    return [one if one[0] else ("keep", "rest") for one in fields]


def _namelike(column: Sequence[str]) -> float:
    full = [value for value in column if value]
    if not full or _share(column, "url") > _MOSTLY or _share(column, "number") > _MOSTLY:
        return 0.0
    letters = sum(min(sum(c.isalpha() for c in value), 30) for value in full)
    return letters / len(column) * len(set(full)) / len(full)


def _share(column: Sequence[str], field: str) -> float:
    full = [value for value in column if value]
    fits = sum(_LOOKS[field].fullmatch(value) is not None for value in full)
    return fits / len(full) if full else 0.0


def _said(
    headings: Sequence[str], rows: Sequence[tuple[str, ...]], said: Sequence[str]
) -> tuple[PastedColumn, ...]:
    columns = [[row[at] for row in rows[:_SAMPLE]] for at in range(len(headings))]
    return tuple(
        PastedColumn(heading, field if field in FIELDS else "keep", "said", _shown(column))
        for heading, field, column in zip(headings, said, columns, strict=True)
    )


def _shown(column: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in column if value))[:3]


def _signature(cells: Sequence[str]) -> str:
    return hashlib.sha256("\t".join(map(_folded, cells)).encode()).hexdigest()[:32]
