"""Claim: the closed-form null's mean and sd equal full enumeration of the urn to 1e-12.

And the formula in whole numbers, however large the urn; and 20,000 deals within Monte Carlo error.
(R63; method sections 3 and 8)
"""

from fractions import Fraction
from itertools import combinations
from math import isqrt, sqrt

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


def none_marked(k, slots, unmarked):
    """C(M₀, k) / C(M, k) in whole numbers."""
    above = below = 1
    for drawn in range(k):
        above, below = above * (unmarked - drawn), below * (slots - drawn)
    return Fraction(above, below)


def in_whole_numbers(counts, slots, unmarked):
    """Mean and variance by the formula, nothing rounded; `counts` is how many have each size."""
    p = {
        k: none_marked(k, slots, unmarked)
        for k in {*counts, *(i + j for i in counts for j in counts)}
    }
    mean = sum(many * p[k] for k, many in counts.items())
    variance = sum(many * p[k] * (1 - p[k]) for k, many in counts.items())
    for i, of_i in counts.items():
        for j, of_j in counts.items():
            pairs = of_i * (of_j - (i == j))
            variance += pairs * (p[i + j] - p[i] * p[j])
    return mean, variance


def root(variance):
    """The square root of a fraction, to 40 digits before it is rounded."""
    whole = 10**40
    return isqrt(int(variance * whole * whole)) / whole


# Hands of a region with ten million participations and with a hundred million.
LARGE = {1: 2_400_000, 2: 1_100_000, 3: 700_000, 5: 400_000, 9: 90_000, 40: 2_000, 400: 20}
LARGER = {k: 10 * many for k, many in LARGE.items()}


@pytest.mark.parametrize("counts", [LARGE, LARGER], ids=["10^7", "10^8"])
@pytest.mark.parametrize("labelled", ["one", "a millionth", "a tenth", "most", "all but 50"])
def test_the_largest_urns_are_right_to_the_last_digits(counts, labelled):
    """As shares of the hands, where logarithms of factorials lose the ninth digit and more."""
    hands = np.repeat(list(counts), list(counts.values()))
    slots = int(hands.sum())
    marked = {
        "one": 1,
        "a millionth": slots // 10**6,
        "a tenth": slots // 10,
        "most": 9 * slots // 10,
        "all but 50": slots - 50,
    }[labelled]
    mean, variance = in_whole_numbers(counts, slots, slots - marked)
    chance = empty_handed(hands, slots, slots - marked)
    assert chance.mean / hands.size == pytest.approx(float(mean / hands.size), abs=1e-14)
    assert chance.sd == pytest.approx(root(variance), rel=1e-9)
    assert chance.sd / hands.size == pytest.approx(root(variance) / hands.size, abs=1e-14)


def test_odd_urns():
    assert empty_handed(np.zeros(0, dtype=np.int64), 0, 0).mean == 0
    assert empty_handed(np.array([1, 2]), 3, 3).sd == 0
    with pytest.raises(ValueError, match="no urn of 2 slots"):
        empty_handed(np.array([3]), 2, 1)
    with pytest.raises(ValueError, match="no urn"):
        empty_handed(np.array([1]), 2, 3)
