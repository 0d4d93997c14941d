"""A region of one's own, apart from every other."""

import re

from django.db import transaction

from samspel.records.accounts import api as accounts
from samspel.records.audit.api import record_event
from samspel.records.contacts import api as contacts
from samspel.records.register import api as register
from samspel.records.register.api import RegionRow
from samspel.terms import Refusal, Viewer

__all__ = ["create_region", "rename_region"]

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Addresses of the service itself, and the example's key.
_TAKEN = frozenset(
    {"example", "static", "sign-in", "sign-out", "begin", "language", "theme"}
    | {"accessibility", "feedback", "health", "api", "shared", "answer"}
)


def create_region(
    *, key: str, name: str, by: Viewer, account: accounts.AccountRow | None = None
) -> RegionRow:
    """Make it, and make `account` its officer. Nothing of another region comes along.

    Refusals: `may_not.create_region`, `bad_key`, `region_exists`.
    """
    accounts.check_may(by, "create_region")
    key = key.strip().lower()
    if not _KEY.fullmatch(key) or len(key) > 60:
        raise Refusal("bad_key")
    if key in _TAKEN:
        raise Refusal("region_exists", key=key)
    with transaction.atomic():
        region = register.create_region(key, name.strip() or key)
        contact = _make_officer(account, region) if account is not None else None
        system = Viewer(region.id, contact, frozenset({"system"}))
        record_event("create", "region", region.key, by=system)
    return region


def _make_officer(account: accounts.AccountRow, region: RegionRow) -> int:
    home = accounts.home_of(account)
    system = accounts.system_viewer(region.id)
    contact = contacts.add_contact(home.name, home.email, language=home.language, by=system)
    accounts.give_role(accounts.NewGrant(account.id, contact.id, "officer"), by=system)
    return contact.id


def rename_region(*, name: str, by: Viewer) -> RegionRow:
    """Give the region another name; its key, and so its addresses, stay."""
    accounts.check_may(by, "manage_users")
    with transaction.atomic():
        region = register.rename_region(name.strip(), by=by)
        record_event("rename", "region", region.key, by=by, values={"name": region.name})
    return region
