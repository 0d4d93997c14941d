"""Areas beside the gaps: members, activity, value as rated, the platform, outcomes (R107, R108)."""

from datetime import date

import pytest

from effects.two_years import AFTER, BEFORE, asked, each, rows, tables_of
from samspel.effects import measure_change
from samspel.effects.areas import signs
from samspel.terms import Area, Verdict


def areas(found, **more):
    """By area (and key) the change of it."""
    change = measure_change(tables_of(found), asked(**more), snapshot="x")
    return {(each.area, each.key): each for each in change.areas}


def test_the_sign_test_is_the_binomial_tail():
    assert signs(9, 10) == pytest.approx(11 / 1024)


@pytest.mark.parametrize(
    ("left", "came", "verdict"),
    [(0, 8, Verdict.FORWARD), (8, 0, Verdict.BACKWARD), (2, 4, Verdict.MOVED)],
)
def test_members_joined_against_left(left, came, verdict):
    """R107: the number of members fell. On the day itself, so 2025-08-01 is before the first."""
    found = rows(30, came=[f"f{k}" for k in range(came)])
    for spell in found["memberships"][20 : 20 + left]:
        spell["member_until"] = date(2026, 2, 1)
    members = areas(found)[Area.MEMBERSHIP, ""]
    assert members.counts == {"joined": came, "left": left}
    assert (members.start, members.end) == (30 - came, 30 - left)
    assert members.verdict is verdict


def test_the_share_of_members_active_is_the_gap_s_complement():
    found = rows(20, **each(BEFORE, range(4), "a"), **each(AFTER, range(14), "b"))
    active = areas(found)[Area.ACTIVE, ""]
    assert (active.start, active.end) == (pytest.approx(0.2), pytest.approx(0.7))
    assert active.verdict is Verdict.FORWARD
    assert active.p < 0.05


def rated(first, last, leave=0):
    found = rows(12)
    for row in [one for one in found["memberships"] if one["actor_id"].startswith("f")][:leave]:
        row["member_until"] = date(2026, 6, 30)
    for wave, year, values in (("w1", 2025, first), ("w2", 2026, last)):
        found["waves"].append(
            {
                "wave_id": wave,
                "ecosystem_id": "e",
                "asks_from": date(year - 1, 10, 1),
                "asks_until": date(year, 9, 1),
            }
        )
        found["answers"] += [
            {
                "wave_id": wave,
                "respondent_id": f"f{k}",
                "item": "value",
                "about": None,
                "value": str(value),
            }
            for k, value in enumerate(values)
        ]
    return areas(found)[Area.VALUE, ""]


def test_who_rated_it_and_left_before_the_last_day_is_one_of_those_it_is_judged_of():
    """Nine rated it both times, and eight of the twelve members have left since."""
    stayed = rated([4] * 8 + [1], [4] * 8 + [1])
    left = rated([4] * 8 + [1], [4] * 8 + [1], leave=8)
    assert (left.verdict, left.reason) == (stayed.verdict, stayed.reason)


def test_value_as_rated_by_those_who_answered_both_times():
    value = rated([4, 4, 4, 4, 4, 4, 4, 3, 1], [2, 2, 2, 1, 1, 2, 2, 3, 1])
    assert value.verdict is Verdict.BACKWARD
    assert value.start == pytest.approx(0.9)  # 8 of 9, in steps of five points
    assert (value.counts, value.p) == ({}, None)


@pytest.mark.parametrize(
    ("first", "last"), [([4, 4, 1, 1], [1, 1, 4, 4]), ([4] * 9, [1, 2, 3, 4, 3, 2, 1, 4, 4])]
)
def test_ratings_of_four_or_all_alike_are_withheld(first, last):
    value = rated(first, last)
    assert (value.start, value.end, value.reason) == (None, None, "too_few_answers")


def test_outcomes_take_the_last_value_before_each_day_and_no_verdict():
    found = rows()
    found["outcomes"] = [
        {"ecosystem_id": "e", "indicator": key, "on": date(year, 12, 31), "value": value}
        for key, year, value in (
            ("nights", 2023, 900),
            ("nights", 2024, 950),
            ("nights", 2025, 990),
            ("jobs", 2024, 10),
        )
    ]
    seen = areas(found)
    nights, jobs = seen[Area.OUTCOME, "nights"], seen[Area.OUTCOME, "jobs"]
    assert (nights.start, nights.end, nights.verdict) == (950, 990, None)
    assert (nights.reason, jobs.end, jobs.reason) == ("no_test", None, "not_recorded")


def test_the_platform_s_share_stands_by_gap_without_a_verdict():
    found = rows(10, **each(BEFORE, range(4), "a"), **each(AFTER, range(4), "b"))
    found["memberships"][9]["is_platform"] = True
    found["interplay"].append({"interplay_id": "p", "started_on": AFTER, "source": "diary"})
    found["participations"] += [{"interplay_id": "p", "actor_id": a} for a in ("f9", "f8", "u")]
    share = areas(found)[Area.PLATFORM, "research"]
    assert (share.verdict, share.reason) == (None, "no_test")
    assert share.end >= 0
