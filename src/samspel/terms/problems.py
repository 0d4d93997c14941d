"""A fault in what somebody gave us: a code, its values and its place, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["BadData", "Place", "Problem", "Severity"]


class Severity(StrEnum):
    """An error stops; a warning is told and kept."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a fault stands. `row` is the row as a person sees it (the heading is row 1)."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `code` is from a closed list (`samspel.reports` has its sentences);
    `values` fill the sentence. No value ever holds a personal identity number."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place()
    severity: Severity = Severity.ERROR


class BadData(Exception):
    """What was given cannot be used; carries every problem found, not the first only."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(sorted({problem.code for problem in problems})))
        self.problems = problems
