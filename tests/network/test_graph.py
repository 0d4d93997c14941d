"""The two-mode graph: codes in, codes kept, whatever is taken away."""

import numpy as np
import pytest

from samspel.network import build, direct, far_in_act, met, two_step


def mask(count, *codes):
    found = np.zeros(count, dtype=bool)
    found[list(codes)] = True
    return found


def pairs(graph):
    return list(zip(graph.act.tolist(), graph.actor.tolist(), strict=True))


def test_pairs_stand_sorted_and_once():
    graph = build([2, 0, 2, 0, 2], [1, 3, 0, 3, 1], 3, 4)
    assert pairs(graph) == [(0, 3), (2, 0), (2, 1)]
    assert graph.sizes.tolist() == [1, 0, 2]
    assert graph.degrees.tolist() == [1, 1, 0, 1]


def test_taking_away_keeps_the_codes():
    graph = build([0, 0, 0, 1, 1, 2, 2], [0, 1, 2, 0, 1, 2, 3], 3, 4)
    assert pairs(graph.with_acts(mask(3, 2))) == [(2, 2), (2, 3)]
    # Act 1 is left with one participant and carries no contact.
    assert pairs(graph.without_actors(mask(4, 1))) == [(0, 0), (0, 2), (2, 2), (2, 3)]
    assert pairs(graph.without_acts_of(mask(4, 1))) == [(2, 2), (2, 3)]
    assert graph.with_acts(mask(3, 2)).actors == 4


def test_the_graph_of_nothing_answers():
    empty = build([], [], 0, 0)
    nobody = np.zeros(0, dtype=bool)
    assert empty.sizes.tolist() == empty.degrees.tolist() == []
    assert two_step(empty, nobody, nobody).tolist() == []
    lonely = build([], [], 0, 3)
    everyone = np.ones(3, dtype=bool)
    assert not direct(lonely, everyone).any()
    assert not two_step(lonely, everyone, everyone).any()


def test_codes_that_are_no_codes_are_refused():
    with pytest.raises(ValueError, match="no pairs"):
        build([0, 1], [0], 2, 1)
    for act, actor in (([2], [0]), ([0], [1]), ([-1], [0])):
        with pytest.raises(ValueError, match="outside"):
            build(act, actor, 2, 1)


def test_nobody_is_its_own_far_side():
    """Two far actors alone in an act meet each other; one far actor among others meets none."""
    graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
    far = mask(3, 0, 1)
    assert far_in_act(graph, far).tolist() == [2, 1]
    assert met(graph, far).tolist() == [True, True, False, True]


def test_two_steps_do_not_lead_back_to_oneself():
    """0 is near and far. Its one partner meets no far actor but 0: that is no way to the far
    side; when the partner also meets 3, it is. (R37)"""
    near, far = mask(4, 0), mask(4, 0, 3)
    assert not two_step(build([0, 0], [0, 1], 1, 4), near, far)[0]
    assert two_step(build([0, 0, 1, 1], [0, 1, 1, 3], 2, 4), near, far)[0]


def test_one_useful_partner_is_enough_among_useless_ones():
    """Actors 1 and 2 know only 0 itself, 3 knows 5."""
    graph = build([0, 0, 0, 0, 1, 1], [0, 1, 2, 3, 3, 5], 2, 6)
    assert two_step(graph, mask(6, 0), mask(6, 0, 5))[0]
    assert not two_step(graph.with_acts(mask(2, 0)), mask(6, 0), mask(6, 0, 5))[0]
