"""The activity lens as public JSON (version 1) and as words: `samspel activity PATH`."""

import json

from samspel.reports.grid import in_columns
from samspel.reports.phrases import gap_name
from samspel.reports.run_json import _run
from samspel.reports.words import N_, Words, for_language
from samspel.terms.activity import BRIDGE_STATES, ActivityFigure, ActivityRun

__all__ = ["render_activity_json", "render_activity_table"]


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
    label = say.gettext("This shows effort, not effect: what is done about each gap.")
    heads = (N_("Gap"), N_("Planned"), N_("Started"), N_("Done"), N_("Near side"), N_("Far side"))
    more = (N_("Tie after 12 months"), N_("Cost, kronor"))
    rows = [tuple(say.gettext(text) for text in heads + more)]
    rows += [_row(figure, say, language) for figure in activity.gaps]
    note = say.gettext(
        "Tie after 12 months: of the bridges done at least 12 months ago, those whose two actors "
        "have a recorded tie in the year after. No tie on record is not the same as none."
    )
    return "\n\n".join([title, label, in_columns(rows), note]) + "\n"


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
