"""The share of those who find a gap important who say that it works poorly.

Neighbours get `Votes` (three counts and how many there are to ask) and `perceived_gap`.
"""

from dataclasses import dataclass

import numpy as np

from samspel.terms import Estimate

__all__ = ["DRAWS", "Votes", "perceived_gap"]

DRAWS = 4_000
_PRIOR = 0.5


@dataclass(frozen=True, slots=True)
class Votes:
    """What those answered who gave both items; `population` could have.

    `aside` do not find it important (1-2); of those who do (3-4), `poor` say it works poorly
    (1-2) and `well` that it works well (3-4).
    """

    population: int
    aside: int
    poor: int
    well: int

    @property
    def respondents(self) -> int:
        """The denominator: those who find it important."""
        return self.poor + self.well

    @property
    def unseen(self) -> int:
        """Those who could have answered and did not."""
        return self.population - self.aside - self.poor - self.well


def perceived_gap(votes: Votes, rng: np.random.Generator, draws: int = DRAWS) -> Estimate:
    """Poor/(poor + well) over answers and draws of the unseen: median and 90 % interval.

    The three shares are Dirichlet(½ + aside, ½ + poor, ½ + well); the unseen are drawn from
    them, so they are Dirichlet-multinomial. With nobody unseen the interval has zero width.

    Parameters
    ----------
    votes : Votes
        With at least one respondent.
    rng : Generator
    draws : int

    Raises
    ------
    ValueError
        If nobody finds it important.

    Examples
    --------
    >>> perceived_gap(Votes(20, 5, 9, 6), np.random.default_rng(1)).value
    0.6
    """
    if not votes.respondents:
        raise ValueError("a share of nobody is no share")
    counts = np.array([votes.aside, votes.poor, votes.well], dtype=np.float64)
    shares = rng.dirichlet(counts + _PRIOR, size=draws)
    drawn = rng.multinomial(votes.unseen, shares)
    poor, well = votes.poor + drawn[:, 1], votes.well + drawn[:, 2]
    gaps = poor / (poor + well)
    value, low, high = np.quantile(gaps, (0.5, 0.05, 0.95), method="inverted_cdf")
    return Estimate(float(value), float(low), float(high))
