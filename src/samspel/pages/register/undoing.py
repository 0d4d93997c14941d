"""The history of an actor, and an entry or a whole import taken back after a look."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.actions.read_history import Step, actor_history
from samspel.actions.undo_entry import Undoing, plan_undo, undo_entry
from samspel.pages.register.imports import emptied_says
from samspel.pages.register.kept_words import entry_name, keys_in, row_lines
from samspel.pages.register.problems import ProblemGroup, grouped
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import moment, table_name, words
from samspel.records.accounts.api import can
from samspel.records.contacts.api import contact_names
from samspel.records.register.api import (
    EntryRow,
    TablePlan,
    actor_names,
    get_actor,
    get_import,
)

__all__ = ["history", "undo"]

_BACK = ("page", "profile", "succession", "paste", "starter")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One entry: what, by whom, when, its rows; `undo_url` when it may be undone."""

    name: str
    at: datetime
    who: str
    is_over: bool
    lines: tuple[str, ...]
    undo_url: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What was entered about an actor, the newest first."""

    title: str
    steps: tuple[StepLine, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class UndoPage:
    """What taking an entry back would do. `later` builds on it: then it cannot be."""

    title: str
    says: str
    tables: tuple[str, ...]
    lines: tuple[str, ...]
    later: tuple[str, ...]
    problems: tuple[ProblemGroup, ...]
    can: bool
    back: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def history(request: VisitRequest, actor_id: str) -> HttpResponse:
    """Who entered what about the actor, and when, with before and after."""
    viewer, key = request.visit.viewer, request.visit.region.key
    actor = get_actor(actor_id, by=viewer).actor
    steps = actor_history(actor_id=actor_id, by=viewer)
    page = HistoryPage(
        title=_("What has been entered about %(name)s?") % {"name": actor.name},
        steps=tuple(_line(request, step) for step in steps),
        crumbs=(
            Crumb(_("Actors"), reverse("actors", args=[key])),
            Crumb(actor.name, reverse("actor", args=[key, actor_id])),
        ),
    )
    return show(request, "register/actor_history.html", page)


def _line(request: VisitRequest, step: Step) -> StepLine:
    viewer, entry = request.visit.viewer, step.entry
    names = actor_names(keys_in(step.rows), by=viewer)
    may = entry.origin in _BACK and can(viewer, "edit_register")
    may |= entry.origin == "file" and can(viewer, "import_register")
    undo_url = reverse("undo-entry", args=[request.visit.region.key, entry.id])
    return StepLine(
        name=_name(entry),
        at=entry.entered_at,
        who=_who(request, entry),
        is_over=entry.state == "undone",
        lines=row_lines(step.rows, names),
        undo_url=undo_url if may and _is_open(request, entry) else "",
    )


def _is_open(request: VisitRequest, entry: EntryRow) -> bool:
    return entry.state in ("applied", "kept") and not request.visit.region.is_example


def _who(request: VisitRequest, entry: EntryRow) -> str:
    if entry.by is None:
        return _("the system")
    return contact_names((entry.by,), by=request.visit.viewer).get(entry.by, "")


def _name(entry: EntryRow) -> str:
    if entry.origin == "file":
        return _("An imported file")
    if entry.origin == "succession":
        return _("It goes on as another")
    return entry_name(entry.origin)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def undo(request: VisitRequest, entry_id: int) -> HttpResponse:
    """What taking the entry back would do; a POST does it."""
    key, viewer = request.visit.region.key, request.visit.viewer
    if request.method == "POST":
        entry = undo_entry(entry_id=entry_id, by=viewer)
        messages.success(request, _("It is undone."))
        if entry.origin == "file":
            return redirect("plan", key, entry_id)
        actor = str(entry.values.get("actor") or entry.values.get("of") or "")
        return redirect("actor-history", key, actor) if actor else redirect("actors", key)
    found = plan_undo(entry_id=entry_id, by=viewer)
    return show(request, "register/undo.html", _undo_page(request, found))


def _undo_page(request: VisitRequest, found: Undoing) -> UndoPage:
    key, entry = request.visit.region.key, found.entry
    names = actor_names(keys_in(found.samples), by=request.visit.viewer)
    back = reverse("actors", args=[key])
    if entry.origin == "file":
        back = reverse("plan", args=[key, entry.id])
    title = _("Take back the import?") if entry.origin == "file" else _("Take this back?")
    return UndoPage(
        title=title,
        says=_undo_says(found, request),
        tables=tuple(_table_says(one) for one in found.tables),
        lines=row_lines(found.samples, names),
        later=tuple(f"{_name(one)}, {moment(one.entered_at)}" for one in found.later[:20]),
        problems=grouped(found.problems),
        can=found.can and not request.visit.region.is_example,
        back=back,
        crumbs=(Crumb(_("Bring in"), reverse("import", args=[key])),)
        if entry.origin == "file"
        else (Crumb(_("Actors"), back),),
    )


def _table_says(table: TablePlan) -> str:
    counts = (
        (table.ended, ngettext("%(n)s row goes", "%(n)s rows go", table.ended)),
        (table.added, ngettext("%(n)s row returns", "%(n)s rows return", table.added)),
        (
            table.changed,
            ngettext("%(n)s row is as before", "%(n)s rows are as before", table.changed),
        ),
    )
    told = ", ".join(text % {"n": words().number(n)} for n, text in counts if n)
    return f"{table_name(table.table)}: {told}"


def _undo_says(found: Undoing, request: VisitRequest) -> str:
    if found.later:
        text = ngettext(
            "%(n)s later entry builds on it. Take that back first.",
            "%(n)s later entries build on it. Take those back first.",
            len(found.later),
        )
        return text % {"n": words().number(len(found.later))}
    if found.problems:
        return _("What would return no longer fits what has been entered since.")
    if found.entry.origin == "file":
        by = request.visit.viewer
        if emptied := emptied_says(get_import(found.entry.id, by=by), by=by):
            return _("All of it goes in one step.") + " " + emptied
        return _("All of it goes in one step. The same file can be brought in again.")
    return _("What it brought goes, and what it took away returns.")
