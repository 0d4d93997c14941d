"""The activity lens against a case counted by hand and a plain recount (R64, X13)."""

import json
from datetime import date
from random import Random

import pytest

from gaps.small import ON, small, tables_of
from samspel.gaps import load_definitions
from samspel.gaps.activity import measure_activity
from samspel.reports.activity_report import render_activity_json, render_activity_table
from samspel.terms import RunSettings
from samspel.terms.activity import BRIDGE_STATES

SETTINGS = RunSettings("e", ON, load_definitions("memo-a"))


def bridge(key, near, state, on=None, **more):
    row = {"bridge_id": key, "ecosystem_id": "e", "gap": "research", "near_actor_id": near,
           "far_actor_id": "u", "state": state, "state_on": on}  # fmt: skip
    return row | more


def research(rows):
    return measure_activity(tables_of(rows), SETTINGS).gaps[0]


def test_by_hand():
    """b1 done in 2025-06, and f5 met u in 2025-09; b2 done then too, and f6 never did; b3 done
    six months ago, not judged; b4 planned, with a later state; b5 of another gap."""
    rows = small(acts={"m9": ("f5", "u")}, days={"m9": date(2025, 9, 1)})
    rows["bridges"] = [
        bridge("b1", "f5", "planned", date(2025, 1, 1), cost=1000.0),
        bridge("b1", "f5", "done", date(2025, 6, 1), cost=2500.0),
        bridge("b2", "f6", "done", date(2025, 6, 1)),
        bridge("b3", "f5", "done", date(2026, 4, 1), cost=500.0),
        bridge("b4", "f7", "planned", date(2026, 1, 1)),
        bridge("b4", "f7", "started", date(2026, 12, 1)),
        bridge("b5", "f8", "started", date(2026, 1, 1), gap="capital"),
    ]
    found = research(rows)
    assert dict(zip(BRIDGE_STATES, found.by_state, strict=True)) == {
        "candidate": 0, "proposal": 0, "planned": 1, "started": 0, "done": 3,
    }  # fmt: skip
    assert (found.near, found.far) == (2, 1)
    assert (found.judged, found.tied) == (2, 1)
    assert (found.cost, found.costed) == (3000.0, 2)


@pytest.mark.parametrize(
    ("met", "tied"),
    [(date(2025, 6, 1), 0), (date(2025, 6, 2), 1), (date(2026, 6, 1), 1), (date(2026, 6, 2), 0)],
)
def test_the_days_on_which_the_twelve_months_turn(met, tied):
    rows = small(acts={"m9": ("f5", "u")}, days={"m9": met})
    rows["bridges"] = [bridge("b", "f5", "done", date(2025, 6, 1))]
    assert research(rows).tied == tied


def test_judged_from_the_day_a_year_has_passed():
    for done, judged in ((date(2025, 9, 30), 1), (date(2025, 10, 1), 0), (None, 0)):
        rows = small()
        rows["bridges"] = [bridge("b", "f5", "done", done)]
        found = research(rows)
        assert (found.judged, found.by_state[-1]) == (judged, 1)


@pytest.mark.parametrize("seed", range(20))
def test_a_plain_recount(seed):
    random = Random(seed)  # noqa: S311 - made-up cases
    rows = small()
    for number in range(30):
        for state in random.sample(BRIDGE_STATES, random.randint(1, 4)):
            on = random.choice((None, date(2026, 9, 30), date(2026, 10, 1)))
            row = bridge(f"b{number}", random.choice(("f1", "f2", "f3")), state, on)
            rows["bridges"].append(row)
    furthest = {}
    for row in rows["bridges"]:
        if row["state_on"] is None or row["state_on"] <= ON:
            step = BRIDGE_STATES.index(row["state"])
            furthest[row["bridge_id"]] = max(step, furthest.get(row["bridge_id"], 0))
    expected = tuple(list(furthest.values()).count(step) for step in range(5))
    assert research(rows).by_state == expected


def test_it_says_that_it_shows_effort():
    run = measure_activity(tables_of(small()), SETTINGS)
    document = json.loads(render_activity_json(run))
    assert (document["lens"], document["shows"]) == ("activity", "effort")
    assert "effort, not effect" in render_activity_table(run, "en")
    assert "0" not in render_activity_table(run, "en").replace(str(ON), ""), "no row of noughts"
    assert "insats, inte effekt" in render_activity_table(run, "sv")


def test_a_gap_without_bridges_is_a_sentence_not_a_row_of_noughts():
    rows = small()
    rows["bridges"] = [bridge("b1", "f5", "planned", date(2025, 1, 1))]
    told = render_activity_table(measure_activity(tables_of(rows), SETTINGS), "en")
    assert "No bridge is planned, started or done for the education gap" in told
    assert [line for line in told.splitlines() if line.startswith("The ")] == [
        next(line for line in told.splitlines() if line.startswith("The research gap"))
    ]
