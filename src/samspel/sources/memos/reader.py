"""A memo's text read whole: every field with the words it was read from.

Neighbours get `read_text`.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from samspel.sources.memos.amounts import read_amounts
from samspel.sources.memos.document import Document, lay_out
from samspel.sources.memos.financing import read_table
from samspel.sources.memos.finds import Finds
from samspel.sources.memos.gap_words import read_gaps, read_wordings
from samspel.sources.memos.head import (
    is_minutes,
    read_adjusted,
    read_date,
    read_dnr,
    read_paragraph,
    read_title,
)
from samspel.sources.memos.listed import read_recipients, read_tasks
from samspel.sources.memos.phrasebook import phrases
from samspel.sources.memos.points import read_outcomes, read_points
from samspel.sources.memos.rules import read_parent, read_rules
from samspel.sources.memos.times import (
    read_deadlines,
    read_goal_year,
    read_period,
    read_series,
)
from samspel.terms import MEMO_FIELDS, MEMO_RULES, MemoReading, Minutes

__all__ = ["read_text"]

# The frame of the document: that they stand outside a point says nothing of what is decided.
_FRAME = ("dnr", "title", "points", "recipients", "date", "minutes")


def read_text(text: str) -> MemoReading:
    """Read a memo or an extract of minutes from its text.

    Parameters
    ----------
    text
        The document as text; `\\f` parts pages where that is known. Letters are composed (NFC)
        and line ends made the same first: `MemoReading.text` is that text.

    Returns
    -------
    MemoReading
        None or nothing where the memo does not say. Never raises on any text.

    Notes
    -----
    Issue 4 (R1-R19, R70, R79-R84). Odd case: an empty text gives a reading with nothing in it
    but `points` unsure.
    """
    composed = unicodedata.normalize("NFC", text)
    document = lay_out(composed.replace("\r\n", "\n").replace("\r", "\n"))
    found = _fields(document)
    minutes = _minutes(document, found)
    rules = read_rules(document)
    every = {**found, **rules}
    in_points, text_only = _standing(document, every)
    return MemoReading(
        text=document.text,
        **_values(found),
        minutes=minutes,
        in_points=in_points,
        text_only=text_only,
        read_from={name: every[name].all_quotes for name in _named(every)},
        unsure=tuple(name for name in MEMO_FIELDS if name in found and not found[name].sure),
    )


def _fields(document: Document) -> dict[str, Finds[Any]]:
    dnr = read_dnr(document)
    table = read_table(document)
    return {
        "dnr": dnr,
        "title": read_title(document),
        "points": read_points(document),
        "amounts": read_amounts(document),
        "period": read_period(document),
        "deadlines": read_deadlines(document),
        "financing": table.lines,
        "total": table.total,
        "series": read_series(document),
        "goal_year": read_goal_year(document),
        "gaps": read_gaps(document),
        "gap_wordings": read_wordings(document),
        "tasks": read_tasks(document),
        "recipients": read_recipients(document),
        "parent": read_parent(document, dnr.values[0] if dnr.items else None),
        "date": read_date(document),
    }


def _minutes(document: Document, found: dict[str, Finds[Any]]) -> Minutes | None:
    """What minutes add; their words and doubts are put among the fields."""
    if not is_minutes(document):
        return None
    paragraph, adjusted = read_paragraph(document), read_adjusted(document)
    outcomes, understood = read_outcomes(document, found["points"])
    at_once = [phrases("words", "adjusted_at_once").within(b.flow) for b in document.blocks]
    found["minutes"] = Finds(
        (*paragraph.items, *adjusted.items),
        sure=paragraph.sure and adjusted.sure and understood,
        quotes=(*paragraph.quotes, *adjusted.quotes),
    )
    return Minutes(_first(paragraph), _first(adjusted), any(at_once), outcomes)


def _first(found: Finds[Any]) -> Any:
    return found.values[0] if found.items else None


def _values(found: Mapping[str, Finds[Any]]) -> dict[str, Any]:
    single = ("dnr", "title", "period", "total", "series", "goal_year", "parent")
    values: dict[str, Any] = {name: _first(found[name]) for name in single}
    values["dated_on"] = _first(found["date"])
    several = ("points", "amounts", "deadlines", "financing", "gaps", "tasks", "recipients")
    values |= {name: found[name].values for name in several}
    return values | {"gap_wordings": dict(found["gap_wordings"].values)}


def _named(every: Mapping[str, Finds[Any]]) -> list[str]:
    return [n for n in (*MEMO_FIELDS, *MEMO_RULES) if n in every and every[n].all_quotes]


def _standing(
    document: Document, every: Mapping[str, Finds[Any]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which fields stand in a point and which in the text only; of a mixed list, which items."""
    decided: list[str] = []
    told: list[str] = []
    for name in _named(every):
        if name not in _FRAME:
            stands = [item.in_point for item in every[name].items]
            stands = stands or [any(map(document.decides, every[name].quotes))]
            _stand(name, stands, (decided, told))
    return tuple(decided), tuple(told)


def _stand(name: str, stands: list[bool], into: tuple[list[str], list[str]]) -> None:
    if all(stands):
        into[0].append(name)
    elif not any(stands):
        into[1].append(name)
    else:
        _each(name, stands, into)


def _each(name: str, stands: Iterable[bool], into: tuple[list[str], list[str]]) -> None:
    for number, decided in enumerate(stands, start=1):
        into[0 if decided else 1].append(f"{name}.{number}")
