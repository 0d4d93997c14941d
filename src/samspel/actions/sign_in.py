"""Signing in: by a mailed link or a password, and out again.

A GET never signs in: the page behind a link shows one button, and only its POST calls
`use_link`. The answer to who asks for a link is the same whether the address is known or not.
An actor's contact is sent a link too, to the actor's own page: it lasts for days, and so opens
only for who may do nothing else (decision 0016).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import OWN_PAGE, AccountRow, GrantRow
from samspel.records.audit.api import record_event
from samspel.records.messages.api import write_letter
from samspel.terms import Viewer

__all__ = [
    "OWN_LASTS",
    "Peeked",
    "make_link",
    "peek",
    "request_link",
    "send_own_link",
    "set_password",
    "sign_out",
    "use_link",
    "with_password",
]

_PURPOSE = "sign_in"
_LASTS = timedelta(minutes=30)
OWN_LASTS = timedelta(days=30)
_BETWEEN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Peeked:
    """What a link that can be used opens: for whom, and whether one's own actor's page."""

    account: AccountRow
    own_page: bool


def request_link(*, email: str, address: str) -> None:
    """Mail a link when the address is an account's; at most one a minute."""
    account = accounts.account_of_email(email)
    if account is None:
        return
    by = _self(account)
    minute = timezone.now().strftime("%Y%m%d%H%M")
    with transaction.atomic():
        secret = accounts.make_token(account.id, purpose=_PURPOSE, lasts=_LASTS)
        values = {"link": _link(address, secret), "minutes": str(_LASTS.seconds // 60)}
        key = f"sign_in:{account.id}:{minute}"
        write_letter("sign_in", to=account.contact, key=key, by=by, values=values)
        record_event("request_link", "account", str(account.id), by=by)


def make_link(*, email: str, address: str, lasts: timedelta = _LASTS) -> str | None:
    """A link to print where the service was started; None when nobody has that address."""
    account = accounts.account_of_email(email)
    if account is None:
        return None
    with transaction.atomic():
        secret = accounts.make_token(account.id, purpose=_PURPOSE, lasts=lasts)
        record_event("print_link", "account", str(account.id), by=_self(account))
    return _link(address, secret)


def send_own_link(*, grant: GrantRow, names: str, address: str, by: Viewer) -> bool:
    """Mail an actor's contact a personal link to the actor's page, at most one a minute; earlier
    ones open nothing any more. False for who may do more than an actor's contact: that person
    signs in.

    Call it in the transaction that gives the role, `names` the actors' names.
    """
    now = timezone.now()
    if not accounts.only_contact(grant.account, timezone.localdate()):
        return False
    sent = accounts.token_open_until(grant.account, purpose=OWN_PAGE)
    if sent and sent > now + OWN_LASTS - _BETWEEN:
        return True  # it is on its way
    accounts.end_tokens(grant.account, purpose=OWN_PAGE)
    secret = accounts.make_token(grant.account, purpose=OWN_PAGE, lasts=OWN_LASTS)
    until = timezone.localdate() + OWN_LASTS
    values = {"link": _link(address, secret), "actors": names, "until": str(until)}
    values["home"] = f"{address.rstrip('/')}/"
    key = f"own_page:{grant.account}:{now.isoformat()}"
    write_letter("own_page", to=grant.contact, key=key, by=by, values=values)
    told = {"contact": grant.contact}
    record_event("send_own_link", "contact", str(grant.contact), by=by, values=told)
    return True


def peek(*, secret: str) -> Peeked | None:
    """What the link opens, when it can still be used. Changes nothing: for the GET."""
    if account := accounts.peek_token(secret, purpose=_PURPOSE):
        return Peeked(account, own_page=False)
    account = accounts.peek_token(secret, purpose=OWN_PAGE)
    if account and accounts.only_contact(account.id, timezone.localdate()):
        return Peeked(account, own_page=True)
    return None


def use_link(*, request: HttpRequest, secret: str) -> AccountRow:
    """Use the link up and sign in: for the POST. Refusal `bad_token`."""
    with transaction.atomic():
        found = peek(secret=secret)
        purpose = OWN_PAGE if found and found.own_page else _PURPOSE
        account = accounts.use_token(secret, purpose=purpose)
        _enter(request, account, "own_page" if purpose == OWN_PAGE else "link")
    return account


def with_password(*, request: HttpRequest, email: str, password: str) -> AccountRow:
    """Sign in by password. Refusals: `bad_password`, `too_many_tries`."""
    account = accounts.check_password(email, password)
    with transaction.atomic():
        _enter(request, account, "password")
    return account


def _enter(request: HttpRequest, account: AccountRow, how: str) -> None:
    accounts.start_session(request, account.id)
    by = _self(account)
    record_event("sign_in", "account", str(account.id), by=by, values={"how": how})


def set_password(*, account_id: int, password: str) -> None:
    """Set the account's own password; its other sessions end. Refusal `weak_password`."""
    with transaction.atomic():
        account = accounts.set_password(account_id, password)
        record_event("set_password", "account", str(account_id), by=_self(account))


def sign_out(*, request: HttpRequest) -> None:
    """End the session."""
    account = accounts.signed_in(request)
    with transaction.atomic():
        if account is not None:
            record_event("sign_out", "account", str(account.id), by=_self(account))
        accounts.end_session(request)


def _self(account: AccountRow) -> Viewer:
    return Viewer(account.region, account.contact)


def _link(address: str, secret: str) -> str:
    return f"{address.rstrip('/')}/sign-in/{secret}/"
