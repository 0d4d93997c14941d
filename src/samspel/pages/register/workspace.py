"""What a platform keeps for itself: what is there, exactly what would go, and the act itself.

The region's officers cannot open these pages; they see that something was handed in, after it was.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import hand_in as handing
from samspel.actions.hand_in import HandInPlan
from samspel.actions.kept_entries import KeptEntry, read_workspace
from samspel.pages.register.kept_words import entry_name, keys_in, row_lines
from samspel.pages.register.problems import ProblemGroup, grouped
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import table_name, words
from samspel.records.contacts.api import contact_names
from samspel.records.register.api import (
    EcosystemRow,
    SampleRow,
    actor_names,
    ecosystem_names,
    get_ecosystem,
    list_places,
)
from samspel.terms import BadData, Refusal, Viewer

__all__ = ["give_up", "hand_in", "step", "workspace", "workspaces"]

_FEW = 6


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in words; `needs` says what goes along with it, `now` what the register says."""

    id: int
    name: str
    at: datetime
    who: str
    lines: tuple[str, ...]
    rest: int
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkspacePage:
    """All that is kept."""

    title: str
    says: str
    waiting: tuple[EntryLine, ...]
    overtaken: tuple[EntryLine, ...]
    given_up: tuple[EntryLine, ...]
    own: int
    hand_in_url: str
    give_up_url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows of a table go."""

    name: str
    added: int
    changed: int
    ended: int


@dataclass(frozen=True, slots=True)
class GoesPage:
    """Exactly what goes, before it goes."""

    title: str
    says: str
    along: str
    tables: tuple[TableCount, ...]
    lines: tuple[str, ...]
    open_lines: bool
    problems: tuple[ProblemGroup, ...]
    entries: tuple[int, ...]
    button: str
    back: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """The platforms the visitor leads."""

    title: str
    ways: tuple[Crumb, ...]
    crumbs: tuple[Crumb, ...] = ()


@require_safe
@in_region(asks="hand_in")
def workspaces(request: VisitRequest) -> HttpResponse:
    """The one the visitor leads, or a choice of them."""
    viewer, key = request.visit.viewer, request.visit.region.key
    found = ecosystem_names(by=viewer)
    mine = {one: name for one, name in found.items() if one in viewer.workspaces}
    if len(mine) == 1:
        return redirect("workspace", key, *mine)
    ways = (Crumb(name, reverse("workspace", args=[key, one])) for one, name in mine.items())
    page = ChoicePage(_("Which platform?"), tuple(ways))
    return show(request, "register/workspaces.html", page)


@require_safe
@in_region(asks="hand_in")
def workspace(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """What is kept, entry by entry."""
    viewer, key = request.visit.viewer, request.visit.region.key
    kept = read_workspace(workspace=ecosystem_id, by=viewer)
    page = WorkspacePage(
        title=_("What does the platform keep for itself?"),
        says=_waiting(len(kept.waiting)),
        waiting=tuple(_line(one, viewer) for one in kept.waiting),
        overtaken=tuple(_line(one, viewer) for one in kept.overtaken),
        given_up=tuple(_line(KeptEntry(one, ()), viewer) for one in kept.given_up),
        own=kept.own,
        hand_in_url=reverse("hand-in", args=[key, ecosystem_id]),
        give_up_url=reverse("give-up", args=[key, ecosystem_id]),
        crumbs=_crumbs(request, ecosystem_id),
    )
    return show(request, "register/workspace.html", page)


def _waiting(n: int) -> str:
    if not n:
        return _(
            "Nothing. What you enter is kept here until you hand it in, and until then the "
            "region's officers do not see it."
        )
    text = ngettext(
        "%(n)s entry is the platform's own. The region's officers do not see it until you hand "
        "it in.",
        "%(n)s entries are the platform's own. The region's officers do not see them until you "
        "hand them in.",
        n,
    )
    return text % {"n": words().number(n)}


def _line(one: KeptEntry, viewer: Viewer) -> EntryLine:
    names = _names((*one.rows, *one.now), viewer)
    rows = one.rows
    if one.entry.state == "overtaken":  # what it was beside what it is: nothing is new or gone
        rows = tuple(replace(row, what="same", before={}) for row in rows)
    lines = row_lines(rows, names)
    who = contact_names((one.entry.by,), by=viewer) if one.entry.by is not None else {}
    return EntryLine(
        id=one.entry.id,
        name=entry_name(one.entry.origin),
        at=one.entry.entered_at,
        who=next(iter(who.values()), ""),
        lines=lines[:_FEW],
        rest=max(0, len(lines) - _FEW),
        now=row_lines(one.now, names),
    )


def _names(rows: tuple[SampleRow, ...], viewer: Viewer) -> dict[str, str]:
    """The names that keys in the rows stand for."""
    places = {row.municipality: row.name for row in list_places(by=viewer)}
    return {**places, **actor_names(keys_in(rows), by=viewer)}


def _crumbs(request: VisitRequest, ecosystem_id: str, *more: Crumb) -> tuple[Crumb, ...]:
    key = request.visit.region.key
    row = _ecosystem(request, ecosystem_id)
    return (Crumb(row.name, reverse("ecosystem", args=[key, ecosystem_id])), *more)


def _ecosystem(request: VisitRequest, ecosystem_id: str) -> EcosystemRow:
    return get_ecosystem(ecosystem_id, on=timezone.localdate(), by=request.visit.viewer)


# -------------------------------------------------------------------------- what goes, and goes


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="hand_in")
def hand_in(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Exactly what would be handed in; a POST hands it in."""
    viewer = request.visit.viewer
    if request.method == "POST":
        shown = _chosen(request)
        try:
            n = handing.hand_in(workspace=ecosystem_id, shown=shown, by=viewer)
        except BadData:
            return _goes(request, ecosystem_id, _planned(request, ecosystem_id), status=400)
        text = ngettext("%(n)s entry is handed in.", "%(n)s entries are handed in.", n)
        messages.success(request, text % {"n": words().number(n)})
        return redirect("workspace", request.visit.region.key, ecosystem_id)
    return _goes(request, ecosystem_id, _planned(request, ecosystem_id))


