"""What is published of one cell: rounded shares of those who answered, or why there are none.

Neighbours get `cell_of` (works poorly, of those who find it important) and `answer_of` (trend,
cause, need and offer).
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor

import numpy as np

from samspel.gaps.perceived.opinion import DRAWS, Votes, perceived_gap
from samspel.gaps.perceived.wave import Wave
from samspel.terms.releases import RELEASE_ITEMS, ReleaseAnswer, ReleaseCell, ReleaseShare
from samspel.uncertainty import FEWEST, rng_for

__all__ = ["answer_of", "cell_of"]

_STEP = 20  # shares in steps of 1/20
_PRIOR = 0.5

Key = tuple[str, str, str]


def cell_of(wave: Wave, key: Key, seed: int, *, shown: bool) -> ReleaseCell:
    """The cell as it is published, or with the reason why it is not."""
    polled = wave.sides[key[0], key[1]]
    parts = polled.parts(key[2])
    votes = polled.votes(parts)
    empty = ReleaseCell(*key, votes.population, None, None, None, None, None, None)
    empty = replace(empty, reason=_reason(parts, votes.population))
    if empty.reason != "withheld" or not shown or not votes.respondents:
        return empty
    return _published(empty, votes, (wave.key, seed))


def _reason(parts: frozenset[str], population: int) -> str:
    if not parts:
        return "not_in_grid"
    return "too_few_to_show" if population < FEWEST else "withheld"


def _published(empty: ReleaseCell, votes: Votes, of: tuple[str, int]) -> ReleaseCell:
    cell = replace(empty, respondents=votes.respondents, reason=None)
    if not votes.poor or not votes.well:
        return replace(cell, bound="over_90" if votes.poor else "under_10")
    rng = rng_for(of[1], "perceived", of[0], *cell.key)
    found = perceived_gap(votes, rng)
    low, high = _outwards(found.low or 0.0, found.high or 0.0)
    return replace(cell, share=round(_STEP * found.value) / _STEP, low=low, high=high)


def answer_of(  # noqa: PLR0913 - a cell has three keys, an item and a stream
    wave: Wave, key: Key, item: str, seed: int, *, shown: bool
) -> ReleaseAnswer:
    """The answers to an item as they are published, or with the reason why they are not."""
    polled = wave.sides[key[0], key[1]]
    parts = polled.parts(key[2])
    population = polled.votes(parts).population
    empty = ReleaseAnswer(*key, item, None, (), None, _reason(parts, population))
    counts = polled.counts(parts, item)
    if empty.reason != "withheld" or not shown or not sum(counts):
        return empty
    answer = replace(empty, respondents=sum(counts), reason=None)
    if max(counts) == sum(counts):
        return replace(answer, alike=RELEASE_ITEMS[item][counts.index(max(counts))])
    unseen = None if item == "cause" else population - sum(counts)
    rng = rng_for(seed, "perceived", wave.key, *key, item)
    return replace(answer, shares=_shares(item, counts, unseen, rng))


def _shares(
    item: str, counts: Sequence[int], unseen: int | None, rng: np.random.Generator
) -> tuple[ReleaseShare, ...]:
    """Each answer's share over answers and draws of the unseen, Dirichlet(½) before any."""
    values, given = RELEASE_ITEMS[item], np.array(counts)
    if unseen is None:
        shares = np.round(_STEP * given / given.sum()) / _STEP
        return tuple(
            ReleaseShare(value, float(share), None, None)
            for value, share in zip(values, shares, strict=True)
        )
    drawn = given + rng.multinomial(unseen, rng.dirichlet(given + _PRIOR, size=DRAWS))
    ends = np.quantile(drawn / drawn.sum(axis=1)[:, None], (0.5, 0.05, 0.95), axis=0)
    return tuple(
        ReleaseShare(value, round(_STEP * middle) / _STEP, *_outwards(low, high))
        for value, middle, low, high in zip(values, *ends.tolist(), strict=True)
    )


def _outwards(low: float, high: float) -> tuple[float, float]:
    return floor(_STEP * low + 1e-9) / _STEP, ceil(_STEP * high - 1e-9) / _STEP
