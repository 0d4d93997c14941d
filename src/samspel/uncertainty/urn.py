"""What chance alone would do: slots dealt at random from one urn.

Neighbours get `empty_handed`, the expected number of hands without a marked slot and its exact
standard deviation. It is the null of *thin* and *sorted* in method section 3.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chance", "empty_handed"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_NEVER = -70.0  # log p below which all pairs of ten million hands together add nothing
_HALF = 0.5
_AT_ONCE = 1 << 14  # terms made at a time, so that they stay in the processor's cache


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

    The pairs are summed over the distinct sizes of hand, so the cost grows with those only. As a
    share of the hands the mean is right to 1e-14 and the sd to 1e-15, however many slots there are.

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
    if not hands.size or unmarked == slots:
        return Chance(float(hands.size), 0.0)
    # A hand of more slots than are unmarked is never empty.
    counts = np.bincount(hands)[: unmarked + 1]
    size = np.flatnonzero(counts)
    count = counts[size]
    marked = slots - unmarked
    empty = _logs_of_one(size, marked, slots)
    alone = float(count @ (np.exp(empty) * -np.expm1(empty)))
    variance = alone + _covariance((size, count), empty, (marked, slots))
    # A variance that is 0 comes out as the rounding of the terms it is summed from.
    sd = variance**0.5 if variance > 1e-12 * alone else 0.0
    return Chance(float(count @ np.exp(empty)), sd)


def _logs_of_one(size: Ints, marked: int, slots: int) -> Floats:
    """log p_k for each size: the sum of log(1 − marked/(M − m)) over m < k.

    Every term is right to its last digits however large M is, which a difference of logarithms
    of factorials is not: those are as large as M log M.
    """
    left = slots - np.arange(size.max(initial=0), dtype=np.float64)
    sums = np.concatenate(([0.0], _sums_of_logs(left - marked, marked)))
    return sums[size]


def _covariance(hands: tuple[Ints, Ints], empty: Floats, urn: tuple[int, int]) -> float:
    """Σ_{i≠j} (p_ij − p_i p_j), size by size against those no larger.

    Summed as p_i p_j (e^d − 1) with d = log(p_ij / (p_i p_j)) from terms of its own: the pairs are
    so many, and each differs so little from 0, that a difference of rounded p would not do.
    """
    size, count = hands
    weight, total = count * np.exp(empty), 0.0
    # The larger a hand the less often it is empty: the first sizes are those that count.
    sizes = int(np.count_nonzero(empty > _NEVER))
    rows = max(1, _AT_ONCE // int(size[:sizes].max(initial=1)))
    for first in range(0, sizes, rows):
        after = min(first + rows, sizes)
        for at, apart in enumerate(_apart(size[:after], size[first:after], urn), first):
            each = 2 * weight[: at + 1]
            each[at] -= weight[at] + np.exp(empty[at])
            total += float(weight[at] * (each @ apart[: at + 1]))
    return total


def _apart(all_sizes: Ints, sizes: Ints, urn: tuple[int, int]) -> Floats:
    """e^d − 1 of each of the sizes with each of all, (sizes, all_sizes); none of them is larger
    than the last of `sizes`."""
    (marked, slots), k = urn, sizes[:, np.newaxis]
    left = slots - np.arange(sizes[-1], dtype=np.float64)
    none = np.maximum((left - marked - k) * left, 0)
    return np.expm1(_sums_of_logs(none, marked * k).take(all_sizes - 1, axis=1))


def _sums_of_logs(rest: Floats, gone: Ints | int) -> Floats:
    """Running sums, along the last axis, of log(rest / (rest + gone)); −∞ from where nothing is
    the rest.

    Nearly 1 such a share is told from 1 by what is gone, nearly 0 by what is left.
    """
    whole = rest + gone
    share = gone / whole
    with np.errstate(divide="ignore"):
        logs = np.log1p(-share)
        low = share >= _HALF
        if low.any():
            logs[low] = np.log(rest[low] / whole[low])
    return np.cumsum(logs, axis=-1)
