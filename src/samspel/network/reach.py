"""Who meets the far side: in one act, or through one actor between.

Neighbours get `far_in_act`, `met` (per participation), `direct` and `two_step` (per actor), and
`only_with`. All of it is counting over integer codes; nothing loops over actors. Only acts that
carry contact belong in the graph that is given.
"""

import numpy as np
from numpy.typing import NDArray

from samspel.network.graph import Codes, Mask, TwoMode

__all__ = ["direct", "far_in_act", "met", "only_with", "two_step"]


def far_in_act(graph: TwoMode, far: Mask) -> NDArray[np.int64]:
    """How many far actors take part in each act, (acts,). `far` is a mask over actors."""
    return np.bincount(graph.act[far[graph.actor]], minlength=graph.acts)


def met(graph: TwoMode, far: Mask) -> Mask:
    """Per edge: whether a far actor other than the edge's own takes part in the act, (edges,).

    >>> from samspel.network.graph import build
    >>> met(build([0, 0], [0, 1], 1, 2), np.array([False, True])).tolist()
    [True, False]
    """
    others = far_in_act(graph, far)[graph.act] - far[graph.actor]
    return np.asarray(others > 0)


def direct(graph: TwoMode, far: Mask) -> Mask:
    """Per actor: whether some act holds it and a far actor other than itself, (actors,)."""
    found = np.zeros(graph.actors, dtype=np.bool_)
    found[graph.actor[met(graph, far)]] = True
    return found


def only_with(graph: TwoMode, company: Mask) -> Mask:
    """Per actor: takes part in some act, and all others in its acts belong to `company`.

    The actor itself need not belong to it. (actors,)
    """
    outsider = np.zeros(graph.actors, dtype=np.bool_)
    outsider[graph.actor[met(graph, ~company)]] = True
    return np.asarray((graph.degrees > 0) & ~outsider)


def two_step(graph: TwoMode, near: Mask, far: Mask) -> Mask:
    """Per actor: near, and reaches a far actor in one step or two (R37), (actors,) bool.

    Near actor i is reached when an act holds i and a far actor f ≠ i; or when an act holds i and
    some j ≠ i, and an act holds j and a far actor f with f ≠ j and f ≠ i (method section 3).

    Exact without listing neighbours: of the far actors that j meets, the one with the lowest
    and the one with the highest code are kept. If they differ, j meets one other than i whoever
    i is. If they are the same, j is of no use to exactly that one actor, and such pairs are
    counted off act by act.

    Examples
    --------
    Firm 0 meets firm 1, which meets university 2. The university meets nobody far but is met:

    >>> from samspel.network.graph import build
    >>> graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
    >>> two_step(graph, np.array([True, True, False]), np.array([False, False, True])).tolist()
    [True, True, False]
    """
    lowest, highest = _met_by(graph, far)
    meets = highest >= 0
    reached = near & meets
    asking = near & ~meets
    act, actor = _edges_of(graph, asking)
    # One who asks meets no far actor, so it is never among those who help.
    help_ = np.bincount(graph.act[meets[graph.actor]], minlength=graph.acts)[act]
    help_ -= _useless(graph, (act, actor), meets & (lowest == highest), lowest)
    reached[actor[help_ > 0]] = True
    return reached


def _met_by(graph: TwoMode, far: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per actor the lowest and the highest far actor other than itself that it meets.

    None met: `actors` and -1. Edges are sorted, so an act's far actors stand in order of code
    and the one to use, with the edge's own actor left out, is the first or second of them.
    """
    is_far = far[graph.actor]
    far_actor = graph.actor[is_far]
    count = far_in_act(graph, far)
    end = np.cumsum(count)
    edges = np.flatnonzero(count[graph.act] - is_far > 0)
    act, actor = graph.act[edges], graph.actor[edges]
    lowest = np.full(graph.actors, graph.actors, dtype=np.int64)
    highest = np.full(graph.actors, -1, dtype=np.int64)
    if edges.size:
        start = (end - count)[act]
        np.minimum.at(lowest, actor, _other(far_actor, start, start + 1, actor))
        last = end[act] - 1
        np.maximum.at(highest, actor, _other(far_actor, last, last - 1, actor))
    return lowest, highest


def _other(
    far_actor: Codes, place: NDArray[np.int64], beside: NDArray[np.int64], own: Codes
) -> NDArray[np.int64]:
    """The far actor at `place`, or the one beside it where that is the edge's own actor."""
    first = far_actor[place]
    second = far_actor[np.clip(beside, 0, far_actor.size - 1)]
    return np.where(first == own, second, first).astype(np.int64)


def _edges_of(graph: TwoMode, actors: Mask) -> tuple[Codes, Codes]:
    edges = actors[graph.actor]
    return graph.act[edges], graph.actor[edges]


def _useless(
    graph: TwoMode, asked: tuple[Codes, Codes], one: Mask, whom: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Per asking edge (act, i): actors in the act whose only far actor is i itself.

    `one` marks the actors that meet a single far actor, `whom` says which.
    """
    act, actor = asked
    asking = np.zeros(graph.actors + 1, dtype=np.bool_)
    asking[actor] = True
    act_of, helper = _edges_of(graph, one & asking[whom])
    keys = act.astype(np.int64) * graph.actors + actor
    wanted = act_of.astype(np.int64) * graph.actors + whom[helper]
    place = np.searchsorted(keys, wanted)
    found = place < keys.size
    found[found] = keys[place[found]] == wanted[found]
    return np.bincount(place[found], minlength=keys.size)
