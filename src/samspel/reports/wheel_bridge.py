"""One bridge of the wheel, lying along the x axis from the near bank to the far one.

Built from both banks: a solid deck as far as is known, loose planks as far as is estimated, their
ends ragged over the interval, stripes where nothing is known, and a clear hole where the bridge is
known to be open. A bridge that cannot be said is a dotted line, with what stands for certain in
outline. Every difference is one of form, so the drawing reads in black and white.
"""

from dataclasses import dataclass

from samspel.reports.spokes import Deck
from samspel.reports.svg import num, paint
from samspel.reports.wheel_layout import Layout

__all__ = ["FRAY", "PLANK", "bridge", "patterns"]

# Where between the low and the high end each plank breaks off: ragged, and touching both.
FRAY = (0.5, 0.0, 0.75, 0.25, 1.0)
PLANK = 0.62  # how much of its share of the deck a plank takes; the rest is air
_HAIR = 1.0  # an interval narrower than this is a clean edge
_UNDER = 8.0  # how far the near end runs in under the hub


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar along the bridge, from start to end, `thick` across, its top edge at `top`."""

    start: float
    end: float
    thick: float
    top: float | None = None

    def draw(self, attributes: str) -> str:
        """The bar as SVG; nothing when it has no length."""
        if self.end - self.start < 0.05:
            return ""
        top = -self.thick / 2 if self.top is None else self.top
        return (
            f'<rect x="{num(self.start)}" y="{num(top)}" width="{num(self.end - self.start)}" '
            f'height="{num(self.thick)}" {attributes}/>'
        )


def patterns(ident: str, layout: Layout) -> str:
    """The stripes of what is not known."""
    side = num(layout.deck / 5.2)
    return (
        f'<defs><pattern id="{ident}-h" width="{side}" height="{side}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="{side}" stroke-width="{num(layout.deck * 0.085)}" '
        f"{paint('w-muted-line')}/></pattern></defs>"
    )


def bridge(deck: Deck, layout: Layout, ident: str, *, gap: bool) -> str:
    """The bridge as SVG; `gap` False draws the hole as water (two-step reach is no gap)."""
    water = _Bar(-_UNDER, layout.span, layout.deck * 1.4).draw(paint("w-water"))
    half = _dotted_half(deck, layout) if deck.edge is None else _half(deck, layout, ident, gap=gap)
    far = f'<g transform="translate({num(layout.span)} 0) scale(-1 1)">{half}</g>'
    near = _Bar(-_UNDER, 1, layout.deck).draw(paint("w-deck")) if deck.solid else ""
    return f"{water}{near}{half}{far}{_dots(deck, layout)}{_quay(layout)}"


def _quay(layout: Layout) -> str:
    """The far bank: a short wall across the end."""
    thick = layout.deck * 0.16
    return _Bar(layout.span - thick / 2, layout.span + thick / 2, layout.deck * 1.4).draw(
        paint("w-ink")
    )


def _half(deck: Deck, layout: Layout, ident: str, *, gap: bool) -> str:
    hole = _hole(deck, layout) if gap else ""
    unseen = _unseen(deck, layout, ident) if gap else ""
    tick = _tick(deck, layout) if gap else ""
    return f"{hole}{unseen}{_leaning(deck, layout)}{_deck(deck, layout)}{tick}"


def _hole(deck: Deck, layout: Layout) -> str:
    reach = layout.span / 2
    return _Bar(deck.solid * reach, reach + 0.3, layout.deck).draw(paint("w-gap"))


def _unseen(deck: Deck, layout: Layout, ident: str) -> str:
    reach = layout.span / 2
    return _Bar(deck.solid * reach, deck.unseen * reach, layout.deck).draw(
        f'fill="url(#{ident}-h)"'
    )


def _deck(deck: Deck, layout: Layout) -> str:
    reach = layout.span / 2
    solid = _Bar(0, deck.solid * reach + (1 if deck.solid == 1 else 0), layout.deck)
    start, low, high = deck.solid * reach, deck.low * reach, deck.high * reach
    if high - low < _HAIR:
        low = high = (deck.edge or 0.0) * reach
    each = layout.deck / len(FRAY)
    planks = "".join(
        _Bar(
            start,
            low + share * (high - low),
            each * PLANK,
            -layout.deck / 2 + each * (place + (1 - PLANK) / 2),
        ).draw(paint("w-deck"))
        for place, share in enumerate(FRAY)
    )
    return solid.draw(paint("w-deck")) + planks


def _tick(deck: Deck, layout: Layout) -> str:
    edge, high = (deck.edge or 0.0) * layout.span / 2, layout.deck * 0.7
    if edge >= layout.span / 2 - 0.2:  # nothing is open: there is no edge to mark
        return ""
    return (
        f'<line x1="{num(edge)}" y1="{num(-high)}" x2="{num(edge)}" y2="{num(high)}" '
        f'stroke-width="{num(layout.deck * 0.1)}" {paint("w-tick")}/>'
    )


def _leaning(deck: Deck, layout: Layout) -> str:
    if deck.leaning is None:
        return ""
    reach = layout.span / 2
    bar = _Bar(deck.low * reach, deck.leaning * reach, layout.deck * 0.92)
    return bar.draw(f'stroke-width="{num(layout.deck * 0.08)}" {paint("w-paper", "w-deck-line")}')


def _dotted_half(deck: Deck, layout: Layout) -> str:
    attributes = f'stroke-width="{num(layout.deck * 0.08)}" {paint("w-paper", "w-deck-line")}'
    return _Bar(0, deck.solid * layout.span / 2, layout.deck * 0.92).draw(attributes)


def _dots(deck: Deck, layout: Layout) -> str:
    if deck.edge is not None:
        return ""
    start, away = deck.solid * layout.span / 2, layout.deck * 0.32
    if start + away > layout.span / 2:
        return ""
    return (
        f'<line x1="{num(start + away)}" y1="0" x2="{num(layout.span - start - away)}" y2="0" '
        f'stroke-width="{num(layout.deck * 0.15)}" stroke-linecap="round" '
        f'stroke-dasharray="0.1 {num(layout.deck * 0.36)}" {paint("w-ink-line")}/>'
    )
