"""The far ends of the bridges: a shape for each sector, so that colour never speaks alone.

Academia is a circle, public a square, private a triangle, civil a diamond; the far sides that
are of no one sector (other ecosystems, the world) are an open ring.
"""

from samspel.reports.svg import num, paint

__all__ = ["end_shape"]


def end_shape(shape: str, size: float, number: str = "", *, text: float = 0.0) -> str:
    """The shape about the origin, `size` its radius; a number in it where there are no labels."""
    drawn = _SHAPES.get(shape, _ring)(size)
    if not number:
        return drawn
    lower = size * 0.22 if shape == "private" else 0.0
    ground = "w-paper" if shape in _SHAPES and shape != "public-civil" else "w-ink"
    return (
        f'{drawn}<text x="0" y="{num(text * 0.34 + lower)}" text-anchor="middle" '
        f'font-size="{num(text)}" font-weight="700" {paint(ground)}>{number}</text>'
    )


def _circle(size: float) -> str:
    return f'<circle r="{num(size)}" {paint("w-academia")}/>'


def _square(size: float) -> str:
    side = size * 1.78
    return (
        f'<rect x="{num(-side / 2)}" y="{num(-side / 2)}" width="{num(side)}" '
        f'height="{num(side)}" {paint("w-public")}/>'
    )


def _triangle(size: float) -> str:
    across, up, down = size * 1.16, size * 1.2, size * 0.86
    points = f"M0 {num(-up)}L{num(across)} {num(down)}H{num(-across)}Z"
    return f'<path d="{points}" {paint("w-private")}/>'


def _diamond(size: float) -> str:
    reach = num(size * 1.2)
    return f'<path d="M0 -{reach}L{reach} 0L0 {reach}L-{reach} 0Z" {paint("w-civil")}/>'


def _square_and_diamond(size: float) -> str:
    small = size * 0.62
    inner = (
        f'<path d="M0 -{num(small)}L{num(small)} 0L0 {num(small)}L-{num(small)} 0Z" '
        f"{paint('w-paper')}/>"
    )
    return _square(size) + inner


def _ring(size: float) -> str:
    width = size * 0.26
    return (
        f'<circle r="{num(size - width / 2)}" stroke-width="{num(width)}" '
        f"{paint('w-paper', 'w-ink-line')}/>"
    )


_SHAPES = {
    "academia": _circle,
    "public": _square,
    "private": _triangle,
    "civil": _diamond,
    "public-civil": _square_and_diamond,
}
