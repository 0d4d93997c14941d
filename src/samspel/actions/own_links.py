"""Who is the contact of an actor, and the personal link to the actor's own page.

An officer, or who leads the platform of an ecosystem that the actor is a member of, says who the
contact is and sends the link; the link itself is in `sign_in`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspel.actions.enter_rows import find_rows
from samspel.actions.manage_users import checked_email
from samspel.actions.sign_in import send_own_link
from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import OWN_PAGE, GrantRow, check_may, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.contacts import api as contacts
from samspel.records.register.api import actor_names
from samspel.terms import Refusal, Viewer

__all__ = ["ActorContact", "NewContact", "invite", "list_actor_contacts", "revoke", "send_again"]


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person that an actor is known by."""

    name: str
    email: str
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class ActorContact:
    """A contact of the actor: until when a link that was sent can be opened, None without one;
    `by_link` is False for who has other roles too, and signs in."""

    contact: int
    name: str
    email: str
    open_until: datetime | None
    by_link: bool


def list_actor_contacts(*, actor_id: str, by: Viewer) -> tuple[ActorContact, ...]:
    """The actor's contacts of today. Refusals `may_not.invite_contact`, `not_this_ecosystem`."""
    _check(actor_id, by)
    today = timezone.localdate()
    return tuple(
        ActorContact(
            one.contact,
            one.name,
            one.email,
            accounts.token_open_until(one.account, purpose=OWN_PAGE),
            accounts.only_contact(one.account, today),
        )
        for one in _running(by)
        if actor_id in one.actors
    )


def invite(*, actor_id: str, person: NewContact, address: str, by: Viewer) -> bool:
    """Make the person a contact of the actor too, and send the link; whether it went. Refusals as
    `list_actor_contacts`, `bad_email`, `not_to_oneself`."""
    _check(actor_id, by)
    email = checked_email(email=person.email)
    with transaction.atomic():
        who = contacts.add_contact(person.name, email, language=person.language, by=by)
        account = accounts.account_of_email(email) or accounts.create_account(who.id)
        before = [one.actors for one in _running(by) if one.account == account.id]
        actors = {actor_id}.union(*before)
        new = accounts.NewGrant(account.id, who.id, "actor_contact", actors=tuple(actors))
        grant = accounts.give_role(new, by=by)
        values = {"role": grant.role, "contact": grant.contact}
        record_event("give_role", "contact", str(grant.contact), by=by, values=values)
        return _send(grant, address, by)


def send_again(*, actor_id: str, contact_id: int, address: str, by: Viewer) -> bool:
    """Send a new link, and let earlier ones open nothing; whether it went."""
    grant = _contact(actor_id, contact_id, by)
    with transaction.atomic():
        return _send(grant, address, by)


def revoke(*, actor_id: str, contact_id: int, by: Viewer) -> int:
    """Let no link that was sent open anything any more; how many could."""
    grant = _contact(actor_id, contact_id, by)
    with transaction.atomic():
        ended = accounts.end_tokens(grant.account, purpose=OWN_PAGE)
        told = {"contact": grant.contact}
        record_event("end_own_link", "contact", str(grant.contact), by=by, values=told)
    return ended


def _send(grant: GrantRow, address: str, by: Viewer) -> bool:
    names = actor_names(grant.actors, by=system_viewer(by.region)).values()
    return send_own_link(grant=grant, names=", ".join(names), address=address, by=by)


def _contact(actor_id: str, contact_id: int, by: Viewer) -> GrantRow:
    _check(actor_id, by)
    for one in _running(by):
        if one.contact == contact_id and actor_id in one.actors:
            return one
    raise Refusal("not_found")


def _running(by: Viewer) -> tuple[GrantRow, ...]:
    """Every contact of an actor today: a leader sees those of its own members by `_check`."""
    today = timezone.localdate()
    return tuple(
        one
        for one in accounts.list_grants(by=system_viewer(by.region))
        if one.role == "actor_contact" and (one.until is None or one.until >= today)
    )


def _check(actor_id: str, by: Viewer) -> None:
    check_may(by, "invite_contact")
    if not actor_names((actor_id,), by=by):
        raise Refusal("not_found")
    if by.holds({"officer", "system"}):
        return
    today = timezone.localdate()
    spells = find_rows(table="memberships", column="actor_id", values=[actor_id], by=by)
    running = (
        ecosystem
        for ecosystem, until in spells.select("ecosystem_id", "member_until").iter_rows()
        if until is None or until >= today
    )
    if not any(accounts.can(by, "invite_contact", ecosystem=one) for one in running):
        raise Refusal("not_this_ecosystem")
