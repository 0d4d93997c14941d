"""The words in the wheel: labels at the ends, rows under a phone's wheel, and what the marks mean.

Every label is measured before it is set (`text_width`), so a long Swedish name is broken over
two lines instead of running into its neighbour or off the paper.
"""

from dataclasses import dataclass
from math import cos, radians, sin

from samspel.reports.spokes import Spoke
from samspel.reports.svg import element, num, paint
from samspel.reports.text_width import text_width, wrap
from samspel.reports.wheel_ends import end_shape
from samspel.reports.wheel_layout import Layout, place_at

__all__ = ["Line", "label", "label_reach", "row", "row_height", "spoke_lines"]

_MARGIN = 8.0
_NAME_FITS = ((1.0, 2), (0.87, 2), (0.87, 3))  # size and lines, tried in order


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: its text, its size and its paint; bold ones are names and figures."""

    text: str
    size: float
    paint: str
    bold: bool = False
    name: bool = False

    def draw(self, across: float, down: float, anchor: str) -> str:
        """The line as SVG text."""
        weight = ' font-weight="600"' if self.bold else ""
        classes = paint(self.paint)
        if self.name:
            classes = classes.replace('class="', 'class="w-name ')
        return element(
            "text",
            f'x="{num(across)}" y="{num(down)}" text-anchor="{anchor}" '
            f'font-size="{num(self.size)}"{weight} {classes}',
            self.text,
        )


def spoke_lines(spoke: Spoke, layout: Layout, room: float) -> list[Line]:
    """The lines of a label: the name, the count, the gap, or why it cannot be said."""
    small = layout.text_size
    lines = _name_lines(spoke.name, layout, room)
    if spoke.dotted:
        lines += [Line(text, small, "w-muted") for text in wrap(spoke.count, small, room)]
        lines.append(Line(spoke.figure, small, "w-ink"))
        lines += [Line(text, small, "w-muted") for text in wrap(spoke.note, small, room)]
        return [line for line in lines if line.text]
    if spoke.count:
        lines += [Line(text, small, "w-muted") for text in wrap(spoke.count, small, room)]
    tone = "w-gap-text" if spoke.deck.leaning is None else "w-ink"
    return lines + [Line(text, small, tone, True) for text in wrap(spoke.figure, small, room)]


def _name_lines(name: str, layout: Layout, room: float) -> list[Line]:
    """The name in two lines, or smaller and in three, before anything of it is cut."""
    for smaller, lines in _NAME_FITS:
        size = layout.name_size * smaller
        texts = wrap(name, size, room, lines=lines)
        if not any(text.endswith("…") for text in texts):
            break
    return [Line(text, size, "w-ink", True, True) for text in texts]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A label's lines, where its last one ends, and from where they are set."""

    lines: list[Line]
    across: float
    bottom: float
    anchor: str


def label(spoke: Spoke, layout: Layout, angle: float) -> str:
    """The label beside a far end: right of it, left of it, above it at the top, below under."""
    placed = _place(spoke, layout, angle)
    return _stack(placed.lines, placed.across, placed.bottom, placed.anchor)


def label_reach(spoke: Spoke, layout: Layout, angle: float) -> tuple[float, float]:
    """Where a label begins and ends, from the top of the paper."""
    placed = _place(spoke, layout, angle)
    return placed.bottom - _height(placed.lines), placed.bottom


def _place(spoke: Spoke, layout: Layout, angle: float) -> _Placed:
    across, down = place_at(layout, angle, layout.far_end)
    lean, away = cos(radians(angle)), layout.end * 1.2 + 10
    if abs(lean) < 0.15:
        lines = spoke_lines(spoke, layout, layout.width * 0.85)
        under = sin(radians(angle)) > 0
        return _Placed(
            lines, across, down + away + _height(lines) if under else down - away, "middle"
        )
    right = lean > 0
    start = across + away if right else across - away
    lines = spoke_lines(spoke, layout, (layout.width - start if right else start) - _MARGIN)
    return _Placed(lines, start, down + _height(lines) / 2, "start" if right else "end")


def row_height(layout: Layout) -> float:
    """The height of a row under the compact wheel: more than a finger's 44 px at 320 px."""
    return layout.text_size * 3.5


def row(spoke: Spoke, layout: Layout, top: float) -> str:
    """One row under the compact wheel: its number in its shape, name, count and gap."""
    left, right, size = 38.0, layout.width - 2, layout.name_size
    first, second = top + size * 1.15, top + size * 2.35
    name = wrap(spoke.name, size, right - left, lines=1)[0]
    parts = [
        f'<g transform="translate(16 {num(top + size * 1.45)})">'
        f"{end_shape(spoke.shape, layout.end, str(spoke.number), text=13)}</g>",
        Line(name, size, "w-ink", True, True).draw(left, first, "start"),
        *_row_figures(spoke, layout, second),
        f'<line x1="0" y1="{num(top + row_height(layout) - 1)}" x2="{num(layout.width)}" '
        f'y2="{num(top + row_height(layout) - 1)}" stroke-width="1" {paint("w-rule")}/>',
    ]
    return "".join(parts)


def _row_figures(spoke: Spoke, layout: Layout, down: float) -> list[str]:
    left, right, size = 38.0, layout.width - 2, layout.text_size
    if spoke.dotted:
        room = right - left
        both = f"{spoke.figure}: {spoke.note}" if spoke.note else spoke.figure
        return [Line(wrap(both, size, room, lines=1)[0], size, "w-muted").draw(left, down, "start")]
    tone = "w-gap-text" if spoke.deck.leaning is None else "w-ink"
    needed = text_width(spoke.count, size) + text_width(spoke.figure, size) + _MARGIN
    count = spoke.count if needed <= right - left else spoke.counted
    return [
        Line(count, size, "w-muted").draw(left, down, "start"),
        Line(spoke.figure, size, tone, True).draw(right, down, "end"),
    ]


def _height(lines: list[Line]) -> float:
    return sum(line.size * 1.22 for line in lines)


def _stack(lines: list[Line], across: float, bottom: float, anchor: str) -> str:
    down = bottom - _height(lines)
    drawn = []
    for line in lines:
        down += line.size * 1.22
        drawn.append(line.draw(across, down - line.size * 0.28, anchor))
    return "".join(drawn)
