"""Claim: the swap test's p is the share of all deals that do as well, within what 1,999 deals can
tell; and counting deals by words is counting them one by one. (X14)
"""

from itertools import product
from math import sqrt

import numpy as np
import pytest

from samspel.effects.swap import Contacts, column_sums, swap_test


def enumerated(contacts):
    """Both p over every deal of the acts that can move, by plain loops."""
    rows = list(
        zip(
            contacts.act.tolist(),
            contacts.actor.tolist(),
            contacts.end.tolist(),
            contacts.fixed.tolist(),
            strict=True,
        )
    )
    acts = sorted({act for act, _, _, fixed in rows if not fixed})
    observed = change(rows, {act: end for act, _, end, _ in rows})
    found = [
        change(rows, dict(zip(acts, deal, strict=True)))
        for deal in product((False, True), repeat=len(acts))
    ]
    narrowed = sum(each >= observed for each in found) / len(found)
    return observed, narrowed, sum(each <= observed for each in found) / len(found)


def change(rows, last):
    """Actors with contact in the last window, less those with contact in the first."""
    held = {False: set(), True: set()}
    for act, actor, end, fixed in rows:
        held[end if fixed else last[act]].add(actor)
    return len(held[True]) - len(held[False])


def random_contacts(rng):
    acts, actors = int(rng.integers(1, 10)), int(rng.integers(1, 12))
    end, fixed = rng.random(acts) < 0.6, rng.random(acts) < 0.2
    pairs = sorted({(int(rng.integers(acts)), int(rng.integers(actors))) for _ in range(14)})
    act = np.array([a for a, _ in pairs])
    contacts = Contacts(act, np.array([i for _, i in pairs]), end[act], fixed[act])
    if not fixed.any():
        return contacts
    # An act in both windows holds its contacts in both.
    twice = np.flatnonzero(contacts.fixed)
    return Contacts(
        np.append(contacts.act, contacts.act[twice]),
        np.append(contacts.actor, contacts.actor[twice]),
        np.append(contacts.end, ~contacts.end[twice]),
        np.append(contacts.fixed, contacts.fixed[twice]),
    )


@pytest.mark.parametrize("number", range(60))
def test_equals_every_deal(number):
    rng = np.random.default_rng(number)
    contacts = random_contacts(rng)
    observed, narrowed, widened = enumerated(contacts)
    swap = swap_test(contacts, 12, rng)
    assert swap.reached == observed
    for given, true in ((swap.narrowed, narrowed), (swap.widened, widened)):
        assert abs(given - true) <= 4.5 * sqrt(true * (1 - true) / 1999) + 1 / 2000


def test_one_large_meeting_counts_once():
    """Forty firms at one fair: a coin explains it."""
    forty = np.arange(40)
    fair = Contacts(np.zeros(40, int), forty, np.ones(40, bool), np.zeros(40, bool))
    apart = Contacts(forty, forty, np.ones(40, bool), np.zeros(40, bool))
    assert swap_test(fair, 40, np.random.default_rng(1)).narrowed > 0.4
    assert swap_test(apart, 40, np.random.default_rng(1)).narrowed == 1 / 2000


def test_nothing_that_can_move_proves_nothing():
    nothing = np.zeros(0, np.int64)
    empty = Contacts(nothing, nothing, nothing.astype(bool), nothing.astype(bool))
    swap = swap_test(empty, 5, np.random.default_rng(1))
    assert (swap.reached, swap.narrowed, swap.widened) == (0, 1.0, 1.0)


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 26, 27, 28, 100, 257])
def test_counts_bits_as_one_by_one(rows):
    bits = np.random.default_rng(rows).integers(0, 2**64, size=(rows, 3), dtype=np.uint64)
    plain = [
        sum(int(bits[row, word]) >> place & 1 for row in range(rows))
        for word in range(3)
        for place in range(64)
    ]
    assert column_sums(bits).tolist() == plain
