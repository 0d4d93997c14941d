"""One place class of one gap: the near actors of that class, and the whole far side.

Neighbours get `class_figure` and `acts_of`, how many acts each actor takes part in.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from samspel.gaps.access import access_of
from samspel.gaps.depth import depth_of
from samspel.gaps.estimating import Counts, estimate_of
from samspel.gaps.levers import levers_of
from samspel.gaps.parts import parts_of, slots_of
from samspel.gaps.place_steps import OfClass, class_step
from samspel.gaps.robust import SIZES, sensitivity_of, size_line
from samspel.gaps.scene import Scene
from samspel.gaps.shown import shown_parts
from samspel.gaps.sides import Sides
from samspel.gaps.states import States, states_of
from samspel.network import two_step
from samspel.terms import Estimate, GapDefinition, NoEstimate, SizeLine
from samspel.terms.places import ClassFigure

__all__ = ["MOST_ACTS", "acts_of", "class_figure"]

MOST_ACTS = 3  # 0, 1, 2, 3 or more


def acts_of(states: States) -> NDArray[np.int64]:
    """0, 1, 2 or 3 and more acts that carry contact; an answer alone stands for one act."""
    graph = states.scene.graph
    acts = np.bincount(graph.actor, minlength=graph.actors) + states.by_word
    return np.minimum(acts, MOST_ACTS)


def class_figure(
    definition: GapDefinition, sides: Sides, at: Mapping[int, Scene], scene: Scene
) -> ClassFigure:
    """The gap among the near actors of one class, with what stands beside it.

    Parameters
    ----------
    definition : GapDefinition
    sides : Sides
        Near is the class, ten or more; far is all of the far side, and not empty.
    at : mapping of the largest act that carries contact to Scene
        What may be shown of all classes there: 10, 25, 50, and the size that was asked for.
    scene : Scene
        With every answer.
    """
    states = states_of(definition.key, sides, at[scene.settings.max_size])
    counts, answer = Counts.of(sides, states), estimate_of(definition, sides, states)
    n, upper = counts.near, counts.upper or 0.0
    access, depth, slots = (
        access_of(sides, states),
        depth_of(states, sides),
        slots_of(states, sides),
    )
    closed = parts_of(slots, states, sides, upper)
    parts = shown_parts(definition, closed, slots, (states, sides))
    return ClassFigure(
        near=n,
        reached=counts.reached,
        none=counts.none,
        unknown=counts.unknown,
        lower=counts.none / n,
        upper=upper,
        estimate=answer if isinstance(answer, Estimate) else None,
        reason=answer.code if isinstance(answer, NoEstimate) else None,
        inactive=float((acts_of(states)[sides.near] == 0).sum() / n),
        two_step=float(two_step(states.scene.graph, sides.near, sides.far).sum() / n),
        parts=parts,
        platform_dependence=access.low,
        platform_dependence_high=access.high,
        sole_route=access.sole_route,
        strength=depth.strength if depth else None,
        ladder=depth.ladder if depth else None,
        flows=depth.flows if depth else None,
        levels=depth.levels if depth else None,
        concentration=depth.concentration if depth else None,
        sensitivity=sensitivity_of(definition, sides, states),
        levers=levers_of(slots, parts),
        by_max_size=_by_size(definition, sides, at),
        next_step=class_step(answer, OfClass(definition.key, sides, states, scene)),
    )


def _by_size(
    definition: GapDefinition, sides: Sides, at: Mapping[int, Scene]
) -> tuple[SizeLine, ...]:
    seen = {size: states_of(definition.key, sides, at[size]) for size in SIZES}
    return tuple(size_line(size, definition, sides, seen[size]) for size in SIZES)
