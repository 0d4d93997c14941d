"""The history of changes: who did what and when, as sentences."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.audit.forms import HistoryForm
from samspel.pages.audit.wording import event_sentence
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.audit.api import EventQuery, list_events
from samspel.records.contacts.api import contact_names

__all__ = ["history"]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One change."""

    at: datetime
    says: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history."""

    title: str
    form: HistoryForm
    list: Listed
    crumbs: tuple[Crumb, ...] = ()


@require_safe
@in_region(asks="read_audit")
def history(request: VisitRequest) -> HttpResponse:
    """Every change in the region, the newest first."""
    viewer = request.visit.viewer
    form = HistoryForm(request.GET)
    form.is_valid()
    query = EventQuery(subject=form.cleaned_data.get("subject", ""))
    found = list_events(query, page=page_request(request, numbered=True), by=viewer)
    people = {row.by for row in found.rows if row.by is not None}
    people |= {
        int(row.key) for row in found.rows if row.subject == "contact" and row.key.isdecimal()
    }
    names = contact_names(tuple(people), by=viewer)
    lines = (EventLine(row.at, event_sentence(row, names)) for row in found.rows)
    page = HistoryPage(
        _("What has been changed, and by whom?"), form, listed(request, found, lines)
    )
    return show(request, "audit/history.html", page)
