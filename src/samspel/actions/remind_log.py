"""The monthly letter to whoever leads a platform: last month's log, and one click to close it.

The worker writes it in the first days of a month, once by its key however often it asks.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.records.accounts.api import leaders_of, list_grants, system_viewer
from samspel.records.interplay.api import (
    STOPPED_AFTER,
    ActRow,
    declared_among,
    list_begun,
    log_state,
    next_month,
    wanted_by,
)
from samspel.records.messages.api import write_letter
from samspel.records.register.api import (
    EcosystemRow,
    RegionRow,
    list_ecosystems,
    list_regions,
)
from samspel.terms import PageRequest, Viewer

__all__ = ["log_letter", "remind_logs", "say_months"]

# A worker that was off on the first still writes it; later in the month it would only disturb.
_WITHIN_DAYS = 10
_SHOWN = PageRequest(size=15)
_LEADS = frozenset({"platform_leader"})
_OFFICER = frozenset({"officer"})


@dataclass(frozen=True, slots=True)
class _Due:
    """One letter to write: about which ecosystem's log, to whom, as whom it is seen."""

    region: RegionRow
    ecosystem: EcosystemRow
    reader: Viewer


def remind_logs(*, today: date, address: str, by: Viewer | None = None) -> int:
    """Write last month's letters; how many there are, written now or before. `address` is the
    service's own, without a path. `by` is the system of each region when not said."""
    if today.day > _WITHIN_DAYS:
        return 0
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    regions = [one for one in list_regions() if not one.is_example]
    due = [
        one
        for region in regions
        for one in _due(region, month, today, by or system_viewer(region.id))
    ]
    for one in due:
        _write(one, month, today, address)
    return len(due)


def _due(region: RegionRow, month: date, today: date, by: Viewer) -> Iterator[_Due]:
    officers = _officers(today, by)
    for ecosystem in list_ecosystems(on=today, by=by):
        key = ecosystem.ecosystem_id
        said = wanted_by(key, by=by)
        leaders = [who for who in leaders_of(key, on=today, by=by) if said.get(who, True)]
        wishing = [who for who in officers if said.get(who) and who not in leaders]
        own = frozenset({key})
        readers = [
            *(Viewer(region.id, who, _LEADS, own, workspaces=own) for who in leaders),
            *(Viewer(region.id, who, _OFFICER) for who in wishing),
        ]
        for reader in readers:
            if not declared_among(key, (month,), by=reader):
                yield _Due(region, ecosystem, reader)


def _officers(today: date, by: Viewer) -> tuple[int, ...]:
    grants = list_grants(by=by)
    return tuple(
        one.contact
        for one in grants
        if one.role == "officer" and (one.until is None or one.until >= today)
    )


def _write(due: _Due, month: date, today: date, address: str) -> None:
    reader, ecosystem = due.reader, due.ecosystem
    if reader.contact is None:
        return
    last = next_month(month) - timedelta(days=1)
    begun, going_on = list_begun(ecosystem.ecosystem_id, (month, last), page=_SHOWN, by=reader)
    missing = log_state(ecosystem.ecosystem_id, on=today, by=reader).missing
    path = f"{quote(due.region.key)}/ecosystems/{quote(ecosystem.ecosystem_id, safe='')}/log/"
    values = {
        "ecosystem": ecosystem.name,
        "month": month.isoformat(),
        "count": str(begun.count),
        "going_on": str(going_on.count),
        "acts": "\n".join(map(_line, begun.rows)),
        "undeclared": " ".join(map(str, missing)),
        "link": f"{address}/{path}?month={str(month)[:7]}",
    }
    # A key has a hundred signs at most; an ecosystem's may be longer.
    short = hashlib.sha256(ecosystem.ecosystem_id.encode()).hexdigest()[:16]
    key = f"log:{str(month)[:7]}:{reader.contact}:{short}"
    with transaction.atomic():
        write_letter("log_month", to=reader.contact, key=key, by=reader, values=values)


def _line(act: ActRow) -> str:
    """A letter is put into words when it is sent: here stand a day and names alone."""
    who = ", ".join(act.who) + (" …" if act.participants > len(act.who) else "")
    return f"{act.started_on}  {act.title or (who if act.who else act.kind)} ({act.participants})"


def say_months(*, months: Sequence[date]) -> str:
    """The months, by their first day and in order, in the language that is on; those that follow
    each other as one span."""
    spans: list[list[date]] = []
    for month in months:
        if spans and next_month(spans[-1][-1]) == month:
            spans[-1].append(month)
        else:
            spans.append([month])
    named = [[date_format(one, "F Y") for one in (span[0], span[-1])] for span in spans]
    return ", ".join(" – ".join(dict.fromkeys(names)) for names in named)


def log_letter(*, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body in the language that is on. `values`: as written, and the reader's name."""
    month = date_format(date.fromisoformat(values["month"]), "F Y")
    count, going_on = int(values["count"]), int(values["going_on"])
    missing = [date.fromisoformat(one) for one in values.get("undeclared", "").split()]
    said = {**values, "month": month, "months": say_months(months=missing)}
    parts = [
        _("Hello %(name)s,"),
        ngettext(
            "%(count)s act of %(ecosystem)s began in %(month)s:",
            "%(count)s acts of %(ecosystem)s began in %(month)s:",
            count,
        )
        if count
        else _("Nothing new of %(ecosystem)s is in the log for %(month)s."),
        "%(acts)s",
        ngettext(
            "%(going_on)s that began earlier goes on.",
            "%(going_on)s that began earlier go on.",
            going_on,
        )
        if going_on
        else "",
        _("Is anything missing? Paste it, and say with one click that the list is complete:"),
        "%(link)s",
    ]
    if len(missing) >= STOPPED_AFTER:
        parts.append(
            _(
                "The log is told as stopped: %(months)s are not declared. What nobody has said is "
                "complete is told as unknown, not as a wider gap."
            )
        )
    elif len(missing) > 1:
        parts.append(_("%(months)s are not declared."))
    parts.append(_("You can switch this letter off on the same page."))
    subject = _("%(ecosystem)s: is the list for %(month)s complete?")
    return subject % said, "\n\n".join(text for part in parts if (text := part % said).strip())
