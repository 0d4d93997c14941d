"""Charts: Vega-Lite specifications in files, themed once, drawn on the server to one SVG.

Neighbours get, for each chart, its specification, its SVG, its table twin and its text. The
specifications (`*.json` here) hold no colour and no address.
"""

from collections.abc import Sequence

from samspel.reports.charts.bridge_chart import (
    bridge_chart_key,
    bridge_chart_spec,
    bridge_chart_text,
)
from samspel.reports.charts.change_chart import (
    change_chart_key,
    change_chart_spec,
    change_chart_text,
)
from samspel.reports.charts.drawing import draw
from samspel.reports.charts.gap_chart import (
    gap_chart_key,
    gap_chart_rows,
    gap_chart_spec,
    gap_chart_text,
)
from samspel.reports.charts.place_chart import (
    place_chart_key,
    place_chart_spec,
    place_chart_text,
)
from samspel.reports.charts.rows_chart import render_pair
from samspel.reports.charts.series_chart import (
    Measured,
    series_chart_spec,
    series_chart_text,
    series_headings,
    series_rows,
)
from samspel.reports.charts.theme import theme
from samspel.terms import Change, Run
from samspel.terms.activity import ActivityRun
from samspel.terms.places import PlaceRun

__all__ = [
    "Measured",
    "bridge_chart_key",
    "bridge_chart_spec",
    "bridge_chart_text",
    "change_chart_key",
    "change_chart_spec",
    "change_chart_text",
    "draw",
    "gap_chart_key",
    "gap_chart_rows",
    "gap_chart_spec",
    "gap_chart_text",
    "place_chart_key",
    "place_chart_spec",
    "place_chart_text",
    "render_bridge_chart",
    "render_change_chart",
    "render_gap_chart",
    "render_place_chart",
    "render_series_chart",
    "series_chart_spec",
    "series_chart_text",
    "series_headings",
    "series_rows",
    "theme",
]


def render_gap_chart(run: Run, language: str, *, titled: bool = True) -> str:
    """The chart of a run's gaps as SVG; `MissingExtra` where no drawing library is installed.

    Without its title where the page says it; the key to the marks always stands.
    """
    return draw(gap_chart_spec(run, language, titled=titled))


def render_place_chart(places: PlaceRun, language: str) -> str:
    """Gaps by place as SVG, for a wide page and for a phone."""
    return render_pair(lambda narrow: draw(place_chart_spec(places, language, narrow=narrow)))


def render_change_chart(change: Change, language: str) -> str:
    """Gaps on two days as SVG, for a wide page and for a phone."""
    return render_pair(lambda narrow: draw(change_chart_spec(change, language, narrow=narrow)))


def render_series_chart(days: Sequence[Measured], language: str) -> str:
    """One gap over time as SVG, for a wide page and for a phone."""
    return render_pair(lambda narrow: draw(series_chart_spec(days, language, narrow=narrow)))


def render_bridge_chart(activity: ActivityRun, language: str) -> str:
    """Bridges by gap as SVG, for a wide page and for a phone."""
    return render_pair(lambda narrow: draw(bridge_chart_spec(activity, language, narrow=narrow)))
