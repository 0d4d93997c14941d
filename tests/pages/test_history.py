"""The history as sentences: every event that the code writes has one, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.timezone import now

import samspel
from samspel.pages.audit.sentences import SENTENCES, SUBJECTS
from samspel.pages.audit.whereabouts import address_of
from samspel.pages.audit.wording import Names, event_sentence
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
        says = event_sentence(event, Names({5: "Alice", 6: "Bob", 7: "Cleo"}))
    assert says.startswith("Alice (")
    assert "Cleo" in says
    assert "Bob" in says


def test_an_event_without_a_value_its_sentence_wants_is_told_by_its_codes() -> None:
    event = Event(1, now(), None, "measure", "run", "3", {})
    with translation.override("en"):
        assert event_sentence(event, Names()) == "The system: measure run 3."


def test_an_ecosystem_is_told_by_its_name_and_a_count_with_its_thousands_apart() -> None:
    names = Names(ecosystems={"rymd": "Rymdens ekosystem"})
    handed = Event(1, now(), None, "hand_in", "workspace", "rymd", {"entries": 3, "rows": 12345})
    with translation.override("sv"):
        says = event_sentence(handed, names)
    assert "Rymdens ekosystem" in says
    assert "12\u202f345" in says


@pytest.mark.parametrize(
    ("subject", "key", "values", "address"),
    [
        ("run", "7", {"ecosystem": "rymd"}, "/r/runs/7/"),
        ("run", "rymd", {}, "/r/ecosystems/rymd/"),
        ("places", "4", {"ecosystem": "rymd"}, "/r/ecosystems/rymd/places/?run=4"),
        ("stop_rule", "rymd", {}, "/r/ecosystems/rymd/change/stop-rule/"),
        ("import", "2", {}, "/r/import/2/"),
        ("wave", "v1", {}, "/r/waves/v1/"),
        ("share", "3", {}, "/r/shares/"),
        ("letter", "rymd", {}, ""),
        ("contact", "", {}, ""),
    ],
)
def test_an_event_leads_to_what_it_is_about(subject, key, values, address) -> None:
    assert address_of(Event(1, now(), None, "measure", subject, key, values), "r") == address


def test_every_address_of_the_history_opens_and_its_file_holds_all_of_it(visit) -> None:
    """Issue 5, item 8: from a sentence to the thing itself, and the list as a file."""
    officer = visit("officer")
    page = officer.open("/example/audit/")
    led = {address for text, address in page.links if text.endswith(".")}
    assert any("/runs/" in one for one in led)
    for one in led:
        officer.open(one)
    answer = officer.client.get("/example/audit/?form=csv")
    told = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert f"{len(told) - 1} changes." in page.text
    assert visit("reader").client.get("/example/audit/?form=csv").status_code in {403, 404}


def test_the_history_is_filtered_by_person_subject_and_day(visit) -> None:
    officer = visit("officer")
    whole = officer.open("/example/audit/").text
    assert "The gaps of Besöksnäringens ekosystem (påhittat) were measured" in whole
    people = officer.open("/example/audit/?subject=people").text
    assert "gave Rut Ek the role reader" in people
    assert "were measured" not in people
    assert "Nothing fits" in officer.open("/example/audit/?until=2001-01-01").text
    officer.open("/example/audit/?since=nonsense&person=%C2%B2&subject=none")
