"""The figures every way gives, and what the rivals share: the closed form of the parts.

Neighbours get `Listed`, `listed` (from counts) and `differs`.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

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
    none = _none_marked(2 * int(size[-1]), total, unmarked)
    alone, both = none[size], none[size[:, None] + size[None, :]]
    pairs = count[:, None] * count[None, :] - np.diag(count)
    mean = float((count * alone).sum())
    var = (count * alone * (1 - alone)).sum()
    return mean, float(var + (pairs * (both - np.outer(alone, alone))).sum())


def _none_marked(most: int, total: int, unmarked: int) -> NDArray[np.float64]:
    """C(M0, k) / C(M, k) for k up to `most`, as the product of (M0 - m) / (M - m).

    Logarithms of factorials are the shorter way to write it, and at ten million slots they are
    wrong in the ninth digit.
    """
    drawn = np.arange(min(most, total))
    share = np.maximum(unmarked - drawn, 0) / (total - drawn)
    found = np.ones(most + 1)
    found[1 : share.size + 1] = np.cumprod(share)
    return found


def differs(one: Listed, other: Listed) -> list[str]:
    """Where two results are not equal: counts exactly, shares to nine digits."""
    pairs = zip(asdict(one).items(), asdict(other).values(), strict=True)
    return [f"{name}: {a} and {b}" for (name, a), b in pairs if abs(a - b) > 1e-9]
