"""Accounts: roles in regions, the viewer made of them, sessions, passwords and tokens.

A token is 256 bits, kept as its hash, for one purpose, until a time, used once. Reading one
(`peek_token`) changes nothing: mail scanners open every link.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib import auth
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest

from samspel.records.accounts.models import Account, Grant, Token
from samspel.records.accounts.roles import (
    ACTIONS,
    ROLE_NAMES,
    can,
    check_may,
    refusal_sentence,
    sees_answers,
    system_viewer,
)
from samspel.records.contacts import api as contacts
from samspel.records.register import api as register
from samspel.terms import Refusal, Viewer

__all__ = [
    "ACTIONS",
    "ROLE_NAMES",
    "AccountRow",
    "GrantRow",
    "NewGrant",
    "account_of_email",
    "can",
    "check_may",
    "check_password",
    "create_account",
    "end_grant",
    "end_session",
    "give_role",
    "home_of",
    "list_grants",
    "make_token",
    "peek_token",
    "refusal_sentence",
    "regions_of",
    "sees_answers",
    "set_password",
    "signed_in",
    "start_session",
    "system_viewer",
    "use_token",
    "viewer_for",
]

_MOST_WRONG = 10
_CLOSED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account. `contact` is its home contact's id, `region` that contact's region."""

    id: int
    contact: int
    region: int
    is_active: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class NewGrant:
    """A role to give: to whom (a contact of the viewer's region), what, where, until when."""

    account: int
    contact: int
    role: str
    ecosystems: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role somebody has or had. An empty `ecosystems` is all of the region's."""

    id: int
    account: int
    contact: int
    name: str
    email: str
    role: str
    ecosystems: tuple[str, ...]
    until: date | None


# ----------------------------------------------------------------------------------- viewers


def viewer_for(account_id: int, region_key: str, today: date) -> Viewer:
    """Who the account is in that region. Refusals: `not_found`, `role_ended`."""
    region = register.find_region(region_key)
    grants = list(
        Grant.objects.filter(
            account_id=account_id, account__is_active=True, region_id=region.id
        ).order_by("id")
        if region
        else ()
    )
    if region is None or not grants:
        raise Refusal("not_found")
    running = [grant for grant in grants if grant.until is None or grant.until >= today]
    if not running:
        raise Refusal("role_ended", until=max(str(grant.until) for grant in grants))
    return _viewer(region.id, running)


def _viewer(region: int, grants: list[Grant]) -> Viewer:
    # The widest role decides what is seen: an officer of all sees all, also when a reader of some.
    highest = [g for g in grants if g.role == "officer"] or grants
    held = [frozenset(grant.ecosystems) for grant in highest]
    ecosystems = frozenset() if frozenset() in held else frozenset[str]().union(*held)
    ends = [grant.until for grant in grants if grant.until]
    return Viewer(
        region=region,
        contact=grants[0].contact_id,
        roles=frozenset(grant.role for grant in grants),
        ecosystems=ecosystems,
        until=min(ends) if ends else None,
    )


def regions_of(account_id: int, today: date) -> tuple[register.RegionRow, ...]:
    """The regions where the account has a role today."""
    grants = Grant.objects.filter(account_id=account_id, account__is_active=True)
    ids = {grant.region_id for grant in grants if grant.until is None or grant.until >= today}
    return register.list_regions(tuple(sorted(ids)))


# ------------------------------------------------------------------------- accounts and roles


def create_account(contact: int) -> AccountRow:
    """The contact's account, made when there is none; it has no password yet."""
    account, _made = Account.objects.get_or_create(
        contact_id=contact, defaults={"password": make_password(None)}
    )
    return _account(account)


def account_of_email(email: str) -> AccountRow | None:
    """The active account whose home contact has that address, or None."""
    found = Account.objects.filter(contact_id__in=contacts.find_by_email(email), is_active=True)
    account = found.order_by("id").first()
    return _account(account) if account else None


def home_of(account_id: int) -> contacts.ContactRow:
    """The account's own person, for greeting it and for writing to it."""
    account = Account.objects.select_related("contact").get(pk=account_id)
    by = Viewer(account.contact.region_id, account.contact_id)
    return contacts.get_contact(account.contact_id, by=by)


def give_role(new: NewGrant, *, by: Viewer) -> GrantRow:
    """Give the role in the viewer's region, or change its ecosystems and end."""
    if new.role not in ROLE_NAMES:
        raise KeyError(new.role)
    grant, _made = Grant.objects.update_or_create(
        account_id=new.account,
        region_id=by.region,
        role=new.role,
        defaults={
            "contact_id": new.contact,
            "ecosystems": sorted(new.ecosystems),
            "until": new.until,
        },
    )
    return _grant(Grant.objects.select_related("contact").get(pk=grant.pk))


