"""How every chart looks: one Vega-Lite configuration made from the palette.

Neighbours get `theme`. A specification names a style (`none`, `unknown`, `estimate`), never a
colour, so that what a mark stands for is said once. Every mark can be told from the others by its
form alone: charts are printed in black and white.
"""

from typing import Any

from samspel.reports.palette import LIGHT

__all__ = ["KEY_SIZE", "TEXT_SIZE", "TITLE_SIZE", "theme"]

TITLE_SIZE, TEXT_SIZE, KEY_SIZE = 18, 14, 13
_FONT = "'Source Sans 3', 'Noto Sans', sans-serif"


def theme() -> dict[str, Any]:
    """The `config` of a Vega-Lite chart."""
    ink, muted, line = LIGHT["ink"], LIGHT["muted"], LIGHT["line"]
    return {
        "background": LIGHT["paper"],
        "font": _FONT,
        # The title and description of the whole stand for the parts: see `drawing`.
        "aria": False,
        "view": {"stroke": line},
        "title": {
            "anchor": "start",
            "frame": "group",
            "color": ink,
            "fontSize": TITLE_SIZE,
            "fontWeight": 600,
            "offset": 14,
            "subtitleColor": muted,
            "subtitleFontSize": KEY_SIZE,
            "subtitlePadding": 6,
            "subtitleLineHeight": 17,
        },
        "axis": {
            "labelColor": ink,
            "labelFontSize": TEXT_SIZE,
            "titleColor": muted,
            "titleFontSize": KEY_SIZE,
            "titleFontWeight": "normal",
            "titlePadding": 8,
            "gridColor": line,
            "domainColor": line,
            "tickColor": line,
        },
        "style": _styles(),
    }


def _styles() -> dict[str, Any]:
    ink, gap, muted, paper = (LIGHT[role] for role in ("ink", "gap", "muted", "paper"))
    return {
        "none": {"color": gap},
        "unknown": {"color": muted, "filled": False, "strokeWidth": 1},
        "stripe": {"color": muted, "thickness": 1, "opacity": 1},
        "halo": {"color": paper, "strokeWidth": 7},
        "interval": {"color": ink, "strokeWidth": 2.5},
        "end": {"color": ink, "thickness": 2.5, "opacity": 1},
        "estimate": {"color": ink, "filled": True, "size": 130, "opacity": 1},
        # The second of two: an earlier day, another place. Hollow, so that print tells them apart.
        "second": {
            "color": paper,
            "filled": True,
            "stroke": ink,
            "strokeWidth": 2,
            "size": 110,
            "opacity": 1,
        },
        "somewhere": {"color": muted, "strokeWidth": 1.5, "strokeDash": [2, 4]},
        "done": {"color": ink, "filled": True},
        "started": {"color": muted, "filled": True},
        "planned": {"color": paper, "filled": True, "stroke": ink, "strokeWidth": 1.5},
        "between": {"color": LIGHT["line"], "strokeWidth": 1},
        "series": {"color": ink, "strokeWidth": 2},
        "figure": {"color": ink, "fontSize": TEXT_SIZE},
    }
