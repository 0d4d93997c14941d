"""A document's text with the words of each field marked, so that a page can light them.

Neighbours get `pieces`: the text cut where a field's words begin or end. Every piece knows its
fields and, where a field's words begin, the address of that place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samspel.terms import Quote

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together. `fields` are the fields they were read for, `starts` the
    addresses (`w-points-1`) of the words that begin here."""

    words: str
    fields: tuple[str, ...]
    starts: tuple[str, ...]

    @property
    def classes(self) -> str:
        """The style classes of the fields."""
        return " ".join(f"f-{name}" for name in self.fields)


def pieces(text: str, quotes: Mapping[str, Sequence[Quote]]) -> tuple[Piece, ...]:
    """The whole text in order, cut at every beginning and end of some field's words."""
    spans = [
        (quote.start, quote.end, name, number)
        for name, each in quotes.items()
        for number, quote in enumerate(each, start=1)
    ]
    begins: dict[int, list[tuple[str, int]]] = {}
    ends: dict[int, list[str]] = {}
    for start, end, name, number in spans:
        begins.setdefault(start, []).append((name, number))
        ends.setdefault(end, []).append(name)
    cuts = sorted({0, len(text), *begins, *ends})
    return tuple(_walk(text, cuts, begins, ends))


def _walk(
    text: str,
    cuts: list[int],
    begins: Mapping[int, list[tuple[str, int]]],
    ends: Mapping[int, list[str]],
) -> list[Piece]:
    # One walk along the text: which fields' words are open here is counted up and down.
    opened: dict[str, int] = {}
    found = []
    for start, end in pairwise(cuts):
        for name in ends.get(start, ()):
            opened[name] -= 1
        for name, _ in begins.get(start, ()):
            opened[name] = opened.get(name, 0) + 1
        fields = tuple(name for name, count in opened.items() if count > 0)
        starts = tuple(f"w-{name}-{number}" for name, number in begins.get(start, ()))
        found.append(Piece(text[start:end].replace("\f", ""), fields, starts))
    return found
