"""One person whole: what is kept, corrected, handed out, erased."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from samspel.actions import one_person
from samspel.actions.one_person import Section
from samspel.pages.accounts.person_files import (
    FilesSearched,
    chosen_files,
    files_searched,
    says_emptied,
)
from samspel.pages.audit.lines import EventLine, lines_of
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import moment
from samspel.records.accounts.api import ROLE_NAMES
from samspel.records.contacts.api import ContactRow
from samspel.terms import Refusal

__all__ = ["erase", "extract", "person"]

_SECTIONS = {
    "roles": gettext_noop("Roles"),
    "deputies": gettext_noop("Who acted for whom"),
    "account": gettext_noop("The way in"),
    "links": gettext_noop("Personal links"),
    "keys": gettext_noop("Keys for programs"),
    "letters": gettext_noop("Letters"),
    "speaks_for": gettext_noop("Speaks for"),
    "asked": gettext_noop("Asked in a wave"),
    "wrote": gettext_noop("Own words in a wave"),
    "wishes": gettext_noop("Wishes for the monthly mail"),
    "begun": gettext_noop("A list that is begun"),
    "shares": gettext_noop("Shared links"),
    "mentions": gettext_noop("Named in free text"),
}
_GOES = {
    "contact": gettext_noop("The name, the e-mail address, the telephone number"),
    "roles": gettext_noop("Roles that still run, from today"),
    "account": gettext_noop("The way in: the password and every link to sign in"),
    "keys": gettext_noop("The keys for programs: revoked, and what they were for"),
    "letters": gettext_noop("The log of letters to the person"),
    "surveys": gettext_noop(
        "The personal links and own words of waves, and for whom the person speaks"
    ),
    "wishes": gettext_noop("Wishes for the monthly mail"),
    "begun": gettext_noop("The list that the person has begun"),
    "declared": gettext_noop("The name where the person has said that a log is complete"),
    "audit": gettext_noop("The name and addresses where the history quotes them"),
}
_STAYS = {
    "done": gettext_noop(
        "That somebody did what was done, and when: the history stays, without a name"
    ),
    "answers": gettext_noop("What an actor answered: it is the actor's"),
    "mentions": gettext_noop(
        "Free text that names the person: an act, a memo, a note. Look at each and decide"
    ),
    "files": gettext_noop(
        "Kept files, but for those you choose below. Search them before you erase: afterwards "
        "there is nothing left to look for"
    ),
    "copies": gettext_noop(
        "Copies of the whole service that were made before: the person is in them until they are "
        "thrown away"
    ),
}


class CorrectForm(forms.Form):
    """The person's own particulars."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES
    )


@dataclass(frozen=True, slots=True)
class SectionLines:
    """What one part of the service keeps, a line a row."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that is kept of one person."""

    title: str
    form: CorrectForm | None
    sections: tuple[SectionLines, ...]
    events: tuple[EventLine, ...]
    more_events: str
    files: FilesSearched
    extract_url: str
    erase_url: str
    hand_over_url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ErasePage:
    """What goes and what stays."""

    title: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    mentions: tuple[str, ...]
    files: FilesSearched
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="handle_person")
def person(request: VisitRequest, contact_id: int) -> HttpResponse:
    """What is kept of the person; a POST corrects it."""
    viewer, key = request.visit.viewer, request.visit.region.key
    whole = one_person.read_person(contact_id=contact_id, by=viewer)
    form = (
        None
        if whole.contact.is_erased
        else CorrectForm(request.POST or None, initial=_now(whole.contact))
    )
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            one_person.correct_person(contact_id=contact_id, to=form.cleaned_data, by=viewer)
        except Refusal as refusal:
            form.add_error(None, reason_of(refusal))
        else:
            messages.success(request, _("It is corrected."))
            return redirect("person", key, contact_id)
    page = PersonPage(
        title=_("What is kept of %(name)s?") % {"name": _name(whole.contact)},
        form=form,
        sections=tuple(_section(one) for one in whole.sections if one.rows),
        events=lines_of(whole.events, region=key, by=viewer),
        more_events=f"{reverse('history', args=[key])}?person={contact_id}",
        files=files_searched(request, contact_id, erased=whole.contact.is_erased),
        extract_url=reverse("extract", args=[key, contact_id]),
        erase_url=""
        if whole.contact.is_erased
        else reverse("erase-person", args=[key, contact_id]),
        hand_over_url=reverse("hand-over", args=[key, contact_id]),
        crumbs=_crumbs(request),
    )
    return show(request, "accounts/person.html", page, status=400 if form and form.errors else 200)


