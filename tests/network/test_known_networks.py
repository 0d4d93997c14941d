"""Small published two-mode networks: pieces and reach against the reference values and networkx."""

import csv

import networkx as nx
import numpy as np
import pytest

from samspel.network import build, fragmentation, two_step

NETWORKS = ("southern_women", "ceos_clubs", "brunson_corporate_leadership")


def read(folder, name):
    """The network with persons as actors and clubs, boards and events as acts."""
    with (folder / f"{name}_edges.csv").open(encoding="utf-8") as file:
        rows = [tuple(row[:2]) for row in list(csv.reader(file))[1:]]
    both = nx.Graph(rows)
    with (folder / f"{name}_nodes.csv").open(encoding="utf-8") as file:
        both.add_nodes_from(row[0] for row in list(csv.reader(file))[1:])
    persons = sorted({a for a, _ in rows})
    acts = sorted({b for _, b in rows})
    graph = build(
        [acts.index(b) for _, b in rows],
        [persons.index(a) for a, _ in rows],
        len(acts),
        len(persons),
    )
    return both, persons, graph


@pytest.mark.parametrize("name", NETWORKS)
def test_pieces_and_reach(shared_data, name):
    folder = shared_data / "networks-ground-truth"
    both, persons, graph = read(folder, name)
    with (folder / "reference_network_metrics.csv").open(encoding="utf-8") as file:
        known = {row["network"]: row for row in csv.DictReader(file)}[name]
    assert int(known["m_undirected"]) == graph.act.size
    pieces = [part & set(persons) for part in nx.connected_components(both)]
    v = len(persons)
    expected = 1 - sum(len(p) * (len(p) - 1) for p in pieces) / (v * (v - 1))
    everyone = np.ones(v, dtype=bool)
    assert fragmentation(graph, everyone) == pytest.approx(expected, abs=1e-9)
    if int(known["components"]) == 1:
        assert fragmentation(graph, everyone) == 0
    for far in range(v):
        distance = nx.single_source_shortest_path_length(both, persons[far])
        reached = two_step(graph, np.arange(v) != far, np.arange(v) == far)
        assert reached.tolist() == [
            k != far and distance.get(person, 99) <= 4 for k, person in enumerate(persons)
        ]
