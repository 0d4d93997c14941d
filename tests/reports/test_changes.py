"""A change and the stop rule as JSON, table and sentences, in both languages (R79, X9, X14)."""

import json
from datetime import date

import pytest

from reports.test_run_json import _faults
from samspel import reports
from samspel.effects import measure_change, read_stop_rule
from samspel.gaps import load_definitions
from samspel.reports.change_json import change_schema, stop_rule_schema
from samspel.reports.change_words import CHANGE_REASON_SENTENCES, VERDICT_TAGS
from samspel.reports.words import LANGUAGES, for_language
from samspel.sources import example
from samspel.terms import CHANGE_REASONS, Change, ChangeSettings, StopRule, Verdict

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
    assert "Gapet var 82" in said


def test_what_cannot_tell_is_the_first_line(reading):
    lines = reports.stop_rule_lines(reading, "sv")
    assert not reading.errors.tells
    assert lines[0].startswith("Med den här storleken och täckningen kan regeln inte skilja")
    assert lines[-1] == "Systemet flaggar; människor beslutar, ger skäl och hör aktören."
    assert lines[0] in reports.render_stop_rule_table(reading, "sv")
