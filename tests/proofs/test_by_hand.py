"""Claim: an ecosystem small enough to be worked out on paper gives the numbers of the paper.

Eight firms f1-f8, a university u that is not a member (R121), and the platform p, which has no
firm's role. Seen on 2026-09-30 over 24 months.

    m1  f1 u        f1 is reached, recorded
    m2  f1 f2       f2 gets to u through f1
    m3  p f3        f3 meets nobody but the platform
    m4  p u         ... through which it gets to u
    answers         f4 yes; f2, f3, f5, f6 no; f7 and f8 were silent
"""

from datetime import date

import pytest

from gaps.small import measured, small
from samspel.terms import Basis, State


@pytest.fixture(scope="module")
def research():
    return measured(small()).gap("research")


def test_states(research):
    """Reached f1, f4; none f2, f3, f5, f6; unknown f7, f8. (X13)"""
    assert (research.near, research.far, research.left) == (8, 1, 0)
    assert (research.reached, research.none, research.unknown) == (2, 4, 2)
    assert (research.lower, research.upper, research.coverage) == (4 / 8, 6 / 8, 6 / 8)
    # Five would be known whatever they did: those who answered.
    assert research.asked == 5 / 8
    seen = {s.actor_id: (s.state, s.basis, s.acts) for s in research.states}
    assert seen["f1"] == (State.REACHED, Basis.RECORDED, ("m1",))
    assert seen["f4"] == (State.REACHED, Basis.ANSWER, ())
    assert seen["f2"] == (State.NONE, Basis.ANSWER, ())
    assert seen["f8"] == (State.UNKNOWN, Basis.NOTHING, ())


def test_estimate(research):
    """A = f2-f6, x = 1, y = 4, q ~ Beta(1½, 4½), two unknown:

    P(0) = 4½·5½/(6·7) = .5893, P(1) = 2·1½·4½/42 = .3214, P(2) = 1½·2½/42 = .0893.
    The median is 0, the 95 % quantile 2, the 5 % quantile 0.
    """
    assert (research.estimate, research.low, research.high) == (6 / 8, 4 / 8, 6 / 8)
    assert research.reason is None
    assert research.why == {}


def test_parts(research):
    """Slots: f1 two, f2, f3 and f4 (its yes) one each: M = 5. Without the label: f1 and f2 in
    m2, f3 in m3: M₀ = 3. p(1) = 3/5, p(2) = 3/10.

    thin = (.3 + 3·.6)/8. n²Var = .21 + 3·.24 + 6(1/10 − .18) + 6(.3 − .36) = .09.
    """
    parts = research.parts
    assert parts.inactive == 4 / 8
    assert parts.platform_only == 1 / 8
    assert parts.thin == pytest.approx(2.1 / 8, abs=1e-12)
    assert parts.sorted == pytest.approx(6 / 8 - 4 / 8 - 2.1 / 8, abs=1e-12)
    assert parts.sorted_sd == pytest.approx(0.3 / 8, abs=1e-12)


def test_access(research):
    """r: f1 in one step, f2 through f1, f3 through p. Without p's participations f3 falls out,
    and without its acts too. (R37, R119)"""
    assert research.two_step == 3 / 8
    assert research.platform_dependence == pytest.approx(1 / 3)
    assert research.platform_dependence_high == pytest.approx(1 / 3)
    assert research.sole_route == ("f3",)


def test_an_act_the_platform_convened_counts_in_the_high_figure_only():
    """With f5 and u in a meeting that p hosts, f5 is reached without p, not without the meeting."""
    research = measured(small(acts={"m5": ("f5", "u", "p")})).gap("research")
    assert research.two_step == 4 / 8
    assert research.platform_dependence == pytest.approx(1 / 4)
    assert research.platform_dependence_high == pytest.approx(2 / 4)


def test_declared_whole(research):
    """--as-recorded: whoever is not reached has no contact; no interval."""
    declared = measured(small(), as_recorded=True).gap("research")
    assert (declared.estimate, declared.low, declared.high) == (6 / 8, None, None)
    assert (declared.none, declared.unknown, declared.asked) == (6, 0, 1)
    assert declared.why == {"low": "as_recorded", "high": "as_recorded"}
    assert declared.parts == research.parts


def test_answers_of_four_are_left_out():
    """Without f6's answer four are left: f4's yes must not be seen in the figure. (X12)"""
    few = measured(small(silent=("f6",))).gap("research")
    assert (few.reached, few.none, few.unknown) == (1, 0, 7)
    assert few.reason == "too_few_asked"
    assert few.why == {"answers": "too_few_answers"}


def test_a_report_of_one_of_four_is_left_out_too():
    few = measured(small(silent=("f6",), reports={"r1": ("f5", "u")})).gap("research")
    assert few.reached == 1
    enough = measured(small(reports={"r1": ("f5", "u")})).gap("research")
    assert enough.reached == 3


def test_a_log_nobody_tested_names_who_declares_it():
    """All eight are logged: f7 and f8 are none on the word of the platform."""
    logged = measured(small(log="Plattformen")).gap("research")
    assert (logged.none, logged.unknown, logged.estimate) == (6, 0, 6 / 8)
    assert logged.low == logged.high == 6 / 8
    assert logged.declared_by == ("Plattformen",)


def test_told_fills_what_is_unknown_and_nothing_else():
    """Told of f7 yes, of f8 no, and of f1 no, which its act knows better."""
    told = measured(small(told={"f7": "yes", "f8": "no", "f1": "no"})).gap("research")
    assert (told.reached, told.none, told.unknown, told.told) == (3, 5, 0, 2)
    assert told.estimate == 5 / 8


def test_the_authority_gap_is_given_with_and_without_the_financier():
    """f1 meets the region, which finances; f2 meets a municipality. (R57)"""
    rows = small(acts={"m5": ("f1", "region"), "m6": ("f2", "municipality")})
    figure = measured(rows).gap("authority")
    assert (figure.far, figure.reached) == (2, 2)
    assert figure.without_financier is not None
    assert (figure.without_financier.far, figure.without_financier.reached) == (1, 1)
    assert figure.without_financier.without_financier is None


def test_memo_b_puts_the_civil_sector_on_the_far_side_too():
    """(R58)"""
    rows = small(acts={"m5": ("f1", "association")})
    assert measured(rows, memo="memo-a").gap("authority").reached == 0
    assert measured(rows, memo="memo-b").gap("authority").reached == 1


def test_the_day_the_window_opens_and_the_day_it_closes():
    """t = 2026-09-30, 24 months: 2024-09-30 is out, 2024-10-01 is in, 2026-09-30 is in."""
    for day, reached in (
        (date(2024, 9, 30), 0),
        (date(2024, 10, 1), 1),
        (date(2026, 9, 30), 1),
        (date(2026, 10, 1), 0),
    ):
        rows = small(acts={"m9": ("f6", "u")}, days={"m9": day})
        states = measured(rows).gap("research").states
        assert [s.state for s in states if s.actor_id == "f6"] == [
            State.REACHED if reached else State.NONE
        ]
