"""The audit log: `record_event` inside the transaction of the change, `list_events` to read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from samspel.records.audit.models import AuditRow
from samspel.terms import Page, PageRequest, Viewer

__all__ = [
    "Event",
    "EventQuery",
    "erase_words",
    "list_events",
    "record_event",
    "who_acted",
    "without_words",
]


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


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events: about what, by or about whom (a contact's id), on which days. Empty is any."""

    subject: str = ""
    key: str = ""
    person: int | None = None
    since: date | None = None
    until: date | None = None
    subjects: tuple[str, ...] = ()


_ANY = EventQuery()


def record_event(  # noqa: PLR0913 - by name
    verb: str,
    subject: str,
    key: str,
    *,
    by: Viewer,
    values: Mapping[str, object] | None = None,
    workspace: str = "",
) -> None:
    """Write the event. Call it in the transaction that makes the change.

    `workspace`: it is of what a platform keeps for itself, and told to who leads it alone.
    """
    AuditRow.objects.create(
        region=by.region or None,
        at=datetime.now(UTC),
        by=by.contact,
        verb=verb,
        subject=subject,
        key=key,
        values=_told(values, by),
        workspace=workspace,
    )


def _told(values: Mapping[str, object] | None, by: Viewer) -> dict[str, object]:
    """With whom the doer is deputy of today, by contact, and by which key a program did it: told
    beside who did it."""
    acting = {"acting_for": sorted(by.acting_for)} if by.acting_for else {}
    program = {"program": by.program} if by.program is not None else {}
    return {**(values or {}), **acting, **program}


def list_events(query: EventQuery = _ANY, *, page: PageRequest, by: Viewer) -> Page[Event]:
    """The region's events, the newest first; to who may not read them, those of the workspaces
    of the platforms it leads."""
    rows = _seen(by)
    for name in ("subject", "key"):
        if value := getattr(query, name):
            rows = rows.filter(**{name: value})
    if query.subjects:
        rows = rows.filter(subject__in=query.subjects)
    if query.person is not None:
        about = Q(subject="contact", key=str(query.person))
        rows = rows.filter(Q(by=query.person) | about)
    if query.since:
        rows = rows.filter(at__gte=_midnight(query.since))
    if query.until:
        rows = rows.filter(at__lt=_midnight(query.until + timedelta(days=1)))
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].id) if len(found) > page.size else ""
    return Page(tuple(map(_event, shown)), count, after)


def _seen(by: Viewer) -> QuerySet[AuditRow]:
    seen = Q(workspace__in=by.workspaces)
    if by.holds(_MAY_READ):
        seen |= Q(workspace="")
    return AuditRow.objects.filter(seen, region=by.region)


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def who_acted(*, by: Viewer) -> tuple[int, ...]:
    """The contacts who did something that the viewer may see, to choose from."""
    found = _seen(by).exclude(by=None).order_by().values_list("by", flat=True).distinct()
    return tuple(sorted(one for one in found if one is not None))


_TAKEN_OUT = "[…]"


def erase_words(words: tuple[str, ...], *, by: Viewer) -> int:
    """Take these words out of what the region's events quote; how many events held one."""
    done = 0
    rows = AuditRow.objects.filter(region=by.region).exclude(values={})
    for row in rows.iterator(chunk_size=2000):
        clean = without_words(row.values, words)
        if clean != row.values:
            done += AuditRow.objects.filter(pk=row.pk).update(values=clean)
    return done


def without_words(values: Mapping[str, object], words: tuple[str, ...]) -> dict[str, object]:
    """The values with these words taken out of their texts, in whatever case they stand."""
    return {key: _clean(value, words) for key, value in values.items()}


def _clean(value: object, words: tuple[str, ...]) -> object:
    if not isinstance(value, str):
        return value
    for word in words:
        value = re.sub(re.escape(word), _TAKEN_OUT, value, flags=re.IGNORECASE)
    return value


def _event(row: AuditRow) -> Event:
    return Event(row.id, row.at, row.by, row.verb, row.subject, row.key, row.values)
