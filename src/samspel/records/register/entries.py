"""What people and other programs enter: rows that come and go together, at once or kept apart.

An entry is `applied` when made, or `kept` in the workspace of an ecosystem: then only those who
lead its platform see its rows, until it is handed in. Every entry that becomes current, or is
taken back, gives the register its next version.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.db.models import F, Q, QuerySet

from samspel.records.register.models import Entry, Region
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "EntryQuery",
    "EntryRow",
    "NewEntry",
    "cancel_entry",
    "drop_entry",
    "entries_since",
    "get_entry",
    "hand_in_entries",
    "hand_in_entry",
    "hand_in_workspace",
    "list_entries",
    "open_entry",
    "overtake_entries",
    "restore_entry",
    "undo_entry",
]

# Where the answers of a wave lie: `surveys.workspace_of_wave`.
_ANSWERED = "wave:"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to make. `origin`: `page`, `grid`, `wave`, `api`, …; `tables` are those it touches,
    `ended` those that lose a row; `values` tell in words what it was; `workspace`: kept there."""

    origin: str
    tables: tuple[str, ...]
    ended: tuple[str, ...] = ()
    workspace: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """Which entries: of a workspace, in a state, of an origin. Empty is any."""

    workspace: str = ""
    state: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry. `made` and `unmade` are versions of the register; `by` a contact's id."""

    id: int
    origin: str
    state: str
    workspace: str
    made: int | None
    unmade: int | None
    tables: tuple[str, ...]
    ended: tuple[str, ...]
    values: Mapping[str, str | int]
    entered_at: datetime
    by: int | None


def open_entry(new: NewEntry, *, by: Viewer) -> EntryRow:
    """Make an entry, in the transaction that writes its rows; Refusal `not_your_workspace`."""
    if new.workspace and new.workspace not in by.workspaces:
        raise Refusal("not_your_workspace")
    now = datetime.now(UTC)
    version = _version(by) if new.workspace else _next_version(by)
    row = Entry.objects.create(
        region_id=by.region,
        origin=new.origin,
        workspace=new.workspace,
        state="kept" if new.workspace else "applied",
        made=None if new.workspace else version,
        tables=list(new.tables),
        ended=list(new.ended),
        plan=dict(new.values),
        version=version,
        by=by.contact,
        planned_at=now,
        applied_at=None if new.workspace else now,
    )
    return _row(row)


def get_entry(entry_id: int, *, by: Viewer) -> EntryRow:
    """The entry of that id; Refusal `not_found` when there is none that the viewer may see.

    Of one that is not its own, who is held to some ecosystems is told when it was and no more;
    of what somebody answered nobody is told anything.
    """
    row = _seen(by).filter(id=entry_id).first()
    if row is None:
        raise Refusal("not_found")
    if _listed(by).filter(id=entry_id).exists():
        return _row(row)
    bare = replace(_row(row), values={}, by=None)
    if not row.workspace.startswith(_ANSWERED):
        return bare
    # When each was given could tell whose it is: all are told as of the day the wave closed.
    return replace(bare, tables=(), ended=(), entered_at=row.applied_at or row.planned_at)


def list_entries(query: EntryQuery, *, page: PageRequest, by: Viewer) -> Page[EntryRow]:
    """A page of entries, the newest first; who is held to some ecosystems sees its own and those
    of the platforms it leads."""
    found = _listed(by)
    for name in ("workspace", "state", "origin"):
        if value := getattr(query, name):
            found = found.filter(**{name: value})
    count = found.count()
    if page.after:
        found = found.filter(id__lt=int(page.after))
    rows = list(found.order_by("-id")[: page.size + 1])
    shown = rows[: page.size]
    after = str(shown[-1].id) if len(rows) > page.size else ""
    return Page(tuple(map(_row, shown)), count, after)


def entries_since(version: int, *, by: Viewer) -> tuple[EntryRow, ...]:
    """What became current or was taken back after that version, the oldest first."""
    later = Q(made__gt=version) | Q(unmade__gt=version)
    return tuple(map(_row, Entry.objects.filter(later, region_id=by.region).order_by("id")))


def hand_in_entry(entry_id: int, *, by: Viewer) -> EntryRow:
    """Let what is kept in a workspace become current. Refusals `not_found`, `entry_is_over`."""
    return _step(entry_id, "kept", {"state": "applied", "made": _next_version(by)}, by)


