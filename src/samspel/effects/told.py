"""What others told, in a change: it must say of when, and a verdict may not rest on it alone.

Neighbours get `dated` and `without_told`, the same day without the undated or without any of it,
`undated_of`, whom the undated is about, and `rests_on_told`.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from samspel.effects.seen import Pair, Seen
from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene

__all__ = [
    "MOST",
    "dated",
    "left_out",
    "mostly_told",
    "rests_on_told",
    "undated_of",
    "without_told",
]

# A verdict needs at least as much known otherwise, on either day, as is known by others' word.
MOST = 0.5


def dated(scene: Scene) -> Scene:
    """The scene without what was told of no time: it would count the same on both days, and
    not knowing would read as standing still (X13)."""
    told = scene.indexed.told
    if not any((each.wave < 0).any() for each in told.values()):
        return scene
    kept = {gap: each[each.wave >= 0] for gap, each in told.items()}
    return replace(scene, indexed=replace(scene.indexed, told=kept))


def without_told(scene: Scene) -> Scene:
    """The scene as if nobody had told anything of others."""
    if not scene.indexed.told:
        return scene
    return replace(scene, indexed=replace(scene.indexed, told={}))


def undated_of(scene: Scene) -> Mapping[str, Mask]:
    """By gap the actors of whom something is told without a date."""
    found = {}
    for gap, claims in scene.indexed.told.items():
        mask = np.zeros(scene.here.size, np.bool_)
        mask[claims.actor[claims.wave < 0]] = True
        found[gap] = mask
    return found


def left_out(pair: Pair, undated: Mask | None) -> int:
    """How many near actors are not known on some day for want of a date of what was told."""
    if undated is None:
        return 0
    return int((undated & (_open(pair.start) | _open(pair.end))).sum())


def rests_on_told(pair: Pair) -> bool:
    """Whether most of what is known of the stayers, on either day, is what others told."""
    return any(mostly_told(day, pair.stayers) for day in (pair.start, pair.end))


def mostly_told(day: Seen, actors: Mask) -> bool:
    """Whether most of what is known of these actors on the day is what others told."""
    states = day.states
    known = int(((states.reached | states.none) & actors).sum())
    return int((states.told & actors).sum()) > MOST * known


def _open(day: Seen) -> Mask:
    """Whose state nothing sets: unknown, or none only since the record is declared whole."""
    states = day.states
    if states.scene.settings.as_recorded:
        return np.asarray(states.none & ~states.by_answer & ~states.claimed & ~states.told)
    return states.unknown
