"""The public JSON of a memo as it was read: one shape, version 1, for every kind of file.

Neighbours get `render_reading_json` and `reading_schema`; the shape is described by
`reading.schema.json` beside this file.
"""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from samspel.terms import Deadline, MemoReading, Minutes, Money, Period, Quote, Series

__all__ = ["READING_VERSION", "reading_schema", "render_reading_json"]

READING_VERSION = 1


def render_reading_json(reading: MemoReading) -> str:
    """A reading as the public JSON (issue 4): UTF-8 text, indent 2, ending in one newline.

    Null stands where the memo does not say, and where what it says could mean two things: then
    the field's name stands in `unsure` and its words in `read_from`. Days are ISO dates, amounts
    whole kronor or with öre as decimals.
    """
    document = {
        "schema": READING_VERSION,
        "dnr": reading.dnr,
        "title": reading.title,
        "points": list(reading.points),
        "amounts": [{"kronor": _kronor(each.amount), "per": each.per} for each in reading.amounts],
        "period": _period(reading.period),
        "deadlines": [_deadline(each) for each in reading.deadlines],
        "financing": [
            {"financier": each.financier, "kronor": _kronor(each.amount)}
            for each in reading.financing
        ],
        "total": _kronor(reading.total),
        "series": _series(reading.series),
        "goal_year": reading.goal_year,
        "gaps": list(reading.gaps),
        "gap_wordings": dict(reading.gap_wordings),
        "tasks": list(reading.tasks),
        "recipients": list(reading.recipients),
        "parent": reading.parent,
        "in_points": list(reading.in_points),
        "text_only": list(reading.text_only),
        "read_from": _words(reading.read_from),
        "unsure": list(reading.unsure),
        "date": reading.dated_on.isoformat() if reading.dated_on else None,
        "minutes": _minutes(reading.minutes),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def reading_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_reading_json` gives."""
    text = (files("samspel.reports") / "reading.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _kronor(amount: Money | None) -> int | float | None:
    if amount is None:
        return None
    kronor, ore = divmod(amount.ore, 100)
    return float(amount.in_kronor) if ore else kronor


def _period(period: Period | None) -> dict[str, str | None] | None:
    if period is None:
        return None
    return {
        "from": period.first.isoformat() if period.first else None,
        "until": period.last.isoformat() if period.last else None,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    if deadline.period is not None:
        return {"what": deadline.what, "period": _period(deadline.period)}
    return {"what": deadline.what, "date": deadline.on.isoformat() if deadline.on else None}


def _series(series: Series | None) -> dict[str, int | None] | None:
    if series is None:
        return None
    return {"years": series.years, "times": series.times, "max_years": series.max_years}


def _minutes(minutes: Minutes | None) -> dict[str, Any] | None:
    if minutes is None:
        return None
    return {
        "paragraph": minutes.paragraph,
        "adjusted": minutes.adjusted_on.isoformat() if minutes.adjusted_on else None,
        "adjusted_at_once": minutes.at_once,
        "outcomes": list(minutes.outcomes),
    }


def _words(read_from: Mapping[str, Sequence[Quote]]) -> dict[str, list[str]]:
    return {name: [quote.words for quote in quotes] for name, quotes in read_from.items()}