def _planned(request: VisitRequest, ecosystem_id: str) -> HandInPlan:
    viewer = request.visit.viewer
    return handing.plan_hand_in(workspace=ecosystem_id, chosen=_chosen(request), by=viewer)


def _goes(
    request: VisitRequest, ecosystem_id: str, plan: HandInPlan, *, status: int = 200
) -> HttpResponse:
    text = ngettext(
        "%(n)s row. When you hand it in, everybody in the region who reads the register sees it, "
        "and it counts in the region's figures.",
        "%(n)s rows. When you hand them in, everybody in the region who reads the register sees "
        "them, and they count in the region's figures.",
        len(plan.rows),
    )
    page = _goes_page(
        request,
        ecosystem_id,
        plan,
        _Words(_("What exactly is handed in?"), text, _("Hand in")),
    )
    return show(request, "register/goes.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="hand_in")
def give_up(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """What would be given up; a POST gives it up."""
    viewer = request.visit.viewer
    chosen = _chosen(request)
    if request.method == "POST":
        n = handing.give_up(workspace=ecosystem_id, shown=chosen, by=viewer)
        text = ngettext("%(n)s entry is given up.", "%(n)s entries are given up.", n)
        messages.success(request, text % {"n": words().number(n)})
        return redirect("workspace", request.visit.region.key, ecosystem_id)
    if not chosen:
        raise Refusal("entry_is_over")
    plan = handing.plan_give_up(workspace=ecosystem_id, chosen=chosen, by=viewer)
    text = ngettext(
        "%(n)s row goes, and nobody sees it. It can be taken up again on the page before.",
        "%(n)s rows go, and nobody sees them. They can be taken up again on the page before.",
        len(plan.rows),
    )
    about = _Words(_("Shall this be given up?"), text, _("Give it up"))
    return show(request, "register/goes.html", _goes_page(request, ecosystem_id, plan, about))


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    says: str
    button: str


def _goes_page(
    request: VisitRequest, ecosystem_id: str, plan: HandInPlan, about: _Words
) -> GoesPage:
    back = reverse("workspace", args=[request.visit.region.key, ecosystem_id])
    names = _names(plan.rows, request.visit.viewer)
    number = words().number(len(plan.rows))
    return GoesPage(
        title=about.title,
        says=about.says % {"n": number} if plan.entries else _("Nothing is kept, so nothing goes."),
        along=_along(len(plan.pulled)),
        tables=_counts(plan),
        lines=row_lines(plan.rows, names),
        open_lines=len(plan.rows) <= _FEW * 5,
        problems=grouped(plan.problems),
        entries=tuple(sorted(plan.ids)),
        button=about.button if plan.entries and not plan.problems else "",
        back=back,
        crumbs=_crumbs(request, ecosystem_id, Crumb(_("The platform's own"), back)),
    )


def _along(n: int) -> str:
    if not n:
        return ""
    text = ngettext(
        "%(n)s entry that you did not choose goes along: it belongs together with one that goes.",
        "%(n)s entries that you did not choose go along: they belong together with one that goes.",
        n,
    )
    return text % {"n": words().number(n)}


def _counts(plan: HandInPlan) -> tuple[TableCount, ...]:
    tables = dict.fromkeys(row.table for row in plan.rows)

    def of(table: str, what: str) -> int:
        return sum(row.table == table and row.what == what for row in plan.rows)

    return tuple(
        TableCount(table_name(one), of(one, "added"), of(one, "changed"), of(one, "ended"))
        for one in tables
    )


def _chosen(request: VisitRequest) -> tuple[int, ...]:
    given = request.POST if request.method == "POST" else request.GET
    return tuple(
        entry for one in given.getlist("entry") if (entry := whole_number(one)) is not None
    )


# ------------------------------------------------------------------------ one entry at a time


@require_POST
@in_region(asks="hand_in")
def step(request: VisitRequest, ecosystem_id: str, entry_id: int, what: str) -> HttpResponse:
    """Take up again, enter again over what the register says, or let it go."""
    do, done = {
        "take-up": (handing.take_up, _("It is kept again.")),
        "again": (handing.enter_again, _("It is kept once more, over what the register says.")),
        "let-go": (handing.let_go, _("It stays as the register says.")),
    }.get(what, (None, ""))
    if do is None:
        raise Refusal("not_found")
    try:
        do(workspace=ecosystem_id, entry_id=entry_id, by=request.visit.viewer)
    except BadData as bad:
        messages.error(request, " ".join(group.what for group in grouped(bad.problems)))
    else:
        messages.success(request, done)
    return redirect("workspace", request.visit.region.key, ecosystem_id)
