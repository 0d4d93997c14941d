"""The history of changes: who did what and when, as sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.audit.forms import HistoryForm
from samspel.pages.audit.lines import lines_of
from samspel.pages.audit.sentences import SUBJECTS
from samspel.pages.shell.exports import every_page, export, file_address
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import moment
from samspel.records.audit.api import EventQuery, list_events, who_acted
from samspel.records.contacts.api import contact_names
from samspel.terms import Viewer
from samspel.terms.ordering import swedish_order

__all__ = ["history"]

_AT_ONCE = 500  # names are looked up for so many lines of a file together


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history."""

    title: str
    form: HistoryForm
    list: Listed
    file_url: str
    crumbs: tuple[Crumb, ...] = ()


@require_safe
@in_region(asks="read_audit")
def history(request: VisitRequest) -> HttpResponseBase:
    """Every change in the region, the newest first."""
    viewer = request.visit.viewer
    form = HistoryForm(request.GET, people=_people(request, viewer))
    form.is_valid()
    query = _query(form)
    if request.GET.get("form") == "csv":
        return _file(request, query)
    found = list_events(query, page=page_request(request, numbered=True), by=viewer)
    lines = lines_of(found.rows, region=request.visit.region.key, by=viewer)
    page = HistoryPage(
        _("What has been changed, and by whom?"),
        form,
        listed(request, found, lines),
        file_address(request),
    )
    return show(request, "audit/history.html", page)


def _file(request: VisitRequest, query: EventQuery) -> HttpResponseBase:
    """Every change that fits, as its sentence and as its codes."""
    viewer, key = request.visit.viewer, request.visit.region.key
    events = every_page(lambda page: list_events(query, page=page, by=viewer))
    headings = (_("When"), _("What happened"), *("verb", "subject", "key"))  # the API's words

    def rows() -> Iterator[tuple[object, ...]]:
        while some := tuple(islice(events, _AT_ONCE)):
            for event, line in zip(some, lines_of(some, region=key, by=viewer), strict=True):
                yield moment(event.at), line.says, event.verb, event.subject, event.key

    return export("history", headings, rows())


def _people(request: VisitRequest, viewer: Viewer) -> dict[int, str]:
    """Who has done something, and whom the address asks about, by name."""
    asked = whole_number(request.GET.get("person", ""))
    about = set() if asked is None else {asked}
    names = contact_names(tuple({*who_acted(by=viewer), *about}), by=viewer)
    return dict(sorted(names.items(), key=lambda one: swedish_order(one[1])))


def _query(form: HistoryForm) -> EventQuery:
    given = form.cleaned_data
    _name, subjects = SUBJECTS.get(given.get("subject") or "", ("", ()))
    return EventQuery(
        subjects=subjects,
        person=given.get("person"),
        since=given.get("since"),
        until=given.get("until"),
    )
