"""What a wave may do to the intervals: how wide each can be now, and when all asked have answered.

Neighbours get `foresee(tables, settings, asked) -> tuple[Foreseen, ...]` and `gaps_of`, which gaps
each actor stands on the near side of. The widths hold for whatever was answered: they rest on how
many have answered and on the records, so they can be shown while a wave is open.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from samspel.gaps.coded import Mask
from samspel.gaps.estimating import no_estimate
from samspel.gaps.index import index
from samspel.gaps.scene import Scene, see
from samspel.gaps.sides import sides_of
from samspel.gaps.states import States, states_of
from samspel.tables import Tables
from samspel.terms import GapDefinition, RunSettings
from samspel.uncertainty import FEWEST, Term, missing_reached

__all__ = ["Foreseen", "foresee", "gaps_of"]

# What more answers cannot mend; the other reasons they may.
_ANSWERS_HELP = frozenset({"", "too_few_asked", "nothing_observed"})
_SHARES = 20


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
        The widest that the 90 % interval can be with so many answers, as a share of n; None
        without an estimate.
    then : float or None
        The same when all who are asked have answered; None when no estimate comes of it.
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
    """How wide the intervals can be, and can be when those asked have answered.

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
    Of each class of unknown actors the count of those like them who answered is kept and their
    answers are forgotten: the width is the largest over all shares of *yes*, the same share in
    every class, in steps of a twentieth. The interval that is measured is as wide at most, to one
    actor; where near actors are each other's far side it can be wider, for whom they named is
    forgotten too and the unknown with contact are taken to come in pairs. Where fewer than five
    would have answered there is no estimate. Odd case: everybody unknown is asked; then the width
    is 0, for the population is these n actors.

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
    states = states_of(definition.key, sides, scene, whatever=True)
    ids = np.asarray(scene.indexed.actor_ids, dtype=np.str_)
    silent: Mask = states.unknown & np.isin(ids, list(asked))
    reason, n = no_estimate(definition, sides, states), int(sides.near.sum())
    then = None
    if reason in _ANSWERS_HELP and _enough(states, silent):
        then = _widest(_counted(states, silent), states.alike, n)
    return Foreseen(
        gap=definition.key,
        near=n,
        silent=int(silent.sum()),
        now=None if reason else _widest(_counted(states, np.zeros_like(silent)), states.alike, n),
        then=then,
    )


def _enough(states: States, silent: Mask) -> bool:
    """Whether there is an estimate when the silent have answered."""
    answers = int(states.answered.sum()) + int(silent.sum())
    return answers >= FEWEST or not (states.unknown & ~silent).any()


def _counted(states: States, silent: Mask) -> tuple[tuple[int, float], ...]:
    """By class how many stay unknown, and how many like them have answered, the silent too."""
    found = []
    for each in states.classes():
        more = int((each.unknown & silent).sum())
        found.append((each.term.unknown - more, each.term.yes + each.term.no + more))
    return tuple(found)


def _widest(classes: tuple[tuple[int, float], ...], companions: float, n: int) -> float:
    """The largest width, as a share of n, over what those who answered may have said."""
    widths = []
    for twentieths in range(_SHARES + 1):
        share = twentieths / _SHARES
        missing = missing_reached(
            Term(unknown, share * answers, (1 - share) * answers, companions)
            for unknown, answers in classes
        )
        widths.append(missing.quantile(0.95) - missing.quantile(0.05))
    return max(widths) / n
