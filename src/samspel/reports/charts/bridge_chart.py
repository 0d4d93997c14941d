"""The chart of what is done about each gap: bridges done, started and planned, in a row.

Neighbours get `bridge_chart_spec`, `bridge_chart_key` and `bridge_chart_text`. Nothing here draws.
"""

import json
from importlib.resources import files
from typing import Any

from samspel.reports.charts.theme import TEXT_SIZE, theme
from samspel.reports.phrases import gap_name
from samspel.reports.text_width import text_width
from samspel.reports.words import N_, for_language
from samspel.terms.activity import BRIDGE_STATES, ActivityFigure, ActivityRun

__all__ = ["bridge_chart_key", "bridge_chart_spec", "bridge_chart_text"]

_KEY = N_("In each bar, from the left: done (full), started (paler), planned (hollow).")
_ORDER = ("done", "started", "planned")
_FALLBACK = 1.15  # a reader without the typeface sees a wider one
_WIDE, _NARROW, _ROW, _TALL_ROW, _BAR = 440, 272, 40, 60, 18
_LEAST = 4  # the axis never ends before so many, so that one bridge is no full bar


def bridge_chart_spec(
    activity: ActivityRun, language: str, *, narrow: bool = False
) -> dict[str, Any]:
    """The chart as a Vega-Lite specification; a gap without bridges has its name and no bar."""
    say = for_language(language)
    text = (files("samspel.reports") / "charts" / "bridges.json").read_text(encoding="utf-8")
    spec: dict[str, Any] = json.loads(text)
    row = _TALL_ROW if narrow else _ROW
    names = [gap_name(figure.gap, language) for figure in activity.gaps]
    room = 0.0 if narrow else max((text_width(n, TEXT_SIZE) for n in names), default=0.0)
    spec["width"], spec["height"] = _NARROW if narrow else _WIDE, row * len(names)
    left = round(room * _FALLBACK + (20 if room else 12))
    spec["padding"] = {"left": left, "right": 28, "top": 8, "bottom": 56}
    spec["encoding"]["y"]["scale"] = {"domain": [row * len(names), 0], "nice": False}
    most = max((sum(_counts(figure).values()) for figure in activity.gaps), default=0)
    spec["encoding"]["x"]["scale"]["domain"] = [0, max(most, _LEAST)]
    spec["encoding"]["x"]["title"] = say.gettext("Bridges")
    label = spec["layer"][-1]["mark"]
    label["align"], label["dx"] = ("left", 0) if narrow else ("right", -12)
    middles = [at * row + (42 if narrow else row / 2) for at in range(len(names))]
    shown = [at * row + (16 if narrow else row / 2) for at in range(len(names))]
    spec["datasets"] = {
        "names": [{"name": n, "top": y} for n, y in zip(names, shown, strict=True)],
        "bars": [
            bar
            for figure, y in zip(activity.gaps, middles, strict=True)
            for bar in _bars(figure, y)
        ],
    }
    spec["description"] = bridge_chart_text(activity, language)
    spec["config"] = theme()
    spec["usermeta"] = {"language": say.language}
    return spec


def _counts(figure: ActivityFigure) -> dict[str, int]:
    states = dict(zip(BRIDGE_STATES, figure.by_state, strict=True))
    return {state: states[state] for state in _ORDER}


def _bars(figure: ActivityFigure, middle: float) -> list[dict[str, Any]]:
    found, at = list[dict[str, Any]](), 0
    for state, count in _counts(figure).items():
        if count:
            ends = {"from": at, "to": at + count, "top": middle - _BAR / 2}
            found.append({"state": state, **ends, "bottom": middle + _BAR / 2})
        at += count
    return found


def bridge_chart_key(language: str) -> str:
    """What the bars mean."""
    return for_language(language).gettext(_KEY)


def bridge_chart_text(activity: ActivityRun, language: str) -> str:
    """What the chart shows, as sentences: for who cannot see it."""
    say = for_language(language)
    text = say.gettext("%(gap)s: %(done)s done, %(started)s started, %(planned)s planned.")
    told = [
        text
        % {
            "gap": gap_name(figure.gap, language),
            **{state: say.number(count) for state, count in _counts(figure).items()},
        }
        for figure in activity.gaps
    ]
    return " ".join(told)
