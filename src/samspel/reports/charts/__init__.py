"""Charts: Vega-Lite specifications in files, themed once, drawn on the server to one SVG.

Neighbours get, for each chart, its specification, its SVG, its table twin and its text. The
specifications (`*.json` here) hold no colour and no address.
"""

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
from samspel.reports.charts.theme import theme
from samspel.terms import Run
from samspel.terms.places import PlaceRun

__all__ = [
    "draw",
    "gap_chart_key",
    "gap_chart_rows",
    "gap_chart_spec",
    "gap_chart_text",
    "place_chart_key",
    "place_chart_spec",
    "place_chart_text",
    "render_gap_chart",
    "render_place_chart",
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
