"""How deep contact goes, what flows in it, at what level, and on how few far actors it rests.

Neighbours get `depth_of`, all of it from the ties of one gap, and `rungs`, what the ladder says
(R66, method section 3).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.network import Codes, far_in_act, far_ties
from samspel.network import FarTies as Meetings
from samspel.terms import (
    FLOWS,
    LEVELS,
    RUNGS,
    Concentration,
    FarTies,
    FlowVolume,
    Ladder,
    LevelShare,
)

__all__ = ["Depth", "Rungs", "depth_of", "rungs"]

_TOP = 3  # far actors that are named


@dataclass(frozen=True, slots=True)
class Depth:
    """Strength is a mean over all near actors; the rest counts ties, acts and actors."""

    strength: float
    ladder: Ladder
    flows: tuple[FlowVolume, ...]
    levels: tuple[LevelShare, ...]
    concentration: Concentration


def depth_of(states: States, sides: Sides) -> Depth | None:
    """Depth and flow of one gap; None without near or far actors.

    A *tie* is a near actor and a far actor other than it that share an act which carries contact.

    - `strength`: the mean over the near actors of Σ f_a/(n_a − 1) over their acts, with f_a far
      actors other than i and n_a participants, the platform in neither (Newman 2001).
    - `ladder`: each near actor with a tie on the highest rung of its ties; a tie's rung comes
      from kind and repetition by `ladder.toml`.
    - `flows`, `levels`: acts with a tie by what flows and at what level; blank is named "".
    - `concentration`: ties, far actors met, the three with most ties and their share of all ties;
      of equals the lowest id.
    """
    if not (sides.near.any() and sides.far_count):
        return None
    met = far_ties(states.scene.graph, sides.near, sides.far)
    return Depth(
        strength=_strength(states, sides) / int(sides.near.sum()),
        ladder=_ladder(met, states),
        flows=_flows(met, states),
        levels=_levels(met, states),
        concentration=_concentration(met, states),
    )


def _strength(states: States, sides: Sides) -> float:
    """The sum over the near actors' slots of f_a/(n_a - 1)."""
    scene, graph = states.scene, states.scene.graph
    platform = np.bincount(graph.act[scene.platform[graph.actor]], minlength=graph.acts)
    # How many took part is known of an act even where not all of them are here.
    others = scene.indexed.graph.sizes - platform
    there = far_in_act(graph, sides.far)
    if sides.beyond is not None:
        there = far_in_act(graph, sides.far & scene.here) + sides.beyond
    slots = np.flatnonzero(sides.near[graph.actor])
    act = graph.act[slots]
    met = there[act] - sides.far[graph.actor[slots]]
    act, met = act[met > 0], met[met > 0]
    return float((met / (others[act] - 1)).sum())


@dataclass(frozen=True, slots=True)
class Rungs:
    """The rung of each kind of act, of any other, and how often lifts a tie by one."""

    kind: dict[str, int]
    otherwise: int
    again: int


@cache
def rungs() -> Rungs:
    """What `ladder.toml` says."""
    text = files("samspel.gaps").joinpath("ladder.toml").read_text("utf-8")
    data = tomllib.loads(text)
    kind = {name: RUNGS.index(rung) for name, rung in data["kind"].items()}
    return Rungs(kind, RUNGS.index(data["otherwise"]), int(data["again"]))


def _ladder(met: Meetings, states: States) -> Ladder:
    if not met.act.size:
        return Ladder(0, 0, 0, 0)
    ladder, actors = rungs(), states.scene.graph.actors
    codes, place = np.unique(met.act, return_inverse=True)
    kinds = _of_acts(states, "kind", codes)
    of_act = np.array([ladder.kind.get(kind, ladder.otherwise) for kind in kinds])
    rung = of_act[place]
    _, tie = np.unique(met.near.astype(np.int64) * actors + met.far, return_inverse=True)
    highest = np.zeros(int(tie.max()) + 1, dtype=np.int64)
    np.maximum.at(highest, tie, rung)
    at_it = np.bincount(tie[rung == highest[tie]], minlength=highest.size)
    highest += (at_it >= ladder.again) & (highest < len(RUNGS) - 1)
    best = np.full(actors, -1, dtype=np.int64)
    np.maximum.at(best, met.near, highest[tie])
    return Ladder(*(int((best == place).sum()) for place in range(len(RUNGS))))


def _of_acts(states: States, column: str, codes: Codes) -> list[str]:
    return states.scene.indexed.acts.of(column, codes).fill_null("").to_list()


def _by(met: Meetings, states: States, column: str, known: tuple[str, ...]) -> list[np.ndarray]:
    """Per value, blank last, which places of `met` are in such an act."""
    codes, place = np.unique(met.act, return_inverse=True)
    values = [value if value in known else "" for value in _of_acts(states, column, codes)]
    found = np.array(values, dtype=object)
    return [(found == value)[place] for value in (*known, "")]


def _flows(met: Meetings, states: States) -> tuple[FlowVolume, ...]:
    rows = zip((*FLOWS, ""), _by(met, states, "flow", FLOWS), strict=True)
    return tuple(FlowVolume(f, _many(met.act[in_]), _many(met.near[in_])) for f, in_ in rows)


def _levels(met: Meetings, states: States) -> tuple[LevelShare, ...]:
    rows = zip((*LEVELS, ""), _by(met, states, "level", LEVELS), strict=True)
    total = max(_many(met.act), 1)
    counts = ((level, _many(met.act[in_])) for level, in_ in rows)
    return tuple(LevelShare(level, acts, acts / total) for level, acts in counts)


def _many(codes: np.ndarray) -> int:
    return int(np.unique(codes).size)


def _concentration(met: Meetings, states: States) -> Concentration:
    actors = states.scene.graph.actors
    pairs = np.unique(met.near.astype(np.int64) * actors + met.far)
    far, ties = np.unique(pairs % actors, return_counts=True)
    order = np.argsort(-ties, kind="stable")[:_TOP]
    ids = states.scene.indexed.actor_ids
    top = tuple(FarTies(str(ids[far[k]]), int(ties[k])) for k in order)
    share = sum(each.ties for each in top) / max(pairs.size, 1)
    return Concentration(int(pairs.size), int(far.size), top, share)
