"""What everybody shall see of the region's register: an officer's decision, with what it shows."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions.open_directory import OpenTo
from samspel.actions.open_directory import settle as settle_directory
from samspel.pages.directory.open_pages import Way
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import words
from samspel.records.directory.api import (
    CountRow,
    count_directory,
    get_desk,
    list_in_doubt,
    list_openings,
)
from samspel.records.register.api import EcosystemRow, list_ecosystems
from samspel.terms import Refusal

__all__ = ["settle"]


class SettleForm(forms.Form):
    """Which ecosystems, where corrections go, and whether search engines may keep the pages."""

    ecosystems = forms.MultipleChoiceField(
        label=gettext_lazy("Which ecosystems can everybody see?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mailbox = forms.EmailField(
        label=gettext_lazy("Where does one write to have something corrected?"),
        help_text=gettext_lazy("It stands on every open page. A mailbox of the region's is best."),
        required=False,
    )
    is_found = forms.BooleanField(
        label=gettext_lazy("Search engines may find the pages"), required=False
    )

    def __init__(self, *args: Any, ecosystems: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ecosystems"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = ecosystems


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """Members of one ecosystem that are not shown until somebody says that they may be."""

    name: str
    more: str
    actors: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class SettlePage:
    """The decision, where it can be looked at, and who is in doubt."""

    title: str
    form: SettleForm
    open_url: str
    doubts: tuple[DoubtGroup, ...]
    crumbs: tuple[Crumb, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="open_directory")
def settle(request: VisitRequest) -> HttpResponse:
    """What would be shown of each ecosystem, and a tick for each that shall be."""
    viewer, key = request.visit.viewer, request.visit.region.key
    today = timezone.localdate()
    rows = list_ecosystems(on=today, by=viewer)
    counts = {
        row.ecosystem_id: count_directory(row.ecosystem_id, on=today, by=viewer) for row in rows
    }
    now = [row.ecosystem_id for row in list_openings(by=viewer)]
    desk = get_desk(by=viewer)
    form = SettleForm(
        request.POST or None,
        ecosystems=[
            (row.ecosystem_id, f"{row.name}: {_would(counts[row.ecosystem_id])}") for row in rows
        ],
        initial={"ecosystems": now, "mailbox": desk.mailbox, "is_found": desk.is_found},
    )
    if form.is_valid() and _settled(request, form):
        return redirect("settle-directory", key)
    doubted = [row for row in rows if counts[row.ecosystem_id].doubted]
    page = SettlePage(
        title=_("What can everybody see, without signing in?"),
        form=form,
        open_url=reverse("directory", args=[key]) if now else "",
        doubts=tuple(_doubt(request, row, counts[row.ecosystem_id]) for row in doubted),
    )
    return show(request, "directory/settle.html", page, status=400 if form.errors else 200)


def _settled(request: VisitRequest, form: SettleForm) -> bool:
    given = form.cleaned_data
    to = OpenTo(frozenset(given["ecosystems"]), given["mailbox"], given["is_found"])
    try:
        opened, closed = settle_directory(to=to, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not."):
            raise
        form.add_error("mailbox" if refusal.code == "needs_mailbox" else None, reason_of(refusal))
        return False
    told = {"opened": words().number(opened), "closed": words().number(closed)}
    messages.success(request, _("Saved. Opened: %(opened)s. Closed: %(closed)s.") % told)
    return True


def _would(count: CountRow) -> str:
    """How many pages there are or would be, and who has none and why."""
    say = words().number
    shown = ngettext("%(n)s short page", "%(n)s short pages", count.shown)
    parts = [shown % {"n": say(count.shown)}]
    if count.sole_traders:
        text = ngettext("%(n)s sole trader never", "%(n)s sole traders never", count.sole_traders)
        parts.append(text % {"n": say(count.sole_traders)})
    if count.doubted:
        parts.append(_("%(n)s in doubt") % {"n": say(count.doubted)})
    if count.barred:
        parts.append(_("%(n)s said no") % {"n": say(count.barred)})
    return ", ".join(parts)


def _doubt(request: VisitRequest, row: EcosystemRow, count: CountRow) -> DoubtGroup:
    key = request.visit.region.key
    found = list_in_doubt(row.ecosystem_id, on=timezone.localdate(), by=request.visit.viewer)
    more = count.doubted - len(found)
    text = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": words().number(more)}
    ways = (Way(one.name, "", reverse("listing", args=[key, one.actor_id])) for one in found)
    return DoubtGroup(row.name, text if more else "", tuple(ways))
