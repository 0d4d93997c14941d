"""Who sits where by chance, when nobody can sit twice at one table: the curveball shuffle.

Neighbours get `shuffled`, which yields deals of hands to tables with every hand's and every
table's size kept. Nothing is compiled: many chains are dealt at once, a whole round of trades at
a time, by two plain sorts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Effort", "shuffled"]

Ints = NDArray[np.int64]

_ROUNDS = 5  # between two draws every table trades so many times
_BURN = 20  # and so many before the first
_TURN_BITS = 20
_LAST = (1 << _TURN_BITS) - 1
_SMALL = 32  # bits of the first sort's numbers, where they are enough
_IN_CACHE = 1 << 16  # seats traded at a time, all chains of them together


@dataclass(frozen=True, slots=True)
class Effort:
    """How many deals, rounded up so that every chain gives as many, and from how many chains."""

    draws: int = 2_000
    chains: int = 50


def shuffled(
    hand: Ints, table: Ints, rng: np.random.Generator, effort: Effort | None = None
) -> Iterator[Ints]:
    """Deals at random among all that keep the size of each hand and table, no hand twice at one.

    A *trade* (Strona et al. 2014) takes two tables; who sits at both stays, the others are pooled
    and dealt anew. A round pairs all tables at random and trades every pair (Carstens, Berger and
    Strona 2018), so each table trades once; an odd table out rests. Between two draws of a chain
    lie 5 rounds, before its first 20. The chains run side by side from the deal that is given, on
    the same pairings and with shuffles of their own.

    Parameters
    ----------
    hand, table : (seats,) int
        Codes from 0; who sits where. A pair may stand once.
    rng : numpy.random.Generator
    effort : Effort, optional
        How many deals, from how many chains; else 2,000 from 50.

    Yields
    ------
    (chains, seats) int64
        The hand at each seat, one row a chain; the seats in the order that was given.

    Notes
    -----
    Odd case: with one table, or none, every deal is the given one.
    """
    effort = effort or Effort()
    order = np.argsort(table, kind="stable")
    back = np.argsort(order, kind="stable")
    sizes = np.bincount(table).astype(np.int64)
    sizes = sizes[sizes > 0]
    dealer = _Dealer(sizes, np.tile(hand[order].astype(np.uint32), (effort.chains, 1)), rng)
    dealer.trade(_BURN)
    for _ in range(-(-effort.draws // effort.chains)):
        dealer.trade(_ROUNDS)
        yield dealer.dealt()[:, back]


class _Dealer:
    """Hands of all chains, (chains, seats), in the order in which the last round left the seats.

    A few chains at a time are traded from beginning to end, so that what a trade needs stays in
    the processor's cache.
    """

    def __init__(self, sizes: Ints, hands: NDArray[np.uint32], rng: np.random.Generator) -> None:
        self._hands, self._rng = hands, rng
        self._table = np.repeat(np.arange(sizes.size), sizes)
        self._tables = sizes.size
        self._bits = int(hands.max(initial=0)).bit_length()
        self._place = np.arange(self._table.size)  # where each seat stands now

    def dealt(self) -> Ints:
        """The hand at each seat, table by table."""
        return self._hands.take(self._place, axis=1).astype(np.int64)

    def trade(self, rounds: int) -> None:
        """Every table trades so often, each time with another at random."""
        for _ in range(rounds):
            order = self._rng.permutation(self._tables)
            # The seats pair by pair, within a pair table by table.
            place = np.empty(order.size, dtype=np.int64)
            place[order] = np.arange(order.size)
            turn_of = place[self._table]
            by_pair = np.argsort(turn_of, kind="stable")
            pair = (turn_of[by_pair] // 2).astype(np.uint64)
            source = self._place[by_pair]
            step = max(1, _IN_CACHE // max(by_pair.size, 1))
            for at in range(0, self._hands.shape[0], step):
                some = self._hands[at : at + step]
                some[:] = self._dealt(some.take(source, axis=1), pair)
            self._place = np.empty_like(by_pair)
            self._place[by_pair] = np.arange(by_pair.size)

    def _dealt(self, hands: NDArray[np.uint32], pair: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Within each pair: who sits at both tables gets the first and the last seats, others any.

        The first seats of a pair are one table's, the last the other's. Keys hold the pair, then
        the order in it, then the hand, so that sorting moves the hand along and no index is
        needed. Where pair and hand fit into 32 bits the first sort has half as much to move.
        """
        bits = np.uint64(self._bits)
        small = int(pair[-1] if pair.size else 0).bit_length() + self._bits <= _SMALL
        keys: NDArray[np.uint32] | NDArray[np.uint64] = (
            hands | (pair << bits).astype(np.uint32) if small else hands | (pair << bits)
        )
        keys.sort(axis=1)
        row, twin = np.nonzero(keys[:, 1:] == keys[:, :-1])
        turn = self._rng.integers(1, _LAST, size=keys.shape, dtype=np.int32).view(np.uint32)
        # The first of two of a kind goes first, the second last.
        turn[row, twin] = 0
        turn[row, twin + 1] = _LAST
        keys &= keys.dtype.type((1 << self._bits) - 1)
        wide: NDArray[np.uint64] = turn.astype(np.uint64)
        wide |= pair << np.uint64(_TURN_BITS)
        wide <<= bits
        wide |= keys
        wide.sort(axis=1)
        wide &= np.uint64((1 << self._bits) - 1)
        return wide
