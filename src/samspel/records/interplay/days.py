"""Days as people write them: `today`, `i går`, `måndag`, `12/10`, `12 okt`, `-3`, `2026-10-12`.

Neighbours get `read_day`, which knows no clock, and `month_of`. A day without its year is the
latest such day that is not after today: acts lie behind us.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from samspel.terms.time import FIRST_DAY, LAST_DAY

__all__ = ["month_of", "months_between", "next_month", "read_day"]

_AGO: Mapping[str, int] = {
    "": 0,
    "i": 0,
    "t": 0,
    "idag": 0,
    "i dag": 0,
    "today": 0,
    "g": 1,
    "y": 1,
    "igår": 1,
    "i går": 1,
    "yesterday": 1,
    "förrgår": 2,
    "i förrgår": 2,
}
_WEEKDAYS = (
    ("måndag", "mån", "monday", "mon"),
    ("tisdag", "tis", "tuesday", "tue"),
    ("onsdag", "ons", "wednesday", "wed"),
    ("torsdag", "tors", "tor", "thursday", "thu"),
    ("fredag", "fre", "friday", "fri"),
    ("lördag", "lör", "saturday", "sat"),
    ("söndag", "sön", "sunday", "sun"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec")
_MONTH = re.compile(
    r"jan\w*|feb\w*|mars?|march|apr\w*|maj|may|june?|juni|july?|juli|aug\w*|sept?\w*"
    r"|okt\w*|oct\w*|nov\w*|dec\w*"
)
_WHOLE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SHORT = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})(?:[\s/.]+(\d{4}))?")
_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})[.:ea]*\s+([a-z]+)\.?(?:\s+(\d{4}))?")
_BACK = re.compile(r"-(\d{1,3})")


def read_day(text: str, today: date) -> date | None:
    """The day that the text names, or None when it names none. An empty text is today."""
    said = " ".join(text.casefold().split())
    if said in _AGO:
        return today - timedelta(days=_AGO[said])
    if back := _BACK.fullmatch(said):
        return today - timedelta(days=int(back[1]))
    for number, names in enumerate(_WEEKDAYS):
        if said.removeprefix("i ").removesuffix("s") in names or said in names:
            return today - timedelta(days=(today.weekday() - number) % 7)
    if whole := _WHOLE.fullmatch(said):
        return _made(int(whole[1]), int(whole[2]), int(whole[3]))
    if short := _SHORT.fullmatch(said):
        return _dated(int(short[1]), int(short[2]), short[3], today)
    if (words := _WORDS.fullmatch(said)) and _MONTH.fullmatch(words[2]):
        return _dated(int(words[1]), _month(words[2]), words[3], today)
    return None


def _month(word: str) -> int:
    if word.startswith(("maj", "may")):
        return 5
    return next(n for n, start in enumerate(_MONTHS, 1) if n != 5 and word.startswith(start))


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _made(int(year), month, day)
    # Eight years back there is always a 29 February.
    years = range(today.year, today.year - 9, -1)
    found = (_made(one, month, day) for one in years)
    return next((one for one in found if one and one <= today), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if FIRST_DAY <= made <= LAST_DAY else None


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_of(month.replace(day=28) + timedelta(days=4))


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from the month of `first` to that of `last`, both in."""
    months = []
    month = month_of(first)
    while month <= last:
        months.append(month)
        month = next_month(month)
    return tuple(months)
