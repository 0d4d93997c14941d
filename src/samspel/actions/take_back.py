"""What was entered by hand is taken back: what it brought goes, what it took away returns."""

from django.db import transaction

from samspel.actions.joined_tables import FACES
from samspel.actions.undo_entry import check_way_back
from samspel.records.audit.api import record_event
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow
from samspel.terms import Refusal, Viewer

__all__ = ["take_back"]

# What this takes back; other entries have steps of their own.
_MINE = {"act": "enter_acts", "note": "enter_acts", "own_note": "enter_acts", "log": "enter_acts"}
_COUNTS = frozenset({"applied", "kept", "staging"})


def take_back(*, entry_id: int, by: Viewer) -> EntryRow:
    """Undo an entry of acts, notes or declarations, or give it up where it is not handed in.

    Refusals: `not_found` (also another origin), those of `check_way_back`, `entry_is_over`,
    `built_upon`.
    """
    entry = register.get_entry(entry_id, by=by)
    if entry.origin not in _MINE:
        raise Refusal("not_found")
    check_way_back(entry=entry, action=_MINE[entry.origin], by=by)
    with transaction.atomic():
        _check_last(entry, by)
        step = register.cancel_entry if entry.state == "kept" else register.undo_entry
        over = step(entry_id, by=by)
        values = {"origin": entry.origin}
        own = entry.workspace if entry.state == "kept" else ""
        record_event("take_back", "entry", str(entry_id), by=by, values=values, workspace=own)
    return over


def _check_last(entry: EntryRow, by: Viewer) -> None:
    """Nothing that still counts has taken away what this entry brought."""
    for table in entry.tables:
        face = FACES[table]
        brought = face.came_with(table, entry.id, by=by)["_row"].to_list()
        for later in face.taken_by(table, brought, by=by):
            if register.get_entry(later, by=by).state in _COUNTS:
                raise Refusal("built_upon")
