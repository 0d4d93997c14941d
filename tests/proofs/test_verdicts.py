"""Claim: where the process is unchanged at most 12 % of verdicts say forward or backward, in every
cell of size, coverage and act size; and power grows with the change and with size. (R79, X14)

1,500 pairs of windows a cell under the mark `long`, where the bound is held as it stands; each
time some cells with 120 and three standard errors of leeway.
"""

from math import sqrt

import pytest

from proofs.drawn_verdicts import CELLS, false_share, power
from proofs.unequal_answers import CELLS as UNEQUAL
from proofs.unequal_answers import shares

QUICK = [cell for cell in CELLS if cell[0] in (20, 150) and cell[1] in (0.4, 1.0)]


@pytest.mark.parametrize("cell", QUICK, ids=str)
def test_false_verdicts_within_leeway(cell):
    assert false_share(cell, 120) <= 0.12 + 3 * sqrt(0.12 * 0.88 / 120)


def test_a_larger_change_is_seen_more_often():
    seen = [power(150, fall, 60) for fall in (10, 30)]
    assert seen[0] + 0.2 < seen[1]
    assert power(20, 30, 60) < seen[1]


@pytest.mark.long
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_false_verdicts_as_claimed(cell):
    assert false_share(cell, 1500) <= 0.12


@pytest.mark.long
@pytest.mark.parametrize("n", [20, 60, 150, 300])
def test_power_is_what_the_pages_say(n):
    """The constants of `samspel.effects.power` are what the simulation gives, to 3 points."""
    from samspel.effects import POWER

    for fall, said in POWER[n].items():
        assert power(n, fall, 1500) == pytest.approx(said, abs=0.03)


def test_unequal_answers_tilt_no_verdict():
    """Seven in ten answer first and three in ten last, seven acts in ten are recorded."""
    said = shares(((0.7, 0.3), 0.7), 60)
    assert sum(said) <= 0.12 + 3 * sqrt(0.12 * 0.88 / 60)


@pytest.mark.long
@pytest.mark.parametrize("cell", UNEQUAL, ids=str)
def test_unequal_answers_tilt_no_verdict_as_claimed(cell):
    assert sum(shares(cell, 500)) <= 0.12
