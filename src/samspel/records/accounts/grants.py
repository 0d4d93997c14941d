"""Roles in regions, who acts for whom meanwhile, and the viewer made of both.

A grant is a role of an account in a region, held to some ecosystems or actors, until a day. A
deputy has, from a day to a day, also the roles of who is away.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspel.records.accounts.models import Deputy, Grant
from samspel.records.accounts.roles import ACTIONS, NOWHERE, READERS, ROLE_NAMES
from samspel.records.register import api as register
from samspel.terms import Refusal, Viewer

__all__ = [
    "DeputyRow",
    "GrantRow",
    "NewDeputy",
    "NewGrant",
    "appoint_deputy",
    "contacts_of_actors",
    "end_deputy",
    "end_grant",
    "find_grants",
    "give_role",
    "leaders_of",
    "list_colleagues",
    "list_deputies",
    "list_grants",
    "only_contact",
    "regions_of",
    "viewer_for",
    "who_may",
]

# What a deputy has of who is away: what must be done meanwhile, not whose users these are.
_LENT = frozenset({"officer", "platform_leader"})
# Who sees who competes with whom (R27).
_TRUSTED = ("officer", "platform_leader", "evaluator")
_KEEPS_USERS = ("officer", "administrator", "system")


@dataclass(frozen=True, slots=True)
class NewGrant:
    """A role to give: to whom (a contact of the viewer's region), what, where, until when."""

    account: int
    contact: int
    role: str
    ecosystems: tuple[str, ...] = ()
    until: date | None = None
    actors: tuple[str, ...] = ()


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
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewDeputy:
    """Who acts for whom, by contact, from the first day to the last."""

    absent: int
    deputy: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """A deputyship, past, running or to come."""

    id: int
    absent: int
    absent_name: str
    deputy: int
    deputy_name: str
    since: date
    until: date


# ----------------------------------------------------------------------------------- viewers


def viewer_for(account_id: int, region_key: str, today: date) -> Viewer:
    """Who the account is in that region. Refusals: `not_found`, `role_ended`."""
    region = register.find_region(region_key)
    grants = _grants(account_id, region.id) if region else []
    lent, absent = _lent(account_id, region.id, today) if region else ([], frozenset())
    if region is None or not (grants or lent):
        raise Refusal("not_found")
    running = [grant for grant in grants if _runs(grant, today)] + lent
    if not running:
        raise Refusal("role_ended", until=max(str(grant.until) for grant in grants))
    me = grants[0].contact_id if grants else _deputies(account_id, today)[0].deputy_id
    return _viewer(region.id, me, running, absent)


def _grants(account_id: int, region: int) -> list[Grant]:
    mine = Grant.objects.filter(account_id=account_id, account__is_active=True, region_id=region)
    return list(mine.order_by("id"))


def _runs(grant: Grant, today: date) -> bool:
    return grant.until is None or grant.until >= today


def _deputies(account_id: int, today: date) -> list[Deputy]:
    mine = Deputy.objects.filter(deputy_account_id=account_id, deputy_account__is_active=True)
    return list(mine.filter(since__lte=today, until__gte=today).order_by("id"))


def _lent(account_id: int, region: int, today: date) -> tuple[list[Grant], frozenset[int]]:
    """The roles of those the account is deputy of today, and who they are."""
    found: list[Grant] = []
    here = [one for one in _deputies(account_id, today) if one.region_id == region]
    for one in here:
        theirs = _grants(one.absent_account_id, region)
        found += [g for g in theirs if g.role in _LENT and _runs(g, today)]
    accounts = {grant.account_id for grant in found}
    return found, frozenset(d.absent_id for d in here if d.absent_account_id in accounts)


def _viewer(region: int, me: int, grants: list[Grant], absent: frozenset[int]) -> Viewer:
    scopes = {
        role: _together([grant for grant in grants if grant.role == role])
        for role in sorted({grant.role for grant in grants})
    }
    reading = [grant for grant in grants if grant.role in READERS]
    ecosystems = _together(reading) if reading else frozenset({NOWHERE})
    ends = [grant.until for grant in grants if grant.until]
    return Viewer(
        region=region,
        contact=me,
        roles=frozenset(scopes),
        ecosystems=ecosystems,
        until=min(ends) if ends else None,
        workspaces=scopes.get("platform_leader", frozenset()),
        sees=_sees(scopes, ecosystems),
        # Only where they differ: a right in one ecosystem must not follow a right to read in all.
        scopes=tuple((role, held) for role, held in scopes.items() if held != ecosystems),
        actors=frozenset(key for g in grants if g.role == "actor_contact" for key in g.actors),
        acting_for=absent,
    )


def _sees(scopes: dict[str, frozenset[str]], reads: frozenset[str]) -> frozenset[str]:
    """The withheld matters: only where a role for them covers all that is read."""
    held = [scopes[role] for role in _TRUSTED if role in scopes]
    covers = any(not one or (reads and reads <= one) for one in held)
    return frozenset({"competitors"}) if covers else frozenset()


def _together(grants: list[Grant]) -> frozenset[str]:
    """The ecosystems of any of them; all (empty) when one is of all."""
    held = [frozenset[str](grant.ecosystems) for grant in grants]
    return frozenset() if frozenset() in held else frozenset[str]().union(*held)


def regions_of(account_id: int, today: date) -> tuple[register.RegionRow, ...]:
    """The regions where the account has a role today, of its own or as a deputy."""
    grants = Grant.objects.filter(account_id=account_id, account__is_active=True)
    ids = {grant.region_id for grant in grants if _runs(grant, today)}
    for one in _deputies(account_id, today):
        if one.region_id not in ids and _lent(account_id, one.region_id, today)[0]:
            ids.add(one.region_id)
    return register.list_regions(tuple(sorted(ids)))


def only_contact(account_id: int, today: date) -> bool:
    """Whether the account may do nothing today, in any region, but what an actor's contact may."""
    grants = Grant.objects.filter(account_id=account_id, account__is_active=True)
    running = {grant.role for grant in grants if _runs(grant, today)}
    return running == {"actor_contact"} and not _deputies(account_id, today)


# -------------------------------------------------------------------------------------- roles


def give_role(new: NewGrant, *, by: Viewer) -> GrantRow:
    """Give the role in the viewer's region, or change its ecosystems, actors and end.

    Refusals: `not_to_oneself`, `needs_end`, `needs_ecosystem`, `needs_actor`.
    """
    _check(new, by)
    grant, _made = Grant.objects.update_or_create(
        account_id=new.account,
        region_id=by.region,
        role=new.role,
        defaults={
            "contact_id": new.contact,
            "ecosystems": sorted(new.ecosystems),
            "actors": sorted(new.actors),
            "until": new.until,
        },
    )
    return _grant(Grant.objects.select_related("contact").get(pk=grant.pk))


def _check(new: NewGrant, by: Viewer) -> None:
    if new.role not in ROLE_NAMES:
        raise KeyError(new.role)
    if by.contact is not None and by.contact == new.contact:
        raise Refusal("not_to_oneself")
    if new.role == "evaluator" and new.until is None:
        raise Refusal("needs_end")
    if new.role == "platform_leader" and not new.ecosystems:
        raise Refusal("needs_ecosystem")
    if new.role == "actor_contact" and not new.actors:
        raise Refusal("needs_actor")


def end_grant(grant_id: int, *, on: date, by: Viewer) -> GrantRow:
    """Let the role end with the day `on`. Refusals: `not_found`, `last_officer`."""
    rows = Grant.objects.filter(region_id=by.region).select_related("contact")
    grant = rows.filter(pk=grant_id).first()
    if grant is None:
        raise Refusal("not_found")
    others = rows.filter(role="officer", until=None).exclude(pk=grant_id)
    if grant.role == "officer" and not any(not other.ecosystems for other in others):
        raise Refusal("last_officer")
    grant.until = on
    grant.save(update_fields=["until"])
    return _grant(grant)


def list_grants(*, by: Viewer) -> tuple[GrantRow, ...]:
    """The region's roles; a viewer who keeps no users sees its own only."""
    rows = Grant.objects.filter(region_id=by.region).select_related("contact")
    if not by.roles & set(_KEEPS_USERS):
        rows = rows.filter(contact_id=by.contact or 0)
    return tuple(map(_grant, rows.order_by("contact__name", "id")))


def find_grants(contact_id: int, *, by: Viewer) -> tuple[GrantRow, ...]:
    """The roles that a person has or had in the viewer's region, as `list_grants` shows them."""
    return tuple(grant for grant in list_grants(by=by) if grant.contact == contact_id)


def list_colleagues(*, on: date, by: Viewer) -> tuple[tuple[int, str], ...]:
    """Who works in the region on that day, contact and name; the contacts of actors left out."""
    rows = Grant.objects.filter(Q(until=None) | Q(until__gte=on), region_id=by.region)
    found = rows.exclude(role="actor_contact").exclude(contact__name="")
    pairs = found.order_by("contact__name", "contact_id").values_list("contact_id", "contact__name")
    return tuple(dict.fromkeys(pairs))


def who_may(action: str, *, on: date, by: Viewer) -> tuple[str, ...]:
    """The names of those in the region who may do that today, to be asked: at most five."""
    rows = Grant.objects.filter(Q(until=None) | Q(until__gte=on), region_id=by.region)
    rows = rows.filter(role__in=ACTIONS[action].roles, account__is_active=True)
    found = rows.exclude(contact__name="").order_by("contact__name").select_related("contact")
    return tuple(dict.fromkeys(grant.contact.name for grant in found))[:5]


def leaders_of(ecosystem: str, *, on: date, by: Viewer) -> tuple[int, ...]:
    """Who leads the platform of the ecosystem on that day, by contact; a deputy is one of them
    and stands last, who is away is left out when there is one."""
    rows = Grant.objects.filter(Q(until=None) | Q(until__gte=on), region_id=by.region)
    mine = rows.filter(role="platform_leader").order_by("id")
    leaders = [g.contact_id for g in mine if ecosystem in g.ecosystems]
    away = Deputy.objects.filter(region_id=by.region, since__lte=on, until__gte=on)
    for one in away.filter(absent_id__in=leaders).order_by("id"):
        leaders = [who for who in leaders if who != one.absent_id] + [one.deputy_id]
    return tuple(dict.fromkeys(leaders))


def contacts_of_actors(actors: tuple[str, ...], *, on: date, by: Viewer) -> dict[str, int]:
    """The contact of each of those actors that has one on that day: its first, by actor."""
    rows = Grant.objects.filter(Q(until=None) | Q(until__gte=on), region_id=by.region)
    found: dict[str, int] = {}
    for grant in rows.filter(role="actor_contact").order_by("id"):
        for actor in set(grant.actors) & set(actors):
            found.setdefault(actor, grant.contact_id)
    return found


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
        tuple(grant.actors),
    )


