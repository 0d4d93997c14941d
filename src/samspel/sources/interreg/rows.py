"""Interreg's partner list as rows: opened, decoded, its columns found and its cells trimmed.

Neighbours get `Row` and `read_rows`. UTF-8 with or without BOM and Windows-1252 are read;
columns are parted by comma, semicolon or tab. A personal identity number in a cell becomes `***`
before anything else looks at it.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samspel.tables.persons import clean_text
from samspel.terms import BadData, Place, Problem, Severity

__all__ = ["COLUMNS", "Row", "read_rows"]

COLUMNS = (
    "program", "startdatum", "slutdatum", "projektnamn", "organisationsnamn",
    "organisationsagande", "organisationstyp", "organisationsroll", "nuts3", "land",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One partner in one project. `number` is the row as a person sees it (heading is 1).

    `start` and `end` are None where the cell holds no date, `endless` when the end is blank;
    `end` may lie before `start`.
    """

    number: int
    project: tuple[str, str]
    name: str
    kind: tuple[str, str]
    part: str
    county: str
    country: str
    start: date | None
    end: date | None
    endless: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the row's dates are possible: a start, and an end after it or none at all."""
        if self.start is None:
            return False
        return self.endless if self.end is None else self.start <= self.end


def read_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    """All rows of the file in order, and what was wrong with the file or a cell.

    An error problem (a column that is missing) means that no row was read; everything else is a
    warning. BadData is raised when the file cannot be opened.
    """
    text, problems = _opened(path)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as fault:
        raise BadData((Problem("unreadable_file", {}, Place(path.name)),)) from fault
    heading = [cell.strip().casefold() for cell in records[0]] if records else []
    missing = [column for column in COLUMNS if column not in heading]
    if missing:
        return [], [*problems, *(_missing(path.name, column) for column in missing)]
    rows = [
        _row(number, dict(zip(heading, record, strict=False)))
        for number, record in enumerate(records[1:], 2)
        if any(cell.strip() for cell in record)
    ]
    problems += [problem for row in rows for problem in _row_problems(row, path.name)]
    return rows, problems


def _opened(path: Path) -> tuple[str, list[Problem]]:
    place = Place(path.name)
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise BadData((Problem("no_such_path", {"path": path.name}, place),)) from fault
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        guessed = Problem("encoding_guessed", {}, place, Severity.WARNING)
    try:
        return data.decode("cp1252"), [guessed]
    except UnicodeDecodeError as fault:
        raise BadData((Problem("unknown_encoding", {}, place),)) from fault


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _row(number: int, cells: dict[str, str]) -> Row:
    cell = {column: " ".join(clean_text(cells.get(column) or "").split()) for column in COLUMNS}
    return Row(
        number,
        (cell["program"], cell["projektnamn"]),
        cell["organisationsnamn"],
        (cell["organisationstyp"], cell["organisationsagande"]),
        cell["organisationsroll"],
        cell["nuts3"],
        cell["land"],
        _date(cell["startdatum"]),
        _date(cell["slutdatum"]),
        not cell["slutdatum"],
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _row_problems(row: Row, file: str) -> list[Problem]:
    """What one row shows by itself."""
    faults = {
        ("interreg_blank_name", "organisationsnamn"): not row.name,
        ("interreg_blank_project", "projektnamn"): not all(row.project),
        ("interreg_blank_county", "nuts3"): not row.county,
        ("interreg_bad_date", "startdatum"): row.start is None,
        ("interreg_bad_date", "slutdatum"): row.end is None and not row.endless,
        ("interreg_blank_end", "slutdatum"): row.endless,
        ("interreg_ends_before_start", "slutdatum"): bool(
            row.start and row.end and row.end < row.start
        ),
    }
    return [
        Problem(
            code,
            {"project": row.project[1], "organisation": row.name},
            Place(file, "", row.number, column),
            Severity.WARNING,
        )
        for (code, column), wrong in faults.items()
        if wrong
    ]


def _missing(file: str, column: str) -> Problem:
    return Problem("missing_column", {"heading": column}, Place(file, "", 1, column))
