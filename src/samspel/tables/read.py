"""From a path to clean tables and every problem met on the way.

Neighbours get `read(path)` and `read_upload(name, data)`. No bytes make it crash: what cannot
be opened raises `BadData`, everything else is a `Problem` with its place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

import polars as pl

from samspel.tables.archives import members
from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.cells import parse
from samspel.tables.check import check, repeated
from samspel.tables.contracts import LOCALITY, REQUIRED, SOLE_TRADER, Contract
from samspel.tables.faults import Fault, Where, faults
from samspel.tables.frames import Reading, Tables
from samspel.tables.persons import Scrubbed, clean_text, scrub
from samspel.tables.raw import MOST_BYTES, MOST_FILES, Raw, Source, tidy
from samspel.tables.read_csv import raw_csv
from samspel.tables.read_parquet import raw_parquet
from samspel.tables.read_xlsx import raw_xlsx
from samspel.tables.swedish import column_of, table_of
from samspel.tables.template import INSTRUCTION
from samspel.terms import BadData, Place, Problem, Severity

__all__ = [
    "SOLE_TRADER",
    "WORKBOOKS",
    "headings_of",
    "read",
    "read_upload",
    "source_of",
    "table_of_file",
]

_NAMES = {contract.name: contract for contract in ALL_CONTRACTS}
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_OWN_EXTRAS = (SOLE_TRADER, LOCALITY)  # of actors: ours, and outside the contract
_TEXTS = (".csv", ".tsv", ".txt")


def read(path: Path) -> Reading:
    """The tables in a folder of CSV or Parquet files, one workbook, or a zip of such a folder.

    Parameters
    ----------
    path
        A folder whose files are named by table (`actors.csv`, `actors.parquet`), an `.xlsx`
        whose sheets are, or a `.zip` of such a folder. Of a folder without tables the folder
        `tables` in it is read, as `samspel example` writes it.

    Returns
    -------
    Reading
        The tables and every problem, also those of `check`. With an error among them the
        tables must not be used. Unknown columns come along as text; `actors` always has the
        extra column `sole_trader`. A row that exactly repeats another is kept once and told.

    Raises
    ------
    BadData
        If nothing can be opened: no such path, no whole workbook or zip, beyond our limits.

    Notes
    -----
    Issue 2, item 3. Odd case: an act on 3/4/2024 is an error row, never the third of April.
    """
    if path.is_dir():
        return _reading(_from_files(_files(_folder(path)), sent=False))
    if not path.exists():
        raise BadData((Problem("no_such_path", {"path": clean_text(path.name)}),))
    return read_upload(path.name, _bytes(path))


def read_upload(name: str, data: bytes) -> Reading:
    """The same for bytes that were sent: a workbook, a zip of a folder, or one table's file.

    The name tells which it is. The bytes may hold personal numbers: what is to be kept goes
    through `samspel.tables.uploads` first.
    """
    return _reading(source_of(name, data))


def source_of(name: str, data: bytes) -> Source:
    """The tables of what was sent as raw text, before anything is understood."""
    place = Place(file=clean_text(PurePath(name).name))
    if name.lower().endswith(WORKBOOKS):
        return raw_xlsx(data, place)
    if name.lower().endswith(".zip"):
        return _from_files(members(data, place), sent=True)
    if name.lower().endswith((*_TEXTS, ".parquet")):
        return _from_files([(name, data)], sent=True)
    raise BadData((Problem("unsupported_form", {}, place),))


def _folder(path: Path) -> Path:
    """The folder itself, or its folder `tables` when no table lies beside that one."""
    within = path / "tables"
    if within.is_dir() and not any(table_of_file(file.name) for file in path.iterdir()):
        return within
    return path


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    if len(paths) > MOST_FILES:
        values = {"limit": str(MOST_FILES), "count": str(len(paths))}
        raise BadData((Problem("too_many_files", values, Place(clean_text(folder.name))),))
    for path in paths:
        if not path.name.startswith("."):
            wanted = table_of_file(path.name) is not None
            yield path.name, _bytes(path) if wanted else b""


def _bytes(path: Path) -> bytes:
    place = Place(clean_text(path.name))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadData((Problem("too_large", {"limit": f"{MOST_BYTES >> 20} MB"}, place),))
        return path.read_bytes()
    except OSError as fault:
        raise BadData((Problem("unreadable_file", {}, place),)) from fault


def table_of_file(file: str) -> str | None:
    """The table that a file's name says it holds, in either language; None for any other file."""
    name = PurePath(file)
    stem = table_of(name.stem)
    readable = name.suffix.lower() in (*_TEXTS, ".parquet")
    return stem if stem in _NAMES and readable else None


