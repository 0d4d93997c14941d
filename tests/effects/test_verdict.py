"""What is said of a change: five verdicts, and every reason for saying none (R79, R107, X14)."""

from datetime import date

import pytest

from effects.two_years import AFTER, BEFORE, asked, declared, each, research, rows, tables_of
from samspel.effects import measure_change
from samspel.terms import Verdict


def test_ten_more_firms_with_acts_of_their_own_is_forward():
    change = research(rows(**each(BEFORE, range(4), "a"), **each(AFTER, range(14), "b")))
    assert change.verdict is Verdict.FORWARD
    assert (change.stayers, change.swap.reached, change.reason) == (20, 10, None)
    assert change.total.value == change.parts.stayers.value == pytest.approx(-0.5)


def test_the_mirror_is_backward():
    change = research(rows(**each(BEFORE, range(14), "a"), **each(AFTER, range(4), "b")))
    assert change.verdict is Verdict.BACKWARD


def test_one_large_fair_moved_it_no_more_than_chance():
    fair = {"fair": (AFTER, (*(f"f{k}" for k in range(10)), "u"))}
    change = research(rows(**each(BEFORE, range(2), "a"), **fair))
    assert change.verdict is Verdict.MOVED
    assert change.swap.narrowed > 0.05


def test_the_same_firms_is_no_clear_change():
    change = research(rows(**each(BEFORE, range(8), "a"), **each(AFTER, range(8), "b")))
    assert change.verdict is Verdict.NO_CLEAR_CHANGE


def test_a_gap_that_closed_because_unserved_members_left_has_not_narrowed():
    """R107: twelve firms without contact leave; the figure falls by half, nobody is served."""
    gone = [f"f{k}" for k in range(8, 20)]
    acts = each(BEFORE, range(8), "a") | each(AFTER, range(8), "b")
    change = research(rows(left=gone, **acts))
    assert change.total.value == pytest.approx(-0.6)
    assert change.parts.leavers.value == pytest.approx(-0.6)
    assert change.parts.stayers.value == 0
    assert change.verdict is Verdict.NO_CLEAR_CHANGE


def test_joiners_have_a_part_of_their_own():
    came = [f"f{k}" for k in range(10, 20)]
    acts = each(BEFORE, range(5), "a") | each(AFTER, [*range(5), *range(10, 20)], "b")
    change = research(rows(came=came, **acts))
    assert change.parts.joiners.value == pytest.approx(-0.25)
    assert (change.joiners, change.stayers) == (10, 10)


def test_a_change_of_roles_is_a_part_of_its_own():
    found = rows(**each(BEFORE, range(10), "a"), **each(AFTER, range(10), "b"))
    # Five firms with contact were no firms before: by their last roles they always stood near.
    found["actor_spells"] = [
        {"actor_id": f"f{k}", "roles": "support", "valid_until": date(2026, 1, 1)} for k in range(5)
    ]
    change = research(found)
    assert change.near_from == 15
    assert change.start.value == pytest.approx(10 / 15)
    assert change.parts.roles.value == pytest.approx(0.5 - 10 / 15)
    assert change.parts.stayers.value == 0


def test_windows_that_overlap_have_no_verdict():
    acts = each(BEFORE, range(4), "a") | each(AFTER, range(14), "b")
    change = research(rows(**acts), window_months=13)
    assert (change.verdict, change.reason) == (None, "windows_overlap")
    assert change.total is not None


@pytest.mark.parametrize(("firms", "left", "reason"), [(9, 5, "few_stayers"), (4, 0, None)])
def test_few_stayers_and_few_near(firms, left, reason):
    came = [f"f{k}" for k in range(4, 9)] if left else []
    found = rows(firms, left=[f"f{k}" for k in range(left)], came=came, **each(BEFORE, [1], "a"))
    change = research(found)
    assert change.verdict is Verdict.CANNOT_SAY
    assert change.reason in (reason, "no_estimate_from", "no_stayers")


def test_nobody_stayed():
    left, came = [f"f{k}" for k in range(10)], [f"f{k}" for k in range(10, 20)]
    acts = each(BEFORE, range(5), "a") | each(AFTER, range(10, 15), "b")
    change = research(rows(left=left, came=came, **acts))
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "no_stayers")
    assert change.total is None


def test_a_source_in_one_window_only_takes_the_verdict_away():
    acts = each(BEFORE, range(4), "a") | each(AFTER, range(4), "b")
    acts |= each(AFTER, range(4, 14), "c", "new system")
    change = research(rows(**acts))
    assert change.only_once == ("new system",)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "recording_changed")


def test_a_source_that_changes_nothing_is_only_named():
    acts = each(BEFORE, range(4), "a") | each(AFTER, range(14), "b")
    change = research(rows(**acts, extra=(AFTER, ("f0", "u"), "new system")))
    assert change.only_once == ("new system",)
    assert change.verdict is Verdict.FORWARD


def test_a_verdict_on_one_act_names_it():
    """Three firms with acts of their own are not enough; two at one meeting make it."""
    acts = each(BEFORE, range(1), "a") | each(AFTER, range(4), "b")
    many = {"meeting": (AFTER, ("f6", "f7", "u"))}
    found = tables_of(rows(**acts, **many))
    whole = measure_change(found, asked(), snapshot="x")
    change = whole.gap("research")
    assert change.verdict is Verdict.FORWARD
    assert change.rests_on_act == "meeting"
    assert whole.names == {"meeting": "Act meeting"}


def test_a_declaration_without_answers_takes_part_in_no_verdict():
    found = rows(**each(BEFORE, range(4), "a"), **each(AFTER, range(14), "b"))
    declared(found)
    change = research(found, as_recorded=False)
    assert (change.verdict, change.reason) == (None, "declared")
    assert change.narrowed == 1


def test_records_alone_say_nothing_of_change():
    change = research(rows(**each(BEFORE, range(4), "a")), as_recorded=False)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "no_estimate_from")
    assert change.reason_from == "too_few_asked"


def test_expected_false_verdicts_count_what_had_a_verdict():
    found = tables_of(rows(**each(BEFORE, range(4), "a"), **each(AFTER, range(14), "b")))
    change = measure_change(found, asked(), snapshot="x")
    told = [g for g in change.gaps if g.verdict not in (None, Verdict.CANNOT_SAY)]
    told += [a for a in change.areas if a.verdict not in (None, Verdict.CANNOT_SAY)]
    assert change.judged >= len(told) > 0
    assert change.expected_false == pytest.approx(0.1 * change.judged)


def test_a_change_goes_forward_in_time():
    with pytest.raises(ValueError, match="later"):
        measure_change(tables_of(rows()), asked(to_on=asked().from_on), snapshot="x")
