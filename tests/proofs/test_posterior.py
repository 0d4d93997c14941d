"""Claim: the posterior of the missing equals scipy's Beta-binomial, exact fractions and a plain
double loop for the sum of two terms; a quantile is the least whole count that reaches it. (X13)
"""

import warnings
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import betabinom

from proofs.brute_force import added, beta_binomial, quantile
from samspel.uncertainty import Term, missing_reached
from samspel.uncertainty import beta_binomial as ours

CASES = [(1, 0, 5), (7, 3, 2), (40, 0, 30), (40, 30, 0), (300, 12, 90), (2000, 5, 5)]


@pytest.mark.parametrize(("unknown", "yes", "no"), CASES)
def test_equals_scipy(unknown, yes, no):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = betabinom.pmf(np.arange(unknown + 1), unknown, yes + 0.5, no + 0.5)
    found = missing_reached([Term(unknown, yes, no)]).probabilities
    # scipy goes through log-gamma, which costs it digits when the counts are large.
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-14)
    assert found.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(("unknown", "yes", "no"), CASES[:4])
def test_equals_exact_fractions(unknown, yes, no):
    exact = [float(p) for p in beta_binomial(unknown, yes, no)]
    assert ours(unknown, 0.5 + yes, 0.5 + no).probabilities == pytest.approx(exact, rel=1e-11)


def test_two_terms_add_as_a_double_loop_does():
    exact = added(beta_binomial(9, 2, 6), beta_binomial(13, 8, 1))
    found = missing_reached([Term(9, 2, 6), Term(13, 8, 1)])
    assert found.probabilities == pytest.approx([float(p) for p in exact], abs=1e-14)
    for p in ("1/20", "1/2", "19/20"):
        assert found.quantile(float(Fraction(p))) == quantile(exact, Fraction(p))


@pytest.mark.parametrize("unknown", [1, 3, 9, 25, 101, 999])
@pytest.mark.parametrize("each", [0, 3, 50])
def test_a_cumulative_probability_of_exactly_one_half_is_reached(unknown, each):
    """As many yes as no: the lower half of an odd number of counts has probability 1/2."""
    assert missing_reached([Term(unknown, each, each)]).quantile(0.5) == (unknown - 1) // 2


def test_nobody_unknown_is_certain():
    certain = missing_reached([Term(0, 4, 4)])
    assert (certain.quantile(0.05), certain.quantile(0.95), certain.mean) == (0, 0, 0)


def test_no_such_distribution():
    for n, a, b in ((-1, 1, 1), (2, 0, 1), (2, 1, -1)):
        with pytest.raises(ValueError, match="Beta-binomial"):
            ours(n, a, b)
