"""A meeting entered in seconds: a day, who met, and the rest as its kind usually is.

Neighbours get `new_act`, the page; `names`, what its field for names asks while somebody writes;
and `logs`, the logs that a visitor may write in.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.actions.keep_notes import Box, log_box
from samspel.actions.log_acts import MEETING_PLACE, ActEntry, Where
from samspel.actions.read_acts import Reading, last_actors, read_act, same_acts
from samspel.actions.read_names import suggest
from samspel.pages.interplay.forms import ActForm
from samspel.pages.interplay.unclear import Question, choices_of, questions
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import SECTORS, named, words
from samspel.records.accounts.api import can, check_may
from samspel.records.interplay.api import defaults_of_kinds, get_act, own_kinds, read_day
from samspel.records.notes.api import NoteQuery, list_notes
from samspel.records.register.api import EntryRow, actor_names, ecosystem_names, get_entry
from samspel.terms import BadData, PageRequest, Refusal

__all__ = ["act_form", "choose_log", "logs", "names", "new_act", "read_form"]

_LONGEST_NAME = 100
_IDEAS = PageRequest(size=30)
_SENT_TWICE = "entered_already"


@dataclass(frozen=True, slots=True)
class Saved:
    """What was just saved, in words, with the way back. `parts_url`: it is a meeting place."""

    says: str
    url: str
    entries: tuple[tuple[int, str], ...]
    parts_url: str


@dataclass(frozen=True, slots=True)
class NewActPage:
    """The page to enter a meeting on. `last` are the actors of last time, for one key."""

    title: str
    form: ActForm
    questions: tuple[Question, ...]
    same: str
    saved: Saved | None
    last: tuple[tuple[str, str], ...]
    names_url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class _Asks:
    """What the page asks before it saves: who a name is, whether an act is another."""

    questions: tuple[Question, ...] = ()
    same: str = ""


def logs(request: VisitRequest) -> list[tuple[str, str]]:
    """The logs that the visitor may write in: the region's own, and those of ecosystems."""
    viewer = request.visit.viewer
    mine = [
        (key, name)
        for key, name in ecosystem_names(by=viewer).items()
        if can(viewer, "enter_acts", ecosystem=key)
    ]
    whole = viewer.holds({"officer", "system"}) and not viewer.workspaces
    return [("", _("The region's log")), *mine] if whole else mine


def choose_log(request: VisitRequest, given: QueryDict) -> tuple[str, list[tuple[str, str]]]:
    """The log that was asked for, or the first, and all that there are."""
    found = logs(request)
    asked = given.get("ecosystem", "")
    keys = [key for key, _name in found]
    return (asked if asked in keys else keys[0] if keys else ""), found


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def new_act(request: VisitRequest) -> HttpResponse:
    """Enter a meeting, and the next."""
    check_may(request.visit.viewer, "enter_acts")
    if request.method != "POST":
        return _shown(request, act_form(request, None))
    form = act_form(request, request.POST)
    if not form.is_valid():
        return _shown(request, form, status=400)
    read, act = read_form(request, form)
    asked = questions(read.asked, choices_of(request.POST))
    if act is None or read.unclear:
        return _shown(request, form, _Asks(asked), status=400)
    if same_acts(acts=(act,), by=request.visit.viewer) and not request.POST.get("sure"):
        same = _("There is such an act already, that day with the same actors.")
        return _shown(request, form, _Asks(asked, same), status=409)
    return _saved(request, form, read, act)


def _saved(request: VisitRequest, form: ActForm, read: Reading, act: ActEntry) -> HttpResponse:
    where = Where(timezone.localdate(), form.cleaned_data["ecosystem"])
    try:
        logged = log_box(box=Box(act, read.actors), where=where, by=request.visit.viewer)
    except (Refusal, BadData) as stop:
        if isinstance(stop, Refusal) and stop.code == _SENT_TWICE:
            return redirect("new-act", request.visit.region.key)
        if isinstance(stop, Refusal) and stop.code.startswith("may_not"):
            raise
        form.add_error(None, told(stop))
        return _shown(request, form, status=409)
    query = {
        "act": logged.act.id if logged.act else "",
        "notes": logged.notes.id if logged.notes else "",
        "on": str(act.started_on or ""),
        "kind": act.kind,
        "ecosystem": where.ecosystem,
    }
    here = reverse("new-act", args=[request.visit.region.key])
    return redirect(f"{here}?{urlencode({key: value for key, value in query.items() if value})}")


def told(stop: Refusal | BadData) -> str:
    """Why it could not be written, as a sentence."""
    if isinstance(stop, Refusal):
        return reason_of(stop)
    return _("It could not be written as it stands: %(codes)s.") % {"codes": str(stop)}


