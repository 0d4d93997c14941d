"""Answers in two waves: no answer of fewer than five is read from a part (X12), no report named."""

from datetime import date

import pytest

from effects.two_years import AFTER, asked, each, research, rows, tables_of
from samspel.effects.change import asked_of
from samspel.effects.draws import drawn_stayers
from samspel.effects.seen import Pair, look
from samspel.effects.verdicts import Evidence, verdict_of
from samspel.gaps import index
from samspel.terms import Verdict
from samspel.uncertainty import rng_for


def waves(found):
    found["waves"] = [
        {
            "wave_id": key,
            "ecosystem_id": "e",
            "asks_from": date(year - 1, 10, 1),
            "asks_until": date(year, 9, 1),
        }
        for key, year in (("w1", 2025), ("w2", 2026))
    ]
    return found


def answers(found, wave, yes, no):
    for value, who in (("yes", yes), ("no", no)):
        found["answers"] += [
            {
                "wave_id": wave,
                "respondent_id": f"f{k}",
                "item": "contact:research",
                "about": None,
                "value": value,
            }
            for k in who
        ]
    return found


def test_ten_more_who_say_yes_is_forward():
    found = answers(waves(rows()), "w1", range(2), range(2, 20))
    change = research(answers(found, "w2", range(14), range(14, 20)), as_recorded=False)
    assert change.verdict is Verdict.FORWARD
    assert change.swap.known == 20


@pytest.mark.parametrize(
    ("firms", "before", "yes", "no", "turns"),
    [(60, 18, 11, 13, 1.1), (60, 16, 12, 12, 1.8), (80, 20, 16, 16, 2.4), (20, 6, 12, 2, None)],
)
def test_a_verdict_says_how_readily_those_with_contact_must_answer_to_turn_it(
    firms, before, yes, no, turns
):
    """Method section 3, sensitivity: all are known first, and those who have not answered last
    carry the change; the fewer they are the more it takes."""
    found = answers(waves(rows(firms=firms)), "w1", range(before), range(before, firms))
    change = research(answers(found, "w2", range(yes), range(yes, yes + no)), as_recorded=False)
    assert change.verdict in (Verdict.MOVED, Verdict.FORWARD)
    assert change.turns_at == turns
    assert change.holds_at == (None if turns else 3.0)


@pytest.mark.parametrize(("yes", "no"), [(11, 13), (12, 12), (16, 8)])
def test_the_factor_is_the_least_tenth_that_turns_it(yes, no):
    """Bisected: a tenth less holds, the tenth itself does not, by draws made here."""
    found = answers(waves(rows(firms=60)), "w1", range(16), range(16, 60))
    found = answers(found, "w2", range(yes), range(yes, yes + no))
    change = research(found, as_recorded=False)
    both = asked_of(asked(as_recorded=False), index(tables_of(found)))
    research_gap = both.settings.definitions.gaps[0]
    pair = Pair(look(research_gap, both.start), look(research_gap, both.end))

    def says(*odds):
        rng = rng_for(0, "e", "research", "with", "leaning")
        first, last = drawn_stayers(pair, rng, odds)
        return verdict_of(Evidence(last - first, 60, 0.05, change.swap))

    leans = {"turns_at": (1, 1), "turns_at_from": (1, 0), "turns_at_to": (0, 1)}
    for name, (first, last) in leans.items():
        at = getattr(change, name)
        holds = 3.0 if at is None else at - 0.1
        assert says(holds**-first, holds**-last) is change.verdict
        assert at is None or says(at**-first, at**-last) is not change.verdict


def test_leaning_the_last_day_only_turns_it_sooner_than_leaning_on_both():
    """Forty of a hundred answer each time: alike on both days the leanings cancel."""
    found = answers(waves(rows(firms=100)), "w1", range(10), range(10, 40))
    change = research(answers(found, "w2", range(20), range(20, 40)), as_recorded=False)
    assert change.verdict in (Verdict.FORWARD, Verdict.MOVED)
    assert change.turns_at_to < (change.turns_at or 3.1)
    assert change.turns_at_from is None


def test_where_nobody_is_unknown_no_leaning_turns_a_verdict():
    for found in (rows(**each(AFTER, range(14), "b")), _all_answered()):
        change = research(found, as_recorded="answers" not in found or not found["answers"])
        turns = change.turns_at, change.turns_at_from, change.turns_at_to, change.holds_at
        assert turns == (None, None, None, None)


def _all_answered():
    return answers(answers(waves(rows()), "w1", [], range(20)), "w2", range(14), range(14, 20))


def test_no_leaver_s_answer_can_be_read_from_the_parts():
    """One leaver answered; whether yes or no, every figure of the change is the same."""
    seen = []
    for said in ("yes", "no"):
        found = waves(rows(left=["f19"]))
        found = answers(found, "w1", range(5), range(5, 15))
        found = answers(found, "w1", *(([19], []) if said == "yes" else ([], [19])))
        found = answers(found, "w2", range(5), range(5, 15))
        seen.append(research(found, as_recorded=False))
    for change in seen:
        assert change.why == {"answers": "too_few_answers"}
    # What it said teaches q, as everybody's answer does, but sets no state of its own.
    yes, no = (change.parts.leavers.value for change in seen)
    assert abs(yes - no) < 0.01


def test_where_the_record_is_declared_whole_such_parts_are_withheld():
    found = answers(waves(rows(left=["f19"])), "w1", range(5), [*range(5, 15), 19])
    change = research(answers(found, "w2", range(5), range(5, 15)))
    assert (change.parts, change.why) == (None, {"parts": "too_few_answers"})
    assert change.total is not None


def test_a_wave_in_one_window_only_changes_the_recording():
    found = rows(**each(date(2025, 3, 1), range(2), "a"), **each(AFTER, range(2), "b"))
    change = research(answers(waves(found), "w2", range(2, 14), range(14, 20)))
    assert change.only_once == ("wave:",)
    assert (change.verdict, change.reason) == (Verdict.CANNOT_SAY, "recording_changed")


def test_a_report_is_never_named():
    found = waves(rows(**each(date(2025, 3, 1), [0], "a", "wave:w1")))
    acts = each(AFTER, range(4), "b", "wave:w2") | {"m": (AFTER, ("f6", "f7", "u"), "wave:w2")}
    more = rows(**acts)
    for name in ("interplay", "participations"):
        found[name] += more[name]
    change = research(found)
    assert change.verdict is Verdict.FORWARD
    assert change.rests_on_act == "wave:"


@pytest.mark.parametrize("known", [19, 59, 400])
def test_power_is_of_no_larger_size(known):
    from samspel.effects.power import POWER, power_of, power_under

    assert power_of(known) == POWER.get(max((n for n in POWER if n <= known), default=0), {})
    assert power_under(known) == ({} if known >= 20 else POWER[20])


def test_power_is_told_also_where_it_is_lowest():
    """Twelve known: nothing was said, where least is seen."""
    found = answers(waves(rows(firms=12)), "w1", [], range(12))
    change = research(answers(found, "w2", range(9), range(9, 12)), as_recorded=False)
    assert (change.power, change.power_under) == ({}, {10: 0.10, 20: 0.20, 30: 0.38})
