"""Open words of respondents, and what is kept of one person: read out, and really deleted.

Its neighbours use it by `samspel.records.surveys.api`.
"""

import hashlib
from collections.abc import Mapping

from samspel.records.surveys import models
from samspel.records.surveys.faces import Extract
from samspel.terms import Viewer

__all__ = ["erase_person", "extract_person", "get_lines", "keep_line", "list_lines"]


def keep_line(invitation: int, item: str, text: str, *, by: Viewer) -> None:
    """Keep the respondent's words for an item in place of earlier ones; none when empty."""
    mine = models.Line.objects.filter(
        invitation_id=invitation, invitation__asking__region_id=by.region, item=item
    )
    if not text:
        mine.delete()
    elif not mine.update(text=text):
        models.Line.objects.create(invitation_id=invitation, item=item, text=text)


def get_lines(invitation: int, *, by: Viewer) -> Mapping[str, str]:
    """A respondent's own words by item."""
    mine = models.Line.objects.filter(
        invitation_id=invitation, invitation__asking__region_id=by.region
    )
    return dict(mine.values_list("item", "text"))


def list_lines(asking: int, *, by: Viewer) -> tuple[tuple[str, str], ...]:
    """Item and words of all respondents, without saying whose, in an order that tells nothing."""
    rows = models.Line.objects.filter(
        invitation__asking_id=asking, invitation__asking__region_id=by.region
    )
    pairs = rows.order_by().values_list("item", "text")
    return tuple(sorted(pairs, key=lambda pair: hashlib.sha256(pair[1].encode()).digest()))


def extract_person(contact: int, *, by: Viewer) -> Extract:
    """What surveys keep of one person. A link's secret is not known here either."""
    mine = models.Invitation.objects.select_related("asking").filter(
        contact_id=contact, asking__region_id=by.region
    )
    lines = models.Line.objects.filter(invitation__in=mine).order_by("id")
    speaks = models.Speaker.objects.filter(contact_id=contact, region_id=by.region)
    return {
        "speaks_for": tuple(
            {"actor": one.actor_id, "since": one.added_at.isoformat()} for one in speaks
        ),
        "asked": tuple(_asked(one) for one in mine.order_by("id")),
        "wrote": tuple({"item": line.item, "text": line.text} for line in lines),
    }


def _asked(row: models.Invitation) -> Mapping[str, str]:
    times = ("began_at", "answered_at", "finished_at", "declined_at")
    told = {name: getattr(row, name) for name in times}
    return {
        "wave": row.asking.wave_id,
        "for_actor": row.actor_id,
        "reminders": str(row.reminders),
        **{name: value.isoformat() for name, value in told.items() if value},
    }


def erase_person(contact: int, *, by: Viewer) -> int:
    """Delete the person's links, open words and role of speaker, and take it out of what it was
    asked; how many rows. What it answered for its actor is the actor's, and stands.

    Call it in the transaction that empties the contact.
    """
    mine = models.Invitation.objects.filter(contact_id=contact, asking__region_id=by.region)
    gone = models.Line.objects.filter(invitation__in=mine).delete()[0]
    gone += models.Link.objects.filter(invitation__in=mine).delete()[0]
    gone += models.Speaker.objects.filter(contact_id=contact, region_id=by.region).delete()[0]
    return gone + mine.update(contact=None)
