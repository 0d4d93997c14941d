"""What everybody may see of the register: opened and closed by an officer, refused by an actor."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samspel.actions.manage_users import checked_email
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.directory import api as directory
from samspel.records.directory.api import DeskRow, ListingRow
from samspel.records.register.api import ecosystem_names, get_actor
from samspel.terms import Refusal, Viewer

__all__ = ["OpenTo", "say_of_actor", "settle", "tick_offers"]


@dataclass(frozen=True, slots=True)
class OpenTo:
    """What shall be open: those ecosystems and no other, with where corrections are written to."""

    ecosystems: frozenset[str]
    mailbox: str
    is_found: bool


def settle(*, to: OpenTo, by: Viewer) -> tuple[int, int]:
    """Let everybody see those ecosystems and no other; how many were opened and closed.

    Refusals: `may_not.open_directory`, `not_found`, `needs_mailbox`, `bad_email`.
    """
    check_may(by, "open_directory")
    if not to.ecosystems <= ecosystem_names(by=by).keys():
        raise Refusal("not_found")
    if to.ecosystems and not to.mailbox:
        raise Refusal("needs_mailbox")
    mailbox = checked_email(email=to.mailbox) if to.mailbox else ""
    desk = DeskRow(mailbox, to.is_found)
    with transaction.atomic():
        if desk != directory.get_desk(by=by):
            directory.set_desk(desk, by=by)
            record_event("settle", "directory", "", by=by)
        now = {row.ecosystem_id for row in directory.list_openings(by=by)}
        opened = [one for one in sorted(to.ecosystems - now) if _open(one, by)]
        closed = [one for one in sorted(now - to.ecosystems) if _close(one, by)]
    return len(opened), len(closed)


def _open(ecosystem: str, by: Viewer) -> bool:
    done = directory.open_ecosystem(ecosystem, by=by)
    if done:
        record_event("open", "directory", ecosystem, by=by)
    return done


def _close(ecosystem: str, by: Viewer) -> bool:
    done = directory.close_ecosystem(ecosystem, by=by)
    if done:
        record_event("close", "directory", ecosystem, by=by)
    return done


def say_of_actor(*, actor_id: str, own: bool, shown: bool, by: Viewer) -> ListingRow:
    """Say whether everybody may see an actor: for the actor itself (`own`), or for the region.

    Either's no is a no, and only who said it takes it back. Refusals: `may_not.edit_own_actor`,
    `may_not.open_directory`, `not_found`.
    """
    _check(actor_id, by, own=own)
    today = timezone.localdate()
    side = "own" if own else "region"
    if directory.get_listing(actor_id, on=today, by=by).said.get(side) is not shown:
        with transaction.atomic():
            directory.wish(actor_id, own=own, shown=shown, by=by)
            values = {"side": side}
            record_event("show" if shown else "hide", "listing", actor_id, by=by, values=values)
    return directory.get_listing(actor_id, on=today, by=by)


def tick_offers(*, actor_id: str, rows: Collection[int], own: bool, by: Viewer) -> ListingRow:
    """Let everybody see these of what an actor says of itself. Refusals: as `say_of_actor`, and
    `row_was_changed`."""
    _check(actor_id, by, own=own)
    with transaction.atomic():
        done = directory.tick_offers(actor_id, rows, by=by)
        if any(done.values()):
            record_event("tick", "listing", actor_id, by=by, values=done)
    return directory.get_listing(actor_id, on=timezone.localdate(), by=by)


def _check(actor_id: str, by: Viewer, *, own: bool) -> None:
    check_may(by, "edit_own_actor" if own else "open_directory")
    if own and actor_id not in by.actors:
        raise Refusal("not_found")
    get_actor(actor_id, by=by)
