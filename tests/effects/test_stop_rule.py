"""The stop rule flags, and says how often it would flag one that improves (R79)."""

from dataclasses import replace

import numpy as np
import pytest

from effects.two_years import AFTER, BEFORE, asked, each, rows, tables_of
from samspel.effects import read_stop_rule
from samspel.effects.change import asked_of
from samspel.effects.simulation import drawn_window
from samspel.effects.stop_rule import counted, errors_of, law_of
from samspel.gaps import index
from samspel.terms import StopRule, Verdict

F, B, M, N, C = Verdict
RULE = StopRule(areas=("research",), several=1, patience_months=12)


@pytest.mark.parametrize(
    ("verdicts", "several", "flagged"),
    [
        ((B, N, F), 2, True),
        ((B, F, F), 2, False),
        ((B, B, M), 3, None),
        ((B, M, C, None), 1, True),
        ((M, C, None), 1, None),
        ((F, F), 2, False),
    ],
)
def test_moved_and_cannot_say_count_neither_way(verdicts, several, flagged):
    assert counted(verdicts, several) is flagged


def region(firms=60, before=20, after=20):
    return tables_of(
        rows(firms, **each(BEFORE, range(before), "a"), **each(AFTER, range(after), "b"))
    )


def test_it_reads_the_change_over_the_whole_patience():
    reading = read_stop_rule(region(), asked(), RULE)
    assert reading.verdicts == {"research": Verdict.NO_CLEAR_CHANGE}
    assert (reading.flagged, reading.not_forward) == (True, ("research",))
    assert (reading.settings.from_on, reading.settings.to_on) == (asked().from_on, asked().to_on)


def test_it_cannot_be_used_and_says_what_is_missing():
    reading = read_stop_rule(region(), asked(as_recorded=False), RULE)
    assert reading.flagged is None
    assert reading.missing == {"research": "no_estimate_from"}


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (replace(RULE, areas=("research", "moon")), "unknown_area moon"),
        (replace(RULE, several=2), "several_over_areas"),
        (replace(RULE, patience_months=11), "patience_under_window"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule, fault):
    with pytest.raises(ValueError, match=fault):
        read_stop_rule(region(), asked(), rule)


def errors(firms, worth, **more):
    both = asked_of(asked(**more), index(region(firms, firms // 3, firms // 3)))
    gap = both.settings.definitions.gaps[0]
    return errors_of(both, {gap.key: gap}, replace(RULE, worth=worth), 60)


def test_a_large_improvement_of_many_is_told_from_standing_still():
    told = errors(300, 0.3)
    assert told.improving < 0.05
    assert told.declining > 0.8
    assert told.unusable + told.stagnant > 0.5


def test_a_small_ecosystem_cannot_be_told():
    assert not errors(20, 0.1).tells


def test_error_rates_are_the_same_each_time_and_other_with_another_seed():
    assert errors(60, 0.1) == errors(60, 0.1)
    assert errors(60, 0.1, seed=9).seed == 9


def test_nobody_s_acts_give_no_error_rates():
    both = asked_of(asked(), index(tables_of(rows(10))))
    gap = both.settings.definitions.gaps[0]
    assert law_of(both, {gap.key: gap}) is None
    assert errors_of(both, {gap.key: gap}, RULE, 5) is None


def test_drawn_windows_are_as_reached_as_the_region_is():
    """Twenty of sixty have an act: a drawn window reaches 1 − exp(−rate) of them on average."""
    both = asked_of(asked(), index(region()))
    gap = both.settings.definitions.gaps[0]
    law, rng = law_of(both, {gap.key: gap}), np.random.default_rng(3)
    windows = [drawn_window(law, np.ones(1), rng) for _ in range(300)]
    reached = np.mean([np.unique(window.contacts[0][1]).size for window in windows])
    assert reached == pytest.approx((1 - np.exp(-law.rates(0))).sum(), abs=0.6)
