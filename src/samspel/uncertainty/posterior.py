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

# Weights lighter than the heaviest by the exponential of this are under the last digit.
_DEEP = 60
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Term:
    """`unknown` actors; of those like them who answered, `yes` had contact and `no` had not.

    Answers that are only expected need not be whole.

    Attributes
    ----------
    companions : float
        How many other unknown actors with contact one of them is expected to have with it. Where
        near actors are each other's contact neither of two is known when neither answers, so
        those who are missing come several at a time.
    """

    unknown: int
    yes: float
    no: float
    companions: float = 0.0

    @property
    def shape(self) -> tuple[float, float]:
        """a and b of the Beta distribution of the share of the unknown who have contact.

        Without companions ½ + yes and ½ + no, all that the answers tell of q. With m of them any
        two unknown actors are alike more often than q alone makes them, by the correlation
        ρ = min(m, U − 1)(1 − q̄)/(U − 1), q̄ = a/(a + b); both are then multiplied by the one
        number that gives two unknown actors the correlation of both together,

            1 − ρ′ = (1 − ρ)(1 − 1/(a + b + 1)).

        The mean stays, and the binomial part of the variance is 1 + m(1 − q̄) times as large
        (docs/explanation/together).

        >>> Term(3, 1, 2).shape
        (1.5, 2.5)
        >>> a, b = Term(3, 1, 2, companions=1.0).shape
        >>> round(a, 3), round(b, 3)
        (0.458, 0.764)
        """
        a, b = 0.5 + self.yes, 0.5 + self.no
        others = self.unknown - 1
        if others < 1 or self.companions <= 0:
            return a, b
        alike = min(self.companions, others) * (b / (a + b)) / others
        apart = (1 - alike) * ((a + b) / (a + b + 1))
        scale = apart / (1 - apart) / (a + b)
        return scale * a, scale * b


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

    With logit q = sinh u the density of u is smooth and falls doubly exponentially whatever a and
    b are, so a plain sum over equally spaced u converges faster than any power of their number
    (Takahasi and Mori 1974): it is exact to rounding once they stand closer than the likelihood is
    wide.

    Parameters
    ----------
    n : int
        Trials, 0 or more.
    a, b : float
        Over 0.
    odds : float
        Over 0. With 1 it is `beta_binomial`.

    Raises
    ------
    ValueError
        If n < 0, or a, b or the odds are not over 0.

    Examples
    --------
    >>> even, leant = beta_binomial(4, 1.5, 2.5), leaning(4, 1.5, 2.5, 1.0)
    >>> bool(np.allclose(even.probabilities, leant.probabilities, atol=1e-14))
    True
    >>> leaning(4, 1.5, 2.5, 0.5).mean < even.mean
    True
    """
    if n < 0 or a <= 0 or b <= 0 or odds <= 0:
        raise ValueError(f"no leaning Beta-binomial has n={n}, a={a}, b={b}, odds={odds}")
    if odds == 1:
        return beta_binomial(n, a, b)
    weight, yes, no = _points(n, a, b)
    kept = weight > weight.max() - _DEEP
    lean_yes, lean_no = yes[kept] + np.log(odds), no[kept]
    either = np.logaddexp(lean_yes, lean_no)
    k = np.arange(n + 1, dtype=np.float64)[:, None]
    logs = weight[kept] + k * (lean_yes - either) + (n - k) * (lean_no - either)
    choose = np.concatenate(([0.0], np.cumsum(np.log(n - k[:-1, 0]) - np.log(k[1:, 0]))))
    logs += choose[:, None]
    weights = np.exp(logs - logs.max()).sum(axis=1)
    return Distribution(weights / weights.sum())


def _points(n: int, a: float, b: float) -> tuple[_Floats, _Floats, _Floats]:
    """Log weight, log q and log(1 − q) where the logit of q is the sinh of equally spaced points.

    As far out as either tail, which falls as e^(−a|t|) or e^(−bt) with the logit t, weighs.
    """
    step = min(0.1, 0.75 / (n + a + b) ** 0.5)
    low, high = (np.arcsinh(_DEEP * (1 + 1 / tail)) for tail in (a, b))
    spaced = np.arange(-low, high + step, step)
    logit = np.sinh(spaced)
    yes, no = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
    return a * yes + b * no + np.log(np.cosh(spaced)), yes, no


def missing_reached(terms: Iterable[Term], *, odds: float = 1.0) -> Distribution:
    """How many of all the unknown have contact.

    Within a term q ~ Beta(½ + yes, ½ + no), so its reached are BetaBinomial(unknown, q); with
    companions the distribution is as wide as whole companies make it (`Term.shape`). The terms
    are independent and their counts add (method section 3).

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
        part = leaning(term.unknown, *term.shape, odds)
        total = np.convolve(total, part.probabilities)
    return Distribution(total)
