"""The history of one actor: who entered what of it and when, with before and after."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from samspel.actions.joined_tables import FACES
from samspel.actions.kept_entries import Rows, samples
from samspel.records.accounts.api import check_may
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow, SampleRow
from samspel.terms import Refusal, Viewer

__all__ = ["ABOUT", "Step", "actor_history"]

# The tables that tell of an actor, with the columns that name it. Acts have histories of their own.
ABOUT = (
    ("actors", ("actor_id",)),
    ("actor_spells", ("actor_id",)),
    ("memberships", ("actor_id",)),
    ("aliases", ("actor_id",)),
    ("identifiers", ("actor_id",)),
    ("offers", ("actor_id",)),
    ("industries", ("actor_id",)),
    ("successions", ("from_actor", "to_actor")),
    ("relations", ("from_actor", "to_actor")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry, with the rows of it that tell of the actor, as they were before and after."""

    entry: EntryRow
    rows: tuple[SampleRow, ...]


def actor_history(*, actor_id: str, by: Viewer) -> tuple[Step, ...]:
    """The entries about it, the newest first. Refusals: `may_not.read`, `not_found`."""
    check_may(by, "read")
    register.get_actor(actor_id, by=by)
    rows = {table: _rows_about(table, columns, actor_id, by) for table, columns in ABOUT}
    found = {one for each in rows.values() for name in ("_came", "_left") for one in each[name]}
    ids = sorted(found - {None}, reverse=True)
    return tuple(Step(entry, _of(entry, rows)) for one in ids if (entry := _entry(one, by)))


def _rows_about(table: str, columns: tuple[str, ...], actor: str, by: Viewer) -> pl.DataFrame:
    found = [FACES[table].rows_about(table, column, actor, by=by) for column in columns]
    return pl.concat(found, how="diagonal_relaxed").unique("_row", maintain_order=True)


def _entry(entry_id: int, by: Viewer) -> EntryRow | None:
    try:
        return register.get_entry(entry_id, by=by)
    except Refusal:  # another platform's own
        return None


def _of(entry: EntryRow, rows: Mapping[str, pl.DataFrame]) -> tuple[SampleRow, ...]:
    hidden = ("_came", "_left")
    came = {t: each.filter(pl.col("_came") == entry.id).drop(hidden) for t, each in rows.items()}
    left = {t: each.filter(pl.col("_left") == entry.id).drop(hidden) for t, each in rows.items()}
    return samples(Rows(came, left))
