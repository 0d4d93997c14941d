"""Tables to files, whole or not at all, and never as a formula.

Neighbours get `write(tables, out, form=…)` and `FORMS`.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.canonical import number_text
from samspel.tables.contracts import REQUIRED
from samspel.tables.frames import Tables
from samspel.terms import BadData, Place, Problem

__all__ = ["FORMS", "Form", "write"]

Form = Literal["csv", "parquet", "xlsx"]
FORMS: tuple[Form, ...] = ("csv", "parquet", "xlsx")

# What a spreadsheet may run, also in full width; see `raw.ESCAPED` for the way back.
_RUNS = r"^('*\s*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])"
_LONGEST_CELL = 32_767  # what one cell of a workbook holds
_MOST_SHEET_ROWS = 1_048_575
_FIRST_SURE_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree on the leap year 1900


def write(tables: Tables, out: Path, *, form: Form | None = None) -> None:
    """Writes the required tables and those that have rows, with their unknown columns.

    Parameters
    ----------
    out
        A folder for `csv` and `parquet`, a file for `xlsx`. It appears whole, by one rename,
        or not at all. A folder that exists is replaced only when it holds nothing but tables.
    form
        None is `xlsx` where `out` ends so, else `csv`. `csv` is what a Swedish spreadsheet
        opens: UTF-8 with BOM, `;`, decimal comma. There a text that begins with `=`, `+`, `-`
        or `@` gets an apostrophe before it (one more when it has some), which `read` takes away
        again. `xlsx` has a frozen heading row, texts as texts and dates as dates; dates before
        March 1900 are texts, and so is the rare number that needs a seventeenth digit, which a
        workbook does not keep. `parquet` keeps the types as they are.

    Raises
    ------
    BadData
        `out_exists` when the folder holds something else, or stands where the file should;
        `too_many_rows` when a table does not fit a sheet.
    """
    names = [c.name for c in ALL_CONTRACTS if c.name in REQUIRED or tables[c.name].height]
    form = form or ("xlsx" if out.suffix.lower() == ".xlsx" else "csv")
    if form == "xlsx":
        _write_workbook(tables, names, out)
        return
    with _folder(out) as folder:
        for name in names:
            if form == "parquet":
                tables[name].write_parquet(folder / f"{name}.parquet")
            else:
                _write_csv(tables[name], folder / f"{name}.csv")


def _write_csv(frame: pl.DataFrame, path: Path) -> None:
    texts = pl.DataFrame([_csv_text(series) for series in frame.get_columns()])
    texts.rename(_safe_heading).write_csv(
        path, separator=";", include_bom=True, line_terminator="\r\n"
    )


def _safe_heading(name: str) -> str:
    return str(pl.Series([name]).str.replace(_RUNS, "'$1").item())


def _csv_text(series: pl.Series) -> pl.Series:
    if series.dtype.is_float():
        texts = [None if n is None else number_text(n).replace(".", ",") for n in series.to_list()]
        return pl.Series(series.name, texts, dtype=pl.String)
    if series.dtype == pl.Boolean:
        return series.cast(pl.Int8).cast(pl.String)
    return series.cast(pl.String).str.replace(_RUNS, "'$1")


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when the block ends well, else is gone."""
    _refuse_if_not_ours(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        beside.chmod(0o755)
        yield beside
        _swap(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _refuse_if_not_ours(out: Path) -> None:
    ours = {f"{c.name}.{form}" for c in ALL_CONTRACTS for form in ("csv", "parquet")}
    if out.is_dir() and {path.name for path in out.iterdir()} <= ours:
        return
    if out.exists():
        raise BadData((Problem("out_exists", {}, Place(file=out.name)),))


def _swap(beside: Path, out: Path) -> None:
    if not out.exists():
        beside.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / "old")
    try:
        beside.rename(out)
    except OSError:
        (old / "old").rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write_workbook(tables: Tables, names: list[str], out: Path) -> None:
    if out.is_dir():
        raise BadData((Problem("out_exists", {}, Place(file=out.name)),))
    for name in names:
        if tables[name].height > _MOST_SHEET_ROWS:
            values = {"limit": str(_MOST_SHEET_ROWS), "count": str(tables[name].height)}
            raise BadData((Problem("too_many_rows", values, Place(out.name, name)),))
    out.parent.mkdir(parents=True, exist_ok=True)
    # The library's own working files lie in the same folder and go with it, also when it fails.
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        _fill(beside / "book.xlsx", tables, names)
        (beside / "book.xlsx").replace(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(path: Path, tables: Tables, names: list[str]) -> None:
    import xlsxwriter

    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(str(path), plain)
    heading = book.add_format({"bold": True, "bottom": 1})
    as_text = book.add_format({"num_format": "@"})
    for name in names:
        sheet = book.add_worksheet(name)
        _fill_sheet(sheet, tables[name], heading, as_text)
    try:
        book.close()
    except xlsxwriter.exceptions.XlsxFileError as fault:
        raise OSError(f"{path.name}: {fault}") from fault


def _fill_sheet(sheet: Any, frame: pl.DataFrame, heading: Any, as_text: Any) -> None:
    sheet.freeze_panes(1, 0)
    for at, series in enumerate(frame.get_columns()):
        text = as_text if series.dtype == pl.String else None
        sheet.set_column(at, at, max(12, len(series.name) + 2), text)
        sheet.write_string(0, at, series.name, heading)
    for row, values in enumerate(frame.iter_rows(), start=1):
        for at, value in enumerate(values):
            _write_cell(sheet, (row, at), value, as_text)


def _write_cell(sheet: Any, at: tuple[int, int], value: object, as_text: Any) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_number(*at, int(value))
        case date() if value >= _FIRST_SURE_DAY:
            sheet.write_datetime(*at, value)
        case float() if float(f"{value:.16G}") == value:
            sheet.write_number(*at, value)
        case _:
            text = str(value)
            if len(text) > _LONGEST_CELL:
                raise BadData((Problem("too_large", {"limit": str(_LONGEST_CELL)}),))
            sheet.write_string(*at, text, as_text)
