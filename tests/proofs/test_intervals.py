"""Claim: the 90 % interval covers the true gap in at least 88 % of ecosystems in every cell of
size, response and true gap, and in at most 95 % where n is 300, when answering does not depend
on having contact. (X13)

3,000 ecosystems a cell under the marker `long`, where the bounds are held as they stand; 300 a
cell each time, with three standard errors of leeway. Here answers are all there is: no record
shows anybody. The proof with records, classes and a far side that answers too is to come.
"""

from math import sqrt

import pytest

from samspel.uncertainty import FEWEST, Term, missing_reached, rng_for

CELLS = [
    (n, response, gap) for n in (20, 60, 300) for response in (25, 42, 70) for gap in (1, 5, 9)
]


def covered(cell, ecosystems):
    """The share of simulated ecosystems whose interval holds their true gap."""
    n, response, gap = cell
    rng = rng_for(3, *cell)
    hits = seen = 0
    while seen < ecosystems:
        reached = rng.random(n) < 1 - gap / 10
        answers = rng.random(n) < response / 100
        if answers.sum() < FEWEST:
            continue  # no estimate, so no interval that could miss
        yes = int((reached & answers).sum())
        no = int(answers.sum()) - yes
        missing = missing_reached([Term(n - yes - no, yes, no)])
        hits += yes + missing.quantile(0.05) <= reached.sum() <= yes + missing.quantile(0.95)
        seen += 1
    return hits / seen


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_covers_within_three_standard_errors(cell):
    share, leeway = covered(cell, 300), 3 * sqrt(0.9 * 0.1 / 300)
    assert share >= 0.88 - leeway
    assert cell[0] < 300 or share <= 0.95 + leeway


@pytest.mark.long
@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_covers_as_claimed(cell):
    share = covered(cell, 3_000)
    assert share >= 0.88
    assert cell[0] < 300 or share <= 0.95
