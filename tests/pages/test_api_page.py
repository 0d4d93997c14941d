"""The API for a person to read: all of the document by subject, and examples that are taken."""

import shlex
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import translation

from pages.test_api import Program
from samspel.pages.api import meanings
from samspel.pages.api.describing import subjects
from samspel.pages.api.examples import example
from samspel.pages.api.service import api
from samspel.pages.api.wording import PROBLEMS, SUBJECTS

OPERATIONS = [(subject.key, one) for subject in subjects() for one in subject.operations]


@pytest.fixture
def document():
    return api.get_openapi_schema()


def test_the_page_tells_of_every_operation_of_the_document(visit, document):
    seen = visit().open("/api/")
    for address, methods in document["paths"].items():
        for method in methods:
            assert any(name == f"{method.upper()} {address}" for name, _ in seen.links)
    told = {url for _, url in seen.links}
    assert {f"/api/{key}/#{one.key}" for key, one in OPERATIONS} <= told
    assert "/api/v1/openapi.json" in told


def test_every_subject_and_every_refusal_has_words():
    assert {key for key, _ in OPERATIONS} == set(SUBJECTS)
    assert {status for _, one in OPERATIONS for status in one.refuses} <= set(PROBLEMS)


@pytest.mark.parametrize("subject", list(SUBJECTS))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_subject_opens_signed_out_in_both_languages(visit, subject, language):
    seen = visit(language=language).open(f"/api/{subject}/")
    assert seen.lang == language
    assert "curl" in seen.text


def test_what_does_not_exist_is_not_there(visit):
    visit().open("/api/nothing/", status=404)


def test_an_operation_tells_its_fields_and_what_they_may_hold(visit):
    seen = visit().open("/api/waves/")
    assert "closes_on" in seen.text
    assert "day, as 2026-09-30; must be given" in seen.text
    entries = visit().open("/api/entries/").text
    assert "adds.actors[].sector" in entries
    assert "a key of the table actors" in entries


def test_the_way_to_a_key_is_shown_to_who_may_make_one(visit):
    assert "/example/people/keys/" in dict(visit("officer").open("/api/").links).values()
    assert not any("/keys/" in url for _, url in visit().open("/api/").links)
    keys = visit("officer").open("/example/people/keys/")
    assert keys.link("What can a program ask and send?") == reverse("api-index")


def test_every_example_is_what_its_address_takes(db, world):
    """Sent as it stands: what it names is not there, but nothing is malformed."""
    program = Program(world.stranger, "nord", writes=True)
    faults = [fault for _, one in OPERATIONS if (fault := _sent(program, one))]
    assert not faults


def _sent(program, one):
    words = shlex.split(example(one, "http://testserver"))
    said = dict(pairwise(words))
    method = said.get("-X", "POST" if "-d" in said else "GET").lower()
    body = {"data": said["-d"], "content_type": "application/json"} if "-d" in said else {}
    answer = getattr(program.client, method)(words[-1], headers=program.headers, **body)
    good = method == one.method.lower() and answer.status_code not in (401, 405, 422)
    return "" if good else f"{one.key}: {answer.content.decode()}"


def test_every_field_and_parameter_says_what_it_is_in_both_languages(document):
    told = {
        (one.key, field.path, field.says)
        for _, one in OPERATIONS
        for field in (*one.within, *one.asks, *one.body, *one.gives)
    }
    assert len({path for _, path, _ in told}) > 250
    sentences = {says for *_, says in told}
    assert all(says.endswith(".") for says in sentences)
    for language in ("sv", "en"):
        with translation.override(language):
            same = {says for says in sentences if translation.gettext(says) == says}
        assert same == (sentences if language == "en" else set())


def test_no_sentence_is_kept_for_a_field_that_is_gone(document):
    """What nothing asks for would be translated for ever."""
    rows, parameters = {}, {}
    for name, schema in document["components"]["schemas"].items():
        rows[name] = set(schema.get("properties", {}))
    for address, methods in document["paths"].items():
        for method in methods.values():
            names = {one["name"] for one in method.get("parameters", ())}
            parameters.setdefault(address.removeprefix("/api/v1"), set()).update(names)
    every = set().union(*rows.values(), *parameters.values())
    assert not set(meanings._EVERYWHERE) - every
    for told, there in ((meanings._IN_ROW, rows), (meanings._AT_ADDRESS, parameters)):
        assert not {(key, name) for key in told for name in told[key] if name not in there[key]}


def test_a_parameter_says_what_it_is_at_its_address(visit):
    assert "Words in the name, the key or the number." in visit().open("/api/register/").text


def test_a_row_has_one_name_in_the_document(document):
    assert not [name for name in document["components"]["schemas"] if "__" in name]
