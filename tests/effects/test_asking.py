"""Two surveys that ask about times of different length: a longer one finds more (section 6)."""

from datetime import date

import pytest

from effects.test_answers import answers, waves
from effects.two_years import AFTER, BEFORE, asked, each, research, rows, tables_of
from samspel.effects import measure_change
from samspel.reports import render_change_json, render_change_table
from samspel.terms import Verdict

# Nine months instead of eleven.
FIRST, LAST = date(2024, 12, 1), date(2025, 12, 1)


def surveyed(before, after, *, first=None, last=None, **acts):
    """Twenty answer both times, so many with a yes; the surveys ask from these days."""
    found = waves(rows(**acts))
    for wave, begins in zip(found["waves"], (first, last), strict=True):
        wave["asks_from"] = begins or wave["asks_from"]
    found = answers(found, "w1", range(before), range(before, 20))
    return answers(found, "w2", range(after), range(after, 20))


def test_forward_by_a_longer_question_is_no_verdict():
    alike = research(surveyed(2, 14), as_recorded=False)
    assert alike.verdict is Verdict.FORWARD
    assert (alike.asked_from, alike.asked_to) == (336, 336)
    longer = research(surveyed(2, 14, first=FIRST), as_recorded=False)
    assert (longer.verdict, longer.reason) == (Verdict.CANNOT_SAY, "asked_unlike")
    assert (longer.asked_from, longer.asked_to) == (275, 336)


@pytest.mark.parametrize("shorter", [{"first": FIRST}, {"last": LAST}])
def test_no_clear_change_may_hide_one_when_the_lengths_differ(shorter):
    change = research(surveyed(10, 10, **shorter), as_recorded=False)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "asked_unlike")


def test_backward_in_spite_of_a_longer_question_stands():
    change = research(surveyed(14, 2, first=FIRST), as_recorded=False)
    assert change.verdict is Verdict.BACKWARD
    change = research(surveyed(14, 2, last=LAST), as_recorded=False)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "asked_unlike")


def test_a_verdict_that_the_record_gives_alone_stands():
    acts = each(BEFORE, [0], "a") | each(AFTER, range(2, 14), "b")
    found = surveyed(1, 14, first=FIRST, **acts)
    change = research(found)  # declared whole: the record tells it without answers
    assert change.verdict is Verdict.FORWARD


def test_some_weeks_more_or_less_is_as_long():
    change = research(surveyed(2, 14, last=date(2025, 10, 20)), as_recorded=False)
    assert change.verdict is Verdict.FORWARD


def test_it_is_said_in_words_and_in_the_json():
    tables = tables_of(surveyed(14, 2, first=FIRST))
    change = measure_change(tables, asked(as_recorded=False), snapshot="x")
    text = render_change_table(change, "en")
    assert "first day asks about 275 days, that of the last about 336." in text
    assert "hittar fler kontakter" in render_change_table(change, "sv")
    assert '"asked_from":275' in render_change_json(change).replace(" ", "")
