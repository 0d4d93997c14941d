"""Notes beside the acts: written, changed and taken away; and a box that holds both.

A note for the platform alone (`own`) is an entry of its own kind, so that handing in what the
platform has kept leaves it where it is.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from django.db import transaction

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.log_acts import (
    ActEntry,
    NewActor,
    Where,
    change_act,
    log_acts,
    workspace_for,
)
from samspel.records.notes import api as notes
from samspel.records.register.api import EntryRow
from samspel.terms import Refusal, Viewer

__all__ = [
    "Box",
    "Logged",
    "NoteEntry",
    "change_box",
    "change_note",
    "log_box",
    "log_list",
    "remove_note",
    "write_notes",
]


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note to write. `sees` empty: the platform alone where there is one, else the region."""

    kind: str
    text: str
    noted_on: date
    ecosystem: str = ""
    actors: tuple[str, ...] = ()
    gap: str = ""
    area: str = ""
    aspect: str = ""
    solution: str = ""
    state: str = "open"
    sees: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """What a box of text became: the entry of its act and of its notes, where it held any."""

    act: EntryRow | None
    notes: EntryRow | None


@dataclass(frozen=True, slots=True)
class Box:
    """An act with the notes written in the same box, and the actors in it that are new."""

    act: ActEntry
    new_actors: Sequence[NewActor] = field(default_factory=tuple)


def log_box(*, box: Box, where: Where, by: Viewer) -> Logged:
    """Write the act, when there is one, and the notes beside it; all or nothing."""
    act, logged = box.act, None
    alone = len(act.everybody) < 2 and bool(act.notes) and not box.new_actors
    with transaction.atomic():
        if not alone:
            logged = log_acts(acts=[act], new_actors=box.new_actors, where=where, by=by)
        written = _beside([act], where, by)
    return Logged(logged, written)


def log_list(
    *, acts: Sequence[ActEntry], where: Where, by: Viewer, new_actors: Sequence[NewActor] = ()
) -> Logged:
    """Write several acts, and the notes beside them; all or nothing. What names fewer than two
    actors is its notes and no act."""
    met, logged = [act for act in acts if len(act.everybody) >= 2], None
    with transaction.atomic():
        if met:
            logged = log_acts(acts=met, new_actors=new_actors, where=where, by=by)
        written = _beside(acts, where, by)
    return Logged(logged, written)


def change_box(  # noqa: PLR0913 - by name
    *, interplay_id: str, act: ActEntry, where: Where, by: Viewer, seen: str = ""
) -> Logged:
    """Write an act anew, and the notes that were written beside it now; all or nothing. `seen` as
    in `change_act`."""
    with transaction.atomic():
        changed = change_act(interplay_id=interplay_id, act=act, where=where, by=by, seen=seen)
        written = _beside([act], where, by)
    return Logged(changed, written)


def _beside(acts: Sequence[ActEntry], where: Where, by: Viewer) -> EntryRow | None:
    entries = [
        NoteEntry(
            note.kind,
            note.text,
            act.started_on or where.today,
            where.ecosystem,
            tuple(one for one in act.everybody if not one.startswith("new:")),
        )
        for act in acts
        for note in act.notes
    ]
    return write_notes(entries=entries, where=where, by=by) if entries else None


def write_notes(*, entries: Sequence[NoteEntry], where: Where, by: Viewer) -> EntryRow:
    """Write notes that go together. BadData as `samspel check` tells it; Refusal `not_yet`,
    `not_your_workspace` for a note to a platform that the viewer does not lead."""
    workspace = workspace_for(ecosystem=where.ecosystem, by=by)
    keyed = [(f"note-{secrets.token_hex(5)}", one) for one in entries]
    seers = {_sees(one, workspace) for one in entries}
    _check(entries, seers, workspace, where)
    rows = [_row(key, one, workspace) for key, one in keyed]
    adds = {"notes": pl.DataFrame(rows), "note_actors": _actors(keyed)}
    origin = "own_note" if "own" in seers else "note"
    values: dict[str, str | int] = {"notes": len(keyed), "ecosystem": where.ecosystem}
    return enter_rows(entering=Entering(origin, adds, {}, workspace, values), by=by)


def change_note(  # noqa: PLR0913 - by name
    *, note_id: str, note: NoteEntry, where: Where, by: Viewer, seen: str = ""
) -> EntryRow:
    """Write a note anew, with the acts that it has led to. `seen`: the mark of what the change was
    made from. Refusals as `write_notes`, and `row_was_changed` when it no longer is what was
    seen."""
    workspace = workspace_for(ecosystem=where.ecosystem, by=by)
    sees = _sees(note, workspace)
    _check([note], {sees}, workspace, where)
    before = _found(note_id, by)  # first: what is written after it is in the note, or ends it
    if seen not in ("", notes.get_note(note_id, by=by).seen):
        raise Refusal("row_was_changed")
    new = pl.DataFrame([_row(note_id, note, workspace)])
    others = before["notes"].drop("_row", *new.columns, strict=False)
    adds = {
        "notes": pl.concat([new, others], how="horizontal"),
        "note_actors": _actors([(note_id, note)]),
    }
    ends = {table: rows["_row"].to_list() for table, rows in before.items()}
    origin = "own_note" if sees == "own" else "note"
    values: dict[str, str | int] = {"change": note_id, "ecosystem": where.ecosystem}
    return enter_rows(entering=Entering(origin, adds, ends, workspace, values), by=by)


def remove_note(*, note_id: str, where: Where, by: Viewer) -> EntryRow:
    """Take a note away, with what it was bound to; the entry may be undone."""
    workspace = workspace_for(ecosystem=where.ecosystem, by=by)
    row = notes.get_note(note_id, by=by)
    before = _found(note_id, by)
    before["note_acts"] = find_rows(table="note_acts", column="note_id", values=[note_id], by=by)
    ends = {table: rows["_row"].to_list() for table, rows in before.items()}
    origin = "own_note" if row.sees == "own" else "note"
    values: dict[str, str | int] = {"remove": note_id, "ecosystem": where.ecosystem}
    return enter_rows(entering=Entering(origin, {}, ends, workspace, values), by=by)


def _found(note_id: str, by: Viewer) -> dict[str, pl.DataFrame]:
    return {
        table: find_rows(table=table, column="note_id", values=[note_id], by=by)
        for table in ("notes", "note_actors")
    }


def _sees(note: NoteEntry, workspace: str) -> str:
    return note.sees or ("own" if workspace else "region")


def _check(entries: Sequence[NoteEntry], seers: set[str], workspace: str, where: Where) -> None:
    if any(note.noted_on > where.today for note in entries):
        raise Refusal("not_yet")
    if "own" in seers and not workspace:
        raise Refusal("not_your_workspace")


def _row(key: str, note: NoteEntry, workspace: str) -> dict[str, object]:
    texts = {
        "ecosystem_id": note.ecosystem or workspace,
        "kind": note.kind,
        "text": note.text,
        "gap": note.gap,
        "area": note.area,
        "aspect": note.aspect,
        "solution": note.solution,
        "state": note.state,
        "sees": _sees(note, workspace),
    }
    said: dict[str, object] = {name: text or None for name, text in texts.items()}
    return {"note_id": key, "noted_on": note.noted_on, **said}


def _actors(keyed: Sequence[tuple[str, NoteEntry]]) -> pl.DataFrame:
    rows = [{"note_id": key, "actor_id": actor} for key, note in keyed for actor in note.actors]
    return pl.DataFrame(rows, schema={"note_id": pl.String(), "actor_id": pl.String()})
