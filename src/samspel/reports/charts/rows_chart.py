"""A chart of rows with two figures each, as two places or two days: one form for all of them.

Neighbours get `Mark`, `rows_spec` (the file `rows.json` with the marks in it) and
`render_pair`, the chart for a wide page and for a phone. Nothing here draws.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

from samspel.reports.charts.theme import TEXT_SIZE, theme
from samspel.reports.text_width import text_width
from samspel.reports.words import Words

__all__ = ["Mark", "render_pair", "rows_spec"]

_FALLBACK = 1.15  # a reader without the typeface sees a wider one
_WIDE, _NARROW = 440, 272
_ROW, _TALL_ROW = 48, 66  # a phone has the name above the marks
_APART = 9  # pixels of the two marks from the middle of their row


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of a row; `kind` is `first` (filled, above) or `second` (hollow, below).

    Without `value` it lies somewhere between `low` and `high`. Shares are 0-1.
    """

    name: str
    kind: str
    value: float | None
    low: float | None
    high: float | None


def rows_spec(
    names: Sequence[str], marks: Sequence[Mark], say: Words, *, narrow: bool
) -> dict[str, Any]:
    """The chart as a Vega-Lite specification without any address or description."""
    text = (files("samspel.reports") / "charts" / "rows.json").read_text(encoding="utf-8")
    spec: dict[str, Any] = json.loads(text)
    row = _TALL_ROW if narrow else _ROW
    room = 0.0 if narrow else max((text_width(n, TEXT_SIZE) for n in names), default=0.0)
    spec["width"], spec["height"] = _NARROW if narrow else _WIDE, row * len(names)
    spec["padding"] = {
        "left": round(room * _FALLBACK + (20 if room else 12)),
        "right": 28,
        "top": 8,
        "bottom": 56,
    }
    spec["encoding"]["y"]["scale"] = {"domain": [row * len(names), 0], "nice": False}
    spec["encoding"]["x"]["title"] = say.gettext("Share not reached")
    if narrow:
        spec["encoding"]["x"]["axis"]["values"] = [0, 0.5, 1]
    spec["params"][0]["value"] = say.percent(0.5).removeprefix("50")
    label = spec["layer"][-1]["mark"]
    label["align"], label["dx"] = ("left", 6) if narrow else ("right", -12)
    middles = {name: _middle(at, row, narrow=narrow) for at, name in enumerate(names)}
    spec["datasets"] = {
        "names": [_name(name, at, row, narrow=narrow) for at, name in enumerate(names)],
        "marks": [_placed(mark, middles[mark.name]) for mark in marks],
    }
    spec["config"] = theme()
    spec["usermeta"] = {"language": say.language}
    return spec


def _middle(at: int, row: int, *, narrow: bool) -> float:
    return at * row + (44 if narrow else row / 2)


def _name(name: str, at: int, row: int, *, narrow: bool) -> dict[str, Any]:
    y = at * row + (16 if narrow else row / 2)
    return {"name": name, "y": y, "line": at * row}


def _placed(mark: Mark, middle: float) -> dict[str, Any]:
    return {**asdict(mark), "y": middle + (-_APART if mark.kind == "first" else _APART)}


def render_pair(render: Callable[[bool], str]) -> str:
    """Two drawings of one chart; the style sheet shows the one that fits, and only that one."""
    wide, narrow = render(False), render(True)
    both = (
        wide.replace('class="chart"', 'class="chart chart-wide"', 1),
        narrow.replace('class="chart"', 'class="chart chart-narrow"', 1),
    )
    return f'<div class="chart-pair">{"".join(both)}</div>'
