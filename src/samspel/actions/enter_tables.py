"""What a program enters: rows of our tables as plain values, checked and written as a file's are.

Neighbours get `TABLES`, the tables that a program may write with their columns, `read_rows` and
`enter`. Answers are not among them: those come from whom they are of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.joined_tables import FACES
from samspel.actions.own_answers import check_none_own, own_rows, waves_asked
from samspel.records.accounts.api import check_may, system_viewer, workspace_of
from samspel.records.register.api import EntryRow, get_entry
from samspel.records.rows import contract, longest
from samspel.tables import Kind
from samspel.terms import Refusal, Viewer

__all__ = ["TABLES", "Cell", "ColumnOf", "enter", "read_rows"]

Cell = str | float | bool | date | None
_NOT = frozenset({"answers", "waves"})


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """A column of a table: `kind` is `text`, `date`, `number` or `flag`; `values` a closed list
    (empty: open); `refers` the table whose key it holds; `longest` the most characters kept."""

    name: str
    kind: str
    required: bool
    values: tuple[str, ...]
    refers: str
    longest: int | None = None


def _columns(table: str) -> tuple[ColumnOf, ...]:
    plain = {Kind.DATE: "date", Kind.NUMBER: "number", Kind.FLAG: "flag"}
    return tuple(
        ColumnOf(
            column.name,
            plain.get(column.kind, "text"),
            column.required,
            tuple(map(str, column.values)),
            column.refers or "",
            longest(table).get(column.name) if column.kind not in plain else None,
        )
        for column in contract(table).columns
    )


TABLES: Mapping[str, tuple[ColumnOf, ...]] = {
    table: _columns(table) for table in FACES if table not in _NOT
}


def read_rows(
    *, table: str, column: str, values: Sequence[str], by: Viewer
) -> tuple[Mapping[str, Cell], ...]:
    """The current rows whose column has one of the values, each with its `_row`, to be changed;
    not those that a wave asked here has collected.

    Refusals: `not_found` for no such table or column, `may_not.edit_register`.
    """
    check_may(by, "edit_register")
    if column not in {one.name for one in TABLES.get(table, ()) if one.kind == "text"}:
        raise Refusal("not_found")
    if by.ecosystems:
        raise Refusal("held_to_ecosystems")
    found = find_rows(table=table, column=column, values=list(values), by=by)
    others = found.filter(~own_rows(table, waves_asked(by=by)))
    return tuple(others.iter_rows(named=True))


def enter(
    *,
    adds: Mapping[str, Sequence[Mapping[str, Cell]]],
    ends: Mapping[str, Sequence[int]],
    ecosystem: str,
    by: Viewer,
) -> EntryRow:
    """Write rows, whole or not at all. An officer's go to the register; those of who leads the
    platform of `ecosystem` into its workspace.

    BadData with every fault. Refusals: `may_not.edit_register`, `not_found` for no such table,
    `held_to_ecosystems` for a row of an ecosystem that is not the caller's, `row_was_changed` for
    a row that is gone, or that is somebody's answer.
    """
    check_may(by, "edit_register", ecosystem=ecosystem)
    if not {*adds, *ends} <= TABLES.keys():
        raise Refusal("not_found")
    if by.ecosystems and (not ecosystem or _touches_others(adds, ecosystem)):
        raise Refusal("held_to_ecosystems")
    frames = {table: _frame(table, rows) for table, rows in adds.items() if rows}
    check_none_own(frames, waves_asked(by=by))
    _check_ends(ends, by)
    entering = Entering(
        "api",
        frames,
        {table: tuple(ids) for table, ids in ends.items() if ids},
        workspace_of(ecosystem, by=by) if ecosystem else "",
        {"rows": sum(map(len, adds.values())) + sum(map(len, ends.values()))},
    )
    return enter_rows(entering=entering, by=by)


def _check_ends(ends: Mapping[str, Sequence[int]], by: Viewer) -> None:
    """Nobody takes away what came with somebody's answers: told as a row that is not there."""
    system = system_viewer(by.region)
    for table, ids in ends.items():
        for entry in FACES[table].brought_by(table, ids, by=by):
            if get_entry(entry, by=system).workspace.startswith("wave:"):
                raise Refusal("row_was_changed")


def _touches_others(adds: Mapping[str, Sequence[Mapping[str, Cell]]], ecosystem: str) -> bool:
    return any(
        row.get("ecosystem_id", ecosystem) != ecosystem or table == "ecosystems"
        for table, rows in adds.items()
        for row in rows
    )


def _frame(table: str, rows: Sequence[Mapping[str, Cell]]) -> pl.DataFrame:
    schema = contract(table).schema
    columns = {
        name: pl.Series(name, [row.get(name) for row in rows], dtype=dtype)
        for name, dtype in schema.items()
    }
    return pl.DataFrame(columns)