def end_grant(grant_id: int, *, on: date, by: Viewer) -> GrantRow:
    """Let the role end with the day `on`. Refusals: `not_found`, `last_officer`."""
    rows = Grant.objects.filter(region_id=by.region).select_related("contact")
    grant = rows.filter(pk=grant_id).first()
    if grant is None:
        raise Refusal("not_found")
    others = rows.filter(role="officer", until=None).exclude(pk=grant_id)
    if grant.role == "officer" and not others.exists():
        raise Refusal("last_officer")
    grant.until = on
    grant.save(update_fields=["until"])
    return _grant(grant)


def list_grants(*, by: Viewer) -> tuple[GrantRow, ...]:
    """The region's roles; a viewer who is no officer sees its own only."""
    rows = Grant.objects.filter(region_id=by.region).select_related("contact")
    if not by.roles & {"officer", "system"}:
        rows = rows.filter(contact_id=by.contact or 0)
    return tuple(map(_grant, rows.order_by("contact__name", "id")))


# ---------------------------------------------------------------------- passwords and tokens


def set_password(account_id: int, password: str) -> AccountRow:
    """Set it; Refusal `weak_password`. Sessions that are open elsewhere end."""
    account = Account.objects.get(pk=account_id)
    try:
        validate_password(password, account)
    except ValidationError:
        raise Refusal("weak_password") from None
    account.set_password(password)
    account.save(update_fields=["password"])
    return _account(account)


def check_password(email: str, password: str) -> AccountRow:
    """The account whose e-mail and password these are.

    Refusals: `bad_password`; `too_many_tries` after ten wrong ones, for fifteen minutes.
    """
    found = account_of_email(email)
    account = Account.objects.get(pk=found.id) if found else None
    if account is None:
        make_password(password)  # as slow as a real check: nobody learns who has an account
        raise Refusal("bad_password")
    now = datetime.now(UTC)
    if account.closed_until and account.closed_until > now:
        raise Refusal("too_many_tries")
    if not account.check_password(password):
        _count_wrong(account, now)
        raise Refusal("bad_password")
    Account.objects.filter(pk=account.pk).update(wrong=0, closed_until=None)
    return _account(account)


def _count_wrong(account: Account, now: datetime) -> None:
    mine = Account.objects.filter(pk=account.pk)
    mine.update(wrong=F("wrong") + 1)
    mine.filter(wrong__gte=_MOST_WRONG).update(wrong=0, closed_until=now + _CLOSED_FOR)


def make_token(account_id: int, *, purpose: str, lasts: timedelta) -> str:
    """A new secret for the account. It is given once, here; only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    Token.objects.create(
        account_id=account_id,
        hash=_hash(secret),
        purpose=purpose,
        expires_at=datetime.now(UTC) + lasts,
    )
    return secret


def peek_token(secret: str, *, purpose: str) -> AccountRow | None:
    """Whose it is, when it can still be used. Changes nothing."""
    row = _usable(secret, purpose).select_related("account").first()
    return _account(row.account) if row and row.account.is_active else None


def use_token(secret: str, *, purpose: str) -> AccountRow:
    """Use it up; Refusal `bad_token` when it is used, too old or unknown."""
    found = peek_token(secret, purpose=purpose)
    if found is None or not _usable(secret, purpose).update(used_at=datetime.now(UTC)):
        raise Refusal("bad_token")
    return found


def _usable(secret: str, purpose: str) -> QuerySet[Token]:
    return Token.objects.filter(
        hash=_hash(secret), purpose=purpose, used_at=None, expires_at__gt=datetime.now(UTC)
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


# ---------------------------------------------------------------------------------- sessions


def start_session(request: HttpRequest, account_id: int) -> None:
    """Sign the account in; the session gets a new key."""
    account = Account.objects.get(pk=account_id, is_active=True)
    auth.login(request, account, backend="samspel.records.accounts.sessions.SessionBackend")


def end_session(request: HttpRequest) -> None:
    """Sign out; everything in the session goes."""
    auth.logout(request)


def signed_in(request: HttpRequest) -> AccountRow | None:
    """The account whose session the request carries, or None."""
    user = request.user
    return _account(user) if isinstance(user, Account) else None


def _account(account: Account) -> AccountRow:
    return AccountRow(
        id=account.pk,
        contact=account.contact_id,
        region=account.contact.region_id,
        is_active=account.is_active,
        has_password=account.has_usable_password(),
    )


def _grant(grant: Grant) -> GrantRow:
    return GrantRow(
        grant.pk,
        grant.account_id,
        grant.contact_id,
        grant.contact.name,
        grant.contact.email,
        grant.role,
        tuple(grant.ecosystems),
        grant.until,
    )
