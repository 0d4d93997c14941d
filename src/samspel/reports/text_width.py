"""How wide a text is in the shipped typeface, so that a label can be wrapped before it is drawn.

Widths are those of Source Sans 3 Semibold in thousandths of the size, by letter class: the
wider of the two weights a label uses. A fallback typeface is allowed for by `SAFETY`.
"""

__all__ = ["SAFETY", "text_width", "wrap"]

SAFETY = 1.02  # a reader without the typeface sees a slightly wider one

_CLASSES = {
    130: "\u202f",
    200: " \u00a0",
    260: "i|",
    285: "',.:;Ijl",
    325: "!()-[]f{}",
    350: "/\\t",
    375: "r",
    425: "s",
    450: "*?cz",
    480: '"x–',
    505: "FJLYevyé",
    525: "0123456789#$+<=>agkåä−V",
    555: "AESTXhnouöÅÄÉü",
    580: "CPbdpq",
    605: "BKR",
    630: "DG",
    655: "&NUÜ",
    680: "HOQÖ",
    755: "Mw",
    805: "W—",
    860: "%m@",
    980: "…",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 570
_VOWELS = "aeiouyåäöé"
_SHORT = 7  # a word this short is not broken


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
    for word in _fitting(text.split(" "), size, room):  # a hard space holds a figure to its sign
        longer = f"{found[-1]} {word}".strip()
        if not found[-1] or text_width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return tuple(_cut(line, size, room) for line in found)


def _fitting(words: list[str], size: float, room: float) -> list[str]:
    """The words, those too long for a line broken with a hyphen before a syllable."""
    found = []
    for word in words:
        rest = word
        while text_width(rest, size) > room and len(rest) > _SHORT:
            place = _break(rest, size, room)
            found.append(rest[:place] + "-")
            rest = rest[place:]
        found.append(rest)
    return found


def _break(word: str, size: float, room: float) -> int:
    """Where to break a word: as late as fits, before a consonant that a vowel follows."""
    last = max(
        (k for k in range(3, len(word) - 2) if text_width(word[:k] + "-", size) <= room), default=3
    )
    starts = (
        k
        for k in range(last, max(3, last - 6), -1)
        if word[k].lower() not in _VOWELS and word[k + 1].lower() in _VOWELS
    )
    return next(starts, last)


def _cut(line: str, size: float, room: float) -> str:
    if text_width(line, size) <= room:
        return line
    while line and text_width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
