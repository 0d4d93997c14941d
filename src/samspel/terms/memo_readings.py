"""What was read out of a decision memo: each field with the words it was read from.

A field is None where the memo does not say. A value that could mean two things is None too, and
its field stands in `unsure`; the words are kept, so that a person can decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samspel.terms.money import Money
from samspel.terms.time import Period

__all__ = [
    "MEMO_FIELDS",
    "MEMO_RULES",
    "OUTCOMES",
    "Deadline",
    "MemoReading",
    "Minutes",
    "Quote",
    "ReadAmount",
    "ReadFinancing",
    "Series",
]

# The fields in the order of the public JSON.
MEMO_FIELDS = (
    "dnr",
    "title",
    "points",
    "amounts",
    "period",
    "deadlines",
    "financing",
    "total",
    "series",
    "goal_year",
    "gaps",
    "gap_wordings",
    "tasks",
    "recipients",
    "parent",
    "date",
    "minutes",
)

# Rules that have no value of their own: the memo has them or not, in a point or in the text.
MEMO_RULES = ("stop_rule", "external_evaluation", "follow_up")

# What became of a point (R6).
OUTCOMES = ("approved", "amended", "rejected", "referred_back", "postponed")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words exactly as they stand in the document's text, from `start` up to `end`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount and what it is for each of: `year`, `quarter`, `month`, `all` or None."""

    amount: Money | None
    per: str | None


@dataclass(frozen=True, slots=True)
class ReadFinancing:
    """One line of the financing table; the amount is None when it could mean two things."""

    financier: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is to be done, in the memo's words, by a day or in a period; None is unsure."""

    what: str
    on: date | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Three years times three, nine at most (R70); None for what is not said."""

    years: int | None
    times: int | None
    max_years: int | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What an extract of minutes adds: the paragraph, when it was adjusted, and each outcome.

    `outcomes` has one of `OUTCOMES` or None for each point, in the points' order.
    """

    paragraph: str | None
    adjusted_on: date | None
    at_once: bool
    outcomes: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class MemoReading:
    """A memo as it was read. `text` is the document's text that every quote points into.

    `in_points` and `text_only` hold names of fields, of rules, and of single items
    (`deadlines.2`) where a list has some of each.
    """

    text: str
    dnr: str | None = None
    title: str | None = None
    points: tuple[str, ...] = ()
    amounts: tuple[ReadAmount, ...] = ()
    period: Period | None = None
    deadlines: tuple[Deadline, ...] = ()
    financing: tuple[ReadFinancing, ...] = ()
    total: Money | None = None
    series: Series | None = None
    goal_year: int | None = None
    gaps: tuple[str, ...] = ()
    gap_wordings: Mapping[str, str] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parent: str | None = None
    dated_on: date | None = None
    minutes: Minutes | None = None
    in_points: tuple[str, ...] = ()
    text_only: tuple[str, ...] = ()
    read_from: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
