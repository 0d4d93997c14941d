"""Who has which role in the region; an officer gives and ends roles."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.actions import manage_users
from samspel.pages.accounts.forms import RoleForm
from samspel.pages.shell.showing import Crumb, service_address, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.records.accounts.api import (
    ROLE_NAMES,
    GrantRow,
    check_may,
    list_grants,
    system_viewer,
)
from samspel.records.register.api import ActorQuery, actor_names, ecosystem_names, list_actors
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = ["end_role", "people"]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One role somebody has."""

    name: str
    email: str
    role_name: str
    where: str
    until: date | None
    end_url: str
    person_url: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people and the form that gives a role; None for a reader."""

    title: str
    people: tuple[PersonLine, ...]
    may_change: bool
    form: RoleForm | None
    away_url: str
    keys_url: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class EndRolePage:
    """What ending the role will change, before it is done."""

    title: str
    says: str
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="see_people")
def people(request: VisitRequest) -> HttpResponse:
    """Who has a role here; a POST gives one."""
    may = request.visit.may("manage_users")
    form = _form(request) if may else None
    if request.method == "POST":
        check_may(request.visit.viewer, "manage_users")
        assert form is not None  # noqa: S101 - who may has the form
        if form.is_valid() and _give(request, form):
            return redirect("people", request.visit.region.key)
    page = PeoplePage(
        title=_("Who works with the region?"),
        people=_people(request),
        may_change=may,
        form=form,
        away_url=reverse("away", args=[request.visit.region.key]),
        keys_url=reverse("keys", args=[request.visit.region.key])
        if request.visit.may("use_api")
        else "",
    )
    return show(request, "accounts/people.html", page, status=400 if form and form.errors else 200)


def _form(request: VisitRequest) -> RoleForm:
    return RoleForm(
        request.POST or None,
        roles=_roles(),
        ecosystems=list(_ecosystem_names(request).items()),
    )


def _ecosystem_names(request: VisitRequest) -> dict[str, str]:
    """Of the whole region: who keeps users gives roles also where it reads nothing itself."""
    return dict(ecosystem_names(by=system_viewer(request.visit.viewer.region)))


def _roles() -> list[tuple[str, str]]:
    return [(key, _(name)) for key, name in ROLE_NAMES.items()]


def _give(request: VisitRequest, form: RoleForm) -> bool:
    try:
        actors = _actors(request, form.cleaned_data["actors"])
        user = manage_users.NewUser(**{**form.cleaned_data, "actors": actors})
        address = service_address(request)
        manage_users.add_user(user=user, by=request.visit.viewer, address=address)
    except Refusal as refusal:
        form.add_error(None, reason_of(refusal))
        return False
    name = form.cleaned_data["name"]
    messages.success(request, _("%(name)s has the role.") % {"name": name})
    return True


def _actors(request: VisitRequest, text: str) -> tuple[str, ...]:
    """The keys of the actors of those names; Refusal `no_such_actor` for one that is not there,
    or is there more than once."""
    by = system_viewer(request.visit.viewer.region)
    return tuple(_actor(name.strip(), by) for name in text.split(";") if name.strip())


def _actor(name: str, by: Viewer) -> str:
    found = list_actors(ActorQuery(text=name), page=PageRequest(), by=by).rows
    same = [one for one in found if name.casefold() in {one.name.casefold(), one.actor_id}]
    fitting = same or list(found)
    if len(fitting) != 1:
        raise Refusal("no_such_actor", name=name)
    return fitting[0].actor_id


def _people(request: VisitRequest) -> tuple[PersonLine, ...]:
    today = timezone.localdate()
    grants = list_grants(by=request.visit.viewer)
    running = (one for one in grants if one.until is None or one.until >= today)
    key = request.visit.region.key
    ecosystems = _ecosystem_names(request)
    return tuple(
        PersonLine(
            one.name,
            one.email,
            _(ROLE_NAMES[one.role]),
            _where(one, ecosystems, request),
            one.until,
            reverse("end-role", args=[key, one.id]),
            reverse("person", args=[key, one.contact]),
        )
        for one in running
    )


def _where(grant: GrantRow, ecosystems: dict[str, str], request: VisitRequest) -> str:
    if grant.actors:
        by = system_viewer(request.visit.viewer.region)
        names = actor_names(grant.actors, by=by)
        return ", ".join(names.get(key, key) for key in grant.actors)
    named = [ecosystems.get(key, key) for key in grant.ecosystems]
    return ", ".join(named) or _("the whole region")


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="manage_users")
def end_role(request: VisitRequest, grant_id: int) -> HttpResponse:
    """Show what ending the role changes; a POST ends it."""
    key = request.visit.region.key
    grant = _grant(request, grant_id)
    if request.method == "POST":
        manage_users.end_role(grant_id=grant_id, by=request.visit.viewer)
        messages.success(request, _("The role is ended."))
        return redirect("people", key)
    values = {"name": grant.name, "role": _(ROLE_NAMES[grant.role]).lower()}
    page = EndRolePage(
        title=_("Shall the role of %(name)s end?") % values,
        says=_("%(name)s will no longer be %(role)s here, and cannot open the region's pages.")
        % values,
        back=reverse("people", args=[key]),
        crumbs=(Crumb(_("People"), reverse("people", args=[key])),),
    )
    return show(request, "accounts/end_role.html", page)


def _grant(request: VisitRequest, grant_id: int) -> GrantRow:
    for one in list_grants(by=request.visit.viewer):
        if one.id == grant_id:
            return one
    raise Refusal("not_found")
