"""The one visible act that hands to the region what a platform has kept for itself.

    chosen entries -> with what they stand on -> checked beside the register as everybody sees it
                   -> one version of the register

What is shown is what goes: `hand_in` takes the entries of a plan, and refuses when the workspace
no longer gives the same. Giving up takes along what stands on what goes; it can be taken up again.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import polars as pl
from django.db import transaction

from samspel.actions.enter_rows import Entering, check_rows, enter_rows
from samspel.actions.joined_tables import FACES
from samspel.actions.kept_entries import (
    Kept,
    KeptEntry,
    Rows,
    check_mine,
    read_rows,
    read_workspace,
    rows_of,
    rows_standing,
    samples,
)
from samspel.records.accounts.api import within
from samspel.records.audit.api import record_event
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow, NewEntry, SampleRow
from samspel.records.rows import contract
from samspel.terms import BadData, Problem, Refusal, Viewer

__all__ = [
    "HandInPlan",
    "enter_again",
    "give_up",
    "hand_in",
    "let_go",
    "plan_give_up",
    "plan_hand_in",
    "take_up",
]


@dataclass(frozen=True, slots=True)
class HandInPlan:
    """Exactly what goes: the entries, of which `pulled` came along since they belong together
    with those chosen; the rows as they will stand, and every error in them. `held` are rows of
    these entries that stay with the platform."""

    entries: tuple[KeptEntry, ...]
    pulled: frozenset[int]
    rows: tuple[SampleRow, ...]
    held: Rows
    problems: tuple[Problem, ...] = ()

    @property
    def ids(self) -> frozenset[int]:
        """The ids of the entries."""
        return frozenset(one.entry.id for one in self.entries)


def plan_hand_in(*, workspace: str, chosen: Collection[int], by: Viewer) -> HandInPlan:
    """What would go; nothing is written. `chosen` empty is all that is kept.

    Refusals: `may_not.hand_in`, `not_your_workspace`, `entry_is_over` when one is not kept.
    """
    kept = read_workspace(workspace=workspace, by=by)
    ids = _together(kept.waiting, chosen, lambda one: set(one.needs))
    plan, rows = _plan(kept, ids, chosen)
    return replace(plan, problems=_problems(rows, by))


def hand_in(*, workspace: str, shown: Collection[int], by: Viewer) -> int:
    """Hand in what a plan showed: one version of the register; how many entries it was.

    Refusals: as `plan_hand_in`, and `workspace_has_changed` when it would no longer be the same.
    BadData with every error.
    """
    plan = plan_hand_in(workspace=workspace, chosen=shown, by=by)
    if not shown or plan.ids != set(shown):
        raise Refusal("workspace_has_changed")
    if plan.problems:
        raise BadData(plan.problems)
    with transaction.atomic():
        _hold(workspace, plan.held, by)
        register.hand_in_entries(plan.ids, by=by)
        values = {"entries": len(plan.entries), "rows": len(plan.rows)}
        record_event("hand_in", "workspace", workspace, by=by, values=values)
    return len(plan.entries)


def _hold(workspace: str, held: Rows, by: Viewer) -> None:
    """What stays of these entries with the platform becomes an entry of its own there."""
    tables = [name for name in held.came if held.came[name].height + held.left[name].height]
    if not tables:
        return
    ended = tuple(name for name in tables if held.left[name].height)
    values: dict[str, str | int] = {"ecosystem": workspace}
    new = NewEntry("own_note", tuple(tables), ended, workspace, values)
    entry = register.open_entry(new, by=by)
    for name in tables:
        came, left = (list(each[name]["_row"]) for each in (held.came, held.left))
        FACES[name].move_rows(name, came, left, to=entry.id, by=by)


def plan_give_up(*, workspace: str, chosen: Collection[int], by: Viewer) -> HandInPlan:
    """What would go with it: the entries and all that stand on them."""
    kept = read_workspace(workspace=workspace, by=by)

    def on_it(one: KeptEntry) -> set[int]:
        return {other.entry.id for other in kept.waiting if one.entry.id in other.needs}

    return _plan(kept, _together(kept.waiting, chosen, on_it), chosen)[0]


def give_up(*, workspace: str, shown: Collection[int], by: Viewer) -> int:
    """Give up what a plan showed. Refusals as of `hand_in`; `take_up` takes one back."""
    plan = plan_give_up(workspace=workspace, chosen=shown, by=by)
    if not shown or plan.ids != set(shown):
        raise Refusal("workspace_has_changed")
    with transaction.atomic():
        for one in sorted(plan.ids):
            register.cancel_entry(one, by=by)
        values = {"entries": len(plan.ids)}
        record_event("give_up", "workspace", workspace, by=by, values=values, workspace=workspace)
    return len(plan.ids)


def take_up(*, workspace: str, entry_id: int, by: Viewer) -> EntryRow:
    """Keep again what was given up, when it still fits. Refusals as above; BadData."""
    entry = _of(workspace, entry_id, by)
    rows = rows_standing(read_rows([entry], by), {entry_id})
    check_rows(adds=_bare(rows.came), ends=_ids(rows.left), by=within(workspace, by=by))
    with transaction.atomic():
        entry = register.restore_entry(entry_id, by=by)
        record_event("take_up", "entry", str(entry_id), by=by, workspace=workspace)
    return entry


def _of(workspace: str, entry_id: int, by: Viewer) -> EntryRow:
    """The entry, which is of that workspace: the region's and other platforms' are none of it."""
    check_mine(workspace, by)
    entry = register.get_entry(entry_id, by=by)
    if entry.workspace != workspace:
        raise Refusal("not_found")
    return entry


# --------------------------------------------------------------- what the register has overtaken


def enter_again(*, workspace: str, entry_id: int, by: Viewer) -> EntryRow:
    """Keep the same once more, on top of what the register says now. BadData when it cannot be."""
    entry = _of(workspace, entry_id, by)
    rows = rows_standing(read_rows([entry], by), {entry_id})
    mine = within(workspace, by=by)
    adds = _bare(rows.came)
    ends = {table: _same_rows(table, _keys(table, rows), mine) for table in rows.came}
    entering = Entering(entry.origin, adds, ends, workspace, entry.values)
    with transaction.atomic():
        made = enter_rows(entering=entering, by=mine)
        register.drop_entry(entry_id, by=by)
    return made


def _keys(table: str, rows: Rows) -> pl.DataFrame:
    both = (rows.came[table], rows.left[table])
    return pl.concat([each.select(contract(table).key) for each in both])


def _same_rows(table: str, keys: pl.DataFrame, by: Viewer) -> list[int]:
    first = contract(table).key[0]
    there = FACES[table].find_rows(table, first, keys[first].drop_nulls().unique().to_list(), by=by)
    same = there.join(keys.unique(), on=list(contract(table).key), how="semi", nulls_equal=True)
    return list(same["_row"])


def let_go(*, workspace: str, entry_id: int, by: Viewer) -> EntryRow:
    """Leave it at what the register says."""
    _of(workspace, entry_id, by)
    with transaction.atomic():
        entry = register.drop_entry(entry_id, by=by)
        record_event("let_go", "entry", str(entry_id), by=by, workspace=workspace)
    return entry


# ------------------------------------------------------------------------------------- plans


def _together(
    waiting: tuple[KeptEntry, ...],
    chosen: Collection[int],
    along: Callable[[KeptEntry], set[int]],
) -> frozenset[int]:
    """Those chosen (none: all) and, again and again, those that go along with one of them."""
    there = {one.entry.id: one for one in waiting}
    found = set(chosen) or set(there)
    if not found <= set(there):
        raise Refusal("entry_is_over")
    new = set(found)
    while new:
        new = {other for one in new for other in along(there[one])} - found
        found |= new
    return frozenset(found)


def _plan(kept: Kept, ids: frozenset[int], chosen: Collection[int]) -> tuple[HandInPlan, Rows]:
    entries = tuple(one for one in kept.waiting if one.entry.id in ids)
    rows = rows_standing(kept.rows, ids)
    pulled = ids - set(chosen) if chosen else frozenset[int]()
    return HandInPlan(entries, pulled, samples(rows), rows_of(kept.held, ids)), rows


def _problems(rows: Rows, by: Viewer) -> tuple[Problem, ...]:
    """Every error beside the register as everybody sees it."""
    try:
        check_rows(adds=_bare(rows.came), ends=_ids(rows.left), by=within("", by=by))
    except BadData as bad:
        return bad.problems
    return ()


def _bare(came: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {table: each.drop("_row", "_entry") for table, each in came.items() if each.height}


def _ids(left: Mapping[str, pl.DataFrame]) -> dict[str, list[int]]:
    return {table: list(each["_row"]) for table, each in left.items() if each.height}
