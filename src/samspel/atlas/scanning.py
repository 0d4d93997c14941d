"""Tables as lazy frames: those at hand, or a folder larger than memory.

Neighbours get `frames_of(tables)`, `scan(folder)`, `size_of(folder)` and `fingerprint(folder)`.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import polars as pl

from samspel.atlas.units import Frames
from samspel.tables import CONTRACTS, REQUIRED, Contract, Tables
from samspel.terms import BadData, Problem

__all__ = ["fingerprint", "frames_of", "scan", "size_of"]

_NAMES = frozenset(contract.name for contract in CONTRACTS)


def frames_of(tables: Tables) -> Frames:
    """Tables that are in memory, with the columns of their contracts."""
    return {c.name: tables.known(c.name).lazy() for c in CONTRACTS}


def scan(folder: Path) -> Frames:
    """The tables of a folder of CSV or Parquet files, read as they are needed.

    Cells are taken as they stand: run `samspel check` on a sample of such tables. Dates are ISO
    dates and flags `true` or `false`.

    Raises
    ------
    BadData
        `missing_table` where a required table is not there.
    """
    found, missing = {}, []
    for contract in CONTRACTS:
        file = next((f for f in _files(folder) if f.stem == contract.name), None)
        if file is None and contract.name in REQUIRED:
            missing.append(Problem("missing_table", {"table": contract.name}))
        found[contract.name] = _whole(contract, file)
    if missing:
        raise BadData(tuple(missing))
    return found


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


def _whole(contract: Contract, file: Path | None) -> pl.LazyFrame:
    if file is None:
        return pl.LazyFrame(schema=contract.schema)
    parquet = file.suffix == ".parquet"
    rows = pl.scan_parquet(file) if parquet else _scan_csv(file)
    there = rows.collect_schema().names()
    return rows.select(_columns(contract, there, text=not parquet))


def _scan_csv(file: Path) -> pl.LazyFrame:
    with file.open(encoding="utf-8-sig") as stream:
        head = stream.readline()
    separator = max(";,\t", key=head.count)
    return pl.scan_csv(file, infer_schema=False, separator=separator)


def _columns(contract: Contract, there: Iterable[str], *, text: bool) -> list[pl.Expr]:
    found = []
    for name, dtype in contract.schema.items():
        if name not in there:
            column = pl.lit(None, dtype)
        elif text and dtype == pl.Boolean():
            column = pl.col(name).str.to_lowercase().is_in(["true", "1", "yes"])
        elif text and dtype == pl.Date():
            column = pl.col(name).str.to_date("%Y-%m-%d")
        elif text and dtype == pl.Float64():
            column = pl.col(name).str.replace(",", ".", literal=True).cast(dtype)
        else:
            column = pl.col(name).cast(dtype)
        found.append(column.alias(name))
    return found
