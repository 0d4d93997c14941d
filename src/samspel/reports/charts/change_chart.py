"""The chart of a change: every gap on the first day and on the last, with its interval.

Neighbours get `change_chart_spec`, `change_chart_key` and `change_chart_text`. Nothing here draws.
"""

from typing import Any

from samspel.reports.changes import name_of_gap, spoken_change
from samspel.reports.charts.rows_chart import Mark, rows_spec
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Change, Estimate

__all__ = ["change_chart_key", "change_chart_spec", "change_chart_text"]

_KEY = N_("Filled dot: the last day. Hollow dot: the first day. Line: 90 % interval.")


def change_chart_spec(change: Change, language: str, *, narrow: bool = False) -> dict[str, Any]:
    """The chart as a Vega-Lite specification; a day without a figure has no mark."""
    say, marks = for_language(language), []
    names = [name_of_gap(change.settings.definitions, gap.gap, language) for gap in change.gaps]
    for name, gap in zip(names, change.gaps, strict=True):
        spoken = spoken_change(gap)
        for kind, found in (("first", spoken.end), ("second", spoken.start)):
            if found is not None:
                marks.append(Mark(name, kind, found.value, found.low, found.high))
    spec = rows_spec(names, marks, say, narrow=narrow)
    spec["description"] = change_chart_text(change, language)
    return spec


def change_chart_key(language: str) -> str:
    """What the marks mean."""
    return for_language(language).gettext(_KEY)


def change_chart_text(change: Change, language: str) -> str:
    """What the chart shows, as sentences: for who cannot see it."""
    say, settings = for_language(language), change.settings
    title = say.gettext("The gaps on %(start)s and on %(end)s.") % {
        "start": say.date(settings.from_on),
        "end": say.date(settings.to_on),
    }
    told = []
    for gap in change.gaps:
        spoken = spoken_change(gap)
        name = name_of_gap(settings.definitions, gap.gap, language)
        told.append(f"{name}: {_said(spoken.start, say)} → {_said(spoken.end, say)}.")
    return " ".join([title, *told])


def _said(found: Estimate | None, say: Words) -> str:
    return "–" if found is None else say.estimate(found.value, found.low, found.high)
