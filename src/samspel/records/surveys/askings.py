"""Waves as they are asked: begun, stopped, closed; and what they have done at each step.

Its neighbours use it by `samspel.records.surveys.api`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime

from django.db.models import Count, Q, QuerySet

from samspel.records.surveys import models
from samspel.records.surveys.faces import (
    AskingRow,
    NewAsking,
    ResponseRow,
    StepFigure,
    StepRow,
)
from samspel.terms import Refusal, Viewer

__all__ = [
    "asking_row",
    "asking_to_change",
    "count_response",
    "create_asking",
    "drop_reminders",
    "get_asking",
    "keep_run_of",
    "keep_step",
    "last_step",
    "list_askings",
    "list_due",
    "mark_told",
    "move_askings",
    "set_state",
]


def create_asking(new: NewAsking, *, by: Viewer) -> AskingRow:
    """Begin it. Call it in the transaction that writes the wave."""
    row = models.Asking.objects.create(
        region_id=by.region,
        wave_id=new.wave_id,
        ecosystem=new.ecosystem,
        asks_from=new.asks_from,
        asks_until=new.asks_until,
        closes_on=new.closes_on,
        remind_on=[day.isoformat() for day in new.remind_on],
        site=new.site,
        greeting=new.greeting,
        definitions=new.definitions,
        by=by.contact,
        began_at=datetime.now(UTC),
    )
    return asking_row(row)


def list_askings(*, by: Viewer, ecosystem: str = "") -> tuple[AskingRow, ...]:
    """The waves asked from here, the latest begun first."""
    found = _seen(by)
    if ecosystem:
        found = found.filter(ecosystem=ecosystem)
    return tuple(map(asking_row, found.order_by("-id")))


def get_asking(wave_id: str, *, by: Viewer) -> AskingRow:
    """The wave; Refusal `not_found` when there is none that the viewer may see."""
    row = _seen(by).filter(wave_id=wave_id).first()
    if row is None:
        raise Refusal("not_found")
    return asking_row(row)


def move_askings(*, to: int, by: Viewer) -> int:
    """Let another contact be who asks in the viewer's waves that may still write letters: until
    those who answered have been told; how many."""
    mine = models.Asking.objects.filter(region_id=by.region, by=by.contact, told_at=None)
    return mine.update(by=to)


def asking_to_change(asking: int, *, by: Viewer) -> AskingRow:
    """The wave, held until the transaction ends: no answer comes between, and no second close."""
    row = _seen(by).select_for_update().filter(pk=asking).first()
    if row is None:
        raise Refusal("not_found")
    return asking_row(row)


def set_state(asking: int, state: str, *, by: Viewer) -> AskingRow:
    """Let it be `open`, `stopped` or `closed`. Refusal `wave_is_over` when it is closed."""
    closed = {"closed_at": datetime.now(UTC)} if state == "closed" else {}
    mine = _seen(by).filter(pk=asking)
    if not mine.exclude(state="closed").update(state=state, **closed):
        raise Refusal("wave_is_over")
    return asking_row(mine.get())


def keep_run_of(asking: int, when: str, run: int, *, by: Viewer) -> None:
    """Keep which run was measured `before` or `after` it."""
    _seen(by).filter(pk=asking).update(**{f"{when}_run": run})


def mark_told(asking: int, *, by: Viewer) -> None:
    """Those who answered are told what the wave gave. Refusal `wave_is_open`."""
    mine = _seen(by).filter(pk=asking, state="closed")
    if not mine.update(told_at=datetime.now(UTC)):
        raise Refusal("wave_is_open")


def drop_reminders(asking: int, *, until: date, by: Viewer) -> None:
    """The days to remind on up to that one have had theirs."""
    row = _seen(by).get(pk=asking)
    row.remind_on = [day for day in row.remind_on if date.fromisoformat(day) > until]
    row.save(update_fields=["remind_on"])


def count_response(asking: int, *, by: Viewer) -> ResponseRow:
    """How many were asked and have answered; nobody by name, nothing by answer."""
    asked = models.Invitation.objects.filter(asking__in=_seen(by).filter(pk=asking))
    counts = asked.aggregate(
        asked=Count("id"),
        answered=Count("id", filter=Q(answered_at__isnull=False)),
        finished=Count("id", filter=Q(finished_at__isnull=False)),
        declined=Count("id", filter=Q(declined_at__isnull=False)),
    )
    return ResponseRow(**counts)


def list_due(*, on: date, by: Viewer) -> tuple[AskingRow, ...]:
    """The open waves whose closing day has passed, or that have a day to remind on by now."""
    found = models.Asking.objects.filter(region_id=by.region, state="open").order_by("id")
    rows = map(asking_row, found)
    return tuple(r for r in rows if r.closes_on < on or any(day <= on for day in r.remind_on))


def keep_step(
    asking: int, respondents: int, figures: Sequence[StepFigure], *, by: Viewer
) -> StepRow:
    """Keep what the wave had done when so many had answered; the first time stands."""
    row, _made = models.Step.objects.get_or_create(
        asking=_seen(by).get(pk=asking),
        respondents=respondents,
        defaults={"figures": [asdict(one) for one in figures], "made_at": datetime.now(UTC)},
    )
    return _step(row)


def last_step(asking: int, *, by: Viewer) -> StepRow | None:
    """The last step kept, or None."""
    steps = models.Step.objects.filter(asking__in=_seen(by).filter(pk=asking))
    row = steps.order_by("-respondents").first()
    return _step(row) if row else None


def _step(row: models.Step) -> StepRow:
    figures = tuple(StepFigure(**one) for one in row.figures)
    return StepRow(row.respondents, row.made_at, figures)


def _seen(by: Viewer) -> QuerySet[models.Asking]:
    found = models.Asking.objects.filter(region_id=by.region)
    return found.filter(ecosystem__in=by.ecosystems) if by.ecosystems else found


def asking_row(row: models.Asking) -> AskingRow:
    """The row as others see it."""
    return AskingRow(
        id=row.pk,
        region=row.region_id,
        wave_id=row.wave_id,
        ecosystem=row.ecosystem,
        asks_from=row.asks_from,
        asks_until=row.asks_until,
        closes_on=row.closes_on,
        remind_on=tuple(date.fromisoformat(day) for day in row.remind_on),
        state=row.state,
        site=row.site,
        greeting=row.greeting,
        definitions=row.definitions,
        before_run=row.before_run,
        after_run=row.after_run,
        by=row.by,
        began_at=row.began_at,
        closed_at=row.closed_at,
        told_at=row.told_at,
    )
