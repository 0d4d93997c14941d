"""One bridge of the wheel, lying along the x axis from the near bank to the far one.

Built from both banks: solid boards as far as is known, striped boards as far as is estimated
and not known, an edge frayed over the interval, a striped hole where it may be open, a clear
hole where it is. A bridge that cannot be said is a dotted line, with what stands for certain in
outline.
"""

from samspel.reports.spokes import Deck
from samspel.reports.svg import num, paint
from samspel.reports.wheel_layout import Layout

__all__ = ["bridge", "patterns"]

# Where between the low and the high end each board breaks off: ragged, and touching both.
_FRAY = (0.55, 0.0, 0.8, 0.3, 1.0, 0.15, 0.65)
_HAIR = 1.2  # an interval narrower than this is a clean edge


def patterns(ident: str, layout: Layout) -> str:
    """The two stripes of what is not known: over boards, and over the hole."""
    step = layout.deck / 4.6
    wide = num(step * 0.36)
    return f"<defs>{_stripes(f'{ident}-b', step, wide, boards=True)}" + (
        f"{_stripes(f'{ident}-h', step, wide, boards=False)}</defs>"
    )


def bridge(deck: Deck, layout: Layout, ident: str, *, gap: bool) -> str:
    """The bridge as SVG; `gap` False draws the hole as water (two-step reach is no gap)."""
    thick = layout.deck * 1.42
    water = (
        f'<rect x="0" y="{num(-thick / 2)}" width="{num(layout.span)}" '
        f'height="{num(thick)}" {paint("w-water")}/>'
    )
    half = _dotted_half(deck, layout) if deck.edge is None else _half(deck, layout, ident, gap=gap)
    far = f'<g transform="translate({num(layout.span)} 0) scale(-1 1)">{half}</g>'
    return f"{water}{half}{far}{_dots(deck, layout)}"


def _stripes(ident: str, step: float, wide: str, *, boards: bool) -> str:
    ground, line = ("w-deck", "w-paper-line") if boards else ("w-gap", "w-muted-line")
    side = num(step)
    return (
        f'<pattern id="{ident}" width="{side}" height="{side}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({55 if boards else 125})">'
        f'<rect width="{side}" height="{side}" {paint(ground)}/>'
        f'<line x1="0" y1="0" x2="0" y2="{side}" stroke-width="{wide}" {paint(line)}/></pattern>'
    )


def _half(deck: Deck, layout: Layout, ident: str, *, gap: bool) -> str:
    reach = layout.span / 2
    edge = (deck.edge or 0.0) * reach
    parts = [_hole(deck, layout, ident)] if gap else []
    parts.append(_leaning(deck, layout))
    parts.append(_boards(deck, layout, ident))
    high = layout.deck / 2 + layout.deck * 0.24
    width = num(layout.deck * 0.11)
    line = "w-tick" if gap else "w-ink-line"
    if gap and edge < reach - _HAIR / 4:
        parts.append(
            f'<line x1="{num(edge)}" y1="{num(-high)}" x2="{num(edge)}" y2="{num(high)}" '
            f'stroke-width="{width}" {paint(line)}/>'
        )
    return "".join(parts)


def _hole(deck: Deck, layout: Layout, ident: str) -> str:
    reach, thick = layout.span / 2, layout.deck * 0.86
    start = min(deck.low, deck.edge or 0.0) * reach
    clear = _rect(start, reach, thick, paint("w-gap"))
    unseen = _rect(start, deck.unseen * reach, thick, f'fill="url(#{ident}-h)"')
    return clear + unseen


def _boards(deck: Deck, layout: Layout, ident: str) -> str:
    reach, thick = layout.span / 2, layout.deck
    solid = _rect(0, deck.solid * reach, thick, paint("w-deck"))
    start, low, high = deck.solid * reach, deck.low * reach, deck.high * reach
    striped = f'fill="url(#{ident}-b)"'
    if high - low < _HAIR:
        return solid + _rect(start, (deck.edge or 0.0) * reach, thick, striped)
    each = thick / len(_FRAY)
    boards = "".join(
        _rect(start, low + share * (high - low), each, striped, top=-thick / 2 + place * each)
        for place, share in enumerate(_FRAY)
    )
    return solid + boards


def _leaning(deck: Deck, layout: Layout) -> str:
    if deck.leaning is None:
        return ""
    start, end = deck.low * layout.span / 2, deck.leaning * layout.span / 2
    width = num(layout.deck * 0.07)
    return _rect(
        start, end, layout.deck * 0.9, f'stroke-width="{width}" {paint("w-paper", "w-deck-line")}'
    )


def _dotted_half(deck: Deck, layout: Layout) -> str:
    width = num(layout.deck * 0.08)
    attributes = f'stroke-width="{width}" {paint("w-paper", "w-deck-line")}'
    return _rect(0, deck.solid * layout.span / 2, layout.deck * 0.9, attributes)


def _dots(deck: Deck, layout: Layout) -> str:
    if deck.edge is not None:
        return ""
    start = deck.solid * layout.span / 2
    step, width = num(layout.deck * 0.36), num(layout.deck * 0.14)
    return (
        f'<line x1="{num(start + 4)}" y1="0" x2="{num(layout.span - start - 2)}" y2="0" '
        f'stroke-width="{width}" stroke-linecap="round" stroke-dasharray="0.1 {step}" '
        f"{paint('w-ink-line')}/>"
    )


def _rect(
    start: float, end: float, thick: float, attributes: str, *, top: float | None = None
) -> str:
    if end - start < 0.05:
        return ""
    high = -thick / 2 if top is None else top
    return (
        f'<rect x="{num(start)}" y="{num(high)}" width="{num(end - start)}" '
        f'height="{num(thick)}" {attributes}/>'
    )
