"""What a platform keeps for itself, entry by entry: what each would change and stands on.

Neighbours get `read_workspace`, and for handing in `read_rows`, `rows_of`, `rows_standing` and
`samples`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from samspel.actions.enter_rows import referred
from samspel.actions.joined_tables import FACES
from samspel.records.accounts.api import check_may, within
from samspel.records.register import api as register
from samspel.records.register.api import EntryQuery, EntryRow, SampleRow
from samspel.records.rows import contract
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = [
    "Kept",
    "KeptEntry",
    "Rows",
    "check_mine",
    "read_rows",
    "read_workspace",
    "rows_of",
    "rows_standing",
    "samples",
]

_MOST = PageRequest(size=5000)
# Where the rows of a note lie.
_OF_NOTES = frozenset({"notes", "note_actors", "note_acts"})
_NOT_SHOWN = frozenset({"_row", "_entry"})


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """Something entered, with the rows it would change; `needs` are the ids of kept entries that
    it stands on. `now` is, of an overtaken one, what the register says of the same instead."""

    entry: EntryRow
    rows: tuple[SampleRow, ...]
    needs: tuple[int, ...] = ()
    now: tuple[SampleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A workspace: what waits, what the register has overtaken, what was given up, the newest
    first; `own` counts what is never handed in. `rows` are those of what waits, and `held` those
    of the notes that the platform keeps for itself, whichever entry they are in."""

    waiting: tuple[KeptEntry, ...]
    overtaken: tuple[KeptEntry, ...]
    given_up: tuple[EntryRow, ...]
    own: int
    rows: "Rows"
    held: "Rows"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """By table the rows that some entries bring and those they take away; `_entry` tells which."""

    came: Mapping[str, pl.DataFrame]
    left: Mapping[str, pl.DataFrame]

    @property
    def entries(self) -> frozenset[int]:
        """Those that bring one of the rows or take one away."""
        frames = (*self.came.values(), *self.left.values())
        return frozenset(entry for each in frames for entry in each["_entry"])


# ------------------------------------------------------------------------------------ reading


def read_workspace(*, workspace: str, by: Viewer) -> Kept:
    """All that is in it. Refusals: `may_not.hand_in`, `not_your_workspace`."""
    check_mine(workspace, by)
    kept = _entries(workspace, "kept", by)
    going, held = _parted(read_rows(kept, by))
    waiting = [one for one in kept if one.id not in held.entries - going.entries]
    overtaken = _entries(workspace, "overtaken", by)
    again = _kept(overtaken, read_rows(overtaken, by), by)
    return Kept(
        waiting=_kept(waiting, going, by),
        overtaken=tuple(_with_now(one, by) for one in again),
        given_up=_entries(workspace, "cancelled", by)[:20],
        own=len(kept) - len(waiting),
        rows=going,
        held=held,
    )


def _parted(rows: Rows) -> tuple[Rows, Rows]:
    """What can be handed in, and every version of the notes that the platform keeps for itself."""
    notes = list(_own_notes(rows))

    def some(frames: Mapping[str, pl.DataFrame], *, own: bool) -> dict[str, pl.DataFrame]:
        return {
            table: each.filter(pl.col("note_id").is_in(notes) == own)
            for table, each in frames.items()
            if table in _OF_NOTES
        }

    return (
        Rows(
            {**rows.came, **some(rows.came, own=False)}, {**rows.left, **some(rows.left, own=False)}
        ),
        Rows(some(rows.came, own=True), some(rows.left, own=True)),
    )


def _own_notes(rows: Rows) -> frozenset[str]:
    """The notes that are for the platform alone as they stand, or were when it took them away:
    what they once said was not handed in, and is not."""
    if "notes" not in rows.came:
        return frozenset()
    came, left = rows.came["notes"], rows.left["notes"]
    own = (pl.col("sees") == "own").fill_null(value=False)
    ever = {*came.filter(own)["note_id"], *left.filter(own)["note_id"]}
    standing = came.filter(~own, ~pl.col("_row").is_in(left["_row"].to_list()))
    return frozenset(ever - set(standing["note_id"]))


def check_mine(workspace: str, by: Viewer) -> None:
    check_may(by, "hand_in", ecosystem=workspace)
    if workspace not in by.workspaces:
        raise Refusal("not_your_workspace")


def _entries(workspace: str, state: str, by: Viewer) -> tuple[EntryRow, ...]:
    query = EntryQuery(workspace=workspace, state=state)
    return register.list_entries(query, page=_MOST, by=by).rows


def _kept(entries: Sequence[EntryRow], rows: Rows, by: Viewer) -> tuple[KeptEntry, ...]:
    needs = _needs(entries, rows, by)
    return tuple(
        KeptEntry(one, samples(rows_standing(rows, {one.id})), tuple(sorted(needs[one.id])))
        for one in entries
    )


