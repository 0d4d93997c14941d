"""A job's codes in words: what it is, what it does now, why it failed."""

from django.utils.translation import get_language, gettext, gettext_noop

from samspel.records.accounts.api import refusal_sentence
from samspel.records.jobs.api import JobRow
from samspel.reports.problems import PROBLEM_CODES, problem_sentence
from samspel.terms import Problem

__all__ = ["counts_pieces", "failure_sentence", "kind_title", "step_words"]

_TITLES = {
    "plan_import": gettext_noop("How far has the reading come?"),
    "apply_import": gettext_noop("How far has the import come?"),
    "measure_gaps": gettext_noop("How far has the measurement come?"),
    "measure_lens": gettext_noop("How far has the measurement come?"),
    "read_stop_rule": gettext_noop("How far has the reading of the rule come?"),
    "preview_release": gettext_noop("How far has the preview come?"),
    "search_files": gettext_noop("How far has the search come?"),
}
_STEPS = {
    "plan_import": gettext_noop("The files are being read and compared with the register."),
    "apply_import": gettext_noop(
        "The import is being written in pieces. Nobody sees any of it until all of it is there."
    ),
    "measure_gaps": gettext_noop("The gaps are being measured."),
    "measure_lens": gettext_noop("The ecosystem is being measured."),
    "read_stop_rule": gettext_noop("The change is being measured, and the rule tried on others."),
    "search_files": gettext_noop("The kept files are being searched, one by one."),
    "preview_release": gettext_noop(
        "The answers are being counted, and held against every earlier release."
    ),
}
_PIECES = {"apply_import", "search_files"}
_OTHER = gettext_noop("The work goes on.")


def counts_pieces(row: JobRow) -> bool:
    """Whether it tells how much is left in pieces worth counting."""
    return row.kind in _PIECES and row.total > 0


def kind_title(row: JobRow) -> str:
    """The heading of the job's page."""
    return gettext(_TITLES.get(row.kind, gettext_noop("How far has the work come?")))


def step_words(row: JobRow) -> str:
    """What is being done now."""
    return gettext(_STEPS.get(row.what or row.kind, _OTHER))


def failure_sentence(row: JobRow) -> str:
    """Why it failed, and what to do."""
    if row.error in PROBLEM_CODES:
        problem = Problem(row.error, row.error_values)
        return " ".join(problem_sentence(problem, get_language() or "sv"))
    try:
        reason = gettext(refusal_sentence(row.error)) % dict(row.error_values)
    except KeyError:
        reason = gettext("The work could not be finished.")
    kept = gettext("Nothing of it was kept.")
    return f"{reason} {kept}"
