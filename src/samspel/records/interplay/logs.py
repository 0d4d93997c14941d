"""Whether an ecosystem's log is kept up: declared month by month by whoever keeps it (X13).

A declaration is a row of `coverage` about every actor and every gap. Silence after it is told as
a log that has stopped, never as a wider gap.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from samspel.records import rows
from samspel.records.interplay import models
from samspel.records.interplay.acts import first_act_on
from samspel.records.interplay.days import month_of, months_between, next_month
from samspel.records.interplay.faces import DeclarationRow, LogState
from samspel.terms import Viewer

__all__ = [
    "STOPPED_AFTER",
    "declared_among",
    "erase_declarer",
    "erase_wishes",
    "extract_wishes",
    "list_declarations",
    "log_state",
    "move_wishes",
    "wanted_by",
    "wish_mail",
]

STOPPED_AFTER = 3  # months over and not declared


_TAKEN_OUT = "[…]"


def list_declarations(ecosystem: str, *, by: Viewer) -> tuple[DeclarationRow, ...]:
    """The claims about the whole of an ecosystem's log, the oldest first."""
    found = models.Coverage.objects.filter(
        rows.current(by), ecosystem_id=ecosystem, actor_id="*", gap="*"
    )
    return tuple(
        DeclarationRow(row.pk, row.covers_from, row.covers_until, row.by)
        for row in found.order_by("covers_from", "covers_until", "id")
    )


def declared_among(ecosystem: str, months: tuple[date, ...], *, by: Viewer) -> frozenset[date]:
    """The months, by their first day, of which the claims together hold every day."""
    spells = [(one.first_on, one.last_on) for one in list_declarations(ecosystem, by=by)]
    return frozenset(month for month in months if _covers(spells, month_of(month)))


def log_state(ecosystem: str, *, on: date, by: Viewer) -> LogState:
    """The state of an ecosystem's log on a day: its months that are over and not declared.

    They count from the first month that is declared, or, where none is, from the first act.
    """
    spells = [(one.first_on, one.last_on) for one in list_declarations(ecosystem, by=by)]
    over = _over(min((first for first, _last in spells), default=on), on)
    declared = [month for month in over if _covers(spells, month)]
    begun = declared[0] if declared else first_act_on(ecosystem, by=by)
    over = _over(begun or on, on)
    missing = tuple(month for month in over if month not in declared)
    if not over:
        return LogState("none", None, ())
    kept = "stopped" if len(missing) >= STOPPED_AFTER else "late" if missing else "running"
    whole = missing[0] if missing else next_month(over[-1])
    return LogState(kept, whole - timedelta(days=1) if declared else None, missing)


def _over(first: date, on: date) -> list[date]:
    """The months, by their first day, from that day's on that are over."""
    return [month for month in months_between(first, on) if next_month(month) <= on]


def _covers(spells: Iterable[tuple[date, date]], month: date) -> bool:
    """Whether the spells together hold every day of the month."""
    day, after = month, next_month(month)
    for first, last in sorted(spells):
        if first <= day <= last:
            day = min(last, after) + timedelta(days=1)
    return day >= after


def wish_mail(ecosystem: str, *, wanted: bool, by: Viewer) -> None:
    """Say whether the viewer wants the monthly mail about an ecosystem's log."""
    if by.contact is not None:
        models.MailWish.objects.update_or_create(
            region_id=by.region,
            contact_id=by.contact,
            ecosystem_id=ecosystem,
            defaults={"wanted": wanted},
        )


def wanted_by(ecosystem: str, *, by: Viewer) -> dict[int, bool]:
    """Who has said yes or no to the monthly mail, by contact."""
    said = models.MailWish.objects.filter(region_id=by.region, ecosystem_id=ecosystem)
    return dict(said.values_list("contact_id", "wanted"))


def extract_wishes(contact: int, *, by: Viewer) -> tuple[dict[str, str], ...]:
    """What somebody has said about the monthly mail."""
    said = models.MailWish.objects.filter(region_id=by.region, contact_id=contact).order_by("id")
    return tuple(
        {"ecosystem": one.ecosystem_id, "wanted": "yes" if one.wanted else "no"} for one in said
    )


def move_wishes(*, to: int, by: Viewer) -> int:
    """Let another contact get the letters that the viewer has wished for, but where it has said
    itself what it wants; how many went."""
    mine = models.MailWish.objects.filter(region_id=by.region, contact_id=by.contact or 0)
    said = models.MailWish.objects.filter(region_id=by.region, contact_id=to)
    free = mine.filter(wanted=True).exclude(ecosystem_id__in=said.values("ecosystem_id"))
    return free.update(contact_id=to)


def erase_declarer(name: str, *, by: Viewer) -> int:
    """Take a person's name out of the claims that a file brought; the claims stand."""
    said = models.Coverage.objects.filter(region_id=by.region, by__iexact=name)
    return said.update(by=_TAKEN_OUT)


def erase_wishes(contact: int, *, by: Viewer) -> int:
    """Forget it; how many wishes."""
    return models.MailWish.objects.filter(region_id=by.region, contact_id=contact).delete()[0]
