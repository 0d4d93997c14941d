"""A numbered release of perceived figures: what is published of one closed wave, once.

Neighbours get the dataclasses below. Codes are the same in both languages; `samspel.reports`
has the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = [
    "CAUSES",
    "PLACES_OF_GRID",
    "RELEASE_ITEMS",
    "RELEASE_REASONS",
    "RELEASE_SIDES",
    "Release",
    "ReleaseAnswer",
    "ReleaseCell",
    "ReleaseCheck",
    "ReleaseShare",
]

RELEASE_SIDES = ("near", "far")
PLACES_OF_GRID = ("ecosystem", "dense", "sparse")

# Why a gap is there, as respondents may say it.
CAUSES = (
    "knowledge of each other",
    "sparse networks",
    "language",
    "norms",
    "visions",
    "distance",
    "incentives",
)

# What else is asked of each gap, and what may be answered. A need and an offer are own words:
# only that there is one is ever released.
RELEASE_ITEMS: Mapping[str, tuple[str, ...]] = {
    "trend": ("better", "same", "worse"),
    "cause": CAUSES,
    "need": ("yes", "no"),
    "offer": ("yes", "no"),
}

RELEASE_REASONS = (
    "too_few_to_show",  # fewer than five stand on that side at all
    "not_in_grid",  # a place class has under ten on that side: the grid has no such cell
    # Too few answers, one group over half, or needed so that another withheld count stays
    # unknown: which of them is not said, for that would tell how few they are.
    "withheld",
)


@dataclass(frozen=True, slots=True)
class ReleaseCell:
    """One cell of the grid. Shares are 0-1 in steps of 0.05.

    `population` stand there; `respondents` find the gap important and say how it works. `bound`
    is `over_90` or `under_10` where all of them say the same; then there is no share. `reason`
    is a code of `RELEASE_REASONS` where nothing is published.
    """

    gap: str
    side: str
    place: str
    population: int
    respondents: int | None
    share: float | None
    low: float | None
    high: float | None
    bound: str | None
    reason: str | None

    @property
    def key(self) -> tuple[str, str, str]:
        """Gap, side and place."""
        return (self.gap, self.side, self.place)


@dataclass(frozen=True, slots=True)
class ReleaseShare:
    """One answer and the share who gave it, in steps of 0.05; no interval for a cause, which is
    asked of those only who see one."""

    value: str
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ReleaseAnswer:
    """What is published of one item in `RELEASE_ITEMS`, in one cell of the grid.

    `respondents` answered the item. `shares` holds every answer there may be; where all gave the
    same it is empty, and `alike` is that answer. `reason` as of a cell.
    """

    gap: str
    side: str
    place: str
    item: str
    respondents: int | None
    shares: tuple[ReleaseShare, ...]
    alike: str | None
    reason: str | None

    @property
    def key(self) -> tuple[str, str, str]:
        """Gap, side and place: the cell it stands in."""
        return (self.gap, self.side, self.place)


@dataclass(frozen=True, slots=True)
class ReleaseCheck:
    """What was tried against the release before it was let out.

    `counts` withheld counts were bounded by linear programmes over this release and `earlier`
    ones; `narrowest` is the least width that was left of any that is not known to within
    ±`within` anyway, since so few stand there, None when there is none; `passed` that
    publication brings none within ±`within`.
    """

    within: int
    counts: int
    narrowest: int | None
    earlier: tuple[int, ...]
    passed: bool


@dataclass(frozen=True, slots=True)
class Release:
    """Everything published of one wave; nothing else is, with any other date or filter."""

    number: int
    wave: str
    ecosystem: str
    ecosystem_name: str
    closed_on: date
    window_months: int
    definitions: str
    definitions_hash: str
    draws: int
    seed: int
    snapshot: str
    version: str
    cells: tuple[ReleaseCell, ...]
    check: ReleaseCheck
    answers: tuple[ReleaseAnswer, ...] = ()
    example: bool = False
