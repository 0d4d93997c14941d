"""Notes: the list with its funnel of ideas, one note, a new one, and its way back."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions.keep_notes import NoteEntry, change_note, remove_note, write_notes
from samspel.actions.log_acts import Where
from samspel.actions.read_names import read_names
from samspel.pages.interplay.entering import choose_log, told
from samspel.pages.interplay.standing import Standing, stands_now, was_changed
from samspel.pages.interplay.unclear import Question, choices_of, questions
from samspel.pages.notes.forms import NoteForm, NotesForm, gap_words
from samspel.pages.notes.words import CONFLICT_SEES, HELD_BACK, KIND_NAMES, SEES_NAMES, STATE_NAMES
from samspel.pages.shell.exports import every_page, export, file_address
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import named, words
from samspel.records.accounts.api import check_may
from samspel.records.interplay.api import ActQuery, list_acts, read_day
from samspel.records.notes.api import (
    NoteActorRow,
    NoteFunnel,
    NoteQuery,
    NoteRow,
    count_funnel,
    get_note,
    list_notes,
)
from samspel.records.register.api import ecosystem_names
from samspel.terms import BadData, PageRequest, Refusal

__all__ = ["new_note", "note", "notes", "remove"]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in the list."""

    text: str
    url: str
    kind: str
    when: str
    state: str
    about: str
    held_back: bool


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The list of notes. `empty`: there is none at all."""

    title: str
    form: NotesForm
    funnel: tuple[str, ...]
    list: Listed
    empty: bool
    may_write: bool
    file_url: str
    removed: int
    held_back: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """One note: as it reads, and its form for who may change it. `acts`: those it led to."""

    title: str
    row: NoteRow | None
    says: str
    actors: tuple[NoteActorRow, ...]
    acts: tuple[tuple[str, str], ...]
    held_back: str
    sees: str
    form: NoteForm | None
    questions: tuple[Question, ...]
    stands: Standing | None
    names_url: str
    log: str
    may_lead: bool
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class _Filled:
    """A note's form as it stands, what is asked about it, and how the page answers."""

    form: NoteForm | None
    asked: tuple[Question, ...] = ()
    status: int = 200
    stands: Standing | None = None


@require_safe
@in_region
def notes(request: VisitRequest) -> HttpResponseBase:
    """The notes that the visitor may see, the latest first."""
    visit = request.visit
    form = NotesForm(request.GET, ecosystems=list(ecosystem_names(by=visit.viewer).items()))
    query = _query(form)
    found = list_notes(query, page=page_request(request), by=visit.viewer)
    key = visit.region.key
    if request.GET.get("form") == "csv":
        return _file(request, query)
    removed = request.GET.get("removed", "")
    page = NotesPage(
        title=_("What has been noted beside the acts?"),
        form=form,
        funnel=_funnel_says(count_funnel(query, by=visit.viewer)),
        list=listed(request, found, (_line(key, row) for row in found.rows)),
        empty=not found.count and query == NoteQuery(),
        may_write=visit.may("enter_acts"),
        file_url=file_address(request),
        removed=whole_number(removed) or 0,
        held_back=_(HELD_BACK),
        crumbs=(Crumb(_("The log"), reverse("acts", args=[key])),),
    )
    return show(request, "notes/notes.html", page)


def _file(request: VisitRequest, query: NoteQuery) -> HttpResponseBase:
    """Every note of the filters that the visitor may see."""
    key, by = request.visit.region.key, request.visit.viewer
    lines = (_line(key, row) for row in every_page(lambda p: list_notes(query, page=p, by=by)))
    headings = (_("When"), _("Kind"), _("Note"), _("State"), _("About"))
    rows = ((line.when, line.kind, line.text, line.state, line.about) for line in lines)
    return export("notes", headings, rows)


