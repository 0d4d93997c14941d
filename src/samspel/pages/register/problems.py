"""Problems of an import, grouped by what is wrong: three places of each, and how many the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from samspel.reports.problems import problem_place, problem_sentence
from samspel.terms import Problem, Severity

__all__ = ["ProblemGroup", "grouped"]

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """One kind of problem. `rest` counts the places that are not shown."""

    what: str
    remedy: str
    stops: bool
    places: tuple[str, ...]
    rest: int


def grouped(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """The groups, what stops the import first, else in the order they were found."""
    groups: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        place = problem.place
        groups.setdefault((problem.code, place.file, place.sheet, place.column), []).append(problem)
    made = [_group(found) for found in groups.values()]
    return tuple(sorted(made, key=lambda group: not group.stops))


def _group(found: list[Problem]) -> ProblemGroup:
    first = found[0]
    what, remedy = problem_sentence(first, get_language() or "sv")
    alike = all(problem_sentence(one, get_language() or "sv").what == what for one in found)
    return ProblemGroup(
        what=what if alike else remedy,
        remedy=remedy if alike else "",
        stops=first.severity is Severity.ERROR,
        places=tuple(_place(problem, what if alike else "") for problem in found[:_SHOWN]),
        rest=max(0, len(found) - _SHOWN),
    )


def _place(problem: Problem, heading: str) -> str:
    said, _remedy = problem_sentence(problem, get_language() or "sv")
    where = problem_place(problem.place, get_language() or "sv")
    if said == heading:
        return where
    return f"{where}: {said}" if where else said
