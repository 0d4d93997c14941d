"""Who speaks for an actor, and the personal link to its own page (issue 5 items 2 and 8)."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samspel.actions import own_links
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, service_address, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.records.register.api import actor_names
from samspel.terms import Refusal

__all__ = ["actor_contacts"]


class ContactForm(forms.Form):
    """Who is to have the link."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES
    )


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact of the actor, and until when the link that was sent can be opened."""

    contact: int
    name: str
    email: str
    open_until: datetime | None
    by_link: bool


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """The actor's contacts, and a form for one more."""

    title: str
    contacts: tuple[ContactLine, ...]
    form: ContactForm
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="invite_contact")
def actor_contacts(request: VisitRequest, actor_id: str) -> HttpResponse:
    """Who its contacts are; a POST sends a link, or lets none open."""
    viewer, key = request.visit.viewer, request.visit.region.key
    found = own_links.list_actor_contacts(actor_id=actor_id, by=viewer)
    adds = request.method == "POST" and "contact" not in request.POST
    form = ContactForm(request.POST if adds else None)
    if request.method == "POST":
        done = _invited(request, actor_id, form) if adds else _changed(request, actor_id)
        if done:
            return redirect("actor-contacts", key, actor_id)
    name = actor_names((actor_id,), by=viewer).get(actor_id, actor_id)
    page = ContactsPage(
        title=_("Who speaks for %(name)s?") % {"name": name},
        contacts=tuple(
            ContactLine(one.contact, one.name, one.email, one.open_until, one.by_link)
            for one in found
        ),
        form=form,
        crumbs=(
            Crumb(_("Actors"), reverse("actors", args=[key])),
            Crumb(name, reverse("actor", args=[key, actor_id])),
        ),
    )
    status = 400 if form.errors else 200
    return show(request, "register/actor_contacts.html", page, status=status)


def _changed(request: VisitRequest, actor_id: str) -> bool:
    """A link sent anew, or none any more."""
    given, by = whole_number(request.POST.get("contact", "")), request.visit.viewer
    if given is None:
        raise Refusal("not_found")
    if request.POST.get("do") == "revoke":
        own_links.revoke(actor_id=actor_id, contact_id=given, by=by)
        messages.success(request, _("No link that was sent opens anything any more."))
        return True
    address = service_address(request)
    went = own_links.send_again(actor_id=actor_id, contact_id=given, address=address, by=by)
    _told(request, went=went)
    return True


def _invited(request: VisitRequest, actor_id: str, form: ContactForm) -> bool:
    if not form.is_valid():
        return False
    person = own_links.NewContact(**form.cleaned_data)
    address = service_address(request)
    try:
        went = own_links.invite(
            actor_id=actor_id, person=person, address=address, by=request.visit.viewer
        )
    except Refusal as refusal:
        form.add_error(None, reason_of(refusal))
        return False
    _told(request, went=went)
    return True


def _told(request: VisitRequest, *, went: bool) -> None:
    if went:
        messages.success(request, _("The link is on its way. It can be opened for 30 days."))
    else:
        text = _("That person has other roles too, and signs in: no link is sent.")
        messages.success(request, text)
