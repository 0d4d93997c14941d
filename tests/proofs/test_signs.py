"""Claim: the sign test is the share of all fair coins that fall as one-sidedly, the same way; the
verdict of an area that it judges is read off it in that order. (R107, R108, X14)
"""

from fractions import Fraction
from itertools import pairwise, product

import pytest

from samspel.effects.areas import Turned, signs
from samspel.terms import Verdict


@pytest.mark.parametrize("of", range(11))
def test_it_is_every_way_that_coins_can_fall(of):
    falls = [sum(coins) for coins in product((0, 1), repeat=of)]
    for at_least in range(of + 1):
        share = Fraction(sum(heads >= at_least for heads in falls), len(falls))
        assert signs(at_least, of) == pytest.approx(float(share), abs=1e-15)


def test_a_verdict_is_size_first_and_then_chance():
    """All pairs of up and down among 30, at delta 5 points, by a plain reading."""
    for up, down in product(range(16), repeat=2):
        falls = Fraction(
            sum(chosen(up + down, k) for k in range(max(up, down), up + down + 1)), 2 ** (up + down)
        )
        if abs(up - down) <= Fraction(5, 100) * 30:
            read = Verdict.NO_CLEAR_CHANGE
        elif falls > Fraction(5, 100):
            read = Verdict.MOVED
        else:
            read = Verdict.FORWARD if up > down else Verdict.BACKWARD
        assert Turned(up, down, 30).verdict(0.05) is read, (up, down)


def chosen(of, few):
    """How many ways there are to choose, by Pascal's triangle."""
    row = [1]
    for _ in range(of):
        row = [1, *(a + b for a, b in pairwise(row)), 1]
    return row[few]
