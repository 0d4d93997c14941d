"""How often a true change is seen, from the simulation of `tests/proofs/test_verdicts.py`.

Neighbours get `power_of`. The table is printed by the command in docs/explanation/proofs.
"""

from collections.abc import Mapping

__all__ = ["POWER", "power_of"]

# By stayers whose state is known: the share of simulated falls of 10, 20 and 30 points that got
# the verdict *forward*, at full coverage.
POWER: Mapping[int, Mapping[int, float]] = {
    20: {10: 0.14, 20: 0.33, 30: 0.58},
    60: {10: 0.26, 20: 0.71, 30: 0.95},
    150: {10: 0.43, 20: 0.97, 30: 1.0},
}


def power_of(known: int) -> Mapping[int, float]:
    """The row of the largest size in the table that is not over `known`; empty below the least.

    >>> power_of(59)[20], power_of(19)
    (0.33, {})
    """
    sizes = [size for size in POWER if size <= known]
    return POWER[max(sizes)] if sizes else {}
