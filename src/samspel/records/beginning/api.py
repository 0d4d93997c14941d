"""Lists begun and not yet entered, each its maker's alone; and columns remembered by source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from samspel.records.beginning.models import Begun, Reading
from samspel.terms import Refusal, Viewer

__all__ = [
    "BegunRow",
    "Kept",
    "ReadingRow",
    "drop_begun",
    "find_begun",
    "find_reading",
    "keep_begun",
    "keep_reading",
]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a list that is begun.

    `ecosystem` is the id of one that is there, or "" for a new one of that name; `platform` the
    name of who holds it together. `columns` and `heading_row` (0: none) are what a person
    said; `choices` are the answers given so far, by field of the pages.
    """

    ecosystem: str = ""
    ecosystem_name: str = ""
    platform: str = ""
    text: str = ""
    heading_row: int | None = None
    columns: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BegunRow:
    """A list that is begun; `changes` goes along to the page and back."""

    kept: Kept
    changes: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What each column of a source is, and whether it has headings; `signature` is what it was
    found by."""

    columns: tuple[str, ...]
    headed: bool
    signature: str = ""


def find_begun(*, by: Viewer) -> BegunRow | None:
    """What the viewer has begun in this region; nobody else's is ever shown."""
    row = Begun.objects.filter(region_id=by.region, by=by.contact or 0).first()
    return _row(row) if row else None


def keep_begun(kept: Kept, *, changes: int | None, by: Viewer) -> BegunRow:
    """Keep it. Refusal `draft_was_changed` when it is not as it was at `changes` (None: any)."""
    mine = Begun.objects.filter(region_id=by.region, by=by.contact or 0)
    values = {
        "ecosystem": kept.ecosystem[:200],
        "ecosystem_name": kept.ecosystem_name[:500],
        "platform": kept.platform[:500],
        "text": kept.text,
        "heading_row": kept.heading_row,
        "columns": list(kept.columns),
        "choices": dict(kept.choices),
        "changed_at": datetime.now(UTC),
    }
    there = mine.first()
    if there is None:
        made = Begun.objects.create(region_id=by.region, by=by.contact or 0, changes=1, **values)
        return _row(made)
    before = there.changes if changes is None else changes
    if not mine.filter(changes=before).update(changes=before + 1, **values):
        raise Refusal("draft_was_changed")
    return _row(mine.get())


def drop_begun(*, by: Viewer) -> bool:
    """Forget it, with the text; whether there was any."""
    return bool(Begun.objects.filter(region_id=by.region, by=by.contact or 0).delete()[0])


def move_begun(*, to: int, by: Viewer) -> bool:
    """Give the list that the viewer has begun to another contact, who has none; whether it went."""
    taken = Begun.objects.filter(region_id=by.region, by=to).exists()
    mine = Begun.objects.filter(region_id=by.region, by=by.contact or 0)
    return not taken and bool(mine.update(by=to))


def find_reading(signatures: Sequence[str], *, by: Viewer) -> ReadingRow | None:
    """What was said of the first of these signatures that is remembered in the region."""
    found = Reading.objects.filter(region_id=by.region, signature__in=[s for s in signatures if s])
    rows = {row.signature: row for row in found}
    row = next((rows[one] for one in signatures if one in rows), None)
    return ReadingRow(tuple(row.columns), row.headed, row.signature) if row else None


def keep_reading(signature: str, said: ReadingRow, *, by: Viewer) -> None:
    """Remember what a person said of a source's columns."""
    Reading.objects.update_or_create(
        region_id=by.region,
        signature=signature,
        defaults={
            "columns": list(said.columns),
            "headed": said.headed,
            "changed_at": datetime.now(UTC),
        },
    )


def _row(row: Begun) -> BegunRow:
    kept = Kept(
        ecosystem=row.ecosystem,
        ecosystem_name=row.ecosystem_name,
        platform=row.platform,
        text=row.text,
        heading_row=row.heading_row,
        columns=tuple(row.columns),
        choices=dict(row.choices),
    )
    return BegunRow(kept, row.changes, row.changed_at)
