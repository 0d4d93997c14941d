"""What is open to everybody, what somebody has said of an actor, and the viewer that is everybody.

The neighbours in this subject get `everybody` and `opened`: no page asks as anybody else.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from samspel.records.directory.faces import DeskRow, OpeningRow
from samspel.records.directory.models import Desk, Opening, ShownOffer, Wish
from samspel.records.register import api as register
from samspel.terms import Refusal, Viewer

__all__ = [
    "close_ecosystem",
    "everybody",
    "everybody_in",
    "get_desk",
    "list_openings",
    "open_ecosystem",
    "opened",
    "said_of",
    "set_desk",
    "tick_offers",
    "wish",
    "wishes",
]

# An ecosystem that nobody has: held to it, a viewer sees nothing, where held to none it sees all.
_NONE = " "


def everybody_in(region_key: str) -> tuple[register.RegionRow, Viewer]:
    """A region and everybody as its viewer. Refusal `not_found` when nothing is open there, the
    same as when there is no such region."""
    region = register.find_region(region_key)
    if region is None or not _opened_in(region.id):
        raise Refusal("not_found")
    return region, everybody(region.id)


def everybody(region: int) -> Viewer:
    """Who is nobody in particular: sees the register of what is open, and has no role."""
    return Viewer(region, None, frozenset({"everybody"}), _opened_in(region) or frozenset({_NONE}))


def opened(by: Viewer) -> frozenset[str]:
    """The ecosystems that are open and that the viewer may see."""
    found = _opened_in(by.region)
    return found & by.ecosystems if by.ecosystems else found


def _opened_in(region: int) -> frozenset[str]:
    rows = Opening.objects.filter(region_id=region, closed_at=None)
    return frozenset(rows.values_list("ecosystem_id", flat=True))


def list_openings(*, by: Viewer) -> tuple[OpeningRow, ...]:
    """The ecosystems that are open, by name; one that left the register is not there."""
    rows = Opening.objects.filter(region_id=by.region, closed_at=None)
    opened_ = {row.ecosystem_id: row for row in rows}
    return tuple(
        OpeningRow(one, name, opened_[one].opened_at, opened_[one].opened_by)
        for one, name in register.ecosystem_names(by=by).items()
        if one in opened_
    )


def open_ecosystem(ecosystem_id: str, *, by: Viewer) -> bool:
    """Let everybody see it; False when it is open already."""
    _row, made = Opening.objects.get_or_create(
        region_id=by.region,
        ecosystem_id=ecosystem_id,
        closed_at=None,
        defaults={"opened_at": datetime.now(UTC), "opened_by": by.contact},
    )
    return made


def close_ecosystem(ecosystem_id: str, *, by: Viewer) -> bool:
    """Let nobody see it from now on; False when it is not open."""
    rows = Opening.objects.filter(region_id=by.region, ecosystem_id=ecosystem_id, closed_at=None)
    return bool(rows.update(closed_at=datetime.now(UTC), closed_by=by.contact))


# ----------------------------------------------------------------------------------- the desk


def get_desk(*, by: Viewer) -> DeskRow:
    """Where corrections are written to, in the viewer's region."""
    row = Desk.objects.filter(region_id=by.region).first()
    return DeskRow(row.mailbox, row.is_found) if row else DeskRow()


def set_desk(desk: DeskRow, *, by: Viewer) -> None:
    """Let it be that from now on."""
    values = {"mailbox": desk.mailbox, "is_found": desk.is_found}
    Desk.objects.update_or_create(region_id=by.region, defaults=values)


# ---------------------------------------------------------------------------- what is said of one


def wish(actor_id: str, *, own: bool, shown: bool, by: Viewer) -> None:
    """Keep what the actor itself, or the region, says of being shown."""
    Wish.objects.update_or_create(
        region_id=by.region,
        actor_id=actor_id,
        is_own=own,
        defaults={"shown": shown, "said_at": datetime.now(UTC), "by": by.contact},
    )


def said_of(actor_id: str, region: int) -> dict[str, bool]:
    """What is said of one actor: by itself (`own`) and by the region (`region`)."""
    rows = Wish.objects.filter(region_id=region, actor_id=actor_id)
    return {"own" if own else "region": shown for own, shown in rows.values_list("is_own", "shown")}


def wishes(region: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors that somebody has said no of, and those that only yes is said of."""
    said: dict[str, bool] = {}
    rows = Wish.objects.filter(region_id=region).values_list("actor_id", "shown")
    for actor, shown in rows:
        said[actor] = said.get(actor, True) and shown
    barred = tuple(sorted(actor for actor, shown in said.items() if not shown))
    return barred, tuple(sorted(actor for actor, shown in said.items() if shown))


def tick_offers(actor_id: str, rows: Collection[int], *, by: Viewer) -> Mapping[str, int]:
    """Let everybody see these of what the actor says of itself, and no other; how many were
    ticked and unticked. Refusal `row_was_changed` when one is not its own today."""
    open_ = replace(by, workspaces=frozenset())
    mine = {one.row for one in register.get_profile(actor_id, by=open_).facts["offers"]}
    if not set(rows) <= mine:
        raise Refusal("row_was_changed")
    kept = ShownOffer.objects.filter(region_id=by.region, offer_id__in=mine)
    before = frozenset(kept.values_list("offer_id", flat=True))
    kept.exclude(offer_id__in=rows).delete()
    now = datetime.now(UTC)
    ShownOffer.objects.bulk_create(
        ShownOffer(region_id=by.region, offer_id=row, ticked_at=now, by=by.contact)
        for row in sorted(set(rows) - before)
    )
    return {"ticked": len(set(rows) - before), "unticked": len(before - set(rows))}
