"""Two steps with some actors, without them and without their acts, at once. (R37, R119)"""

import numpy as np
import pytest

from samspel.network import FarSide, Gone, build, direct, met, reaches, two_step


def drawn(seed):
    rng = np.random.default_rng(seed)
    actors, acts, edges = (int(rng.integers(*ends)) for ends in ((3, 14), (1, 12), (2, 40)))
    graph = build(rng.integers(acts, size=edges), rng.integers(actors, size=edges), acts, actors)
    near, far = rng.random(actors) < 0.7, rng.random(actors) < 0.35
    out = rng.random(actors) < 0.2
    return graph.with_acts(graph.sizes >= 2), near & ~out, far & ~out, out


def by_hand(graph, near, far):
    """The definition, read word by word."""
    of_act = [set(graph.actor[graph.act == act].tolist()) for act in range(graph.acts)]
    meets = [{j for act in of_act if i in act for j in act} - {i} for i in range(graph.actors)]
    fars = set(np.flatnonzero(far).tolist())
    return [
        bool(near[i]) and bool(meets[i] & fars or any(meets[j] & (fars - {i, j}) for j in meets[i]))
        for i in range(graph.actors)
    ]


def test_one_search_gives_what_three_graphs_give():
    differing = 0
    for seed in range(800):
        graph, near, far, out = drawn(seed)
        found = reaches(FarSide.of(graph, far), near, out)
        rest = graph.without_actors(out), graph.without_acts_of(out)
        assert found.with_.tolist() == by_hand(graph, near, far), seed
        assert found.without.tolist() == by_hand(rest[0], near, far), seed
        assert found.without_acts.tolist() == by_hand(rest[1], near, far), seed
        assert found.with_.tolist() == two_step(graph, near, far).tolist()
        differing += (found.with_ != found.without).any() or (
            found.with_ != found.without_acts
        ).any()
    assert differing > 100


def test_acts_left_out_by_a_mask_are_as_acts_that_are_not_there():
    for seed in range(300):
        graph, near, far, out = drawn(seed)
        acts = np.random.default_rng(seed).random(graph.acts) < 0.6
        less = graph.with_acts(acts)
        for far_side in (
            FarSide.of(graph, far, acts),
            FarSide.of(graph, far).without(Gone.of(graph, ~acts)),
        ):
            assert far_side.found.tolist() == direct(less, far).tolist(), seed
            there = reaches(far_side, near, out), reaches(FarSide.of(less, far), near, out)
            for name in ("with_", "without", "without_acts"):
                assert getattr(there[0], name).tolist() == getattr(there[1], name).tolist()
        assert graph.degrees_in(acts).tolist() == less.degrees.tolist()


def test_met_by_is_where_a_near_actor_meets_another():
    for seed in range(300):
        graph, near, far, _ = drawn(seed)
        expected = np.flatnonzero(met(graph, far) & near[graph.actor])
        assert FarSide.of(graph, far).met_by(near).tolist() == expected.tolist(), seed


def test_who_is_taken_out_stands_on_neither_side():
    graph = build([0, 0], [0, 1], 1, 2)
    near, far = np.eye(2, dtype=bool)
    with pytest.raises(ValueError, match="neither side"):
        reaches(FarSide.of(graph, far), near, far)
