"""Small published networks: pieces, ties and reach against the reference values and networkx."""

import csv

import networkx as nx
import numpy as np
import pytest

from samspel.network import build, far_ties, fragmentation, two_step

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


@pytest.mark.parametrize("name", ["flo_marriage", "flo_business"])
def test_ties_of_two(shared_data, name):
    """Every tie an act of two: families met, reach in two steps and pieces are the reference's."""
    folder = shared_data / "networks-ground-truth"
    with (folder / f"{name}_nodes.csv").open(encoding="utf-8") as file:
        families = sorted(row[0] for row in list(csv.reader(file))[1:])
    with (folder / f"{name}_edges.csv").open(encoding="utf-8") as file:
        rows = [tuple(row[:2]) for row in list(csv.reader(file))[1:]]
    code = {family: k for k, family in enumerate(families)}
    graph = build(
        [act for act, _ in enumerate(rows) for _ in range(2)],
        [code[family] for row in rows for family in row],
        len(rows),
        len(families),
    )
    plain = nx.Graph(rows)
    plain.add_nodes_from(families)
    with (folder / "reference_network_metrics.csv").open(encoding="utf-8") as file:
        known = {row["network"]: row for row in csv.DictReader(file)}[name]
    with (folder / "reference_node_metrics.csv").open(encoding="utf-8") as file:
        degree = {r["node"]: int(r["degree"]) for r in csv.DictReader(file) if r["network"] == name}
    assert int(known["m_undirected"]) == len(rows)
    everyone = np.ones(len(families), dtype=bool)
    ties = far_ties(graph, everyone, everyone)
    assert {f: int((ties.near == code[f]).sum()) for f in families} == degree
    sizes = sorted(map(len, nx.connected_components(plain)))
    assert (len(sizes), sizes[-1]) == (int(known["components"]), int(known["giant"]))
    v = sum(1 for each in degree.values() if each)
    expected = 1 - sum(s * (s - 1) for s in sizes) / (v * (v - 1))
    assert fragmentation(graph, everyone) == pytest.approx(expected, abs=1e-9)
    for far, family in enumerate(families):
        distance = nx.single_source_shortest_path_length(plain, family)
        reached = two_step(graph, np.arange(len(families)) != far, np.arange(len(families)) == far)
        assert reached.tolist() == [0 < distance.get(each, 99) <= 2 for each in families]
