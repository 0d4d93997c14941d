"""Draws a Vega-Lite specification as one SVG, on the server, without a browser or a call outside.

Neighbours get `draw`. The same specification gives the same text: specifications give the room
around a chart themselves, since the library measures letters by what fonts a machine has. This is
the one module that knows the library.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

from samspel.reports.typesetting import MissingExtra

__all__ = ["draw"]

_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
# The picture has one name; a role on a part of it would ask for a name of its own.
_PART = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
_BOX = re.compile(r'\bviewBox="([^"]+)"')


def draw(spec: Mapping[str, Any]) -> str:
    """The chart as SVG that fits the width it is given, named by the specification's description.

    Raises
    ------
    MissingExtra
        If the drawing library is not installed; the text is the command that installs it.
    ValueError
        If the specification is none that can be drawn.
    """
    drawn = _drawn(json.dumps(spec))
    box = _BOX.search(drawn)
    if box is None:
        raise ValueError("the drawing has no size")
    label = escape(str(spec.get("description", "")), quote=True)
    width = float(box[1].split()[2])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-label="{label}" viewBox="{box[1]}" width="{width:g}">'
    )
    return _ROOT.sub(lambda _: head, _PART.sub("", drawn), count=1)


@lru_cache(maxsize=64)
def _drawn(text: str) -> str:
    svg: str = _library().vegalite_to_svg(text, allowed_base_urls=[])
    return svg


@cache
def _library() -> Any:
    try:
        import vl_convert
    except ModuleNotFoundError as missing:
        command = "charts need: pip install 'samspel[documents]'"
        raise MissingExtra(command, name="vl_convert") from missing
    return vl_convert