def act_form(request: VisitRequest, given: QueryDict | None, **initial: object) -> ActForm:
    """The form, with what is usual of the kind that is asked for."""
    viewer = request.visit.viewer
    asked = given if given is not None else request.GET
    kinds = own_kinds(by=viewer)
    # An act from a file may be of a kind that nothing is said of: it stays of that.
    was = str(initial.get("kind") or "")
    kinds = kinds if not was or was in kinds else (*kinds, was)
    kind = asked.get("kind") or was or kinds[0]
    log, choices = choose_log(request, asked)
    start: dict[str, object] = {
        "on": asked.get("on") or timezone.localdate().isoformat(),
        "kind": kind if kind in kinds else kinds[0],
        "ecosystem": log,
        "idea": asked.get("idea", ""),
        "key": f"act-{secrets.token_hex(6)}",
    }
    return ActForm(
        given,
        kinds=kinds,
        ecosystems=choices,
        ideas=_ideas(request, asked.get("idea", "") or str(initial.get("idea", ""))),
        usual=defaults_of_kinds(by=viewer).get(kind, {}),
        initial={**start, **initial},
    )


def _ideas(request: VisitRequest, asked: str) -> list[tuple[str, str]]:
    query = NoteQuery(kinds=("idea", "possibility"), states=("open", "started"))
    rows = list_notes(query, page=_IDEAS, by=request.visit.viewer).rows
    if asked and asked not in {row.note_id for row in rows}:
        one = NoteQuery(ids=(asked,))
        rows = (*list_notes(one, page=_IDEAS, by=request.visit.viewer).rows, *rows)
    return list({row.note_id: row.text[:100] for row in rows}.items())


def read_form(request: VisitRequest, form: ActForm) -> tuple[Reading, ActEntry | None]:
    """What the form says, and the act; None where a field must be written again."""
    given, today, by = form.cleaned_data, timezone.localdate(), request.visit.viewer
    days = {name: _day(form, name, today) for name in ("on", "ended_on")}
    more = [("arr", given["organiser"]), ("via", given["introducer"])]
    text = "\n".join([given["names"], *(f"{word}: {name}" for word, name in more if name)])
    read = read_act(text=text, choices=choices_of(request.POST), today=today, by=by)
    act = read.acts[0]
    if read.alone and not form.errors:
        form.add_error("names", _("Interplay is between at least two actors. Who else met?"))
    if form.errors:
        return read, None
    return read, replace(
        act,
        started_on=act.started_on or days["on"],
        ended_on=days["ended_on"],
        kind=act.kind or given["kind"],
        title=act.title or given["title"],
        source=given["source"],
        facts=form.given(),
        idea=given["idea"],
        key=given["key"],
    )


def _day(form: ActForm, name: str, today: date) -> date | None:
    said = form.cleaned_data[name]
    if name == "ended_on" and not said:
        return None
    day = read_day(said, today)
    if day is None:
        text = _("“%(said)s” is no day. Write today, 12/10 or 2026-10-12.")
        form.add_error(name, text % {"said": said})
    elif day > today and name == "on":
        form.add_error(name, _("It is entered when it has happened: the day cannot lie ahead."))
    return day


def _shown(
    request: VisitRequest, form: ActForm, asks: _Asks | None = None, *, status: int = 200
) -> HttpResponse:
    asks = asks or _Asks()
    key = request.visit.region.key
    last = last_actors(by=request.visit.viewer)
    called = actor_names(last, by=request.visit.viewer)
    page = NewActPage(
        title=_("Who met, and when?"),
        form=form,
        questions=asks.questions,
        same=asks.same,
        saved=_just_saved(request) if request.method != "POST" else None,
        last=tuple((actor, called.get(actor, actor)) for actor in last),
        names_url=reverse("act-names", args=[key]),
        crumbs=(Crumb(_("The log"), reverse("acts", args=[key])),),
    )
    return show(request, "interplay/new.html", page, status=status)


def _just_saved(request: VisitRequest) -> Saved | None:
    asked = [whole_number(request.GET.get(name, "")) for name in ("act", "notes")]
    try:
        rows = [get_entry(one, by=request.visit.viewer) for one in asked if one is not None]
        if not rows:
            return None
        acts = [str(row.values["last"]) for row in rows if row.values.get("last")]
        back = tuple((row.id, _back(row)) for row in rows)
        details = [get_act(act, by=request.visit.viewer).act for act in acts]
    except Refusal:
        return None
    if not details:
        return Saved(_("The note is saved."), "", back, "")
    act, key = details[0], request.visit.region.key
    text = ngettext("%(n)s actor", "%(n)s actors", act.participants)
    says = _("Saved: %(day)s, %(actors)s.") % {
        "day": act.started_on,
        "actors": text % {"n": words().number(act.participants)},
    }
    if any(row.workspace for row in rows):
        says += " " + _("It is the platform's own until you hand it in.")
    url = reverse("act", args=[key, act.interplay_id])
    return Saved(says, url, back, f"{url}#parts" if act.participants > MEETING_PLACE else "")


def _back(row: EntryRow) -> str:
    if row.origin == "act":
        return _("Take the meeting back")
    return _("Take the note back")


@require_safe
@in_region
def names(request: VisitRequest) -> HttpResponse:
    """The actors that the beginning of a name may mean, for who may enter interplay."""
    asked = request.GET.get("q", "").replace("\x00", "")[:_LONGEST_NAME]
    found = suggest(text=asked, by=request.visit.viewer)
    rows = [
        {
            "id": row.actor_id,
            "name": row.name,
            "says": ", ".join(
                part for part in (named(SECTORS, row.sector), row.municipality_name) if part
            ),
        }
        for row in found
    ]
    answer = JsonResponse({"actors": rows})
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
