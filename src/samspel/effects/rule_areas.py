"""The areas that a stop rule may name, and what is said of those beside the gaps.

Neighbours get `RuleAreas`, `rule_areas`, `alone_areas`, `read_others`, `turning` and `drawn_turn`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from samspel.effects.activity import ACTIVE
from samspel.effects.area_steps import with_step
from samspel.effects.areas import Turned, areas_of, turned_of
from samspel.effects.gap_change import Asked
from samspel.terms import Definitions, GapDefinition
from samspel.terms.changes import Area, AreaChange, ChangeSettings, StopRule

__all__ = ["RuleAreas", "alone_areas", "drawn_turn", "read_others", "rule_areas", "turning"]

_ALONE = (Area.MEMBERSHIP.value, Area.VALUE.value)


@dataclass(frozen=True, slots=True)
class RuleAreas:
    """The rule's areas in its own order: `gaps`, judged as a gap is, and the `others`."""

    keys: tuple[str, ...]
    gaps: Mapping[str, GapDefinition]

    @property
    def others(self) -> tuple[str, ...]:
        """Membership, value, `platform:<gap>` and `outcome:<indicator>`."""
        return tuple(key for key in self.keys if key not in self.gaps)


def rule_areas(settings: ChangeSettings, rule: StopRule) -> RuleAreas:
    """The areas that the rule names; none means every gap of the definitions.

    Raises
    ------
    ValueError
        `unknown_area`, with those that are none.
    """
    gaps = {each.key: each for each in settings.definitions.gaps}
    keys = tuple(dict.fromkeys(rule.areas or tuple(gaps)))
    known = {**gaps, ACTIVE.key: ACTIVE}
    lost = [key for key in keys if key not in known and not _is_other(key, gaps)]
    if lost:
        raise ValueError(f"unknown_area {', '.join(lost)}")
    return RuleAreas(keys, {key: known[key] for key in keys if key in known})


def alone_areas(definitions: Definitions) -> tuple[str, ...]:
    """Every area that is named by one word: the gaps, activity, membership and value."""
    return (*(each.key for each in definitions.gaps), ACTIVE.key, *_ALONE)


def _is_other(key: str, gaps: Mapping[str, GapDefinition]) -> bool:
    area, _, of = key.partition(":")
    return (
        key in _ALONE
        or (area == Area.PLATFORM and of in gaps)
        or (area == Area.OUTCOME and bool(of))
    )


def read_others(areas: RuleAreas, asked: Asked) -> Mapping[str, AreaChange]:
    """The change of every area beside the gaps. One that is nowhere recorded says so.

    The platform's share and outcomes never have a verdict: one series holds no chance to weigh
    its change against.
    """
    if not areas.others:
        return {}
    found = {_key_of(each): each for each in areas_of(asked)}
    return {key: with_step(found.get(key) or _nothing(key), asked) for key in areas.others}


def _key_of(change: AreaChange) -> str:
    return f"{change.area.value}:{change.key}" if change.key else change.area.value


def _nothing(key: str) -> AreaChange:
    area, _, of = key.partition(":")
    return AreaChange(Area(area), of, None, None, "", reason="not_recorded")


def turning(areas: RuleAreas, asked: Asked) -> tuple[Turned | None, ...]:
    """How many turn in each area that the sign test judges; None where it has no verdict."""
    chosen = (Area(key) for key in areas.others if key in _ALONE)
    return tuple(turned_of(area, asked) for area in chosen)


def drawn_turn(turned: Turned, change: float, rng: np.random.Generator) -> Turned:
    """Actors that turn in one simulated patience: as many as here, and `change` more up.

    As many turn as were seen, half of them each way, when nothing changes; a change of so large
    a share moves that many more one way, out of those that turn the other way as far as they go.

    >>> drawn_turn(Turned(0, 0, 40), 0.0, np.random.default_rng(1))
    Turned(up=0, down=0, of=40, unseen=0)
    """
    half, more = (turned.up + turned.down) / 2, change * turned.of
    up, down = max(half + more / 2, more, 0.0), max(half - more / 2, -more, 0.0)
    up, down = (int(min(rng.poisson(mean), turned.of)) for mean in (up, down))
    return replace(turned, up=up, down=down)
