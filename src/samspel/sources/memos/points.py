"""The decision: its points, and in minutes what became of each.

Neighbours get `read_points` and `read_outcomes`.
"""

import re
from itertools import chain

from samspel.sources.memos.document import Block, Document, Spot
from samspel.sources.memos.finds import Finds, of_spot
from samspel.sources.memos.phrasebook import phrases

__all__ = ["points_section", "read_outcomes", "read_points"]

_THAT = re.compile(r"(?<!\w)att\s", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,2}")
_LIST = re.compile(r"(?P<list>\d{1,2}(?:(?:\s?[,–-]\s?|\s+och\s+|\s+samt\s+)\d{1,2}){0,12})")
_SHORT = 200


def points_section(document: Document) -> str:
    """Which section holds the points: the decision where it says more than "as proposed"."""
    decided, proposed = document.under("decision"), document.under("points")
    if not decided:
        return "points"
    if proposed and all(_only_refers(block) for block in decided):
        return "points"
    return "decision"


def _only_refers(block: Block) -> bool:
    said = block.flow
    refers = phrases("words", "as_proposed").within(said) or phrases("words", "point").within(said)
    sends = any(phrases("words", k).within(said) for k in ("referred_back", "postponed"))
    return len(said) <= _SHORT and (refers or sends or not said.strip())


def read_points(document: Document) -> Finds[str]:
    """Every point as it reads, in order; without the number and without the words that lead in."""
    blocks = document.under(points_section(document))
    if not blocks:
        return Finds(sure=False)
    if any(block.kind == "item" for block in blocks):
        return _items(document, blocks)
    clauses = [spot for block in blocks for spot in _clauses(document, block)]
    if len(clauses) > 1:
        return Finds(tuple(of_spot(document, spot, spot.words) for spot in clauses))
    spots = [_whole(b) for b in blocks if not _leads_in(b) or len(blocks) == 1]
    return Finds(tuple(of_spot(document, spot, spot.words) for spot in spots if spot.words))


def _items(document: Document, blocks: list[Block]) -> Finds[str]:
    """Numbered or dotted points. A paragraph after them may be a point of its own: unsure."""
    first = next(i for i, block in enumerate(blocks) if block.kind == "item")
    before = [b for b in blocks[:first] if not _leads_in(b)]
    items = [b for b in blocks[first:] if b.kind == "item"]
    after = [b for b in blocks[first:] if b.kind != "item"]
    found = [of_spot(document, _whole(b), _whole(b).words) for b in chain(before, items)]
    stray = tuple(quote for b in after for quote in document.quotes(_whole(b)))
    return Finds(tuple(found), sure=not stray and not before, quotes=stray)


def _whole(block: Block) -> Spot:
    return Spot(block, 0, len(block.flow))


def _leads_in(block: Block) -> bool:
    said = block.flow.rstrip()
    if said.endswith((":", " att", " besluta", " beslutar")):
        return True
    last = said.split()[-3:]
    return not said.endswith(".") and phrases("words", "lead_in").within(" ".join(last))


def _clauses(document: Document, block: Block) -> list[Spot]:
    """The lines of a paragraph that begin with "att": each a point of its own."""
    places = {at: place for place, at in reversed(list(enumerate(block.at)))}
    starts = [
        places[line.start]
        for line in block.lines
        if _THAT.match(document.text, line.start) and line.start in places
    ]
    if not starts:
        return []
    return [
        Spot(block, start, end)
        for start, end in zip(starts, (*starts[1:], len(block.flow)), strict=True)
    ]


def read_outcomes(document: Document, points: Finds[str]) -> tuple[tuple[str | None, ...], bool]:
    """What became of each point, and whether all of it was understood.

    A sentence that names its points ("punkt 2") speaks of those alone, one that names none of
    all that are left.
    """
    if points_section(document) == "decision":
        decided = tuple(_outcome(point) or "approved" for point in points.values)
        return decided, all(map(_outcome, points.values))
    sentences = [
        block.flow[start:end]
        for block in document.under("decision")
        for start, end in block.sentences()
    ]
    return _by_sentence(sentences, len(points.items))


def _by_sentence(sentences: list[str], count: int) -> tuple[tuple[str | None, ...], bool]:
    outcomes: list[str | None] = [None] * count
    for said in sentences:
        outcome = _outcome(said)
        named = _named(said, count)
        for number in named or range(1, count + 1):
            if outcome and (named or outcomes[number - 1] is None):
                outcomes[number - 1] = outcome
    return tuple(outcomes), None not in outcomes


def _named(said: str, count: int) -> list[int]:
    found = phrases("words", "point").find(said)
    if found is None:
        return []
    numbers = _LIST.match(said[found.end() :].lstrip())
    if numbers is None:
        return []
    listed = [int(number) for number in _NUMBERS.findall(numbers["list"])]
    if re.fullmatch(r"\d{1,2}\s?[–-]\s?\d{1,2}", numbers["list"]):
        listed = list(range(listed[0], listed[1] + 1))
    return [number for number in listed if 1 <= number <= count]


def _outcome(said: str) -> str | None:
    for outcome in ("referred_back", "postponed", "rejected", "amended"):
        if phrases("words", outcome).within(said):
            return outcome
    return "approved" if phrases("words", "approved").within(said) else None
