"""Ecosystems and actors: the region's first page, the list of actors, one actor."""

from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.register.actor_page import actor_page
from samspel.pages.register.forms import ActorsForm
from samspel.pages.shell.exports import every_page, export, file_address
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import RegionVisit, VisitRequest, example_address, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.gaps.api import RunRow, list_latest_runs
from samspel.records.register.api import (
    ActorQuery,
    ActorRow,
    EcosystemRow,
    ecosystem_names,
    get_profile,
    list_actors,
    list_ecosystems,
)
from samspel.reports.workbook import table_headings, table_word

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
    open_url: str
    example_url: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in the list; `also`: the other name by which the search found it."""

    name: str
    url: str
    sector: str
    roles: tuple[str, ...]
    municipality: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """The list of actors. `empty`: nothing is registered at all."""

    title: str
    form: ActorsForm
    list: Listed
    empty: bool
    may_import: bool
    add_url: str
    file_url: str
    example_url: str
    crumbs: tuple[Crumb, ...] = ()


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
        open_url=reverse("settle-directory", args=[visit.region.key])
        if visit.may("open_directory")
        else "",
        example_url="" if found else example_address(request),
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
def actors(request: VisitRequest) -> HttpResponseBase:
    """The list of actors with search, filters and count."""
    visit = request.visit
    form = ActorsForm(request.GET, ecosystems=list(ecosystem_names(by=visit.viewer).items()))
    query = _actor_query(form)
    if request.GET.get("form") == "csv":
        return _file(visit, query)
    found = list_actors(query, page=page_request(request), by=visit.viewer)
    page = ActorsPage(
        title=_("Which actors are in the register?"),
        form=form,
        list=listed(request, found, (_actor_line(visit.region.key, row) for row in found.rows)),
        empty=not found.count and query == ActorQuery(),
        file_url=file_address(request),
        add_url=reverse("add-actor", args=[visit.region.key]) if visit.may("edit_register") else "",
        may_import=visit.may("import_register"),
        example_url="" if found.rows else example_address(request),
    )
    return show(request, "register/actors.html", page)


def _file(visit: RegionVisit, query: ActorQuery) -> StreamingHttpResponse:
    rows = every_page(lambda page: list_actors(query, page=page, by=visit.viewer))
    language = get_language() or "sv"  # streaming goes on after the request is left
    columns = ("actor_id", "name", "sector", "roles", "org_number", "country", "municipality")
    headings = table_headings("actors", columns, language)
    lines = (
        (
            row.actor_id,
            row.name,
            table_word("actors", "sector", row.sector, language),
            table_word("actors", "roles", "|".join(row.roles), language),
            row.org_number,
            row.country,
            row.municipality,
        )
        for row in rows
    )
    return export("actors", headings, lines)


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
    return ActorLine(row.name, url, row.sector, row.roles, row.municipality_name, row.also)


@require_safe
@in_region
def actor(request: VisitRequest, actor_id: str) -> HttpResponse:
    """One actor: what it is, where it is a member, what it has taken part in."""
    profile = get_profile(actor_id, by=request.visit.viewer)
    return show(request, "register/actor.html", actor_page(request, profile))
