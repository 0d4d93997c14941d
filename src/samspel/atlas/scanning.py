"""Tables as an engine holds them: those at hand, or a folder larger than memory.

Neighbours get `Source`, what an engine must do to hold tables, `frames_of(tables)`,
`scan(folder)`, `scan_successions(folder)`, `size_of(folder)` and `fingerprint(folder)`.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import narwhals as nw
import polars as pl

from samspel.atlas.joins import Rows
from samspel.atlas.local import Local
from samspel.atlas.units import Frames
from samspel.tables import ALL_CONTRACTS, CONTRACTS, REQUIRED, Contract, Tables
from samspel.terms import BadData, Problem

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

    Cells are taken as they stand: run `samspel check` on a sample of such tables. Dates are ISO
    dates and flags `true` or `false`.

    Raises
    ------
    BadData
        `missing_table` where a required table is not there.
    """
    source, found, missing = engine or Local(), {}, []
    for contract in CONTRACTS:
        file = next((f for f in _files(folder) if f.stem == contract.name), None)
        if file is None and contract.name in REQUIRED:
            missing.append(Problem("missing_table", {"table": contract.name}))
        found[contract.name] = _whole(contract, file, source)
    if missing:
        raise BadData(tuple(missing))
    return found


def scan_successions(folder: Path) -> pl.DataFrame:
    """Who went on as whom, by the folder's file of that name; few rows, so they are read here."""
    file = next((f for f in _files(folder) if f.stem == _SUCCESSIONS.name), None)
    return Local().found(_whole(_SUCCESSIONS, file, Local()))


def _files(folder: Path) -> list[Path]:
    """The tables' files: of the folder, or of its folder `tables` when none lies there."""
    for place in (folder, folder / "tables"):
        there = place.iterdir() if place.is_dir() else ()
        found = sorted(f for f in there if f.stem in _NAMES and f.suffix in (".csv", ".parquet"))
        if found:
            return found
    return []


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


def _whole(contract: Contract, file: Path | None, source: Source) -> Rows:
    if file is None:
        return source.given(contract.name, pl.DataFrame(schema=contract.schema))
    separator = _separator(file) if file.suffix == ".csv" else None
    rows = source.read(file, separator)
    there = rows.collect_schema().names()
    return rows.select(*_columns(contract, there, text=separator is not None))


def _separator(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as stream:
        head = stream.readline()
    return max(";,\t", key=head.count)


_TYPES: dict[pl.DataType, nw.dtypes.DType] = {
    pl.Boolean(): nw.Boolean(),
    pl.Date(): nw.Date(),
    pl.Float64(): nw.Float64(),
}


def _columns(contract: Contract, there: Iterable[str], *, text: bool) -> list[nw.Expr]:
    found = []
    for name, dtype in contract.schema.items():
        if name not in there:
            column = nw.lit(None).cast(_TYPES.get(dtype, nw.String()))
        elif text and dtype == pl.Boolean():
            column = nw.col(name).str.to_lowercase().is_in(["true", "1", "yes"])
        elif text and dtype == pl.Date():
            column = nw.col(name).str.to_date("%Y-%m-%d")
        elif text and dtype == pl.Float64():
            column = nw.col(name).str.replace_all(",", ".", literal=True).cast(nw.Float64)
        elif text:
            column = nw.col(name)
        else:
            column = nw.col(name).cast(_TYPES.get(dtype, nw.String()))
        found.append(column.alias(name))
    return found