def _query(form: NotesForm) -> NoteQuery:
    form.is_valid()
    given = form.cleaned_data
    kind, state = given.get("kind", ""), given.get("state", "")
    return NoteQuery(
        text=given.get("search", ""),
        kinds=(kind,) if kind else (),
        states=(state,) if state else (),
        ecosystem=given.get("ecosystem", ""),
        gap=given.get("gap", ""),
    )


def _funnel_says(funnel: NoteFunnel) -> tuple[str, ...]:
    """What became of ideas (R132): a sentence, since a funnel of few is no picture."""
    if not funnel.noted:
        return ()
    number = words().number
    noted = ngettext(
        "%(n)s idea or possibility is noted.",
        "%(n)s ideas and possibilities are noted.",
        funnel.noted,
    ) % {"n": number(funnel.noted)}
    if not (funnel.begun or funnel.with_act or funnel.realised or funnel.dropped):
        return (noted, _("Nothing has come of it yet."))
    rest = _(
        "%(begun)s have been begun, %(with_act)s of all led to an act, %(realised)s are realised "
        "and %(dropped)s dropped."
    ) % {
        "begun": number(funnel.begun),
        "with_act": number(funnel.with_act),
        "realised": number(funnel.realised),
        "dropped": number(funnel.dropped),
    }
    return (noted, rest)


def _line(key: str, row: NoteRow) -> NoteLine:
    about = [one.name for one in row.actors] + ([gap_words(row.gap)] if row.gap else [])
    return NoteLine(
        row.text,
        reverse("note", args=[key, row.note_id]),
        named(KIND_NAMES, row.kind),
        row.noted_on.isoformat(),
        named(STATE_NAMES, row.state),
        ", ".join([*about, *([row.area] if row.area else [])]),
        row.is_held_back,
    )


# ---------------------------------------------------------------------------------- one note


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def new_note(request: VisitRequest) -> HttpResponse:
    """Write a note."""
    check_may(request.visit.viewer, "enter_acts")
    if request.method != "POST":
        return _shown(request, None, _Filled(_form(request, None, None)))
    form, asked, entry = _read(request, None)
    if entry is None:
        return _shown(request, None, _Filled(form, asked, 400))
    where = Where(timezone.localdate(), entry.ecosystem)
    try:
        write_notes(entries=[entry], where=where, by=request.visit.viewer)
    except (Refusal, BadData) as stop:
        form.add_error(None, told(stop))
        return _shown(request, None, _Filled(form, asked, 409))
    return redirect("notes", request.visit.region.key)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def note(request: VisitRequest, note_id: str) -> HttpResponse:
    """One note; who keeps notes may change it here."""
    viewer = request.visit.viewer
    row = get_note(note_id, by=viewer)
    if request.method != "POST":
        may = request.visit.may("enter_acts")
        return _shown(request, row, _Filled(_form(request, None, row) if may else None))
    check_may(viewer, "enter_acts")
    form, asked, entry = _read(request, row)
    if entry is None:
        return _shown(request, row, _Filled(form, asked, 400))
    where = Where(timezone.localdate(), entry.ecosystem)
    seen = form.cleaned_data["seen"]
    try:
        change_note(note_id=note_id, note=entry, where=where, by=viewer, seen=seen)
    except (Refusal, BadData) as stop:
        form.add_error(None, told(stop))
        stands = None
        if was_changed(stop):
            row = get_note(note_id, by=viewer)
            stands = stands_now(form, _form(request, None, row).initial)
        return _shown(request, row, _Filled(form, asked, 409, stands))
    return redirect("note", request.visit.region.key, note_id)


@require_POST
@in_region
def remove(request: VisitRequest, note_id: str) -> HttpResponse:
    """Take a note away; the list has the way back."""
    where = Where(timezone.localdate(), choose_log(request, request.POST)[0])
    entry = remove_note(note_id=note_id, where=where, by=request.visit.viewer)
    return redirect(f"{reverse('notes', args=[request.visit.region.key])}?removed={entry.id}")


