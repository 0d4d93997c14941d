"""What would give a change a verdict, by the reason why it has none (issue 3 item 1, X13).

Every step is followed, and the verdict, or the next obstacle, is looked at.
"""

from datetime import date

import pytest

from effects.test_answers import answers, waves
from effects.test_told import told
from effects.two_years import (
    AFTER,
    BEFORE,
    FROM,
    TO,
    asked,
    declared,
    each,
    research,
    rows,
    tables_of,
)
from samspel.effects import measure_change
from samspel.effects.next_steps import apart
from samspel.terms import Verdict, months_before

FIVE = range(5)
# Something is recorded in each period, and in the next.
MEETS = each(BEFORE, [0], "a") | each(AFTER, [3], "b") | each(date(2026, 9, 30), [3], "c")


def step_of(change):
    """Code, count, minutes and day of the step."""
    step = change.next_step
    return (step.code, step.count, step.minutes, change.next_step_on)


def test_a_verdict_needs_no_step():
    found = rows(**each(BEFORE, range(2), "a"), **each(AFTER, range(14), "b"))
    change = research(found)
    assert change.verdict is Verdict.FORWARD
    assert (change.next_step, change.next_step_on) == (None, None)


@pytest.mark.parametrize(
    ("first", "months", "day"),
    [
        (date(2025, 9, 30), 12, date(2026, 9, 30)),
        (date(2025, 8, 31), 6, date(2026, 3, 1)),  # half a year before 28 February: 28 August
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2025, 2, 28), 12, date(2026, 2, 28)),
    ],
)
def test_the_first_day_whose_window_does_not_overlap(first, months, day):
    assert apart(first, months) == day
    assert months_before(day, months) >= first


def test_windows_that_overlap_lead_to_days_on_which_they_do_not():
    found = rows(**each(BEFORE, range(2), "a"), **each(AFTER, range(14), "b"))
    change = research(found, from_on=date(2025, 10, 31))
    assert change.reason == "windows_overlap"
    assert step_of(change) == ("choose_apart", None, 1, "both")
    step = change.next_step
    assert (step.first, step.last) == ("2025-09-30", "2026-10-31")
    for days in ({"from_on": FROM}, {"from_on": date(2025, 10, 31), "to_on": date(2026, 10, 31)}):
        assert research(found, **days).reason is None
    assert research(found, from_on=date(2025, 10, 1)).reason == "windows_overlap"


def test_too_few_who_stayed_are_told_from_when_they_will_be_five():
    """Four of six stayed, and four more came on 2026-01-01."""
    came = [f"f{k}" for k in range(6, 10)]
    found = rows(firms=10, left=["f4", "f5"], came=came, **MEETS)
    change = research(found)
    assert change.reason == "few_stayers"
    assert step_of(change) == ("choose_later", None, 1, "both")
    step = change.next_step
    assert (step.first, step.last) == ("2026-01-01", "2027-01-01")
    later = research(found, from_on=date(2026, 1, 1), to_on=date(2027, 1, 1))
    assert (later.stayers, later.reason) == (8, None)
    assert research(found, from_on=date(2025, 12, 31), to_on=date(2026, 12, 31)).stayers == 4


def test_so_are_too_few_on_the_first_day():
    change = research(rows(firms=8, came=[f"f{k}" for k in range(4, 8)], **MEETS))
    assert (change.reason, change.reason_from) == ("no_estimate_from", "too_few_near")
    assert step_of(change) == ("choose_later", None, 1, "both")


def test_too_few_now_are_told_how_many_to_register():
    found = rows(firms=6, left=["f0", "f1", "f2"], **MEETS)
    change = research(found)
    assert change.reason == "no_estimate_to"
    assert step_of(change) == ("register_near", 2, 4, "to")
    assert (change.next_step.first, change.next_step.last) == (str(TO), "2027-09-30")