def read_rows(entries: Sequence[EntryRow], by: Viewer) -> Rows:
    came: dict[str, pl.DataFrame] = {}
    left: dict[str, pl.DataFrame] = {}
    for table in sorted({table for one in entries for table in one.tables}):
        ids = [one.id for one in entries if table in one.tables]
        came[table], left[table] = FACES[table].rows_of(table, ids, by=by)
    return Rows(came, left)


def rows_of(rows: Rows, ids: Collection[int]) -> Rows:
    """The rows of these entries, whichever of them takes away what another brings."""
    chosen = pl.col("_entry").is_in(list(ids))
    return Rows(
        {table: each.filter(chosen) for table, each in rows.came.items()},
        {table: each.filter(chosen) for table, each in rows.left.items()},
    )


def rows_standing(rows: Rows, ids: Collection[int]) -> Rows:
    """The rows of these entries as they will stand: what one brings and another of them takes
    away again is neither."""
    chosen = rows_of(rows, ids)
    came, left = chosen.came, chosen.left
    between = {table: set(came[table]["_row"]) & set(left[table]["_row"]) for table in came}
    return Rows(
        {t: each.filter(~pl.col("_row").is_in(list(between[t]))) for t, each in came.items()},
        {t: each.filter(~pl.col("_row").is_in(list(between[t]))) for t, each in left.items()},
    )


def _needs(entries: Sequence[EntryRow], rows: Rows, by: Viewer) -> dict[int, set[int]]:
    """By entry those of the others that it stands on: they bring what its rows refer to and the
    register lacks, or a row that it changes."""
    needs: dict[int, set[int]] = {one.id: set() for one in entries}
    brought = {
        (table, row): entry
        for table, each in rows.came.items()
        for row, entry in each.select("_row", "_entry").iter_rows()
    }
    keys = _lacking(rows, by)
    for one in entries:
        mine = {t: each.filter(pl.col("_entry") == one.id) for t, each in rows.came.items()}
        for table, wanted in referred(adds=mine).items():
            needs[one.id] |= {keys[table, key] for key in wanted if (table, key) in keys}
    for table, each in rows.left.items():
        for row, entry in each.select("_row", "_entry").iter_rows():
            if (table, row) in brought:
                needs[entry].add(brought[table, row])
    return {one: others - {one} for one, others in needs.items()}


def _lacking(rows: Rows, by: Viewer) -> dict[tuple[str, str], int]:
    """The keys that these entries alone bring, by table; the register as it is has none of them."""
    found: dict[tuple[str, str], int] = {}
    outside = within("", by=by)
    for table, each in rows.came.items():
        key = contract(table).key[0]
        wanted = each[key].drop_nulls().unique().to_list()
        there = set(FACES[table].find_rows(table, key, wanted, by=outside)[key])
        for value, entry in each.select(key, "_entry").iter_rows():
            if value not in there:
                found.setdefault((table, value), entry)
    return found


# -------------------------------------------------------------------------------- row by row


def samples(rows: Rows) -> tuple[SampleRow, ...]:
    """The rows as they will stand: added, changed with what was before, ended."""
    return tuple(one for table in rows.came for one in _of_table(table, rows))


def _of_table(table: str, rows: Rows) -> Iterator[SampleRow]:
    key = contract(table).key
    before = {_key(row, key): row for row in rows.left[table].iter_rows(named=True)}
    for row in rows.came[table].iter_rows(named=True):
        old = before.pop(_key(row, key), None)
        if old is None:
            yield SampleRow(table, "added", _texts(row), {})
        else:
            was = {k: v for k, v in old.items() if k not in _NOT_SHOWN and row.get(k) != v}
            yield SampleRow(table, "changed", _texts(row), _texts(was, blanks=True))
    for old in before.values():
        yield SampleRow(table, "ended", _texts(old), {})


def _key(row: Mapping[str, object], key: Sequence[str]) -> tuple[object, ...]:
    return tuple(row[name] for name in key)


def _texts(row: Mapping[str, object], *, blanks: bool = False) -> dict[str, str]:
    return {
        name: "" if value is None else str(value)
        for name, value in row.items()
        if name not in _NOT_SHOWN and (blanks or value is not None)
    }


def _with_now(one: KeptEntry, by: Viewer) -> KeptEntry:
    """With what the register says of the same rows today."""
    now: list[SampleRow] = []
    for table in one.entry.tables:
        key = contract(table).key
        mine = {tuple(row.values.get(k, "") for k in key) for row in one.rows if row.table == table}
        first = sorted({each[0] for each in mine if each[0]})
        there = FACES[table].find_rows(table, key[0], first, by=by)
        rows = (_texts(row) for row in there.iter_rows(named=True))
        found = (row for row in rows if tuple(row.get(k, "") for k in key) in mine)
        now += [SampleRow(table, "same", row, {}) for row in found]
    return replace(one, now=tuple(now))
