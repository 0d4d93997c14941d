"""Acts as lines of a list, the same wherever acts are listed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.pages.shell.dates import period_words
from samspel.pages.templatetags.wording import KINDS, named, words
from samspel.records.interplay.api import ActRow

__all__ = ["ActLine", "act_lines", "act_name"]


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act in a list."""

    title: str
    url: str
    kind: str
    when: str
    participants: int


def act_name(row: ActRow) -> str:
    """Its title; without one, what it was and who took part; without a kind, its key."""
    if row.title or not row.kind:
        return row.title or row.interplay_id
    kind = named(KINDS, row.kind)
    if not row.who:
        return kind
    # Of three the third is named; of four and more there are always several left to count.
    whole = row.participants <= len(row.who)
    names = ", ".join(row.who if whole else row.who[:2])
    text = _("%(kind)s: %(names)s") if whole else _("%(kind)s: %(names)s and %(n)s more")
    more = words().number(row.participants - 2)
    return text % {"kind": kind, "names": names, "n": more}


def act_lines(key: str, rows: Iterable[ActRow]) -> tuple[ActLine, ...]:
    """The lines of a region's acts."""
    return tuple(
        ActLine(
            act_name(row),
            reverse("act", args=[key, row.interplay_id]),
            row.kind,
            period_words(row.started_on, row.ended_on or row.started_on),
            row.participants,
        )
        for row in rows
    )
