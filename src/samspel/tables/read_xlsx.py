"""A workbook with sheets named by our tables.

Neighbours get `raw_xlsx(data, place)`. Values are what the sheet shows as stored: a formula
gives its last result, and a text that looks like a formula stays text.
"""

import re
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from samspel.tables.archives import checked
from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.canonical import number_text
from samspel.tables.contracts import Contract, Kind
from samspel.tables.persons import clean_text
from samspel.tables.raw import (
    MOST_COLUMNS,
    Raw,
    Source,
    Unreadable,
    bounded,
    faults_as_unreadable,
    first_full_row,
)
from samspel.tables.swedish import table_of
from samspel.terms import BadData, Place, Problem

if TYPE_CHECKING:
    import fastexcel

__all__ = ["raw_xlsx"]

_INSTRUCTIONS = frozenset(
    {
        "instruktion",
        "instruktioner",
        "instruction",
        "instructions",
        "läs mig",
        "läsmig",
        "read me",
        "readme",
    }
)
_MOST_CELLS = 20_000_000  # a reader lays out every cell up to the farthest one, used or not
_CELL = re.compile(rb"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\b[^>]*?\bt=[\"']e[\"'][^>]*>")
_OLD = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of every workbook with a password


def raw_xlsx(data: bytes, place: Place) -> Source:
    """The tables of a workbook, and the sheets that were passed over.

    Raises
    ------
    BadData
        If the bytes are no whole workbook, or one beyond the limits.
    """
    import fastexcel

    if data.startswith(_OLD):
        raise BadData((Problem("locked_or_old_workbook", {}, place),))
    archive = checked(data, place, broken="not_a_workbook")
    errors = _look_through(archive, place)
    try:
        with faults_as_unreadable(fastexcel.FastExcelError):
            book = fastexcel.read_excel(data)
            names = list(book.sheet_names)
    except Unreadable as fault:
        raise BadData((Problem("not_a_workbook", {}, place),)) from fault
    found = Source()
    for name in names:
        sheet = _Sheet(book, name, replace(place, sheet=clean_text(name)), errors.get(name, []))
        found = found.plus(_read_sheet(sheet))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A sheet of a workbook, and the cells (row, column from 0) in it that hold an error."""

    book: "fastexcel.ExcelReader"
    name: str
    place: Place
    errors: list[tuple[int, int]]

    def load(self, kind: "fastexcel.DType", columns: list[int] | None = None) -> Any:
        """The cells of the sheet from its first row, all read as one kind."""
        return self.book.load_sheet(
            self.name, header_row=None, dtypes=kind, skip_rows=0, use_columns=columns
        )


def _read_sheet(sheet: _Sheet) -> Source:
    import fastexcel

    name, contract = sheet.name.strip().casefold(), _contract(sheet.name)
    ours = contract is not None or name in _INSTRUCTIONS or "(ignore)" in name
    if not ours:
        return Source.passed_over("unknown_table", sheet.place, name=clean_text(sheet.name))
    try:
        with faults_as_unreadable(fastexcel.FastExcelError, pl.exceptions.PolarsError):
            loaded = sheet.load("string")
            if contract is None or loaded.visible != "visible":
                return Source.passed_over("sheet_ignored", sheet.place, name=clean_text(sheet.name))
            return _table(sheet, contract, loaded.to_polars())
    except Unreadable:
        return Source.failed(contract.name if contract else name, "unreadable_file", sheet.place)


def _contract(sheet: str) -> Contract | None:
    wanted = table_of(sheet)
    return next((contract for contract in ALL_CONTRACTS if contract.name == wanted), None)


def _table(sheet: _Sheet, contract: Contract, frame: pl.DataFrame) -> Source:
    if frame.is_empty():
        return Source.failed(contract.name, "empty_file", sheet.place)
    top = first_full_row(frame)
    headings = tuple(cell or "" for cell in frame.row(top))
    cells = frame.slice(top + 1).rename({old: f"c{at}" for at, old in enumerate(frame.columns)})
    numbers = _number_columns(contract, headings)
    if numbers:
        cells = cells.with_columns(_exact(sheet, cells, numbers))
    problems = tuple(
        Problem("error_cell", {}, replace(sheet.place, row=row, column=_heading(headings, at)))
        for row, at in sheet.errors
    )
    return bounded(Raw(contract.name, sheet.place, headings, cells, top + 2, problems=problems))


def _heading(headings: tuple[str, ...], column: int) -> str:
    return clean_text(headings[column]) if column < len(headings) else ""


def _number_columns(contract: Contract, headings: tuple[str, ...]) -> list[int]:
    numbers = {column.name for column in contract.columns if column.kind is Kind.NUMBER}
    return [at for at, heading in enumerate(headings) if heading.strip().casefold() in numbers]


def _exact(sheet: _Sheet, cells: pl.DataFrame, columns: list[int]) -> list[pl.Series]:
    # As text, the reader rounds a number to nine decimals: number cells are read as numbers.
    exact = sheet.load("float", columns).to_polars().tail(cells.height).get_columns()
    return [_coalesced(cells[f"c{at}"], one) for at, one in zip(columns, exact, strict=True)]


def _coalesced(text: pl.Series, numbers: pl.Series) -> pl.Series:
    pairs = zip(text.to_list(), numbers.to_list(), strict=True)
    texts = [own if number is None else number_text(number) for own, number in pairs]
    return pl.Series(text.name, texts, dtype=pl.String)


def _look_through(archive: zipfile.ZipFile, place: Place) -> dict[str, list[tuple[int, int]]]:
    """The places of error cells (`#N/A`) by sheet; refuses a sheet with a cell far out."""
    titles = _titles(archive)
    errors: dict[str, list[tuple[int, int]]] = {}
    for info in archive.infolist():
        if not info.filename.endswith(".xml"):
            continue
        data = archive.read(info)
        _judge_extent(data, place)
        found = [_where(cell[0]) for cell in _ERROR.finditer(data)]
        if found:
            errors[titles.get(info.filename, info.filename)] = found[:MOST_COLUMNS]
    return errors


def _judge_extent(data: bytes, place: Place) -> None:
    columns, rows = set(), 0
    for letters, row in _CELL.findall(data):
        columns.add(letters)
        rows = max(rows, int(row))
    widest = max((_column_number(letters) for letters in columns), default=0)
    if rows * widest > _MOST_CELLS:
        values = {"limit": str(MOST_COLUMNS), "count": str(widest)}
        raise BadData((Problem("too_many_columns", values, place),))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _where(cell: bytes) -> tuple[int, int]:
    match = _CELL.search(cell)
    return (int(match[2]), _column_number(match[1]) - 1) if match else (0, 0)


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The sheet's name by the file it is kept in; nothing where the workbook is unusual."""
    from html import unescape

    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return {}
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target") for tag in _tags(links, "Relationship")
    }
    return {
        "xl/" + targets.get(_attribute(tag, "r:id"), "").removeprefix("/xl/"): unescape(
            _attribute(tag, "name")
        )
        for tag in _tags(book, "sheet")
    }


def _tags(text: str, name: str) -> list[str]:
    return re.findall(rf"<(?:\w+:)?{name}\s[^>]*>", text)


def _attribute(tag: str, name: str) -> Any:
    match = re.search(rf"\s{name}=[\"']([^\"']*)[\"']", tag)
    return match[1] if match else ""
