"""The structural lens: one gap measured from acts, answers and claims of full record.

Neighbours get `measure(definition, scene) -> GapFigure` (method section 3), and
`why_no_estimate` and `asks_authority` for a figure of two days. The posterior
and the closed null are exact; only the curveball shuffle draws.
"""

from dataclasses import replace

from samspel.gaps.access import Access, access_of
from samspel.gaps.beside import with_beside
from samspel.gaps.estimating import Counts, estimate_of, limit_of, no_estimate
from samspel.gaps.parts import parts_of, slots_of
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides, sides_of
from samspel.gaps.states import States, states_of
from samspel.terms import Estimate, GapDefinition, GapFigure, NoEstimate, Parts
from samspel.uncertainty import FEWEST

__all__ = ["asks_authority", "measure", "why_no_estimate"]


def measure(definition: GapDefinition, scene: Scene, *, brief: bool = False) -> GapFigure:
    """One gap of one ecosystem through the structural lens.

    A gap whose far side asks for the role `authority` also carries `without_financier`: the
    same figure with the ecosystem's financiers out of the far side. Where no financier is
    registered it is None, reason `no_financier`.

    Parameters
    ----------
    definition : GapDefinition
    scene : Scene
        From `see`; shared by all gaps of a run.
    brief : bool
        Leave out what stands beside the gap and the curveball shuffle (`measure_all`).

    Returns
    -------
    GapFigure
        With `states`, one a near actor in the order of ids. Every None has its reason in
        `reason` (estimate, low, high) or in `why` (the rest, by the name of the JSON key).
    """
    figure = _measured(definition, scene, sides_of(definition, scene), brief=brief)
    if not (asks_authority(definition) and scene.financier.any()):
        return figure
    apart = sides_of(definition, scene, without_financier=True)
    twin = _measured(definition, scene, apart, brief=brief)
    return replace(figure, without_financier=twin)


def why_no_estimate(definition: GapDefinition, sides: Sides, states: States) -> str:
    """The code of why this gap has no estimate on that day; empty when it has one."""
    return no_estimate(definition, sides, states)


def asks_authority(definition: GapDefinition) -> bool:
    """Whether the gap is given also with the ecosystem's financiers out of the far side."""
    return any("authority" in side.roles_any for side in definition.far)


def _measured(definition: GapDefinition, scene: Scene, sides: Sides, *, brief: bool) -> GapFigure:
    states = states_of(definition.key, sides, scene)
    figure = _figure(definition, scene, (states, sides))
    return figure if brief else with_beside(figure, definition, (states, sides), scene)


def _figure(definition: GapDefinition, scene: Scene, of: tuple[States, Sides]) -> GapFigure:
    states, sides = of
    counts = Counts.of(sides, states)
    answer = estimate_of(definition, sides, states)
    found = answer if isinstance(answer, Estimate) else None
    access = access_of(sides, states)
    parts = _parts(counts, states, sides)
    return GapFigure(
        gap=definition.key,
        near=counts.near,
        left=int((sides.near & scene.left).sum()),
        far=sides.far_count,
        reached=counts.reached,
        none=counts.none,
        unknown=counts.unknown,
        told=int(states.told.sum()),
        asked=counts.share(int(states.asked.sum())),
        lower=counts.share(counts.none),
        upper=counts.upper,
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
        blank_countries=sides.blank,
        declared_by=states.declared_by,
        limit=limit_of(definition.key, scene),
        states=states.listed(sides),
    )


def _parts(counts: Counts, states: States, sides: Sides) -> Parts:
    if counts.upper is None or counts.near < FEWEST or not sides.far_count:
        return Parts()
    return parts_of(slots_of(states, sides), states, sides, counts.upper)


def _why(
    definition: GapDefinition,
    of: tuple[States, Sides],
    found: tuple[Estimate | NoEstimate, Access, Parts],
) -> dict[str, str]:
    """The reason of every key that is None, and of answers that were left out."""
    (states, sides), (answer, access, parts) = of, found
    scene, why = states.scene, {}
    if states.withheld:
        why["answers"] = states.withheld
    elif states.held:
        why["answers"] = "answers_held_back"
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
