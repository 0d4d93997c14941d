"""How many of the unknown have contact: the exact posterior.

Neighbours get `Term` (one class of unknown actors and what was learnt about it),
`missing_reached` (the distribution of their sum) and `Distribution.quantile`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Distribution", "Term", "beta_binomial", "missing_reached"]

# Half the last digits: a cumulative sum that is exactly 1/2 in real numbers must not fall short
# of it on one machine and reach it on another.
_SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Term:
    """`unknown` actors; of those like them who answered, `yes` had contact and `no` had not."""

    unknown: int
    yes: int
    no: int


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Probabilities of the whole counts 0, 1, …, n, as (n + 1,) floats that sum to 1."""

    probabilities: NDArray[np.float64]

    def quantile(self, p: float) -> int:
        """The least whole count whose cumulative probability reaches p (to 1e-12).

        >>> Distribution(np.array([0.25, 0.25, 0.5])).quantile(0.5)
        1
        """
        reached = np.cumsum(self.probabilities) >= p - _SLACK
        return int(np.argmax(reached)) if reached.any() else self.probabilities.size - 1

    @property
    def mean(self) -> float:
        """The expected count."""
        return float(self.probabilities @ np.arange(self.probabilities.size))


def beta_binomial(n: int, a: float, b: float) -> Distribution:
    """The Beta-binomial distribution of successes among n, q ~ Beta(a, b).

    P(k) = C(n, k) B(k + a, n − k + b) / B(a, b), built in log space from the ratio
    P(k + 1)/P(k) = (n − k)(a + k) / ((k + 1)(b + n − k − 1)) and scaled to sum to 1.

    Parameters
    ----------
    n : int
        Trials, 0 or more.
    a, b : float
        Over 0.

    Raises
    ------
    ValueError
        If n < 0 or a or b is not over 0.

    Notes
    -----
    Source: Johnson, Kemp and Kotz, *Univariate Discrete Distributions* (2005), 6.9.2.
    Odd case: n = 0 is certain.

    Examples
    --------
    >>> beta_binomial(2, 1.0, 1.0).probabilities.round(12).tolist()
    [0.333333333333, 0.333333333333, 0.333333333333]
    """
    if n < 0 or a <= 0 or b <= 0:
        raise ValueError(f"no Beta-binomial has n={n}, a={a}, b={b}")
    k = np.arange(n, dtype=np.float64)
    steps = np.log((n - k) * (a + k)) - np.log((k + 1) * (b + n - k - 1))
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    weights = np.exp(logs - logs.max())
    return Distribution(weights / weights.sum())


def missing_reached(terms: Iterable[Term]) -> Distribution:
    """How many of all the unknown have contact.

    Within a term q ~ Beta(½ + yes, ½ + no), so its reached are BetaBinomial(unknown, q); the
    terms are independent and their counts add (method section 3).

    The assumption: within a class, those who did not answer have contact as often as those who
    did.

    Examples
    --------
    >>> missing_reached([Term(1, 5, 5), Term(1, 0, 5)]).probabilities.round(6).tolist()
    [0.458333, 0.5, 0.041667]
    """
    total = np.ones(1)
    for term in terms:
        part = beta_binomial(term.unknown, 0.5 + term.yes, 0.5 + term.no)
        total = np.convolve(total, part.probabilities)
    return Distribution(total)
