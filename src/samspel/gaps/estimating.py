"""The gap as a figure: bounds, the estimate and why there is none.

Neighbours get `Counts`, `estimate_of`, `no_estimate` and `limit_of` (method section 3), for a
figure, for the line of act sizes and for a figure of two days.
"""

from dataclasses import dataclass

from samspel.gaps.coded import how_many
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.terms import Estimate, GapDefinition, NoEstimate
from samspel.uncertainty import FEWEST, missing_reached

__all__ = ["Counts", "estimate_of", "limit_of", "no_estimate"]


@dataclass(frozen=True, slots=True)
class Counts:
    """n, R, O and U."""

    near: int
    reached: int
    none: int
    unknown: int

    @classmethod
    def of(cls, sides: Sides, states: States) -> "Counts":
        """The counts of one gap."""
        masks = (sides.near, states.reached, states.none, states.unknown)
        return cls(*(how_many(mask) for mask in masks))

    def share(self, count: int) -> float | None:
        """The count as a share of n; None when nobody is near."""
        return count / self.near if self.near else None

    @property
    def upper(self) -> float | None:
        """The upper bound, (O + U)/n."""
        return self.share(self.none + self.unknown)


def limit_of(gap: str, scene: Scene) -> str:
    """Why the source cannot show this gap, in its own words; empty when it can."""
    ecosystem = scene.settings.ecosystem
    rows = scene.indexed.limits
    return "; ".join(sorted({why for e, g, why in rows if e == ecosystem and g in (gap, "*")}))


def no_estimate(definition: GapDefinition, sides: Sides, states: States) -> str:
    """The code of why this gap has no estimate, the first that holds; empty when it has one."""
    known = (states.reached, states.told, states.by_answer, states.claimed, states.unchecked)
    if states.scene.outside and not any(mask.any() for mask in known):
        return "outside_record"
    if limit_of(definition.key, states.scene):
        return "limits"
    elsewhere = any(side.member == "elsewhere" for side in definition.far)
    if elsewhere and states.scene.largest_other < FEWEST:
        return "no_other_ecosystem"
    if how_many(sides.near) < FEWEST:
        return "too_few_near"
    if not sides.far_count:
        return "no_far_side"
    if states.withheld and states.unknown.any() and states.heard.answered >= FEWEST:
        return states.withheld  # enough were asked; what they said must not be told
    seen = (states.scene.present & sides.near) | states.asked | states.reached
    if not seen.any():
        return "nothing_observed"
    few = how_many(states.answered) < FEWEST
    return "too_few_asked" if states.unknown.any() and few else ""


def estimate_of(
    definition: GapDefinition, sides: Sides, states: States, *, odds: float = 1.0
) -> Estimate | NoEstimate:
    """1 − (R + missing)/n by the posterior of the missing: its median and 90 % interval.

    `odds` multiplies the odds of the unknown (`uncertainty.missing_reached`).
    """
    reason = no_estimate(definition, sides, states)
    if reason:
        return NoEstimate(reason)
    n, reached = how_many(sides.near), how_many(states.reached)
    if states.scene.settings.as_recorded and not states.unknown.any():
        return Estimate((n - reached) / n, None, None)
    missing = missing_reached(states.terms(), odds=odds)
    value, low, high = ((n - reached - missing.quantile(p)) / n for p in (0.5, 0.95, 0.05))
    return Estimate(value, low, high)
