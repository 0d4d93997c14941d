"""Is a change more than the luck of the calendar? The swap test of method section 6.

Neighbours get `Contacts` and `swap_test`. The act is the unit: one large meeting counts once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samspel.terms.changes import Swap

__all__ = ["DEALS", "Contacts", "column_sums", "swap_test"]

Codes = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
Words = NDArray[np.uint64]

DEALS = 1999
# Deals that are worked out at once, so that memory stays in the hundreds of bytes a contact.
_BLOCK = 8


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Contacts with the far side: actor `actor` has one in act `act`, parallel arrays.

    Attributes
    ----------
    act, actor : (contacts,) int
    end : (contacts,) bool
        The contact lies in the window that ends last.
    fixed : (contacts,) bool
        Its act lies in both windows and stays where it is.
    """

    act: Codes
    actor: Codes
    end: Mask
    fixed: Mask

    def of(self, actors: Mask) -> "Contacts":
        """Those of these actors only."""
        kept = actors[self.actor]
        return Contacts(self.act[kept], self.actor[kept], self.end[kept], self.fixed[kept])


def swap_test(contacts: Contacts, known: int, rng: np.random.Generator, deals: int = DEALS) -> Swap:
    """Give every act that lies in one window only to either by a fair coin, `deals` times.

    The change is how many more actors have a contact in the last window than in the first.
    p = (1 + deals with a change at least as large that way) / (deals + 1).

    Parameters
    ----------
    contacts : Contacts
        Of the stayers whose state would be known whatever it is, in both windows.
    known : int
        How many they are; those without contacts change nothing.
    rng : Generator
    deals : int

    Notes
    -----
    If nothing changed but the calendar, an act was as likely to fall in either window, and the
    observed deal is one of the equally likely ones: the test is then exact at any size (Fisher
    1935; Lehmann and Romano 2005, 15.2). Odd case: with no contact that can move both p are 1.

    All deals are worked out at once, 64 to a machine word: an act is a row of coins, an actor
    has contact in the last window in those deals where some coin of its acts is 1.

    Examples
    --------
    Three firms, each with an act of its own in the last window: one deal of eight is as good.

    >>> three = np.arange(3)
    >>> contacts = Contacts(three, three, np.ones(3, bool), np.zeros(3, bool))
    >>> 0.1 < swap_test(contacts, 3, np.random.default_rng(1)).narrowed < 0.15
    True
    """
    order = np.argsort(contacts.actor, kind="stable")
    actor = contacts.actor[order]
    end, fixed = contacts.end[order], contacts.fixed[order]
    starts = np.flatnonzero(np.append(True, actor[1:] != actor[:-1])) if actor.size else actor
    observed = _held(end, starts) - _held(~end, starts)
    acts, place = np.unique(contacts.act[order], return_inverse=True)
    words = -(-deals // 64)
    found = []
    for first in range(0, words, _BLOCK):
        width = min(_BLOCK, words - first)
        coins = rng.integers(0, 2**64, size=(acts.size, width), dtype=np.uint64)
        found.append(_dealt(coins[place], (end, fixed), starts))
    changes = np.concatenate(found)[:deals] if found else np.zeros(deals, np.int64)
    return Swap(
        known=known,
        reached=observed,
        narrowed=float((1 + int((changes >= observed).sum())) / (deals + 1)),
        widened=float((1 + int((changes <= observed).sum())) / (deals + 1)),
    )


def _held(contact: Mask, starts: Codes) -> int:
    """Actors with at least one such contact."""
    return int(np.logical_or.reduceat(contact, starts).sum()) if starts.size else 0


def _dealt(coins: Words, of: tuple[Mask, Mask], starts: Codes) -> NDArray[np.int64]:
    """The change in each deal. `coins` is (contacts, words); 1 gives the act to the last window."""
    if not starts.size:
        return np.zeros(coins.shape[1] * 64, np.int64)
    end, fixed = of
    all_, none = np.uint64(2**64 - 1), np.uint64(0)
    coins[fixed] = np.where(end[fixed], all_, none)[:, None]
    last: Words = np.bitwise_or.reduceat(coins, starts, axis=0)
    first: Words = np.bitwise_or.reduceat(~coins, starts, axis=0)
    return column_sums(last & ~first) - column_sums(first & ~last)


def column_sums(bits: Words) -> NDArray[np.int64]:
    """How many rows have each bit set: (rows, words) gives (64 · words,).

    Rows are added three at a time into a sum and a carry, bit by bit (a full adder), until one
    row of each weight is left: some five word operations a row, where unpacking takes 64.

    >>> column_sums(np.array([[3], [1], [1]], np.uint64))[:3].tolist()
    [3, 1, 0]
    """
    total = np.zeros(bits.shape[1] * 64, np.int64)
    weight, plane = 1, bits
    while plane.shape[0]:
        carries = []
        while plane.shape[0] > 1:
            third = max(plane.shape[0] // 3, 1)
            one, two = plane[:third], plane[third : 2 * third]
            three = plane[2 * third : 3 * third]
            either = one ^ two
            if three.shape[0] < third:  # two rows are left
                plane = either
                carries.append(one & two)
                break
            carries.append((one & two) | (three & either))
            plane = np.concatenate((either ^ three, plane[3 * third :]))
        total += weight * _bits(plane[0])
        plane = np.concatenate(carries) if carries else plane[:0]
        weight *= 2
    return total


def _bits(row: Words) -> NDArray[np.int64]:
    little = row.astype("<u8").view(np.uint8)
    return np.unpackbits(little, bitorder="little").astype(np.int64)
