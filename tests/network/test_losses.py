"""What each actor's absence costs equals taking it out and walking again. (R37, R119)"""

import numpy as np

from samspel.network import build, far_ties, losses, two_step


def drawn(seed):
    rng = np.random.default_rng(seed)
    actors, acts, edges = (int(rng.integers(*ends)) for ends in ((3, 12), (1, 10), (2, 24)))
    graph = build(rng.integers(acts, size=edges), rng.integers(actors, size=edges), acts, actors)
    near, far = rng.random(actors) < 0.7, rng.random(actors) < 0.35
    return graph.with_acts(graph.sizes >= 2), near, far & ~near if seed % 3 == 0 else far


def test_losses_equal_taking_each_actor_out():
    for seed in range(600):
        graph, near, far = drawn(seed)
        reached, cost = two_step(graph, near, far), []
        for j in range(graph.actors):
            gone = np.arange(graph.actors) == j
            still = two_step(graph.without_actors(gone), near & ~gone, far & ~gone)
            cost.append(int((reached & ~gone & ~still).sum()))
        assert losses(graph, near, far).tolist() == cost, seed


def test_far_ties_are_every_meeting_once():
    for seed in range(200):
        graph, near, far = drawn(seed)
        edges = list(zip(graph.act.tolist(), graph.actor.tolist(), strict=True))
        expected = sorted(
            (a, i, f)
            for a, i in edges
            for b, f in edges
            if a == b and i != f and near[i] and far[f]
        )
        met = far_ties(graph, near, far)
        found = zip(met.act.tolist(), met.near.tolist(), met.far.tolist(), strict=True)
        assert sorted(found) == expected, seed
