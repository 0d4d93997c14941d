"""From the text of a cell to its value, or to the fault that says why not. Nothing is guessed.

Neighbours get `parse(contract, cells, where)`; what is scanned goes by `YES`, `NO`, `FIRST_YEAR`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from samspel.tables.contracts import Column, Contract, Kind
from samspel.tables.faults import Fault, Where, faults, positions_of
from samspel.tables.numbers import plain_number
from samspel.tables.swedish import keys_of
from samspel.terms import ROLES, Problem, Severity
from samspel.terms.countries import country_code

__all__ = ["FIRST_YEAR", "NO", "YES", "Parsed", "parse"]

YES = ("1", "1.0", "true", "yes", "y", "ja", "j", "sant", "x")
NO = ("0", "0.0", "false", "no", "n", "nej", "falskt")
_TIME = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_ISO = rf"^([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})(?:{_TIME})?$"
_COMPACT = r"^[0-9]{8}$"
_SERIAL = r"^[1-9][0-9]{4}(?:\.[0-9]+)?$"  # five digits: 1927 to 2173; a year has four
_MIXED = r"^[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}$"
_WHOLE = r"(?:[0-9]+|[0-9]{1,3}(?:[ \x{A0}\x{202F}\x{2009}][0-9]{3})+)"
_NUMBER = rf"^[+-]?{_WHOLE}(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{{1,3}})?$"
_EXCEL_DAY_0 = date(1899, 12, 30)
FIRST_YEAR = 1800


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """The frame with the contract's columns first and its types, and every fault met."""

    frame: pl.DataFrame
    where: Where
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    """One column understood: its values, and by code the positions that were not."""

    values: pl.Series
    bad: dict[str, pl.Series]


def parse(contract: Contract, cells: pl.DataFrame, where: Where) -> Parsed:
    """Gives every known column its type.

    Parameters
    ----------
    contract
        The table's contract.
    cells
        The table as tidy text without personal numbers; unknown columns stay text.
    where
        Where its rows stand.

    Returns
    -------
    Parsed
        A cell that cannot be understood is missing, and blamed in `where`.

    Notes
    -----
    Dates: `2026-09-30`, also with `/` or `.`, with a time after it, as `20260930`, or as
    a spreadsheet's day number of five digits. `3/4/2024` is ambiguous and no date. Numbers:
    decimal comma or point, spaces between thousands. Flags: 1/0, ja/nej, yes/no, true/false,
    x; blank is no.
    """
    problems: list[Problem] = []
    blamed = dict(where.blamed)
    cells = _in_keys(contract, cells)
    columns = []
    for column in contract.columns:
        cell = _understand(column, cells)
        columns.append(cell.values.alias(column.name))
        for code, at in cell.bad.items():
            problems += _told(code, where, at, cells.get_column(column.name))
            if code not in _WARNED:
                blamed[column.name] = blamed.get(column.name, frozenset()) | set(at.to_list())
    known = contract.schema
    others = [cells.get_column(name) for name in cells.columns if name not in known]
    frame = pl.DataFrame([*columns, *others])
    return Parsed(frame, replace(where, blamed=blamed), tuple(problems))


def _in_keys(contract: Contract, cells: pl.DataFrame) -> pl.DataFrame:
    """Swedish words of our lists by their keys; what else is written stays as it is."""
    columns = [column.name for column in contract.columns if column.name in cells.columns]
    told = {name: keys for name in columns if (keys := keys_of(contract.name, name))}
    return cells.with_columns(
        _each_in_keys(pl.col(name), keys)
        if contract.column(name).kind is Kind.ROLES
        else _one_in_keys(pl.col(name), keys)
        for name, keys in told.items()
    )


def _one_in_keys(text: pl.Expr, keys: Mapping[str, str]) -> pl.Expr:
    low = text.str.strip_chars().str.to_lowercase()
    return pl.coalesce(low.replace_strict(keys, default=None, return_dtype=pl.String), text)


