"""What `register.api` takes and returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samspel.terms import Problem

__all__ = [
    "ActorDetail",
    "ActorQuery",
    "ActorRow",
    "EcosystemRow",
    "ImportRow",
    "MembershipRow",
    "PlaceRow",
    "RegionRow",
    "SampleRow",
    "SpellRow",
    "TablePlan",
]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region. `id` is what `Viewer.region` holds; `key` stands in addresses."""

    id: int
    key: str
    name: str
    is_example: bool
    version: int


@dataclass(frozen=True, slots=True)
class EcosystemRow:
    """An ecosystem; `members` counts actors with a membership running on the day asked for."""

    ecosystem_id: str
    name: str
    country: str
    region_name: str
    members: int


@dataclass(frozen=True, slots=True)
class ActorQuery:
    """Which actors: text in name, key or number; the other fields narrow. Empty is any."""

    text: str = ""
    sector: str = ""
    role: str = ""
    municipality: str = ""
    ecosystem: str = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor as it stands in `actors`. `municipality_name` is its code where unnamed; `also`:
    the other name by which a search found it."""

    actor_id: str
    name: str
    sector: str
    roles: tuple[str, ...]
    org_number: str
    country: str
    municipality: str
    municipality_name: str
    industry: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One spell of an actor in an ecosystem."""

    ecosystem_id: str
    ecosystem_name: str
    actor_id: str
    member_from: date | None
    member_until: date | None
    is_platform: bool
    is_financier: bool


@dataclass(frozen=True, slots=True)
class SpellRow:
    """An actor's state on some days; what is empty stands as in `actors`."""

    sector: str
    roles: tuple[str, ...]
    country: str
    municipality: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """An actor with all that the register holds of it. `extra`: columns we do not know."""

    actor: ActorRow
    memberships: tuple[MembershipRow, ...]
    spells: tuple[SpellRow, ...]
    latitude: float | None
    longitude: float | None
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A municipality. `place_class` is `dense`, `sparse` or empty."""

    municipality: str
    name: str
    place_class: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What an import does to one table, as counts of rows."""

    table: str
    added: int
    changed: int
    ended: int
    same: int


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of a plan to look at. `what` is `added`, `changed` or `ended`; for a changed row
    `before` holds the old values of the columns that change."""

    table: str
    what: str
    values: Mapping[str, str]
    before: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import with its plan. States: `planned`, `staging`, `applied`, `cancelled`.

    `problems` are the first 500; `errors` and `warnings` count all. With an error the plan
    cannot be applied. `is_stale`: the register has changed since, plan again.
    `changes_id`: the file of the rows to write; `version`: the register's when it was planned.
    """

    id: int
    state: str
    file_id: int | None
    file_name: str
    tables: tuple[TablePlan, ...]
    samples: tuple[SampleRow, ...]
    problems: tuple[Problem, ...]
    errors: int
    warnings: int
    pieces: int
    pieces_done: int
    planned_at: datetime
    applied_at: datetime | None
    by: int | None
    is_stale: bool
    changes_id: int | None = None
    version: int = 0

    @property
    def changes(self) -> int:
        """How many rows it adds, changes or ends."""
        return sum(table.added + table.changed + table.ended for table in self.tables)

    @property
    def can_apply(self) -> bool:
        """Whether it waits to be applied and may be."""
        return self.state == "planned" and not self.errors and not self.is_stale
