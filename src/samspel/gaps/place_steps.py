"""The cheapest next step by place: of a place class, and of a gap that is not split.

Neighbours get `class_step` of `OfClass`, `split_step`, and `left_out_step` where answers are left
out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samspel.gaps.coded import Mask
from samspel.gaps.next_step import counted, next_step_of
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides
from samspel.gaps.states import States, states_of, why_untold
from samspel.terms import Estimate, NextStep, NoEstimate
from samspel.terms.places import FEWEST_IN_CLASS, PlaceFigure
from samspel.uncertainty import FEWEST, withheld

__all__ = ["OfClass", "class_step", "left_out_step", "split_step"]


@dataclass(frozen=True, slots=True, eq=False)
class OfClass:
    """One class: its near side, its states as shown, and the scene with every answer."""

    gap: str
    sides: Sides
    states: States
    scene: Scene

    @property
    def silent(self) -> bool:
        """Whether answers are left out of what is shown."""
        return self.states.scene.indexed.own is not self.scene.indexed.own


def class_step(answer: Estimate | NoEstimate, of: OfClass) -> NextStep | None:
    """As of a gap (`next_step_of`), among the near actors of the class.

    Where answers are left out since some class has few (X12), those given count towards how many
    more to ask, as they do of a gap; None where this class has enough, and others lack them.
    """
    asks = isinstance(answer, NoEstimate) and answer.code in ("too_few_asked", "nothing_observed")
    if not (of.silent and asks):
        return next_step_of(answer, of.states, of.sides)
    own = states_of(of.gap, of.sides, of.scene)
    step = next_step_of(NoEstimate("too_few_asked"), own, of.sides)
    return step if step is not None and step.code == "ask" else None


def left_out_step(gap: str, sides: Sides, scene: Scene, parts: Sequence[Mask]) -> NextStep | None:
    """How many more to ask for answers to count in every class: those that are missing to five in
    each part where one to four have answered; where all said alike, the rest of it."""
    whole = states_of(gap, sides, scene, whatever=True)
    missing = 0
    for part in parts:
        heard = int((whole.answered & part).sum())
        if withheld(heard):
            missing += FEWEST - heard
        elif why_untold(whole, part):
            missing += int((whole.unknown & part).sum())
    return counted("ask", missing) if missing else None


def split_step(figure: PlaceFigure, *, elsewhere: int | None) -> NextStep | None:
    """What would let a gap be split that is not; None where it is.

    Parameters
    ----------
    figure : PlaceFigure
        With its reason and municipalities.
    elsewhere : int, optional
        How many members the largest other ecosystem has, of a gap between ecosystems.

    Notes
    -----
    Where enough near actors lack a class for both classes to have ten: the municipalities to say
    dense or sparse of, all of them, since nobody knows beforehand which they are; else the actors
    that lack a municipality; else how many to register.
    """
    if figure.reason == "limits":
        return counted("other_source")
    if figure.reason == "no_far_side":
        if elsewhere is not None and elsewhere < FEWEST:
            return counted("register_elsewhere", FEWEST - elsewhere)
        return counted("register_far")
    if figure.reason is None:
        return None
    missing = sum(max(0, FEWEST_IN_CLASS - n) for n in (figure.in_dense, figure.in_sparse))
    bare = [row for row in figure.municipalities if row.municipality and not row.place_class]
    nowhere = figure.unplaced - sum(row.near for row in bare)
    if bare and figure.unplaced - nowhere >= missing:
        return counted("classify_places", len(bare))
    if nowhere and figure.unplaced >= missing:
        return counted("place_actors", nowhere)
    return counted("register_near", missing)