def _each_in_keys(text: pl.Expr, keys: Mapping[str, str]) -> pl.Expr:
    return text.str.split("|").list.eval(_one_in_keys(pl.element(), keys)).list.join("|")


_WARNED = frozenset({"org_number_check_digit", "org_number_form"})


def _told(code: str, where: Where, at: pl.Series, cells: pl.Series) -> list[Problem]:
    severity = Severity.WARNING if code in _WARNED else Severity.ERROR
    shown = {"value": cells.gather(at)}
    return faults(Fault(code, cells.name, of=shown, severity=severity), where, at)


def _understand(column: Column, cells: pl.DataFrame) -> _Cell:
    if column.name not in cells.columns:
        empty = pl.repeat(None, cells.height, dtype=column.kind.dtype, eager=True)
        return _Cell(empty.fill_null(value=False) if column.kind is Kind.FLAG else empty, {})
    text = cells.get_column(column.name)
    match column.kind:
        case Kind.DATE:
            return _dates(text)
        case Kind.NUMBER:
            return _numbers(text)
        case Kind.FLAG:
            return _flags(text)
        case Kind.COUNTRY:
            return _countries(text)
        case Kind.ORG_NUMBER:
            return _org_numbers(text, cells)
        case Kind.IDENTIFIER:
            return _Cell(_identifiers(text, cells), {})
        case Kind.ROLES:
            return _Cell(_spaced_roles(text), {})
        case _:
            return _Cell(text.str.to_lowercase() if column.values else text, {})


def _asked(text: pl.Series, value: pl.Expr) -> pl.DataFrame:
    return pl.DataFrame({"text": text}).with_columns(value.alias("value"))


def _not_understood(frame: pl.DataFrame) -> pl.Series:
    return positions_of(frame, pl.col("text").is_not_null() & pl.col("value").is_null())


def _dates(text: pl.Series) -> _Cell:
    value = pl.col("text")
    year, month, day = (value.str.extract(_ISO, part).cast(pl.Int32) for part in (1, 2, 3))
    iso = pl.concat_str(
        year.cast(pl.String), pl.lit("-"), month.cast(pl.String), pl.lit("-"), day.cast(pl.String)
    ).str.to_date("%Y-%m-%d", strict=False)
    compact = pl.when(value.str.contains(_COMPACT)).then(value).str.to_date("%Y%m%d", strict=False)
    serial = value.str.extract(r"^([0-9]{5})").cast(pl.Int32, strict=False)
    counted = pl.when(value.str.contains(_SERIAL)).then(
        pl.lit(_EXCEL_DAY_0) + pl.duration(days=serial)
    )
    frame = _asked(text, pl.coalesce(iso, compact, counted.cast(pl.Date)))
    sensible = pl.col("value").dt.year().is_between(FIRST_YEAR, 9999)
    frame = frame.with_columns(pl.when(sensible).then(pl.col("value")).alias("value"))
    bad = _not_understood(frame)
    mixed = text.gather(bad).str.contains(_MIXED).fill_null(value=False)
    return _Cell(
        frame["value"], _some(ambiguous_date=bad.filter(mixed), bad_date=bad.filter(~mixed))
    )


def _numbers(text: pl.Series) -> _Cell:
    plain = pl.col("text").str.replace("^\u2212", "-")
    digits = plain.str.replace_all(r"[ \x{A0}\x{202F}\x{2009}]", "").str.replace(
        ",", ".", literal=True
    )
    number = digits.str.strip_prefix("+").cast(pl.Float64, strict=False)
    frame = _asked(text, pl.when(plain.str.contains(_NUMBER) & number.is_finite()).then(number))
    return _Cell(frame["value"], _some(bad_number=_not_understood(frame)))


def _flags(text: pl.Series) -> _Cell:
    low = pl.col("text").str.to_lowercase()
    yes, no = low.is_in(list(YES)), low.is_in(list(NO)) | low.is_null()
    frame = _asked(text, pl.when(yes).then(statement=True).when(no).then(statement=False))
    bad = _not_understood(frame)
    return _Cell(frame["value"].fill_null(value=False), _some(bad_flag=bad))


