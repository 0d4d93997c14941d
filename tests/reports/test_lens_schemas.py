"""Places, activity and releases as public JSON fit their published schemas (X11, X12)."""

import json
from datetime import date

import pytest

from reports.test_run_json import _faults
from samspel.gaps import load_definitions
from samspel.gaps.activity import measure_activity
from samspel.gaps.perceived import ReleaseSettings, make_release
from samspel.gaps.place import measure_places
from samspel.reports.activity_report import activity_schema, render_activity_json
from samspel.reports.place_json import places_schema, render_places_json
from samspel.reports.release_json import read_release_json, release_schema, render_release_json
from samspel.sources import example
from samspel.terms import REASONS, RunSettings
from samspel.terms.places import PLACE_REASONS
from samspel.terms.releases import RELEASE_ITEMS, RELEASE_REASONS

DAY = date(2026, 9, 30)


@pytest.fixture(scope="module")
def made():
    return example.build().tables


@pytest.fixture(scope="module")
def documents(made):
    settings = RunSettings(example.VISITOR, DAY, load_definitions("memo-b"))
    release = make_release(made, "vag-1", ReleaseSettings(load_definitions("memo-b")))
    return {
        "places": (places_schema(), render_places_json(measure_places(made, settings))),
        "activity": (activity_schema(), render_activity_json(measure_activity(made, settings))),
        "release": (release_schema(), render_release_json(release)),
    }


@pytest.mark.parametrize("name", ["places", "activity", "release"])
def test_each_fits_its_schema_in_its_order(documents, name):
    schema, text = documents[name]
    document = json.loads(text)
    assert list(_faults(document, schema, schema, "$")) == []
    assert list(document) == list(schema["properties"])
    for key in ("gaps", "cells", "answers"):
        for row in document.get(key, ()):
            kind = schema["properties"][key]["items"]["$ref"].rsplit("/", 1)[1]
            assert list(row) == list(schema["$defs"][kind]["properties"])


@pytest.mark.parametrize("name", ["places", "activity", "release"])
def test_the_schema_finds_what_is_wrong(documents, name):
    schema, text = documents[name]
    document = json.loads(text)
    document["host"] = "here"
    key = "cells" if name == "release" else "gaps"
    document[key][0]["reason" if name != "activity" else "near"] = "because"
    assert len(list(_faults(document, schema, schema, "$"))) == 2


def test_the_lists_of_codes_are_closed():
    places, release = places_schema()["$defs"], release_schema()["$defs"]
    assert places["gap"]["properties"]["reason"]["enum"] == [None, *PLACE_REASONS]
    assert places["class"]["properties"]["reason"]["enum"] == [None, *REASONS]
    assert release["cell"]["properties"]["reason"]["enum"] == [None, *RELEASE_REASONS]
    assert release["answer"]["properties"]["item"]["enum"] == list(RELEASE_ITEMS)


def test_a_release_comes_back_as_it_was(documents):
    text = documents["release"][1]
    assert render_release_json(read_release_json(text)) == text


def test_a_published_item_stands_in_a_published_cell(documents):
    """What is withheld in one place is withheld there whatever was asked (X12)."""
    document = json.loads(documents["release"][1])
    out = {(c["gap"], c["side"], c["place"]) for c in document["cells"] if c["reason"] is None}
    answers = [each for each in document["answers"] if each["reason"] is None]
    assert {each["item"] for each in answers} == set(RELEASE_ITEMS)
    for each in answers:
        assert (each["gap"], each["side"], each["place"]) in out
        assert each["respondents"] >= 5
        for share in each["shares"]:
            assert round(share["share"] * 20) == pytest.approx(share["share"] * 20)


def test_no_own_words_leave_the_tables(made, documents):
    words = made["answers"].filter(made["answers"]["item"].str.contains("^(?:need|offer):"))
    said = set(words["value"]) - {"no"}
    assert said
    assert not [each for each in said if each in documents["release"][1]]
