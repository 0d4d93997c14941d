"""When: the period, the deadlines, the series of periods and the goal year.

Neighbours get `read_period`, `read_deadlines`, `read_series` and `read_goal_year`.
"""

import re
from collections.abc import Iterator

from samspel.sources.memos.document import DECISION, Block, Document, Spot
from samspel.sources.memos.finds import Find, Finds, of_spot
from samspel.sources.memos.moments import Moment, moments
from samspel.sources.memos.money import COUNT, count_word
from samspel.sources.memos.phrasebook import phrases
from samspel.sources.memos.points import points_section
from samspel.sources.memos.tolerance import phrase_pattern
from samspel.terms import Deadline, Period, Series
from samspel.terms.memo_readings import Quote

__all__ = ["read_deadlines", "read_goal_year", "read_period", "read_series", "sentences"]

# Sections that tell of what was, of papers or of people.
NOT_AHEAD = ("background", "basis", "recipients", "votes", "presence", "adjusting")
_COUNT = rf"(?:{COUNT}|\d{{1,2}})"
_YEARS = rf"(?:{phrase_pattern('år')}|{phrase_pattern('års')})"
_PERIODS = phrase_pattern("årsperioder").removeprefix(r"(?<!\w)")
_AT_MOST = "|".join(
    phrase_pattern(word) for word in ("max", "max.", "maximalt", "högst", "längst", "som mest")
)
_TIMES = re.compile(
    rf"(?<!\w)(?P<years>{_COUNT})\s+{_YEARS}\s+(?:{phrase_pattern('gånger')}|x|×)\s+"
    rf"(?P<times>{_COUNT})(?!\w)(?:\s+{_YEARS})?|"
    rf"(?<!\w)(?P<times2>{_COUNT})\s+(?:perioder|omgångar)\s+(?:om|på|à)\s+(?P<years2>{_COUNT})\s+{_YEARS}|"
    rf"(?<!\w)(?P<times3>{_COUNT})\s+(?P<years3>tre){_PERIODS}",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"(?:{_AT_MOST})\s+(?:i\s+)?"
    rf"(?P<years>{_COUNT})\s+{_YEARS}",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?<!\w)[A-ZÅÄÖ]\w{2,30}\s$")
_BETWEEN = re.compile(
    r"\s+(?:(?:den|i|under|vid|till|med|år|ar|slutet|utgången|utgangen|av)\s+){0,3}"
)
_LONGEST_WHAT = 400


def sentences(document: Document, *, leave_out: tuple[str, ...] = ()) -> Iterator[Spot]:
    """Every sentence below the head, headings left out, but not those of some sections."""
    for block in document.blocks:
        if block.kind != "heading" and block.section and block.section not in leave_out:
            for start, end in block.sentences():
                yield Spot(block, start, end)


# ------------------------------------------------------------------------------- the period


def read_period(document: Document) -> Finds[Period]:
    """The period of the points; else the one period that the text calls the matter's own."""
    section = points_section(document)
    decided = [
        hit for b in document.under(section) for hit in _periods(b, ("period", "open_start"))
    ]
    told = [hit for s in _told(document) for hit in _periods_of(s, ("own_period",))]
    found = _one_period(document, decided or told)
    if decided and found.items and _contradicts(found, told):
        return Finds(found.items, sure=False, quotes=_quotes(document, told))
    return found


def _told(document: Document) -> Iterator[Spot]:
    return sentences(document, leave_out=(*NOT_AHEAD, *DECISION))


def _contradicts(found: Finds[Period], told: list[tuple[Spot, Period | None]]) -> bool:
    return any(period != found.items[0].value for _, period in told)


def _quotes(document: Document, hits: list[tuple[Spot, Period | None]]) -> tuple[Quote, ...]:
    return tuple(quote for spot, _ in hits for quote in document.quotes(spot))