def test_a_day_that_no_question_helps_leads_to_what_does():
    found = rows(**each(AFTER, range(14), "b"))
    found["memberships"] = [row | {"member_from": date(2025, 9, 1)} for row in found["memberships"]]
    change = research(found, from_on=date(2022, 9, 30))
    assert (change.reason, change.reason_from) == ("no_estimate_from", "outside_record")
    assert step_of(change) == ("choose_day", None, 1, "from")
    found = rows(**each(BEFORE, [0], "a"), **each(AFTER, range(14), "b"))
    found["limits"] = [{"ecosystem_id": "e", "gap": "research", "reason": "No partners."}]
    change = research(found)
    assert step_of(change) == ("other_source", None, 240, "from")


def test_a_first_day_without_a_figure_asks_about_that_time():
    """All twenty answered the last time, fourteen with a yes; nobody was asked the first."""
    found = answers(waves(rows()), "w2", range(14), range(14, 20))
    change = research(found, as_recorded=False)
    assert change.reason == "no_estimate_from"
    code, count, minutes, on = step_of(change)
    assert (code, on, minutes) == ("ask", "from", 3 * count)
    assert (change.next_step.first, change.next_step.last) == ("2024-10-01", "2025-09-30")
    assert 5 <= count < 20
    asked_too = answers(found, "w1", range(1), range(1, count))
    assert research(asked_too, as_recorded=False).verdict is Verdict.FORWARD


def test_where_nobody_was_asked_the_same_are_asked_about_both():
    change = research(waves(rows(**each(BEFORE, [0], "a"))), as_recorded=False)
    code, count, minutes, on = step_of(change)
    assert (code, on, minutes) == ("ask", "both", 6 * count)


def test_too_unsure_asks_about_the_day_that_costs_least():
    """All answered the last time; of the first, eight of twenty: one in two reached."""
    found = answers(waves(rows()), "w2", range(10), range(10, 20))
    found = answers(found, "w1", range(4), range(4, 8))
    change = research(found, as_recorded=False)
    assert change.reason == "too_unsure"
    code, count, minutes, on = step_of(change)
    assert (code, on, minutes) == ("ask", "from", 3 * count)
    more = answers(found, "w1", [], range(8, 8 + count))
    assert research(more, as_recorded=False).verdict is not Verdict.CANNOT_SAY


def test_what_all_said_alike_is_not_told_by_how_many_to_ask():
    """Six of six said no: a count by their answers would tell it, so all others are asked."""
    alike = answers(waves(rows(firms=40)), "w1", range(3), range(3, 20))
    alike = answers(alike, "w2", [], range(6))
    change = research(alike, as_recorded=False)
    assert change.reason == "too_unsure"
    assert "parts" in change.why
    assert step_of(change) == ("ask", 34, 204, "both")
    unlike = answers(alike, "w2", [6, 7, 8], [])
    assert step_of(research(unlike, as_recorded=False))[1] < 31


def test_an_untested_declaration_is_tested_by_ten():
    found = waves(rows(**each(BEFORE, range(2), "a"), **each(AFTER, range(6), "b")))
    declared(found)
    change = research(found, as_recorded=False)
    assert change.reason == "declared"
    assert step_of(change) == ("test_declaration", 10, 60, "both")
    found = answers(answers(found, "w1", [], range(2, 12)), "w2", [], range(6, 15))
    change = research(found, as_recorded=False)
    assert (change.reason, step_of(change)) == ("declared", ("test_declaration", 1, 3, "to"))
    assert research(answers(found, "w2", [], [15]), as_recorded=False).reason != "declared"


def test_what_others_told_is_asked_of_as_many_as_leave_half():
    own, heard = range(11, 20), range(11)
    found = answers(answers(waves(rows()), "w1", [], own), "w2", own, [])
    found = told(told(found, "w1", [], heard), "w2", [], heard)
    change = research(found, as_recorded=False)
    assert (change.reason, step_of(change)) == ("told", ("ask_told", 1, 6, "both"))
    found = answers(answers(found, "w1", [], [0]), "w2", [], [0])
    assert research(found, as_recorded=False).reason != "told"


