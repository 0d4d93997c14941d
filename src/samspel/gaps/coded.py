"""The shapes of coded rows: parallel arrays of codes and days, one place a row.

Neighbours get the array types, `Ids` (a code back to its id), `FewTexts` (a column in which few
texts differ) and the dataclasses that `Indexed` is made of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import overload

import numpy as np
import polars as pl
from numpy.typing import NDArray

__all__ = [
    "FOREVER",
    "Claims",
    "Days",
    "FewTexts",
    "Ids",
    "Ints",
    "Log",
    "Mask",
    "Members",
    "Places",
    "Spans",
    "Standing",
    "Texts",
    "Waves",
    "days_of",
    "how_many",
]

Days = NDArray[np.int64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Mask = NDArray[np.bool_]
Texts = NDArray[np.object_]

# An open end: further off than any date, and still far from overflowing when shifted.
FOREVER = 10_000_000


def how_many(mask: Mask) -> int:
    """How many the mask holds: many times as fast as its sum."""
    return int(np.count_nonzero(mask))


def days_of(day: date) -> int:
    """The day as a whole number; consecutive days differ by 1."""
    return day.toordinal()


class Ids:
    """Ids by code; a Python text is made only of those that are asked for.

    >>> ids = Ids(pl.Series(["a", "b", "c"]))
    >>> ids[1], ids[np.array([True, False, True])].tolist(), list(ids)
    ('b', ['a', 'c'], ['a', 'b', 'c'])
    """

    __slots__ = ("_ids",)

    def __init__(self, ids: pl.Series) -> None:
        self._ids = ids

    @overload
    def __getitem__(self, codes: int) -> str: ...
    @overload
    def __getitem__(self, codes: NDArray[np.generic]) -> Texts: ...
    def __getitem__(self, codes: int | NDArray[np.generic]) -> str | Texts:
        """The id of one code, or of many; a mask over all codes names those that it marks."""
        if not isinstance(codes, np.ndarray):
            return str(self._ids[int(codes)])
        places = np.flatnonzero(codes) if codes.dtype == np.bool_ else codes
        return self._ids.gather(places).to_numpy()

    def __iter__(self) -> Iterator[str]:
        return iter(self.tolist())

    def __len__(self) -> int:
        return self._ids.len()

    @property
    def size(self) -> int:
        """How many codes there are."""
        return self._ids.len()

    def tolist(self) -> list[str]:
        """Every id, by code."""
        return self._ids.to_list()


class FewTexts:
    """A column in which few texts differ: a code a row, and what each code says. Blank is "".

    Compared with a text it gives a mask:

    >>> column = FewTexts.of(pl.Series(["SE", None, "NO", "SE"]))
    >>> (column == "SE").tolist(), (column == "").tolist(), (column == "FI").any().item()
    ([True, False, False, True], [False, True, False, False], False)
    """

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("codes", "kinds")

    def __init__(self, codes: Places, kinds: tuple[str, ...]) -> None:
        self.codes, self.kinds = codes, kinds

    @classmethod
    def of(cls, values: pl.Series) -> "FewTexts":
        """The column."""
        values = values.fill_null("")
        texts = values.unique().sort()
        codes = values.cast(pl.Enum(texts)).to_physical().cast(pl.Int32).to_numpy()
        return cls(codes, tuple(texts.to_list()))

    def __eq__(self, text: object) -> Mask:  # type: ignore[override]
        code = self.kinds.index(text) if text in self.kinds else -1
        return np.asarray(self.codes == code)

    def __ne__(self, text: object) -> Mask:  # type: ignore[override]
        return ~(self == text)

    def __getitem__(self, rows: NDArray[np.generic] | slice) -> "FewTexts":
        return FewTexts(self.codes[rows], self.kinds)

    def __len__(self) -> int:
        return self.codes.size

    def over(self, rows: Ints, other: "FewTexts") -> "FewTexts":
        """The column with these rows as the other, which shares its texts, has them."""
        codes = self.codes.copy()
        codes[rows] = other.codes
        return FewTexts(codes, self.kinds)


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

    `wave` is a place in `Indexed.waves`; -1 is a told answer that names no wave of ours. `whole`
    marks what would say as much whether yes or no; None where all do. The rest, a yes where the
    no would not have been known, reaches and teaches nothing.
    """

    actor: Ints
    yes: Mask
    wave: Ints
    whole: Mask | None = None

    def __getitem__(self, rows: Mask) -> "Claims":
        whole = None if self.whole is None else self.whole[rows]
        return Claims(self.actor[rows], self.yes[rows], self.wave[rows], whole)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Sector, roles and country by actor. `roles` are places in `Indexed.role_sets`.

    In a dated spell, where it overrides, a blank text or a role of -1 overrides nothing.
    """

    sector: FewTexts
    roles: Ints
    country: FewTexts

    def same_as(self, other: "Standing") -> bool:
        """Whether every actor stands alike in both, which are of one snapshot."""
        pairs = (
            (self.sector.codes, other.sector.codes),
            (self.roles, other.roles),
            (self.country.codes, other.country.codes),
        )
        return all(one is two or np.array_equal(one, two) for one, two in pairs)


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