def _from_files(files: Iterable[tuple[str, bytes]], *, sent: bool) -> Source:
    found = Source()
    for file, data in files:
        place = Place(file=clean_text(PurePath(file).name))
        name = table_of_file(file)
        if name is None:
            found = found.plus(Source.passed_over("unknown_table", place, name=place.file))
        elif name in found.tried | {raw.name for raw in found.raws}:
            found = found.plus(Source.failed(name, "two_files_one_table", place, table=name))
        elif file.lower().endswith(".parquet"):
            found = found.plus(raw_parquet(data, name, place, sent=sent))
        else:
            found = found.plus(raw_csv(data, name, place))
    return found


def _reading(source: Source) -> Reading:
    if not source.raws and not source.tried:
        return Reading(Tables.of(), (*source.problems, Problem("nothing_found")))
    problems = [problem for problem in source.problems if not _is_instruction(problem)]
    frames, places = {}, {}
    for raw in source.raws:
        if raw.name in frames:
            problems.append(Problem("two_files_one_table", {"table": raw.name}, raw.place))
            continue
        frames[raw.name], places[raw.name], told = _understood(_NAMES[raw.name], raw)
        problems += told
    problems += _missing_tables(source)
    tables = Tables.of(**frames)
    problems += check(tables, places=places)
    return Reading(
        Tables.of(**{n: _once(_NAMES[n], f) for n, f in frames.items()}), tuple(problems)
    )


def _is_instruction(problem: Problem) -> bool:
    """Whether a sheet was passed over that our own template put there."""
    return problem.code == "sheet_ignored" and problem.place.sheet.casefold() in INSTRUCTION


def _missing_tables(source: Source) -> list[Problem]:
    there = source.tried | {raw.name for raw in source.raws}
    return [Problem("missing_table", {"table": name}) for name in REQUIRED if name not in there]


def _understood(contract: Contract, raw: Raw) -> tuple[pl.DataFrame, Where, list[Problem]]:
    cells, problems = _headed(contract, raw)
    cells = pl.DataFrame([tidy(text, escaped=raw.escaped) for text in cells.get_columns()])
    cells = cells.with_columns(
        pl.int_range(raw.first_row, raw.first_row + cells.height, dtype=pl.UInt32).alias(_ROW)
    )
    cells = cells.filter(pl.any_horizontal(pl.all().exclude(_ROW).is_not_null()))
    rows = cells.get_column(_ROW)
    scrubbed = scrub(contract, cells.drop(_ROW))
    where = Where(
        raw.place,
        _shown(contract, scrubbed.cells),
        rows,
        _blamed(scrubbed),
        frozenset(contract.schema) - frozenset(cells.columns),
    )
    problems += _persons_told(contract, scrubbed, where)
    parsed = parse(contract, scrubbed.cells, where)
    frame = parsed.frame
    if contract.name == "actors":
        frame = _sole_traders(frame, scrubbed)
    return frame, parsed.where, [*problems, *parsed.problems]


_ROW = "\0row"  # no heading can be this: control characters are taken out


