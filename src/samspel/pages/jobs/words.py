"""A job's codes in words: what it is, what it does now, why it failed."""

from django.utils.translation import gettext, gettext_noop

from samspel.records.jobs.api import JobRow

__all__ = ["failure_sentence", "kind_title", "step_words"]

_TITLES = {
    "apply_import": gettext_noop("How far has the import come?"),
    "measure_gaps": gettext_noop("How far has the measurement come?"),
}
_STEPS = {
    "": gettext_noop("The work goes on."),
}
_FAILURES = {
    "tried_too_often": gettext_noop(
        "The work was begun several times and never came to its end, so it was stopped. "
        "Nothing of it was kept. Tell those who run the service."
    ),
}


def kind_title(row: JobRow) -> str:
    """The heading of the job's page."""
    return gettext(_TITLES.get(row.kind, gettext_noop("How far has the work come?")))


def step_words(code: str) -> str:
    """What is being done now."""
    return gettext(_STEPS.get(code, _STEPS[""]))


def failure_sentence(row: JobRow) -> str:
    """Why it failed, and what to do."""
    text = _FAILURES.get(
        row.error,
        gettext_noop(
            "The work could not be finished. Nothing of it was kept. "
            "Try again, and tell those who run the service if it happens once more."
        ),
    )
    return gettext(text) % dict(row.error_values)
