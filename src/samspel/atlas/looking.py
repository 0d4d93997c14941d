"""The cells of a file that is scanned, looked through once before any figure rests on them.

Neighbours get `look(sheet)`. An engine takes cells as they stand, so a cell that is not plain, such
as a date of another form, would be lost in silence. Rows with such a cell, the first `MOST`, are
understood as the reader understands them, and told: as faults, or with the word to write instead.
"""

import polars as pl

from samspel.atlas.sheets import ROW, Sheet
from samspel.tables import Column, Contract, Kind
from samspel.tables.canonical import WHITE_SPACE, canonical
from samspel.tables.cells import FIRST_YEAR, NO, YES, parse
from samspel.tables.check import SCALES, check_cells
from samspel.tables.faults import Fault, Where, faults, positions_of, without
from samspel.tables.raw import Unreadable, faults_as_unreadable, tidy
from samspel.tables.swedish import keys_of
from samspel.terms import ROLES, Problem, Severity
from samspel.terms.countries import countries

__all__ = ["MOST", "look"]

MOST = 500


def look(sheet: Sheet) -> list[Problem]:
    """What is wrong in the cells of the file, each with its row and column.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    list of Problem
        Empty when every engine understands every cell as the reader does. The file is streamed.
    """
    odd = {
        column.name: _odd(sheet.contract, column, sheet.types[column.name])
        for column in sheet.contract.columns
        if column.name in sheet.headings
    }
    rows = (
        sheet.numbered().filter(pl.any_horizontal(_outside_scale(sheet), *odd.values())).head(MOST)
    )
    try:
        with faults_as_unreadable(pl.exceptions.PolarsError, OSError, ValueError):
            found = rows.collect(engine="streaming")
    except Unreadable:
        return [Problem("cannot_be_scanned", {}, sheet.place)]
    return _told(sheet, found, odd) if found.height else []


def _told(sheet: Sheet, found: pl.DataFrame, odd: dict[str, pl.Expr]) -> list[Problem]:
    contract, own = sheet.contract, found.drop(ROW)
    texts = own.select(pl.all().cast(pl.String))
    cells = pl.DataFrame([tidy(each, escaped=True) for each in texts.get_columns()])
    parsed = parse(contract, cells, Where(sheet.place, cells, found[ROW]))
    problems = [each for each in parsed.problems if each.severity is Severity.ERROR]
    problems += check_cells(contract, parsed.frame, parsed.where)
    understood = canonical(contract, parsed.frame)
    for name, condition in odd.items():
        column = contract.column(name)
        at = without(positions_of(own, condition), parsed.where.blamed.get(name, ()))
        known = understood[name].is_in(list(column.values)) if column.values else True
        plain = (understood[name] != "") & known
        at = at.filter(plain.gather(at))
        shown = {"value": texts[name].gather(at), "instead": understood[name].gather(at)}
        problems += faults(Fault("not_as_scanned", name, of=shown), parsed.where, at)
    return problems


def _odd(contract: Contract, column: Column, stored: pl.DataType) -> pl.Expr:
    """Whether a cell is not as the engines take it, or is empty and must not be."""
    text = pl.col(column.name)
    if stored != pl.String():
        return text.is_null() & column.required
    blank = text.is_null() | (text.str.strip_chars(WHITE_SPACE) == "")
    odd = _of_kind(contract, column, text).fill_null(value=True)
    return pl.when(blank).then(statement=column.required).otherwise(odd)


def _of_kind(contract: Contract, column: Column, text: pl.Expr) -> pl.Expr:
    low = text.str.to_lowercase()
    if column.values:
        return ~low.is_in(list(column.values))
    match column.kind:
        case Kind.FLAG:
            return ~low.is_in([*YES, *NO])
        case Kind.DATE:
            day = text.str.to_date("%Y-%m-%d", strict=False)
            plain = text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
            return ~(plain & (day.dt.year() >= FIRST_YEAR))
        case Kind.NUMBER:
            return ~_number(text).is_finite()
        case Kind.COUNTRY:
            return ~text.is_in(list(countries()))
        case Kind.ROLES:
            return text.str.split("|").list.eval(_role_to_write(contract)).list.any()
        case Kind.KEY:
            return text != text.str.strip_chars(WHITE_SPACE)
        case _:
            return low.is_in(_swedish(contract, column.name))


def _number(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(",", ".", literal=True).cast(pl.Float64, strict=False)


def _role_to_write(contract: Contract) -> pl.Expr:
    """Whether a role is a known one, but not in its own spelling."""
    own = pl.element().str.strip_chars(WHITE_SPACE).str.to_lowercase()
    known = own.is_in([*ROLES, *_swedish(contract, "roles")])
    return known & ~pl.element().is_in(list(ROLES))


def _swedish(contract: Contract, column: str) -> list[str]:
    """The Swedish words of an open list, but for those that are the key itself."""
    return [word for word, key in keys_of(contract.name, column).items() if word != key]


def _outside_scale(sheet: Sheet) -> pl.Expr:
    """Whether an answer is outside what may be answered to its item."""
    if sheet.contract.name != "answers" or "value" not in sheet.headings:
        return pl.lit(value=False)
    value, item = pl.col("value"), pl.col("item")
    return pl.any_horizontal(
        item.str.contains(pattern) & ~value.is_in(list(scale)) for pattern, scale in SCALES
    )
