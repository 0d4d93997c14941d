"""Accounts: sessions, passwords, tokens; roles, deputies and viewers are in `grants`.

A token is 256 bits, kept as its hash, for one purpose, until a time, used once. Reading one
(`peek_token`) changes nothing: mail scanners open every link.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib import auth
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest

from samspel.records.accounts.grants import (
    DeputyRow,
    GrantRow,
    NewDeputy,
    NewGrant,
    appoint_deputy,
    contacts_of_actors,
    end_deputy,
    end_grant,
    find_grants,
    give_role,
    leaders_of,
    list_colleagues,
    list_deputies,
    list_grants,
    only_contact,
    regions_of,
    viewer_for,
    who_may,
)
from samspel.records.accounts.keys import (
    Caller,
    KeyRow,
    NewKey,
    key_purposes,
    list_keys,
    make_key,
    revoke_key,
    viewer_of_key,
)
from samspel.records.accounts.models import Account, Token
from samspel.records.accounts.roles import (
    ACTIONS,
    ROLE_NAMES,
    can,
    check_may,
    refusal_sentence,
    sees_answers,
    system_viewer,
    within,
    workspace_of,
)
from samspel.records.accounts.whole import OWN_PAGE, erase_person, extract_person
from samspel.records.contacts import api as contacts
from samspel.terms import Refusal, Viewer

__all__ = [
    "ACTIONS",
    "OWN_PAGE",
    "ROLE_NAMES",
    "AccountRow",
    "Caller",
    "DeputyRow",
    "GrantRow",
    "KeyRow",
    "NewDeputy",
    "NewGrant",
    "NewKey",
    "account_of_email",
    "appoint_deputy",
    "can",
    "check_may",
    "check_password",
    "contacts_of_actors",
    "create_account",
    "create_account_for",
    "end_deputy",
    "end_grant",
    "end_session",
    "end_tokens",
    "erase_person",
    "extract_person",
    "find_grants",
    "give_role",
    "home_of",
    "key_purposes",
    "leaders_of",
    "list_colleagues",
    "list_deputies",
    "list_grants",
    "list_keys",
    "make_key",
    "make_token",
    "only_contact",
    "peek_token",
    "refusal_sentence",
    "regions_of",
    "revoke_key",
    "sees_answers",
    "set_password",
    "signed_in",
    "start_session",
    "system_viewer",
    "token_open_until",
    "use_token",
    "viewer_for",
    "viewer_of_key",
    "who_may",
    "within",
    "workspace_of",
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


# ---------------------------------------------------------------------------------- accounts


def create_account(contact: int) -> AccountRow:
    """The contact's account, made when there is none; it has no password yet."""
    account, _made = Account.objects.get_or_create(
        contact_id=contact, defaults={"password": make_password(None)}
    )
    return _account(account)


def create_account_for(contact_id: int, *, by: Viewer) -> AccountRow:
    """The account of a person of the viewer's region, also where the address has one elsewhere."""
    person = contacts.get_contact(contact_id, by=by)
    grants = find_grants(contact_id, by=by)
    if grants:
        return _account(Account.objects.select_related("contact").get(pk=grants[0].account))
    return account_of_email(person.email) or create_account(contact_id)


def account_of_email(email: str) -> AccountRow | None:
    """The active account whose home contact has that address, or None."""
    found = Account.objects.filter(contact_id__in=contacts.find_by_email(email), is_active=True)
    account = found.order_by("id").first()
    return _account(account) if account else None


def home_of(account: AccountRow) -> contacts.ContactRow:
    """The account's own person, for greeting it and for writing to it."""
    return contacts.get_contact(account.contact, by=Viewer(account.region, account.contact))


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


def token_open_until(account_id: int, *, purpose: str) -> datetime | None:
    """Until when the account's latest secret of that purpose can be used; None without one."""
    mine = _open(purpose).filter(account_id=account_id).order_by("-expires_at")
    return mine.values_list("expires_at", flat=True).first()


def end_tokens(account_id: int, *, purpose: str) -> int:
    """Let none of the account's secrets of that purpose be used any more; how many could."""
    return _open(purpose).filter(account_id=account_id).update(expires_at=datetime.now(UTC))


def _open(purpose: str) -> QuerySet[Token]:
    return Token.objects.filter(purpose=purpose, used_at=None, expires_at__gt=datetime.now(UTC))


def _usable(secret: str, purpose: str) -> QuerySet[Token]:
    return _open(purpose).filter(hash=_hash(secret))


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
