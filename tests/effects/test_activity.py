"""The share of members active, as the answers about the gaps tell it (R108, X13)."""

import pytest

from effects.test_answers import waves
from effects.two_years import AFTER, BEFORE, asked, declared, each, rows, tables_of
from samspel.effects import measure_change, read_stop_rule
from samspel.terms import Area, StopRule, Verdict


def said(found, wave, who, by="", **items):
    """Each of these firms answers each item so; with `by`, somebody else tells it of them."""
    for firm in (f"f{k}" for k in who):
        found["answers"] += [
            {
                "wave_id": f"told:{wave}" if by else wave,
                "respondent_id": by or firm,
                "item": f"contact:{gap}",
                "about": firm if by else None,
                "value": value,
            }
            for gap, value in items.items()
        ]
    return found


def active(found, **more):
    settings = asked(**{"as_recorded": False} | more)
    change = measure_change(tables_of(found), settings, snapshot="x")
    return next(each for each in change.areas if each.area is Area.ACTIVE)


def test_any_yes_makes_active_and_no_to_all_makes_none():
    found = said(waves(rows()), "w1", range(20), research="no", firms="no")
    found = said(found, "w2", range(12), research="no", firms="yes")
    found = said(found, "w2", range(12, 16), research="yes", firms="no")
    change = active(said(found, "w2", range(16, 20), research="no", firms="no"))
    assert (change.start, change.end) == (pytest.approx(0), pytest.approx(0.8))
    assert change.verdict is Verdict.FORWARD


@pytest.mark.parametrize("left", ["research", "firms"])
def test_a_blank_is_unknown_and_no_no(left):
    """One item in four forms is left blank: those four are unknown, the rest as before."""
    found = said(waves(rows()), "w1", range(20), research="no", firms="no")
    kept = {"research": "no", "firms": "no"}
    found = said(found, "w2", range(16), **kept)
    kept.pop(left)
    change = active(said(found, "w2", range(16, 20), **kept))
    assert change.start == pytest.approx(0)
    whole = active(said(waves(rows()), "w1", range(16), research="no", firms="no"))
    assert whole.start < 0.2
    assert change.end == pytest.approx(whole.start)
    assert change.end >= 0


def test_an_item_that_was_not_on_the_form_is_asked_of_nobody():
    found = said(waves(rows()), "w1", range(20), firms="no")
    found = said(found, "w2", range(20), firms="no", research="no")
    assert active(found).start == active(found).end == pytest.approx(0)


def test_without_the_item_firms_a_form_of_noes_says_nothing():
    """Nobody asked whether they met each other, which is what most contact is."""
    found = said(waves(rows()), "w1", range(20), research="no")
    assert active(found).reason == "no_estimate_from"


def test_a_yes_beside_a_blank_reaches_and_teaches_nothing_of_others():
    """Its no would not have been known: learning from it would make others seem active."""
    found = said(waves(rows(40)), "w1", range(40), research="no", firms="no")
    found = said(found, "w2", range(10), research="no", firms="no")
    change = active(said(found, "w2", range(10, 20), research="yes"))
    # Ten of forty are active by their own word; of the other ten answers none are.
    assert change.end == pytest.approx(0.25, abs=0.03)


def test_nor_does_it_take_part_in_the_swap_test():
    found = said(waves(rows()), "w1", range(20), research="no", firms="no")
    found = said(found, "w2", range(8, 20), research="no", firms="no")
    change = active(said(found, "w2", range(8), research="yes"))
    assert change.p == 1


def test_what_others_told_counts_and_is_counted():
    found = said(waves(rows()), "w1", range(20), research="no", firms="no")
    found = said(found, "w2", range(10), research="no", firms="no")
    change = active(said(found, "w2", range(10, 20), by="platform", authority="yes"))
    assert change.end == pytest.approx(0.5)
    assert (change.counts["told_from"], change.counts["told_to"]) == (0, 10)


def test_answers_test_a_log_that_is_declared():
    found = rows(**each(BEFORE, range(4), "a"), **each(AFTER, range(4), "b"))
    declared(found)
    assert active(found).reason == "declared"
    for wave in ("w1", "w2"):
        found = said(waves(found), wave, range(4, 16), research="no", firms="no")
    assert active(found).verdict is Verdict.NO_CLEAR_CHANGE


def test_the_stop_rule_can_be_read_over_it():
    found = said(waves(rows(30)), "w1", range(30), research="no", firms="no")
    found = said(found, "w2", range(30), research="no", firms="no")
    rule = StopRule(areas=("active",), several=1, patience_months=12)
    reading = read_stop_rule(tables_of(found), asked(as_recorded=False), rule)
    assert (reading.flagged, reading.verdicts["active"]) == (True, Verdict.NO_CLEAR_CHANGE)


def test_the_item_itself_may_be_asked():
    found = said(waves(rows()), "w1", range(20), active="no")
    change = active(said(found, "w2", range(20), active="yes"))
    assert (change.start, change.end) == (pytest.approx(0), pytest.approx(1))
