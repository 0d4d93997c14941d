"""What may be said of a change among the stayers: two questions, five verdicts.

Neighbours get `Evidence`, `verdict_of` and `probabilities`. The verdict never reads the total:
a gap that closed because unserved members left has not narrowed (R107).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samspel.terms.changes import Swap, Verdict

__all__ = ["CHANCE", "SURE", "Evidence", "interval", "verdict_of"]

SURE = 0.9  # P(moved by more than delta)
CHANCE = 0.05  # the swap test, one way
# Half of the last digits: delta times the stayers must not miss a whole number by rounding.
_SLACK = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """How many more stayers are reached at the end, draw by draw, and the swap test.

    Attributes
    ----------
    gained : (draws,) int
    stayers : int
        |S|, at least 5.
    delta : float
        The share beyond which a change is told; compared in whole actors.
    swap : Swap
    """

    gained: NDArray[np.int64]
    stayers: int
    delta: float
    swap: Swap

    @property
    def narrowed(self) -> float:
        """P(the gap narrowed by more than delta)."""
        return float((self.gained > self.delta * self.stayers + _SLACK).mean())

    @property
    def widened(self) -> float:
        """P(the gap widened by more than delta)."""
        return float((-self.gained > self.delta * self.stayers + _SLACK).mean())


def verdict_of(evidence: Evidence) -> Verdict:
    """The verdict of method section 6.

    *Forward* or *backward* when both questions say so; *moved* when only the first does: no more
    than chance would; *no clear change* when the 90 % interval lies within delta; else *cannot
    say*.
    """
    if evidence.narrowed >= SURE:
        return Verdict.FORWARD if evidence.swap.narrowed <= CHANCE else Verdict.MOVED
    if evidence.widened >= SURE:
        return Verdict.BACKWARD if evidence.swap.widened <= CHANCE else Verdict.MOVED
    low, high = interval(evidence.gained)
    most = evidence.delta * evidence.stayers + _SLACK
    within = -most <= low and high <= most
    return Verdict.NO_CLEAR_CHANGE if within else Verdict.CANNOT_SAY


def interval(draws: NDArray[np.int64] | NDArray[np.float64]) -> tuple[float, float]:
    """The equal-tailed 90 % interval: values that some draw has."""
    low, high = np.quantile(draws, (0.05, 0.95), method="inverted_cdf")
    return float(low), float(high)
