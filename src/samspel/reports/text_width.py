"""How wide a text is in the shipped typeface, so that a label can be wrapped before it is drawn.

Widths are those of Source Sans 3 Semibold in thousandths of the size, rounded up by letter class:
the wider of the two weights a label uses. A fallback typeface is allowed for by `SAFETY`.
"""

__all__ = ["SAFETY", "text_width", "wrap"]

SAFETY = 1.02  # a reader without the typeface sees a slightly wider one

_CLASSES = {
    130: "\u202f",
    200: " \u00a0",
    280: "i|\"',.:;Ijl",
    350: "!()-[]f{}/\\t",
    400: "r",
    450: "s*?cz",
    500: 'x–"FJLYevyé<>',
    1000: "—%m@…",
    800: "MwW",
    690: "&NUÜHOQÖDG",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 570


def text_width(text: str, size: float) -> float:
    """The width of a text set at that size, in the same unit, a little on the wide side.

    >>> text_width("", 20)
    0.0
    """
    return SAFETY * size * sum(_WIDTHS.get(letter, _OTHER) for letter in text) / 1000


def wrap(text: str, size: float, room: float, *, lines: int = 2) -> tuple[str, ...]:
    """The text in at most that many lines no wider than `room`; what is left over ends in "…".

    >>> wrap("Gapet mellan ekosystem", 20, 140)
    ('Gapet mellan', 'ekosystem')
    """
    found: list[str] = [""]
    for word in text.split(" "):  # a hard space holds a figure to its sign
        longer = f"{found[-1]} {word}".strip()
        if not found[-1] or text_width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return tuple(_cut(line, size, room) for line in found)


def _cut(line: str, size: float, room: float) -> str:
    if text_width(line, size) <= room:
        return line
    while line and text_width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
