"""Whether everybody can see one actor, and what of its own words: for the region, for itself."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from samspel.actions import open_directory
from samspel.pages.register.fact_words import OFFERS
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import named
from samspel.records.directory.api import ListingRow, get_listing
from samspel.terms import Refusal

__all__ = ["of_actor", "of_own"]

_STATES = {
    "shown": gettext_noop("Everybody can see %(name)s."),
    "closed": gettext_noop(
        "Nobody but those signed in sees %(name)s: no ecosystem that it is a member of is open."
    ),
    "sole_trader": gettext_noop(
        "%(name)s is a sole trader. Its name is a person's, and everybody never sees it."
    ),
    "doubted": gettext_noop(
        "%(name)s is not shown: it has no official number, and may be a sole trader. Enter its "
        "number, or say below that it may be shown."
    ),
    "own_no": gettext_noop("%(name)s has itself said that not everybody may see it."),
    "region_no": gettext_noop("The region has said that not everybody may see %(name)s."),
}


class ListingForm(forms.Form):
    """Whether it may be shown, and which of its own words."""

    shown = forms.ChoiceField(
        label=gettext_lazy("May everybody see it?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        required=False,
    )
    offers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What may everybody see of what it contributes and seeks?"),
        help_text=gettext_lazy(
            "Nothing is shown that is not ticked. What is changed later is ticked anew."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers:
            del self.fields["offers"]
            return
        field = self.fields["offers"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - for the checker
        field.choices = offers


@dataclass(frozen=True, slots=True)
class ListingPage:
    """How it stands, and the form. `open_url`: its open page when there is one."""

    title: str
    says: str
    other: str
    form: ListingForm
    open_url: str
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="open_directory")
def of_actor(request: VisitRequest, actor_id: str) -> HttpResponse:
    """What the region says of an actor."""
    back = reverse("actor", args=[request.visit.region.key, actor_id])
    return _listing(request, actor_id, back, own=False)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_own_actor")
def of_own(request: VisitRequest, actor_id: str) -> HttpResponse:
    """What an actor says of itself."""
    if actor_id not in request.visit.viewer.actors:
        raise Refusal("not_found")
    back = reverse("own-actor", args=[request.visit.region.key])
    return _listing(request, actor_id, back, own=True)


def _listing(request: VisitRequest, actor_id: str, back: str, *, own: bool) -> HttpResponse:
    viewer, key = request.visit.viewer, request.visit.region.key
    row = get_listing(actor_id, on=timezone.localdate(), by=viewer)
    said = row.said.get("own" if own else "region")
    form = ListingForm(
        request.POST or None,
        offers=[(one.row, f"{named(OFFERS, one.kind)}: {one.text}") for one in row.offers],
        initial={
            "shown": {None: "yes" if row.state == "shown" else "", True: "yes", False: "no"}[said],
            "offers": [one.row for one in row.offers if one.shown],
        },
    )
    if form.is_valid() and _said(request, form, actor_id, own=own):
        return redirect("own-listing" if own else "listing", key, actor_id)
    name = row.actor.name
    page = ListingPage(
        title=_("Can everybody see %(name)s?") % {"name": name},
        says=_(_STATES[row.state]) % {"name": name},
        other=_other(row, own=own),
        form=form,
        open_url=reverse("directory-actor", args=[key, actor_id]) if row.state == "shown" else "",
        back=back,
        crumbs=(Crumb(_("Your organisation") if own else name, back),),
    )
    return show(request, "directory/listing.html", page, status=400 if form.errors else 200)


def _other(row: ListingRow, *, own: bool) -> str:
    """Where the other side's no stands in the way of this one's yes."""
    if own and row.said.get("region") is False:
        return _("Only the region can take that back.")
    if not own and row.said.get("own") is False:
        return _("Only the organisation itself can take that back.")
    return ""


def _said(request: VisitRequest, form: ListingForm, actor_id: str, *, own: bool) -> bool:
    viewer, given = request.visit.viewer, form.cleaned_data
    try:
        if given.get("shown"):
            open_directory.say_of_actor(
                actor_id=actor_id, own=own, shown=given["shown"] == "yes", by=viewer
            )
        if "offers" in given:
            open_directory.tick_offers(actor_id=actor_id, rows=given["offers"], own=own, by=viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not."):
            raise
        form.add_error(None, reason_of(refusal))
        return False
    messages.success(request, _("Saved."))
    return True
