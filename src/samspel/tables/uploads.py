"""What somebody sent, fit to be kept: the same tables without a personal number anywhere.

Neighbours get `fit_to_keep(name, data)`. A service that stores what was sent before it is read
passes it through here, since a number that is dropped at reading must not lie in a file either.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import polars as pl

from samspel.tables.archives import members
from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.persons import REMOVED, clean_text, scrub
from samspel.tables.raw import Raw, Source, tidy
from samspel.tables.read import WORKBOOKS, headings_of, source_of
from samspel.terms import Place

__all__ = ["fit_to_keep"]


def fit_to_keep(name: str, data: bytes) -> bytes:
    """The bytes to keep under that name: as they came, or written anew without the numbers.

    Reading what is kept gives the same tables, and the same rows told: a cell whose number was
    taken away holds `***`, which the reader knows. Whatever was no table of ours is left out,
    since nobody has looked for numbers in it.

    Raises
    ------
    BadData
        If it cannot be opened: then there is nothing that should be kept.
    """
    source = source_of(name, data)
    if name.lower().endswith(".zip"):
        return _zipped(name, data)
    cleaned = [_cleaned(raw) for raw in source.raws]
    others = bool(source.tried - {raw.name for raw in source.raws}) or any(
        problem.code in ("unknown_table", "sheet_ignored") for problem in source.problems
    )
    if not others and all(_same(raw, cells) for raw, cells in cleaned):
        return data
    if name.lower().endswith(WORKBOOKS):
        return _workbook(source, cleaned)
    return _file(name, cleaned, data)


_Cleaned = tuple[Raw, pl.DataFrame]


def _cleaned(raw: Raw) -> _Cleaned:
    """The table with `***` for each number; headings, rows and other cells stay where they are."""
    contract = next(each for each in ALL_CONTRACTS if each.name == raw.name)
    names = [known or f"\0{at}" for at, (known, _) in enumerate(headings_of(contract, raw))]
    taken = {name: at for at, name in reversed(list(enumerate(names)))}
    names = [name if taken[name] == at else f"\0{at}" for at, name in enumerate(names)]
    texts = [tidy(text, escaped=raw.escaped) for text in raw.cells.get_columns()]
    cells = pl.DataFrame([text.alias(new) for text, new in zip(texts, names, strict=True)])
    found = scrub(contract, cells)
    gone = {**found.removed, **found.ids}
    columns = [_marked(found.cells[name], gone.get(name, [])) for name in names]
    # Untouched columns keep their very text, escapes and all.
    kept = [
        new.alias(old.name) if gone.get(name) else old
        for old, new, name in zip(raw.cells.get_columns(), columns, names, strict=True)
    ]
    return raw, pl.DataFrame(kept)


def _marked(text: pl.Series, at: list[int]) -> pl.Series:
    emptied = pl.Series([place for place in at if text[place] is None], dtype=pl.UInt32)
    return text.scatter(emptied, REMOVED) if len(emptied) else text


def _same(raw: Raw, cells: pl.DataFrame) -> bool:
    return raw.cells.equals(cells) and all(clean_text(text) == text for text in raw.headings)


def _lines(raw: Raw, cells: pl.DataFrame) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    """Each row with its place from 0, the headings first."""
    yield raw.first_row - 2, tuple(clean_text(heading) for heading in raw.headings)
    yield from enumerate(cells.iter_rows(), start=raw.first_row - 1)


def _workbook(source: Source, cleaned: list[_Cleaned]) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, plain)
    taken: set[str] = set()
    for raw, cells in cleaned:
        sheet = book.add_worksheet(_sheet_name(raw.place.sheet, taken))
        for row, values in _lines(raw, cells):
            _fill(sheet, row, values)
    for problem in source.problems:
        if problem.code in ("unknown_table", "sheet_ignored"):
            book.add_worksheet(_sheet_name(problem.place.sheet, taken))
    book.close()
    return content.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """The name, or the nearest that a workbook allows and has not taken."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:31] or "sheet"
    while plain.casefold() in taken:
        plain = f"{plain[:27]} ({len(taken)})"
    taken.add(plain.casefold())
    return plain


def _fill(sheet: Any, row: int, values: tuple[str | None, ...]) -> None:
    for column, value in enumerate(values):
        if value:
            sheet.write_string(row, column, value)


def _file(name: str, cleaned: list[_Cleaned], data: bytes) -> bytes:
    if not cleaned:
        # It is no table, or its letters cannot be told: what can be told is taken out of it.
        return clean_text(data.decode("latin-1")).encode("latin-1")
    raw, cells = cleaned[0]
    if name.lower().endswith(".parquet"):
        content = io.BytesIO()
        headings = [clean_text(heading) for heading in raw.headings]
        cells.rename(dict(zip(cells.columns, headings, strict=True))).write_parquet(content)
        return content.getvalue()
    return _delimited(raw, cells)


def _delimited(raw: Raw, cells: pl.DataFrame) -> bytes:
    width = len(raw.headings)
    lines = [";" * (width - 1)] * (raw.first_row - 2)
    for _, values in _lines(raw, cells):
        lines.append(";".join('"' + (value or "").replace('"', '""') + '"' for value in values))
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def _zipped(name: str, data: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, inner in members(data, Place(file=clean_text(PurePath(name).name))):
            archive.writestr(_dated(file), _kept_member(file, inner))
    return content.getvalue()


def _dated(file: str) -> zipfile.ZipInfo:
    # Always the same day, so that the same content is the same file.
    entry = zipfile.ZipInfo(clean_text(file), (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _kept_member(file: str, inner: bytes) -> bytes:
    source = _member_source(file, inner)
    return b"" if source is None else fit_to_keep(file, inner)


def _member_source(file: str, inner: bytes) -> Source | None:
    """None for a file that is no table of ours."""
    if not file.lower().endswith((".csv", ".tsv", ".txt", ".parquet")):
        return None
    source = source_of(file, inner)
    return None if any(p.code == "unknown_table" for p in source.problems) else source
