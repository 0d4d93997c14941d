"""Ecosystems and actors: the region's first page, the list of actors, one actor."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.pages.gaps.behind import Behind, acts_behind
from samspel.pages.interplay.rows import act_lines
from samspel.pages.register.forms import ActorsForm, SearchForm
from samspel.pages.shell.dates import period_words
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, example_address, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.gaps.api import RunRow, list_latest_runs
from samspel.records.interplay.api import ActQuery, ActRow, list_acts
from samspel.records.register.api import (
    ActorDetail,
    ActorQuery,
    ActorRow,
    EcosystemRow,
    MembershipRow,
    get_actor,
    list_actors,
    list_ecosystems,
)
from samspel.terms import Page

__all__ = ["actor", "actors", "ecosystems"]


@dataclass(frozen=True, slots=True)
class EcosystemLine:
    """An ecosystem in the list."""

    name: str
    url: str
    says: str


@dataclass(frozen=True, slots=True)
class EcosystemsPage:
    """The region's first page."""

    title: str
    ecosystems: tuple[EcosystemLine, ...]
    may_enter: bool
    may_import: bool
    may_start: bool
    example_url: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in the list."""

    name: str
    url: str
    sector: str
    roles: tuple[str, ...]
    municipality: str


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """The list of actors. `empty`: nothing is registered at all."""

    title: str
    form: ActorsForm
    list: Listed
    empty: bool
    may_import: bool
    example_url: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """A membership on an actor's page."""

    name: str
    url: str
    period: str
    is_platform: bool
    is_financier: bool


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor and its acts. `only`: the acts are narrowed to those behind a state."""

    title: str
    says: str
    actor: ActorRow
    memberships: tuple[MembershipLine, ...]
    form: SearchForm
    list: Listed
    only: Behind | None
    all_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def ecosystems(request: VisitRequest) -> HttpResponse:
    """Which ecosystems the region has, and what was last measured in each."""
    visit = request.visit
    today = timezone.localdate()
    found = list_ecosystems(on=today, by=visit.viewer)
    runs = list_latest_runs(by=visit.viewer)
    page = EcosystemsPage(
        title=_("Which ecosystem do you want to see?"),
        ecosystems=tuple(
            _ecosystem_line(visit.region.key, row, runs.get(row.ecosystem_id)) for row in found
        ),
        may_enter=visit.may("edit_register") and not visit.region.is_example,
        may_import=visit.may("import_register"),
        may_start=visit.region.is_example,
        example_url=example_address(request),
    )
    return show(request, "register/ecosystems.html", page)


def _ecosystem_line(key: str, row: EcosystemRow, run: RunRow | None) -> EcosystemLine:
    members = ngettext("%(n)s member.", "%(n)s members.", row.members) % {
        "n": words().number(row.members)
    }
    measured = _("Last measured as of %(on)s.") % {"on": run.on} if run else _("Not measured yet.")
    url = reverse("ecosystem", args=[key, row.ecosystem_id])
    return EcosystemLine(row.name, url, f"{members} {measured}")


@require_safe
@in_region
def actors(request: VisitRequest) -> HttpResponse:
    """The list of actors with search, filters and count."""
    visit = request.visit
    rows = list_ecosystems(on=timezone.localdate(), by=visit.viewer)
    form = ActorsForm(request.GET, ecosystems=[(row.ecosystem_id, row.name) for row in rows])
    query = _actor_query(form)
    found = list_actors(query, page=page_request(request), by=visit.viewer)
    page = ActorsPage(
        title=_("Which actors are in the register?"),
        form=form,
        list=listed(request, found, (_actor_line(visit.region.key, row) for row in found.rows)),
        empty=not found.count and query == ActorQuery(),
        may_import=visit.may("import_register"),
        example_url=example_address(request),
    )
    return show(request, "register/actors.html", page)


def _actor_query(form: ActorsForm) -> ActorQuery:
    form.is_valid()
    given = form.cleaned_data
    return ActorQuery(
        text=given.get("search", ""),
        sector=given.get("sector", ""),
        role=given.get("role", ""),
        ecosystem=given.get("ecosystem", ""),
    )


def _actor_line(key: str, row: ActorRow) -> ActorLine:
    url = reverse("actor", args=[key, row.actor_id])
    return ActorLine(row.name, url, row.sector, row.roles, row.municipality_name)


@require_safe
@in_region
def actor(request: VisitRequest, actor_id: str) -> HttpResponse:
    """One actor: what it is, where it is a member, what it has taken part in."""
    detail = get_actor(actor_id, by=request.visit.viewer)
    return show(request, "register/actor.html", _actor_page(request, detail))


def _acts(request: VisitRequest, actor_id: str, only: Behind | None) -> Page[ActRow]:
    form = SearchForm(request.GET)
    form.is_valid()
    query = ActQuery(
        text=form.cleaned_data.get("search", ""), actor=actor_id, ids=only.acts if only else ()
    )
    return list_acts(query, page=page_request(request), by=request.visit.viewer)


def _actor_page(request: VisitRequest, detail: ActorDetail) -> ActorPage:
    key, actor_id = request.visit.region.key, detail.actor.actor_id
    only = acts_behind(request, actor_id)
    found = _acts(request, actor_id, only)
    lines = act_lines(key, found.rows)
    return ActorPage(
        title=_("What do we know of %(name)s?") % {"name": detail.actor.name},
        says=_says(detail, found.count) if only is None else only.says,
        actor=detail.actor,
        memberships=tuple(_membership(key, row) for row in detail.memberships),
        form=SearchForm(request.GET),
        list=listed(request, found, lines, at="#acts"),
        only=only,
        all_url=reverse("actor", args=[key, actor_id]),
        crumbs=only.crumbs if only else (Crumb(_("Actors"), reverse("actors", args=[key])),),
    )


def _says(detail: ActorDetail, acts: int) -> str:
    text = ngettext(
        "%(name)s has taken part in %(n)s recorded act.",
        "%(name)s has taken part in %(n)s recorded acts.",
        acts,
    )
    if not acts:
        text = _("No act of %(name)s is recorded. That does not say that it has none.")
    return text % {"name": detail.actor.name, "n": words().number(acts)}


def _membership(key: str, row: MembershipRow) -> MembershipLine:
    return MembershipLine(
        row.ecosystem_name,
        reverse("ecosystem", args=[key, row.ecosystem_id]),
        period_words(row.member_from, row.member_until),
        row.is_platform,
        row.is_financier,
    )
