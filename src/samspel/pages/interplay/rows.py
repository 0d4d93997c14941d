"""Acts as lines of a list, the same wherever acts are listed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from samspel.pages.shell.dates import period_words
from samspel.records.interplay.api import ActRow

__all__ = ["ActLine", "act_lines"]


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in a list."""

    title: str
    url: str
    kind: str
    when: str
    participants: int


def act_lines(key: str, rows: Iterable[ActRow]) -> tuple[ActLine, ...]:
    """The lines of a region's acts."""
    return tuple(
        ActLine(
            row.title or row.interplay_id,
            reverse("act", args=[key, row.interplay_id]),
            row.kind,
            period_words(row.started_on, row.ended_on or row.started_on),
            row.participants,
        )
        for row in rows
    )
