"""How many of the unknown have contact: the exact posterior.

Neighbours get `Term` (one class of unknown actors and what was learnt about it),
`missing_reached` (the distribution of their sum), `leaning` (what it rests on when those with
contact answer more readily) and `Distribution.quantile`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Distribution", "Term", "beta_binomial", "leaning", "missing_reached"]

# Half the last digits: a cumulative sum that is exactly 1/2 in real numbers must not fall short
# of it on one machine and reach it on another.
_SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Term:
    """`unknown` actors; of those like them who answered, `yes` had contact and `no` had not.

    Answers that are only expected need not be whole.
    """

    unknown: int
    yes: float
    no: float


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


def leaning(n: int, a: float, b: float, odds: float) -> Distribution:
    """Successes among n when their odds are `odds` times those that q ~ Beta(a, b) gives.

    P(k) = E[C(n, k) q'^k (1 − q')^(n − k)], q' = odds·q / (1 − q + odds·q).

    With q = sin²φ the density of φ is smooth and periodic also where a or b is ½, so a plain sum
    over equally spaced φ converges faster than any power of their number: it is exact to rounding
    once they stand closer than the likelihood is wide.

    Parameters
    ----------
    n : int
        Trials, 0 or more.
    a, b : float
        Half or more.
    odds : float
        Over 0. With 1 it is `beta_binomial`.

    Raises
    ------
    ValueError
        If n < 0, a or b is under a half, or the odds are not over 0.

    Examples
    --------
    >>> even, leant = beta_binomial(4, 1.5, 2.5), leaning(4, 1.5, 2.5, 1.0)
    >>> bool(np.allclose(even.probabilities, leant.probabilities, atol=1e-14))
    True
    >>> leaning(4, 1.5, 2.5, 0.5).mean < even.mean
    True
    """
    if n < 0 or a < 0.5 or b < 0.5 or odds <= 0:
        raise ValueError(f"no leaning Beta-binomial has n={n}, a={a}, b={b}, odds={odds}")
    if odds == 1:
        return beta_binomial(n, a, b)
    steep = max(odds, 1 / odds)
    points = 64 + int(10 * (steep * (n + a + b)) ** 0.5)
    angle = (np.arange(points) + 0.5) * (np.pi / 2 / points)
    yes, no = 2 * np.log(np.sin(angle)), 2 * np.log(np.cos(angle))
    weight = (a - 0.5) * yes + (b - 0.5) * no
    kept = weight > weight.max() - 60  # lighter points are under the last digit
    lean_yes, lean_no = yes[kept] + np.log(odds), no[kept]
    either = np.logaddexp(lean_yes, lean_no)
    k = np.arange(n + 1, dtype=np.float64)[:, None]
    logs = weight[kept] + k * (lean_yes - either) + (n - k) * (lean_no - either)
    choose = np.concatenate(([0.0], np.cumsum(np.log(n - k[:-1, 0]) - np.log(k[1:, 0]))))
    logs += choose[:, None]
    weights = np.exp(logs - logs.max()).sum(axis=1)
    return Distribution(weights / weights.sum())


def missing_reached(terms: Iterable[Term], *, odds: float = 1.0) -> Distribution:
    """How many of all the unknown have contact.

    Within a term q ~ Beta(½ + yes, ½ + no), so its reached are BetaBinomial(unknown, q); the
    terms are independent and their counts add (method section 3).

    The assumption: within a class, those who did not answer have contact as often as those who
    did. `odds` bends it: the odds of the unknown are so many times those of q, which is still
    learnt from the answers as they are (x and y are not touched).

    Examples
    --------
    >>> missing_reached([Term(1, 5, 5), Term(1, 0, 5)]).probabilities.round(6).tolist()
    [0.458333, 0.5, 0.041667]
    """
    total = np.ones(1)
    for term in terms:
        part = leaning(term.unknown, 0.5 + term.yes, 0.5 + term.no, odds)
        total = np.convolve(total, part.probabilities)
    return Distribution(total)
