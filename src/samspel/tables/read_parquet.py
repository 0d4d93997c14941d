"""Parquet as others write it: any types, brought to the text that every form comes down to.

Neighbours get `raw_parquet(data, name, place)`.
"""

import io

import polars as pl

from samspel.tables.canonical import number_text
from samspel.tables.raw import MOST_COLUMNS, MOST_ROWS, Raw, Source, bounded
from samspel.terms import Place, Problem

__all__ = ["raw_parquet"]


def raw_parquet(data: bytes, name: str, place: Place) -> Source:
    """The table in the bytes of one file, or why there is none.

    A list of texts is joined with `|` (roles); whole numbers lose their `.0`; a column of
    another nested or binary type is an error.
    """
    try:
        if _height(data) > MOST_ROWS:
            count = str(_height(data))
            return Source.failed(name, "too_many_rows", place, limit=str(MOST_ROWS), count=count)
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError, ValueError, OverflowError):
        return Source.failed(name, "unreadable_file", place)
    if frame.width > MOST_COLUMNS:
        count = str(frame.width)
        return Source.failed(name, "too_many_columns", place, limit=str(MOST_COLUMNS), count=count)
    texts = [_text(series) for series in frame.get_columns()]
    problems = tuple(
        Problem("bad_type", {"type": str(series.dtype)[:40]}, Place(place.file, "", 0, series.name))
        for series, text in zip(frame.get_columns(), texts, strict=True)
        if text is None
    )
    blank = pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    cells = pl.DataFrame(
        [(blank if text is None else text).alias(f"c{at}") for at, text in enumerate(texts)]
    )
    return bounded(Raw(name, place, tuple(frame.columns), cells, problems=problems))


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
