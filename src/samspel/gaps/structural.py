"""The structural lens: one gap measured from acts, answers and claims of full record.

Neighbours get `measure(definition, scene) -> GapFigure` (method section 3), and
`why_no_estimate` and `asks_authority` for a figure of two days. No draw is made
here: the posterior and the null are exact.
"""

from dataclasses import dataclass

from samspel.gaps.access import Access, access_of
from samspel.gaps.parts import parts_of
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides, sides_of
from samspel.gaps.states import States, states_of
from samspel.terms import Estimate, GapDefinition, GapFigure, NoEstimate, Parts
from samspel.uncertainty import FEWEST, missing_reached

__all__ = ["asks_authority", "measure", "why_no_estimate"]


def measure(definition: GapDefinition, scene: Scene) -> GapFigure:
    """One gap of one ecosystem through the structural lens.

    A gap whose far side asks for the role `authority` also carries `without_financier`: the
    same figure with the ecosystem's financiers out of the far side. Where no financier is
    registered it is None, reason `no_financier`.

    Parameters
    ----------
    definition : GapDefinition
    scene : Scene
        From `see`; shared by all gaps of a run.

    Returns
    -------
    GapFigure
        With `states`, one a near actor in the order of ids. Every None has its reason in
        `reason` (estimate, low, high) or in `why` (the rest, by the name of the JSON key).
    """
    twin = None
    if asks_authority(definition) and scene.financier.any():
        twin = _figure(definition, scene, sides_of(definition, scene, without_financier=True))
    return _figure(definition, scene, sides_of(definition, scene), twin)


def why_no_estimate(definition: GapDefinition, sides: Sides, states: States) -> str:
    """The code of why this gap has no estimate on that day; empty when it has one."""
    if _limit(definition.key, states.scene):
        return "limits"
    masks = (sides.near, states.reached, states.none, states.unknown)
    return _reason(definition, _Counts(*(int(m.sum()) for m in masks)), states, sides)


def asks_authority(definition: GapDefinition) -> bool:
    """Whether the gap is given also with the ecosystem's financiers out of the far side."""
    return any("authority" in side.roles_any for side in definition.far)


@dataclass(frozen=True, slots=True)
class _Counts:
    """n, R, O and U."""

    near: int
    reached: int
    none: int
    unknown: int

    def share(self, count: int) -> float | None:
        """The count as a share of n; None when nobody is near."""
        return count / self.near if self.near else None


def _figure(
    definition: GapDefinition, scene: Scene, sides: Sides, twin: GapFigure | None = None
) -> GapFigure:
    states = states_of(definition.key, sides, scene)
    counts = _Counts(
        *(int(m.sum()) for m in (sides.near, states.reached, states.none, states.unknown))
    )
    limit = _limit(definition.key, scene)
    answer = _estimate(definition, counts, (states, sides), limited=bool(limit))
    found = answer if isinstance(answer, Estimate) else None
    access = access_of(sides, states.scene)
    upper = counts.share(counts.none + counts.unknown)
    parts = _parts(counts, states, sides, upper)
    return GapFigure(
        gap=definition.key,
        near=counts.near,
        left=int((sides.near & scene.left).sum()),
        far=int(sides.far.sum()),
        reached=counts.reached,
        none=counts.none,
        unknown=counts.unknown,
        told=int(states.told.sum()),
        asked=counts.share(int(states.asked.sum())),
        lower=counts.share(counts.none),
        upper=upper,
        estimate=found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        coverage=counts.share(counts.reached + counts.none),
        reason=answer.code if isinstance(answer, NoEstimate) else None,
        why=_why(definition, (states, sides), (answer, access, parts)),
        parts=parts,
        two_step=access.two_step,
        platform_dependence=access.low,
        platform_dependence_high=access.high,
        sole_route=access.sole_route,
        without_financier=twin,
        blank_countries=sides.blank,
        declared_by=states.declared_by,
        limit=limit,
        states=states.listed(sides),
    )


def _limit(gap: str, scene: Scene) -> str:
    """Why the source cannot show this gap, in its own words; empty when it can."""
    ecosystem = scene.settings.ecosystem
    rows = scene.indexed.limits
    return "; ".join(sorted({why for e, g, why in rows if e == ecosystem and g in (gap, "*")}))


def _estimate(
    definition: GapDefinition, counts: _Counts, of: tuple[States, Sides], *, limited: bool
) -> Estimate | NoEstimate:
    """1 − (R + missing)/n by the posterior of the missing: its median and 90 % interval."""
    states, sides = of
    reason = "limits" if limited else _reason(definition, counts, states, sides)
    if reason:
        return NoEstimate(reason)
    n, reached = counts.near, counts.reached
    if states.scene.settings.as_recorded:
        return Estimate((n - reached) / n, None, None)
    missing = missing_reached(states.terms())
    value, low, high = ((n - reached - missing.quantile(p)) / n for p in (0.5, 0.95, 0.05))
    return Estimate(value, low, high)


def _reason(definition: GapDefinition, counts: _Counts, states: States, sides: Sides) -> str:
    """Why there is no estimate, the first that holds; empty when there is one."""
    elsewhere = any(side.member == "elsewhere" for side in definition.far)
    if elsewhere and states.scene.largest_other < FEWEST:
        return "no_other_ecosystem"
    if counts.near < FEWEST:
        return "too_few_near"
    if not sides.far.any():
        return "no_far_side"
    seen = (states.scene.present & sides.near) | states.asked | states.reached
    if not seen.any():
        return "nothing_observed"
    return "too_few_asked" if counts.unknown and states.answered.sum() < FEWEST else ""


def _parts(counts: _Counts, states: States, sides: Sides, upper: float | None) -> Parts:
    if upper is None or counts.near < FEWEST or not sides.far.any():
        return Parts()
    return parts_of(states, sides, upper)


def _why(
    definition: GapDefinition,
    of: tuple[States, Sides],
    found: tuple[Estimate | NoEstimate, Access, Parts],
) -> dict[str, str]:
    """The reason of every key that is None, and of answers that were left out."""
    (states, sides), (answer, access, parts) = of, found
    scene, why = states.scene, {}
    if states.withheld:
        why["answers"] = "too_few_answers"
    if not sides.near.any():
        why |= dict.fromkeys(("asked", "lower", "upper", "coverage"), "too_few_near")
    if isinstance(answer, Estimate) and answer.low is None:
        why |= dict.fromkeys(("low", "high"), "as_recorded")
    if parts.inactive is None:
        few = int(sides.near.sum()) < FEWEST
        why["parts"] = "too_few_near" if few else "no_far_side"
    elif parts.platform_only is None:
        why["platform_only"] = "no_platform"
    if access.two_step is None:
        why["two_step"] = access.two_step_reason
    if access.reason:
        keys = ("platform_dependence", "platform_dependence_high", "sole_route")
        why |= dict.fromkeys(keys, access.reason)
    if asks_authority(definition) and not scene.financier.any():
        why["without_financier"] = "no_financier"
    return why
