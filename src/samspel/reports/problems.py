"""A problem as a person reads it: what is wrong, what to do, and where it stands.

Neighbours get `problem_sentence` and `problem_place` for one problem, `render_problems` for a
whole list as text, and `PROBLEM_CODES`, the closed list of codes that have words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from samspel.reports.cordis_problems import CORDIS_PROBLEMS
from samspel.reports.reading_problems import READING_PROBLEMS
from samspel.reports.source_problems import SOURCE_PROBLEMS
from samspel.reports.table_problems import TABLE_PROBLEMS
from samspel.reports.words import N_, Words, for_language
from samspel.tables.swedish import heading_in
from samspel.terms import Place, Problem, Severity

__all__ = [
    "PROBLEM_CODES",
    "ProblemText",
    "problem_place",
    "problem_sentence",
    "render_problems",
]

_SENTENCES: Mapping[str, tuple[str, str]] = {
    **TABLE_PROBLEMS,
    **SOURCE_PROBLEMS,
    **CORDIS_PROBLEMS,
    **READING_PROBLEMS,
}
PROBLEM_CODES: tuple[str, ...] = tuple(_SENTENCES)

# A code without words is a fault of ours (a test holds the list closed); the person still gets
# the code and the place, never a crash in place of an answer.
_UNKNOWN = (N_("Something is wrong (%(code)s)."), N_("Look at that place and correct it."))
_MORE = N_("%(more)s more rows have the same fault.")
_SHOWN = 3


class ProblemText(NamedTuple):
    """What is wrong and what to do about it, each a sentence or two."""

    what: str
    remedy: str


def problem_sentence(problem: Problem, language: str) -> ProblemText:
    """The words of one problem in `sv` or `en`.

    Odd case: the last problem of a long row of equal ones counts the rest (`more`).

    >>> problem_sentence(Problem("bad_date", {"value": "2024-02-30"}), "en").what
    '2024-02-30 is no date.'
    """
    say = for_language(language)
    what, remedy = _SENTENCES.get(problem.code, _UNKNOWN)
    values = defaultdict(str, {"code": problem.code, **problem.values})
    if "more" in problem.values:
        what = _MORE
        values["more"] = say.number(int(problem.values["more"]))
    return ProblemText(say.gettext(what) % values, say.gettext(remedy) % values)


def problem_place(place: Place, language: str) -> str:
    """Where it stands: file, sheet, row and column, those that are known.

    >>> problem_place(Place("actors.csv", "", 7, "sector"), "en")
    'actors.csv, row 7, column sector'
    """
    say = for_language(language)
    parts = [
        place.file,
        say.gettext("sheet %(sheet)s") % {"sheet": place.sheet} if place.sheet else "",
        say.gettext("row %(row)s") % {"row": place.row} if place.row else "",
        say.gettext("column %(column)s") % {"column": _heading(place.column, say.language)}
        if place.column
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _heading(column: str, language: str) -> str:
    """A column of ours as a workbook in that language calls it, and as it is."""
    named = heading_in("", column, language)
    return column if named == column else f"{named} ({column})"


def render_problems(problems: Iterable[Problem], language: str) -> str:
    """All problems as text, errors first: like with like, three rows in context, the rest counted.

    Ends with a line that counts errors and warnings. No problem at all is said too.
    """
    say = for_language(language)
    groups = _grouped(problems)
    if not groups:
        return say.gettext("No problems found.") + "\n"
    told = [_group(group, say) for group in groups]
    return "\n".join([*told, _counts(groups, say)]) + "\n"


def _grouped(problems: Iterable[Problem]) -> list[list[Problem]]:
    groups: dict[tuple[str, str, str, str, str], list[Problem]] = {}
    for problem in problems:
        place = problem.place
        key = (problem.severity, problem.code, place.file, place.sheet, place.column)
        groups.setdefault(key, []).append(problem)
    return sorted(groups.values(), key=lambda group: group[0].severity is not Severity.ERROR)


def _group(group: Sequence[Problem], say: Words) -> str:
    first = group[0]
    error = first.severity is Severity.ERROR
    head = say.gettext("ERROR") if error else say.gettext("Warning")
    where = problem_place(
        Place(first.place.file, first.place.sheet, 0, first.place.column), say.language
    )
    lines = [f"{head}  {where}".rstrip()]
    for problem in group[:_SHOWN]:
        lines += _row(problem, say)
    rest = _size(group) - min(len(group), _SHOWN)
    if rest:
        lines.append(
            "  "
            + say.ngettext("… and %(count)s more.", "… and %(count)s more.", rest)
            % {"count": say.number(rest)}
        )
    lines.append("  → " + problem_sentence(first, say.language).remedy)
    return "\n".join(lines) + "\n"


def _row(problem: Problem, say: Words) -> list[str]:
    row = problem.place.row
    what = problem_sentence(problem, say.language).what
    start = say.gettext("row %(row)s") % {"row": row} + ": " if row else ""
    lines = [f"  {start}{what}"]
    if context := problem.values.get("context"):
        lines.append(f"      {context}")
    return lines


def _size(group: Sequence[Problem]) -> int:
    """How many faults the group stands for: the last problem may count many."""
    return sum(int(problem.values.get("more", "1")) for problem in group)


def _counts(groups: Sequence[Sequence[Problem]], say: Words) -> str:
    errors = sum(_size(g) for g in groups if g[0].severity is Severity.ERROR)
    warnings = sum(_size(g) for g in groups) - errors
    parts = [
        say.ngettext("%(count)s error", "%(count)s errors", errors) % {"count": say.number(errors)},
        say.ngettext("%(count)s warning", "%(count)s warnings", warnings)
        % {"count": say.number(warnings)},
    ]
    return ", ".join(parts)
