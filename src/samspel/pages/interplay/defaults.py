"""The defaults of the kinds of act, as the region sets them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.actions.set_defaults import set_defaults
from samspel.pages.interplay.forms import DefaultsForm
from samspel.pages.interplay.words import fact_name, value_name
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import KINDS, named
from samspel.records.accounts.api import check_may
from samspel.records.interplay.api import defaults_of_kinds, own_kinds
from samspel.terms import Refusal

__all__ = ["kinds"]


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind and what it says: facts with their values."""

    name: str
    url: str
    says: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KindsPage:
    """All kinds, and the form of one when it is asked for."""

    title: str
    kinds: tuple[KindLine, ...]
    form: DefaultsForm | None
    name: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def kinds(request: VisitRequest) -> HttpResponse:
    """What each kind of act says until a person does."""
    viewer = request.visit.viewer
    check_may(viewer, "set_act_defaults")
    if request.method != "POST":
        return _shown(request, _form(request))
    form = DefaultsForm(request.POST)
    if not form.is_valid() or form.cleaned_data["kind"] not in own_kinds(by=viewer):
        return _shown(request, form, status=400)
    try:
        set_defaults(kind=form.cleaned_data["kind"], said=form.said(), by=viewer)
    except Refusal as refusal:
        form.add_error(None, reason_of(refusal))
        return _shown(request, form, status=409)
    return redirect("act-kinds", request.visit.region.key)


def _form(request: VisitRequest) -> DefaultsForm | None:
    said = defaults_of_kinds(by=request.visit.viewer)
    asked = request.GET.get("kind", "")
    if asked not in said:
        return None
    once = {fact: values[0] for fact, values in said[asked].items() if fact != "tag" and values}
    tags = list(said[asked].get("tag", ()))
    return DefaultsForm(initial={**once, "tag": tags, "kind": asked})


def _shown(request: VisitRequest, form: DefaultsForm | None, *, status: int = 200) -> HttpResponse:
    key = request.visit.region.key
    here = reverse("act-kinds", args=[key])
    said = defaults_of_kinds(by=request.visit.viewer)
    lines = tuple(
        KindLine(
            named(KINDS, kind),
            f"{here}?kind={kind}#defaults",
            tuple(
                (fact_name(fact), ", ".join(value_name(fact, one) for one in values))
                for fact, values in said[kind].items()
                if values
            ),
        )
        for kind in own_kinds(by=request.visit.viewer)
    )
    name = named(KINDS, str(form["kind"].value())) if form else ""
    crumbs = (Crumb(_("The log"), reverse("acts", args=[key])),)
    page = KindsPage(_("What is each kind of act usually?"), lines, form, name, crumbs)
    return show(request, "interplay/kinds.html", page, status=status)