def test_a_changed_recording_is_read_in_or_asked_about_too():
    one, other = each(BEFORE, range(2), "a", "diary"), each(AFTER, range(12), "b", "new")
    change = research(rows(**one, **other))
    assert change.reason == "recording_changed"
    assert step_of(change) == ("other_source", None, 480, "both")
    found = waves(rows(**each(BEFORE, FIVE, "a"), **each(AFTER, FIVE, "b")))
    found = answers(found, "w2", range(5, 15), range(15, 20))
    change = research(found)
    assert (change.reason, change.only_once) == ("recording_changed", ("wave:",))
    assert step_of(change) == ("ask", 5, 15, "from")
    assert research(answers(found, "w1", [], range(5, 10))).verdict is Verdict.FORWARD


def test_surveys_of_unlike_length_are_made_alike():
    found = waves(rows())
    found["waves"][0]["asks_from"] = date(2024, 12, 1)
    found = answers(answers(found, "w1", range(2), range(2, 20)), "w2", range(14), range(14, 20))
    change = research(found, as_recorded=False)
    assert change.reason == "asked_unlike"
    assert step_of(change) == ("ask_again", 20, 60, "from")
    step = change.next_step
    assert (step.first, step.last) == ("2024-10-30", "2025-09-30")
    wave = found["waves"][0] | {"wave_id": "w3"}
    wave |= {"asks_from": date(2024, 10, 30), "asks_until": date(2025, 9, 30)}
    found["waves"].append(wave)
    again = research(answers(found, "w3", range(2), range(2, 20)), as_recorded=False)
    assert (again.asked_unlike, again.verdict) == (False, Verdict.FORWARD)


# ------------------------------------------------------------------------- beside the gaps


def area(found, name, **more):
    areas = measure_change(tables_of(found), asked(**more), snapshot="x").areas
    return next(each for each in areas if each.area == name)


def test_too_few_members_wait_or_register():
    found = rows(firms=8, came=[f"f{k}" for k in range(2, 8)])  # and the university is no member
    change = area(found, "membership")
    assert change.reason == "few_stayers"
    assert step_of(change) == ("choose_later", None, 1, "both")
    assert change.next_step.first == "2026-01-01"
    change = area(rows(firms=3), "membership")
    assert step_of(change) == ("register_near", 2, 4, "to")


def rated(found, wave, who):
    found["answers"] += [
        {"wave_id": wave, "respondent_id": f"f{k}", "item": "value", "about": None,
         "value": str(1 + 3 * (k % 2))}
        for k in who
    ]  # fmt: skip
    return found


def test_a_rating_asks_those_who_gave_one_once():
    found = rated(rated(waves(rows()), "w1", range(8)), "w2", range(3))
    change = area(found, "value")
    assert (change.reason, step_of(change)) == ("too_few_answers", ("ask", 2, 6, "to"))
    found = rated(rated(waves(rows()), "w1", range(3)), "w2", range(3, 6))
    assert step_of(area(found, "value")) == ("ask", 5, 30, "both")


def test_a_rating_too_unsure_asks_all_others_who_were_there_both_times():
    """Six of twenty rated it both times and two turned: the other fourteen may do so too."""
    found = rated(rated(waves(rows()), "w1", range(6)), "w2", range(6))
    for row, value in zip(found["answers"][-6:-4], ("4", "1"), strict=True):
        row["value"] = value
    change = area(found, "value")
    assert (change.reason, step_of(change)) == ("too_unsure", ("ask", 14, 84, "both"))


def test_an_outcome_says_what_to_record_and_what_has_no_test_says_nothing():
    found = rows()
    found["outcomes"] = [
        {"ecosystem_id": "e", "indicator": "jobs", "on": date(2025, 1, 1), "value": 3.0},
    ]
    change = area(found, "outcome")
    assert (change.reason, step_of(change)) == ("not_recorded", ("record_value", 1, 2, "to"))
    found["outcomes"].append(found["outcomes"][0] | {"on": date(2026, 1, 1)})
    change = area(found, "outcome")
    assert (change.reason, change.next_step) == ("no_test", None)


def test_activity_has_the_step_of_a_gap():
    change = area(rows(), "active", as_recorded=False)
    assert change.reason == "no_estimate_from"
    assert change.next_step.code in ("ask", "record")
    assert change.next_step_on