def hand_in_workspace(workspace: str, *, by: Viewer) -> int:
    """Let all that is kept there become current, as one version; how many entries it was.

    Refusal `not_your_workspace`.
    """
    if workspace not in by.workspaces:
        raise Refusal("not_your_workspace")
    kept = Entry.objects.filter(region_id=by.region, workspace=workspace, state="kept")
    if not kept.exists():
        return 0
    return kept.update(state="applied", made=_next_version(by), applied_at=datetime.now(UTC))


def hand_in_entries(entry_ids: Collection[int], *, by: Viewer) -> None:
    """Let these become current as one version. Refusal `entry_is_over` when one of them is not
    kept where the viewer may see it: then none is."""
    mine = _seen(by).filter(id__in=entry_ids, state="kept")
    now = {"made": _next_version(by), "applied_at": datetime.now(UTC)}
    if mine.update(state="applied", **now) != len(set(entry_ids)):
        raise Refusal("entry_is_over")


def restore_entry(entry_id: int, *, by: Viewer) -> EntryRow:
    """Keep again what was given up. Refusals `not_found`, `entry_is_over`."""
    return _step(entry_id, "cancelled", {"state": "kept"}, by)


def drop_entry(entry_id: int, *, by: Viewer) -> EntryRow:
    """Let go of what the register has overtaken. Refusals `not_found`, `entry_is_over`."""
    return _step(entry_id, "overtaken", {"state": "cancelled"}, by)


def cancel_entry(entry_id: int, *, by: Viewer) -> EntryRow:
    """Give up what is kept in a workspace. Refusals `not_found`, `entry_is_over`."""
    return _step(entry_id, "kept", {"state": "cancelled"}, by)


def undo_entry(entry_id: int, *, by: Viewer) -> EntryRow:
    """Take back what was current: what it brought goes, what it took away comes back.

    Whether anything later builds on it is the caller's to check. Refusals as above.
    """
    return _step(entry_id, "applied", {"state": "undone", "unmade": _next_version(by)}, by)


def overtake_entries(entry_ids: Collection[int], *, for_: str, by: Viewer) -> None:
    """Rows that these already take away are taken away again, for the workspace `for_` ("": the
    register): those kept in other workspaces no longer fit.

    Refusals: `row_was_changed` when one of them is current or of the same workspace,
    `another_import_runs` when one is being staged.
    """
    found = Entry.objects.filter(region_id=by.region, id__in=entry_ids)
    if found.filter(state="staging").exists():
        raise Refusal("another_import_runs")
    if found.filter(Q(state="applied") | Q(state="kept", workspace=for_)).exists():
        raise Refusal("row_was_changed")
    found.filter(state="kept").update(state="overtaken")


def _step(entry_id: int, state: str, change: Mapping[str, object], by: Viewer) -> EntryRow:
    get_entry(entry_id, by=by)
    now = {"applied_at": datetime.now(UTC)} if change["state"] == "applied" else {}
    if not Entry.objects.filter(id=entry_id, state=state).update(**change, **now):
        raise Refusal("entry_is_over")
    return get_entry(entry_id, by=by)


def _seen(by: Viewer) -> QuerySet[Entry]:
    found = Entry.objects.filter(region_id=by.region)
    kept = Q(workspace="") | Q(state__in=("applied", "undone"))
    return found.filter(kept | Q(workspace__in=by.workspaces))


def _listed(by: Viewer) -> QuerySet[Entry]:
    found = _seen(by)
    if "system" not in by.roles:
        found = found.exclude(workspace__startswith=_ANSWERED)
    if not by.ecosystems:
        return found
    return found.filter(Q(by=by.contact or 0) | Q(workspace__in=by.workspaces))


def _version(by: Viewer) -> int:
    return Region.objects.values_list("version", flat=True).get(id=by.region)


def _next_version(by: Viewer) -> int:
    """Claim the region's next version; until the transaction ends no other can."""
    Region.objects.filter(id=by.region).update(version=F("version") + 1)
    return _version(by)


def _row(row: Entry) -> EntryRow:
    return EntryRow(
        row.id,
        row.origin,
        row.state,
        row.workspace,
        row.made,
        row.unmade,
        tuple(row.tables),
        tuple(row.ended),
        row.plan if row.origin != "file" else {},
        row.planned_at,
        row.by,
    )
