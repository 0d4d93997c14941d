"""One table's file that is scanned: what it is called, how it is parted, which column is where.

Neighbours get `Sheet`, `ROW` and `open_sheet(contract, file)`. A fault is told with its file and
remedy before any engine has read a row.
"""

import codecs
import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from samspel.tables import Contract, clean_text
from samspel.tables.raw import Unreadable, faults_as_unreadable
from samspel.tables.swedish import column_of
from samspel.terms import BadData, Place, Problem

__all__ = ["ROW", "Sheet", "open_sheet"]

ROW = "\0row"  # no heading can be this

_PIECE = 1 << 20
_HEAD = 1 << 16  # bytes within which the headings stand


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file and its table. `separator` None is Parquet; `headings` has the file's own heading
    of each column of the contract that is there, and `types` how its cells are stored."""

    contract: Contract
    file: Path
    separator: str | None
    headings: Mapping[str, str]
    types: Mapping[str, pl.DataType]

    @property
    def place(self) -> Place:
        """Where a fault in it stands."""
        return _place(self.file)

    def numbered(self) -> pl.LazyFrame:
        """Its rows, each with its number in the file under `ROW`."""
        return self.rows().with_row_index(ROW, offset=2)

    def rows(self) -> pl.LazyFrame:
        """Its rows under the contract's names, read here."""
        if self.separator is None:
            rows = pl.scan_parquet(self.file)
        else:
            rows = pl.scan_csv(self.file, infer_schema=False, separator=self.separator)
        return rows.select(pl.col(own).alias(name) for name, own in self.headings.items())


def open_sheet(contract: Contract, file: Path) -> Sheet:
    """The file's columns, found by their headings in either language.

    Raises
    ------
    BadData
        The file is empty, no whole Parquet file or not UTF-8; a required column is missing, one is
        there twice, or one has a type that cannot be read.
    """
    parquet = file.suffix.lower() == ".parquet"
    stored = _stored(file) if parquet else {}
    head = "" if parquet else _head(file)
    separator = None if parquet else max(";,\t", key=head.count)
    own = list(stored) if separator is None else next(csv.reader([head], delimiter=separator))
    headings, problems = _headings(contract, own, file)
    types = {name: stored.get(at, pl.String()) for name, at in headings.items()}
    problems += [
        Problem("bad_type", {"type": str(types[column.name])[:40]}, _place(file, column.name))
        for column in contract.columns
        if column.name in types and not _readable(types[column.name], column.kind.dtype)
    ]
    if problems:
        raise BadData(tuple(problems))
    return Sheet(contract, file, separator, headings, types)


def _place(file: Path, column: str = "") -> Place:
    return Place(clean_text(file.name), column=column)


def _stored(file: Path) -> dict[str, pl.DataType]:
    try:
        with faults_as_unreadable(pl.exceptions.PolarsError, OSError, ValueError):
            return dict(pl.read_parquet_schema(file))
    except Unreadable:
        raise BadData((Problem("unreadable_file", {}, _place(file)),)) from None


def _head(file: Path) -> str:
    """The first line. Every engine reads UTF-8 alone, so the whole file is looked through."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            decoder = codecs.getincrementaldecoder("utf-8")()
            piece = head
            while piece:
                decoder.decode(piece)
                piece = stream.read(_PIECE)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise BadData((Problem("not_utf8", {}, _place(file)),)) from None
    lines = head.decode("utf-8-sig", "ignore").splitlines()
    if not lines or not lines[0].strip():
        raise BadData((Problem("empty_file", {}, _place(file)),))
    return lines[0]


def _headings(
    contract: Contract, own: list[str], file: Path
) -> tuple[dict[str, str], list[Problem]]:
    found: dict[str, str] = {}
    problems = []
    for heading in own:
        name = column_of(contract.name, " ".join(heading.split()))
        if name in found:
            problems.append(Problem("duplicate_column", {"heading": name}, _place(file, name)))
        elif name in contract.schema:
            found[name] = heading
    problems += [
        Problem("missing_column", {"heading": column.name}, _place(file, column.name))
        for column in contract.columns
        if column.required and column.name not in found
    ]
    return found, problems


def _readable(stored: pl.DataType, wanted: pl.DataType) -> bool:
    """Whether both engines read such cells as what is wanted, and as the same."""
    if stored == pl.String() or stored == wanted or stored == pl.Null():
        return True
    if wanted == pl.Date():
        return bool(stored == pl.Datetime)
    if wanted == pl.Boolean():
        return stored.is_integer()
    if wanted == pl.Float64():
        return stored.is_numeric()
    return stored.is_integer() or stored in (pl.Categorical, pl.Enum)
