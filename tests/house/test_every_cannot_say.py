"""Every "cannot say" of the made-up region carries what would change it, and what that takes.

README point 5 and docs/explanation/cannot-say.md promise it (X13).
"""

import json
from datetime import date

import pytest

from samspel import reports
from samspel.effects import measure_change, read_stop_rule
from samspel.gaps import load_definitions
from samspel.gaps.place import measure_places
from samspel.reports.place_json import render_places_json
from samspel.reports.place_words import place_texts
from samspel.reports.stop_rule_words import rule_next_steps
from samspel.reports.words import LANGUAGES
from samspel.sources import example
from samspel.tables import Tables
from samspel.terms import MINUTES_EACH, ChangeSettings, RunSettings, StopRule, Verdict

FROM, TO = date(2024, 9, 30), date(2026, 9, 30)
# Of one series there is no chance to weigh it against, so nothing gives it a verdict.
NEVER = ("no_test",)


@pytest.fixture(scope="module")
def tables():
    return example.build().tables


def assert_step(step):
    """A step names how many and the minutes, a whole number of times what one takes."""
    assert step is not None
    assert step["code"] in MINUTES_EACH
    assert step["minutes"] % MINUTES_EACH[step["code"]] == 0
    if step["count"] is not None:
        assert step["count"] > 0
        assert step["minutes"] % step["count"] == 0


@pytest.mark.parametrize("months", [12, 24])
@pytest.mark.parametrize("first", [FROM, date(2025, 9, 30)], ids=["apart", "near"])
@pytest.mark.parametrize("ecosystem", [example.VISITOR, "rymd", "gruva"])
def test_of_a_change(tables, ecosystem, first, months):
    settings = ChangeSettings(
        ecosystem, first, TO, load_definitions("memo-b"), window_months=months
    )
    change = measure_change(tables, settings)
    told = json.loads(reports.render_change_json(change))
    lacking = 0
    for each in (*told["gaps"], *told["areas"]):
        without = each["verdict"] in (None, Verdict.CANNOT_SAY) and each["reason"] not in NEVER
        assert without == (each["next_step"] is not None) == (each["next_step_on"] is not None)
        if without:
            lacking += 1
            assert_step(each["next_step"])
    assert lacking
    for language in LANGUAGES:
        for gap in change.gaps:
            text = reports.change_sentences(change, gap.gap, language).next_step
            shown = gap.without_financier or gap
            assert bool(text) == (shown.next_step is not None)
            assert "%(" not in text


@pytest.mark.parametrize("bare", [False, True], ids=["places", "no places"])
@pytest.mark.parametrize("ecosystem", [example.VISITOR, "rymd", "gruva"])
def test_by_place(tables, ecosystem, bare):
    """Of a gap that is not split, and of a class whose gap is not said."""
    if bare:
        empty = tables["places"].clear()
        tables = Tables.of(**{**tables.frames, "places": empty})
    settings = RunSettings(ecosystem, TO, load_definitions("memo-b"))
    places = measure_places(tables, settings)
    lacking = 0
    for gap in json.loads(render_places_json(places))["gaps"]:
        assert not gap["reason"] or gap["next_step"]
        lacking += bool(gap["reason"])
        for each in (gap["dense"], gap["sparse"]):
            if each and each["reason"]:
                assert_step(each["next_step"] or gap["next_step"])
                lacking += 1
        if gap["next_step"]:
            assert_step(gap["next_step"])
    assert lacking
    for language in LANGUAGES:
        for figure, text in zip(places.gaps, place_texts(places, language), strict=True):
            assert bool(text.next_step) or not figure.reason


@pytest.mark.parametrize("ecosystem", [example.VISITOR, "rymd", "gruva"])
def test_of_the_stop_rule(tables, ecosystem):
    gaps = load_definitions("memo-b")
    areas = tuple(each.key for each in gaps.gaps)
    areas += ("active", "membership", "value", "platform:research", "outcome:jobs")
    rule = StopRule(areas=areas, several=2, patience_months=24)
    settings = ChangeSettings(ecosystem, FROM, TO, gaps)
    reading = read_stop_rule(tables, settings, rule)
    document = json.loads(reports.render_stop_rule_json(reading))
    assert document["next_steps"]
    for row in document["next_steps"]:
        assert [each["area"] for each in row["steps"]] == row["areas"]
        for each in row["steps"]:
            if row["reason"] not in NEVER:
                assert_step(each["next_step"])
    for language in LANGUAGES:
        said = rule_next_steps(reading, language)
        assert said
        assert not any("%(" in each for each in said)
