"""The same measure in igraph, its graph of actors and acts already built, in two ways.

`actor_by_actor` asks for each near actor's neighbourhood, two edges far, and four where no far
actor is that near. `from_graph` is the quickest way we know: one breadth-first search in C from
all far actors at once. What can be counted is counted in NumPy over the edge list in both.
"""

from collections.abc import Callable
from pathlib import Path

import igraph as ig
import numpy as np

from benchmarks.listed import Listed, listed
from benchmarks.regions import MAX_SIZE, PLATFORM, Region

__all__ = ["actor_by_actor", "from_graph"]

_AT_ONCE = 1_000  # neighbourhoods held at a time
_Within = Callable[[ig.Graph, np.ndarray, np.ndarray], tuple[int, int]]


def from_graph(region: Region, _: Path) -> Callable[[], Listed]:
    """All far actors at once."""
    return _prepared(region, _within)


def actor_by_actor(region: Region, _: Path) -> Callable[[], Listed]:
    """Each near actor for itself."""
    return _prepared(region, _one_by_one)


def _prepared(region: Region, within: _Within) -> Callable[[], Listed]:
    """Actors are 0 to n - 1, acts come after, and one vertex that is joined to all far actors."""
    codes, actors = region.graph, region.graph.actors
    edges = np.column_stack((codes.actor, codes.act + actors))
    graph = ig.Graph(n=actors + codes.acts + 1, edges=edges)
    return lambda: _measure((graph, actors), region.near, region.far, within)


def _measure(
    of: tuple[ig.Graph, int], near: np.ndarray, far: np.ndarray, within: _Within
) -> Listed:
    graph, actors = of[0].copy(), of[1]
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
    direct, reached = within(graph, near, far)
    steps = [reached]
    ours = graph.incident(PLATFORM)
    theirs = [e for a in graph.neighbors(PLATFORM) for e in graph.incident(a)]
    for gone in (ours, theirs):
        less = graph.copy()
        less.delete_edges(gone)
        steps.append(within(less, near, far)[1])
    return listed(int(near.sum()), direct, (hands, unmarked), (steps[0], steps[1], steps[2]))


def _within(graph: ig.Graph, near: np.ndarray, far: np.ndarray) -> tuple[int, int]:
    """Near actors reached directly, and in two steps."""
    everybody = graph.vcount() - 1
    away = np.array(graph.distances(source=[everybody])[0])[: near.size]
    plain = near & ~far
    both = [_looked_at(graph, int(i), far, everybody) for i in np.flatnonzero(near & far)]
    direct = int((away[plain] <= 3).sum()) + sum(one for one, _ in both)
    return direct, int((away[plain] <= 5).sum()) + sum(two for _, two in both)


def _one_by_one(graph: ig.Graph, near: np.ndarray, far: np.ndarray) -> tuple[int, int]:
    """The same from each near actor, who looks no further than it must."""
    apart = graph.copy()
    apart.delete_vertices(graph.vcount() - 1)  # the one that is joined to all far actors
    known = np.append(far, np.zeros(apart.vcount() - far.size, dtype=bool))
    left, found = np.flatnonzero(near), []
    for edges in (2, 4):
        reached = np.zeros(left.size, dtype=bool)
        for at in range(0, left.size, _AT_ONCE):
            whom = left[at : at + _AT_ONCE].tolist()
            around = apart.neighborhood(whom, order=edges, mindist=1)
            reached[at : at + _AT_ONCE] = [known[there].any() for there in around]
        found.append(int(reached.sum()))
        left = left[~reached]
    return found[0], sum(found)


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
