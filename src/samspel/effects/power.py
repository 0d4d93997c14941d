"""How often a true change is seen, from the simulation in `tests/proofs/drawn_verdicts.py`.

Neighbours get `power_of` and `power_under`. The table is docs/explanation/proofs/verdicts.md.
"""

from collections.abc import Mapping

__all__ = ["POWER", "power_of", "power_under"]

# By stayers whose state is known: the share of simulated falls of 10, 20 and 30 points, from a
# gap of 60 % and with two near actors an act, that got the verdict *forward*.
POWER: Mapping[int, Mapping[int, float]] = {
    20: {10: 0.10, 20: 0.20, 30: 0.38},
    60: {10: 0.17, 20: 0.44, 30: 0.79},
    150: {10: 0.34, 20: 0.80, 30: 0.99},
    300: {10: 0.54, 20: 0.98, 30: 1.00},
}


def power_of(known: int) -> Mapping[int, float]:
    """The row of the largest size in the table that is not over `known`; empty below the least.

    >>> power_of(59)[20], power_of(19)
    (0.2, {})
    """
    sizes = [size for size in POWER if size <= known]
    return POWER[max(sizes)] if sizes else {}


def power_under(known: int) -> Mapping[int, float]:
    """Below the least size of the table its row, which is then not reached; else empty.

    >>> power_under(19)[20], power_under(20)
    (0.2, {})
    """
    return {} if power_of(known) else POWER[min(POWER)]
