"""What others told in a change: beside the figure, refused on request, never a verdict alone.

R79 and X13: ignorance may not read as standing still.
"""

from datetime import date

import pytest

from effects.test_answers import answers, waves
from effects.two_years import AFTER, BEFORE, asked, each, research, rows, tables_of
from samspel.effects import read_stop_rule
from samspel.terms import StopRule, Verdict


def told(found, wave, yes, no):
    """What the platform says of these firms; a wave that is none of ours gives it no date."""
    for value, who in (("yes", yes), ("no", no)):
        found["answers"] += [
            {
                "wave_id": f"told:{wave}",
                "respondent_id": "platform",
                "item": "contact:research",
                "about": f"f{k}",
                "value": value,
            }
            for k in who
        ]
    return found


def answered(first, last):
    """All but these answer no the first time; of the last some say yes."""
    found = answers(waves(rows()), "w1", [], first)
    return answers(found, "w2", *last)


def test_a_list_without_a_date_is_no_standing_still():
    """It counted in both windows: 60 % and 60 %, no clear change, and a rule that flagged."""
    found = told(waves(rows()), "platform", range(8), range(8, 20))
    change = research(found, as_recorded=False)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "no_estimate_from")
    assert (change.start, change.end, change.told_undated) == (None, None, 20)
    rule = StopRule(areas=("research",), several=1, patience_months=12)
    assert read_stop_rule(tables_of(found), asked(as_recorded=False), rule).flagged is None


def test_nor_does_it_hold_a_figure_that_answers_move():
    """Ten answer and go from no to yes; ten stand still only since a list says so for ever."""
    found = answered(range(10), (range(10), []))
    dated = research(found, as_recorded=False)
    change = research(told(found, "platform", [], range(10, 20)), as_recorded=False)
    assert change.verdict is dated.verdict is Verdict.FORWARD
    assert change.total == dated.total
    assert (change.told_from, change.told_to, change.told_undated) == (0, 0, 10)


def test_a_record_declared_whole_makes_none_of_them_and_says_so():
    found = told(rows(**each(BEFORE, range(4), "a"), **each(AFTER, range(4), "b")), "x", [9], [10])
    change = research(found)
    assert change.start.value == change.end.value == pytest.approx(0.8)
    assert change.told_undated == 2


def test_a_verdict_that_rests_on_told_answers_alone_is_none():
    """All the platform's own word, dated both times: −75 points, and nothing said so."""
    found = told(told(waves(rows()), "w1", [], range(20)), "w2", range(15), range(15, 20))
    change = research(found, as_recorded=False)
    assert (change.verdict, change.reason) == (None, "told")
    assert (change.told_from, change.told_to, change.near_from) == (20, 20, 20)
    assert change.total.value == pytest.approx(-0.75)


@pytest.mark.parametrize(("others", "reason"), [(10, None), (11, "told")])
def test_half_is_the_most_that_may_be_told(others, reason):
    """Of twenty known as many are told of, both times."""
    own, heard = range(others, 20), range(others)
    found = answers(answers(waves(rows()), "w1", [], own), "w2", own, [])
    change = research(told(told(found, "w1", [], heard), "w2", [], heard), as_recorded=False)
    assert change.reason == reason
    assert (change.told_from, change.told_to) == (others, others)


def test_a_verdict_that_is_another_without_them_says_which():
    """Four go from no to yes by their own word, three more by others': with them it is enough."""
    found = answered(range(10, 20), (range(10, 14), range(14, 20)))
    found = told(told(found, "w1", [], range(10)), "w2", range(3), range(3, 10))
    change = research(found, as_recorded=False)
    assert change.verdict is Verdict.FORWARD
    assert change.without_told is Verdict.MOVED


def test_where_nothing_is_told_there_is_no_other_verdict():
    change = research(answered(range(20), (range(14), range(14, 20))), as_recorded=False)
    assert (change.verdict, change.without_told) == (Verdict.FORWARD, None)


def test_what_is_told_of_one_window_only_changes_the_recording():
    """Twenty answer, then twelve; the last time the platform adds a yes for the other eight."""
    found = answered(range(20), (range(3), range(3, 12)))
    without = research(found, as_recorded=False)
    assert without.verdict is Verdict.MOVED
    change = research(told(found, "w2", range(12, 20), []), as_recorded=False)
    assert change.only_once == ("told:",)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "recording_changed")


def test_they_may_be_refused():
    found = answered(range(10), (range(10), []))
    plain = research(found, as_recorded=False)
    found = told(told(found, "w1", [], range(10, 20)), "w2", range(10, 20), [])
    found = told(found, "undated", range(10, 20), [])
    change = research(found, as_recorded=False, refuse_told=True)
    assert change == plain
    assert (change.told_from, change.told_to, change.told_undated) == (0, 0, 0)


def test_a_wave_of_another_time_is_of_neither_window():
    found = waves(rows())
    found["waves"].append(
        {
            "wave_id": "w0",
            "ecosystem_id": "e",
            "asks_from": date(2020, 1, 1),
            "asks_until": date(2020, 12, 31),
        }
    )
    change = research(told(found, "w0", range(20), []), as_recorded=False)
    assert (change.told_undated, change.reason) == (0, "no_estimate_from")
