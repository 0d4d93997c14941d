"""Acts on a line of time: one SVG, a lane a kind, to stand beside a table of the same.

Neighbours get `Span` and `render_timeline`. Paints and style sheet are the wheel's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from samspel.reports.svg import element, num, paint
from samspel.reports.words import for_language

__all__ = ["Span", "render_timeline"]

_WIDTH, _LEFT, _RIGHT = 340.0, 4.0, 336.0
_LANE, _LABEL, _BAR = 42.0, 16.0, 14.0
_MOST_LANES = 6
_MOST_YEARS = 6
_SHORTEST = 5.0  # a day is still seen


@dataclass(frozen=True, slots=True)
class Span:
    """An act as it is drawn: its lane's name, its first and its last day."""

    lane: str
    first: date
    last: date


def render_timeline(spans: Sequence[Span], language: str, *, title_id: str = "timeline") -> str:
    """The drawing. The busiest five kinds have a lane each, the others one together.

    Parameters
    ----------
    spans
        At least one; in any order.
    language
        `sv` or `en`.
    title_id
        The id of its title, one of its own on the page.

    Returns
    -------
    str
        One `svg` element without style or script, 340 units wide.
    """
    say = for_language(language)
    lanes = _lanes(spans, say.gettext("other kinds"))
    years = range(min(s.first.year for s in spans), max(s.last.year for s in spans) + 1)
    height = len(lanes) * _LANE + 28
    first, last = years[0], years[-1]
    title = say.gettext("Acts from %(first)s to %(last)s, by kind") % {"first": first, "last": last}
    parts = [*_axis(years, len(lanes) * _LANE)]
    for at, (name, inside) in enumerate(lanes):
        parts += _lane(f"{name} ({say.number(len(inside))})", inside, at * _LANE, years)
    box = f'viewBox="0 0 {num(_WIDTH)} {num(height)}"'
    return (
        f'<svg class="wheel wheel-compact" xmlns="http://www.w3.org/2000/svg" {box} role="img" '
        f'aria-labelledby="{title_id}" font-size="15"><title id="{title_id}">{escape(title)}'
        f"</title>{''.join(parts)}</svg>"
    )


def _lanes(spans: Sequence[Span], others: str) -> list[tuple[str, list[Span]]]:
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(span.lane, []).append(span)
    order = sorted(found.items(), key=lambda lane: (-len(lane[1]), lane[0]))
    if len(order) <= _MOST_LANES:
        return order
    rest = [span for _name, inside in order[_MOST_LANES - 1 :] for span in inside]
    return [*order[: _MOST_LANES - 1], (others, rest)]


def _lane(label: str, spans: Sequence[Span], top: float, years: range) -> list[str]:
    parts = [element("text", f'x="{num(_LEFT)}" y="{num(top + _LABEL)}" {paint("w-ink")}', label)]
    for span in sorted(spans, key=lambda one: (one.first, one.last)):
        x = _x(span.first, years)
        width = max(_SHORTEST, _x(span.last, years) - x)
        x = min(x, _RIGHT - width)
        where = f'x="{num(x)}" y="{num(top + _LABEL + 5)}" width="{num(width)}"'
        look = f'height="{num(_BAR)}" rx="2" stroke-width="1" {paint("w-deck", "w-paper-line")}'
        parts.append(element("rect", f"{where} {look}"))
    return parts


def _axis(years: range, bottom: float) -> list[str]:
    step = -(-len(years) // _MOST_YEARS)
    parts = []
    for year in years[::step]:
        x = _x(date(year, 1, 1), years)
        line = f'x1="{num(x)}" x2="{num(x)}" y1="0" y2="{num(bottom + 6)}"'
        parts.append(element("line", f'{line} stroke-width="1" {paint("w-rule")}'))
        text = f'x="{num(x)}" y="{num(bottom + 21)}" {paint("w-muted")}'
        parts.append(element("text", text, str(year)))
    return parts


def _x(day: date, years: range) -> float:
    start, end = date(years[0], 1, 1), date(years[-1], 12, 31)
    return _LEFT + (_RIGHT - _LEFT) * (day - start).days / max(1, (end - start).days)
