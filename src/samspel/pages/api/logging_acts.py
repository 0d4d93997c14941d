"""Acts and notes as a person enters them, what is told of acts, and whether a log is complete."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field, create_model

from samspel.actions.declare_log import declare_log, withdraw_log
from samspel.actions.keep_notes import NoteEntry, change_note, remove_note, write_notes
from samspel.actions.log_acts import ActEntry, Where, change_act, log_acts, remove_act
from samspel.actions.set_defaults import set_defaults
from samspel.pages.api.access import viewer, writing_viewer
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Day, Key, Strict, answers, shape
from samspel.records.interplay.api import (
    ActDetail,
    ActQuery,
    DeclarationRow,
    FactCount,
    LogState,
    count_facts,
    defaults_of_kinds,
    get_act,
    list_declarations,
    log_state,
)
from samspel.records.register.api import EntryRow, get_ecosystem
from samspel.terms.act_facts import FACTS

__all__: list[str] = []

Entry = shape(EntryRow)
Month = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
_Line = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
_Short = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]


def _values(fact: str, values: tuple[str, ...]) -> Any:
    most = len(values) if fact == "tag" else 1
    return Annotated[list[Literal[values]], Field(max_length=most)] | None  # type: ignore[valid-type]


Facts = create_model(
    "Facts",
    __base__=Strict,
    __doc__="What is said of an act. What is left out follows from its kind; [] says: nothing.",
    **{fact: (_values(fact, values), None) for fact, values in FACTS.items()},  # type: ignore[call-overload]
)


class ActGiven(Strict):
    """An act as a person enters it: a day and at least two actors; the rest follows from its kind.

    `ecosystem`: whose log it goes in, and its platform's workspace when the caller leads it.
    `key` makes sending it twice one act. `part_of`: the act that it is a part of; `idea`: the
    note that led to it. `organiser` and `introducer` left out are nobody, and in an act written
    anew who it was among the `actors`.
    """

    ecosystem: Key = ""
    started_on: Day
    ended_on: Day | None = None
    actors: Annotated[list[Key], Field(max_length=2000)]
    kind: Key = ""
    title: _Line = ""
    organiser: Key | None = None
    introducer: Key | None = None
    source: _Short = ""
    facts: Facts = Field(default_factory=Facts)  # type: ignore[valid-type]
    part_of: Key = ""
    idea: Key = ""
    key: Key = ""


class ActAnew(ActGiven):
    """An act as it shall be."""

    seen: Key = ""


class NoteGiven(Strict):
    """A note beside the acts. `sees`: `own`, `actors` or `region`; empty is as on the page."""

    ecosystem: Key = ""
    noted_on: Day
    kind: Key
    text: _Line
    actors: Annotated[list[Key], Field(max_length=200)] = Field(default_factory=list)
    gap: Key = ""
    area: Key = ""
    aspect: Key = ""
    solution: _Line = ""
    state: Key = "open"
    sees: Key = ""


class NoteAnew(NoteGiven):
    """A note as it shall be."""

    seen: Key = ""


@dataclass(frozen=True, slots=True)
class LogDetail:
    """Whether an ecosystem's log is kept up, and the claims that it rests on."""

    log: LogState
    declarations: tuple[DeclarationRow, ...]


def _act(given: ActGiven, was: ActDetail | None = None) -> tuple[ActEntry, Where]:
    values = given.model_dump(exclude={"seen"})
    for role in ("organiser", "introducer"):
        if values[role] is None:
            before = was.first(role) if was else ""
            values[role] = before if before in given.actors else ""
    ecosystem, said = values.pop("ecosystem"), values.pop("facts")
    facts = {fact: tuple(told) for fact, told in said.items() if told is not None}
    entry = ActEntry(**values | {"actors": tuple(values["actors"])}, facts=facts)
    return entry, Where(timezone.localdate(), ecosystem)


@router.post("/acts", response=answers(Entry, 201), tags=["interplay"])
def enter_act(request: HttpRequest, act: ActGiven) -> Any:
    """Enter an act; what is not said follows from its kind, and is counted apart."""
    entry, where = _act(act)
    return Status(201, log_acts(acts=[entry], where=where, by=writing_viewer(request)))


@router.put("/acts/{interplay_id}", response=answers(Entry), tags=["interplay"])
def write_act_anew(request: HttpRequest, interplay_id: Key, act: ActAnew) -> Any:
    """Write an act anew: what it was leaves, and what it is comes. Whose part in it nothing new
    is said of has the part that it had: financier, host, one organiser of many."""
    by = writing_viewer(request)
    entry, where = _act(act, get_act(interplay_id, by=by))
    return change_act(interplay_id=interplay_id, act=entry, where=where, by=by, seen=act.seen)


