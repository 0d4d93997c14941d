"""Days and periods as Swedish offices write them.

Neighbours get `moments(text)`: every day and period in a text, in order, with its place. A day
that could be two days, lacks its year or does not exist is `doubtful`, and has no dates.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from samspel.sources.memos.phrasebook import seasons
from samspel.sources.memos.tolerance import phrase_pattern

__all__ = ["Moment", "moments"]

_MONTHS = (
    "januari|jan",
    "februari|febr|feb",
    "mars|mar",
    "april|apr",
    "maj",
    "juni|jun",
    "juli|jul",
    "augusti|aug",
    "september|sept|sep",
    "oktober|okt",
    "november|nov",
    "december|dec",
)
_MONTH = "|".join(f"(?:{names})\\.?(?!\\w)" for names in _MONTHS)
_DASH = "[-–—‐‑]"
_YEAR = r"(?:19|20)\d\d"
_ORDER = ("första", "andra", "tredje", "fjärde", "sista")
_ORDINAL = "|".join(phrase_pattern(word) for word in _ORDER)
_SEASON = "|".join(phrase_pattern(word) for word in seasons())
# Words for a time that has no sure first and last day.
_VAGUE = "|".join(
    phrase_pattern(word)
    for word in (
        "vintern", "årsskiftet", "halvårsskiftet", "början av", "mitten av", "slutet av", "tidigt",
        "sent", "kring", "inledningen av",
    )
)  # fmt: skip
_HALF = phrase_pattern("halvåret")
_YEAR_END = phrase_pattern("utgången av")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day (`first` is `last`) or a period, and where its words stand.

    `day_month` is a day whose year is said later; `doubtful` has no dates one can trust.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    is_day: bool = False
    doubtful: bool = False
    day_month: tuple[int, int] | None = None
    is_range: bool = False
    year_only: bool = False


_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", rf"(?<![\w/-])(?P<iso>{_YEAR}{_DASH}\d\d?{_DASH}\d\d?|{_YEAR}\.\d\d\.\d\d)(?![\w/])"),
    (
        "faulty",
        r"(?<![\w-])(?P<faulty>(?=[\dOoIl|-]{10}(?!\w))[12IlO|][\dOoIl|]{3}-[\dOoIl|]{2}-[\dOoIl|]{2})",
    ),
    (
        "dayrange",
        rf"(?<![\d.,/-])(?P<dayrange>(?P<dr1>\d\d?)\s?{_DASH}\s?(?P<dr2>\d\d?)\s+(?P<drm>{_MONTH})"
        rf"(?:\s+(?P<dry>{_YEAR})(?!\d))?)",
    ),
    (
        "words",
        rf"(?<![\d.,/-])(?P<words>(?P<d>\d\d?)(?::?e)?\s+(?:dagen\s+i\s+)?(?P<m>{_MONTH})"
        rf"(?:,?\s+(?:år\s+)?(?P<y>{_YEAR})(?!\d))?)",
    ),
    (
        "slash",
        rf"(?<![\w/.,-])(?P<slash>(?P<s1>\d\d?)\s?[/.]\s?(?P<s2>\d\d?)(?:\s?[-/.]\s?|\s+)"
        rf"(?P<sy>{_YEAR}|\d\d(?=\W|$)))(?![\w/])",
    ),
    ("years", rf"(?<![\w/.-])(?P<years>(?P<y1>{_YEAR})\s?{_DASH}\s?(?P<y2>{_YEAR}))(?![\w/-])"),
    ("yearmonth", rf"(?<![\w/.-])(?P<yearmonth>{_YEAR}{_DASH}\d\d)(?![\w/-])"),
    (
        "quarter",
        rf"(?<!\w)(?P<quarter>(?:(?:kvartal|kvart\.|kv\.?)\s?(?P<q1>[1-4])|Q(?P<q2>[1-4])"
        rf"|(?P<qo>{_ORDINAL})\s+kvartalet),?\s+(?:år\s+|under\s+)?(?P<qy>{_YEAR})(?!\d))",
    ),
    (
        "half",
        rf"(?<!\w)(?P<half>(?P<ho>{_ORDINAL})\s+{_HALF}\s+"
        rf"(?:år\s+)?(?P<hy>{_YEAR})(?!\d))",
    ),
    ("season", rf"(?<!\w)(?P<season>(?P<sn>{_SEASON})\s+(?:år\s+)?(?P<sny>{_YEAR})(?![\d/]))"),
    (
        "vague",
        rf"(?<!\w)(?P<vague>(?:{_VAGUE}|{_SEASON})\s+(?:(?:{_SEASON}|{_MONTH}|år)\s+)?"
        rf"{_YEAR}(?:[/–-]\d\d(?:\d\d)?)?(?!\d))",
    ),
    ("monthyear", rf"(?<!\w)(?P<monthyear>(?P<my>{_MONTH})\s+(?:år\s+)?(?P<myy>{_YEAR})(?!\d))"),
    (
        "yearend",
        rf"(?<!\w)(?P<yearend>{_YEAR_END}\s+(?:år\s+)?(?P<yey>{_YEAR})(?!\d))",
    ),
    (
        "month",
        rf"(?<!\w)(?P<month>(?P<mm>{_MONTH}))(?=\s?{_DASH}\s?(?:\d\d?\s+)?(?:{_MONTH}))",
    ),
    (
        "year",
        rf"(?<![\w/.,:-])(?P<year>{_YEAR})(?![\w/:]|{_DASH}\d|[.,]\d|\s?(?:kr|kronor|tkr|mkr|mnkr|msek|%|procent|st)(?!\w)"
        rf"|\s\d\d\d(?!\d))",
    ),
)
_ANY = re.compile("|".join(pattern for _, pattern in _FORMS), re.IGNORECASE)
_TO = re.compile(
    rf"\s*(?:{_DASH}|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|fram\s+till|--)\s*(?:och\s+med\s+)?(?:den\s+)?(?:år\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+och\s+(?:den\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)mellan\s+(?:den\s+)?$", re.IGNORECASE)


def moments(text: str, start: int = 0, end: int | None = None) -> list[Moment]:
    """Every day and period of the text, in order; two that are joined by "till" are one.

    >>> [(m.first.isoformat(), m.last.isoformat()) for m in moments("1 mars–31 december 2026")]
    [('2026-03-01', '2026-12-31')]
    """
    stop = len(text) if end is None else end
    single = [_read(found) for found in _ANY.finditer(text, start, stop)]
    return [m for m in _ranges(single, text) if m.first or m.last or m.doubtful]


def _read(found: re.Match[str]) -> Moment:
    form = found.lastgroup or ""
    form = form if form in _READERS else next(name for name, _ in _FORMS if found[name])
    place = Moment(found.start(form), found.end(form))
    try:
        return _READERS[form](found, place)
    except ValueError:
        return replace(place, doubtful=True)


def _day(place: Moment, day: date) -> Moment:
    return replace(place, first=day, last=day, is_day=True)


def _months(place: Moment, year: int, first: int, last: int) -> Moment:
    return replace(
        place, first=date(year, first, 1), last=date(year, last, monthrange(year, last)[1])
    )


def _iso(found: re.Match[str], place: Moment) -> Moment:
    year, month, day = (int(part) for part in re.split(r"\D", found["iso"]))
    return _day(place, date(year, month, day))


def _doubt(_found: re.Match[str], place: Moment) -> Moment:
    return replace(place, doubtful=True)


def _month_number(name: str) -> int:
    bare = name.casefold().rstrip(".")
    return next(i for i, names in enumerate(_MONTHS, start=1) if bare in names.split("|"))


def _words(found: re.Match[str], place: Moment) -> Moment:
    month, day = _month_number(found["m"]), int(found["d"])
    if found["y"] is None:
        date(2024, month, day)  # a day that no year has is in doubt
        return replace(place, day_month=(month, day), doubtful=True)
    return _day(place, date(int(found["y"]), month, day))


def _day_range(found: re.Match[str], place: Moment) -> Moment:
    if found["dry"] is None:
        return replace(place, doubtful=True, is_range=True)
    year, month = int(found["dry"]), _month_number(found["drm"])
    first, last = date(year, month, int(found["dr1"])), date(year, month, int(found["dr2"]))
    return _ordered(replace(place, first=first, last=last, is_range=True))


def _slash(found: re.Match[str], place: Moment) -> Moment:
    one, two, year = int(found["s1"]), int(found["s2"]), int(found["sy"])
    if year < 100 or (one <= 12 and two <= 12 and one != two):
        return replace(place, doubtful=True)  # day and month, or month and day?
    return _day(
        place, date(year, min(one, two) if one > 12 else two, max(one, two) if one > 12 else one)
    )


def _years(found: re.Match[str], place: Moment) -> Moment:
    first, last = int(found["y1"]), int(found["y2"])
    whole = replace(place, first=date(first, 1, 1), last=date(last, 12, 31), is_range=True)
    return replace(_ordered(whole), year_only=True)


def _year_month(found: re.Match[str], place: Moment) -> Moment:
    year, month = (int(part) for part in re.split(r"\D", found["yearmonth"]))
    if year % 100 < month <= 12 and month - year % 100 <= 10:
        return replace(place, doubtful=True)  # 2011-12: a month, or two years?
    return _months(place, year, month, month)


def _quarter(found: re.Match[str], place: Moment) -> Moment:
    number = found["q1"] or found["q2"]
    quarter = int(number) if number else min(_ordinal(found["qo"]), 4)
    return _months(place, int(found["qy"]), quarter * 3 - 2, quarter * 3)


def _half(found: re.Match[str], place: Moment) -> Moment:
    half = _ordinal(found["ho"])
    if half > 2:
        raise ValueError("a year has two halves")
    return _months(place, int(found["hy"]), half * 6 - 5, half * 6)


def _ordinal(word: str) -> int:
    return next(
        i
        for i, known in enumerate(_ORDER, start=1)
        if re.fullmatch(phrase_pattern(known), word, re.IGNORECASE)
    )


def _season(found: re.Match[str], place: Moment) -> Moment:
    first, last = next(
        months
        for name, months in seasons().items()
        if re.fullmatch(phrase_pattern(name), found["sn"], re.IGNORECASE)
    )
    return _months(place, int(found["sny"]), first, last)


def _month_year(found: re.Match[str], place: Moment) -> Moment:
    month = _month_number(found["my"])
    return _months(place, int(found["myy"]), month, month)


def _year_end(found: re.Match[str], place: Moment) -> Moment:
    return _day(place, date(int(found["yey"]), 12, 31))


def _month(found: re.Match[str], place: Moment) -> Moment:
    return replace(place, day_month=(_month_number(found["mm"]), 0), doubtful=True)


def _year(found: re.Match[str], place: Moment) -> Moment:
    return replace(_months(place, int(found["year"]), 1, 12), year_only=True)


_READERS: dict[str, Callable[[re.Match[str], Moment], Moment]] = {
    "iso": _iso,
    "faulty": _doubt,
    "dayrange": _day_range,
    "words": _words,
    "slash": _slash,
    "years": _years,
    "yearmonth": _year_month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "vague": _doubt,
    "monthyear": _month_year,
    "yearend": _year_end,
    "month": _month,
    "year": _year,
}


def _ordered(moment: Moment) -> Moment:
    if moment.first and moment.last and moment.last < moment.first:
        return replace(moment, first=None, last=None, doubtful=True)
    return moment


def _ranges(single: list[Moment], text: str) -> list[Moment]:
    joined: list[Moment] = []
    for moment in single:
        if joined and not joined[-1].is_range and _goes_on(joined[-1], moment, text):
            joined[-1] = _range(joined[-1], moment)
        else:
            joined.append(moment)
    return joined


def _goes_on(before: Moment, after: Moment, text: str) -> bool:
    if after.is_range or after.start - before.end > 40:
        return False
    between = text[before.end : after.start]
    if _TO.fullmatch(between):
        return True
    lead = text[max(0, before.start - 16) : before.start]
    return bool(_AND.fullmatch(between) and _BETWEEN.search(lead))


def _range(before: Moment, after: Moment) -> Moment:
    whole = Moment(before.start, after.end, is_range=True)
    last = after.last
    if last is None or (after.doubtful and not after.last):
        return replace(whole, doubtful=True)
    first = before.first
    if before.day_month:
        month, day = before.day_month
        if month > last.month:
            return replace(whole, doubtful=True)  # the year before, or a slip?
        first = date(last.year, month, day or 1)
    if first is None:
        return replace(whole, doubtful=True)
    return replace(_ordered(replace(whole, first=first, last=last)), year_only=before.year_only)
