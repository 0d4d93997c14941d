"""The two-mode graph: actors and acts are vertices, a participation is an edge.

Neighbours get `build` and `TwoMode`, whose edges stand sorted by act and then by actor, each
once. Codes are never renumbered when acts or actors are taken away, so a mask over all actors
fits every graph made from the same register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["Codes", "Mask", "TwoMode", "build", "gathered", "join", "kept", "mark"]

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class TwoMode:
    """Participations as two parallel arrays of codes.

    Attributes
    ----------
    act, actor : (edges,) int32
        Sorted by act, then actor; a pair stands once.
    acts, actors : int
        How many codes there are of each; a code may be without any edge.
    """

    act: Codes
    actor: Codes
    acts: int
    actors: int

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Distinct participants of each act, (acts,)."""
        found = np.zeros(self.acts, dtype=np.int64)
        there = self.there.astype(np.intp)
        found[there[:-1]] = np.diff(self.starts)
        found[there[-1:]] = self.act.size - self.starts[-1:]
        return found

    @cached_property
    def degrees(self) -> Codes:
        """Acts of each actor, (actors,)."""
        found = np.zeros(self.actors, dtype=np.int32)
        # As many codes as that are written here and there: small counts and small stretches.
        for here in _stretches(self.actor.size):
            np.add.at(found, self.actor[here].astype(np.intp), np.int32(1))
        return found

    def degrees_in(self, acts: Mask) -> Codes:
        """Acts of each actor among these, (actors,)."""
        found = self.degrees.copy()
        np.subtract.at(found, self.actor[self.of_acts(~acts)], np.int32(1))
        return found

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The first edge of each act that has one, ascending."""
        return np.flatnonzero(_firsts(self.act))

    @cached_property
    def there(self) -> Codes:
        """The acts that have an edge, ascending."""
        return self.act.take(self.starts)

    def of_actors(self, actors: Mask) -> NDArray[np.int64]:
        """Edges of these actors, ascending."""
        if np.count_nonzero(actors) == 1:  # the platform, most often: looked for, not looked up
            return np.flatnonzero(self.actor == int(actors.argmax()))
        return np.flatnonzero(gathered(actors, self.actor))

    def of_acts(self, acts: Mask) -> NDArray[np.int64]:
        """Edges of these acts, ascending."""
        if 4 * np.count_nonzero(acts) > self.starts.size:
            return np.flatnonzero(gathered(acts, self.act))
        chosen = np.flatnonzero(acts.take(self.there))
        first, after = self.starts[chosen], self.starts.take(chosen + 1, mode="clip")
        if chosen.size and chosen[-1] == self.starts.size - 1:
            after[-1] = self.act.size
        size = after - first
        ends = np.cumsum(size)
        return np.repeat(first - ends + size, size) + np.arange(size.sum())

    def in_some(self, acts: Mask) -> Mask:
        """Per actor: takes part in one of these acts, (actors,)."""
        found = np.zeros(self.actors, dtype=np.bool_)
        mark(found, self.actor, gathered(acts, self.act))
        return found

    def in_acts(self, acts: Mask) -> Mask:
        """Per edge: belongs to one of these acts, (edges,)."""
        return gathered(acts, self.act)

    def select(self, edges: Mask) -> "TwoMode":
        """The graph with these edges only; codes stay."""
        return TwoMode(kept(self.act, edges), kept(self.actor, edges), self.acts, self.actors)

    def with_acts(self, acts: Mask) -> "TwoMode":
        """The graph with these acts only."""
        return self.select(self.in_acts(acts))

    def without_actors(self, gone: Mask) -> "TwoMode":
        """The graph with every participation of these actors removed.

        An act left with one participant carries no contact (method section 3) and goes too.

        >>> graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
        >>> graph.without_actors(np.array([True, False, False])).act.tolist()
        [1, 1]
        """
        rest = self.select(~gathered(gone, self.actor))
        return rest.with_acts(rest.sizes >= 2)

    def without_acts_of(self, gone: Mask) -> "TwoMode":
        """The graph with every act removed in which one of these actors takes part."""
        acts = np.ones(self.acts, dtype=np.bool_)
        acts[self.act[self.of_actors(gone)]] = False
        return self.with_acts(acts)


def build(
    act: NDArray[np.integer[Any]] | list[int],
    actor: NDArray[np.integer[Any]] | list[int],
    acts: int,
    actors: int,
) -> TwoMode:
    """The graph of these participations; a pair given twice is one edge.

    Parameters
    ----------
    act, actor : (participations,) int
        Codes in [0, acts) and [0, actors), in any order.
    acts, actors : int
        How many codes there are.

    Raises
    ------
    ValueError
        If the two differ in length or a code is out of range.

    Examples
    --------
    >>> build([1, 0, 1, 1], [0, 2, 0, 1], 2, 3).actor.tolist()
    [2, 0, 1]
    """
    left, right = (
        np.asarray(codes, np.int64) if isinstance(codes, list) else codes for codes in (act, actor)
    )
    if left.shape != right.shape:
        raise ValueError(f"{left.size} acts and {right.size} actors are no pairs")
    for codes, count in ((left, acts), (right, actors)):
        if codes.size and (codes.min() < 0 or codes.max() >= count):
            raise ValueError(f"a code lies outside 0 to {count - 1}")
    # One number a pair, made and sorted in place: large inputs are held but once more.
    keys = left.astype(np.int64)
    keys *= max(actors, 1)
    keys += right
    keys.sort()
    firsts = _firsts(keys)
    if not firsts.all():
        keys = keys[firsts]
    return TwoMode(*_parted(keys, max(actors, 1)), acts, actors)


def _parted(keys: NDArray[np.int64], actors: int) -> tuple[Codes, Codes]:
    first, second = np.empty(keys.size, np.int32), np.empty(keys.size, np.int32)
    for here in _stretches(keys.size):
        first[here], second[here] = np.divmod(keys[here], actors)
    return first, second


_AT_ONCE = 1 << 15  # codes; what NumPy makes of them on the way stays in the processor's cache


def gathered(values: NDArray[_T], codes: Codes) -> NDArray[_T]:
    """`values[codes]`, a stretch at a time: no copy of all codes as larger integers is made."""
    found = np.empty(codes.size, dtype=values.dtype)
    for here in _stretches(codes.size):
        # Codes are in range since `build`; "clip" spares looking again, and a copy.
        values.take(codes[here], mode="clip", out=found[here])
    return found


def kept(values: NDArray[_T], mask: Mask) -> NDArray[_T]:
    """`values[mask]`, a stretch at a time; the values themselves where the mask holds all."""
    count = int(np.count_nonzero(mask))
    if count == values.size:
        return values
    found, at = np.empty(count, dtype=values.dtype), 0
    for here in _stretches(values.size):
        some = values[here].take(np.flatnonzero(mask[here]))
        found[at : at + some.size] = some
        at += some.size
    return found


def mark(found: Mask, codes: Codes, mask: Mask) -> None:
    """`found[codes[mask]] = True`, a stretch at a time."""
    if 2 * np.count_nonzero(mask) > mask.size:
        join(found.view(np.uint8), codes, mask.view(np.uint8))
        return
    for here in _stretches(codes.size):
        # By place: where a mask is as good as random, by the mask itself takes four times as long.
        some = codes[here].take(np.flatnonzero(mask[here]))
        found[some.astype(np.intp)] = True


def join(found: NDArray[np.uint8], codes: Codes, values: NDArray[np.uint8]) -> None:
    """`found[code]` is at least the value, pair by pair, a stretch at a time."""
    for here in _stretches(codes.size):
        np.maximum.at(found, codes[here].astype(np.intp), values[here])


def _stretches(size: int) -> Iterator[slice]:
    return (slice(at, at + _AT_ONCE) for at in range(0, size, _AT_ONCE))


def _firsts(keys: NDArray[np.integer[Any]]) -> Mask:
    firsts = np.ones(keys.size, dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=firsts[1:])
    return firsts
