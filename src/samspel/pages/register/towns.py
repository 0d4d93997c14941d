"""Which municipalities are dense and which are sparse: what the region says, on one page (R138)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions.classify_places import PLACE_CLASSES, Town, classify_places, list_towns
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import check_may
from samspel.terms import Refusal

__all__ = ["towns"]

_CLASSES = {
    "": gettext_lazy("not said"),
    "dense": gettext_lazy("dense"),
    "sparse": gettext_lazy("sparse"),
}


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """One of the classes that a place may have."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TownRow:
    """A municipality, how many actors are there, and its class."""

    field: str
    name: str
    actors: str
    choices: tuple[ClassChoice, ...]


@dataclass(frozen=True, slots=True)
class TownsPage:
    """The municipalities that actors are in."""

    title: str
    says: str
    rows: tuple[TownRow, ...]
    may: bool
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def towns(request: VisitRequest) -> HttpResponse:
    """Every municipality with an actor in it; a POST says what each is."""
    viewer, key = request.visit.viewer, request.visit.region.key
    check_may(viewer, "read")
    if request.method == "POST":
        entry = classify_places(classes=_given(request), by=viewer)
        messages.success(request, _("The change is saved.") if entry else _("Nothing was changed."))
        return redirect("towns", key)
    found = list_towns(by=viewer)
    page = TownsPage(
        title=_("Where is it dense, and where sparse?"),
        says=_says(found),
        rows=tuple(_row(town) for town in found),
        may=request.visit.may("set_places") and not request.visit.region.is_example,
        crumbs=(Crumb(_("Actors"), reverse("actors", args=[key])),),
    )
    return show(request, "register/towns.html", page)


def _given(request: VisitRequest) -> dict[str, str]:
    given = {
        name.removeprefix("class:"): str(kind)
        for name, kind in request.POST.items()
        if name.startswith("class:")
    }
    if not set(given.values()) <= {"", *PLACE_CLASSES}:
        raise Refusal("not_told_so")
    return given


def _says(found: tuple[Town, ...]) -> str:
    unsaid = sum(not town.place_class for town in found)
    if not found:
        return _("No actor has a municipality yet.")
    if not unsaid:
        return _("All %(n)s municipalities with actors have a class.") % {
            "n": words().number(len(found))
        }
    text = ngettext(
        "Of %(n)s municipality with actors nobody has said which it is.",
        "Of %(n)s municipalities with actors nobody has said which they are.",
        unsaid,
    )
    return text % {"n": words().number(unsaid)}


def _row(town: Town) -> TownRow:
    choices = (ClassChoice(k, str(name), k == town.place_class) for k, name in _CLASSES.items())
    return TownRow(
        field=f"class:{town.key}",
        name=town.name,
        actors=ngettext("%(n)s actor", "%(n)s actors", town.actors)
        % {"n": words().number(town.actors)},
        choices=tuple(choices),
    )
