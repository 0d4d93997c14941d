"""A numbered release of perceived figures: what is published of one closed wave, once.

Neighbours get the dataclasses below. Codes are the same in both languages; `samspel.reports`
has the words.
"""

from dataclasses import dataclass
from datetime import date

__all__ = [
    "PLACES_OF_GRID",
    "RELEASE_REASONS",
    "RELEASE_SIDES",
    "Release",
    "ReleaseCell",
    "ReleaseCheck",
]

RELEASE_SIDES = ("near", "far")
PLACES_OF_GRID = ("ecosystem", "dense", "sparse")

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
class ReleaseCheck:
    """What was tried against the release before it was let out.

    `counts` withheld counts were bounded by linear programmes over this release and `earlier`
    ones; `narrowest` is the least width that was left of any that publication narrowed, None
    when none was; `passed` that none lies within ±`within`.
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
    example: bool = False
