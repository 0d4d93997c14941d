"""The stop rule flags, and says how often it would flag one that improves (R79)."""

from dataclasses import replace

import numpy as np
import pytest

from effects.test_answers import waves
from effects.test_told import told
from effects.two_years import AFTER, BEFORE, asked, each, rows, tables_of
from samspel.effects import read_stop_rule
from samspel.effects.areas import Turned
from samspel.effects.change import asked_of
from samspel.effects.rule_areas import drawn_turn
from samspel.effects.simulation import drawn_window
from samspel.effects.stop_rule import SIMULATIONS, counted, errors_of, law_of
from samspel.gaps import index
from samspel.terms import StopRule, StopRuleErrors, Verdict

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


def test_what_too_few_simulations_leave_open_is_half_an_interval_of_the_difference():
    """Of as many binomials, nine differences in ten lie within it."""
    told = StopRuleErrors(0.2, 0.7, 0.9, 0.1, simulations=400, seed=0)
    drawn = np.random.default_rng(1).binomial(400, [[0.7], [0.2]], (2, 4000)) / 400
    off = np.abs(drawn[0] - drawn[1] - told.difference)
    assert (off <= told.margin).mean() == pytest.approx(0.9, abs=0.02)
    assert StopRuleErrors(0.5, 0.5, 0, 0, SIMULATIONS, 0).margin < 0.06


def test_where_most_is_told_the_rule_is_simulated_as_unusable():
    found = told(told(waves(rows()), "w1", [], range(20)), "w2", range(15), range(15, 20))
    found |= {name: rows(**each(AFTER, [0], "b"))[name] for name in ("interplay", "participations")}
    reading = read_stop_rule(tables_of(found), asked(as_recorded=False), RULE)
    assert (reading.flagged, reading.unsaid) == (None, {"told": ("research",)})
    assert reading.errors.unusable == 1


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


def test_members_value_platform_and_outcomes_may_be_named():
    """Method section 6: the areas that a decision names. The last two never have a verdict."""
    rule = replace(RULE, areas=("membership", "value", "platform:research", "outcome:jobs"))
    reading = read_stop_rule(region(), asked(), rule)
    assert list(reading.verdicts) == list(rule.areas)
    assert reading.verdicts["membership"] is Verdict.NO_CLEAR_CHANGE
    assert reading.verdicts["platform:research"] is None
    assert reading.missing["value"] == "not_recorded"
    assert reading.errors is not None


def test_members_alone_have_error_rates_too():
    """Nobody came or went of sixty: who stands still is flagged, who grows by a fifth is not."""
    rule = replace(RULE, areas=("membership",), worth=0.2)
    errors = read_stop_rule(region(), asked(), rule).errors
    assert errors.stagnant == 1.0
    assert errors.improving < 0.1
    assert errors.declining > 0.8


@pytest.mark.parametrize("change", [-0.2, 0.0, 0.1])
def test_as_many_turn_as_turned_here(change):
    """On average up less down is the change asked for, and the turns are no fewer than seen."""
    rng, seen = np.random.default_rng(4), Turned(9, 3, 100)
    drawn = [drawn_turn(seen, change, rng) for _ in range(4000)]
    net = np.mean([each.up - each.down for each in drawn])
    assert net == pytest.approx(100 * change, abs=0.4)
    turns = np.mean([each.up + each.down for each in drawn])
    assert turns == pytest.approx(max(12, 100 * abs(change)), abs=0.4)
