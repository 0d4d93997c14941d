"""Letters: written in the transaction of what they tell of, sent after it by the worker.

A letter's key makes it one letter however often it is written. Sending claims it first, so
two senders never send one twice; a claim older than ten minutes is taken over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q

from samspel.records.audit.api import without_words
from samspel.records.messages.models import Letter
from samspel.terms import Viewer

__all__ = [
    "LetterRow",
    "claim_letters",
    "erase_person",
    "extract_person",
    "mark_sent",
    "write_letter",
]

_MOST_ATTEMPTS = 5
_CLAIM_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter to send now: to whom, which template, and what fills it."""

    id: int
    region: int
    contact: int
    template: str
    values: Mapping[str, str]


def write_letter(  # noqa: PLR0913 - by name
    template: str, *, to: int, key: str, by: Viewer, values: Mapping[str, str] | None = None
) -> None:
    """Put a letter in the outbox; nothing when one of that key is there."""
    Letter.objects.get_or_create(
        key=key,
        defaults={
            "region_id": by.region,
            "contact_id": to,
            "template": template,
            "values": dict(values or {}),
            "written_at": datetime.now(UTC),
        },
    )


def claim_letters(most: int = 20) -> tuple[LetterRow, ...]:
    """Take up to that many unsent letters to send now."""
    now = datetime.now(UTC)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - _CLAIM_LASTS)
    unsent = Letter.objects.filter(free, sent_at=None, attempts__lt=_MOST_ATTEMPTS)
    return tuple(
        LetterRow(row.pk, row.region_id, row.contact_id, row.template, row.values)
        for row in unsent.order_by("id")[:most]
        if unsent.filter(pk=row.pk).update(claimed_at=now, attempts=F("attempts") + 1)
    )


def mark_sent(letter_id: int) -> None:
    """It is sent; its values are no longer needed."""
    Letter.objects.filter(pk=letter_id).update(sent_at=datetime.now(UTC), values={})


def extract_person(contact: int, *, by: Viewer) -> tuple[Mapping[str, str], ...]:
    """The log of letters to somebody: which, written and sent when. What filled them is emptied
    when they are sent."""
    rows = Letter.objects.filter(region_id=by.region, contact_id=contact).order_by("-id")
    return tuple(
        {
            "letter": row.template,
            "written": row.written_at.isoformat(),
            "sent": row.sent_at.isoformat() if row.sent_at else "",
        }
        for row in rows
    )


def erase_person(contact: int, words: tuple[str, ...], *, by: Viewer) -> int:
    """Delete the log of letters to somebody, sent or not, and take the words out of letters to
    others that are not yet sent; how many are deleted."""
    for row in Letter.objects.filter(region_id=by.region, sent_at=None).exclude(values={}):
        clean = without_words(row.values, words)
        if clean != row.values:
            Letter.objects.filter(pk=row.pk).update(values=clean)
    return Letter.objects.filter(region_id=by.region, contact_id=contact).delete()[0]
