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
    own = far[graph.actor]
    there = np.bincount(graph.act[own], minlength=graph.acts).astype(np.int32)
    return np.asarray(there[graph.act] > own)


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
    far actor j meets is i. So only for askers that are far themselves the lowest and the highest
    far actor that j meets are looked up; where they are the same, j is counted off for exactly
    that one asker, act by act.

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
    act, actor = _edges_of(graph, asking)
    help_ = np.bincount(graph.act[helping[graph.actor]], minlength=graph.acts)[act]
    if (asking & far).any():
        help_ -= _useless(graph, (act, actor), (asking & far, helping), far)
    reached = near & found
    reached[actor[help_ > 0]] = True
    return reached


def _ends_of_far(
    graph: TwoMode, far: Mask, whose: Mask
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Per actor of `whose` the lowest and highest far actor in its acts; none: `actors` and -1.

    Edges are sorted, so an act's far actors stand in order of code: first and last are its ends.
    """
    count = far_in_act(graph, far)
    edges = np.flatnonzero(whose[graph.actor])
    edges = edges[count[graph.act[edges]] > 0]
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
    graph: TwoMode, asked: tuple[Codes, Codes], who: tuple[Mask, Mask], far: Mask
) -> NDArray[np.int64]:
    """Per asking edge (act, i): helpers in the act whose only far actor is i itself.

    `who` are the askers that are far themselves, and all who help.
    """
    (act, actor), (own, helping) = asked, who
    theirs = np.flatnonzero(own[actor])
    beside = np.zeros(graph.acts, dtype=np.bool_)
    beside[act[theirs]] = True
    edges = np.flatnonzero(beside[graph.act])
    edges = edges[helping[graph.actor[edges]]]
    act_of, helper = graph.act[edges], graph.actor[edges]
    whose = np.zeros(graph.actors, dtype=np.bool_)
    whose[helper] = True
    lowest, highest = _ends_of_far(graph, far, whose)
    one = (lowest == highest)[helper]
    keys = act[theirs].astype(np.int64) * graph.actors + actor[theirs]
    wanted = act_of[one].astype(np.int64) * graph.actors + lowest[helper[one]]
    place = np.searchsorted(keys, wanted)
    found = place < keys.size
    found[found] = keys[place[found]] == wanted[found]
    return np.bincount(theirs[place[found]], minlength=act.size)
