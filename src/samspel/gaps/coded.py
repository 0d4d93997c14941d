"""The shapes of coded rows: parallel arrays of codes and days, one place a row.

Neighbours get the array types and the dataclasses that `Indexed` is made of.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FOREVER",
    "Claims",
    "Days",
    "Ints",
    "Log",
    "Mask",
    "Members",
    "Spans",
    "Standing",
    "Texts",
    "Waves",
    "days_of",
]

Days = NDArray[np.int64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Texts = NDArray[np.object_]

# An open end: further off than any date, and still far from overflowing when shifted.
FOREVER = 10_000_000


def days_of(day: date) -> int:
    """The day as a whole number; consecutive days differ by 1."""
    return day.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Rows that belong to an actor over days, both ends included, as parallel arrays.

    `actor` -1 is every actor (`*`); `first` and `last` are ±`FOREVER` where the end is open.
    """

    actor: Ints
    first: Days
    last: Days

    def __getitem__(self, rows: Mask) -> "Spans":
        return Spans(self.actor[rows], self.first[rows], self.last[rows])

    def overlap(self, days: tuple[int, int]) -> Mask:
        """Per row whether it shares a day with the days from the first to the second."""
        return np.asarray((self.first <= days[1]) & (self.last >= days[0]))


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """What answers say of contact for one gap: of which actor, yes or no, from which wave.

    `wave` is a place in `Indexed.waves`; -1 is a told answer that names no wave of ours.
    """

    actor: Ints
    yes: Mask
    wave: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Sector, roles and country by actor. `roles` are places in `Indexed.role_sets`.

    In a dated spell, where it overrides, a blank text or a role of -1 overrides nothing.
    """

    sector: Texts
    roles: Ints
    country: Texts


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Spells of membership, with the ecosystem's code and the two marks."""

    ecosystem: Ints
    spans: Spans
    platform: Mask
    financier: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Waves:
    """By wave: the ecosystem's code and the days asked about."""

    ecosystem: Ints
    first: Days
    last: Days


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """Rows of `coverage`: the ecosystem's code, the gap or `*`, and who declares it."""

    ecosystem: Ints
    gap: Texts
    by: Texts
    spans: Spans
