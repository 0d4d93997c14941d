"""Claim: the posterior with other odds is the integral it says, and 1 is the exact posterior.

Against a midpoint rule over q itself, which shares nothing with the sum over angles. (X13)
"""

import numpy as np
import pytest

from gaps.small import measured, small
from proofs.brute_force_beside import leaning as by_loops
from samspel.uncertainty import Term, beta_binomial, leaning, missing_reached


@pytest.mark.parametrize("counts", [(1, 0, 5), (4, 2, 3), (9, 0, 6), (12, 7, 1)])
@pytest.mark.parametrize("odds", [2 / 3, 1 / 2, 1 / 3, 2.0])
def test_it_is_the_integral(counts, odds):
    unknown, yes, no = counts
    found = leaning(unknown, yes + 0.5, no + 0.5, odds).probabilities
    assert found == pytest.approx(by_loops(unknown, yes, no, odds), abs=1e-6)
    assert found.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("unknown", [0, 1, 40, 3000])
def test_more_points_change_nothing_and_even_odds_are_exact(unknown):
    """Odds a hair from 1 give the closed form to nine digits, also with thousands unknown."""
    even = beta_binomial(unknown, 3.5, 7.5).probabilities
    assert leaning(unknown, 3.5, 7.5, 1 + 1e-12).probabilities == pytest.approx(even, abs=1e-9)
    assert np.array_equal(leaning(unknown, 3.5, 7.5, 1).probabilities, even)


def test_no_odds_leave_everybody_without():
    assert missing_reached([Term(5, 3, 3)], odds=1e-9).quantile(0.95) == 0


def test_by_hand():
    """Two unknown, q ~ Beta(1½, 4½): readier yes-sayers raise the gap and never lower it."""
    rows = measured(small()).gap("research").sensitivity
    assert [row.times for row in rows] == [1, 1.5, 2, 3]
    assert (rows[0].estimate, rows[0].low, rows[0].high) == (6 / 8, 4 / 8, 6 / 8)
    assert [row.low for row in rows] == sorted(row.low for row in rows)
    # P(2) = E[q'^2] falls under .05 as the odds fall to a third.
    assert by_loops(2, 1, 4, 1 / 3)[2] < 0.05 < by_loops(2, 1, 4, 1)[2]
    assert rows[3].low == 5 / 8
