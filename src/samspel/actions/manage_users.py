"""People's roles in a region: given and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from samspel.actions.sign_in import send_own_link
from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import GrantRow, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.contacts import api as contacts
from samspel.records.messages.api import write_letter
from samspel.records.register.api import actor_names, get_region
from samspel.terms import Refusal, Viewer

__all__ = ["NewUser", "add_user", "checked_email", "end_role"]


@dataclass(frozen=True, slots=True)
class NewUser:
    """Who gets which role; no `ecosystems` is all of the region's. `actors`: whose contact."""

    name: str
    email: str
    role: str
    ecosystems: Sequence[str] = ()
    until: date | None = None
    language: str = "sv"
    actors: Sequence[str] = ()


def add_user(*, user: NewUser, by: Viewer, address: str = "") -> GrantRow:
    """Give the role, making the contact and the account where they are not there.

    With the service's own `address` a letter tells the person of it, once for each role; an
    actor's contact is sent a personal link to the actor's page.

    Who has an account by that address in another region keeps it and gets one more role: the
    two regions learn nothing of each other. Refusals: `may_not.manage_users`, `bad_email`,
    `not_to_oneself`, `needs_end`, `needs_ecosystem`, `needs_actor`.
    """
    accounts.check_may(by, "manage_users")
    email = checked_email(email=user.email)
    with transaction.atomic():
        contact = contacts.add_contact(user.name, email, language=user.language, by=by)
        account = accounts.account_of_email(email) or accounts.create_account(contact.id)
        where, whose = tuple(user.ecosystems), tuple(user.actors)
        new = accounts.NewGrant(account.id, contact.id, user.role, where, user.until, whose)
        grant = accounts.give_role(new, by=by)
        values = {"role": grant.role, "contact": grant.contact}
        record_event("give_role", "contact", str(grant.contact), by=by, values=values)
        if address:
            _tell(grant, address, by)
    return grant


def _tell(grant: GrantRow, address: str, by: Viewer) -> None:
    names = actor_names(grant.actors, by=system_viewer(by.region)).values()
    own = grant.role == "actor_contact"
    if own and send_own_link(grant=grant, names=", ".join(names), address=address, by=by):
        return
    until = str(grant.until or "")
    values = {"role": grant.role, "region": get_region(by=by).name, "until": until}
    key = f"role_given:{grant.id}:{until}"
    values["link"] = f"{address.rstrip('/')}/"
    write_letter("role_given", to=grant.contact, key=key, by=by, values=values)


def checked_email(*, email: str) -> str:
    """The address as it is kept; Refusal `bad_email`."""
    normal = contacts.normal_email(email)
    try:
        validate_email(normal)
    except ValidationError:
        raise Refusal("bad_email") from None
    return normal


def end_role(*, grant_id: int, by: Viewer, on: date | None = None) -> GrantRow:
    """Let the role end with the day `on`, which is yesterday when not said: at once."""
    accounts.check_may(by, "manage_users")
    last = on or timezone.localdate() - timedelta(days=1)
    with transaction.atomic():
        grant = accounts.end_grant(grant_id, on=last, by=by)
        values = {"role": grant.role, "until": str(last)}
        record_event("end_role", "contact", str(grant.contact), by=by, values=values)
    return grant
