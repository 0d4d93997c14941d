"""The chart of one gap over the days it was measured on, with its interval each day.

Neighbours get `Measured`, `series_chart_spec`, `series_chart_text`, `series_headings` and
`series_rows`, its table twin. Nothing here draws.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from samspel.reports.charts.theme import theme
from samspel.reports.phrases import REASON_TAGS, gap_name
from samspel.reports.words import N_, Words, for_language
from samspel.terms import GapFigure

__all__ = [
    "Measured",
    "series_chart_spec",
    "series_chart_text",
    "series_headings",
    "series_rows",
]

_WIDE, _NARROW = 560, 236
_HEADS = (N_("As of"), N_("Reached"), N_("Gap, 90 % interval"))


@dataclass(frozen=True, slots=True)
class Measured:
    """One gap on one day, as it is spoken of."""

    on: date
    figure: GapFigure


def series_chart_spec(
    days: Sequence[Measured], language: str, *, narrow: bool = False
) -> dict[str, Any]:
    """The chart as a Vega-Lite specification; a day without a figure shows its bounds."""
    say = for_language(language)
    text = (files("samspel.reports") / "charts" / "series.json").read_text(encoding="utf-8")
    spec: dict[str, Any] = json.loads(text)
    spec["width"] = _NARROW if narrow else _WIDE
    spec["padding"] = {"left": 56, "right": 16, "top": 12, "bottom": 32}
    spec["params"][0]["value"] = say.percent(0.5).removeprefix("50")
    spec["encoding"]["y"]["title"] = None
    spec["description"] = series_chart_text(days, language)
    spec["datasets"] = {"days": [_value(day) for day in days]}
    spec["config"] = theme()
    spec["usermeta"] = {"language": say.language}
    return spec


def _value(day: Measured) -> dict[str, Any]:
    figure = day.figure
    return {
        "on": day.on.isoformat(),
        "value": figure.estimate,
        "low": figure.low,
        "high": figure.high,
        "lower": figure.lower,
        "upper": figure.upper,
    }


def series_chart_text(days: Sequence[Measured], language: str) -> str:
    """What the chart shows, as sentences: for who cannot see it."""
    say = for_language(language)
    name = gap_name(days[0].figure.gap, language) if days else ""
    told = [f"{say.date(day.on)}: {_gap(day.figure, say)}." for day in days]
    return " ".join([f"{name}.", *told])


def series_headings(language: str) -> tuple[str, ...]:
    """The column headings of `series_rows`."""
    say = for_language(language)
    return tuple(say.gettext(text) for text in _HEADS)


def series_rows(days: Sequence[Measured], language: str) -> tuple[tuple[str, ...], ...]:
    """A row a day: reached of how many, and the gap with its interval."""
    say = for_language(language)
    counts = say.gettext("%(count)s of %(near)s")
    return tuple(
        (
            say.date(day.on),
            counts % {"count": say.number(day.figure.reached), "near": say.number(day.figure.near)},
            _gap(day.figure, say),
        )
        for day in days
    )


def _gap(figure: GapFigure, say: Words) -> str:
    if figure.estimate is not None:
        return say.estimate(figure.estimate, figure.low, figure.high)
    tag = say.gettext(REASON_TAGS[figure.reason]) if figure.reason else ""
    return say.gettext("cannot say: %(reason)s") % {"reason": tag}
