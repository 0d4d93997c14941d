"""Overlap control: over any number of figures nobody stands in a group of fewer than five (X12)."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from samspel.uncertainty.overlap import Shown, Standing, and_shown, may_count
from samspel.uncertainty.suppression import FEWEST

IDS = [f"a{n:02d}" for n in range(24)]
KINDS = st.sampled_from(["", "near", "near", "near", "far", "sparse"])  # "" is not there
FIGURES = st.lists(
    st.lists(st.tuples(KINDS, st.sampled_from("xxxxy")), min_size=24, max_size=24),
    min_size=1,
    max_size=8,
)


@given(FIGURES)
def test_who_is_counted_alike_is_never_one_to_four(figures) -> None:
    """Of every figure the groups that it tells apart are kept by another way of counting, and
    every group that all figures together tell apart has at least five, or nobody counted."""
    shown, history = Shown(), {one: [] for one in IDS}
    said: dict[str, str] = {}
    for figure in figures:
        wanted = {
            one: Standing(kind, says) for one, (kind, says) in zip(IDS, figure, strict=True) if kind
        }
        counted = may_count(wanted, shown)
        assert counted <= wanted.keys()
        for one in IDS:
            anew = one in counted and said.get(one, wanted[one].says) != wanted[one].says
            history[one].append((wanted[one].as_what, anew) if one in counted else None)
        said |= {one: wanted[one].says for one in counted}
        shown = and_shown({one: wanted[one] for one in counted}, shown)
    groups: dict[tuple[object, ...], int] = {}
    for each in history.values():
        if any(each):
            groups[tuple(each)] = groups.get(tuple(each), 0) + 1
    assert all(size >= FEWEST for size in groups.values())


def test_the_same_figure_again_changes_nothing() -> None:
    wanted = {one: Standing("near", "x") for one in IDS}
    shown = and_shown(wanted, Shown())
    assert and_shown(wanted, shown) == shown
    assert may_count(wanted, shown) == wanted.keys()


def test_a_group_that_comes_back_is_counted_again() -> None:
    wanted = {one: Standing("near", "x") for one in IDS}
    shown = and_shown(wanted, Shown())
    fewer = {one: stands for one, stands in wanted.items() if one not in IDS[:5]}
    shown = and_shown(fewer, shown)
    assert may_count(wanted, shown) == wanted.keys()


def test_a_changed_answer_of_one_is_not_counted_alone() -> None:
    wanted = {one: Standing("near", "x") for one in IDS}
    shown = and_shown(wanted, Shown())
    counted = may_count({**wanted, "a00": Standing("near", "y")}, shown)
    assert "a00" not in counted
    assert len(counted) == len(IDS) - FEWEST


def test_thousands_of_figures_of_five_thousand_stay_quick() -> None:
    """What is kept is one class an actor, however many figures there have been."""
    rng = random.Random(7)  # noqa: S311 - not a secret
    ids = [f"a{n}" for n in range(5000)]
    shown, slowest = Shown(), 0.0
    for step in range(40):
        wanted = {one: Standing(rng.random() < 0.97, "x") for one in ids if rng.random() < 0.99}
        began = time.process_time()
        counted = may_count(wanted, shown)
        shown = and_shown({one: wanted[one] for one in counted}, shown)
        slowest = max(slowest, time.process_time() - began)
        assert step == 0 or len(shown.classes) <= len(ids)
    assert slowest < 0.5
