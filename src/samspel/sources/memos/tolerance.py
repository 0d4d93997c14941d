"""Phrases matched as a reader's eye would: faults of optical reading do not hide a word.

Neighbours get `phrase_pattern`, `Phrases` (many phrases as one pattern) and `close` (two short
texts that differ by a slip or two). The rules go by letter, never by word: å, ä and ö may have
become any sign or pair of signs that readers confuse them with, and so may i, l, o and m.
"""

import re
from collections.abc import Iterable

__all__ = ["Phrases", "close", "phrase_pattern"]

# Each letter of a phrase and what it may look like on paper. Every alternative is at most two
# signs and none repeats, so matching takes linear time.
_A = "(?:[éèia¢][aáàâ&]|[aáàâãäåæéèêë4&@d])"
_O = "(?:é[o06]|[oóòôõöøéèê60dtQ])"
_LOOKS = {
    "å": _A,
    "ä": _A,
    "ö": _O,
    "a": "[aáàâãäå]",
    "e": "[eéèêë]",
    "é": "[eéèêë]",
    "i": r"[il1|!íìï]",
    "l": r"[il1|!]",
    "o": "[o0óòôõö]",
    "m": "(?:m|rn|nn)",
    "u": "[uúùü]",
    "s": "[s5š]",
    " ": r"\s{1,3}",
    ".": r"\.?",
    "-": r"[-–—‐‑]?\s?",
}
# A heading is one slip away at this length, two at twice it.
_ONE_SLIP, _TWO_SLIPS = 8, 16


def phrase_pattern(phrase: str) -> str:
    """The phrase as a regular expression to be used with IGNORECASE; a star ends a word's stem.

    >>> bool(re.fullmatch(phrase_pattern("godkänner"), "godkéanner", re.IGNORECASE))
    True
    """
    body = "".join(_LOOKS.get(sign, re.escape(sign)) for sign in phrase.lower().strip("*"))
    before = r"(?<!\w)\w{0,30}" if phrase.startswith("*") else r"(?<!\w)"
    return before + body + (r"\w{0,30}" if phrase.endswith("*") else r"(?!\w)")


class Phrases:
    """Several phrases as one pattern: whether, where and how often one of them stands."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(sorted(phrases, key=len, reverse=True))
        body = "|".join(phrase_pattern(phrase) for phrase in self.phrases)
        self._pattern = re.compile(f"(?:{body})", re.IGNORECASE)

    def find(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of the phrases in that part of the text."""
        return self._pattern.search(text, start, len(text) if end is None else end)

    def within(self, text: str) -> bool:
        """Whether one of the phrases stands in the text."""
        return self._pattern.search(text) is not None

    def whole(self, text: str) -> bool:
        """Whether the text is one of the phrases and nothing else."""
        return self._pattern.fullmatch(text) is not None

    def opening(self, text: str) -> re.Match[str] | None:
        """The phrase that the text begins with."""
        return self._pattern.match(text)

    def all(self, text: str) -> list[re.Match[str]]:
        """Every place where one stands, without overlaps."""
        return list(self._pattern.finditer(text))


def close(one: str, other: str) -> bool:
    """Whether two short texts are the same but for a slip or two of reading.

    >>> close("Sammanfattnlng", "Sammanfattning"), close("Beslut", "Besked")
    (True, False)
    """
    one, other = one.casefold(), other.casefold()
    length = min(len(one), len(other))
    most = 0 if length < _ONE_SLIP else 1 if length < _TWO_SLIPS else 2
    if abs(len(one) - len(other)) > most or most == 0:
        return one == other
    if len(set(one) ^ set(other)) > 2 * most:
        return False  # a slip changes at most two signs: most pairs need no closer look
    return _slips(one, other) <= most


def _slips(one: str, other: str) -> int:
    # Levenshtein's distance, row by row; both texts are headings of a few words.
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, start=1):
        above, row[0] = row[0], place
        for column, against in enumerate(other, start=1):
            change = above + (sign != against)
            above = row[column]
            row[column] = min(above + 1, row[column - 1] + 1, change)
    return row[-1]
