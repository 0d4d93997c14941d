"""An actor entered and changed by hand: the way in, its own row, and taking it away.

Neighbours get `told`, which gives a form every reason why nothing was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.actions.edit_actor import ActorValues, Joins, add_actor, change_actor, remove_actor
from samspel.actions.first_matches import names_alike
from samspel.actions.first_sides import county_of_region
from samspel.pages.register.edit_forms import ActorForm, NewActorForm
from samspel.pages.register.fact_words import FORMS_OF, fact_line
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import number_words, table_name
from samspel.records.accounts.api import can, check_may
from samspel.records.register.api import (
    ActorProfile,
    ActorRow,
    actor_names,
    actors_named,
    ecosystem_names,
    get_profile,
    list_places,
)
from samspel.reports.problems import problem_sentence
from samspel.terms import BadData, Refusal, Viewer
from samspel.terms.countries import country_name
from samspel.terms.municipalities import (
    counties,
    municipalities,
    municipalities_of,
    municipality_name,
)
from samspel.terms.ordering import swedish_order

__all__ = [
    "add",
    "change",
    "ecosystem_choices",
    "edit",
    "remove",
    "to_edit",
    "told",
    "town_choices",
]

_STATUS = {"row_was_changed": 409}
# What a file's fault is to a person in front of a form, where nothing is kept as it stands.
_IN_A_FORM = {
    "identifier_check_digit": gettext_noop(
        "The number's check digit is wrong: a digit is mistaken. Compare it with the official "
        "register, and choose the right kind. Nothing was saved."
    ),
    "identifier_form": gettext_noop(
        "It does not look like a number of that kind. Check the number and its kind. Nothing was "
        "saved."
    ),
    "org_number_check_digit": gettext_noop(
        "The number's check digit is wrong: a digit is mistaken. Compare it with the official "
        "register, or leave it empty. Nothing was saved."
    ),
    "org_number_form": gettext_noop(
        "An organisation number has ten digits, such as 556036-0793. Nothing was saved."
    ),
}


@dataclass(frozen=True, slots=True)
class EditLine:
    """A row that may be changed."""

    says: str
    url: str


@dataclass(frozen=True, slots=True)
class EditGroup:
    """The rows of one table, and the way to a new one."""

    name: str
    lines: tuple[EditLine, ...]
    add_name: str
    add_url: str


@dataclass(frozen=True, slots=True)
class EditPage:
    """What may be changed of an actor; who it is stands above, as it is now."""

    title: str
    actor: ActorRow
    locality: str
    change_url: str
    groups: tuple[EditGroup, ...]
    goes_on_url: str
    remove_url: str
    history_url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form. `alike` are actors that may be the same; `back` leads away without a change."""

    title: str
    says: str
    form: forms.Form
    button: str
    back: str
    crumbs: tuple[Crumb, ...]
    alike: tuple[EditLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovePage:
    """Whether an actor should go."""

    title: str
    says: str
    back: str
    crumbs: tuple[Crumb, ...]
    stopped: str = ""


def told(form: forms.Form, stop: Refusal | BadData) -> int:
    """Put the reasons in the form, each at its field, and give the answer's status."""
    if isinstance(stop, Refusal):
        if stop.code.startswith("may_not."):
            raise stop
        form.add_error(None, reason_of(stop))
        return _STATUS.get(stop.code, 409)
    for problem in stop.problems:
        what, remedy = problem_sentence(problem, get_language() or "sv")
        said = _(_IN_A_FORM[problem.code]) if problem.code in _IN_A_FORM else f"{what} {remedy}"
        column = problem.place.column
        form.add_error(column if column in form.fields else None, said.strip())
    return 400


def to_edit(key: str, actor: ActorRow) -> tuple[Crumb, ...]:
    """The way back from a page of changing an actor."""
    return (
        Crumb(_("Actors"), reverse("actors", args=[key])),
        Crumb(actor.name, reverse("actor", args=[key, actor.actor_id])),
        Crumb(_("Change"), reverse("edit-actor", args=[key, actor.actor_id])),
    )


def ecosystem_choices(by: Viewer) -> list[tuple[str, str]]:
    """The ecosystems that the visitor may enter members of."""
    found = ecosystem_names(by=by).items()
    return [(key, name) for key, name in found if can(by, "edit_register", ecosystem=key)]


def town_choices(by: Viewer, now: str = "") -> list[tuple[str, Any]]:
    """Every place that an actor may be in, the region's own and its county's first; and where it
    is `now`, whatever that is: nobody moves because a form did not know the place."""
    own = {row.municipality: row.name for row in list_places(by=by)}
    ours = {key: name for key, name in own.items() if key not in municipalities()}
    if now and now not in municipalities():
        ours.setdefault(now, municipality_name(now))
    home = county_of_region(by=by)
    order = sorted(counties(), key=lambda code: (code != home, code))
    groups: list[tuple[str, Any]] = [(_("The region's own"), sorted(ours.items()))] if ours else []
    return groups + [(counties()[code], _by_name(municipalities_of(code))) for code in order]


def _by_name(towns: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(towns.items(), key=lambda town: swedish_order(town[1]))


# ------------------------------------------------------------------------------------- adding


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def add(request: VisitRequest) -> HttpResponse:
    """Enter an actor. One of the same name or number is shown first."""
    viewer = request.visit.viewer
    check_may(viewer, "edit_register")
    given = request.POST if request.method == "POST" else None
    form = NewActorForm(
        given,
        places=town_choices(viewer),
        ecosystems=ecosystem_choices(viewer),
        initial={"country": country_name("SE", get_language() or "sv")},
    )
    if given is None:
        return _new_page(request, form)
    if not form.is_valid():
        return _new_page(request, form, status=400)
    values = _values(form)
    alike = () if form.cleaned_data["sure"] else _alike(request, values)
    if alike:
        form.fields["sure"].widget = forms.CheckboxInput()
        return _new_page(request, form, alike=alike, status=409)
    ecosystem, since = form.cleaned_data["ecosystem"], form.cleaned_data["since"]
    joins = Joins(ecosystem, since) if ecosystem else None
    try:
        actor_id = add_actor(values=values, joins=joins, by=viewer)
    except (Refusal, BadData) as stop:
        return _new_page(request, form, status=told(form, stop))
    messages.success(request, _("%(name)s is entered.") % {"name": values.name})
    return redirect("actor", request.visit.region.key, actor_id)


def _values(form: ActorForm) -> ActorValues:
    given = form.cleaned_data
    return ActorValues(
        name=given["name"],
        sector=given["sector"],
        roles="|".join(sorted(given["roles"])),
        org_number=given["org_number"],
        country=given["country"],
        municipality=given["municipality"],
        locality=given["locality"],
        industry=given["industry"],
    )


def _alike(request: VisitRequest, values: ActorValues) -> tuple[EditLine, ...]:
    asked = tuple(text for text in (values.name, values.org_number) if text)
    found = actors_named(asked, by=request.visit.viewer)
    named = {actor for actors in found.values() for actor in actors}
    ids = tuple(sorted({*named, *names_alike(name=values.name, by=request.visit.viewer)}))
    names = actor_names(ids, by=request.visit.viewer)
    key = request.visit.region.key
    return tuple(EditLine(names[one], reverse("actor", args=[key, one])) for one in ids)


def _new_page(
    request: VisitRequest,
    form: NewActorForm,
    *,
    alike: tuple[EditLine, ...] = (),
    status: int = 200,
) -> HttpResponse:
    url = reverse("actors", args=[request.visit.region.key])
    page = FormPage(
        title=_("Which actor do you want to enter?"),
        says="",
        form=form,
        button=_("Enter the actor"),
        back=url,
        crumbs=(Crumb(_("Actors"), url),),
        alike=alike,
    )
    return show(request, "register/form.html", page, status=status)


# ----------------------------------------------------------------------------------- changing


@require_safe
@in_region
def edit(request: VisitRequest, actor_id: str) -> HttpResponse:
    """What may be changed of an actor."""
    viewer, key = request.visit.viewer, request.visit.region.key
    check_may(viewer, "edit_register")
    profile = get_profile(actor_id, by=viewer)
    actor = profile.detail.actor
    here = [key, actor_id]
    page = EditPage(
        title=_("What do you want to change of %(name)s?") % {"name": actor.name},
        actor=actor,
        locality=profile.detail.extra.get("locality", ""),
        change_url=reverse("change-actor", args=here),
        groups=tuple(_group(key, profile, table) for table in FORMS_OF),
        goes_on_url=reverse("actor-goes-on", args=here),
        remove_url=reverse("remove-actor", args=here),
        history_url=reverse("actor-history", args=here),
        crumbs=to_edit(key, actor)[:2],
    )
    return show(request, "register/edit.html", page)


def _group(key: str, profile: ActorProfile, table: str) -> EditGroup:
    name, add_name = FORMS_OF[table]
    actor_id = profile.detail.actor.actor_id
    ecosystems = {row.ecosystem_id: row.ecosystem_name for row in profile.detail.memberships}
    return EditGroup(
        _(name),
        tuple(
            EditLine(
                fact_line(fact, actor_id, ecosystems),
                reverse("change-fact", args=[key, actor_id, table, fact.row]),
            )
            for fact in profile.facts[table]
        ),
        _(add_name),
        reverse("add-fact", args=[key, actor_id, table]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def change(request: VisitRequest, actor_id: str) -> HttpResponse:
    """Change an actor's own row: rewritten, or from a day on."""
    viewer = request.visit.viewer
    check_may(viewer, "edit_register")
    profile = get_profile(actor_id, by=viewer)
    actor = profile.detail.actor
    given = request.POST if request.method == "POST" else None
    form = ActorForm(
        given,
        places=town_choices(viewer, actor.municipality),
        roles=actor.roles,
        initial=_initial(profile),
    )
    if given is None or not form.is_valid():
        return _change_page(request, form, actor, status=200 if given is None else 400)
    try:
        entry = change_actor(
            actor_id=actor_id,
            row=form.cleaned_data["row"] or 0,
            values=_values(form),
            since=form.cleaned_data["since"],
            today=timezone.localdate(),
            by=viewer,
        )
    except (Refusal, BadData) as stop:
        return _change_page(request, form, actor, status=told(form, stop))
    said = _("The change is saved.") if entry else _("Nothing was changed.")
    messages.success(request, said)
    return redirect("edit-actor", request.visit.region.key, actor_id)


def _initial(profile: ActorProfile) -> dict[str, object]:
    actor = profile.detail.actor
    return {
        "name": actor.name,
        "sector": actor.sector,
        "roles": actor.roles,
        "org_number": number_words(actor.org_number),
        "country": country_name(actor.country, get_language() or "sv"),
        "municipality": actor.municipality,
        "locality": profile.detail.extra.get("locality", ""),
        "industry": actor.industry,
        "row": profile.row,
    }


def _change_page(
    request: VisitRequest, form: ActorForm, actor: ActorRow, *, status: int
) -> HttpResponse:
    crumbs = to_edit(request.visit.region.key, actor)
    page = FormPage(
        title=_("What is %(name)s?") % {"name": actor.name},
        says="",
        form=form,
        button=_("Save the change"),
        back=crumbs[-1].url,
        crumbs=crumbs,
    )
    return show(request, "register/form.html", page, status=status)


# ----------------------------------------------------------------------------------- removing


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def remove(request: VisitRequest, actor_id: str) -> HttpResponse:
    """Take an actor that was entered by mistake away; one that others build on stays."""
    viewer = request.visit.viewer
    check_may(viewer, "edit_register")
    profile = get_profile(actor_id, by=viewer)
    stopped = ""
    if request.method == "POST":
        try:
            remove_actor(actor_id=actor_id, row=profile.row, by=viewer)
        except Refusal as refusal:
            stopped = _referring(refusal)
        else:
            name = profile.detail.actor.name
            messages.success(request, _("%(name)s is taken away.") % {"name": name})
            return redirect("actors", request.visit.region.key)
    crumbs = to_edit(request.visit.region.key, profile.detail.actor)
    page = RemovePage(
        title=_("Take %(name)s out of the register?") % {"name": profile.detail.actor.name},
        says=_(
            "Do so when it was entered by mistake. Its other names, numbers and offers go with it. "
            "It can be undone in the history."
        ),
        back=crumbs[-1].url,
        crumbs=crumbs,
        stopped=stopped,
    )
    return show(request, "register/remove.html", page, status=409 if stopped else 200)


def _referring(refusal: Refusal) -> str:
    if refusal.code != "actor_is_referred_to":
        return reason_of(refusal)
    parts = (part.rpartition(" ") for part in refusal.values_["tables"].split(", "))
    named = ", ".join(f"{table_name(table)} {count}" for table, _space, count in parts)
    return reason_of(Refusal(refusal.code, tables=named))
