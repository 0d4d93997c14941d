"""Keys for programs: made by whom they stand for, revoked by that person or who keeps users."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import KeyRow, NewKey, check_may
from samspel.records.audit.api import record_event
from samspel.terms import Refusal, Viewer

__all__ = ["LONGEST", "make_key", "revoke_key"]

LONGEST = timedelta(days=366)


def make_key(*, key: NewKey, by: Viewer) -> tuple[KeyRow, str]:
    """The key and its secret. Refusals: `may_not.use_api`, `bad_key_period`."""
    check_may(by, "use_api")
    today = timezone.localdate()
    if not today <= key.expires_on <= today + LONGEST:
        raise Refusal("bad_key_period")
    with transaction.atomic():
        row, secret = accounts.make_key(key, by=by)
        values = {"writes": int(key.writes), "expires_on": str(key.expires_on)}
        record_event("make", "key", str(row.id), by=by, values=values)
    return row, secret


def revoke_key(*, key_id: int, by: Viewer) -> KeyRow:
    """From now on it is good for nothing. Refusals: `may_not.use_api`, `not_found`."""
    with transaction.atomic():
        row = accounts.revoke_key(key_id, by=by)
        record_event("revoke", "key", str(row.id), by=by)
    return row
