"""Which actors may be shown to everybody, as rows: members today, no sole trader, none in doubt.

A firm without an official number may be a sole trader, whose name is a person's: it is in doubt
until somebody says that it may be shown. What stands in a workspace is never here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.records import rows
from samspel.records.register import models
from samspel.records.register.actors import list_among, matching
from samspel.records.register.ecosystems import running
from samspel.records.register.faces import ActorQuery, ActorRow
from samspel.tables import SOLE_TRADER
from samspel.terms import Page, PageRequest, Viewer

__all__ = ["ShownQuery", "count_shown", "find_shown_names", "list_doubted", "list_shown"]

_PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class ShownQuery:
    """Members on a day of some ecosystems; `barred` are left out, `cleared` are in no doubt.

    `ids`: these alone; without any ecosystem nobody. The rest narrows as `ActorQuery` does.
    """

    ecosystems: tuple[str, ...] = ()
    on: date | None = None
    barred: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    text: str = ""
    sector: str = ""
    role: str = ""
    ids: tuple[str, ...] = ()


def list_shown(query: ShownQuery, *, page: PageRequest, by: Viewer) -> Page[ActorRow]:
    """A page of those that may be shown to everybody, by name."""
    by = _without_workspaces(by)
    return list_among(_shown(query, by), query.text, page=page, by=by)


def count_shown(query: ShownQuery, *, by: Viewer) -> Mapping[str, int]:
    """How many members there are, and how many of them are shown, sole traders, in doubt or
    barred: each member is one of these four."""
    by = _without_workspaces(by)
    members = _members(query, by)
    sole, doubted = members.filter(_sole()), members.exclude(_sole()).filter(_doubt(query, by))
    return {
        "members": members.count(),
        "shown": _shown(query, by).count(),
        "sole_traders": sole.count(),
        "doubted": doubted.exclude(actor_id__in=query.barred).count(),
        "barred": members.exclude(_sole()).filter(actor_id__in=query.barred).count(),
    }


def list_doubted(query: ShownQuery, *, by: Viewer, most: int = 50) -> tuple[ActorRow, ...]:
    """The first of those that are in doubt and not barred, by name."""
    by = _without_workspaces(by)
    found = _members(query, by).exclude(_sole()).filter(_doubt(query, by))
    found = found.exclude(actor_id__in=query.barred)
    return list_among(found, "", page=PageRequest(size=most), by=by).rows


def find_shown_names(actor_ids: tuple[str, ...], *, by: Viewer) -> Mapping[str, str]:
    """The names of those of the actors that are surely no sole traders: an earlier name of an
    organisation may have been a person's."""
    by = _without_workspaces(by)
    found = matching(ActorQuery(), by).filter(actor_id__in=actor_ids).exclude(_sole())
    sure = found.exclude(_doubt(ShownQuery(), by))
    return dict(sure.order_by().values_list("actor_id", "name"))


def _without_workspaces(by: Viewer) -> Viewer:
    return replace(by, workspaces=frozenset())


def _members(query: ShownQuery, by: Viewer) -> QuerySet[models.Actor]:
    spells = models.Membership.objects.filter(
        rows.current(by), running(query.on or date.max), ecosystem_id__in=query.ecosystems
    )
    asked = ActorQuery(text=query.text, sector=query.sector, role=query.role)
    found = matching(asked, by).filter(actor_id__in=spells.order_by().values("actor_id"))
    return found.filter(actor_id__in=query.ids) if query.ids else found


def _shown(query: ShownQuery, by: Viewer) -> QuerySet[models.Actor]:
    found = _members(query, by).exclude(_sole()).exclude(_doubt(query, by))
    return found.exclude(actor_id__in=query.barred)


def _sole() -> Q:
    return Q(extra__has_key=SOLE_TRADER)


def _doubt(query: ShownQuery, by: Viewer) -> Q:
    """Private, and no number says that it is an organisation."""
    numbers = models.Identifier.objects.filter(
        rows.current(by), actor_id=OuterRef("actor_id"), value__gt=""
    )
    unsaid = Q(sector=_PRIVATE, org_number="") & ~Q(Exists(numbers))
    return unsaid & ~Q(actor_id__in=query.cleared)
