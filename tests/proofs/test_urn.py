"""Claim: the closed-form null's mean and sd equal full enumeration of the urn to 1e-12.

And 20,000 deals agree within Monte Carlo error. (R63; method sections 3 and 8)
"""

from fractions import Fraction
from itertools import combinations
from math import sqrt

import numpy as np
import pytest

from samspel.uncertainty import empty_handed, rng_for

CASES = [
    ([1], 1, 0),
    ([1, 1], 2, 1),
    ([2, 1], 3, 2),
    ([1, 2, 3], 6, 4),
    ([3, 3, 2], 8, 5),
    ([1, 1, 1, 4], 7, 3),
    ([2, 2, 2, 2], 8, 8),
    ([5, 4], 9, 8),
    ([1, 2, 2, 3, 2], 10, 6),
    ([2, 3], 9, 6),
]


def enumerated(hands, slots, unmarked):
    """Every set of slots that can be the unmarked ones, each as likely: mean and variance."""
    bounds = np.cumsum([0, *hands])
    counts = [
        sum(
            all(slot in chosen for slot in range(bounds[h], bounds[h + 1]))
            for h in range(len(hands))
        )
        for chosen in map(set, combinations(range(slots), unmarked))
    ]
    mean = Fraction(sum(counts), len(counts))
    return mean, Fraction(sum(c * c for c in counts), len(counts)) - mean**2


@pytest.mark.parametrize(("hands", "slots", "unmarked"), CASES)
def test_mean_and_sd_equal_full_enumeration(hands, slots, unmarked):
    mean, variance = enumerated(hands, slots, unmarked)
    chance = empty_handed(np.array(hands), slots, unmarked)
    assert chance.mean == pytest.approx(float(mean), abs=1e-12)
    assert chance.sd == pytest.approx(sqrt(variance), abs=1e-12)


def test_agrees_with_deals_within_monte_carlo_error():
    rng = rng_for(1, "urn")
    hands = rng.integers(1, 9, 60)
    slots, unmarked = int(hands.sum()), int(hands.sum() * 0.7)
    owner = np.repeat(np.arange(hands.size), hands)
    deals = 20_000
    empty = np.array(
        [
            hands.size - np.unique(owner[rng.permutation(slots)[unmarked:]]).size
            for _ in range(deals)
        ]
    )
    chance = empty_handed(hands, slots, unmarked)
    assert abs(empty.mean() - chance.mean) < 4 * chance.sd / sqrt(deals)
    assert abs(empty.std() / chance.sd - 1) < 4 / sqrt(2 * deals)


def test_large_urn_stays_exact_in_log_space():
    """10,000 hands of 1 to 400 slots: no overflow, and the mean equals products in fractions."""
    hands = np.arange(10_000) % 400 + 1
    slots, unmarked = int(hands.sum()), int(hands.sum() * 0.99)
    chance = empty_handed(hands, slots, unmarked)
    p, expected = Fraction(1), 0.0
    for k in range(400):
        p *= Fraction(unmarked - k, slots - k)
        expected += 25 * float(p)
    assert chance.mean == pytest.approx(expected, rel=1e-12)
    assert 0 < chance.sd < 100


def test_odd_urns():
    assert empty_handed(np.zeros(0, dtype=np.int64), 0, 0).mean == 0
    assert empty_handed(np.array([1, 2]), 3, 3).sd == 0
    with pytest.raises(ValueError, match="no urn of 2 slots"):
        empty_handed(np.array([3]), 2, 1)
    with pytest.raises(ValueError, match="no urn"):
        empty_handed(np.array([1]), 2, 3)
