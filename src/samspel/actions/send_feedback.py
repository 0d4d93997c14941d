"""What somebody tells us about the service, for the officers of a region to read (X9).

The text is kept in the region's history. An address to answer to is a person's, so it is not
kept: it goes in a letter to the officers, whose words are emptied once it is sent.
"""

from datetime import UTC, datetime

from django.db import transaction

from samspel.records.accounts.api import list_grants, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.messages.api import write_letter
from samspel.records.register.api import list_regions
from samspel.terms import Viewer

__all__ = ["send_feedback"]


def send_feedback(*, text: str, email: str, page: str, by: Viewer | None = None) -> None:
    """Keep it and tell the officers. Anybody may, also signed out: `by` None then goes to the
    first region that is not the example. `email` is empty unless an answer is wanted.
    """
    teller = by or _somewhere()
    values = {"text": text, "email": email, "page": page}
    with transaction.atomic():
        kept = {**values, "email": ""}
        record_event("tell", "feedback", "", by=teller, values=kept)
        for officer in _officers(teller):
            key = f"feedback:{officer}:{datetime.now(UTC).timestamp()}"
            write_letter("feedback", to=officer, key=key, by=teller, values=values)


def _somewhere() -> Viewer:
    regions = list_regions()
    return Viewer(regions[0].id if regions else 0, None)


def _officers(teller: Viewer) -> set[int]:
    grants = list_grants(by=system_viewer(teller.region)) if teller.region else ()
    today = datetime.now(UTC).date()
    return {
        grant.contact
        for grant in grants
        if grant.role == "officer" and (grant.until is None or grant.until >= today)
    }