def _form(request: VisitRequest, given: QueryDict | None, row: NoteRow | None) -> NoteForm:
    log, choices = choose_log(request, request.GET if given is None else given)
    own = bool(request.visit.viewer.workspaces)
    start: dict[str, object] = {
        "on": timezone.localdate().isoformat(),
        "kind": "idea",
        "state": "open",
        "sees": "own" if own else "region",
        "ecosystem": log,
    }
    if row is not None:
        names = "\n".join(f"{one.name} <{one.actor_id}>" for one in row.actors)
        fields = ("text", "kind", "state", "gap", "area", "aspect", "solution", "sees", "seen")
        start |= {name: getattr(row, name) for name in fields}
        start |= {"names": names, "on": row.noted_on.isoformat()}
        if row.ecosystem_id in dict(choices):
            start["ecosystem"] = row.ecosystem_id
    return NoteForm(given, ecosystems=choices, own=own, initial=start)


def _read(
    request: VisitRequest, row: NoteRow | None
) -> tuple[NoteForm, tuple[Question, ...], NoteEntry | None]:
    form = _form(request, request.POST, row)
    if not form.is_valid():
        return form, (), None
    given, today = form.cleaned_data, timezone.localdate()
    day = read_day(given["on"], today)
    if day is None:
        text = _("“%(said)s” is no day. Write today, 12/10 or 2026-10-12.")
        form.add_error("on", text % {"said": given["on"]})
    elif day > today:
        form.add_error("on", _("It is entered when it has happened: the day cannot lie ahead."))
    read = read_names(names=given["names"].splitlines(), by=request.visit.viewer)
    chosen = choices_of(request.POST)
    open_ = [one for one in read.values() if not one.actor_id]
    asked = questions(open_, chosen)
    new = [one for one in open_ if chosen.get(one.written, "").startswith("new:")]
    if new:
        form.add_error("names", _("A new actor is entered with an act, or in the register."))
    decided = {one.written: chosen.get(one.written, "") for one in open_}
    if day is None or form.errors or not all(decided.values()):
        return form, asked, None
    ids = [one.actor_id or decided[one.written] for one in read.values()]
    actors = tuple(dict.fromkeys(one for one in ids if one != "skip"))
    fields = ("kind", "text", "gap", "area", "aspect", "solution", "state", "sees", "ecosystem")
    said = {name: given[name] for name in fields}
    return form, asked, NoteEntry(noted_on=day, actors=actors, **said)


def _shown(request: VisitRequest, row: NoteRow | None, filled: _Filled) -> HttpResponse:
    form = filled.form
    key = request.visit.region.key
    page = NotePage(
        title=named(KIND_NAMES, row.kind) if row else _("What do you want to note?"),
        row=row,
        says=row.text if row else "",
        actors=row.actors if row else (),
        acts=_acts(request, row) if row else (),
        held_back=_(HELD_BACK) if row and row.is_held_back else "",
        sees=_sees(row) if row else "",
        form=form,
        questions=filled.asked,
        stands=filled.stands,
        names_url=reverse("act-names", args=[key]),
        log=choose_log(request, request.GET)[0] if form else "",
        may_lead=bool(row and form and row.kind in {"idea", "possibility"}),
        crumbs=(
            Crumb(_("The log"), reverse("acts", args=[key])),
            Crumb(_("Notes"), reverse("notes", args=[key])),
        ),
    )
    return show(request, "notes/note.html", page, status=filled.status)


def _sees(row: NoteRow) -> str:
    """A conflict is held back whatever it says (R130)."""
    held = row.kind == "conflict" and row.sees == "region"
    return _(CONFLICT_SEES) if held else named(SEES_NAMES, row.sees)


def _acts(request: VisitRequest, row: NoteRow) -> tuple[tuple[str, str], ...]:
    if not row.acts:
        return ()
    found = list_acts(ActQuery(ids=row.acts), page=PageRequest(), by=request.visit.viewer)
    key = request.visit.region.key
    return tuple(
        (
            f"{act.started_on} {act.title}".strip(),
            reverse("act", args=[key, act.interplay_id]),
        )
        for act in found.rows
    )
