"""A change and the stop rule as JSON, table and sentences, in both languages (R79, X9, X14)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from reports.test_run_json import _faults
from samspel import reports
from samspel.effects import measure_change, read_stop_rule
from samspel.gaps import load_definitions
from samspel.reports.change_json import change_schema, stop_rule_schema
from samspel.reports.change_words import CHANGE_REASON_SENTENCES, VERDICT_TAGS
from samspel.reports.stop_rule_words import rule_next_steps
from samspel.reports.words import LANGUAGES, for_language
from samspel.sources import example
from samspel.terms import CHANGE_REASONS, Change, ChangeSettings, StopRule, Swap, Verdict

FROM, TO = date(2024, 9, 30), date(2026, 9, 30)


@pytest.fixture(scope="module")
def made():
    return example.build().tables


def asked(ecosystem, **more):
    return ChangeSettings(ecosystem, FROM, TO, load_definitions("memo-b"), window_months=12, **more)


@pytest.fixture(scope="module", params=[False, True], ids=["answers", "as recorded"])
def change(request, made) -> Change:
    settings = asked(example.VISITOR, as_recorded=request.param)
    return measure_change(made, settings, snapshot="sha256:x")


@pytest.fixture(scope="module")
def reading(made):
    rule = StopRule(areas=("research", "active"), several=1, patience_months=24)
    return read_stop_rule(made, asked("rymd", as_recorded=True), rule)


def test_a_change_fits_its_published_schema(change):
    schema, text = change_schema(), reports.render_change_json(change)
    assert not list(_faults(json.loads(text), schema, schema, "$"))
    assert text.endswith("}\n")
    assert "NaN" not in text
    assert list(json.loads(text)) == list(schema["properties"])


def test_a_reading_of_the_stop_rule_fits_its_published_schema(reading):
    schema, text = stop_rule_schema(), reports.render_stop_rule_json(reading)
    assert not list(_faults(json.loads(text), schema, schema, "$"))
    assert list(json.loads(text)) == list(schema["properties"])


def test_keys_stand_in_the_documented_order(change):
    document, defs = json.loads(reports.render_change_json(change)), change_schema()["$defs"]
    assert list(document["change"]) == list(defs["change"]["properties"])
    for name, of in (("gap", "gaps"), ("area", "areas")):
        for each in document[of]:
            assert list(each) == list(defs[name]["properties"])


def test_printed_parts_add_up_to_the_printed_total(change):
    for gap in json.loads(reports.render_change_json(change))["gaps"]:
        if gap["parts"]:
            parts = sum(part["value"] for part in gap["parts"].values())
            assert parts == pytest.approx(gap["total"]["value"], abs=1e-11)


def test_every_verdict_and_reason_has_words_in_both_languages():
    assert set(CHANGE_REASON_SENTENCES) == set(CHANGE_REASONS)
    assert set(VERDICT_TAGS) == set(Verdict)
    for text in (*CHANGE_REASON_SENTENCES.values(), *VERDICT_TAGS.values()):
        assert for_language("sv").gettext(text) != text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_each_verdict_and_that_no_programme_moved_it(change, language):
    text = reports.render_change_table(change, language)
    for gap in change.gaps:
        said = reports.change_sentences(change, gap.gap, language)
        assert said.heading in text
        assert said.short in text
    never = {"sv": "aldrig att programmet flyttade den", "en": "never that the programme moved it"}
    assert never[language] in text
    assert {"sv": "påhitt", "en": "made up"}[language] in text


def test_swedish_says_it_as_a_person_would(made):
    change = measure_change(made, asked(example.VISITOR), snapshot="sha256:x")
    said = reports.change_sentences(change, "education", "sv").short
    assert said.startswith("Framåt: bland de 95 som var med båda gångerna är gapet mindre.")
    assert "procentenheter finns" in said
    assert "Gapet var 75" in said


def test_the_made_up_region_has_verdicts_over_the_windows_that_are_the_default(made):
    """Seven "cannot be said" greeted whoever tried the command as it stands."""
    settings = ChangeSettings(example.VISITOR, FROM, TO, load_definitions("memo-a"))
    said = {each.gap: each.verdict for each in measure_change(made, settings).gaps}
    assert said["education"] is said["global"] is Verdict.FORWARD
    assert said["research"] is said["ecosystems"] is Verdict.CANNOT_SAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_power_for_three_falls_and_that_less_is_seen_of_fewer(change, language):
    """Method section 6: for true falls of 10, 20 and 30 points, also under 20 known."""
    gap = replace(change.gap("firms"), power={10: 0.1, 20: 0.2, 30: 0.38}, power_under={})
    gap = replace(gap, swap=Swap(35, 0, 1, 1), verdict=Verdict.FORWARD)
    low = replace(gap, power={}, power_under=gap.power, swap=Swap(12, 0, 1, 1))
    for shown, says in (
        (gap, {"sv": "minst ungefär 10, 20 och 38 gånger", "en": "at least about 10, 20 and 38"}),
        (low, {"sv": "mer sällan än 10, 20 och 38", "en": "more rarely than 10, 20 and 38"}),
    ):
        said = reports.change_sentences(replace(change, gaps=(shown,)), "firms", language)
        assert says[language] in said.caveats[-1]


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        ({"holds_at": 3.0}, "holds also if those with contact answer 3 times as readily as the "
         "others, both times or only one of them."),
        ({"holds_at": 3.0, "turns_at_to": 1.3}, "1.3 times as readily as the others the last time "
         "only, the verdict is another."),
        ({"turns_at": 1.2, "turns_at_from": 2.0}, "2.0 times as readily as the others the first "
         "time only, the verdict is another."),
        ({}, "nobody is unknown, so no readiness to answer turns it."),
    ],
)  # fmt: skip
def test_how_far_a_verdict_holds_is_told_apart_from_nobody_being_unknown(made, turns, says):
    found = measure_change(made, asked(example.VISITOR), snapshot="sha256:x")
    none = dict.fromkeys(("turns_at", "turns_at_from", "turns_at_to", "holds_at"))
    gap = replace(found.gap("firms"), verdict=Verdict.MOVED, **none | turns)
    said = reports.change_sentences(replace(found, gaps=(gap,)), "firms", "en").caveats
    assert any(each.endswith(says) for each in said)


def test_the_rule_s_parameters_and_what_would_help_stand_in_the_command_s_text(made):
    """R79: patience and worth beside every use, and which data would make it usable."""
    rule = StopRule(areas=("research", "value"), several=2, patience_months=24, worth=0.15)
    reading = read_stop_rule(made, asked("rymd"), rule)
    text = reports.render_stop_rule_table(reading, "en")
    assert "24 months" in text
    assert "An improvement of 15 points" in text
    assert "What would let more areas be judged?" in text
    assert "- The research gap: ask " in text
    assert "about 6 minutes each" in text
    assert "- Share who find it worthwhile: ask 5 members how worthwhile it is" in text
    document = json.loads(reports.render_stop_rule_json(reading))
    named = [area for step in document["next_steps"] for area in step["areas"]]
    assert sorted(named) == ["research", "value"]
    steps = {each["area"]: each for step in document["next_steps"] for each in step["steps"]}
    assert steps["value"]["next_step"]["minutes"] == 30
    assert steps["research"]["next_step"]["code"] == "test_declaration"


def test_a_reading_kept_before_it_had_steps_says_why_instead(made):
    rule = StopRule(areas=("research", "platform:research"), several=1, patience_months=24)
    old = replace(read_stop_rule(made, asked("rymd"), rule), steps={})
    assert rule_next_steps(old, "en")[1].startswith(
        "Dependence on the platform: The research gap: never has a verdict"
    )
    assert json.loads(reports.render_stop_rule_json(old))["next_steps"][0]["steps"] == [
        {"area": "research", "next_step": None, "next_step_on": None}
    ]


def test_the_line_of_one_half_stands_with_what_the_simulation_leaves_open(reading):
    errors = replace(reading.errors, stagnant=0.70, improving=0.22)
    said = reports.stop_rule_lines(replace(reading, errors=errors), "en")
    assert any("48 points more of the stagnant" in line and "±5" in line for line in said)


def test_what_cannot_tell_is_the_first_line(reading):
    lines = reports.stop_rule_lines(reading, "sv")
    assert not reading.errors.tells
    assert lines[0].startswith("Med den här storleken och täckningen kan regeln inte skilja")
    assert lines[-1] == "Systemet flaggar; människor beslutar, ger skäl och hör aktören."
    assert lines[0] in reports.render_stop_rule_table(reading, "sv")
