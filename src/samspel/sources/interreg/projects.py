"""Interreg's projects as acts: programme and name make one, its dates are those of its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samspel.sources.interreg.mapping import Mapping
from samspel.sources.interreg.organisations import Organisation
from samspel.sources.interreg.rows import Row
from samspel.terms import Place, Problem, Severity

__all__ = ["Project", "projects_of"]


@dataclass(frozen=True, slots=True)
class Project:
    """One project: who took part, in what part (`LP`, `PP`, `AP`), from when to when."""

    key: tuple[str, str]
    rows: tuple[Row, ...]
    parts: tuple[tuple[str, str], ...]
    first: date
    last: date | None


def projects_of(
    rows: Sequence[Row], organisations: Sequence[Organisation], mapping: Mapping, file: str
) -> tuple[tuple[Project, ...], list[Problem]]:
    """All projects with dates and a named organisation, by key, and what was doubtful in any.

    A project runs from the earliest to the latest of its rows' possible dates; with no end in
    any row it has none, which our tables read as ended the day it started. An organisation
    that stands twice in a project takes part once, in the part that the mapping lists first.
    """
    owner = {row.number: each.name for each in organisations for row in each.rows}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if all(row.project):
            groups.setdefault(row.project, []).append(row)
    projects: list[Project] = []
    problems: list[Problem] = []
    for key in sorted(groups):
        problems += _doubts(groups[key], owner, file)
        days = _days(groups[key])
        parts = _parts(groups[key], owner, mapping)
        if days and parts:
            first = min(start for start, _ in days)
            last = max((end for _, end in days if end), default=None)
            projects.append(Project(key, tuple(groups[key]), parts, first, last))
    return tuple(projects), problems


def _days(rows: Iterable[Row]) -> set[tuple[date, date | None]]:
    """The pairs of dates that are possible; no end is a blank one."""
    return {(row.start, row.end) for row in rows if row.start and row.is_dated}


def _parts(
    rows: Sequence[Row], owner: dict[int, str], mapping: Mapping
) -> tuple[tuple[str, str], ...]:
    order = {part: index for index, part in enumerate(mapping.parts)}
    taken: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (order.get(r.part, len(order)), r.number)):
        if row.number in owner:
            taken.setdefault(owner[row.number], row.part)
    return tuple(sorted(taken.items()))


def _doubts(rows: Sequence[Row], owner: dict[int, str], file: str) -> Iterable[Problem]:
    first, days = rows[0], _days(rows)
    values = {"project": first.project[1], "programme": first.project[0]}
    if not days:
        told = values | {"partners": str(len(rows))}
        yield _warn("interreg_act_left_out", told, Place(file, "", first.number, "startdatum"))
    if len(days) > 1:
        told = values | {"dates": "; ".join(sorted(f"{a} – {b or ''}".rstrip() for a, b in days))}
        yield _warn("interreg_dates_differ", told, Place(file, "", first.number, "startdatum"))
    seen: set[str] = set()
    for row in rows:
        name = owner.get(row.number)
        if name in seen:
            told = values | {"organisation": name or ""}
            yield _warn("interreg_repeated", told, Place(file, "", row.number, "organisationsnamn"))
        seen |= {name} if name else set()


def _warn(code: str, values: dict[str, str], place: Place) -> Problem:
    return Problem(code, values, place, Severity.WARNING)
