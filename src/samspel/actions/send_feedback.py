"""What somebody tells us about the service, kept where an officer of the region reads it (X9)."""

from django.db import transaction

from samspel.records.audit.api import record_event
from samspel.terms import Viewer

__all__ = ["send_feedback"]

_NOWHERE = Viewer(0, None)


def send_feedback(*, text: str, email: str, page: str, by: Viewer | None = None) -> None:
    """Keep it in the region's history; without a region in the service's own.

    `email` is empty unless the person wants an answer. Anybody may, also signed out.
    """
    values = {"text": text, "email": email, "page": page}
    with transaction.atomic():
        record_event("tell", "feedback", "", by=by or _NOWHERE, values=values)
