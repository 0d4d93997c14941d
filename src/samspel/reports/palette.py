"""Every colour by its role, light and dark, in one place: page, wheel and document read it here.

A role says what a colour is for, never how it looks; cloudberry is the gap, and only the gap.
`tests/reports/test_palette.py` holds the contrast of every pair in `TEXT_PAIRS`.
"""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["DARK", "LIGHT", "SECTOR_COLOURS", "TEXT_PAIRS", "contrast"]

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#14212B",
        "muted": "#4F5D66",
        "paper": "#FBFAF7",
        "surface": "#DCE9EE",  # ice
        "primary": "#1F4D3F",  # spruce
        "on-primary": "#FBFAF7",
        "gap": "#B24A0B",  # cloudberry
        "gap-text": "#A84509",  # a shade deeper: reads as small text on ice and on its own fill
        "gap-fill": "#F6DFCB",
        "link": "#2B6CB0",  # sky
        "secondary": "#8A8F3C",  # lichen: lines and areas, never text
        "line": "#B9C6CC",
        "academia": "#2F4B8F",
        "public": "#43525B",
        "private": "#6B701F",
        "civil": "#7B3F7D",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#EEF1EE",
        "muted": "#A9B7BE",
        "paper": "#101A21",
        "surface": "#21323C",
        "primary": "#7CC3A6",
        "on-primary": "#0E1A17",
        "gap": "#F2A368",
        "gap-text": "#F2A368",
        "gap-fill": "#4A2D18",
        "link": "#8ABDF0",
        "secondary": "#B9BE6A",
        "line": "#3C4F5A",
        "academia": "#A3B8F2",
        "public": "#BCC8CE",
        "private": "#C6CB76",
        "civil": "#D9A4DB",
    }
)

SECTOR_COLOURS = ("academia", "public", "private", "civil")

# Text on ground: each pair is at least 4.5 to 1 in both themes.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "gap-fill"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("on-primary", "primary"),
    ("primary", "paper"),
    ("primary", "surface"),
    ("gap", "paper"),
    ("gap-text", "paper"),
    ("gap-text", "surface"),
    ("gap-text", "gap-fill"),
    ("link", "paper"),
    ("academia", "paper"),
    ("public", "paper"),
    ("private", "paper"),
    ("civil", "paper"),
)


def contrast(one: str, other: str) -> float:
    """The contrast of two `#RRGGBB` colours, 1 to 21, as WCAG 2.1 defines it.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (_linear(part) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
