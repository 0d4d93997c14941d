"""The activity lens as public JSON (version 1) and as words: `samspel activity PATH`."""

import json
from importlib.resources import files
from typing import Any

from samspel.reports.grid import in_columns
from samspel.reports.phrases import gap_name
from samspel.reports.run_json import _run
from samspel.reports.words import N_, Words, for_language
from samspel.terms.activity import BRIDGE_STATES, ActivityFigure, ActivityRun

__all__ = [
    "activity_headings",
    "activity_lead",
    "activity_note",
    "activity_rows",
    "activity_schema",
    "render_activity_json",
    "render_activity_table",
]

_LABEL = N_("This shows effort, not effect: what is done about each gap.")
_NOTE = N_(
    "Tie after 12 months: of the bridges done at least 12 months ago, those whose two actors "
    "have a recorded tie in the year after. No tie on record is not the same as none."
)
_HEADS = (
    N_("Gap"),
    N_("Planned"),
    N_("Started"),
    N_("Done"),
    N_("Near side"),
    N_("Far side"),
    N_("Tie after 12 months"),
    N_("Cost, kronor"),
)


def render_activity_json(activity: ActivityRun) -> str:
    """UTF-8 text, indent 2, ending in one newline; `shows` says what it is: effort."""
    document = {
        "schema": 1,
        "lens": "activity",
        "shows": "effort",
        "run": _run(activity.run),
        "gaps": [
            {
                "gap": figure.gap,
                "bridges": dict(zip(BRIDGE_STATES, figure.by_state, strict=True)),
                "near": figure.near,
                "far": figure.far,
                "judged": figure.judged,
                "tied": figure.tied,
                "cost": figure.cost,
                "costed": figure.costed,
            }
            for figure in activity.gaps
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def render_activity_table(activity: ActivityRun, language: str) -> str:
    """Bridges per gap as text that ends in a newline."""
    say = for_language(language)
    name = say.marked(activity.run.ecosystem_name, made_up=activity.run.example)
    title = f"{name}, {say.date(activity.run.settings.on)}"
    rows = activity_rows(activity, language)
    table = [in_columns([activity_headings(language), *rows])] if rows else []
    note = [activity_note(language)] if rows else []
    told = [title, say.gettext(_LABEL), *table, *_left_out(activity, say), *note]
    return "\n\n".join(told) + "\n"


def activity_lead(activity: ActivityRun, language: str) -> tuple[str, ...]:
    """What is done, in natural numbers, and what it does not say."""
    say = for_language(language)
    states = [sum(figure.by_state[at] for figure in activity.gaps) for at in range(5)]
    count = dict(zip(BRIDGE_STATES, states, strict=True))
    if not sum(states):
        return (say.gettext("No bridge is recorded for this ecosystem."),)
    text = say.gettext("Bridges done: %(done)s. Started: %(started)s. Planned: %(planned)s.")
    names = ("done", "started", "planned")
    first = text % {name: say.number(count[name]) for name in names}
    return (first, _untouched(activity, say), _tied(activity, say), say.gettext(_LABEL))


def _untouched(activity: ActivityRun, say: Words) -> str:
    names = [gap_name(f.gap, say.language) for f in activity.gaps if not sum(f.by_state[2:])]
    if not names:
        return say.gettext("Something is planned, started or done for every gap.")
    lower = [say.within(name) for name in names]
    return say.gettext("Nothing is on its way for %(gaps)s.") % {"gaps": say.listing(lower)}


def _tied(activity: ActivityRun, say: Words) -> str:
    judged = sum(figure.judged for figure in activity.gaps)
    if not judged:
        return say.gettext("No bridge was done so long ago that it can be followed up.")
    text = say.gettext(
        "Recorded tie in the year after: %(tied)s of the %(judged)s bridges done at least a year "
        "ago."
    )
    tied = sum(figure.tied for figure in activity.gaps)
    return text % {"judged": say.number(judged), "tied": say.number(tied)}


def activity_note(language: str) -> str:
    """What a tie after twelve months is."""
    return for_language(language).gettext(_NOTE)


def activity_headings(language: str) -> tuple[str, ...]:
    """The column headings of `activity_rows`."""
    say = for_language(language)
    return tuple(say.gettext(text) for text in _HEADS)


def activity_rows(activity: ActivityRun, language: str) -> tuple[tuple[str, ...], ...]:
    """A row for each gap that some bridge is for; what is said beside it names the others."""
    say = for_language(language)
    return tuple(_row(figure, say, language) for figure in activity.gaps if _has_some(figure))


def _has_some(figure: ActivityFigure) -> bool:
    return any((*figure.by_state[2:], figure.near, figure.far, figure.costed))


def _left_out(activity: ActivityRun, say: Words) -> tuple[str, ...]:
    names = [gap_name(one.gap, say.language) for one in activity.gaps if not _has_some(one)]
    if not names:
        return ()
    lower = [say.within(name) for name in names]
    text = say.gettext("No bridge is planned, started or done for %(gaps)s.")
    return (text % {"gaps": say.listing(lower)},)


def _row(figure: ActivityFigure, say: Words, language: str) -> tuple[str, ...]:
    states = dict(zip(BRIDGE_STATES, figure.by_state, strict=True))
    counts = [states[state] for state in ("planned", "started", "done")]
    tied = say.gettext("%(count)s of %(all)s") % {
        "count": say.number(figure.tied),
        "all": say.number(figure.judged),
    }
    cost = say.number(round(figure.cost)) if figure.costed else "–"
    numbers = [say.number(count) for count in (*counts, figure.near, figure.far)]
    return (gap_name(figure.gap, language), *numbers, tied if figure.judged else "–", cost)


def activity_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_activity_json` gives."""
    text = (files("samspel.reports") / "activity.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
