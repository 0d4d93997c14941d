"""Being active as a gap: members on the near side, anybody on the far side but the platform.

Neighbours get `ACTIVE`, its definition, and `with_activity`, a scene that knows what the answers
about the gaps say of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from samspel.gaps.coded import Claims, Ints, Mask
from samspel.gaps.scene import Scene
from samspel.gaps.sides import sides_of
from samspel.terms import GapDefinition, Side, Wording
from samspel.terms.changes import Area

__all__ = ["ACTIVE", "with_activity"]

ACTIVE = GapDefinition(
    key=Area.ACTIVE.value,
    name=Wording("", ""),
    decided=Wording("", ""),
    operationalised=Wording("", ""),
    near=(Side(sector=None, roles_any=frozenset(), member="here", country="any"),),
    far=(Side(sector=None, roles_any=frozenset(), member="any", country="any"),),
    across=True,
    valid_from=None,
    valid_until=None,
)
# The item without which a no says little: other member firms are who most firms meet.
_NEEDED = "firms"


def with_activity(scene: Scene, gaps: Iterable[GapDefinition]) -> Scene:
    """The scene in which what was answered and told about the gaps says who is active.

    In one wave an actor says *yes* when it says so to any item, and *no* when it says so to every
    item that the wave asked and that is about it, `firms` among them: a blank is unknown, not
    no. A yes beside a blank reaches, but teaches nothing of others and is in no swap test: the no
    would not have been known. An item is about an actor that stands on the gap's near side. An
    answer to `contact:active` itself says it alone.
    """
    gaps = tuple(gaps)
    near = {each.key: sides_of(each, scene).near for each in gaps}
    indexed = scene.indexed
    own, told = (_with(claims, near) for claims in (indexed.own, indexed.told))
    return replace(scene, indexed=replace(indexed, own=own, told=told))


def _with(claims: Mapping[str, Claims], near: Mapping[str, Mask]) -> dict[str, Claims]:
    asked = {gap: each for gap, each in claims.items() if gap in near}
    itself = claims.get(ACTIVE.key)
    if not asked and itself is None:
        return {**claims}
    return {**claims, ACTIVE.key: _active(asked, itself, near)}


def _active(asked: Mapping[str, Claims], itself: Claims | None, near: Mapping[str, Mask]) -> Claims:
    """One claim for each actor and wave that says something."""
    said = [*asked.values(), *([itself] if itself else [])]
    actors = 1 + max(int(each.actor.max(initial=0)) for each in said)
    keys = np.unique(np.concatenate([_key(each, actors) for each in said]))
    wave, actor = keys // actors - 1, keys % actors
    yes = np.zeros(keys.size, np.bool_)
    blank = np.zeros(keys.size, np.bool_)
    for gap, each in asked.items():
        yes |= np.isin(keys, _key(each, actors)[each.yes])
        silent = ~np.isin(keys, _key(each, actors))
        # An item that nobody answered in a wave was not on its form.
        on_form = np.isin(wave, each.wave) & near[gap][actor]
        blank |= silent & (on_form | (gap == _NEEDED))
    if _NEEDED not in asked:
        blank[:] = True
    if itself is not None:
        yes |= np.isin(keys, _key(itself, actors)[itself.yes])
        blank &= ~np.isin(keys, _key(itself, actors))
    speaks = yes | ~blank
    return Claims(actor, yes, wave, ~blank)[speaks]


def _key(claims: Claims, actors: int) -> Ints:
    """Wave and actor in one number; the undated have wave -1."""
    return (claims.wave + 1) * actors + claims.actor
