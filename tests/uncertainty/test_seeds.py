"""One seed a run, a stream of its own for each thing that draws; and when answers are withheld."""

import numpy as np

from samspel.uncertainty import FEWEST, rng_for, withheld


def first(*parts):
    return rng_for(*parts).integers(2**62)


def test_the_same_parts_give_the_same_stream_in_any_order_of_work():
    one = [first(7, "e", gap) for gap in ("research", "firms")]
    two = [first(7, "e", gap) for gap in ("firms", "research")]
    assert one == two[::-1]


def test_different_parts_give_different_streams():
    streams = {
        first(7),
        first(8),
        first(7, "e"),
        first(7, "e", "g"),
        first(7, "eg"),
        first(7, 1),
        first(7, "1"),
        first(7, "e;", "g"),
        first(7, "e", ";g"),
    }
    assert len(streams) == 9


def test_a_stream_is_the_same_on_every_machine():
    assert rng_for(0, "research").integers(1000, size=4).tolist() == [106, 840, 579, 187]


def test_no_global_state_is_touched():
    before = np.random.get_state()[1].tolist()  # noqa: NPY002 - it is what must not move
    rng_for(1, "x").random(10)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_answers_of_one_to_four_are_withheld():
    """(X12)"""
    assert FEWEST == 5
    assert [k for k in range(9) if withheld(k)] == [1, 2, 3, 4]
