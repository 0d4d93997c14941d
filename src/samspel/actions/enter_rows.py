"""What a person enters by hand: rows added, changed and ended, checked as a file's rows are.

    rows of tables -> checked with those they stand on -> one entry, its rows, its audit row

Everything is one transaction. An entry is current at once, or kept in a workspace until it is
handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl
from django.db import transaction

from samspel.actions.joined_tables import FACES
from samspel.records.audit.api import record_event
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow, NewEntry
from samspel.records.rows import contract, over_long
from samspel.tables import ALL_CONTRACTS, Tables, check
from samspel.terms import BadData, Refusal, Severity, Viewer

__all__ = ["Entering", "check_rows", "enter_rows", "find_rows", "referred"]


# Whose rows go straight to the register; a leader's are handed in, whoever forgot to say so.
_STRAIGHT = frozenset({"officer", "system", "actor_contact"})


@dataclass(frozen=True, slots=True, eq=False)
class Entering:
    """What is entered. `adds` by table: frames with some or all of the contract's columns, and
    others, which are kept beside; `ends` by table: the `_row` ids of rows that leave. A changed
    row is one of each. `values` tell in words what was done, for the history."""

    origin: str
    adds: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    ends: Mapping[str, Sequence[int]] = field(default_factory=dict)
    workspace: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


def find_rows(*, table: str, column: str, values: Sequence[str], by: Viewer) -> pl.DataFrame:
    """The current rows of a table whose column has one of the values, with `_row` first."""
    return FACES[table].find_rows(table, column, values, by=by)


def enter_rows(*, entering: Entering, by: Viewer) -> EntryRow:
    """Write it, whole or not at all. The caller has asked `check_may`.

    BadData with every error of the new rows, as `samspel check` tells them. Refusals:
    `example_is_made_up`, `row_was_changed`, `another_import_runs`, `not_your_workspace`.
    """
    adds = {table: _whole(table, rows) for table, rows in entering.adds.items() if rows.height}
    ends = {table: tuple(ids) for table, ids in entering.ends.items() if len(ids)}
    if register.get_region(by=by).is_example:
        raise Refusal("example_is_made_up")
    if not entering.workspace and by.workspaces and not by.roles & _STRAIGHT:
        raise Refusal("not_this_ecosystem")
    check_rows(adds=adds, ends=ends, by=by)
    new = NewEntry(
        origin=entering.origin,
        tables=tuple(sorted({*adds, *ends})),
        ended=tuple(sorted(ends)),
        workspace=entering.workspace,
        values=entering.values,
    )
    with transaction.atomic():
        entry = register.open_entry(new, by=by)
        for table, ids in ends.items():
            _end(table, ids, entry, by)
        for table, rows in adds.items():
            FACES[table].add_rows(table, rows, came_with=entry.id, by=by)
        # What is kept in a workspace is the platform's own: the region's log says nothing of it.
        values = {"origin": entering.origin, **entering.values}
        own = entering.workspace
        record_event("enter", "entry", str(entry.id), by=by, values=values, workspace=own)
    return entry


def _end(table: str, ids: tuple[int, ...], entry: EntryRow, by: Viewer) -> None:
    face = FACES[table]
    if earlier := face.taken_by(table, ids, by=by):
        register.overtake_entries(earlier, for_=entry.workspace, by=by)
    if face.end_rows(table, ids, left_with=entry.id, by=by) != len(ids):
        raise Refusal("row_was_changed")


def _whole(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """With every column of the contract, in order, and the others after them."""
    of = contract(table)
    columns = [
        pl.col(name).cast(dtype) if name in rows.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in of.schema.items()
    ]
    others = [name for name in rows.columns if name not in of.schema and name != "_row"]
    return rows.select(*columns, *others)


# ------------------------------------------------------------------------------- the checking


def check_rows(
    *, adds: Mapping[str, pl.DataFrame], ends: Mapping[str, Sequence[int]], by: Viewer
) -> None:
    """The new rows beside those that share their keys and those that they refer to.

    BadData with every error, as `samspel check` tells them, and every text that is too long.
    """
    if long := over_long(adds):
        raise BadData(long)
    keys: dict[str, set[str]] = {}
    beside: dict[str, pl.DataFrame] = {}
    more = {table: set(new[contract(table).key[0]].drop_nulls()) for table, new in adds.items()}
    for table, needed in referred(adds=adds).items():
        more.setdefault(table, set()).update(needed)
    # A row that is there stands on others in its turn: without them it would be the fault.
    while more:
        for table, values in more.items():
            keys.setdefault(table, set()).update(values)
            there = FACES[table].find_rows(
                table, contract(table).key[0], sorted(keys[table]), by=by
            )
            there = there.filter(~pl.col("_row").is_in(list(ends.get(table, ()))))
            new = adds.get(table, _no_rows(table))
            beside[table] = pl.concat([_plain(table, new), _plain(table, there)])
        more = {
            table: found
            for table, needed in referred(adds=beside).items()
            if (found := set(needed) - keys.get(table, set()))
        }
    problems = check(Tables.of(**beside))
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors:
        raise BadData(errors)


def _plain(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(contract(table).schema.keys())


def referred(*, adds: Mapping[str, pl.DataFrame]) -> dict[str, list[str]]:
    """The keys that the rows refer to, by the table that they are keys of."""
    found: dict[str, set[str]] = {}
    for of in ALL_CONTRACTS:
        for column in of.columns if of.name in adds else ():
            if column.refers:
                values = set(adds[of.name][column.name].drop_nulls()) - {"*"}
                found.setdefault(column.refers, set()).update(values)
    if "answers" in adds:  # a wave, or `told:` and what follows, which is none
        found.setdefault("waves", set()).update(adds["answers"]["wave_id"].drop_nulls())
    if "interplay" in adds:  # a report names its wave
        waves = adds["interplay"]["source"].str.extract("^wave:(.*)$").drop_nulls()
        found.setdefault("waves", set()).update(waves)
    return {table: sorted(values) for table, values in found.items() if values}


def _no_rows(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=contract(table).schema)
