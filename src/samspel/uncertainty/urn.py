"""What chance alone would do: slots dealt at random from one urn.

Neighbours get `empty_handed`, the expected number of hands without a marked slot and its exact
standard deviation. It is the null of *thin* and *sorted* in method section 3.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chance", "empty_handed"]


@dataclass(frozen=True, slots=True)
class Chance:
    """The expected count and its standard deviation, in hands."""

    mean: float
    sd: float


def empty_handed(hands: NDArray[np.int64], slots: int, unmarked: int) -> Chance:
    """Hands that get no marked slot when all slots are dealt at random without replacement.

    With M slots, M₀ of them unmarked and k_i dealt to hand i:

        p_i = C(M₀, k_i) / C(M, k_i)            mean = Σ p_i
        p_ij = C(M₀, k_i + k_j) / C(M, k_i + k_j)   (0 when k_i + k_j > M₀)
        var = Σ p_i (1 − p_i) + Σ_{i≠j} (p_ij − p_i p_j)

    The pairs are summed over the distinct sizes of hand, so the cost grows with those only.

    Parameters
    ----------
    hands : (hands,) int
        k_i, each 1 or more, summing to at most `slots`.
    slots, unmarked : int
        M and M₀.

    Raises
    ------
    ValueError
        If the counts cannot be an urn dealt to these hands.

    Notes
    -----
    Source: the variance of a sum of exchangeable indicators under the hypergeometric
    distribution (Feller 1968, II.6 and IX.5). Odd cases: no hands give 0 and 0; with no marked slot
    every hand is empty and the sd is 0.

    Examples
    --------
    Two hands of one slot, one of the two slots marked: one hand is always empty.

    >>> empty_handed(np.array([1, 1]), 2, 1)
    Chance(mean=1.0, sd=0.0)
    """
    if not 0 <= unmarked <= slots or hands.sum() > slots or (hands.size and hands.min() < 1):
        raise ValueError(f"no urn of {slots} slots, {unmarked} unmarked, fits these hands")
    if not hands.size:
        return Chance(0.0, 0.0)
    size, count = np.unique(hands, return_counts=True)
    none = _none_marked(slots, unmarked, min(2 * int(size[-1]), slots))
    p = none[size]
    both = none[np.minimum(size[:, None] + size[None, :], none.size - 1)]
    pairs = count[:, None] * (count[None, :] - np.eye(size.size, dtype=np.int64))
    mean = float(count @ p)
    variance = float(count @ (p * (1 - p)) + (pairs * (both - np.outer(p, p))).sum())
    # A variance that is 0 comes out as the rounding of the terms it is summed from.
    return Chance(mean, variance**0.5 if variance > 1e-13 * (mean + mean**2) else 0.0)


def _none_marked(slots: int, unmarked: int, most: int) -> NDArray[np.float64]:
    """C(M₀, k) / C(M, k) for k = 0 … most, from the sum of log((M₀ − m)/(M − m)), m < k.

    A pair of hands never has more than M slots together, except a hand paired with itself,
    which carries no weight.
    """
    drawn = np.arange(most, dtype=np.float64)
    with np.errstate(divide="ignore"):
        steps = np.log(np.maximum(unmarked - drawn, 0)) - np.log(slots - drawn)
    return np.concatenate(([1.0], np.exp(np.cumsum(steps))))
