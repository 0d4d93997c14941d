"""The financing table: who pays how much, and the total.

Neighbours get `read_table`. A table is lines of a name and an amount; the
unit may stand in its heading. A number without any unit is no amount that can be trusted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samspel.sources.memos.document import Document, Line
from samspel.sources.memos.finds import Find, Finds
from samspel.sources.memos.money import NUMBER, find_unit, kronor_of
from samspel.sources.memos.phrasebook import phrases
from samspel.terms import Money, ReadFinancing
from samspel.terms.memo_readings import Quote

__all__ = ["Table", "read_table"]

_NUMBER = re.compile(rf"(?<![\w.,/-])(?:{NUMBER})", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"\s{0,3}(?P<unit>[^\W\d]+(?:\s[^\W\d]+)?|:-)?[.\s]*", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_MOST = 10**11  # kronor: beyond it two columns were read as one number
_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Table:
    """What the table says: its lines, its total, and whether each was understood."""

    lines: Finds[ReadFinancing]
    total: Finds[Money]


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    numbers: tuple[str, ...]
    unit: int | None
    quotes: tuple[Quote, ...]


def read_table(document: Document) -> Table:
    """The lines of the financing section that end in an amount; the one named total apart.

    Odd case: lines that do not add up to the total leave the total unsure, as it stands.
    """
    rows = list(_rows(document))
    unit = _unit(document, rows)
    has_total = any(map(_is_total, rows))
    rows = [row for row in rows if row.unit or unit or has_total or _is_money(row)]
    lines = [_line(row, row.unit or unit) for row in rows if not _is_total(row)]
    totals = [row for row in rows if _is_total(row)]
    finds = Finds(tuple(lines), sure=all(line.value.amount for line in lines))
    return Table(finds, _total(totals, unit, [line.value.amount for line in lines]))


def _is_money(row: _Row) -> bool:
    return any(re.search(r"\d\s\d{3}$", number) for number in row.numbers)


def _total(rows: list[_Row], unit: int | None, parts: list[Money | None]) -> Finds[Money]:
    amounts = [_amount(row, row.unit or unit) for row in rows]
    quotes = tuple(quote for row in rows for quote in row.quotes)
    if len(set(amounts)) != 1 or amounts[0] is None:
        return Finds((), sure=not rows, quotes=quotes)
    added = Money(sum(part.ore for part in parts if part))
    agrees = not parts or (None not in parts and added == amounts[0])
    return Finds((Find(amounts[0], rows[0].quotes),), sure=agrees)


def _line(row: _Row, unit: int | None) -> Find[ReadFinancing]:
    return Find(ReadFinancing(row.name, _amount(row, unit)), row.quotes)


def _amount(row: _Row, unit: int | None) -> Money | None:
    if unit is None:
        return None
    found = [kronor_of(number, unit) for number in row.numbers]
    amounts = [amount for amount in found if amount is not None]
    if len(amounts) != len(found) or not amounts or any(a.ore >= _MOST * 100 for a in amounts):
        return None
    if len(amounts) == 1:
        return amounts[0]
    # Several columns: the last is the sum of the years before it, or none can be told.
    return amounts[-1] if Money(sum(a.ore for a in amounts[:-1])) == amounts[-1] else None


def _is_total(row: _Row) -> bool:
    return phrases("money", "total").whole(row.name.strip(" :.,"))


def _unit(document: Document, rows: list[_Row]) -> int | None:
    """The table's unit: of its heading, or the only one its lines name."""
    units = {row.unit for row in rows if row.unit}
    headings = [document.said(line) for line in _lines(document) if _is_heading(document, line)]
    units |= {unit for said in headings for unit in [find_unit(said)] if unit}
    return units.pop() if len(units) == 1 else None


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if block.section == "financing":
            yield from block.lines


def _is_heading(document: Document, line: Line) -> bool:
    said = document.said(line)
    return phrases("money", "head").opening(said) is not None and not _NUMBER.search(
        re.sub(r"(?:19|20)\d\d", "", said)
    )


def _rows(document: Document) -> Iterator[_Row]:
    waiting: Line | None = None
    for line in _lines(document):
        said = document.said(line)
        if _is_heading(document, line):
            waiting = None
            continue
        found = _columns(said)
        if found is None:
            waiting = line if _may_be_name(said) else None
        elif _LETTERS.search(said[: found[0]]) and _is_prose(said, said[: found[0]]):
            waiting = None
        elif _LETTERS.search(said[: found[0]]):
            yield _row(document, [line], said[: found[0]], found)
            waiting = None
        elif waiting is not None:
            yield _row(document, [waiting, line], document.said(waiting), found)
            waiting = None


def _is_prose(said: str, name: str) -> bool:
    """Whether the line is part of a sentence: it ends as one, or its name cannot end there."""
    return said.rstrip().endswith(".") or name.rsplit(maxsplit=1)[-1].lower() in _NO_NAMES_END


# A financier's name does not end with one of these: the amount is a sentence's.
_NO_NAMES_END = frozenset(
    (
        "med",
        "på",
        "om",
        "till",
        "är",
        "av",
        "cirka",
        "ca",
        "högst",
        "för",
        "och",
        "att",
        "i",
        "med:",
    )
)
_Columns = tuple[int, tuple[str, ...], int | None]


def _row(document: Document, lines: list[Line], name: str, found: _Columns) -> _Row:
    bare = " ".join(name.split()).strip(" :.…\t")
    return _Row(bare.strip("|"), found[1], found[2], document.quote_lines(lines))


def _columns(said: str) -> _Columns | None:
    """Where the numbers at the end of a line begin, the numbers, and their unit."""
    found = [(m.start(), m.end()) for m in _NUMBER.finditer(said)]
    numbers: list[str] = []
    units: set[int] = set()
    start = end = len(said)
    for first, last in reversed(found):
        tail = said[last:end]
        after = _UNIT_AFTER.fullmatch(tail)
        unit = find_unit(tail) if after and after["unit"] else None
        if after is None or (after["unit"] and unit is None):
            break
        if _is_year(said[first:last], unit) and (numbers or len(found) == 1):
            break
        numbers.insert(0, said[first:last])
        units |= {unit} if unit else set()
        start = end = first
    if not numbers or len(said[:start]) > _LONGEST_NAME or len(units) > 1:
        return None
    return start, tuple(numbers), units.pop() if units else None


def _is_year(number: str, unit: int | None) -> bool:
    return unit is None and bool(re.fullmatch(r"(?:19|20)\d\d", number))


def _may_be_name(said: str) -> bool:
    return len(said) <= _LONGEST_NAME and bool(_LETTERS.search(said)) and said[-1] not in ".;,"
