"""Ties one by one: which near actor meets which far actor, in which act.

Neighbours get `far_ties`, from which strength, ladder, volumes and concentration are counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samspel.network.graph import Codes, Mask, TwoMode

__all__ = ["FarTies", "expanded", "far_ties"]


@dataclass(frozen=True, slots=True, eq=False)
class FarTies:
    """Parallel arrays, one place a near actor, a far actor other than it, and an act they share."""

    near: Codes
    far: Codes
    act: Codes


def far_ties(graph: TwoMode, near: Mask, far: Mask) -> FarTies:
    """Every meeting of a near and another far actor, sorted by act.

    Parameters
    ----------
    graph : TwoMode
        Acts that carry contact.
    near, far : (actors,) bool
        An actor may be both; it never meets itself.

    Examples
    --------
    >>> from samspel.network.graph import build
    >>> one = np.array([True, True, False]), np.array([False, True, True])
    >>> found = far_ties(build([0, 0, 0], [0, 1, 2], 1, 3), *one)
    >>> list(zip(found.near.tolist(), found.far.tolist()))
    [(0, 1), (0, 2), (1, 2)]
    """
    slots = np.flatnonzero(near[graph.actor])
    place, edge = expanded(graph, slots, far[graph.actor])
    whom, other = graph.actor[slots[place]], graph.actor[edge]
    keep = whom != other
    return FarTies(whom[keep], other[keep], graph.act[edge][keep])


def expanded(
    graph: TwoMode, slots: NDArray[np.int64], wanted: Mask
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each of the slots against every wanted edge of its act, itself too when it is wanted.

    Returns
    -------
    place, edge : (pairs,) int
        A place in `slots` and an edge of the graph.
    """
    edges = np.flatnonzero(wanted)
    count = np.bincount(graph.act[edges], minlength=graph.acts)
    first = np.cumsum(count) - count
    times = count[graph.act[slots]]
    place = np.repeat(np.arange(slots.size), times)
    within = np.arange(place.size) - np.repeat(np.cumsum(times) - times, times)
    return place, edges[first[graph.act[slots[place]]] + within]