def _countries(text: pl.Series) -> _Cell:
    """Two letters of a country that there is; a name in Swedish or English is taken as well."""
    codes = {value: country_code(value) for value in text.drop_nulls().unique()}
    known = {value: code for value, code in codes.items() if code}
    found = pl.col("text").replace_strict(known, default=None, return_dtype=pl.String)
    frame = _asked(text, found)
    return _Cell(frame["value"], _some(bad_country=_not_understood(frame)))


def _spaced_roles(text: pl.Series) -> pl.Series:
    """Roles without blanks around `|`; a role we know in its own spelling, others as written."""
    role = pl.element().str.strip_chars()
    known = role.str.to_lowercase()
    each = pl.when(known.is_in(list(ROLES))).then(known).otherwise(role)
    roles = pl.col("text").str.split("|").list.eval(each.filter(role != "")).list.join("|")
    return _asked(text, pl.when(roles != "").then(roles))["value"]


def _org_numbers(text: pl.Series, cells: pl.DataFrame) -> _Cell:
    """Swedish: ten digits without hyphen; any other number is kept as it was written."""
    country = cells.get_column("country") if "country" in cells.columns else None
    value = pl.col("text").str.strip_suffix(".0")
    bare = value.str.to_uppercase().str.replace_all(r"[-\s\x{A0}\x{2010}-\x{2015}\x{2212}]", "")
    vat = bare.str.extract(r"^SE([0-9]{10})01$")
    ten = pl.coalesce(vat, bare.str.extract(r"^(?:16)?([0-9]{10})$"))
    home = pl.lit(value=True) if country is None else _swedish(_countries(country).values)
    kept = value.str.replace_all("-", "", literal=True)
    frame = _asked(text, pl.when(home & ten.is_not_null()).then(ten).otherwise(kept))
    frame = frame.with_columns(home.alias("home"), (home & ten.is_not_null()).alias("ten"))
    odd = positions_of(frame, pl.col("text").is_not_null() & pl.col("home") & ~pl.col("ten"))
    asked = positions_of(frame, pl.col("ten"))
    wrong = asked.filter(_wrong_check_digit(frame["value"].gather(asked)))
    return _Cell(frame["value"], _some(org_number_check_digit=wrong, org_number_form=odd))


def _identifiers(text: pl.Series, cells: pl.DataFrame) -> pl.Series:
    """Each number in the one spelling of its scheme."""
    schemes = cells["scheme"].to_list() if "scheme" in cells.columns else [None] * len(text)
    pairs = zip(schemes, text.to_list(), strict=True)
    plain = [plain_number((s or "").lower(), value) if value else None for s, value in pairs]
    return pl.Series(text.name, plain, dtype=pl.String)


def _swedish(country: pl.Series) -> pl.Expr:
    return (pl.lit(country) == "SE").fill_null(value=True)


def _wrong_check_digit(numbers: pl.Series) -> pl.Series:
    """Which of the ten-digit numbers have a wrong check digit.

    The sum is taken in whole columns; those that fail, a few, are asked of the library that
    keeps the rules.
    """
    from stdnum.se import orgnr

    digit = [pl.col("number").str.slice(at, 1).cast(pl.Int32) for at in range(10)]
    doubled = [digit[at] * (2 - at % 2) for at in range(10)]
    total = pl.sum_horizontal(d // 10 + d % 10 for d in doubled)
    wrong = pl.DataFrame({"number": numbers}).select(total % 10 != 0).to_series()
    asked = {number: not orgnr.is_valid(number) for number in numbers.filter(wrong).unique()}
    at_fault = [number for number, fails in asked.items() if fails]
    return numbers.is_in(at_fault)


def _some(**bad: pl.Series) -> dict[str, pl.Series]:
    return {code: at for code, at in bad.items() if len(at)}
