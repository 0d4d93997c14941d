"""One gap seen on two days, over the same roles: who stands where, and what is known of them.

Neighbours get `Seen`, one gap on one day, and `Pair` with its groups: stayers, joiners, leavers.
"""

from dataclasses import dataclass, replace

import numpy as np

from samspel.effects.swap import Contacts
from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides, sides_of
from samspel.gaps.states import States, states_of
from samspel.gaps.structural import why_no_estimate
from samspel.network import met
from samspel.terms import Estimate, GapDefinition
from samspel.uncertainty import missing_reached

__all__ = ["Pair", "Seen", "look", "with_roles_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One gap on one day: its sides, the states of its near actors, and why it has no estimate."""

    sides: Sides
    states: States
    reason: str

    @property
    def near(self) -> int:
        """n."""
        return int(self.sides.near.sum())

    @property
    def why(self) -> str:
        """Why there is no figure to show; empty when there is one."""
        return self.reason or self.states.untold

    def estimate(self) -> Estimate | None:
        """The gap as a run on that day gives it, None when it has none."""
        if self.why:
            return None
        n, reached = self.near, int(self.states.reached.sum())
        if self.states.scene.settings.as_recorded and not self.states.unknown.any():
            return Estimate((n - reached) / n, None, None)
        missing = missing_reached(self.states.terms())
        value, low, high = ((n - reached - missing.quantile(p)) / n for p in (0.5, 0.95, 0.05))
        return Estimate(value, low, high)


def look(
    definition: GapDefinition,
    scene: Scene,
    *,
    without_financier: bool = False,
    whatever: bool = False,
) -> Seen:
    """One gap on the day of the scene. `whatever`: for a verdict (see `states_of`)."""
    sides = sides_of(definition, scene, without_financier=without_financier)
    states = states_of(definition.key, sides, scene, whatever=whatever)
    return Seen(sides, states, why_no_estimate(definition, sides, states))


def with_roles_of(scene: Scene, later: Scene) -> Scene:
    """The scene with sector, roles and country as they stand on the later day."""
    same = scene.standing.same_as(later.standing)
    return scene if same else replace(scene, standing=later.standing)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One gap on both days, with the roles of the last: the first day is `start`."""

    start: Seen
    end: Seen

    @property
    def stayers(self) -> Mask:
        """S = N₀ ∩ N₁."""
        return self.start.sides.near & self.end.sides.near

    @property
    def joiners(self) -> Mask:
        """J = N₁ \\ S."""
        return self.end.sides.near & ~self.start.sides.near

    @property
    def leavers(self) -> Mask:
        """L = N₀ \\ S."""
        return self.start.sides.near & ~self.end.sides.near

    @property
    def known(self) -> Mask:
        """Stayers whose state would be known on both days, whatever it is.

        Who is known only because a record happened to reach it is left out: on the other day it
        may be reached or not, so keeping it would tilt the comparison (docs/explanation/change).
        """
        return self.stayers & self.start.states.asked & self.end.states.asked

    def contacts(self) -> Contacts:
        """The contacts of the known stayers with the far side, in either window.

        Who is reached by an answer alone has one contact, an act of its own that names nobody.
        """
        graph = self.end.states.scene.indexed.graph
        both = self.start.states.scene.overlapping & self.end.states.scene.overlapping
        found = [self._of_one(self.start, 0), self._of_one(self.end, 1)]
        act, actor, end = (np.concatenate(each) for each in zip(*found, strict=True))
        fixed = np.append(both, np.zeros(2 * graph.actors, np.bool_))[act]
        return Contacts(act, actor, end, fixed).of(self.known)

    def _of_one(self, seen: Seen, which: int) -> tuple[np.ndarray, np.ndarray, Mask]:
        graph = seen.states.scene.graph
        slots = np.flatnonzero(met(graph, seen.sides.far) & self.known[graph.actor])
        word = np.flatnonzero(seen.states.by_word & self.known)
        act = np.concatenate((graph.act[slots], graph.acts + which * graph.actors + word))
        actor = np.concatenate((graph.actor[slots], word))
        return act, actor, np.full(act.size, which == 1)
