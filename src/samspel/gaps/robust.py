"""How the figure holds: other sizes of act, one act left out, those with contact readier to answer.

Neighbours get `by_max_size` with `size_line`, `hanging`, `left_out` and `sensitivity_of`
(method section 3).
"""

import numpy as np

from samspel.gaps.coded import Ints, Mask
from samspel.gaps.estimating import Counts, estimate_of
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides
from samspel.gaps.states import States, states_of
from samspel.terms import Estimate, GapDefinition, LeftOut, Sensitivity, SizeLine

__all__ = ["SIZES", "TIMES", "by_max_size", "hanging", "left_out", "sensitivity_of", "size_line"]

SIZES = (10, 25, 50)
TIMES = (1.0, 1.5, 2.0, 3.0)


def by_max_size(
    definition: GapDefinition, sides: Sides, states: States, scene: Scene
) -> tuple[SizeLine, ...]:
    """The gap where acts of up to 10, 25 and 50 participants carry contact.

    States, bounds and estimate are made anew for each; the near and the far side do not change.
    """
    lines = []
    for largest in SIZES:
        same = largest == scene.settings.max_size
        seen = states if same else states_of(definition.key, sides, scene.at_size(largest))
        lines.append(size_line(largest, definition, sides, seen))
    return tuple(lines)


def size_line(largest: int, definition: GapDefinition, sides: Sides, states: States) -> SizeLine:
    """The gap as these states have it, where acts of up to `largest` carry contact."""
    counts, found = Counts.of(sides, states), estimate_of(definition, sides, states)
    value = found.value if isinstance(found, Estimate) else None
    return SizeLine(largest, counts.reached, counts.upper, value)


def hanging(states: States) -> tuple[Mask, Ints]:
    """Reached actors that hang on one act only, and that act.

    They share one act with a far actor, and nobody, themselves included, says in an answer that
    they have contact.

    Returns
    -------
    (actors,) bool, (actors,) int
        The act's code; it means nothing for the others.
    """
    graph = states.scene.graph
    slots = states.met
    count = np.bincount(graph.actor[slots], minlength=graph.actors)
    act = np.zeros(graph.actors, dtype=np.int64)
    act[graph.actor[slots]] = graph.act[slots]
    return np.asarray((count == 1) & ~states.said), act


def left_out(states: States, sides: Sides) -> LeftOut | None:
    """The recorded act without which the most near actors are no longer reached.

    `fall` is their share of n, so what the reached share falls by. A report is never named: that
    would show an actor's own answer. Of several the one with the lowest id. None when no near
    actor hangs on one recorded act.
    """
    indexed = states.scene.indexed
    hang, act = hanging(states)
    actors = np.bincount(act[hang], minlength=1)
    actors[indexed.report[: actors.size]] = 0
    code = int(np.argmax(actors))
    if not actors[code]:
        return None
    count = int(actors[code])
    title = str(indexed.acts.of("title", np.array([code]))[0] or "")
    return LeftOut(indexed.act_ids[code], title, count, count / int(sides.near.sum()))


def sensitivity_of(
    definition: GapDefinition, sides: Sides, states: States
) -> tuple[Sensitivity, ...] | None:
    """The estimate if those with contact answer 1, 1.5, 2 and 3 times as readily.

    The odds of the unknown are multiplied by 1, 2/3, 1/2 and 1/3; what is learnt from the
    answers, x and y, stays as it is. None where there is no interval.
    """
    found = []
    for times in TIMES:
        one = estimate_of(definition, sides, states, odds=1 / times)
        if not isinstance(one, Estimate) or one.low is None or one.high is None:
            return None
        found.append(Sensitivity(times, one.value, one.low, one.high))
    return tuple(found)
