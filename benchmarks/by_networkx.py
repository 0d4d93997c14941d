"""The same measure in networkx, its graph of actors and acts already built, in two ways.

`actor_by_actor` asks the question as it is put: a breadth-first search from each near actor, two
edges far, and four where no far actor is that near. `from_graph` is the quickest way we know: one
search from all far actors at once, and only actors that are near and far at the same time are
looked at one by one.
"""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np

from benchmarks.listed import Listed, listed
from benchmarks.regions import MAX_SIZE, PLATFORM, Region

__all__ = ["actor_by_actor", "from_graph"]

_ALL_FAR = -1
_Within = Callable[[nx.Graph, set[int], set[int], int], int]


def from_graph(region: Region, _: Path) -> Callable[[], Listed]:
    """All far actors at once."""
    return _prepared(region, _within)


def actor_by_actor(region: Region, _: Path) -> Callable[[], Listed]:
    """Each near actor for itself."""
    return _prepared(region, _one_by_one)


def _prepared(region: Region, within: _Within) -> Callable[[], Listed]:
    """Actors are 0 to n - 1, acts come after."""
    codes, actors = region.graph, region.graph.actors
    graph = nx.Graph()
    graph.add_nodes_from(range(actors + codes.acts))
    graph.add_edges_from(zip(codes.actor.tolist(), (codes.act + actors).tolist(), strict=True))
    near = set(np.flatnonzero(region.near).tolist())
    far = set(np.flatnonzero(region.far).tolist())
    return lambda: _measure((graph, actors), near, far, within)


def _measure(of: tuple[nx.Graph, int], near: set[int], far: set[int], within: _Within) -> Listed:
    graph, actors = of
    acts = range(actors, graph.number_of_nodes())
    wrong = [a for a in acts if not 2 <= len(graph[a]) <= MAX_SIZE]
    taken = _take(graph, wrong)
    graph.add_edges_from((_ALL_FAR, f) for f in far)
    unmarked = 0
    for act in acts:
        there = graph[act]
        fars = sum(1 for j in there if j in far)
        if fars < 2:
            unmarked += sum(1 for i in there if i in near and fars - (i in far) == 0)
    hands = np.array([graph.degree[i] - (i in far) for i in near], dtype=np.int64)
    direct = within(graph, near, far, 3)
    steps = [within(graph, near, far, 5)]
    for gone in ([PLATFORM], list(graph[PLATFORM])):
        edges = _take(graph, gone)
        steps.append(within(graph, near, far, 5))
        graph.add_edges_from(edges)
    graph.remove_node(_ALL_FAR)
    graph.add_edges_from(taken)
    return listed(len(near), direct, (hands, unmarked), (steps[0], steps[1], steps[2]))


def _take(graph: nx.Graph, nodes: list[int]) -> list[tuple[int, int]]:
    """Takes the nodes' edges out of the graph, and gives them for putting back."""
    edges = list(graph.edges(nodes))
    graph.remove_edges_from(edges)
    return edges


def _within(graph: nx.Graph, near: set[int], far: set[int], steps: int) -> int:
    """Near actors that far: all far are one step from the beginning, an act is one step more."""
    reached = nx.single_source_shortest_path_length(graph, _ALL_FAR, cutoff=steps)
    count = sum(1 for i in near if i in reached and i not in far)
    return count + sum(_looked_at(graph, i, far, steps) for i in near & far)


def _one_by_one(graph: nx.Graph, near: set[int], far: set[int], steps: int) -> int:
    """The same from each near actor, who looks no further than it must."""
    found, joined = 0, _take(graph, [_ALL_FAR])
    for i in near:
        for edges in range(2, steps, 2):
            lengths = nx.single_source_shortest_path_length(graph, i, cutoff=edges)
            if not far.isdisjoint(lengths.keys() - {i}):
                found += 1
                break
    graph.add_edges_from(joined)
    return found


def _looked_at(graph: nx.Graph, i: int, far: set[int], steps: int) -> bool:
    """The same for one that is far itself and may not count as its own far side."""
    acts = [act for act in graph[i] if act != _ALL_FAR]
    if any(j != i and j in far for act in acts for j in graph[act]):
        return True
    return steps > 3 and any(
        f in far and f not in (i, j)
        for act in acts
        for j in graph[act]
        if j != i
        for between in graph[j]
        if between != _ALL_FAR
        for f in graph[between]
    )
