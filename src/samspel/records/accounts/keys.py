"""Keys for programs: what their person may, for one purpose, in one region, until a day.

A key is 256 bits and is shown once; what is kept is its hash. A key never does more than its
person may on the day it is used: an ended role ends its keys.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from samspel.records.accounts.grants import viewer_for
from samspel.records.accounts.models import ApiKey
from samspel.terms import Refusal, Viewer

__all__ = [
    "Caller",
    "KeyRow",
    "NewKey",
    "key_purposes",
    "list_keys",
    "make_key",
    "revoke_key",
    "viewer_of_key",
]

_MARK = "samspel_"  # so that a key left in a file is known for what it is
_KEEPS_USERS = ("officer", "administrator", "system")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key to make for an account's own use: what for, whether it may write, until when."""

    account: int
    purpose: str
    writes: bool
    expires_on: date


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key without its secret. `used_on`: the last day it was used."""

    id: int
    account: int
    contact: int
    name: str
    purpose: str
    writes: bool
    made_at: datetime
    expires_on: date
    revoked_at: datetime | None
    used_on: date | None


@dataclass(frozen=True, slots=True)
class Caller:
    """A key with the viewer that it stands for."""

    key: KeyRow
    viewer: Viewer


def make_key(new: NewKey, *, by: Viewer) -> tuple[KeyRow, str]:
    """The key and its secret, which is told this once."""
    if by.contact is None:
        raise Refusal("not_found")
    secret = _MARK + secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        account_id=new.account,
        contact_id=by.contact,
        region_id=by.region,
        purpose=new.purpose,
        writes=new.writes,
        hash=_hash(secret),
        made_at=datetime.now(UTC),
        expires_on=new.expires_on,
    )
    return _row(row), secret


def list_keys(*, by: Viewer) -> tuple[KeyRow, ...]:
    """The viewer's own keys, the newest first; who keeps users sees everybody's."""
    found = ApiKey.objects.filter(region_id=by.region).select_related("contact")
    if not by.holds(_KEEPS_USERS):
        found = found.filter(contact_id=by.contact or 0)
    return tuple(map(_row, found.order_by("-id")))


def revoke_key(key_id: int, *, by: Viewer) -> KeyRow:
    """Let a key that the viewer sees be good for nothing from now on. Refusal `not_found`."""
    if key_id not in {row.id for row in list_keys(by=by)}:
        raise Refusal("not_found")
    ApiKey.objects.filter(pk=key_id, revoked_at=None).update(revoked_at=datetime.now(UTC))
    return _row(ApiKey.objects.select_related("contact").get(pk=key_id))


def viewer_of_key(secret: str, today: date) -> Caller | None:
    """Whom the secret stands for; None when it is no key, revoked, too old, or its person has
    no role any more. The day it was used is noted once a day."""
    found = ApiKey.objects.filter(hash=_hash(secret), revoked_at=None, expires_on__gte=today)
    row = found.select_related("contact", "region").first()
    if row is None:
        return None
    try:
        viewer = viewer_for(row.account_id, row.region.key, today)
    except Refusal:
        return None
    if row.used_on != today:
        ApiKey.objects.filter(pk=row.pk).update(used_on=today)
    return Caller(_row(row), replace(viewer, program=row.pk))


def key_purposes(key_ids: tuple[int, ...], *, by: Viewer) -> Mapping[int, str]:
    """What those keys of the region are for; one of an erased person is for nothing any more."""
    found = ApiKey.objects.filter(region_id=by.region, pk__in=key_ids)
    return dict(found.values_list("pk", "purpose"))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _row(row: ApiKey) -> KeyRow:
    return KeyRow(
        row.pk,
        row.account_id,
        row.contact_id,
        row.contact.name,
        row.purpose,
        row.writes,
        row.made_at,
        row.expires_on,
        row.revoked_at,
        row.used_on,
    )
