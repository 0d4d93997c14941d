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
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.records.accounts.api import ROLE_NAMES, GrantRow, check_may, list_grants
from samspel.terms import Refusal

__all__ = ["end_role", "people"]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One role somebody has."""

    name: str
    email: str
    role_name: str
    until: date | None
    end_url: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people and the form that gives a role; None for a reader."""

    title: str
    people: tuple[PersonLine, ...]
    may_change: bool
    form: RoleForm | None
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
    form = RoleForm(request.POST or None, roles=_roles()) if may else None
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
    )
    return show(request, "accounts/people.html", page, status=400 if form and form.errors else 200)


def _roles() -> list[tuple[str, str]]:
    return [(key, _(name)) for key, name in ROLE_NAMES.items()]


def _give(request: VisitRequest, form: RoleForm) -> bool:
    try:
        manage_users.add_user(
            user=manage_users.NewUser(**form.cleaned_data), by=request.visit.viewer
        )
    except Refusal as refusal:
        form.add_error(None, reason_of(refusal))
        return False
    name = form.cleaned_data["name"]
    messages.success(request, _("%(name)s has the role.") % {"name": name})
    return True


def _people(request: VisitRequest) -> tuple[PersonLine, ...]:
    today = timezone.localdate()
    grants = list_grants(by=request.visit.viewer)
    running = (one for one in grants if one.until is None or one.until >= today)
    key = request.visit.region.key
    return tuple(
        PersonLine(
            one.name,
            one.email,
            _(ROLE_NAMES[one.role]),
            one.until,
            reverse("end-role", args=[key, one.id]),
        )
        for one in running
    )


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