def _one_period(document: Document, hits: list[tuple[Spot, Period | None]]) -> Finds[Period]:
    periods = {period for _, period in hits}
    if len(periods) != 1 or None in periods:
        return Finds((), sure=not hits, quotes=_quotes(document, hits))
    spot, period = hits[0]
    assert period is not None  # noqa: S101 - None was sorted out above
    return Finds((of_spot(document, spot, period),))


def _periods(block: Block, cues: tuple[str, ...]) -> Iterator[tuple[Spot, Period | None]]:
    for start, end in block.sentences():
        yield from _periods_of(Spot(block, start, end), cues)


def _periods_of(said: Spot, cues: tuple[str, ...]) -> Iterator[tuple[Spot, Period | None]]:
    """The ranges, and the open ends, of a sentence that speaks of a period."""
    words = said.block.flow[said.start : said.end]
    if not any(phrases("time", cue).within(words) for cue in cues):
        return
    unclear = phrases("time", "period_doubt").within(words)
    for moment in moments(said.block.flow, said.start, said.end):
        spot = Spot(said.block, moment.start, moment.end)
        if _is_deadline(said, moment):
            continue
        if _is_whole(said, moment):
            doubtful = moment.doubtful or unclear or not _is_called(said, moment)
            yield spot, None if doubtful else Period(moment.first, moment.last)
        elif (side := _open_side(said, moment)) is not None:
            yield spot, None if unclear else _half_open(moment, side)


def _is_whole(said: Spot, moment: Moment) -> bool:
    """Whether the moment is a period from day to day, or years or months that are called one."""
    if moment.is_range and not moment.year_only:
        return True
    if moment.is_day or not moment.first:
        return False
    if moment.is_range:
        return _is_led(said, moment) or not _is_named(said.block.flow, moment)
    return any(_led_by(said, moment, name) for name in ("period_called", "period_perhaps"))


def _is_called(said: Spot, moment: Moment) -> bool:
    """Whether the words before leave no doubt that it is the period."""
    return _is_led(said, moment) if moment.is_range else _led_by(said, moment, "period_called")


def _is_led(said: Spot, moment: Moment) -> bool:
    """Whether the words before say that it is a period; days from and until need none."""
    return (moment.is_range and not moment.year_only) or _led_by(said, moment, "period_lead")


def _led_by(said: Spot, moment: Moment, name: str) -> bool:
    """Whether one of those phrases stands right before the moment."""
    lead = said.block.flow[max(said.start, moment.start - 24) : moment.start]
    hits = phrases("time", name).all(lead)
    return bool(hits) and not lead[hits[-1].end() :].strip()


def _open_side(said: Spot, moment: Moment) -> str | None:
    lead = said.block.flow[max(said.start, moment.start - 24) : moment.start]
    for side in ("open_start", "open_end"):
        hits = phrases("time", side).all(lead)
        if hits and not lead[hits[-1].end() :].strip().removeprefix("den").strip():
            return side
    return None


def _half_open(moment: Moment, side: str) -> Period | None:
    if moment.doubtful:
        return None
    return Period(moment.first, None) if side == "open_start" else Period(None, moment.last)


# ---------------------------------------------------------------------------- the deadlines


def _is_deadline(said: Spot, moment: Moment) -> bool:
    """Whether "senast" or the like stands right before the day, and not for "most recently"."""
    lead = said.block.flow[max(said.start, moment.start - 30) : moment.start]
    hits = phrases("time", "last_day").all(lead)
    return bool(hits) and _BETWEEN.fullmatch(lead, hits[-1].end()) is not None


def read_deadlines(document: Document) -> Finds[Deadline]:
    """Every day or period by or in which something is to be done, with its sentence."""
    period = read_period(document)
    taken = {(quote.start, quote.end) for quote in period.all_quotes}
    items: list[Find[Deadline]] = []
    doubts: list[Quote] = []
    for said in sentences(document, leave_out=NOT_AHEAD):
        for moment in moments(said.block.flow, said.start, said.end):
            quotes = document.quotes(Spot(said.block, moment.start, moment.end))
            if any((q.start, q.end) in taken for q in quotes) or not _to_be_done(said, moment):
                continue
            items.append(of_spot(document, said, _deadline(said, moment)))
            doubts.extend(quotes if moment.doubtful else ())
    unique = {find.value: find for find in reversed(items)}
    ordered = tuple(find for find in items if unique[find.value] is find)
    return Finds(ordered, sure=not doubts)


