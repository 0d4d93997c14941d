"""A memo as it was read, for a person: each field, its value, whether it is decided, its words.

Neighbours get `reading_rows`, which the page and the command line share, `render_reading_table`,
`field_name` and `outcome_name`.
"""

from collections.abc import Iterator, Mapping
from textwrap import shorten
from types import MappingProxyType
from typing import NamedTuple

from samspel.reports.phrases import gap_name
from samspel.reports.words import N_, Words, for_language
from samspel.terms import (
    MEMO_FIELDS,
    MEMO_RULES,
    Deadline,
    MemoReading,
    Minutes,
    Money,
    Period,
    Quote,
    ReadAmount,
    Series,
)

__all__ = ["ReadingRow", "field_name", "outcome_name", "reading_rows", "render_reading_table"]

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "dnr": N_("Diary number"),
        "title": N_("Title"),
        "points": N_("Decision points"),
        "amounts": N_("Amounts"),
        "period": N_("Period"),
        "deadlines": N_("Deadlines"),
        "financing": N_("Financing"),
        "total": N_("Total"),
        "series": N_("Series of periods"),
        "goal_year": N_("Goal year"),
        "gaps": N_("Gaps"),
        "gap_wordings": N_("Wording of the gaps"),
        "tasks": N_("Tasks"),
        "recipients": N_("Extract of the minutes goes to"),
        "parent": N_("Rests on"),
        "date": N_("Date"),
        "minutes": N_("Minutes"),
        "stop_rule": N_("Stop rule"),
        "external_evaluation": N_("External evaluation"),
        "follow_up": N_("Follow-up"),
    }
)
_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "approved": N_("approved"),
        "amended": N_("approved with changes"),
        "rejected": N_("rejected"),
        "referred_back": N_("referred back"),
        "postponed": N_("postponed"),
    }
)
_PER: Mapping[str, str] = MappingProxyType(
    {
        "year": N_("%(amount)s a year"),
        "quarter": N_("%(amount)s a quarter"),
        "month": N_("%(amount)s a month"),
        "all": N_("%(amount)s in all"),
    }
)
_WIDTH = 100


class ReadingRow(NamedTuple):
    """One field: its key and name, its values, where it stands (`points`, `text`, `both` or
    nothing), whether it is unsure, and its words."""

    key: str
    name: str
    values: tuple[str, ...]
    stands: str
    unsure: bool
    quotes: tuple[Quote, ...]


def field_name(key: str, language: str) -> str:
    """What a field or a rule is called."""
    return for_language(language).gettext(_FIELDS[key])


def outcome_name(outcome: str | None, language: str) -> str:
    """What became of a point, in a word or two."""
    say = for_language(language)
    return say.gettext(_OUTCOMES[outcome]) if outcome else say.gettext("not understood")


def reading_rows(reading: MemoReading, language: str) -> tuple[ReadingRow, ...]:
    """Every field in the order of the JSON, also those without a value; then the rules found."""
    say = for_language(language)
    keys = (*MEMO_FIELDS, *(rule for rule in MEMO_RULES if rule in reading.read_from))
    return tuple(
        ReadingRow(
            key,
            say.gettext(_FIELDS[key]),
            tuple(_values(reading, key, say)),
            _stands(reading, key),
            key in reading.unsure,
            tuple(reading.read_from.get(key, ())),
        )
        for key in keys
        if key != "minutes" or reading.minutes is not None
    )


def render_reading_table(reading: MemoReading, language: str) -> str:
    """The rows as text for a terminal; a field's words stand below it, shortened."""
    say = for_language(language)
    lines = [line for row in reading_rows(reading, language) for line in _lines(row, say)]
    return "\n".join(lines) + "\n"


def _lines(row: ReadingRow, say: Words) -> Iterator[str]:
    notes = [_NOTES[row.stands]] if row.stands else []
    notes += [N_("unsure: look at the words")] if row.unsure else []
    note = ", ".join(say.gettext(each) for each in notes)
    yield row.name + (f" ({note})" if note else "")
    for value in row.values or ((say.gettext("the memo does not say"),) if not row.quotes else ()):
        yield f"  {value}"
    shown = {_bare(value) for value in row.values}
    for quote in row.quotes:
        words = " ".join(quote.words.split())
        if _bare(words) not in shown:
            short = shorten(words, _WIDTH, placeholder=" …")
            yield "    " + say.gettext("“%(word)s”") % {"word": short}


def _bare(words: str) -> str:
    """The words without what parts them, so that a broken line says nothing new."""
    return "".join(sign for sign in words if sign.isalnum())


_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "points": N_("in a decision point"),
        "text": N_("only in the text"),
        "both": N_("partly in a decision point"),
    }
)


def _stands(reading: MemoReading, key: str) -> str:
    decided = any(name.partition(".")[0] == key for name in reading.in_points)
    told = any(name.partition(".")[0] == key for name in reading.text_only)
    if decided and told:
        return "both"
    return "points" if decided else "text" if told else ""


def _values(reading: MemoReading, key: str, say: Words) -> Iterator[str]:
    if key in MEMO_RULES:
        return
    value = getattr(reading, "dated_on" if key == "date" else key)
    if key == "gap_wordings":
        yield from (f"{gap_name(gap, say.language)}: {text}" for gap, text in value.items())
    elif key == "gaps":
        yield from (gap_name(gap, say.language) for gap in value)
    elif isinstance(value, tuple):
        yield from (_said(each, say) for each in value)
    elif isinstance(value, Minutes):
        yield from _minutes(value, say)
    elif value is not None:
        yield _said(value, say)


def _said(value: object, say: Words) -> str:
    if isinstance(value, Money):
        return say.kronor(value)
    if isinstance(value, ReadAmount):
        amount = _amount(value.amount, say)
        return say.gettext(_PER[value.per]) % {"amount": amount} if value.per else amount
    if isinstance(value, Period):
        return _period(value, say)
    if isinstance(value, Deadline):
        return f"{_when(value, say)}: {value.what}"
    if isinstance(value, Series):
        return _series(value, say)
    financier = getattr(value, "financier", None)
    if financier is not None:
        return f"{financier}: {_amount(getattr(value, 'amount', None), say)}"
    return str(value)


def _amount(amount: Money | None, say: Words) -> str:
    return say.kronor(amount) if amount is not None else say.gettext("amount unsure")


def _period(period: Period, say: Words) -> str:
    first = say.date(period.first) if period.first else "…"
    last = say.date(period.last) if period.last else "…"
    return say.gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def _when(deadline: Deadline, say: Words) -> str:
    if deadline.period is not None:
        return _period(deadline.period, say)
    return say.date(deadline.on) if deadline.on else say.gettext("date unsure")


def _series(series: Series, say: Words) -> str:
    said = {"years": series.years, "times": series.times, "most": series.max_years}
    shown = {name: "…" if count is None else say.number(count) for name, count in said.items()}
    return say.gettext("%(times)s periods of %(years)s years, at most %(most)s years") % shown


def _minutes(minutes: Minutes, say: Words) -> Iterator[str]:
    if minutes.paragraph:
        yield f"§ {minutes.paragraph}"
    if minutes.adjusted_on:
        yield say.gettext("adjusted %(day)s") % {"day": say.date(minutes.adjusted_on)}
    if minutes.at_once:
        yield say.gettext("adjusted at once")
    for number, outcome in enumerate(minutes.outcomes, start=1):
        yield f"{say.number(number)}. {outcome_name(outcome, say.language)}"
