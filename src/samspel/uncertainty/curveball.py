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


@dataclass(frozen=True, slots=True)
class Effort:
    """How many deals, rounded up so that every chain gives as many, and from how many chains."""

    draws: int = 2_000
    chains: int = 50


@dataclass(frozen=True, slots=True, eq=False)
class _Seats:
    """Seats stand table by table; `table` is the table of each, `first` each table's first."""

    table: Ints
    first: Ints
    sizes: Ints


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
    seats = _Seats(np.repeat(np.arange(sizes.size), sizes), np.cumsum(sizes) - sizes, sizes)
    hands = np.tile(hand[order].astype(np.int64), (effort.chains, 1))
    for _ in range(_BURN):
        hands = _round(hands, seats, rng)
    for _ in range(-(-effort.draws // effort.chains)):
        for _ in range(_ROUNDS):
            hands = _round(hands, seats, rng)
        yield hands[:, back]


def _round(hands: Ints, seats: _Seats, rng: np.random.Generator) -> Ints:
    """Every table trades once, with another at random."""
    order = rng.permutation(seats.sizes.size)
    pair_of = np.empty(order.size, dtype=np.int64)
    pair_of[order] = np.arange(order.size) // 2
    # The seats pair by pair, within a pair table by table.
    place = np.empty(order.size, dtype=np.int64)
    place[order] = np.arange(order.size)
    by_pair = np.argsort(place[seats.table], kind="stable")
    pair = pair_of[seats.table[by_pair]]
    dealt = _dealt(hands[:, by_pair], pair, rng)
    found = np.empty_like(hands)
    found[:, by_pair] = dealt
    return found


def _dealt(hands: Ints, pair: Ints, rng: np.random.Generator) -> Ints:
    """Within each pair: who sits at both tables gets the first and the last seats, the rest any.

    The first seats of a pair are one table's, the last the other's. Keys hold the pair, then the
    order in it, then the hand, so that sorting moves the hand along and no index is needed.
    """
    bits = int(hands.max(initial=0)).bit_length()
    keys = (pair << bits) | hands
    keys.sort(axis=1)
    twin = keys[:, 1:] == keys[:, :-1]
    turn = rng.integers(1, _LAST, size=keys.shape, dtype=np.int32)
    # The first of two of a kind goes first, the second last.
    turn[:, :-1] *= ~twin
    turn[:, 1:] |= twin * np.int32(_LAST)
    keys &= (1 << bits) - 1
    keys |= turn.astype(np.int64) << bits
    keys |= pair << (bits + _TURN_BITS)
    keys.sort(axis=1)
    keys &= (1 << bits) - 1
    return keys
