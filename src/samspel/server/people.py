"""`user add`, `user link`, `user list`: what whoever runs the service does about its users.

Everything else about them is done on the pages by an officer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import django
from django.conf import settings
from django.utils.translation import gettext as _

from samspel.server.words import speak
from samspel.terms import Refusal

__all__ = ["Given", "Unknown", "add", "lines", "link"]

_LOCAL = "http://127.0.0.1:8000"


class Unknown(LookupError):
    """No such person, role or region; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Given:
    """Who is to have which roles where. `region_name` makes the region when it is not there."""

    email: str
    name: str
    region: str
    roles: tuple[str, ...]
    region_name: str = ""
    ecosystems: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    until: date | None = None


def add(given: Given) -> str:
    """Give the roles, with account and region where they lack; a sign-in link."""
    language = _begin()
    from samspel.actions import manage_users
    from samspel.records.accounts.api import ROLE_NAMES, system_viewer

    strange = [role for role in given.roles if role not in ROLE_NAMES]
    if strange:
        there = ", ".join(ROLE_NAMES)
        raise Unknown(
            _("There is no role %(role)s. There are: %(there)s")
            % {"role": strange[0], "there": there}
        )
    by = system_viewer(_region(given))
    for role in given.roles:
        user = manage_users.NewUser(
            given.name,
            given.email,
            role,
            given.ecosystems,
            given.until,
            language=language,
            actors=given.actors,
        )
        try:
            manage_users.add_user(user=user, by=by)
        except Refusal as refusal:
            raise _told(refusal) from refusal
    return link(given.email)


def _region(given: Given) -> int:
    from samspel.actions.create_region import create_region
    from samspel.records.register import api as register
    from samspel.terms import Viewer

    region = register.find_region(given.region)
    if region is not None:
        return region.id
    if not given.region_name:
        there = ", ".join(sorted(one.key for one in register.list_regions())) or "-"
        raise Unknown(
            _("There is no region %(key)s. There are: %(there)s. A new one needs --region-name.")
            % {"key": given.region, "there": there}
        )
    system = Viewer(0, None, frozenset({"system"}))
    try:
        return create_region(key=given.region, name=given.region_name, by=system).id
    except Refusal as refusal:
        raise _told(refusal) from refusal


def _told(refusal: Refusal) -> Unknown:
    from samspel.records.accounts.api import refusal_sentence

    return Unknown(_(refusal_sentence(refusal.code)) % refusal.values_)


def link(email: str) -> str:
    """A one-time sign-in link for whoever has that address."""
    _begin()
    from samspel.actions import sign_in

    made = sign_in.make_link(email=email, address=settings.ADDRESS or _LOCAL)
    if made is None:
        raise Unknown(_("Nobody has the address %(email)s.") % {"email": email})
    return made


def lines() -> Iterator[str]:
    """A line a role: the region, the person, the role, until when, and where."""
    _begin()
    from samspel.records.accounts.api import list_grants, system_viewer
    from samspel.records.register import api as register

    for region in register.list_regions():
        for grant in list_grants(by=system_viewer(region.id)):
            until, where = str(grant.until or ""), ",".join(grant.actors or grant.ecosystems)
            yield "\t".join(
                [region.key, grant.name, grant.email, grant.role, until, where]
            ).rstrip()


def _begin() -> str:
    django.setup()
    return speak()
