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


def noes(found, firms, wave="w1"):
    """So many answer no to both items, but the first, which has met another firm."""
    found = said(found, wave, range(1, firms), research="no", firms="no")
    return said(found, wave, [0], research="no", firms="yes")


def active(found, **more):
    settings = asked(**{"as_recorded": False} | more)
    change = measure_change(tables_of(found), settings, snapshot="x")
    return next(each for each in change.areas if each.area is Area.ACTIVE)


def test_any_yes_makes_active_and_no_to_all_makes_none():
    found = noes(waves(rows()), 20)
    found = said(found, "w2", range(12), research="no", firms="yes")
    found = said(found, "w2", range(12, 16), research="yes", firms="no")
    change = active(said(found, "w2", range(16, 20), research="no", firms="no"))
    assert (change.start, change.end) == (pytest.approx(0.05), pytest.approx(0.8))
    assert change.verdict is Verdict.FORWARD


@pytest.mark.parametrize("left", ["research", "firms"])
def test_a_blank_is_unknown_and_no_no(left):
    """One item in four forms is left blank: those four are unknown, the rest as before."""
    found = noes(waves(rows()), 20)
    kept = {"research": "no", "firms": "no"}
    found = noes(found, 16, "w2")
    kept.pop(left)
    change = active(said(found, "w2", range(16, 20), **kept))
    assert change.start == pytest.approx(0.05)
    whole = active(noes(waves(rows()), 16))
    assert whole.start < 0.2
    assert change.end == pytest.approx(whole.start)
    assert change.end >= 0


def test_an_item_that_was_not_on_the_form_is_asked_of_nobody():
    found = said(waves(rows()), "w1", range(20), firms="no")
    found = said(found, "w2", range(20), firms="no", research="no")
    for wave in ("w1", "w2"):
        found = said(found, wave, [0], firms="yes")
    assert active(found).start == active(found).end == pytest.approx(0.05)


def test_without_the_item_firms_a_form_of_noes_says_nothing():
    """Nobody asked whether they met each other, which is what most contact is."""
    found = said(waves(rows()), "w1", range(20), research="no")
    assert active(found).reason == "no_estimate_from"


def test_a_yes_beside_a_blank_reaches_and_teaches_nothing_of_others():
    """Its no would not have been known: learning from it would make others seem active."""
    found = noes(noes(waves(rows(40)), 40), 10, "w2")
    change = active(said(found, "w2", range(10, 20), research="yes"))
    # Eleven of forty are active by their own word; of the other ten answers one is.
    assert change.end == pytest.approx((11 + 20 * 1.5 / 11) / 40, abs=0.03)


def test_nor_does_it_take_part_in_the_swap_test():
    found = noes(waves(rows()), 20)
    found = said(found, "w2", range(8, 20), research="no", firms="no")
    found = said(found, "w2", [8], firms="yes")
    change = active(said(found, "w2", range(8), research="yes"))
    assert change.p > 0.2


def test_what_others_told_counts_and_is_counted():
    found = noes(noes(waves(rows()), 20), 10, "w2")
    change = active(said(found, "w2", range(10, 20), by="platform", authority="yes"))
    assert change.end == pytest.approx(0.55)
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
    found = said(said(waves(rows()), "w1", range(19), active="no"), "w1", [19], active="yes")
    change = active(said(said(found, "w2", range(19), active="yes"), "w2", [19], active="no"))
    assert (change.start, change.end) == (pytest.approx(0.05), pytest.approx(0.95))


def test_where_all_say_the_same_the_verdict_is_told_and_no_number():
    """All no, then all yes: shares, test and parts would tell what each one said. (X12)"""
    found = said(waves(rows()), "w1", range(20), active="no")
    change = active(said(found, "w2", range(20), active="yes"))
    assert (change.start, change.end, change.p) == (None, None, None)
    assert change.verdict is Verdict.FORWARD
