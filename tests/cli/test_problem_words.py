"""Every code has its words in both languages, and none that could be filled wrongly."""

import ast
import re
from pathlib import Path

import pytest

import samspel
from samspel.reports.problems import PROBLEM_CODES, problem_place, problem_sentence, render_problems
from samspel.reports.words import LANGUAGES
from samspel.terms import Place, Problem, Severity

_ROOMS = ("tables", "sources", "gaps")
_CALLS = {"Problem", "Fault", "_warn", "failed", "passed_over"}


def _codes_in_source() -> set[str]:
    """Every text that is handed to something that makes a problem, read out of the source."""
    package = Path(samspel.__file__).parent
    found = set()
    for room in _ROOMS:
        for path in (package / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) in _CALLS | {"add"}:
                    found |= {a.value for a in node.args if _is_code(a)}
    return found


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _is_code(argument: ast.expr) -> bool:
    value = argument.value if isinstance(argument, ast.Constant) else None
    return isinstance(value, str) and re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", value) is not None


def test_every_code_that_is_emitted_has_words() -> None:
    emitted = _codes_in_source()
    assert len(emitted) > 40
    columns = {"org_number", "actor_id", "respondent_id", "wave_id", "from_actor", "to_actor"}
    assert emitted - columns <= set(PROBLEM_CODES)


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_both_languages_say_what_and_what_to_do(code: str) -> None:
    values = {name: f"<{name}>" for name in (
        "value", "path", "limit", "count", "table", "name", "heading", "columns", "first_row",
        "first", "last", "type", "known", "low", "high", "organisation", "names", "kinds", "sector",
        "counties", "county", "project", "partners", "dates", "region", "column", "reasons", "part",
        "fault", "ecosystem", "shipped", "message", "allowed", "organisations", "projects",
    )}  # fmt: skip
    texts = {language: problem_sentence(Problem(code, values), language) for language in LANGUAGES}
    for what, remedy in texts.values():
        assert what
        assert remedy
        assert "%" not in what + remedy
    assert texts["sv"] != texts["en"]
    filled = [set(re.findall(r"<\w+>", " ".join(text))) for text in texts.values()]
    assert filled[0] == filled[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_without_words_is_still_told(language: str) -> None:
    what, remedy = problem_sentence(Problem("moon_is_full"), language)
    assert "moon_is_full" in what
    assert remedy


def test_a_missing_value_is_no_crash() -> None:
    assert problem_sentence(Problem("bad_date"), "en").what == " is no date."


def test_places() -> None:
    assert problem_place(Place("a.xlsx", "actors", 7, "name"), "sv") == (
        "a.xlsx, blad actors, rad 7, kolumn Namn (name)"
    )
    assert problem_place(Place(), "sv") == ""


def test_errors_stand_first() -> None:
    text = render_problems(
        [
            Problem("encoding_guessed", {}, Place("a.csv"), Severity.WARNING),
            Problem("missing_table", {"table": "actors"}),
        ],
        "en",
    )
    assert text.index("ERROR") < text.index("Warning")
    assert text.endswith("1 error, 1 warning\n")
