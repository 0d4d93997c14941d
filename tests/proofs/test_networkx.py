"""Claim: what networkx also has, it has alike: distance in the two-mode graph, components.

With a far side that is never near, two-step reach is a breadth-first distance of at most 4 in
the graph of actors and acts. (R37, R119)
"""

import networkx as nx
import numpy as np
import pytest

from samspel.network import FarSide, build, direct, fragmentation, only_with, reaches, two_step


def random_graph(seed):
    rng = np.random.default_rng(seed)
    acts, actors = int(rng.integers(1, 30)), int(rng.integers(2, 40))
    edges = int(rng.integers(1, 3 * acts + 1))
    graph = build(rng.integers(acts, size=edges), rng.integers(actors, size=edges), acts, actors)
    both = nx.Graph()
    both.add_nodes_from(("actor", k) for k in range(actors))
    both.add_edges_from(
        (("act", int(a)), ("actor", int(b))) for a, b in zip(graph.act, graph.actor, strict=True)
    )
    return rng, graph, both


@pytest.mark.parametrize("seed", range(60))
def test_reach_is_breadth_first_distance(seed):
    rng, graph, both = random_graph(seed)
    far = rng.random(graph.actors) < 0.2
    near = ~far
    sources = {("actor", int(k)) for k in np.flatnonzero(far)}
    lengths = nx.multi_source_dijkstra_path_length(both, sources) if sources else {}
    for actor in np.flatnonzero(near).tolist():
        distance = lengths.get(("actor", actor), 99)
        assert direct(graph, far)[actor] == (distance <= 2)
        assert two_step(graph, near, far)[actor] == (distance <= 4)


@pytest.mark.parametrize("seed", range(60))
def test_reach_without_a_platform_is_distance_where_it_or_its_acts_are_gone(seed):
    """Low and high of the platform's dependence: the node is removed, or its acts are too."""
    rng, graph, both = random_graph(seed)
    kind = rng.choice(3, size=graph.actors, p=(0.6, 0.2, 0.2))
    near, far, out = (kind == k for k in range(3))
    found = reaches(FarSide.of(graph, far), near, out)
    gone = {("actor", int(k)) for k in np.flatnonzero(out)}
    acts = {act for each in gone for act in both[each]}
    for left, said in ((both, found.with_), (less(both, gone), found.without),
                       (less(both, gone | acts), found.without_acts)):  # fmt: skip
        sources = {("actor", int(k)) for k in np.flatnonzero(far)}
        lengths = nx.multi_source_dijkstra_path_length(left, sources) if sources else {}
        steps = [lengths.get(("actor", k), 99) for k in range(graph.actors)]
        assert said.tolist() == [bool(near[k]) and steps[k] <= 4 for k in range(graph.actors)]


def less(graph, nodes):
    left = graph.copy()
    left.remove_nodes_from(nodes)
    return left


@pytest.mark.parametrize("seed", range(60))
def test_reach_with_overlapping_sides_is_what_plain_sets_say(seed):
    rng, graph, _ = random_graph(seed)
    far, near = rng.random(graph.actors) < 0.3, rng.random(graph.actors) < 0.6
    acts = [set(graph.actor[graph.act == k].tolist()) for k in range(graph.acts)]
    f = set(np.flatnonzero(far).tolist())
    for i in range(graph.actors):
        mine = [act for act in acts if i in act]
        one = any(act & f - {i} for act in mine)
        two = any(
            other & f - {i, j} for act in mine for j in act - {i} for other in acts if j in other
        )
        assert direct(graph, far)[i] == one
        assert two_step(graph, near, far)[i] == (bool(near[i]) and (one or two))
        company = [act - {i} for act in mine]
        assert only_with(graph, far)[i] == (bool(mine) and all(c <= f for c in company))


@pytest.mark.parametrize("seed", range(60))
def test_fragmentation_is_pairs_in_different_components(seed):
    rng, graph, both = random_graph(seed)
    among = rng.random(graph.actors) < 0.7
    present = [k for k in np.flatnonzero(among).tolist() if both.degree(("actor", k))]
    where = {v: n for n, part in enumerate(nx.connected_components(both)) for v in part}
    pairs = [(a, b) for a in present for b in present if a != b]
    apart = [where["actor", a] != where["actor", b] for a, b in pairs]
    expected = None if len(present) < 2 else sum(apart) / len(apart)
    assert fragmentation(graph, among) == pytest.approx(expected, abs=1e-12)


def test_a_long_chain_is_one_component():
    """Two thousand acts in a row, in shuffled order: labels must sink the whole way."""
    order = np.random.default_rng(3).permutation(2001)
    chain = build(
        np.repeat(np.arange(2000), 2), order[np.arange(4000) // 2 + np.arange(4000) % 2], 2000, 2001
    )
    assert fragmentation(chain, np.ones(2001, dtype=bool)) == 0
