"""A refusal, bad data and a malformed request as JSON, each with its reason and its status."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from samspel.pages.api.shapes import NO_SUCH_DAY
from samspel.pages.shell.visits import reason_of
from samspel.reports.problems import problem_place, problem_sentence
from samspel.terms import BadData, Problem, Refusal

__all__ = ["add_errors", "faults_of", "status_of"]


_NOT_YOURS = frozenset({"role_ended", "held_to_ecosystems", "key_only_reads", "not_your_entry"})


def status_of(refusal: Refusal) -> int:
    """Not there (404), not yours (403), not now (409), not so often (429)."""
    if refusal.code == "not_found":
        return 404
    if refusal.code.startswith("may_not.") or refusal.code in _NOT_YOURS:
        return 403
    return 429 if refusal.code == "too_many_pages" else 409


def faults_of(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Each problem with its code, its place, what is wrong and what to do, in this language."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return [
        {
            "code": problem.code,
            "place": problem_place(problem.place, language),
            **problem_sentence(problem, language)._asdict(),
        }
        for problem in problems
    ]


def _no_such_day(one: Mapping[str, Any]) -> dict[str, str]:
    return {
        "code": NO_SUCH_DAY,
        "place": ".".join(map(str, one["loc"])),
        "what": _("The day lies outside what is kept."),
        "remedy": _("Write a day from 1900 to 2200."),
    }


def add_errors(api: NinjaAPI) -> None:
    """Let every operation tell its errors in these words."""

    def answer(request: HttpRequest, status: int, told: dict[str, Any]) -> HttpResponse:
        return api.create_response(request, told, status=status)

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        told = {"code": error.code, "reason": reason_of(error)}
        return answer(request, status_of(error), told)

    def unfit(request: HttpRequest, problems: list[dict[str, str]]) -> HttpResponse:
        reason = _("It does not fit together, or not with the register. Nothing of it is kept.")
        told = {"code": "bad_data", "reason": reason, "problems": problems}
        return answer(request, 409, told)

    def bad_data(request: HttpRequest, error: Any) -> HttpResponse:
        return unfit(request, faults_of(error.problems))

    def malformed(request: HttpRequest, error: Any) -> HttpResponse:
        if all(one["type"] == NO_SUCH_DAY for one in error.errors):
            return unfit(request, [_no_such_day(one) for one in error.errors])
        problems = [
            {
                "code": one["type"],
                "place": ".".join(map(str, one["loc"])),
                "what": one["msg"],
                "remedy": _("See what this address takes in openapi.json."),
            }
            for one in error.errors
        ]
        return answer(request, 422, {"code": "malformed", "problems": problems})

    def stranger(request: HttpRequest, _error: Any) -> HttpResponse:
        reason = _("This needs a key: Authorization: Bearer KEY. Keys are made under People.")
        told = answer(request, 401, {"code": "no_key", "reason": reason})
        told["WWW-Authenticate"] = "Bearer"
        return told

    def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
        problem = {"code": "unreadable", "place": "", "what": str(error), "remedy": ""}
        problem["remedy"] = _("See what this address takes in openapi.json.")
        return answer(request, 422, {"code": "malformed", "problems": [problem]})

    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(BadData, bad_data)
    api.add_exception_handler(ValidationError, malformed)
    api.add_exception_handler(AuthenticationError, stranger)
    api.add_exception_handler(HttpError, unreadable)
