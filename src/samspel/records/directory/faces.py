"""What the directory's face takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samspel.records.register.api import ActorRow

__all__ = [
    "CountRow",
    "DeskRow",
    "DirectoryQuery",
    "ListingRow",
    "OfferTick",
    "OpeningRow",
    "ShortPage",
    "SideRow",
]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """Where corrections are written to; whether search engines may keep the pages."""

    mailbox: str = ""
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """An ecosystem that is open to everybody, since when and by whom (a contact's id)."""

    ecosystem_id: str
    name: str
    opened_at: datetime
    by: int | None


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many members an ecosystem has today, and how many of them are shown, or would be:
    each is one of the last four."""

    members: int
    shown: int
    sole_traders: int
    doubted: int
    barred: int


@dataclass(frozen=True, slots=True)
class DirectoryQuery:
    """Which of those that everybody can see: an ecosystem, text, a sector, a role."""

    ecosystem: str = ""
    text: str = ""
    sector: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class SideRow:
    """A gap across which recorded acts show contact, by the latest measurement of an ecosystem
    on a day."""

    gap: str
    ecosystem_name: str
    on: date


@dataclass(frozen=True, slots=True)
class ShortPage:
    """All that everybody can see of one actor. `ecosystems`: keys and names; `offers`: kinds and
    texts; `years`: how many recorded acts began in each."""

    actor: ActorRow
    also: tuple[str, ...]
    earlier: tuple[str, ...]
    website: str
    ecosystems: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str], ...]
    years: tuple[tuple[int, int], ...]
    sides: tuple[SideRow, ...]


@dataclass(frozen=True, slots=True)
class OfferTick:
    """Something that an actor says of itself today, and whether everybody can see it."""

    row: int
    kind: str
    text: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ListingRow:
    """How one actor stands: `state` is `shown`, or why it is not: `closed` (no ecosystem that it
    is a member of is open), `sole_trader`, `doubted`, `own_no`, `region_no`.

    `said`: what the actor itself (`own`) and the region (`region`) have said of it.
    """

    actor: ActorRow
    state: str
    said: Mapping[str, bool]
    offers: tuple[OfferTick, ...]
