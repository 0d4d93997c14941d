"""What an import would write: compared with the register, kept as one file, cut in pieces.

The file is a zip of Parquet tables: `add/TABLE` has rows to write, `end/TABLE` ids of rows
that leave. The same file cuts into the same pieces, so staging can go on where it stopped.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from samspel.records.register.api import SampleRow, TablePlan
from samspel.tables import ALL_CONTRACTS, Diff, Tables, diff

__all__ = ["ADD_SIZE", "END_SIZE", "Changes", "Piece", "compare", "pack", "unpack"]

ADD_SIZE = 2000  # rows written in one transaction: about a tenth of the two seconds allowed
END_SIZE = 5000
_SAMPLES = 5  # rows of a kind to look at, a table
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """One transaction's worth of staging: rows to write, or ids of rows that leave."""

    table: str
    rows: pl.DataFrame | None
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Everything that an import writes, and the plan in numbers and samples."""

    adds: Mapping[str, pl.DataFrame]
    ends: Mapping[str, tuple[int, ...]]
    tables: tuple[TablePlan, ...] = ()
    samples: tuple[SampleRow, ...] = ()

    def pieces(self) -> Iterator[Piece]:
        """The pieces in their order. A row leaves and the row in its place comes unseen."""
        for table, ids in self.ends.items():
            for start in range(0, len(ids), END_SIZE):
                yield Piece(table, None, ids[start : start + END_SIZE])
        for table, rows in self.adds.items():
            for start in range(0, rows.height, ADD_SIZE):
                yield Piece(table, rows.slice(start, ADD_SIZE), ())


def compare(old: Tables, new: Tables, *, ending: bool) -> Changes:
    """What `new` changes in `old`, whose frames have `_row`; without `ending` nothing leaves.

    A table with no row in `new` is taken as not sent: what the register has of it stays.
    """
    sent = {c.name: new[c.name] if new[c.name].height else old[c.name] for c in ALL_CONTRACTS}
    found = diff(old, Tables.of(**sent), extras=True)
    names = [contract.name for contract in ALL_CONTRACTS if not found[contract.name].is_empty]
    return Changes(
        adds={name: _adds(found, name) for name in names if _adds(found, name).height},
        ends={name: _ends(found, name, ending=ending) for name in names},
        tables=tuple(_counts(found, c.name, ending=ending) for c in ALL_CONTRACTS),
        samples=tuple(s for name in names for s in _samples(found, name, ending=ending)),
    )


def _adds(found: Diff, name: str) -> pl.DataFrame:
    one = found[name]
    # What only the register knows of a row that changes stays with it.
    kept = [c for c in one.before.columns if c not in one.after.columns]
    after = one.after.with_columns(one.before.get_column(column) for column in kept)
    both = pl.concat([one.added, after], how="diagonal_relaxed")
    return both.drop("_row", strict=False)


def _ends(found: Diff, name: str, *, ending: bool) -> tuple[int, ...]:
    leaving = [found[name].before, *([found[name].ended] if ending else [])]
    return tuple(row for frame in leaving if frame.height for row in frame["_row"])


def _counts(found: Diff, name: str, *, ending: bool) -> TablePlan:
    one = found[name]
    ended = one.ended.height if ending else 0
    stays = one.same + (0 if ending else one.ended.height)
    return TablePlan(name, one.added.height, one.changed, ended, stays)


def _samples(found: Diff, name: str, *, ending: bool) -> Iterator[SampleRow]:
    one = found[name]
    for row in one.added.head(_SAMPLES).iter_rows(named=True):
        yield SampleRow(name, "added", _texts(row), {})
    pairs = zip(
        one.before.head(_SAMPLES).iter_rows(named=True),
        one.after.head(_SAMPLES).iter_rows(named=True),
        strict=True,
    )
    for before, after in pairs:
        was = {k: v for k, v in before.items() if k in after and (after[k] or "") != (v or "")}
        yield SampleRow(name, "changed", _texts(after), _texts(was, blanks=True))
    if ending:
        for row in one.ended.head(_SAMPLES).iter_rows(named=True):
            yield SampleRow(name, "ended", _texts(row), {})


def _texts(row: Mapping[str, object], *, blanks: bool = False) -> dict[str, str]:
    return {
        name: "" if value is None else str(value)
        for name, value in row.items()
        if name != "_row" and (blanks or value is not None)
    }


# --------------------------------------------------------------------------------- as a file


def pack(changes: Changes) -> bytes:
    """The changes as one file; the same changes give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, rows in changes.adds.items():
            archive.writestr(zipfile.ZipInfo(f"add/{name}", _EPOCH), _parquet(rows))
        for name, ids in changes.ends.items():
            rows = pl.DataFrame({"_row": ids}, schema={"_row": pl.Int64()})
            archive.writestr(zipfile.ZipInfo(f"end/{name}", _EPOCH), _parquet(rows))
    return data.getvalue()


def unpack(data: bytes) -> Changes:
    """What `pack` packed, without the plan's numbers."""
    adds: dict[str, pl.DataFrame] = {}
    ends: dict[str, tuple[int, ...]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            what, _, name = entry.partition("/")
            rows = pl.read_parquet(io.BytesIO(archive.read(entry)))
            if what == "add":
                adds[name] = rows
            else:
                ends[name] = tuple(rows["_row"])
    return Changes(adds, ends)


def _parquet(rows: pl.DataFrame) -> bytes:
    data = io.BytesIO()
    rows.write_parquet(data)
    return data.getvalue()
