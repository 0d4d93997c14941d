"""An entry of the register taken back in one step: a file or what was entered by hand.

What it brought goes and what it took away returns, with a look at it first. What later entries
build on stays, and they are named. A file can be brought in again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from django.db import transaction

from samspel.actions.enter_rows import check_rows
from samspel.actions.joined_tables import FACES
from samspel.actions.kept_entries import Rows, samples
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow, SampleRow, TablePlan
from samspel.records.rows import contract
from samspel.tables import ALL_CONTRACTS
from samspel.terms import BadData, Problem, Refusal, Viewer

__all__ = ["Undoing", "check_way_back", "plan_undo", "undo_entry"]

# Others have a way back of their own (`take_back`), or are answers, which are nobody else's.
_ORIGINS: Mapping[str, str] = {
    "file": "import_register",
    "page": "edit_register",
    "profile": "edit_register",
    "succession": "edit_register",
    "paste": "edit_register",
    "starter": "edit_register",
    "api": "edit_register",
}
_COUNTS = frozenset({"applied", "kept", "staging"})
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing an entry would do. `tables` count rows that go (`ended`), return (`added`) and
    are again as they were (`changed`); `later` are entries that build on it, `problems` what would
    not hold together: with either it cannot be undone."""

    entry: EntryRow
    tables: tuple[TablePlan, ...]
    samples: tuple[SampleRow, ...]
    later: tuple[EntryRow, ...]
    problems: tuple[Problem, ...]

    @property
    def can(self) -> bool:
        """Whether it may be undone as things stand."""
        return not self.later and not self.problems


def plan_undo(*, entry_id: int, by: Viewer) -> Undoing:
    """What it would do; nothing is written. Refusals: of the role, `not_found`, `entry_is_over`."""
    entry = _entry(entry_id, by)
    rows = _reversed(entry, by)
    found = samples(rows)
    return Undoing(
        entry,
        tuple(_counts(found, entry)),
        tuple(_few(found)),
        _later(entry, rows, by),
        _problems(rows, by),
    )


def undo_entry(*, entry_id: int, by: Viewer) -> EntryRow:
    """Do it. Refusals: as `plan_undo`, `built_upon` when anything builds on it, and
    `example_is_made_up`."""
    entry = _entry(entry_id, by)
    if register.get_region(by=by).is_example:
        raise Refusal("example_is_made_up")
    with transaction.atomic():
        # First the version: until this ends nobody else makes anything current.
        step = register.cancel_entry if entry.state == "kept" else register.undo_entry
        rows = _reversed(entry, by)
        over = step(entry_id, by=by)
        if _later(entry, rows, by) or _problems(rows, by, undone=True):
            raise Refusal("built_upon")
        values = {"origin": entry.origin}
        own = entry.workspace if entry.state == "kept" else ""
        record_event("undo", "entry", str(entry_id), by=by, values=values, workspace=own)
    return over


def check_way_back(*, entry: EntryRow, action: str, by: Viewer) -> None:
    """Raise the Refusal when the viewer may not take this entry back.

    What is kept is taken back by who leads its platform. What is current, by officers of the
    whole region, and by who entered it where it still may. What a viewer is not told of an
    entry, its ecosystem too, opens nothing: only an entry of its own is it told whole.
    Refusals: those of the action, `not_your_entry`.
    """
    ecosystem = entry.workspace or entry.values.get("ecosystem")
    check_may(by, action, ecosystem=str(ecosystem or ""))
    if entry.state == "kept" or by.holds({"officer", "system"}):
        return
    mine = by.contact is not None and entry.by == by.contact
    # Said to be of no ecosystem is the region's own log.
    if not mine or ecosystem == "":
        raise Refusal("not_your_entry")


def _entry(entry_id: int, by: Viewer) -> EntryRow:
    entry = register.get_entry(entry_id, by=by)
    if entry.origin not in _ORIGINS:
        raise Refusal("not_found")
    check_way_back(entry=entry, action=_ORIGINS[entry.origin], by=by)
    if entry.state not in ("applied", "kept"):
        raise Refusal("entry_is_over")
    return entry


def _reversed(entry: EntryRow, by: Viewer) -> Rows:
    """The other way round: what left with it comes, what came with it leaves."""
    came: dict[str, pl.DataFrame] = {}
    left: dict[str, pl.DataFrame] = {}
    for table in entry.tables:
        left[table], came[table] = FACES[table].rows_of(table, [entry.id], by=by)
    return Rows(came, left)


def _counts(found: tuple[SampleRow, ...], entry: EntryRow) -> Iterator[TablePlan]:
    for table in entry.tables:
        number = dict.fromkeys(("added", "changed", "ended"), 0)
        for one in found:
            if one.table == table:
                number[one.what] += 1
        yield TablePlan(table, number["added"], number["changed"], number["ended"], 0)


def _few(found: tuple[SampleRow, ...]) -> Iterator[SampleRow]:
    shown: dict[tuple[str, str], int] = {}
    for one in found:
        kind = (one.table, one.what)
        shown[kind] = shown.get(kind, 0) + 1
        if shown[kind] <= _SHOWN:
            yield one


def _later(entry: EntryRow, rows: Rows, by: Viewer) -> tuple[EntryRow, ...]:
    """Entries that count and took away what this one brought, or refer to what would go."""
    found: set[int] = set()
    for table, goes in rows.left.items():
        found |= FACES[table].taken_by(table, goes["_row"].to_list(), by=by)
    for table, goes in rows.left.items():
        found |= _referring(table, goes, rows, by)
    others = (register.get_entry(one, by=by) for one in sorted(found - {entry.id}))
    return tuple(one for one in others if one.state in _COUNTS)


def _referring(table: str, goes: pl.DataFrame, rows: Rows, by: Viewer) -> set[int]:
    """The entries of the rows that refer to keys of the table that would be no more."""
    key = contract(table).key[0]
    gone = set(goes[key].drop_nulls()) - set(rows.came[table][key].drop_nulls())
    if not gone or len(contract(table).key) > 1:
        return set()
    found: set[int] = set()
    for of in ALL_CONTRACTS:
        own = set(rows.left[of.name]["_row"]) if of.name in rows.left else set()
        for column in (c.name for c in of.columns if c.refers == table):
            there = FACES[of.name].find_rows(of.name, column, sorted(gone), by=by)
            others = [row for row in there["_row"].to_list() if row not in own]
            found |= FACES[of.name].brought_by(of.name, others, by=by)
    return found


def _problems(rows: Rows, by: Viewer, *, undone: bool = False) -> tuple[Problem, ...]:
    """What would not hold together: what returns stands on what is no more, or has come again."""
    adds = {table: back.drop("_entry") for table, back in rows.came.items() if back.height}
    ends = {table: goes["_row"].to_list() for table, goes in rows.left.items()}
    if undone:  # they are current already: each would stand beside itself
        for table, back in adds.items():
            ends[table] = [*ends.get(table, []), *back["_row"].to_list()]
    try:
        check_rows(adds=adds, ends=ends, by=by)
    except BadData as bad:
        return tuple(bad.problems)
    return ()
