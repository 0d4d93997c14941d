"""The history of changes: who did what and when, as sentences."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.audit.forms import HistoryForm
from samspel.pages.audit.lines import lines_of
from samspel.pages.audit.sentences import SUBJECTS
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.audit.api import EventQuery, list_events, who_acted
from samspel.records.contacts.api import contact_names
from samspel.terms import Viewer

__all__ = ["history"]


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
    form = HistoryForm(request.GET, people=_people(request, viewer))
    form.is_valid()
    found = list_events(_query(form), page=page_request(request, numbered=True), by=viewer)
    page = HistoryPage(
        _("What has been changed, and by whom?"),
        form,
        listed(request, found, lines_of(found.rows, by=viewer)),
    )
    return show(request, "audit/history.html", page)


def _people(request: VisitRequest, viewer: Viewer) -> dict[int, str]:
    """Who has done something, and whom the address asks about, by name."""
    asked = request.GET.get("person", "")
    about = {int(asked)} if asked.isascii() and asked.isdecimal() and len(asked) < 10 else set()
    names = contact_names(tuple({*who_acted(by=viewer), *about}), by=viewer)
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))


def _query(form: HistoryForm) -> EventQuery:
    given = form.cleaned_data
    _name, subjects = SUBJECTS.get(given.get("subject") or "", ("", ()))
    return EventQuery(
        subjects=subjects,
        person=given.get("person"),
        since=given.get("since"),
        until=given.get("until"),
    )
