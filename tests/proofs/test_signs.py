"""Claim: the sign test is the share of all fair coins that fall as one-sidedly, the same way; the
verdict of an area that it judges is read off it in that order, and of those whom nobody has heard
nothing is taken for granted. (R107, R108, X13, X14)
"""

from collections import Counter
from fractions import Fraction
from itertools import pairwise, product
from math import exp, lgamma

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
        assert Turned(up, down, 30).verdict(0.05, seed=0) is read, (up, down)


@pytest.mark.parametrize("up", [0, 3, 9, 20])
@pytest.mark.parametrize("down", [0, 2, 6])
@pytest.mark.parametrize("unseen", [1, 8, 25])
def test_the_unseen_turn_as_every_share_may_have_them(up, down, unseen):
    """Against every way that the unseen can turn, its chance worked out by gammas; where a
    probability is too near its bound for 4,000 draws to tell, nothing is asked."""
    same, everybody = 10, up + down + 10 + unseen
    chances, most = Counter(), Fraction(5, 100) * everybody
    for more in range(unseen + 1):
        for fewer in range(unseen + 1 - more):
            ways = (more, fewer, unseen - more - fewer)
            net = up + more - down - fewer
            chances[net] += dirichlet_multinomial(ways, (up + 0.5, down + 0.5, same + 0.5))
    assert sum(chances.values()) == pytest.approx(1)
    grown = sum(p for net, p in chances.items() if net > most)
    shrunk = sum(p for net, p in chances.items() if -net > most)
    below = sum(p for net, p in chances.items() if net < -most)
    if any(abs(p - bound) < 0.02 for p in (grown, shrunk, below) for bound in (0.05, 0.9)):
        return
    turned = Turned(up, down, up + down + same, unseen)
    falls = sum(chosen(up + down, k) for k in range(max(up, down), up + down + 1))
    by_chance = Fraction(falls, 2 ** (up + down)) > Fraction(5, 100)
    if max(grown, shrunk) >= 0.9:
        way = Verdict.FORWARD if grown >= 0.9 else Verdict.BACKWARD
        read = Verdict.MOVED if by_chance else way
    else:
        read = Verdict.CANNOT_SAY if max(grown, below) > 0.05 else Verdict.NO_CLEAR_CHANGE
    assert turned.verdict(0.05, seed=0) is read


def dirichlet_multinomial(counts, weights):
    of, weight = sum(counts), sum(weights)
    logs = lgamma(of + 1) + lgamma(weight) - lgamma(of + weight)
    for k, a in zip(counts, weights, strict=True):
        logs += lgamma(k + a) - lgamma(a) - lgamma(k + 1)
    return exp(logs)


def test_five_who_stay_as_they_were_say_nothing_of_a_hundred():
    assert Turned(0, 0, 5, 128).verdict(0.05, seed=0) is Verdict.CANNOT_SAY
    assert Turned(0, 0, 133).verdict(0.05, seed=0) is Verdict.NO_CLEAR_CHANGE


def chosen(of, few):
    """How many ways there are to choose, by Pascal's triangle."""
    row = [1]
    for _ in range(of):
        row = [1, *(a + b for a, b in pairwise(row)), 1]
    return row[few]