def _deadline(said: Spot, moment: Moment) -> Deadline:
    what = said.words[:_LONGEST_WHAT]
    if moment.doubtful:
        return Deadline(what)
    if moment.is_day:
        return Deadline(what, on=moment.first)
    return Deadline(what, period=Period(moment.first, moment.last))


def _to_be_done(said: Spot, moment: Moment) -> bool:
    flow = said.block.flow
    words = flow[said.start : said.end]
    if moment.year_only and phrases("time", "goal").within(words):
        return False
    if _is_deadline(said, moment):
        return True
    lead = flow[max(said.start, moment.start - 40) : moment.start]
    if phrases("time", "start").within(lead[-28:]) or _named_year(flow, moment):
        return False
    if phrases("time", "done").within(lead):
        return False
    return phrases("time", "duty").within(words) and phrases("time", "deed").within(words)


def _named_year(flow: str, moment: Moment) -> bool:
    """Whether the year belongs to a name: Agenda 2030."""
    return moment.year_only and _is_named(flow, moment)


def _is_named(flow: str, moment: Moment) -> bool:
    before = flow[max(0, moment.start - 34) : moment.start].rstrip("( ")
    last = before.rpartition(" ")[2]
    if not last or last.casefold() in _OPENERS:
        return False
    return bool(_TITLED.search(before + " ")) or phrases("time", "naming").whole(last)


_OPENERS = {"år", "ar", "under", "senast", "till", "från", "fran", "hela"}


# --------------------------------------------------------------- three times three, the goal


def read_series(document: Document) -> Finds[Series]:
    """Years a period, how many periods, and the most in all (R70); what is not said is None."""
    found: list[Find[Series]] = []
    for said in sentences(document, leave_out=NOT_AHEAD):
        words = said.block.flow[said.start : said.end]
        times = _TIMES.search(words)
        most = _MOST.search(words)
        if times is None and most is None:
            continue
        if times is None and not phrases("money", "grant").within(words):
            continue
        hits = [hit for hit in (times, most) if hit]
        start, end = min(h.start() for h in hits), max(h.end() for h in hits)
        spot = Spot(said.block, said.start + start, said.start + end)
        found.append(of_spot(document, spot, _series(times, most)))
    if len({find.value for find in found}) > 1:
        return Finds((), sure=False, quotes=tuple(q for f in found for q in f.quotes))
    return Finds(tuple(found[:1]))


def _series(times: re.Match[str] | None, most: re.Match[str] | None) -> Series:
    def count(*names: str) -> int | None:
        said = next((times[n] for n in names if times and times[n]), None)
        return count_word(said) if said else None

    longest = count_word(most["years"]) if most else None
    return Series(count("years", "years2", "years3"), count("times", "times2", "times3"), longest)


def read_goal_year(document: Document) -> Finds[int]:
    """The one year that a sentence about a goal names; not a deadline, not part of a name."""
    found: list[Find[int]] = []
    doubts: list[Quote] = []
    for said in sentences(document, leave_out=("basis", "recipients", "votes", "presence")):
        words = said.block.flow[said.start : said.end]
        if not phrases("time", "goal").within(words) or phrases("time", "followed").within(words):
            continue
        for moment in moments(said.block.flow, said.start, said.end):
            year = moment.first.year if moment.first and moment.year_only else None
            if not year or moment.is_range or _named_year(said.block.flow, moment):
                continue
            if _led_by(said, moment, "goal_lead"):
                found.append(of_spot(document, said, year))
            else:
                doubts.extend(document.quotes(said))
    if len({find.value for find in found}) > 1:
        return Finds((), sure=False, quotes=tuple(q for f in found for q in f.quotes))
    return Finds(tuple(found[:1]), sure=bool(found) or not doubts, quotes=tuple(doubts))
