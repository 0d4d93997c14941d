"""The same measure in igraph, its graph of actors and acts already built.

Written as a user who knows the library would: reach is one breadth-first search in C from all
far actors at once, what can be counted is counted in NumPy over the edge list.
"""

from collections.abc import Callable
from pathlib import Path

import igraph as ig
import numpy as np

from benchmarks.listed import Listed, listed
from benchmarks.regions import MAX_SIZE, PLATFORM, Region

__all__ = ["from_graph"]


def from_graph(region: Region, _: Path) -> Callable[[], Listed]:
    """Actors are 0 to n - 1, acts come after, and one vertex that is joined to all far actors."""
    codes, actors = region.graph, region.graph.actors
    edges = np.column_stack((codes.actor, codes.act + actors))
    graph = ig.Graph(n=actors + codes.acts + 1, edges=edges)
    return lambda: _measure(graph, actors, region.near, region.far)


def _measure(graph: ig.Graph, actors: int, near: np.ndarray, far: np.ndarray) -> Listed:
    graph = graph.copy()
    sizes = np.array(graph.degree(range(actors, graph.vcount() - 1)))
    wrong = actors + np.flatnonzero((sizes < 2) | (sizes > MAX_SIZE))
    graph.delete_edges(graph.es.select(_to_in=wrong.tolist()) if wrong.size else [])
    hands = np.array(graph.degree(np.flatnonzero(near).tolist()))
    edges = np.array(graph.get_edgelist())
    actor, act = edges[:, 0], edges[:, 1]
    fars = np.bincount(act[far[actor]], minlength=graph.vcount())
    unmarked = int((near[actor] & (fars[act] - far[actor] == 0)).sum())
    everybody = graph.vcount() - 1
    graph.add_edges([(everybody, f) for f in np.flatnonzero(far).tolist()])
    direct, reached = _within(graph, near, far)
    steps = [reached]
    ours = graph.incident(PLATFORM)
    theirs = [e for a in graph.neighbors(PLATFORM) for e in graph.incident(a)]
    for gone in (ours, theirs):
        less = graph.copy()
        less.delete_edges(gone)
        steps.append(_within(less, near, far)[1])
    return listed(int(near.sum()), direct, (hands, unmarked), (steps[0], steps[1], steps[2]))


def _within(graph: ig.Graph, near: np.ndarray, far: np.ndarray) -> tuple[int, int]:
    """Near actors reached directly, and in two steps."""
    everybody = graph.vcount() - 1
    away = np.array(graph.distances(source=[everybody])[0])[: near.size]
    plain = near & ~far
    both = [_looked_at(graph, int(i), far, everybody) for i in np.flatnonzero(near & far)]
    direct = int((away[plain] <= 3).sum()) + sum(one for one, _ in both)
    return direct, int((away[plain] <= 5).sum()) + sum(two for _, two in both)


def _looked_at(graph: ig.Graph, i: int, far: np.ndarray, everybody: int) -> tuple[bool, bool]:
    """The same for one that is far itself and may not count as its own far side."""
    beside = {j for act in graph.neighbors(i) if act != everybody for j in graph.neighbors(act)} - {
        i
    }
    if any(far[j] for j in beside):
        return True, True
    found = any(
        far[f]
        for j in beside
        for act in graph.neighbors(j)
        if act != everybody
        for f in graph.neighbors(act)
        if f not in (i, j)
    )
    return False, found
