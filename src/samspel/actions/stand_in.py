"""Who acts for whom: a deputy for some days, or another for good.

Handing over gives all of a person's matters in the region to a colleague in one step: the roles,
the list that is begun, the links that are shared, the questions that are asked in its name, the
monthly letters it wished for. Its keys for programs are revoked, since they
stand for the person; what the person has done stays told of the person.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import DeputyRow, GrantRow, KeyRow, NewDeputy, NewGrant
from samspel.records.audit.api import record_event
from samspel.records.beginning import api as beginning
from samspel.records.contacts import api as contacts
from samspel.records.interplay import api as interplay
from samspel.records.shares import api as shares
from samspel.records.shares.api import ShareRow
from samspel.records.surveys import api as surveys
from samspel.records.surveys.api import AskingRow
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = ["HandOver", "appoint_deputy", "end_deputy", "hand_over", "plan_hand_over"]

_ALL = PageRequest(size=100_000)


def appoint_deputy(*, new: NewDeputy, by: Viewer) -> DeputyRow:
    """Let another act for somebody from a day to a day: for oneself, or for a colleague by who
    keeps users. Refusals: `may_not.stand_in`, `may_not.hand_over`, `bad_period`,
    `not_to_oneself`, `not_found`."""
    mine = new.absent == by.contact
    accounts.check_may(by, "stand_in" if mine else "hand_over")
    with transaction.atomic():
        row = accounts.appoint_deputy(new, by=by)
        values = {"deputy": row.deputy, "since": str(row.since), "until": str(row.until)}
        record_event("appoint_deputy", "contact", str(row.absent), by=by, values=values)
    return row


def end_deputy(*, deputy_id: int, by: Viewer) -> DeputyRow:
    """From now on it is over: for oneself, or by who keeps users."""
    accounts.check_may(by, "see_people")
    yesterday = timezone.localdate() - timedelta(days=1)
    with transaction.atomic():
        row = accounts.end_deputy(deputy_id, on=yesterday, by=by)
        if by.contact not in {row.absent, row.deputy}:
            accounts.check_may(by, "hand_over")
        values = {"deputy": row.deputy}
        record_event("end_deputy", "contact", str(row.absent), by=by, values=values)
    return row


# -------------------------------------------------------------------------------- handing over


@dataclass(frozen=True, slots=True)
class HandOver:
    """All that would go: the roles, the keys that are revoked, the deputyships that end, whether
    a list is begun, the links that still open, the waves that may still write letters, and the
    ecosystems whose monthly letter was wished for."""

    leaver: contacts.ContactRow
    successor: contacts.ContactRow
    roles: tuple[GrantRow, ...]
    keys: tuple[KeyRow, ...]
    deputies: tuple[DeputyRow, ...]
    begun: bool
    shares: tuple[ShareRow, ...]
    waves: tuple[AskingRow, ...]
    letters: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        ends = (*self.roles, *self.keys, *self.deputies)
        return not (ends or self.begun or self.shares or self.waves or self.letters)


def plan_hand_over(*, leaver: int, successor: int, by: Viewer) -> HandOver:
    """What would go, of today; nothing is written.

    Refusals: `may_not.hand_over`, `not_to_oneself` also when the successor is who asks (nobody
    gives oneself a role), `not_found`.
    """
    accounts.check_may(by, "hand_over")
    if successor in {leaver, by.contact}:
        raise Refusal("not_to_oneself")
    today = timezone.localdate()
    grants = accounts.find_grants(leaver, by=by)
    keys = (key for key in accounts.list_keys(by=by) if key.contact == leaver)
    deputies = accounts.list_deputies(by=by)
    return HandOver(
        leaver=contacts.get_contact(leaver, by=by),
        successor=contacts.get_contact(successor, by=by),
        roles=tuple(one for one in grants if one.until is None or one.until >= today),
        keys=tuple(key for key in keys if key.revoked_at is None and key.expires_on >= today),
        deputies=tuple(
            one for one in deputies if leaver in {one.absent, one.deputy} and one.until >= today
        ),
        begun=beginning.find_begun(by=replace(by, contact=leaver)) is not None,
        shares=tuple(
            one
            for one in shares.list_shares(page=_ALL, by=by).rows
            if one.by == leaver and one.revoked_at is None and one.until >= today
        ),
        waves=tuple(
            one for one in surveys.list_askings(by=by) if one.by == leaver and not one.told_at
        ),
        letters=tuple(
            one["ecosystem"]
            for one in interplay.extract_wishes(leaver, by=by)
            if one["wanted"] == "yes"
        ),
    )


def hand_over(*, leaver: int, successor: int, by: Viewer) -> HandOver:
    """Do it: one step, one transaction. The leaver's roles end with yesterday. Refusals as of
    the plan."""
    plan = plan_hand_over(leaver=leaver, successor=successor, by=by)
    yesterday = timezone.localdate() - timedelta(days=1)
    account = accounts.create_account_for(successor, by=by)
    with transaction.atomic():
        for grant in plan.roles:
            accounts.give_role(_for(grant, account.id, successor, by), by=by)
            accounts.end_grant(grant.id, on=yesterday, by=by)
        for key in plan.keys:
            accounts.revoke_key(key.id, by=by)
        for one in plan.deputies:
            accounts.end_deputy(one.id, on=yesterday, by=by)
        beginning.move_begun(to=successor, by=replace(by, contact=leaver))
        for move in (shares.move_shares, surveys.move_askings, interplay.move_wishes):
            move(to=successor, by=replace(by, contact=leaver))
        values = {"to": successor, "roles": len(plan.roles), "keys": len(plan.keys)}
        values["waves"] = len(plan.waves)
        record_event("hand_over", "contact", str(leaver), by=by, values=values)
    return plan


def _for(grant: GrantRow, account: int, contact: int, by: Viewer) -> NewGrant:
    """The same role for the successor, with what the successor has of it already."""
    mine = [g for g in accounts.find_grants(contact, by=by) if g.role == grant.role]
    today = timezone.localdate()
    running = [g for g in mine if g.until is None or g.until >= today]
    everywhere = any(not one.ecosystems for one in (grant, *running))
    held = {key for one in (grant, *running) for key in one.ecosystems}
    actors = {key for one in (grant, *running) for key in one.actors}
    until = _latest([grant.until, *(one.until for one in running)])
    where = () if everywhere and grant.role != "platform_leader" else tuple(sorted(held))
    return NewGrant(account, contact, grant.role, where, until, tuple(sorted(actors)))


def _latest(days: list[date | None]) -> date | None:
    ends = [day for day in days if day is not None]
    return max(ends) if len(ends) == len(days) else None
