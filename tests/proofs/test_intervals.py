"""Claim: the 90 % interval covers the true gap in at least 88 % of ecosystems in every cell of
size, response and true gap, when answering does not depend on having contact; where n is 300 in
at most 95 %, whole counts aside. (X13)

3,000 ecosystems a cell under the marker `long`, where the bounds are held as they stand; 300 a
cell each time, with three standard errors of leeway. Whole counts aside: the interval cut inside
its two last counts, so that it holds 90 % and no more (`covered`).
"""

import pytest

from proofs.interval_table import CELLS, LEANINGS, WAYS, covered, leeway, missed


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_covers_within_three_standard_errors(cell, way):
    share, within = covered(cell, way, 300)
    assert share >= 0.88 - leeway(300)
    assert cell[0] < 300 or within <= 0.95 + leeway(300)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_covers_as_claimed(cell, way):
    share, within = covered(cell, way, 3_000)
    assert share >= 0.88
    assert cell[0] < 300 or within <= 0.95


def test_the_readier_those_with_contact_answer_the_further_it_misses():
    """No claim is made there; that it misses, and to which side, is shown."""
    off = [missed((60, 42, 5), leaning, 200)[1] for leaning in LEANINGS]
    assert all(each < -0.02 for each in off)
    assert off[1] > off[2] > off[3]
