"""The figures every way gives, and what the rivals share: the closed form of the parts.

Neighbours get `Listed`, `listed` (from counts) and `differs`.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

__all__ = ["Listed", "differs", "listed"]


@dataclass(frozen=True)
class Listed:
    """Counts, bounds, parts, two-step reach and platform dependence of one gap."""

    near: int
    reached: int
    upper: float
    inactive: float
    thin: float
    sorted: float
    sorted_sd: float
    two_step: float
    low: float
    high: float


def listed(
    near: int, reached: int, slots: tuple[NDArray[np.int64], int], steps: tuple[int, int, int]
) -> Listed:
    """From counts: `slots` is (acts of each near actor, slots without the label), `steps` who
    is reached in two, without the platform, without its acts."""
    hands, unmarked = slots
    upper, inactive = (near - reached) / near, int((hands == 0).sum()) / near
    mean, var = _dealt(hands[hands > 0], unmarked)
    return Listed(
        near=near,
        reached=reached,
        upper=upper,
        inactive=inactive,
        thin=mean / near,
        sorted=upper - inactive - mean / near,
        sorted_sd=float(np.sqrt(var)) / near,
        two_step=steps[0] / near,
        low=1 - steps[1] / steps[0],
        high=1 - steps[2] / steps[0],
    )


def _dealt(hands: NDArray[np.int64], unmarked: int) -> tuple[float, float]:
    """Mean and variance of the number of hands without a marked slot, by distinct sizes."""
    total = int(hands.sum())
    size, count = np.unique(hands, return_counts=True)
    alone = _none_marked(size, total, unmarked)
    both = _none_marked(size[:, None] + size[None, :], total, unmarked)
    pairs = count[:, None] * count[None, :] - np.diag(count)
    mean = float((count * alone).sum())
    var = (count * alone * (1 - alone)).sum()
    return mean, float(var + (pairs * (both - np.outer(alone, alone))).sum())


def _none_marked(size: NDArray[np.int64], total: int, unmarked: int) -> NDArray[np.float64]:
    """C(M0, k) / C(M, k), by logarithms of factorials."""
    fits = size <= unmarked
    k = np.where(fits, size, 0)
    logs = gammaln(unmarked + 1) - gammaln(unmarked - k + 1)
    logs -= gammaln(total + 1) - gammaln(total - k + 1)
    return np.where(fits, np.exp(logs), 0.0)


def differs(one: Listed, other: Listed) -> list[str]:
    """Where two results are not equal: counts exactly, shares to nine digits.

    `sorted_sd` is compared to five: the rivals take it by logarithms of factorials, whose
    differences lose digits as the counts grow.
    """
    pairs = zip(asdict(one).items(), asdict(other).values(), strict=True)
    return [
        f"{name}: {a} and {b}"
        for (name, a), b in pairs
        if abs(a - b) > (1e-5 if name == "sorted_sd" else 1e-9)
    ]
