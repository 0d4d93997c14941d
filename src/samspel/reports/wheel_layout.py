"""Where things stand in the wheel: sizes of the three layouts, and angles turned into places.

`wide` is for a desktop and a document, `compact` for a phone (the same wheel with numbers at its
ends and the words in rows below, at sizes that stay readable at 320 px), `small` is the wheel
alone beside a list.
"""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal

__all__ = ["LAYOUTS", "Layout", "LayoutName", "angle_of", "place_at"]

LayoutName = Literal["wide", "compact", "small"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in the unit of the drawing's own grid. `labels` False puts numbers at the ends."""

    width: float
    height: float
    hub: float
    span: float
    deck: float
    end: float
    centre: tuple[float, float]
    name_size: float
    text_size: float
    labels: bool
    rows: bool

    @property
    def shore(self) -> float:
        """How far from the centre the far bank stands."""
        return self.hub + self.span

    @property
    def far_end(self) -> float:
        """How far from the centre the middle of the far shape stands."""
        return self.shore + self.end + self.deck * 0.38


LAYOUTS: dict[LayoutName, Layout] = {
    "wide": Layout(1148, 892, 88, 222, 40, 25, (574, 476), 24, 21, True, False),
    "compact": Layout(320, 308, 56, 70, 19, 14, (160, 160), 15, 13.5, False, True),
    "small": Layout(320, 308, 56, 70, 19, 14, (160, 160), 15, 13.5, False, False),
}


def angle_of(place: int, count: int) -> float:
    """The angle of a spoke in degrees, the first straight up, the rest clockwise."""
    return place * 360 / count - 90


def place_at(layout: Layout, angle: float, radius: float) -> tuple[float, float]:
    """The point at that angle and distance from the centre."""
    across, down = layout.centre
    return across + radius * cos(radians(angle)), down + radius * sin(radians(angle))
