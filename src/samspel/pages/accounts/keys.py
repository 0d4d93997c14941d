"""Keys for programs: made, shown once, revoked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.actions import manage_keys
from samspel.pages.shell.forms import DayField
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.accounts.api import KeyRow, NewKey, list_keys
from samspel.terms import Refusal

__all__ = ["keys", "revoke"]

_HALF_A_YEAR = timedelta(days=182)


class KeyForm(forms.Form):
    """What the key is for, whether it writes, until when."""

    purpose = forms.CharField(
        label=gettext_lazy("What is the key for?"),
        max_length=200,
        help_text=gettext_lazy("One key for one purpose, so that it can be revoked alone."),
    )
    writes = forms.BooleanField(label=gettext_lazy("The program may also write"), required=False)
    expires_on = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("A year at most."),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def clean_expires_on(self) -> date:
        """Within a year from today."""
        given: date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today <= given <= today + manage_keys.LONGEST:
            raise forms.ValidationError(_("Choose a day from today and at most a year ahead."))
        return given


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key in the list."""

    purpose: str
    name: str
    may: str
    state: str
    used: str
    revoke_url: str


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The keys, the form for one more, and the secret of one just made."""

    title: str
    keys: tuple[KeyLine, ...]
    form: KeyForm
    secret: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class RevokePage:
    """What revoking changes, before it is done."""

    title: str
    says: str
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_region(asks="use_api")
def keys(request: VisitRequest) -> HttpResponse:
    """The visitor's keys; a POST makes one and shows its secret this once."""
    form = KeyForm(
        request.POST or None, initial={"expires_on": timezone.localdate() + _HALF_A_YEAR}
    )
    secret = ""
    if request.method == "POST" and form.is_valid():
        new = NewKey(request.visit.account.id, **form.cleaned_data)
        _row, secret = manage_keys.make_key(key=new, by=request.visit.viewer)
        form = KeyForm(initial={"expires_on": timezone.localdate() + _HALF_A_YEAR})
    page = KeysPage(
        title=_("Which programs may read and write for you?"),
        keys=tuple(_line(request, row) for row in list_keys(by=request.visit.viewer)),
        form=form,
        secret=secret,
        crumbs=_crumbs(request),
    )
    return show(request, "accounts/keys.html", page, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="use_api")
def revoke(request: VisitRequest, key_id: int) -> HttpResponse:
    """Asks whether the key shall be revoked; a POST does it."""
    here = {row.id: row for row in list_keys(by=request.visit.viewer)}
    back = reverse("keys", args=[request.visit.region.key])
    if key_id not in here:
        raise Refusal("not_found")
    if request.method == "POST":
        manage_keys.revoke_key(key_id=key_id, by=request.visit.viewer)
        messages.success(request, _("The key is revoked."))
        return redirect(back)
    page = RevokePage(
        title=_("Revoke the key for %(purpose)s?") % {"purpose": here[key_id].purpose},
        says=_("The program that uses it is refused from now on. A revoked key stays revoked."),
        back=back,
        crumbs=(*_crumbs(request), Crumb(_("Keys"), back)),
    )
    return show(request, "accounts/revoke_key.html", page)


def _crumbs(request: VisitRequest) -> tuple[Crumb, ...]:
    return (Crumb(_("People"), reverse("people", args=[request.visit.region.key])),)


def _line(request: VisitRequest, row: KeyRow) -> KeyLine:
    runs = row.revoked_at is None and row.expires_on >= timezone.localdate()
    state = _("until %(day)s") % {"day": row.expires_on}
    if row.revoked_at is not None:
        state = _("revoked %(day)s") % {"day": row.revoked_at.date()}
    elif not runs:
        state = _("ended %(day)s") % {"day": row.expires_on}
    url = reverse("revoke-key", args=[request.visit.region.key, row.id])
    return KeyLine(
        row.purpose,
        row.name,
        _("reads and writes") if row.writes else _("reads"),
        state,
        str(row.used_on) if row.used_on else _("never"),
        url if runs else "",
    )