@router.delete("/acts/{interplay_id}", response=answers(Entry), tags=["interplay"])
def take_act_away(request: HttpRequest, interplay_id: Key, ecosystem: Key = "") -> Any:
    """Take an act out of the register; the entry that does it can be undone."""
    by = writing_viewer(request)
    return remove_act(interplay_id=interplay_id, ecosystem=ecosystem, by=by)


@router.get("/told", response=answers(list[shape(FactCount)]), tags=["interplay"])  # type: ignore[misc]
def read_told(
    request: HttpRequest,
    query: Query[shape(ActQuery, given=True)],  # type: ignore[valid-type]
) -> Any:
    """In how many acts each thing is told: by a person, and by the act's kind alone."""
    asked = query.dict()
    found = ActQuery(**{**asked, "ids": tuple(asked["ids"])})
    return list(count_facts(found, by=viewer(request)))


@router.get("/kinds", response=answers(dict[str, dict[str, list[str]]]), tags=["interplay"])
def read_kinds(request: HttpRequest) -> Any:
    """What each kind of act says of an act until a person does."""
    kinds = defaults_of_kinds(by=viewer(request))
    return {kind: {fact: list(v) for fact, v in said.items()} for kind, said in kinds.items()}


@router.put("/kinds/{kind}", response=answers(Entry | None), tags=["interplay"])
def write_kind(request: HttpRequest, kind: Key, facts: Facts) -> Any:  # type: ignore[valid-type]
    """Let acts of a kind say this from now on; null when they do already."""
    said = {name: tuple(told) for name, told in facts.model_dump().items() if told}  # type: ignore[attr-defined]
    return set_defaults(kind=kind, said=said, by=writing_viewer(request))


# -------------------------------------------------------------------------------------- notes


def _note(given: NoteGiven) -> tuple[NoteEntry, Where]:
    values = given.model_dump(exclude={"seen"})
    note = NoteEntry(**values | {"actors": tuple(values["actors"])})
    return note, Where(timezone.localdate(), note.ecosystem)


@router.post("/notes", response=answers(Entry, 201), tags=["notes"])
def enter_note(request: HttpRequest, note: NoteGiven) -> Any:
    """Write a note."""
    entry, where = _note(note)
    return Status(201, write_notes(entries=[entry], where=where, by=writing_viewer(request)))


@router.put("/notes/{note_id}", response=answers(Entry), tags=["notes"])
def write_note_anew(request: HttpRequest, note_id: Key, note: NoteAnew) -> Any:
    """Write a note anew; the acts that it has led to stay."""
    entry, where = _note(note)
    by = writing_viewer(request)
    return change_note(note_id=note_id, note=entry, where=where, by=by, seen=note.seen)


@router.delete("/notes/{note_id}", response=answers(Entry), tags=["notes"])
def take_note_away(request: HttpRequest, note_id: Key, ecosystem: Key = "") -> Any:
    """Take a note away; the entry that does it can be undone."""
    where = Where(timezone.localdate(), ecosystem)
    return remove_note(note_id=note_id, where=where, by=writing_viewer(request))


# ---------------------------------------------------------------------------------------- log


@router.get(
    "/ecosystems/{ecosystem_id}/log", response=answers(shape(LogDetail)), tags=["interplay"]
)
def read_log(request: HttpRequest, ecosystem_id: Key) -> Any:
    """Whether the log is kept up: which months are declared complete, and by whom."""
    by, today = viewer(request), timezone.localdate()
    get_ecosystem(ecosystem_id, on=today, by=by)
    state = log_state(ecosystem_id, on=today, by=by)
    return LogDetail(state, list_declarations(ecosystem_id, by=by))


_MONTH = "/ecosystems/{ecosystem_id}/log/{month}"


@router.put(_MONTH, response=answers(Entry), tags=["interplay"])
def declare_month(request: HttpRequest, ecosystem_id: Key, month: Month) -> Any:
    """Say that the log of a month, 2026-10, is complete: the claim is a row of `coverage`."""
    first, where = date.fromisoformat(f"{month}-01"), Where(timezone.localdate(), ecosystem_id)
    return declare_log(month=first, where=where, by=writing_viewer(request))


@router.delete(_MONTH, response=answers(Entry), tags=["interplay"])
def withdraw_month(request: HttpRequest, ecosystem_id: Key, month: Month) -> Any:
    """Take that back."""
    first, where = date.fromisoformat(f"{month}-01"), Where(timezone.localdate(), ecosystem_id)
    return withdraw_log(month=first, where=where, by=writing_viewer(request))
