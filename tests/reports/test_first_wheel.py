"""A wheel of what a platform tells: drawn by its bounds, and what would say most more (issue 5)."""

from dataclasses import replace

import pytest

from reports import runs
from samspel.reports import wheel_is_thin, wheel_rows
from samspel.reports.first_steps import first_steps, told_share
from samspel.reports.spokes import spokes
from samspel.terms import GapFigure, NextStep, Run


def told(gap: str, reached: int, none: int, unknown: int) -> GapFigure:
    """A figure that rests on told answers alone, with some whom nobody told of."""
    near = reached + none + unknown
    made = runs.figure(gap, near, reached, none, reason="too_few_asked" if unknown else None)
    figure = replace(made, told=reached + none, next_step=None)
    if unknown:
        step = NextStep("ask", min(5, unknown), 3 * min(5, unknown))
        return replace(figure, next_step=step)
    gone = none / near
    return replace(figure, estimate=gone, low=gone, high=gone, reason=None)


def a_run(*figures: GapFigure) -> Run:
    return runs.run(figures, example=False)


@pytest.mark.parametrize(("unknown", "dotted"), [(0, False), (1, False), (5, False), (6, True)])
def test_bounds_draw_a_spoke_while_three_quarters_are_known(unknown: int, dotted: bool) -> None:
    """X13: no estimate without own answers; the bounds hold whatever the unknown are."""
    made = a_run(told("research", 10, 10 - unknown, unknown))
    spoke = spokes(made, "en")[0]
    assert spoke.dotted is dotted
    if not dotted and unknown:
        assert spoke.deck.solid == 0.5
        assert spoke.deck.unseen == 0.5 + unknown / 20
        assert spoke.deck.edge == 0.5, "nothing is built on a guess"
        low = round(100 * (10 - unknown) / 20)
        assert spoke.figure == f"gap {low}–50%"
        row = wheel_rows(made, "en")[0]
        assert row.figure == f"{low}–50%, whatever the unknown are"


def test_records_alone_stay_unsaid_where_most_are_unknown() -> None:
    made = a_run(*(told(gap, 12, 0, 29) for gap in ("research", "education", "capital", "firms")))
    assert all(spoke.dotted for spoke in spokes(made, "en"))
    assert wheel_is_thin(made)


def test_the_cheapest_thing_that_says_most_comes_first() -> None:
    """A spoke that cannot be drawn counts whole; minutes are what it costs."""
    made = a_run(
        told("research", 10, 4, 6),
        told("education", 10, 9, 1),
        told("capital", 10, 10, 0),
    )
    steps = first_steps(made, "en")
    assert len(steps) == 3
    assert (steps[0].kind, steps[0].gap, steps[0].minutes) == ("fill", "research", 15)
    assert steps[0].minutes == 3 * steps[0].count, "three minutes for each who is asked"
    assert [step.gain / step.minutes for step in steps] == sorted(
        (step.gain / step.minutes for step in steps), reverse=True
    )
    assert told_share(made) == (53, 60)


def test_a_wheel_without_told_answers_asks_nobody_to_confirm_them() -> None:
    kinds = {step.kind for step in first_steps(runs.run(), "sv")}
    assert not kinds & {"wave", "log"}