# ----------------------------------------------------------------------------------- deputies


def appoint_deputy(new: NewDeputy, *, by: Viewer) -> DeputyRow:
    """Let another act for somebody for some days. Both have, or had, a role in the region.

    An evaluator is nobody's deputy: who judges the work has no part in it (R102). Refusals:
    `not_found`, `bad_period`, `not_to_oneself`, `evaluator_stands_apart`, `nothing_to_lend`.
    """
    if new.until < new.since:
        raise Refusal("bad_period")
    if new.absent == new.deputy:
        raise Refusal("not_to_oneself")
    held = list(Grant.objects.filter(region_id=by.region))
    grants = {g.contact_id: g for g in held}
    if not {new.absent, new.deputy} <= set(grants):
        raise Refusal("not_found")
    running = {(g.contact_id, g.role) for g in held if _runs(g, new.since)}
    if (new.deputy, "evaluator") in running:
        raise Refusal("evaluator_stands_apart")
    if not any((new.absent, role) in running for role in _LENT):
        raise Refusal("nothing_to_lend")
    row = Deputy.objects.create(
        region_id=by.region,
        absent_id=new.absent,
        absent_account_id=grants[new.absent].account_id,
        deputy_id=new.deputy,
        deputy_account_id=grants[new.deputy].account_id,
        since=new.since,
        until=new.until,
    )
    return _deputy(row)


def end_deputy(deputy_id: int, *, on: date, by: Viewer) -> DeputyRow:
    """Let it end with the day `on`; Refusal `not_found` for one the viewer may not see."""
    found = [row for row in list_deputies(by=by) if row.id == deputy_id]
    if not found:
        raise Refusal("not_found")
    Deputy.objects.filter(pk=deputy_id).update(until=on)
    return _deputy(Deputy.objects.get(pk=deputy_id))


def list_deputies(*, by: Viewer) -> tuple[DeputyRow, ...]:
    """Who acts or acted for whom, the latest first; who keeps no users sees what it is part of."""
    rows = Deputy.objects.filter(region_id=by.region).select_related("absent", "deputy")
    if not by.roles & set(_KEEPS_USERS):
        rows = rows.filter(Q(absent_id=by.contact) | Q(deputy_id=by.contact))
    return tuple(map(_deputy, rows.order_by("-since", "-id")))


def _deputy(row: Deputy) -> DeputyRow:
    return DeputyRow(
        row.pk,
        row.absent_id,
        row.absent.name,
        row.deputy_id,
        row.deputy.name,
        row.since,
        row.until,
    )
