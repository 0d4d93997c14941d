"""The history as sentences: every event that the code writes has one, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.timezone import now

import samspel
from samspel.pages.audit.sentences import SENTENCES, SUBJECTS
from samspel.pages.audit.wording import event_sentence
from samspel.records.audit.api import Event

PACKAGE = Path(samspel.__file__).parent
# Where the verb or the subject is worked out, all that it can be.
WORKED_OUT = {
    "asked.lens": {"places", "activity"},
    "row.lens": {"places", "activity", "stop_rule"},
    "verb": {"set_aside", "take_back"},
}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every verb and subject that `record_event` is called with, and where."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) == "record_event" and node.args:
                for verb in _texts(node.args[0]):
                    for subject in _texts(node.args[1]):
                        yield verb, subject, path.name


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return WORKED_OUT[ast.unparse(node)]


def test_every_event_in_the_code_has_its_sentence_and_its_filter() -> None:
    """Issue 5, item 8."""
    found = set(pairs())
    assert len(found) > 40
    without = sorted((v, s, where) for v, s, where in found if (v, s) not in SENTENCES)
    assert without == []
    filtered = {subject for _name, subjects in SUBJECTS.values() for subject in subjects}
    assert {subject for _verb, subject, _where in found} - filtered == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_sentence_says_who_did_it_and_as_whose_deputy(language: str) -> None:
    values = {"role": "reader", "acting_for": [7]}
    event = Event(1, now(), 5, "give_role", "contact", "6", values)
    with translation.override(language):
        says = event_sentence(event, {5: "Alice", 6: "Bob", 7: "Cleo"})
    assert says.startswith("Alice (")
    assert "Cleo" in says
    assert "Bob" in says


def test_an_event_without_a_value_its_sentence_wants_is_told_by_its_codes() -> None:
    event = Event(1, now(), None, "measure", "run", "3", {})
    with translation.override("en"):
        assert event_sentence(event, {}) == "The system: measure run 3."


def test_the_history_is_filtered_by_person_subject_and_day(visit) -> None:
    officer = visit("officer")
    whole = officer.open("/example/audit/").text
    assert "The gaps of besoksnaring were measured" in whole
    people = officer.open("/example/audit/?subject=people").text
    assert "gave Rut Ek a role" in people
    assert "were measured" not in people
    assert "Nothing fits" in officer.open("/example/audit/?until=2001-01-01").text
    officer.open("/example/audit/?since=nonsense&person=%C2%B2&subject=none")
