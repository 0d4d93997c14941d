"""The audit log: `record_event` inside the transaction of the change, `list_events` to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from samspel.records.audit.models import AuditRow
from samspel.terms import Page, PageRequest, Viewer

__all__ = ["Event", "list_events", "record_event"]


# As the role table says of `read_audit`, which stands higher than this.
_MAY_READ = frozenset({"officer", "administrator", "system"})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done. `by` is a contact's id, None the system itself."""

    id: int
    at: datetime
    by: int | None
    verb: str
    subject: str
    key: str
    values: Mapping[str, str | int]


def record_event(  # noqa: PLR0913 - by name
    verb: str, subject: str, key: str, *, by: Viewer, values: Mapping[str, object] | None = None
) -> None:
    """Write the event. Call it in the transaction that makes the change."""
    AuditRow.objects.create(
        region=by.region or None,
        at=datetime.now(UTC),
        by=by.contact,
        verb=verb,
        subject=subject,
        key=key,
        values=dict(values or {}),
    )


def list_events(*, page: PageRequest, by: Viewer, subject: str = "", key: str = "") -> Page[Event]:
    """The region's events, the newest first; nothing to who may not read them."""
    if not by.holds(_MAY_READ):
        return Page((), 0)
    rows = AuditRow.objects.filter(region=by.region)
    if subject:
        rows = rows.filter(subject=subject)
    if key:
        rows = rows.filter(key=key)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].id) if len(found) > page.size else ""
    return Page(tuple(map(_event, shown)), count, after)


def _event(row: AuditRow) -> Event:
    return Event(row.id, row.at, row.by, row.verb, row.subject, row.key, row.values)
