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

    Exact without listing neighbours. Who asks on has no far actor in its acts but possibly
    itself, so whoever helps is not far, and only one thing can make j useless: that the single
    far actor j meets is i. Of the far actors that j meets the lowest and the highest code are
    kept; where they are the same, j is counted off for exactly that one actor, act by act.

    Examples
    --------
    Firm 0 meets firm 1, which meets university 2. The university meets nobody far but is met:

    >>> from samspel.network.graph import build
    >>> graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
    >>> two_step(graph, np.array([True, True, False]), np.array([False, False, True])).tolist()
    [True, True, False]
    """
    found = direct(graph, far)
    asking, helping = near & ~found, found & ~far
    lowest, highest = _ends_of_far(graph, far)
    act, actor = _edges_of(graph, asking)
    help_ = np.bincount(graph.act[helping[graph.actor]], minlength=graph.acts)[act]
    help_ -= _useless(graph, (act, actor), helping & (lowest == highest), lowest)
    reached = near & found
    reached[actor[help_ > 0]] = True
    return reached


def _ends_of_far(graph: TwoMode, far: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per actor the lowest and the highest far actor in its acts; none: `actors` and -1.

    Edges are sorted, so an act's far actors stand in order of code: first and last are its ends.
    """
    count = far_in_act(graph, far)
    edges = np.flatnonzero(count[graph.act] > 0)
    act, actor = graph.act[edges], graph.actor[edges]
    far_actor, end = graph.actor[far[graph.actor]], np.cumsum(count)
    lowest = np.full(graph.actors, graph.actors, dtype=np.int64)
    highest = np.full(graph.actors, -1, dtype=np.int64)
    np.minimum.at(lowest, actor, far_actor[(end - count)[act]])
    np.maximum.at(highest, actor, far_actor[end[act] - 1])
    return lowest, highest


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
