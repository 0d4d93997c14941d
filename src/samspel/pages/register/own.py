"""The page of one's own actor: what it contributes and seeks, in its own words (R123)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions.edit_facts import Fact, end_fact, save_fact
from samspel.pages.register.edit_forms import OwnOfferForm
from samspel.pages.register.editing import EditLine, told
from samspel.pages.register.fact_words import OWN_OFFERS
from samspel.pages.register.facts import FactPage
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import named
from samspel.records.register.api import ActorRow, FactRow, get_profile
from samspel.terms import BadData, Refusal

__all__ = ["end_offer", "offer", "own"]


@dataclass(frozen=True, slots=True)
class OwnActor:
    """An actor that the visitor is the contact of, with what it says of itself."""

    actor: ActorRow
    lines: tuple[EditLine, ...]
    add_url: str
    open_url: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The visitor's own actors."""

    title: str
    actors: tuple[OwnActor, ...]
    crumbs: tuple[Crumb, ...] = ()


@require_safe
@in_region(asks="edit_own_actor")
def own(request: VisitRequest) -> HttpResponse:
    """What the visitor's own actors say of themselves."""
    page = OwnPage(
        title=_("What do you contribute, and what do you seek?"),
        actors=tuple(_own(request, actor) for actor in sorted(request.visit.viewer.actors)),
    )
    return show(request, "register/own.html", page)


def _own(request: VisitRequest, actor_id: str) -> OwnActor:
    key = request.visit.region.key
    profile = get_profile(actor_id, by=request.visit.viewer)
    lines = (
        EditLine(_line(one), reverse("own-offer", args=[key, actor_id, one.row]))
        for one in profile.facts["offers"]
    )
    add = reverse("own-offer-new", args=[key, actor_id])
    open_url = reverse("own-listing", args=[key, actor_id])
    return OwnActor(profile.detail.actor, tuple(lines), add, open_url)


def _line(fact: FactRow) -> str:
    return f"{named(OWN_OFFERS, fact.values['kind'])}: {fact.values['text']}"


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_own_actor")
def offer(request: VisitRequest, actor_id: str, row: int | None = None) -> HttpResponse:
    """Something that one's own actor says of itself."""
    fact = _fact(request, actor_id, row)
    given = request.POST if request.method == "POST" else None
    initial = {**fact.values, "row": fact.row} if fact else {}
    form = OwnOfferForm(given, initial=initial, choices={})
    status = 200 if given is None else 400
    if given is not None and form.is_valid():
        values = dict(form.cleaned_data)
        before = values.pop("row")
        try:
            entered = Fact("offers", actor_id, values)
            save_fact(fact=entered, row=before, by=request.visit.viewer)
        except (Refusal, BadData) as stop:
            status = told(form, stop)
        else:
            messages.success(request, _("Saved."))
            return redirect("own-actor", request.visit.region.key)
    key = request.visit.region.key
    back = reverse("own-actor", args=[key])
    page = FactPage(
        title=_("What do you want to say of yourselves?"),
        form=form,
        back=back,
        end_url=reverse("own-offer-end", args=[key, actor_id, fact.row]) if fact else "",
        crumbs=(Crumb(_("Your organisation"), back),),
    )
    return show(request, "register/fact.html", page, status=status)


@require_POST
@in_region(asks="edit_own_actor")
def end_offer(request: VisitRequest, actor_id: str, row: int) -> HttpResponse:
    """Take it away."""
    _fact(request, actor_id, row)
    end_fact(table="offers", owner=actor_id, row=row, by=request.visit.viewer)
    messages.success(request, _("Taken away. It can be undone in the history."))
    return redirect("own-actor", request.visit.region.key)


def _fact(request: VisitRequest, actor_id: str, row: int | None) -> FactRow | None:
    if actor_id not in request.visit.viewer.actors:
        raise Refusal("not_found")
    facts = get_profile(actor_id, by=request.visit.viewer).facts["offers"]
    found = next((fact for fact in facts if fact.row == row), None)
    if row is not None and found is None:
        raise Refusal("row_was_changed")
    return found
