"""What the marks of the wheel mean, drawn with the same marks."""

from samspel.reports.spokes import DeckKind
from samspel.reports.svg import element, num, paint
from samspel.reports.text_width import text_width
from samspel.reports.wheel_layout import Layout
from samspel.reports.words import N_, Words

__all__ = ["legend", "legend_height"]

_DIRECT = (
    ("deck", N_("reached")),
    ("striped-deck", N_("probably reached")),
    ("gap", N_("the gap")),
    ("striped-gap", N_("probably not reached")),
    ("frayed", N_("frayed edge: 90 % interval")),
    ("dots", N_("cannot say")),
)
_TWO_STEP = (
    ("deck", N_("stands without the platform")),
    ("striped-deck", N_("depends on how the platform is left out")),
    ("outline", N_("rests on the platform")),
    ("dots", N_("cannot say")),
)
_SIZE = 15.0
_LINE = 24.0


def legend(kind: DeckKind, layout: Layout, ident: str, say: Words) -> str:
    """The legend: one line where there is room, else as many as it takes."""
    drawn: list[str] = []
    across, down = 0.0, 10.0
    for mark, text in _items(kind):
        words = say.gettext(text)
        width = 44 + text_width(words, _size(layout)) + 18
        if across and across + width > layout.width:
            across, down = 0.0, down + _LINE
        drawn.append(_mark(mark, across, down, ident))
        drawn.append(
            element(
                "text",
                f'x="{num(across + 38)}" y="{num(down + 5)}" font-size="{num(_size(layout))}" '
                f"{paint('w-muted')}",
                words,
            )
        )
        across += width
    return "".join(drawn)


def legend_height(kind: DeckKind, layout: Layout, say: Words) -> float:
    """How much height the legend takes."""
    lines, across = 1, 0.0
    for _, text in _items(kind):
        width = 44 + text_width(say.gettext(text), _size(layout)) + 18
        if across and across + width > layout.width:
            lines, across = lines + 1, 0.0
        across += width
    return lines * _LINE


def _items(kind: DeckKind) -> tuple[tuple[str, str], ...]:
    return _DIRECT if kind == "direct" else _TWO_STEP


def _size(layout: Layout) -> float:
    return 13.0 if layout.rows else _SIZE


def _mark(mark: str, across: float, down: float, ident: str) -> str:
    box = f'x="{num(across)}" y="{num(down - 7)}" width="30" height="14"'
    if mark == "dots":
        return (
            f'<line x1="{num(across + 3)}" y1="{num(down)}" x2="{num(across + 28)}" '
            f'y2="{num(down)}" stroke-width="4" stroke-linecap="round" '
            f'stroke-dasharray="0.1 8" {paint("w-ink-line")}/>'
        )
    if mark == "frayed":
        return _frayed(across, down)
    if mark == "outline":
        return f'<rect {box} stroke-width="2" {paint("w-paper", "w-deck-line")}/>'
    return f"<rect {box} {_fills(ident)[mark]}/>"


def _fills(ident: str) -> dict[str, str]:
    return {
        "deck": paint("w-deck"),
        "gap": paint("w-gap"),
        "striped-deck": f'fill="url(#{ident}-b)"',
        "striped-gap": f'fill="url(#{ident}-h)"',
    }


def _frayed(across: float, down: float) -> str:
    boards = "".join(
        f'<rect x="{num(across)}" y="{num(down - 7 + 2 * place)}" width="{width}" height="2" '
        f"{paint('w-deck')}/>"
        for place, width in enumerate((20, 10, 26, 15, 30, 12, 22))
    )
    tick = (
        f'<line x1="{num(across + 19)}" y1="{num(down - 10)}" x2="{num(across + 19)}" '
        f'y2="{num(down + 10)}" stroke-width="2.5" {paint("w-tick")}/>'
    )
    return boards + tick
