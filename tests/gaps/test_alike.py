"""The rule of section 4 for x and y (X12): an intruder who knows the records subtracts."""

import polars as pl
import pytest

from gaps.small import FIRMS, ON, small
from samspel.gaps import load_definitions, measure_all
from samspel.tables import CONTRACTS, Tables
from samspel.terms import RunSettings

SILENT = tuple(FIRMS)


def region(yes=(), no=(), *, acts=None, numbers=None, reports=None):
    """Eight firms of whom f1 has met the university; these say yes and no about research."""
    rows = small(silent=SILENT, acts=acts, reports=reports)
    rows["answers"] += [
        {"wave_id": "w", "respondent_id": who, "item": "contact:research", "value": value}
        for value, whose in (("yes", yes), ("no", no))
        for who in whose
    ]
    for row in rows["actors"]:
        row["org_number"] = (numbers or {}).get(row["actor_id"])
    return Tables.of(
        **{c.name: pl.DataFrame(rows[c.name], schema=c.schema) for c in CONTRACTS if rows[c.name]}
    )


def figure(tables, **settings):
    asked = RunSettings("e", ON, load_definitions("memo-a"), **settings)
    return measure_all(tables, asked).gap("research")


def told(found):
    """All that the figure gives but for the words of why."""
    return {
        name: getattr(found, name)
        for name in found.__dataclass_fields__
        if name not in ("reason", "why", "next_step", "without_financier")
    }


def test_five_who_all_say_no_are_told_by_no_number():
    """R, O and U are what the records give: O less what is recorded would name each one's no."""
    found = figure(region(no=FIRMS[2:7]))
    assert (found.reached, found.none, found.unknown) == (1, 0, 7)
    assert (found.reason, found.why["answers"]) == ("answers_under_10", "answers_under_10")


@pytest.mark.parametrize("count", [5, 6, 7])
def test_all_yes_and_all_no_give_the_same_numbers(count):
    """Only the words over 90 % and under 10 % tell them apart."""
    who = FIRMS[1 : 1 + count]
    yes, no, none = (figure(region(**each)) for each in ({"yes": who}, {"no": who}, {}))
    assert told(yes) == told(no) == told(none)
    assert (yes.why["answers"], no.why["answers"]) == ("answers_over_90", "answers_under_10")


def test_one_who_says_otherwise_is_enough():
    found = figure(region(yes=["f2"], no=FIRMS[2:7]))
    assert (found.reached, found.none, found.unknown, found.why) == (2, 5, 1, {})


def test_who_is_reached_anyway_does_not_stand_among_the_five():
    """Five have answered; three of them met the university, so O would tell two answers."""
    acts = {"n2": ("f2", "u"), "n3": ("f3", "u")}
    found = figure(region(yes=["f1", "f2", "f3"], no=["f4", "f5"], acts=acts))
    assert (found.reached, found.none, found.unknown) == (3, 0, 5)
    assert found.why["answers"] == "too_few_answers"


def test_most_answers_of_one_legal_person_are_left_out():
    """Who answers for f2, f3, f4 and f5 knows what the other two said by taking away its own."""
    numbers = dict.fromkeys(("f2", "f3", "f4", "f5"), "5560360793")
    given = {"yes": ["f2", "f6"], "no": ["f3", "f4", "f5", "f7"]}
    found = figure(region(**given, numbers=numbers))
    assert (found.reached, found.none) == (1, 0)
    assert found.reason == "answers_of_one_group"
    three = dict.fromkeys(("f2", "f3", "f4"), "5560360793")
    assert figure(region(**given, numbers=three)).none == 4


def test_no_other_setting_gives_what_one_withholds():
    """Window, act size and a record declared whole, taken from each other: still nothing."""
    both = region(no=FIRMS[2:7]), region(yes=FIRMS[2:7])
    for settings in ({"max_size": 2}, {"window_months": 12}, {"as_recorded": True}):
        one, other = (figure(tables, **settings) for tables in both)
        assert told(one) == told(other), settings


def test_a_report_of_one_of_those_who_are_alike_is_left_out_with_the_answers():
    given = {"yes": FIRMS[2:7]}
    with_report = figure(region(**given, reports={"r1": ("f3", "u")}))
    assert told(with_report) == told(figure(region(**given)))
