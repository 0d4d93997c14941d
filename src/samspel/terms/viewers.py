"""Who looks. Made once per request; every face takes it as `by=`."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

Row = TypeVar("Row")

__all__ = ["Page", "PageRequest", "Refusal", "Viewer"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person or process in one region: roles, ecosystems it is held to, and until when.

    `contact` is the id of a row in `contacts`; None is the system itself (a job, the set-up).
    `ecosystems` are those it may read; empty means all of the region's. `scopes` says of a role
    that is held to others than these to which (empty: all). `workspaces` are the ecosystems whose
    platform it leads: what is kept there and not handed in is there for it, and for nobody else.
    `sees` are the withheld matters that its roles let it see (`competitors`).
    `actors` are those it is the contact of; `acting_for` the contacts it is deputy of today.
    `program` is the id of the key by which a program acts for it; None is the person itself.
    """

    region: int
    contact: int | None
    roles: frozenset[str] = frozenset()
    ecosystems: frozenset[str] = frozenset()
    until: date | None = None
    workspaces: frozenset[str] = frozenset()
    sees: frozenset[str] = frozenset()
    scopes: tuple[tuple[str, frozenset[str]], ...] = ()
    actors: frozenset[str] = frozenset()
    acting_for: frozenset[int] = frozenset()
    program: int | None = None

    def scope_of(self, role: str) -> frozenset[str] | None:
        """The ecosystems that the role is held to, empty for all; None when it is not held."""
        if role not in self.roles:
            return None
        return dict(self.scopes).get(role, self.ecosystems)

    def holds(self, roles: Collection[str], ecosystem: str = "") -> bool:
        """Whether one of the roles is held in that ecosystem, or ("") in the whole region."""
        held = (self.scope_of(role) for role in roles)
        return any(one is not None and (not one or ecosystem in one) for one in held)


class Refusal(PermissionError):
    """May not be done. `code` is from the role table and carries its reason to the page."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values_ = values


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list: up to `size` rows after the key `after` (keyset paging). Who needs no
    count of all says so: it is most of the work of a long list."""

    after: str = ""
    size: int = 50
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of rows with the count of all that match (0 when not `counted`) and the key of the
    next page."""

    rows: tuple[Row, ...]
    count: int
    next: str = field(default="")
