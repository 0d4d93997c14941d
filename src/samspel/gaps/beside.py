"""What stands beside a gap: how it holds, what would move it, whose absence costs.

Neighbours get `with_beside`, which fills the rest of a figure.
"""

from dataclasses import replace

from samspel.gaps.costliest import SATURATED, costliest_of, fragments_of
from samspel.gaps.depth import depth_of
from samspel.gaps.levers import levers_of
from samspel.gaps.matrix import matrix_of
from samspel.gaps.next_step import next_step_of
from samspel.gaps.parts import slots_of
from samspel.gaps.robust import by_max_size, hanging, left_out, sensitivity_of
from samspel.gaps.scene import Scene
from samspel.gaps.shown import shown_parts
from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.terms import Estimate, GapDefinition, GapFigure, NoEstimate

__all__ = ["with_beside"]


def with_beside(
    figure: GapFigure, definition: GapDefinition, of: tuple[States, Sides], scene: Scene
) -> GapFigure:
    """The figure with all that stands beside it.

    Parameters
    ----------
    figure : GapFigure
        With counts, estimate, closed parts and access.
    definition : GapDefinition
    of : (States, Sides)
        Of the figure; the scene of the states lacks reports that are withheld.
    scene : Scene
        As it was seen, reports and all.
    """
    states, sides = of
    before, after = fragments_of(sides, states.scene)
    hang, _ = hanging(states)
    found = replace(
        figure,
        sensitivity=sensitivity_of(definition, sides, states),
        by_max_size=by_max_size(definition, sides, states, scene),
        hang_on_one=int(hang.sum()) / figure.reached if figure.reached else None,
        leave_one_out=left_out(states, sides),
        next_step=next_step_of(_answer(figure), states, sides),
        fragmentation=before,
        fragmentation_without_platform=after,
        costliest=costliest_of(sides, states.scene),
        saturated=None if figure.two_step is None else figure.two_step > SATURATED,
        matrix=matrix_of(definition, states.scene),
    )
    return _deep(_moved(found, definition, of), of)


def _answer(figure: GapFigure) -> Estimate | NoEstimate:
    if figure.estimate is None:
        return NoEstimate(figure.reason or "")
    return Estimate(figure.estimate, figure.low, figure.high)


def _moved(figure: GapFigure, definition: GapDefinition, of: tuple[States, Sides]) -> GapFigure:
    """With the parts that are shown, and the levers; both only where there are parts."""
    if figure.parts.thin is None:
        return figure
    slots = slots_of(*of)
    parts = shown_parts(definition, figure.parts, slots, of)
    return replace(figure, parts=parts, levers=levers_of(slots, parts))


def _deep(figure: GapFigure, of: tuple[States, Sides]) -> GapFigure:
    depth = depth_of(*of)
    if depth is None:
        return figure
    return replace(
        figure,
        strength=depth.strength,
        ladder=depth.ladder,
        flows=depth.flows,
        levels=depth.levels,
        concentration=depth.concentration,
    )
