"""A run's figures as data for a document: the wheel, the table, the footnote, the running head."""

from typing import Any

from samspel.reports.run_rows import footnote, headings, recompute_command, wheel_rows
from samspel.reports.sentences import gap_sentences
from samspel.reports.wheel import render_wheel
from samspel.reports.words import Words
from samspel.terms import Run

__all__ = ["figure_data", "head_data", "note_data"]

_REGIONS = {"sv": "SE", "en": "GB"}


def head_data(title: str, made_up: bool, say: Words, *, dated_on: str | None) -> dict[str, Any]:  # noqa: FBT001
    """What every page says of itself."""
    return {
        "title": title,
        "author": "Samspel",
        "keywords": [],
        "date": dated_on,
        "language": say.language,
        "region": _REGIONS[say.language],
        "made_up": say.gettext("Made up: an example region") if made_up else "",
    }


def figure_data(run: Run, say: Words, marks: tuple[str, str]) -> dict[str, Any]:
    """The wheel and the table beside it, each with its caption and its footnote mark."""
    language = say.language
    told = [gap_sentences(run, figure.gap, language).short for figure in run.gaps]
    caption = say.gettext(
        "The gap wheel of %(name)s. What is built is the share reached, the hole is the gap, the "
        "frayed edge is the 90 %% interval; stripes are unknown, dots cannot be said."
    )
    beside = say.gettext("The gaps of %(name)s on %(on)s, the same figures as in the wheel.")
    names = {"name": run.ecosystem_name, "on": say.date(run.settings.on)}
    return {
        "wheel": {
            "svg": render_wheel(run, language),
            "alt": " ".join(told),
            "caption": caption % names,
            "mark": marks[0],
        },
        "table": {
            "headings": list(headings(language)),
            "rows": [list(row.cells) for row in wheel_rows(run, language)],
            "caption": beside % names,
            "mark": marks[1],
        },
    }


def note_data(run: Run, say: Words) -> dict[str, str]:
    """The footnote: what names the run, in full, and the command that makes it again."""
    return {
        "text": footnote(run, say.language, whole=True),
        "command_label": say.gettext("Computed again by:"),
        "command": recompute_command(run),
    }
