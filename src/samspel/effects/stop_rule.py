"""The stop rule (R79): what it says, and how often it would say so of an ecosystem that improves.

Neighbours get `read_stop_rule`. The system flags; people decide, give reasons, hear the actor.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from samspel.effects.areas import Turned
from samspel.effects.change import asked_of
from samspel.effects.gap_change import Asked, gap_change
from samspel.effects.rule_areas import RuleAreas, drawn_turn, read_others, rule_areas, turning
from samspel.effects.seen import Seen, look
from samspel.effects.simulation import Law, drawn_window, judged, rate_for
from samspel.effects.told import mostly_told
from samspel.gaps.index import Indexed, index
from samspel.gaps.scene import Scene
from samspel.gaps.structural import asks_authority
from samspel.network import met
from samspel.tables import Tables
from samspel.tables import snapshot as snapshot_of
from samspel.terms import GapDefinition, months_before
from samspel.terms.changes import (
    AreaChange,
    AreaStep,
    ChangeSettings,
    GapChange,
    StopRule,
    StopRuleErrors,
    StopRuleReading,
    Verdict,
)
from samspel.uncertainty import FEWEST, rng_for

__all__ = ["check_stop_rule", "counted", "errors_of", "law_of", "read_stop_rule"]

# So that the difference that the rule lives by is known to within six points, 90 times in 100.
SIMULATIONS = 400
_NOT_FORWARD = (Verdict.BACKWARD, Verdict.NO_CLEAR_CHANGE)
_SPEAKS = (Verdict.FORWARD, *_NOT_FORWARD)


def read_stop_rule(
    tables: Tables,
    settings: ChangeSettings,
    rule: StopRule,
    *,
    indexed: Indexed | None = None,
) -> StopRuleReading:
    """The rule over its areas, on the change over the whole patience up to `settings.to_on`.

    Parameters
    ----------
    tables : Tables
    settings : ChangeSettings
        Its first day is set to `rule.patience_months` before the last.
    rule : StopRule
        Areas are gaps of the definitions, `active`, `membership`, `value`, `platform:<gap>` or
        `outcome:<indicator>`; none means every gap. The last two never have a verdict.
    indexed : Indexed, optional
        `index(tables)` when it is at hand.

    Raises
    ------
    ValueError
        If an area is none of those (`unknown_area`), the patience is shorter than the window, or
        "several" is more than there are areas.

    Notes
    -----
    An area is not developing forward when its verdict is *backward* or *no clear change*. *Moved*
    and *cannot say* count neither way; with fewer than "several" other verdicts the rule cannot
    be used (`flagged` is None).
    """
    settings = replace(settings, from_on=months_before(settings.to_on, rule.patience_months))
    areas = check_stop_rule(settings, rule)
    asked = asked_of(settings, indexed or index(tables))
    found = {key: gap_change(area, asked) for key, area in areas.gaps.items()}
    spoken: dict[str, GapChange | AreaChange] = {**read_others(areas, asked)}
    spoken |= {key: each.without_financier or each for key, each in found.items()}
    verdicts = {key: spoken[key].verdict for key in areas.keys}
    flagged = counted(tuple(verdicts.values()), rule.several)
    return StopRuleReading(
        rule=replace(rule, areas=areas.keys),
        settings=settings,
        verdicts=verdicts,
        not_forward=tuple(key for key, each in verdicts.items() if each in _NOT_FORWARD),
        flagged=flagged,
        missing={key: spoken[key].reason or "" for key in areas.keys if spoken[key].reason},
        steps={
            key: AreaStep(step, spoken[key].next_step_on)
            for key in areas.keys
            if (step := spoken[key].next_step)
        },
        errors=errors_of(asked, areas.gaps, rule, turned=turning(areas, asked)),
        ecosystem_name=asked.end.name,
        snapshot=snapshot_of(tables),
        version=_version(),
        example="påhitt" in asked.end.region.casefold(),
    )


def check_stop_rule(settings: ChangeSettings, rule: StopRule) -> RuleAreas:
    """The areas of the rule; ValueError, as `read_stop_rule`, when it cannot be read."""
    areas = rule_areas(settings, rule)
    if not 1 <= rule.several <= len(areas.keys):
        raise ValueError("several_over_areas")
    if rule.patience_months < settings.window_months:
        raise ValueError("patience_under_window")
    return areas


def counted(verdicts: tuple[Verdict | None, ...], several: int) -> bool | None:
    """Whether so many areas are not developing forward; None when too few have a verdict.

    >>> counted((Verdict.BACKWARD, Verdict.MOVED, None), 1), counted((Verdict.MOVED,), 1)
    (True, None)
    """
    if sum(each in _SPEAKS for each in verdicts) < several:
        return None
    return sum(each in _NOT_FORWARD for each in verdicts) >= several


def _version() -> str:
    import samspel

    return samspel.__version__


def errors_of(  # noqa: PLR0913 - the areas of two kinds of test
    asked: Asked,
    areas: Mapping[str, GapDefinition],
    rule: StopRule,
    count: int = SIMULATIONS,
    *,
    turned: tuple[Turned | None, ...] = (),
) -> StopRuleErrors | None:
    """How often the rule flags, by simulation on this ecosystem; None when it has no acts.

    Acts are drawn afresh from the last window's own kinds (how many near actors, which far sides)
    with near actors drawn by how active they are, so that acts serve several areas as they do
    here; states are known as often as on each of the two days, and never where a day has no
    figure. `turned` are areas that a sign test judges: as many actors turn as turned here. Other
    areas never have a verdict. *Improving* adds contacts until every area's expected gap falls by
    `rule.worth`, *declining* takes them away until it rises as much. How often the rule cannot be
    used is that of the stagnant.
    """
    law = law_of(asked, areas)
    if law is None and not any(turned):
        return None
    laws = law and (replace(law, coverage=_coverage(_days(asked.start, areas))), law)
    seed = asked.settings.seed
    found = {}
    for name, change in (("improving", rule.worth), ("stagnant", 0.0), ("declining", -rule.worth)):
        factors = _factors(law, change, len(areas))
        rng = rng_for(seed, asked.settings.ecosystem, "stop rule", name)
        says = []
        for _ in range(count):
            verdicts = _drawn_gaps(laws, factors, asked, rng) if laws else ()
            verdicts += _drawn_turns(turned, change, asked, rng)
            says.append(counted(verdicts, rule.several))
        found[name] = sum(each is True for each in says) / count
        if name == "stagnant":
            found["unusable"] = sum(each is None for each in says) / count
    return StopRuleErrors(**found, simulations=count, seed=seed)


def _factors(law: Law | None, change: float, areas: int) -> np.ndarray:
    if law is None or not change:
        return np.ones(areas)
    return np.array([rate_for(law.rates(area), change) for area in range(areas)])


def _drawn_gaps(
    laws: tuple[Law, Law], factors: np.ndarray, asked: Asked, rng: np.random.Generator
) -> tuple[Verdict | None, ...]:
    first, last = laws
    windows = drawn_window(first, np.ones_like(factors), rng), drawn_window(last, factors, rng)
    delta = asked.settings.delta
    return tuple(
        judged(area, windows, (near, delta), rng) if near.sum() >= FEWEST else Verdict.CANNOT_SAY
        for area, near in enumerate(last.near)
    )


def _drawn_turns(
    turned: tuple[Turned | None, ...], change: float, asked: Asked, rng: np.random.Generator
) -> tuple[Verdict | None, ...]:
    delta, seed = asked.settings.delta, asked.settings.seed
    return tuple(
        None if each is None else drawn_turn(each, change, rng).verdict(delta, seed)
        for each in turned
    )


def law_of(asked: Asked, areas: Mapping[str, GapDefinition]) -> Law | None:
    """The law of the last window: its near actors, kinds of act and share known, by area."""
    days = _days(asked.end, areas)
    if not days:
        return None
    universe = np.flatnonzero(np.logical_or.reduce([day.sides.near for day in days]))
    graph = asked.end.graph
    ours = np.zeros(graph.actors, np.bool_)
    ours[universe] = True
    sizes = np.bincount(graph.act[ours[graph.actor]], minlength=graph.acts)
    kinds = np.flatnonzero(sizes)
    if not kinds.size:
        return None
    labels = np.array([_labelled(day)[kinds] for day in days])
    return Law(
        near=np.array([day.sides.near[universe] for day in days]),
        weight=1.0 + graph.degrees[universe].astype(np.float64),
        sizes=sizes[kinds],
        labels=labels,
        acts=float(kinds.size),
        coverage=_coverage(days),
    )


def _days(scene: Scene, areas: Mapping[str, GapDefinition]) -> list[Seen]:
    return [
        look(area, scene, without_financier=asks_authority(area), whatever=True)
        for area in areas.values()
    ]


def _coverage(days: list[Seen]) -> np.ndarray:
    """The share known whatever it is; 0 where the day has no figure, or rests on a declaration or
    on what others told."""
    return np.array([_known(day) for day in days])


def _known(day: Seen) -> float:
    declared = day.states.declared_by and not day.states.scene.settings.as_recorded
    if day.reason or declared or mostly_told(day, day.sides.near):
        return 0.0
    return float(day.states.asked.sum()) / max(day.near, 1)


def _labelled(day: Seen) -> np.ndarray:
    """Per act whether a near actor meets a far one there."""
    graph = day.states.scene.graph
    slots = met(graph, day.sides.far) & day.sides.near[graph.actor]
    return np.bincount(graph.act[slots], minlength=graph.acts) > 0
