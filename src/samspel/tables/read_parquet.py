"""Parquet as others write it: any types, brought to the text that every form comes down to.

Neighbours get `raw_parquet(data, name, place)`.
"""

import io
import subprocess
import sys
from dataclasses import replace

import polars as pl

from samspel.tables.canonical import number_text
from samspel.tables.persons import clean_text
from samspel.tables.raw import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Raw,
    Source,
    Unreadable,
    bounded,
    faults_as_unreadable,
)
from samspel.terms import Place, Problem

__all__ = ["raw_parquet"]

# Reads as `raw_parquet` does, and says nothing.
_TRY = """
import io, sys
import polars as pl
data = sys.stdin.buffer.read()
if pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item() <= int(sys.argv[1]):
    pl.read_parquet(io.BytesIO(data))
"""
_SECONDS = 120  # a file of the largest size that is read takes some


def raw_parquet(data: bytes, name: str, place: Place, *, sent: bool = False) -> Source:
    """The table in the bytes of one file, or why there is none.

    A list of texts is joined with `|` (roles); whole numbers lose their `.0`; a column of
    another nested or binary type is an error. `sent`: it came from somebody else, so another
    process reads it first.
    """
    if sent and not _outlived(data):
        return Source.failed(name, "unreadable_file", place)
    try:
        with faults_as_unreadable(pl.exceptions.PolarsError, OSError, ValueError, OverflowError):
            count = _height(data)
            frame = pl.read_parquet(io.BytesIO(data)) if count <= MOST_ROWS else pl.DataFrame()
    except Unreadable:
        return Source.failed(name, "unreadable_file", place)
    if count > MOST_ROWS:
        return Source.failed(name, "too_many_rows", place, limit=str(MOST_ROWS), count=str(count))
    if frame.estimated_size() > MOST_BYTES:
        return Source.failed(name, "too_large", place, limit=f"{MOST_BYTES >> 20} MB")
    if frame.width > MOST_COLUMNS:
        values = {"limit": str(MOST_COLUMNS), "count": str(frame.width)}
        return Source.failed(name, "too_many_columns", place, **values)
    return bounded(_raw(frame, name, place))


def _outlived(data: bytes) -> bool:
    """Whether a process lives through reading it: of a damaged length the library asks for more
    memory than there is, and that ends whoever reads, a service with all its visitors."""
    command = [sys.executable, "-I", "-c", _TRY, str(MOST_ROWS)]
    try:
        tried = subprocess.run(  # noqa: S603 - our own arguments
            command, input=data, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return tried.returncode >= 0  # what it ended in by itself is told by reading it here


def _raw(frame: pl.DataFrame, name: str, place: Place) -> Raw:
    texts = [_text(series) for series in frame.get_columns()]
    problems = tuple(
        _bad_type(series, place)
        for series, text in zip(frame.get_columns(), texts, strict=True)
        if text is None
    )
    blank = pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    cells = pl.DataFrame(
        [(blank if text is None else text).alias(f"c{at}") for at, text in enumerate(texts)]
    )
    return Raw(name, place, tuple(frame.columns), cells, problems=problems)


def _bad_type(series: pl.Series, place: Place) -> Problem:
    column = replace(place, column=clean_text(series.name))
    return Problem("bad_type", {"type": str(series.dtype)[:40]}, column)


def _height(data: bytes) -> int:
    return int(pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item())


def _text(series: pl.Series) -> pl.Series | None:
    dtype = series.dtype
    if dtype == pl.String:
        return series
    if dtype.is_float():
        numbers = series.cast(pl.Float64).to_list()
        texts = [None if number is None else number_text(number) for number in numbers]
        return pl.Series(series.name, texts, dtype=pl.String)
    if dtype == pl.List(pl.String):
        return series.list.join("|")
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Time, pl.Duration):
        return None
    return series.cast(pl.String)
