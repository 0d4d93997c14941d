"""Personal links: made once, kept as a hash, compared in constant time, tried a few times.

Its neighbours use it by `samspel.records.surveys.api`. A link is a selector, which finds its row,
and 128 random bits, of which only the hash is kept. What is unknown costs the same to compare as
what is known, and `try_once` counts in the database, for all processes together.
"""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F

from samspel.records.surveys.models import Link, Tries

__all__ = ["TRIES_LAST", "find_link", "make_link", "revoke_links", "too_many", "try_once"]

TRIES_LAST = timedelta(minutes=10)
_KEPT = timedelta(days=1)
_SELECTOR, _SECRET = 8, 16  # bytes; the secret's are 128 bits
_NOTHING = hashlib.sha256(b"").hexdigest()


def make_link(invitation: int, *, expires_at: datetime) -> str:
    """A new link for the invitation, told once, here. Earlier ones go on until they expire."""
    selector = secrets.token_hex(_SELECTOR)
    secret = secrets.token_urlsafe(_SECRET)
    Link.objects.create(
        invitation_id=invitation, selector=selector, hash=_hash(secret), expires_at=expires_at
    )
    return f"{selector}{secret}"


def find_link(text: str) -> int | None:
    """The id of the invitation that the link opens now; None for any reason whatever."""
    selector, secret = text[: 2 * _SELECTOR], text[2 * _SELECTOR :]
    row = Link.objects.filter(selector=selector).first()
    # Compared whether there is a row or not, so that time tells nothing.
    same = hmac.compare_digest(row.hash if row else _NOTHING, _hash(secret))
    if row is None or not same or row.revoked_at or row.expires_at <= datetime.now(UTC):
        return None
    return row.invitation_id


def revoke_links(invitations: tuple[int, ...]) -> int:
    """Let no link of these invitations open anything any more; how many did."""
    mine = Link.objects.filter(invitation_id__in=invitations, revoked_at=None)
    return mine.update(revoked_at=datetime.now(UTC))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


# ------------------------------------------------------------------------------------- tries


def try_once(what: str, *, most: int) -> bool:
    """Count a try of that; False when there were more than `most` in ten minutes.

    `what` is kept as a keyed hash, so that no address of a person stands in the database.
    """
    now, key = datetime.now(UTC), _key(what)
    row, made = Tries.objects.get_or_create(key=key, defaults={"since": now, "count": 1})
    if made:
        Tries.objects.filter(since__lt=now - _KEPT).delete()
        return most >= 1
    mine = Tries.objects.filter(pk=row.pk)
    if mine.filter(since__lt=now - TRIES_LAST).update(since=now, count=1):
        return most >= 1
    mine.update(count=F("count") + 1)
    return row.count + 1 <= most


def too_many(what: str, *, most: int) -> bool:
    """Whether there were more than `most` tries; counts none."""
    since = datetime.now(UTC) - TRIES_LAST
    return Tries.objects.filter(key=_key(what), since__gte=since, count__gt=most).exists()


def _key(what: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), what.encode(), hashlib.sha256).hexdigest()
