"""What each actor's absence would cost in two-step reach. Neighbours get `losses`."""

import numpy as np
from numpy.typing import NDArray

from samspel.network.graph import Codes, Mask, TwoMode
from samspel.network.ties import expanded

__all__ = ["losses"]

Ints = NDArray[np.int64]


def losses(graph: TwoMode, near: Mask, far: Mask) -> Ints:
    """Per actor j: near actors other than j that are reached in two steps with j and not without.

    "Without" takes away every participation of j (`TwoMode.without_actors`, `two_step`).

    Exact for all actors at once, without removing them one by one. Every route of i to the far
    side is a far actor f, or somebody between and a far actor (h, f); j is critical to i when it
    stands in every route, so at most two actors can be. Who meets two far actors directly has
    none. Who meets one, f, can only lose f, and does when nobody in its acts knows another far
    actor. Who meets none can lose the only h, or the only f. To tell "another than i and f" the
    three lowest far actors of h are enough.

    Parameters
    ----------
    graph : TwoMode
        Acts that carry contact.
    near, far : (actors,) bool

    Returns
    -------
    (actors,) int64

    Examples
    --------
    Firm 0 gets to university 2 through firm 1, who meets it:

    >>> from samspel.network.graph import build
    >>> graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
    >>> losses(graph, np.array([True, True, False]), np.array([False, False, True])).tolist()
    [0, 1, 2]
    """
    lowest = _three_lowest(graph, far)
    nobody = graph.actors
    met_one = near & (lowest[0] < nobody) & (lowest[1] == nobody)
    met_none = near & (lowest[0] == nobody)
    lost = np.zeros(nobody + 1, dtype=np.int64)
    alone = met_one & ~_other_way(graph, met_one, far, lowest)
    lost += np.bincount(lowest[0][alone], minlength=nobody + 1)
    for critical in _only_way(graph, met_none, far, lowest):
        lost += np.bincount(critical, minlength=nobody + 1)
    return lost[:nobody]


def _three_lowest(graph: TwoMode, far: Mask) -> Ints:
    """Per actor the three lowest far actors, other than itself, that it meets: (3, actors).

    Where there are fewer stands `actors`. An act's four lowest are enough, one being itself.
    """
    nobody = graph.actors
    of_act = _four_lowest(graph, far)
    met = of_act[:, graph.act]
    met[met == graph.actor] = nobody
    actor = np.broadcast_to(graph.actor, met.shape)
    found = np.full((3, nobody), nobody, dtype=np.int64)
    below = np.full(nobody, -1, dtype=np.int64)
    for place in range(3):
        next_ = met > below[actor]
        np.minimum.at(found[place], actor[next_], met[next_])
        below = found[place]
    return found


def _four_lowest(graph: TwoMode, far: Mask) -> Ints:
    """Edges stand sorted by act and actor, so an act's far actors come in order."""
    edges = np.flatnonzero(far[graph.actor])
    act = graph.act[edges]
    count = np.bincount(act, minlength=graph.acts)
    rank = np.arange(edges.size) - (np.cumsum(count) - count)[act]
    few = rank < 4
    found = np.full((4, graph.acts), graph.actors, dtype=np.int64)
    found[rank[few], act[few]] = graph.actor[edges[few]]
    return found


def _beside(graph: TwoMode, whom: Mask, far: Mask) -> tuple[Codes, Codes]:
    """Each of `whom` with everybody in its acts who is neither far nor itself."""
    slots = np.flatnonzero(whom[graph.actor])
    place, edge = expanded(graph, slots, ~far[graph.actor])
    asking, other = graph.actor[slots[place]], graph.actor[edge]
    keep = asking != other
    return asking[keep], other[keep]


def _other_way(graph: TwoMode, met_one: Mask, far: Mask, lowest: Ints) -> Mask:
    """Who of those that meet one far actor f gets to another through somebody, (actors,)."""
    asking, other = _beside(graph, met_one, far)
    theirs, nobody = lowest[:, other], graph.actors
    useful = (theirs < nobody) & (theirs != asking) & (theirs != lowest[0][asking])
    found = np.zeros(nobody, dtype=np.bool_)
    found[asking[useful.any(axis=0)]] = True
    return found


def _only_way(graph: TwoMode, met_none: Mask, far: Mask, lowest: Ints) -> tuple[Ints, Ints]:
    """The only one between, and the only far actor, of each who meets no far actor directly."""
    asking, other = _beside(graph, met_none, far)
    nobody, theirs = graph.actors, lowest[:, other]
    theirs[theirs == asking] = nobody
    theirs.sort(axis=0)
    routes = theirs[0] < nobody
    asking, other, theirs = asking[routes], other[routes], theirs[:, routes]
    last = np.where(theirs[1] < nobody, nobody, theirs[0])
    between = _single(asking, (other, other), nobody)
    return between, _single(asking, (theirs[0], last), nobody)


def _single(asking: Codes, ends: tuple[NDArray[np.integer], ...], nobody: int) -> Ints:
    """The one value of each asking actor whose values are all the same."""
    least = np.full(nobody, nobody, dtype=np.int64)
    most = np.full(nobody, -1, dtype=np.int64)
    np.minimum.at(least, asking, ends[0])
    np.maximum.at(most, asking, ends[1])
    single: Ints = least[(least == most) & (least < nobody)]
    return single
