"""Which counts must be withheld so that no withheld one can be worked out from what is published.

Neighbours get `Counted` (a cell of a grid with its two counts), `Atoms` (who stands where, over
time), `Window` (what is bounded together), `ranges` (what can be worked out of each withheld
cell) and `suppressed`. Nothing here knows what an actor or a gap is.

The attacker is given more than is published: the exact counts of every published cell, how many
stand in each part at each release, and, in the programmes over several releases, that who
answers twice answers alike. Bounds are found by linear programming (HiGHS).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

__all__ = ["WITHIN", "Atoms", "Counted", "Range", "Window", "determined", "ranges", "suppressed"]

# No withheld count may be known to within ± so many (method section 4).
WITHIN = 2
_SLACK = 1e-6

# Per release the part in which some stand, None where they stand nowhere; and how many.
Atoms = Mapping[tuple[str | None, ...], int]


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell: in which release, over which parts, how many in it say poor and well.

    `among` narrows it to some signatures, such as those who came between two releases: the
    difference of two cells that are the same in name. It is never published; what counts is what
    two releases tell of it beyond what its own does.
    """

    release: int
    parts: frozenset[str]
    poor: int
    well: int
    published: bool
    name: str = ""
    among: frozenset[tuple[str | None, ...]] | None = None

    @property
    def respondents(self) -> int:
        """Both together."""
        return self.poor + self.well


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One programme: the releases it is over, who stood where at them, and `between`, those who
    came or went, as cells whose release is a place in `releases`."""

    releases: tuple[int, ...]
    atoms: Atoms
    between: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """What a withheld count lies between: by all that is published, and without the latest."""

    cell: Counted
    count: str
    low: int
    high: int
    low_before: int
    high_before: int

    @property
    def width(self) -> int:
        """0 when the count is known."""
        return self.high - self.low

    @property
    def narrowed(self) -> bool:
        """Whether the latest release says more than was known before it."""
        return (self.low, self.high) != (self.low_before, self.high_before)


_COUNTS = ("poor", "well", "respondents")


def determined(found: Iterable[Range], within: int = WITHIN) -> tuple[Range, ...]:
    """The counts that what is published pins down to within ± `within`.

    A count that few stand behind is known to a few before anything is published; it counts only
    when publication narrows it.
    """
    return tuple(each for each in found if each.narrowed and each.width <= 2 * within)


def ranges(cells: Sequence[Counted], atoms: Atoms) -> tuple[Range, ...]:
    """The bounds of every withheld cell's three counts: poor, well, and both together.

    Parameters
    ----------
    cells : sequence of Counted
        Of one table over one or several releases. Releases are places in the keys of `atoms`.
    atoms : Atoms
        A signature over the releases, and how many have it.

    Returns
    -------
    tuple of Range
        Three a withheld cell; none when what is published contradicts that answers stay alike.

    Examples
    --------
    Ten and ten; 8 poor and 7 well in all, of which 5 and 3 in the first part: the second is
    known, though it is not published.

    >>> both, one = frozenset({"a", "b"}), frozenset({"a"})
    >>> whole, part = Counted(0, both, 8, 7, True), Counted(0, one, 5, 3, True)
    >>> other = Counted(0, frozenset({"b"}), 3, 4, False)
    >>> [(r.count, r.low, r.high) for r in ranges([whole, part, other], {("a",): 10, ("b",): 10})]
    [('poor', 3, 3), ('well', 4, 4), ('respondents', 7, 7)]
    """
    programme = _Programme.of(atoms)
    published = [c for c in cells if c.published]
    equal = programme.rows(published)
    found = []
    for cell in cells:
        if cell.published:
            continue
        for count in _COUNTS:
            objective = programme.sum_of(cell, count)
            before = programme.before(cell, objective, published)
            bounds = programme.bounds(objective, equal) if published else before
            if bounds is None:
                return ()
            found.append(Range(cell, count, *bounds, *before))
    return tuple(found)


def suppressed(
    cells: Sequence[Counted], windows: Sequence[Window], current: int
) -> tuple[tuple[Counted, ...], tuple[Range, ...]]:
    """The cells with those of the current release withheld that must be, and the last bounds.

    Cells are withheld one at a time, the one that leaves the fewest counts determined, then the
    narrower and the smaller one. Earlier releases are out in the world and stay as they are.

    Parameters
    ----------
    cells : sequence of Counted
        Of all releases.
    windows : sequence of Window
        The programmes to run.
    current : int
        The release that is not out yet.
    """
    kept = list(cells)
    while True:
        found = _all_ranges(kept, windows)
        if not determined(found):
            return tuple(kept), found
        candidates = [i for i, c in enumerate(kept) if c.release == current and c.published]
        if not candidates:
            return tuple(kept), found
        chosen = min(candidates, key=lambda i: _cost(kept, i, windows))
        kept[chosen] = replace(kept[chosen], published=False)


def _cost(cells: Sequence[Counted], at: int, windows: Sequence[Window]) -> tuple[int, int, int]:
    tried = [replace(c, published=False) if i == at else c for i, c in enumerate(cells)]
    left = len(determined(_all_ranges(tried, windows)))
    return (left, len(cells[at].parts), cells[at].respondents)


def _all_ranges(cells: Sequence[Counted], windows: Sequence[Window]) -> tuple[Range, ...]:
    found: list[Range] = []
    for window in windows:
        at = {release: place for place, release in enumerate(window.releases)}
        inside = [replace(c, release=at[c.release]) for c in cells if c.release in at]
        found += ranges([*inside, *window.between], window.atoms)
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Programme:
    """Variables: how many of an atom say poor (or well) in just these releases of those it is in.

    `at` is (variables, releases): the part where it stands and answers, else None.
    """

    parts: tuple[tuple[str | None, ...], ...]
    poor: NDArray[np.bool_]
    atom: NDArray[np.int64]
    sizes: NDArray[np.int64]
    atoms: Atoms

    @classmethod
    def of(cls, atoms: Atoms) -> "_Programme":
        parts, poor, atom = [], [], []
        for number, signature in enumerate(atoms):
            for answered in _answering(signature):
                for says_poor in (True, False):
                    parts.append(answered)
                    poor.append(says_poor)
                    atom.append(number)
        sizes = np.array(list(atoms.values()), dtype=np.int64)
        return cls(tuple(parts), np.array(poor, bool), np.array(atom, np.int64), sizes, atoms)

    def sum_of(self, cell: Counted, count: str) -> NDArray[np.float64]:
        """The weights of the variables in one count of a cell, (variables,)."""
        inside = np.array([p[cell.release] in cell.parts for p in self.parts], dtype=np.bool_)
        if cell.among is not None:
            theirs = np.array([signature in cell.among for signature in self.atoms], np.bool_)
            inside &= theirs[self.atom]
        if count == "poor":
            inside &= self.poor
        elif count == "well":
            inside &= ~self.poor
        return inside.astype(np.float64)

    def rows(self, cells: Sequence[Counted]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What published cells say: sums, and what they equal."""
        sums = [self.sum_of(c, count) for c in cells for count in ("poor", "well")]
        values = [float(v) for c in cells for v in (c.poor, c.well)]
        shape = (len(sums), len(self.parts))
        return np.array(sums).reshape(shape), np.array(values)

    def population(self, cell: Counted) -> int:
        """How many stand in the cell."""
        return sum(
            number
            for signature, number in self.atoms.items()
            if signature[cell.release] in cell.parts
            and (cell.among is None or signature in cell.among)
        )

    def before(
        self, cell: Counted, objective: NDArray[np.float64], published: Sequence[Counted]
    ) -> tuple[int, int]:
        """What is known of a count anyway, whatever the latest release says.

        By population and the releases that are out; of who came or went, by their own release.
        """
        whole = (0, self.population(cell))
        latest = max((len(signature) for signature in self.atoms), default=1) - 1
        if cell.among is None:
            own = [c for c in published if c.release != latest]
        else:
            own = [c for c in published if c.release == cell.release]
        if not own:
            return whole
        return self.bounds(objective, self.rows(own)) or whole

    def bounds(
        self,
        objective: NDArray[np.float64],
        equal: tuple[NDArray[np.float64], NDArray[np.float64]],
    ) -> tuple[int, int] | None:
        """Least and greatest whole sum; None when nothing fits."""
        from scipy.optimize import linprog

        if not objective.any():
            return (0, 0)
        member = (self.atom[None, :] == np.arange(self.sizes.size)[:, None]).astype(np.float64)
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(
                sign * objective,
                A_ub=member,
                b_ub=self.sizes,
                A_eq=equal[0] if equal[1].size else None,
                b_eq=equal[1] if equal[1].size else None,
                method="highs",
            )
            if solved.status == 2:  # infeasible
                return None
            if solved.status:
                raise ArithmeticError(f"linear programme: {solved.message}")
            ends.append(sign * solved.fun)
        low, high = ends
        return int(np.ceil(low - _SLACK)), int(np.floor(high + _SLACK))


def _answering(signature: tuple[str | None, ...]) -> list[tuple[str | None, ...]]:
    """The ways to answer in some of the releases one stands in."""
    there = [r for r, part in enumerate(signature) if part is not None]
    chosen = [c for size in range(1, len(there) + 1) for c in combinations(there, size)]
    return [tuple(p if r in c else None for r, p in enumerate(signature)) for c in chosen]
