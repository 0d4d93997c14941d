"""Personal identity numbers go no further than this module.

An organisation number whose third digit is 0 or 1 is a person's: the actor is a sole trader
(*enskild firma*). Neighbours get `scrub(contract, cells, …)`, which runs before anything else
looks at a cell, so that no later message, file or log can hold the number; and `clean_text`
for a file's or a column's name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from samspel.tables.contracts import Contract, Kind

__all__ = ["REMOVED", "Scrubbed", "clean_text", "is_personal", "luhn", "scrub"]

REMOVED = "***"  # read again, it still says that a number stood there

# Two digits of a year, a month, a day; a coordination number has 60 added to the day.
_BIRTH = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_DASH = "[-+\u2010-\u2015\u2212]"
_ANY = re.compile(
    rf"(?<![0-9])(?P<century>16|18|19|20)?(?P<birth>{_BIRTH})(?P<dash>\s?{_DASH}?\s?)"
    r"(?P<last>[0-9]{4})(?P<vat>01)?(?![0-9])"
)
_MAYBE = rf"{_BIRTH}\s?{_DASH}?\s?[0-9]{{4}}"  # what Polars looks for first, in whole columns
_ACTOR_IDS = frozenset(
    {
        "actor_id",
        "near_actor_id",
        "far_actor_id",
        "respondent_id",
        "about",
        "from_actor",
        "to_actor",
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Scrubbed:
    """Cells without personal numbers, and by column the positions where one was taken away.

    `ids` are cells that were identifiers: they are emptied and must be an error, since rows
    that refer to them no longer can. `sole_traders` are positions in `actors`.
    """

    cells: pl.DataFrame
    removed: dict[str, list[int]]
    ids: dict[str, list[int]]
    sole_traders: list[int]


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (organisation and person alike)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + at % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def is_personal(number: str, *, foreign: bool = False) -> bool:
    """Whether what stands in an organisation number's place is a person's number.

    Swedish, or of unknown country: the third of the ten digits is 0 or 1, whatever stands
    between the digits, with or without century, as a VAT number, or with the leading zeros a
    spreadsheet took away. Foreign: only what is whole as a Swedish personal number.

    >>> is_personal("850101-1234"), is_personal("198501011234"), is_personal("556036-0793")
    (True, True, False)
    """
    if clean_text(number) != number or number.strip() == REMOVED:
        return True
    if foreign:
        return False
    return _third_is_low(number)


def clean_text(text: str, *, sure: bool = False) -> str:
    """The text with `***` for each personal number in it.

    A number written with its dash, its century or as VAT is always taken; ten bare digits only
    with a right check digit. `sure` asks for the check digit always.
    """

    def swap(match: re.Match[str]) -> str:
        bare = not (match["century"] or match["dash"].strip() or match["vat"])
        right = luhn(match["birth"] + match["last"])
        return match[0] if (bare or sure) and not right else REMOVED

    return _ANY.sub(swap, text)


def scrub(contract: Contract, cells: pl.DataFrame) -> Scrubbed:
    """Takes every personal number out of a table of text.

    Parameters
    ----------
    contract
        The table's contract; columns outside it are free text.
    cells
        The table as text, headings already by the contract's names.
    """
    kinds = {column.name: column.kind for column in contract.columns}
    found = Scrubbed(cells, {}, {}, [])
    for name in cells.columns:
        kind = kinds.get(name, Kind.TEXT)
        if kind is Kind.ORG_NUMBER:
            found = _scrub_org_numbers(found, name)
        elif kind is Kind.IDENTIFIER:
            found = _scrub_identifiers(found, name)
        elif kind is Kind.KEY:
            found = _scrub_ids(found, name)
        else:
            found = _scrub_column(found, name, _cleaner(kind))
    if contract.name == "actors":
        found.sole_traders.extend(found.removed.get("name", ()))
    return found


def _cleaner(kind: Kind) -> Callable[[str], str]:
    # A number's decimals may look like a birth date; there only the whole cell counts.
    if kind is not Kind.NUMBER:
        return clean_text
    return lambda text: REMOVED if _whole_cell(text) else text


def _whole_cell(text: str) -> bool:
    match = _ANY.fullmatch(text.removesuffix(".0"))
    return match is not None and bool(match["century"] or match["dash"].strip())


def _scrub_column(found: Scrubbed, name: str, clean: Callable[[str], str]) -> Scrubbed:
    swaps = _swaps(found.cells.get_column(name), clean)
    if not swaps:
        return found
    found.removed[name] = _positions(found.cells, name, swaps)
    return _swapped(found, name, swaps)


def _scrub_ids(found: Scrubbed, name: str) -> Scrubbed:
    if name in _ACTOR_IDS:
        swaps = _swaps(found.cells.get_column(name), lambda text: _ANY.sub(REMOVED, text))
    else:
        swaps = _swaps(found.cells.get_column(name), lambda text: clean_text(text, sure=True))
    # Our own mark in a file that was cleaned before it was kept: the id is still no id.
    gone = {**swaps, REMOVED: REMOVED}
    at = _positions(found.cells, name, gone)
    if not at:
        return found
    found.ids[name] = at
    return _swapped(found, name, dict.fromkeys(gone))


def _scrub_org_numbers(found: Scrubbed, name: str) -> Scrubbed:
    pairs = _numbers_to_ask(found.cells, name)
    persons = [is_personal(number, foreign=abroad) for _, number, abroad in pairs.iter_rows()]
    at = pairs.filter(pl.Series(persons, dtype=pl.Boolean))["at"].to_list()
    if not at:
        return found
    found.sole_traders.extend(at)
    found.removed[name] = at
    kept = ~pl.int_range(pl.len()).is_in(at)
    cells = found.cells.with_columns(pl.when(kept).then(pl.col(name)).alias(name))
    return Scrubbed(cells, found.removed, found.ids, found.sole_traders)


def _scrub_identifiers(found: Scrubbed, name: str) -> Scrubbed:
    """A sole trader's number is a person's, also as VAT: the cell is emptied."""
    if "scheme" not in found.cells.columns:
        return _scrub_column(found, name, clean_text)
    schemes = found.cells["scheme"].str.strip_chars().str.to_lowercase().to_list()
    pairs = zip(schemes, found.cells[name].to_list(), strict=True)
    at = [n for n, (scheme, value) in enumerate(pairs) if value and _is_of_a_person(scheme, value)]
    if not at:
        return found
    found.removed[name] = at
    kept = ~pl.int_range(pl.len()).is_in(at)
    cells = found.cells.with_columns(pl.when(kept).then(pl.col(name)).alias(name))
    return Scrubbed(cells, found.removed, found.ids, found.sole_traders)


def _is_of_a_person(scheme: str | None, value: str) -> bool:
    abroad = scheme in ("lei", "ror", "foreign") or (
        scheme == "vat" and not value.strip().upper().startswith("SE")
    )
    return is_personal(value, foreign=abroad)


def _numbers_to_ask(cells: pl.DataFrame, name: str) -> pl.DataFrame:
    # Ten digits of which the third is 2-9 cannot be a person: the many are asked in one go.
    country = pl.col("country") if "country" in cells.columns else pl.lit(None, pl.String)
    code = country.str.strip_chars().str.to_uppercase()
    digits = pl.col(name).str.replace_all("[^0-9]", "")
    plain = (digits.str.len_bytes() == 10) & digits.str.slice(2, 1).is_in(list("23456789"))
    return (
        cells.with_row_index("at")
        .filter(pl.col(name).is_not_null() & ~plain)
        .select(
            "at",
            pl.col(name).alias("number"),
            (code.str.contains("^[A-Z]{2}$") & (code != "SE"))
            .fill_null(value=False)
            .alias("abroad"),
        )
    )


def _third_is_low(number: str) -> bool:
    digits = re.sub("[^0-9]", "", number.removesuffix(".0"))
    if len(digits) == 12:
        return _twelve_are_personal(number, digits)
    if len(digits) == 10:
        return digits[2] in "01"
    # A spreadsheet took the leading zeros of one born in the first years of a century.
    whole = digits.zfill(10)
    short = 7 <= len(digits) < 10
    return short and re.fullmatch(_BIRTH + "[0-9]{4}", whole) is not None and luhn(whole)


def _twelve_are_personal(number: str, digits: str) -> bool:
    if number.strip().upper().startswith("SE"):
        return digits[2] in "01"
    if digits.startswith("16"):
        return digits[4] in "01"
    return digits[:2] in {"18", "19", "20"}


def _swaps(series: pl.Series, clean: Callable[[str], str]) -> dict[str, str]:
    """Each value that holds a personal number, with what is left of it."""
    maybe = series.filter(series.str.contains(_MAYBE)).unique().drop_nulls().to_list()
    cleaned = ((text, clean(text)) for text in maybe)
    return {text: rest for text, rest in cleaned if rest != text}


def _positions(cells: pl.DataFrame, name: str, swaps: Mapping[str, object]) -> list[int]:
    return cells.select(pl.col(name).is_in(list(swaps)).arg_true()).to_series().to_list()


def _swapped(found: Scrubbed, name: str, swaps: Mapping[str, str | None]) -> Scrubbed:
    old, new = list(swaps), list(swaps.values())
    value = pl.col(name).replace_strict(
        old, pl.Series(new, dtype=pl.String), default=pl.col(name), return_dtype=pl.String
    )
    return Scrubbed(found.cells.with_columns(value), found.removed, found.ids, found.sole_traders)
