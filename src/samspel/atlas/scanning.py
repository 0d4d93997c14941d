"""Tables as an engine holds them: those at hand, or a folder larger than memory.

Neighbours get `Source`, what an engine must do to hold tables, `frames_of(tables)`,
`scan(folder)`, `scan_successions(folder)`, `size_of(folder)` and `fingerprint(folder)`.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import narwhals as nw
import polars as pl

from samspel.atlas.joins import Rows
from samspel.atlas.local import Local
from samspel.atlas.looking import look
from samspel.atlas.relating import relate
from samspel.atlas.sheets import Sheet, open_sheet
from samspel.atlas.units import Frames
from samspel.tables import ALL_CONTRACTS, CONTRACTS, Column, Contract, Kind, Tables, clean_text
from samspel.tables.cells import YES
from samspel.tables.read import table_of_file
from samspel.terms import BadData, Place, Problem

__all__ = ["Source", "fingerprint", "frames_of", "scan", "scan_successions", "size_of"]

_SUCCESSIONS = next(contract for contract in ALL_CONTRACTS if contract.name == "successions")
_NAMES = frozenset(contract.name for contract in (*CONTRACTS, _SUCCESSIONS))


class Source(Protocol):
    """An engine that can be given tables."""

    def given(self, name: str, frame: pl.DataFrame) -> Rows:
        """Rows that are in memory here."""
        ...

    def read(self, file: Path, separator: str | None) -> Rows:
        """A Parquet file, or with a separator a CSV file whose cells are texts."""
        ...


def frames_of(tables: Tables, engine: Source | None = None) -> Frames:
    """Tables that are in memory, with the columns of their contracts."""
    source = engine or Local()
    return {c.name: source.given(c.name, tables.known(c.name)) for c in CONTRACTS}


def scan(folder: Path, engine: Source | None = None) -> Frames:
    """The tables of a folder of CSV or Parquet files, read as they are needed.

    Cells are taken as they stand, once a look through each file has shown that every engine
    understands them as the reader would, and one through all of them together that no id stands
    twice or is nowhere.

    Raises
    ------
    BadData
        A required table or column is not there, a file cannot be scanned, a cell is not one that
        every engine understands, or an id stands twice or is nowhere; each with its file and, for
        a cell, row and column.
    """
    source = engine or Local()
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    files = _by_table(folder)
    for contract in CONTRACTS:
        try:
            sheet = _sheet(contract, files.get(contract.name, []))
        except BadData as bad:
            problems += bad.problems
            continue
        if sheet is not None:
            sheets[contract.name] = sheet
    problems = problems or relate(sheets)
    if problems:
        raise BadData(tuple(problems))
    return {c.name: _rows(c, sheets.get(c.name), source) for c in CONTRACTS}


def scan_successions(folder: Path) -> pl.DataFrame:
    """Who went on as whom, by the folder's file of that name; few rows, so they are read here."""
    sheet = _sheet(_SUCCESSIONS, _by_table(folder).get(_SUCCESSIONS.name, []))
    return Local().found(_rows(_SUCCESSIONS, sheet, Local()))


def _files(folder: Path) -> list[Path]:
    """The tables' files: of the folder, or of its folder `tables` when none lies there."""
    for place in (folder, folder / "tables"):
        there = place.iterdir() if place.is_dir() else ()
        found = sorted(f for f in there if table_of_file(f.name) in _NAMES and f.is_file())
        if found:
            return found
    return []


def _by_table(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in _files(folder):
        found.setdefault(str(table_of_file(file.name)), []).append(file)
    return found


def size_of(folder: Path) -> int:
    """Bytes of a folder's tables; 0 for anything else, which is read whole."""
    if not folder.is_dir():
        return 0
    return sum(f.stat().st_size for f in _files(folder))


def fingerprint(folder: Path) -> str:
    """`files-sha256:` over the names and bytes of a folder's tables, read in pieces."""
    digest = sha256()
    for file in _files(folder):
        digest.update(f"{file.name}:{file.stat().st_size};".encode())
        with file.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    return "files-sha256:" + digest.hexdigest()


def _sheet(contract: Contract, files: Sequence[Path]) -> Sheet | None:
    """The table's file, looked through; None where the folder has none and need not."""
    if not files:
        if contract.required:
            raise BadData((Problem("missing_table", {"table": contract.name}),))
        return None
    if len(files) > 1:
        place = Place(clean_text(files[1].name))
        raise BadData((Problem("two_files_one_table", {"table": contract.name}, place),))
    sheet = open_sheet(contract, files[0])
    if wrong := look(sheet):
        raise BadData(tuple(wrong))
    return sheet


def _rows(contract: Contract, sheet: Sheet | None, source: Source) -> Rows:
    if sheet is None:
        return source.given(contract.name, pl.DataFrame(schema=contract.schema))
    return source.read(sheet.file, sheet.separator).select(*_columns(sheet))


_TYPES: dict[pl.DataType, nw.dtypes.DType] = {
    pl.Boolean(): nw.Boolean(),
    pl.Date(): nw.Date(),
    pl.Float64(): nw.Float64(),
}


def _columns(sheet: Sheet) -> list[nw.Expr]:
    return [_cells(sheet, column).alias(column.name) for column in sheet.contract.columns]


def _cells(sheet: Sheet, column: Column) -> nw.Expr:
    """The column with its type; missing where the file has none of that heading."""
    dtype = column.kind.dtype
    wanted = _TYPES.get(dtype, nw.String())
    if column.name not in sheet.headings:
        return nw.lit(None).cast(wanted)
    cells = nw.col(sheet.headings[column.name])
    if sheet.types[column.name] != pl.String():
        return cells.cast(wanted)
    if column.kind is Kind.FLAG:
        return cells.str.to_lowercase().is_in(list(YES))
    if column.kind is Kind.DATE:
        return nw.when(cells != "").then(cells).str.to_date("%Y-%m-%d")
    if column.kind is Kind.NUMBER:
        number = cells.str.replace_all(",", ".", literal=True)
        return nw.when(number != "").then(number).cast(nw.Float64)
    return cells.str.to_lowercase() if column.values else cells