def _headed(contract: Contract, raw: Raw) -> tuple[pl.DataFrame, list[Problem]]:
    """The cells under the contract's names, other columns under their own."""
    problems = list(raw.problems)
    known, unknown = {}, {}
    for at, (name, own) in enumerate(headings_of(contract, raw)):
        if name in known or own in unknown:
            values = {"heading": own or name}
            problems.append(Problem("duplicate_column", values, replace(raw.place, row=1)))
        elif name:
            known[name] = f"c{at}"
        elif own and own not in contract.schema:
            unknown[own] = f"c{at}"
    problems += _columns_told(contract, raw, known, list(unknown))
    chosen = {**known, **unknown}
    return raw.cells.select(pl.col(old).alias(new) for new, old in chosen.items()), problems


def headings_of(contract: Contract, raw: Raw) -> list[tuple[str, str]]:
    """For each column the contract's name, or else its own heading; both empty: nothing there."""
    headings = tidy(pl.Series(raw.headings, dtype=pl.String), escaped=raw.escaped)
    return [
        _heading(heading or _nameless(raw, at), contract)
        for at, heading in enumerate(headings.to_list())
    ]


def _nameless(raw: Raw, at: int) -> str:
    """What to call a column without a heading: nothing when it is empty all the way down."""
    blank = raw.cells.to_series(at).str.strip_chars() == ""
    return "" if bool(blank.fill_null(value=True).all()) else f"column {at + 1}"


def _heading(heading: str, contract: Contract) -> tuple[str, str]:
    """The contract's name for a heading, or the heading itself as an unknown column's name."""
    own = clean_text(" ".join(heading.split()))
    name = column_of(contract.name, own)
    if name in _OWN_EXTRAS and contract.name == "actors":
        return "", name
    return (name, "") if name in contract.schema else ("", own)


def _columns_told(
    contract: Contract, raw: Raw, known: dict[str, str], unknown: list[str]
) -> list[Problem]:
    place = replace(raw.place, row=max(1, raw.first_row - 1))
    problems = [
        Problem("missing_column", {"heading": column.name}, replace(place, column=column.name))
        for column in contract.columns
        if column.required and column.name not in known
    ]
    strange = [name for name in unknown if name not in _OWN_EXTRAS]
    if strange:
        listed = ", ".join(name[:40] for name in strange[:20])
        problems.append(Problem("unknown_columns", {"columns": listed}, place, Severity.WARNING))
    return problems


def _shown(contract: Contract, cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select(name for name in contract.schema if name in cells.columns)


def _blamed(scrubbed: Scrubbed) -> dict[str, frozenset[int]]:
    return {name: frozenset(at) for name, at in scrubbed.ids.items()}


def _persons_told(contract: Contract, scrubbed: Scrubbed, where: Where) -> list[Problem]:
    """A problem for each number taken away. None of them holds the number."""
    problems: list[Problem] = []
    for name, at in scrubbed.ids.items():
        positions = pl.Series(at, dtype=pl.UInt32)
        problems += faults(Fault("personal_number_in_id", name), where, positions)
    for name, at in scrubbed.removed.items():
        own = contract.name == "actors" and name == "org_number"
        code = "sole_trader_number_dropped" if own else "personal_number_removed"
        positions = pl.Series(at, dtype=pl.UInt32)
        problems += faults(Fault(code, name, severity=Severity.WARNING), where, positions)
    return problems


def _sole_traders(frame: pl.DataFrame, scrubbed: Scrubbed) -> pl.DataFrame:
    found = pl.int_range(pl.len()).is_in(scrubbed.sole_traders)
    if SOLE_TRADER in frame.columns:
        said = pl.col(SOLE_TRADER).str.to_lowercase().is_in(["1", "true", "ja", "yes", "x"])
        found |= said.fill_null(value=False)
    return frame.with_columns(found.alias(SOLE_TRADER))


def _once(contract: Contract, frame: pl.DataFrame) -> pl.DataFrame:
    again = repeated(contract, frame)
    if again.is_empty():
        return frame
    return frame.filter(~pl.int_range(pl.len(), dtype=pl.UInt32).is_in(again.implode()))
