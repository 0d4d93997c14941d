"""Small pieces of SVG as text: elements, paints by role, numbers without needless decimals.

A paint is a class and a presentation attribute together: the attribute is the light theme, which
needs no style sheet (a document, a strict content security policy); the class lets the page's
style sheet give the dark theme. There is never a style attribute and never a script.
"""

from html import escape

from samspel.reports.palette import DARK, LIGHT, SECTOR_COLOURS

__all__ = ["PAINTS", "element", "num", "paint", "wheel_css"]

# class: (what it paints, role in the palette)
PAINTS: dict[str, tuple[str, str]] = {
    "w-paper": ("fill", "paper"),
    "w-water": ("fill", "surface"),
    "w-deck": ("fill", "primary"),
    "w-deck-line": ("stroke", "primary"),
    "w-gap": ("fill", "gap-fill"),
    "w-tick": ("stroke", "gap"),
    "w-ink": ("fill", "ink"),
    "w-ink-line": ("stroke", "ink"),
    "w-muted": ("fill", "muted"),
    "w-muted-line": ("stroke", "muted"),
    "w-paper-line": ("stroke", "paper"),
    "w-gap-text": ("fill", "gap"),
    "w-rule": ("stroke", "line"),
    **{f"w-{sector}": ("fill", sector) for sector in SECTOR_COLOURS},
}


def num(value: float) -> str:
    """A coordinate with one decimal at most; never "-0".

    >>> num(12.04), num(-0.01)
    ('12', '0')
    """
    text = f"{round(value, 1) + 0.0:.1f}"
    return text.removesuffix(".0")


def paint(*names: str) -> str:
    """The attributes of those paints: one class attribute and a presentation attribute each."""
    colours = " ".join(f'{PAINTS[name][0]}="{LIGHT[PAINTS[name][1]]}"' for name in names)
    return f'class="{" ".join(names)}" {colours}'


def element(tag: str, attributes: str, text: str = "") -> str:
    """An element; `text` is escaped, since it may be what a person wrote."""
    return f"<{tag} {attributes}>{escape(text)}</{tag}>" if text else f"<{tag} {attributes}/>"


def wheel_css() -> str:
    """The style sheet of the wheel: both themes, the focus, and which layout a width shows.

    The theme is the page's: it sets `color-scheme`, and `light-dark()` follows.
    """
    themed = [
        f".wheel .{name} {{ {kind}: light-dark({LIGHT[role]}, {DARK[role]}); }}"
        for name, (kind, role) in PAINTS.items()
    ]
    return "\n".join([_RULES, *themed, ""])


_RULES = """/* Written by samspel.reports.svg.wheel_css; a test holds the two together. */
.wheel { display: block; width: 100%; height: auto; overflow: visible; font-family: inherit; }
.wheel text { font-variant-numeric: tabular-nums; }
.wheel a:hover .w-name { text-decoration: underline; }
.wheel a:focus { outline: none; }
.wheel .w-focus { fill: none; stroke: none; }
.wheel a:focus-visible .w-focus { stroke: light-dark(#2B6CB0, #8ABDF0); stroke-width: 3; }
.wheel-wide { max-width: 61.25rem; margin-inline: auto; }
.wheel-compact { max-width: 30rem; margin-inline: auto; }
.wheel-small { max-width: 20rem; }
@media (max-width: 44rem) { .wheel-pair .wheel-wide { display: none; } }
@media (min-width: 44.01rem) { .wheel-pair .wheel-compact { display: none; } }
"""
