"""What can be worked out of withheld counts, by linear programming over one or many releases.

Neighbours get `Programme`, `Counted`, `Atoms`, `Sum` and `Bounds`.

Who answers twice answers alike. So, of those who stood in the same parts at the same releases (an
atom), m_c are of the kind that gives answer c, and at each release some n ≤ m_c of them gave it:
Σ m_c is at most how many they are. Any such n can be had, by letting the same persons answer as
often as they can, so nothing is lost against naming every way to answer in some of the releases;
but a programme grows with the releases, and not with two to their number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["Atoms", "Bounds", "Counted", "Programme", "Sum"]

_SLACK = 1e-6
_AT_ONCE = 6_000  # columns of the programmes that are solved as one

# Per release the part in which some stand, None where they stand nowhere; and how many.
Atoms: TypeAlias = Mapping[tuple[str | None, ...], int]
Bounds: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell: in which release, over which parts, and how many in it gave each answer.

    `counts` has a number for each answer there is, in one order for the whole table: poor and
    well; better, same and worse. `among` narrows the cell to some signatures, such as those who
    came between two releases: the difference of two cells that are the same in name. It is never
    published; what counts is what two releases tell of it beyond what its own does.
    """

    release: int
    parts: frozenset[str]
    counts: tuple[int, ...]
    published: bool
    name: str = ""
    among: frozenset[tuple[str | None, ...]] | None = None

    @property
    def respondents(self) -> int:
        """All of them together."""
        return sum(self.counts)


# One answer of a cell, or all of them together.
Sum: TypeAlias = tuple[Counted, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Columns: of an atom, how many are of a kind (`release` −1), and how many of that kind
    answered at a release. Arrays are (columns,)."""

    atoms: Atoms
    answers: int
    atom: NDArray[np.int64]
    kind: NDArray[np.int64]
    release: NDArray[np.int64]

    @classmethod
    def of(cls, atoms: Atoms, answers: int) -> "Programme":
        """The programme of these atoms and so many answers."""
        columns = [
            (number, kind, release)
            for number, signature in enumerate(atoms)
            for kind in range(answers)
            for release in (-1, *(r for r, part in enumerate(signature) if part is not None))
        ]
        table = np.array(columns, dtype=np.int64).reshape(-1, 3)
        return cls(atoms, answers, *table.T)

    @property
    def releases(self) -> int:
        """How many releases it is over."""
        return max((len(signature) for signature in self.atoms), default=1)

    def population(self, cell: Counted) -> int:
        """How many stand in the cell."""
        return sum(
            number
            for signature, number in self.atoms.items()
            if signature[cell.release] in cell.parts
            and (cell.among is None or signature in cell.among)
        )

    def bounds(self, asked: Sequence[Sum], published: Sequence[Counted]) -> list[Bounds] | None:
        """Least and greatest whole sum of each; None when nothing fits what is published.

        Many sums are asked as one programme of many blocks: a solver's start costs more than so
        small a programme does.
        """
        size = max(1, _AT_ONCE // (2 * max(1, self.atom.size)))
        found: list[Bounds] = []
        for start in range(0, len(asked), size):
            some = self._solved(asked[start : start + size], published)
            if some is None:
                return None
            found += some
        return found

    def _solved(self, asked: Sequence[Sum], published: Sequence[Counted]) -> list[Bounds] | None:
        from scipy.optimize import linprog
        from scipy.sparse import eye_array, kron

        weights = np.array([self._weights(*each) for each in asked])
        if not weights.any():
            return [(0, 0)] * len(asked)
        most, room = self._room()
        equal, values = self._equal(published)
        blocks = eye_array(2 * len(asked))
        solved = linprog(
            np.concatenate((weights, -weights)).ravel(),
            A_ub=kron(blocks, most, format="csr"),
            b_ub=np.tile(room, 2 * len(asked)),
            A_eq=kron(blocks, equal, format="csr") if values.size else None,
            b_eq=np.tile(values, 2 * len(asked)) if values.size else None,
            method="highs",
        )
        if solved.status == 2:  # infeasible
            return None
        if solved.status:
            raise ArithmeticError(f"linear programme: {solved.message}")
        ends = (np.tile(weights, (2, 1)) * solved.x.reshape(2 * len(asked), -1)).sum(axis=1)
        low = np.ceil(ends[: len(asked)] - _SLACK).astype(int).tolist()
        high = np.floor(ends[len(asked) :] + _SLACK).astype(int).tolist()
        return list(zip(low, high, strict=True))

    def _weights(self, cell: Counted, answer: int | None) -> NDArray[np.float64]:
        """1 for the columns that the count sums up."""
        inside = np.array(
            [
                signature[cell.release] in cell.parts
                and (cell.among is None or signature in cell.among)
                for signature in self.atoms
            ],
            dtype=np.bool_,
        )
        chosen = inside[self.atom] & (self.release == cell.release)
        if answer is not None:
            chosen &= self.kind == answer
        found: NDArray[np.float64] = chosen.astype(np.float64)
        return found

    def _room(self) -> "tuple[csr_array, NDArray[np.float64]]":
        """An atom has so many; at a release no more of a kind answer than there are of it."""
        from scipy.sparse import csr_array

        whole = np.flatnonzero(self.release == -1)
        one = np.flatnonzero(self.release >= 0)
        of_kind = np.zeros((len(self.atoms), self.answers), np.int64)
        of_kind[self.atom[whole], self.kind[whole]] = whole
        rows = np.concatenate((self.atom[whole], np.tile(np.arange(one.size), 2) + len(self.atoms)))
        columns = np.concatenate((whole, one, of_kind[self.atom[one], self.kind[one]]))
        values = np.concatenate((np.ones(whole.size), np.ones(one.size), -np.ones(one.size)))
        shape = (len(self.atoms) + one.size, self.atom.size)
        sizes = np.array(list(self.atoms.values()), dtype=np.float64)
        room = np.concatenate((sizes, np.zeros(one.size)))
        return csr_array((values, (rows, columns)), shape=shape), room

    def _equal(self, published: Sequence[Counted]) -> "tuple[csr_array, NDArray[np.float64]]":
        """What published cells say: sums, and what they equal."""
        from scipy.sparse import csr_array

        sums = [(cell, answer) for cell in published for answer in range(self.answers)]
        rows = np.array([self._weights(*each) for each in sums]).reshape(-1, self.atom.size)
        values = [float(cell.counts[answer]) for cell, answer in sums]
        return csr_array(rows), np.array(values)
