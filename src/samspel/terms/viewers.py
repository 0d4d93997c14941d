"""Who looks. Made once per request; every face takes it as `by=`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

Row = TypeVar("Row")

__all__ = ["Page", "PageRequest", "Refusal", "Viewer"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person or process in one region: roles, ecosystems it is held to, and until when.

    `contact` is the id of a row in `contacts`; None is the system itself (a job, the set-up).
    An empty `ecosystems` means all of the region's. `workspaces` are the ecosystems whose
    platform it leads: what is kept there and not handed in is there for it, and for nobody else.
    """

    region: int
    contact: int | None
    roles: frozenset[str] = frozenset()
    ecosystems: frozenset[str] = frozenset()
    until: date | None = None
    workspaces: frozenset[str] = frozenset()


class Refusal(PermissionError):
    """May not be done. `code` is from the role table and carries its reason to the page."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values_ = values


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list: up to `size` rows after the key `after` (keyset paging)."""

    after: str = ""
    size: int = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of rows with the count of all that match and the key of the next page."""

    rows: tuple[Row, ...]
    count: int
    next: str = field(default="")
