"""Amounts as Swedish offices write them, and what each is for.

Neighbours get `sums(text)`: every amount of money in a text, in order. One that could be two
amounts (2.500 kr), is rough (cirka) or misread (2 O00) is there without its kronor.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from samspel.sources.memos.phrasebook import phrases
from samspel.sources.memos.tolerance import phrase_pattern
from samspel.terms import Money

__all__ = ["COUNT", "NUMBER", "Sum", "count_word", "find_unit", "kronor_of", "sums"]

_COUNTS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
}  # fmt: skip
COUNT = "|".join(phrase_pattern(word) for word in _COUNTS)
_SPACE = "[ \u00a0\u2009\u202f]"
_DIGIT = "[0-9OoIl|]"
NUMBER = (
    rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}(?!\d)(?:[,.]\d{{1,2}}(?!\d))?"
    rf"|\d{{1,3}}(?:[.,]\d{{3}}){{1,4}}(?!\d)|\d{{1,12}}(?:[,.]\d{{1,4}})?(?!\d))"
)
_FAULTY = rf"(?=[0-9OoIl| ]{{0,12}}[OoIl|])\d{_DIGIT}{{0,2}}(?:{_SPACE}{_DIGIT}{{3}}){{1,4}}(?!\w)"
_UNITS = {
    "kronor": 1, "krona": 1, "kr": 1, "sek": 1, ":-": 1, "kkr": 1000, "tkr": 1000, "tsek": 1000,
    "tusen kronor": 1000, "tusen kr": 1000, "mkr": 10**6, "mnkr": 10**6, "msek": 10**6,
    "miljoner kronor": 10**6, "miljon kronor": 10**6, "miljoner kr": 10**6, "miljon kr": 10**6,
    "milj kr": 10**6, "milj. kr": 10**6, "miljoner sek": 10**6, "milj kronor": 10**6,
    "mdkr": 10**9, "miljarder kronor": 10**9, "miljard kronor": 10**9,
}  # fmt: skip
_UNIT = "|".join(
    re.escape(unit).replace(r"\ ", r"\s+") for unit in sorted(_UNITS, key=len, reverse=True)
)
_SUM = re.compile(
    rf"(?<![\w.,/-])(?P<from>{NUMBER}\s?[-–]\s?)?"
    rf"(?:(?P<number>{NUMBER})|(?P<faulty>{_FAULTY})|(?P<word>{COUNT}))"
    rf"{_SPACE}?\s?(?P<unit>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_BARE_UNIT = re.compile(rf"(?<!\w)(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
_AFTER, _BEFORE = 45, 30
_PERS = ("year", "quarter", "month", "all")


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount where it stands: `amount` is None when it is in doubt; `per` what it is for."""

    start: int
    end: int
    amount: Money | None
    per: str | None


def sums(text: str, start: int = 0, end: int | None = None) -> list[Sum]:
    """Every amount with a unit, with the words beside it that say what each is for.

    >>> [(int(s.amount.in_kronor), s.per) for s in sums("2,5 mnkr årligen, totalt 7 500 tkr")]
    [(2500000, 'year'), (7500000, 'all')]
    """
    stop = len(text) if end is None else end
    found = [m for m in _SUM.finditer(text, start, stop) if m["unit"] != ":-" or m["number"]]
    sure = []
    for i, match in enumerate(found):
        before = found[i - 1].end() if i else start
        after = found[i + 1].start() if i + 1 < len(found) else stop
        sure.append(_sum(match, text, before, after))
    return sure


def _sum(match: re.Match[str], text: str, before: int, after: int) -> Sum:
    lead = text[max(before, match.start() - _BEFORE) : match.start()]
    tail = text[match.end() : min(after, match.end() + _AFTER)]
    amount = None if match["from"] or match["faulty"] else _amount(match)
    if _rough(lead):
        amount = None
    return Sum(match.start(), match.end(), amount, _per(lead, tail))


def _rough(lead: str) -> bool:
    return phrases("money", "doubt").within(lead[-14:])


def _amount(match: re.Match[str]) -> Money | None:
    factor = _unit_of(match["unit"])
    if match["word"]:
        return Money.kronor((count_word(match["word"]) or 0) * factor)
    return kronor_of(match["number"], factor)


def _unit_of(unit: str) -> int:
    return _UNITS[" ".join(unit.casefold().split())]


def find_unit(text: str) -> int | None:
    """The unit named in a heading such as `Belopp (tkr)`; None without one, or with two."""
    units = {_unit_of(found["unit"]) for found in _BARE_UNIT.finditer(text)}
    return units.pop() if len(units) == 1 else None


def kronor_of(number: str, factor: int) -> Money | None:
    """The number times the unit; None when the number could be two numbers.

    >>> kronor_of("2.500", 1), kronor_of("2.500.000", 1).in_kronor, kronor_of("2,5", 1000).in_kronor
    (None, Decimal('2500000'), Decimal('2500'))
    """
    bare = re.sub(_SPACE, "", number)
    marks = re.findall(r"[.,]", bare)
    decimals = re.search(r"[.,](\d+)$", bare)
    if len(marks) > 1:
        if len(set(marks)) > 1:
            return None
        bare = re.sub(r"[.,]", "", bare)
    elif decimals and len(decimals[1]) >= 3:
        return None  # 2.500: two and a half, or two thousand five hundred?
    try:
        return Money.kronor(Decimal(bare.replace(",", ".")) * factor)
    except (ValueError, ArithmeticError):
        return None


def _per(lead: str, tail: str) -> str | None:
    tail = re.split(r"[.;!?](?:\s|$)", tail, maxsplit=1)[0]
    lead = re.split(r"[.;:!?](?:\s|$)", lead)[-1]
    for name in _PERS[:3]:
        if phrases("money", name).within(tail):
            return name
    said = [(m.start(), n) for n in _PERS for m in phrases("money", n).all(lead)]
    if said:
        return max(said)[1]  # of several, the one that stands nearest
    return "all" if phrases("money", "all").within(tail) else None


def count_word(word: str) -> int | None:
    """A small count in words or digits.

    >>> count_word("nio"), count_word("12"), count_word("många")
    (9, 12, None)
    """
    bare = word.strip().casefold()
    if bare.isascii() and bare.isdigit():
        return int(bare) if len(bare) <= 3 else None
    for known, count in _COUNTS.items():
        if re.fullmatch(phrase_pattern(known), bare, re.IGNORECASE):
            return count
    return None
