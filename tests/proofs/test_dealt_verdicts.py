"""Claim: on real acts, dealt at random between two windows, at most 12 % of verdicts say forward or
backward: Horizon 2020, ten countries, 20 to 300 firms. (R79, X14)
"""

from math import sqrt

import pytest

from proofs.dealt_verdicts import cells


def test_false_verdicts_within_leeway(shared_data):
    for country, gap, shares in cells(shared_data, 40):
        pooled = sum(shares) / len(shares)
        assert pooled <= 0.12 + 3 * sqrt(0.12 * 0.88 / (40 * len(shares))), (country, gap)


@pytest.mark.long
def test_false_verdicts_as_claimed(shared_data):
    for country, gap, shares in cells(shared_data, 3000):
        assert max(shares) <= 0.12, (country, gap)