def _now(contact: ContactRow) -> dict[str, str]:
    names = ("name", "email", "phone", "language")
    return {name: getattr(contact, name) for name in names}


def _name(contact: ContactRow) -> str:
    return contact.name or _("an emptied person")


def _crumbs(request: VisitRequest, *more: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("People"), reverse("people", args=[request.visit.region.key])), *more)


_COLUMNS = {
    "role": gettext_noop("role"),
    "where": gettext_noop("where"),
    "until": gettext_noop("until"),
    "since": gettext_noop("from"),
    "deputy": gettext_noop("deputy"),
    "absent": gettext_noop("away"),
    "signed_in_last": gettext_noop("signed in last"),
    "has_password": gettext_noop("has a password"),
    "purpose": gettext_noop("what for"),
    "made": gettext_noop("made"),
    "used": gettext_noop("last used"),
    "revoked": gettext_noop("revoked"),
    "letter": gettext_noop("letter"),
    "written": gettext_noop("written"),
    "sent": gettext_noop("sent"),
    "ecosystem": gettext_noop("ecosystem"),
    "wanted": gettext_noop("wanted"),
    "table": gettext_noop("table"),
    "row": gettext_noop("row"),
    "text": gettext_noop("text"),
    "actor": gettext_noop("actor"),
    "for_actor": gettext_noop("for actor"),
    "wave": gettext_noop("wave"),
    "item": gettext_noop("question"),
    "reminders": gettext_noop("reminders"),
    "began_at": gettext_noop("began"),
    "answered_at": gettext_noop("answered"),
    "finished_at": gettext_noop("finished"),
    "declined_at": gettext_noop("said no"),
}
_VALUES = {
    "yes": gettext_noop("yes"),
    "no": gettext_noop("no"),
    "sign_in": gettext_noop("a link to sign in with"),
    "role_given": gettext_noop("a role that was given"),
    "own_page": gettext_noop("a link to one's own actor's page"),
    "feedback": gettext_noop("what somebody said of Samspel"),
    "log_month": gettext_noop("last month's log"),
    "wave": gettext_noop("the questions"),
    "wave_reminder": gettext_noop("a reminder of the questions"),
    "wave_thanks": gettext_noop("what the questions gave"),
}


def _value(text: str) -> str:
    """A time as the language writes it, a code as its word."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        word = _VALUES.get(text) or ROLE_NAMES.get(text)
        return _(word) if word else text
    return moment(at) if "T" in text else text


def _section(one: Section) -> SectionLines:
    return SectionLines(_(_SECTIONS[one.key]), tuple(map(_said, one.rows)))


def _said(row: Mapping[str, str]) -> str:
    told = ((_(_COLUMNS.get(name, name)), _value(value)) for name, value in row.items() if value)
    return ", ".join(f"{name}: {value}" for name, value in told)


@require_safe
@in_region(asks="handle_person")
def extract(request: VisitRequest, contact_id: int) -> HttpResponse:
    """All that is kept, as JSON, to hand to the person."""
    found = one_person.extract_person(contact_id=contact_id, by=request.visit.viewer)
    text = json.dumps(found, ensure_ascii=False, indent=2)
    answer = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="person-{contact_id}.json"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="handle_person")
def erase(request: VisitRequest, contact_id: int) -> HttpResponse:
    """What goes and what stays; a POST erases, for good."""
    viewer, key = request.visit.viewer, request.visit.region.key
    if request.method == "POST":
        chosen = chosen_files(request)
        emptied = one_person.erase_person(contact_id=contact_id, file_ids=chosen, by=viewer)
        told = _("The person is erased.")
        messages.success(request, f"{told} {says_emptied(emptied)}" if chosen else told)
        return redirect("people", key)
    whole = one_person.read_person(contact_id=contact_id, by=viewer)
    if whole.contact.is_erased:
        raise Refusal("not_found")
    back = reverse("person", args=[key, contact_id])
    page = ErasePage(
        title=_("Shall %(name)s be erased?") % {"name": whole.contact.name},
        goes=tuple(_(one) for one in _GOES.values()),
        stays=tuple(_(one) for one in _STAYS.values()),
        mentions=next((_section(s).lines for s in whole.sections if s.key == "mentions"), ()),
        files=files_searched(request, contact_id, erased=False),
        back=back,
        crumbs=_crumbs(request, Crumb(whole.contact.name, back)),
    )
    return show(request, "accounts/erase.html", page)
