"""Draft matters as rows and back: the fields a person keeps, and where their words stand.

The subject's own; its face is `api`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from samspel.records.programmes.models import DraftMatter
from samspel.terms import Deadline, Money, Period, Quote, ReadAmount

__all__ = [
    "DraftContent",
    "DraftDetail",
    "DraftRow",
    "Named",
    "Source",
    "as_json",
    "detail_of",
    "row_of",
]


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What a draft matter holds: all of it may be corrected."""

    dnr: str = ""
    title: str = ""
    dated_on: date | None = None
    points: tuple[str, ...] = ()
    period: Period | None = None
    amounts: tuple[ReadAmount, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    parent_dnr: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The document's text and what was read in it: words, doubts, and what is decided."""

    text: str
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    in_points: tuple[str, ...] = ()
    text_only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft matter in a list. `state` is `read` (nobody has confirmed it), `kept` or `aside`."""

    id: int
    dnr: str
    title: str
    state: str
    document: int
    document_name: str
    changed_at: datetime
    by: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """A matter that words may speak of."""

    dnr: str
    title: str


@dataclass(frozen=True, slots=True)
class DraftDetail:
    """One draft matter. `changes` counts how often it was kept."""

    row: DraftRow
    content: DraftContent
    source: Source
    changes: int


def as_json(content: DraftContent) -> dict[str, object]:
    """The fields as they are stored: whole öre, ISO dates."""
    return {
        "dated_on": _iso(content.dated_on),
        "points": list(content.points),
        "period": _period_json(content.period),
        "amounts": [
            {"ore": each.amount.ore if each.amount else None, "per": each.per}
            for each in content.amounts
        ],
        "deadlines": [
            {"what": each.what, "on": _iso(each.on), "period": _period_json(each.period)}
            for each in content.deadlines
        ],
        "parent_dnr": content.parent_dnr,
    }


def source_json(source: Source) -> dict[str, object]:
    """Where the words stand; the words themselves are in the text."""
    return {
        "quotes": {name: [[q.start, q.end] for q in each] for name, each in source.quotes.items()},
        "unsure": list(source.unsure),
        "in_points": list(source.in_points),
        "text_only": list(source.text_only),
    }


def row_of(draft: DraftMatter) -> DraftRow:
    """The row as the face shows it."""
    return DraftRow(
        draft.pk,
        draft.dnr,
        draft.title,
        draft.state,
        draft.document_id,
        draft.document.name,
        draft.changed_at,
        draft.by,
    )


def detail_of(draft: DraftMatter) -> DraftDetail:
    """The draft with its fields and its document's text."""
    return DraftDetail(row_of(draft), _content(draft), _source(draft), draft.changes)


def _content(draft: DraftMatter) -> DraftContent:
    kept = draft.fields
    return DraftContent(
        dnr=draft.dnr,
        title=draft.title,
        dated_on=_day(kept["dated_on"]),
        points=tuple(kept["points"]),
        period=_period(kept["period"]),
        amounts=tuple(
            ReadAmount(None if each["ore"] is None else Money(each["ore"]), each["per"])
            for each in kept["amounts"]
        ),
        deadlines=tuple(
            Deadline(each["what"], _day(each["on"]), _period(each["period"]))
            for each in kept["deadlines"]
        ),
        parent_dnr=kept["parent_dnr"],
    )


def _source(draft: DraftMatter) -> Source:
    read = draft.reading
    return Source(
        text=draft.text,
        quotes={
            name: tuple(Quote(start, end, draft.text[start:end]) for start, end in places)
            for name, places in read["quotes"].items()
        },
        unsure=tuple(read["unsure"]),
        in_points=tuple(read["in_points"]),
        text_only=tuple(read["text_only"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period_json(period: Period | None) -> list[str | None] | None:
    return [_iso(period.first), _iso(period.last)] if period else None


def _period(ends: list[str | None] | None) -> Period | None:
    return Period(_day(ends[0]), _day(ends[1])) if ends else None
