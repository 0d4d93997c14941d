"""What a wave may do to the intervals: the width of each now, and when those who are asked answer.

Neighbours get `foresee(tables, settings, asked) -> tuple[Foreseen, ...]` and `gaps_of`, which gaps
each actor stands on the near side of. Nothing here is a figure of its own: the width now is that
of the estimate, and the width to expect is the posterior's after the expected answers.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from samspel.gaps.coded import Mask
from samspel.gaps.estimating import estimate_of, no_estimate
from samspel.gaps.index import index
from samspel.gaps.scene import Scene, see
from samspel.gaps.sides import Sides, sides_of
from samspel.gaps.states import States, states_of
from samspel.tables import Tables
from samspel.terms import Estimate, GapDefinition, RunSettings
from samspel.uncertainty import FEWEST, Term, missing_reached

__all__ = ["Foreseen", "foresee", "gaps_of"]

# What more answers cannot mend; the other reasons they may.
_ANSWERS_HELP = frozenset({"", "too_few_asked", "nothing_observed"})


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One gap of a wave.

    Attributes
    ----------
    gap : str
    near : int
        n, the near actors.
    silent : int
        Those unknown whom the wave asks, so that an answer would tell.
    now : float or None
        The width of the 90 % interval, as a share of n; None without an estimate.
    then : float or None
        The width to expect when all who are asked have answered; None when no estimate comes
        of it.
    """

    gap: str
    near: int
    silent: int
    now: float | None
    then: float | None


def gaps_of(tables: Tables, settings: RunSettings) -> Mapping[str, tuple[str, ...]]:
    """By actor the gaps on whose near side it stands, in the order of the definitions.

    Raises
    ------
    BadData
        As `measure_all`.
    """
    scene = see(index(tables), settings)
    found: dict[str, tuple[str, ...]] = {}
    for definition in settings.definitions.gaps:
        for code in sides_of(definition, scene).who.tolist():
            actor = str(scene.indexed.actor_ids[code])
            found[actor] = (*found.get(actor, ()), definition.key)
    return found


def foresee(
    tables: Tables, settings: RunSettings, asked: Mapping[str, Collection[str]]
) -> tuple[Foreseen, ...]:
    """What the intervals are, and are to be when those asked have answered.

    Parameters
    ----------
    tables : Tables
        Checked tables, with the answers given so far.
    settings : RunSettings
    asked : mapping of gap key to actor ids
        Whom the wave asks about that gap, whether they have answered or not.

    Returns
    -------
    tuple of Foreseen
        One a gap, in the order of the definitions.

    Notes
    -----
    The asked of an unknown class answer as q of that class is now expected to be, (½ + yes)/(1 +
    yes + no); with no answers yet that is a half, which gives the widest interval. The rest of
    the class stays unknown, and its posterior is taken with those answers. Where fewer than five
    would have answered there is still no estimate. Odd case: everybody unknown is asked; then the
    width to expect is 0, for the population is these n actors.

    Raises
    ------
    BadData
        As `measure_all`.
    """
    scene = see(index(tables), settings)
    return tuple(
        _foreseen(definition, scene, asked.get(definition.key, ()))
        for definition in settings.definitions.gaps
    )


def _foreseen(definition: GapDefinition, scene: Scene, asked: Collection[str]) -> Foreseen:
    sides = sides_of(definition, scene)
    states = states_of(definition.key, sides, scene)
    estimate = estimate_of(definition, sides, states)
    is_asked: Mask = np.isin(np.asarray(scene.indexed.actor_ids, dtype=np.str_), list(asked))
    now = None
    if isinstance(estimate, Estimate):
        low, high = estimate.low, estimate.high
        now = 0.0 if low is None or high is None else high - low
    return Foreseen(
        gap=definition.key,
        near=int(sides.near.sum()),
        silent=int((states.unknown & is_asked).sum()),
        now=now,
        then=_then(definition, sides, states, is_asked),
    )


def _then(definition: GapDefinition, sides: Sides, states: States, is_asked: Mask) -> float | None:
    if no_estimate(definition, sides, states) not in _ANSWERS_HELP:
        return None
    answers = int(states.answered.sum()) + int((states.unknown & is_asked).sum())
    left = int((states.unknown & ~is_asked).sum())
    if left and answers < FEWEST:
        return None
    after = [
        _answered(each.term, int((each.unknown & is_asked).sum())) for each in states.classes()
    ]
    missing = missing_reached(after)
    return (missing.quantile(0.95) - missing.quantile(0.05)) / int(sides.near.sum())


def _answered(term: Term, more: int) -> Term:
    """The class when so many more of it have answered as is expected of them."""
    yes = more * (0.5 + term.yes) / (1 + term.yes + term.no)
    return Term(term.unknown - more, term.yes + yes, term.no + more - yes)
