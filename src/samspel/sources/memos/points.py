"""The decision: its points, and in minutes what became of each.

Neighbours get `read_points` and `read_outcomes`.
"""

import re
from itertools import chain

from samspel.sources.memos.document import Block, Document, Spot
from samspel.sources.memos.finds import Finds, of_spot
from samspel.sources.memos.phrasebook import phrases

__all__ = ["points_section", "read_outcomes", "read_points"]

_NUMBERS = re.compile(r"\d{1,2}")
_LIST = re.compile(r"(?P<list>\d{1,2}(?:(?:\s?[,–-]\s?|\s+och\s+|\s+samt\s+)\d{1,2}){0,12})")
_SHORT = 200
_NOT_APPROVED = ("referred_back", "postponed", "rejected", "amended")
_SEVERAL = "several"
_CLAUSES = re.compile(r",\s|\s(?:men|samt|medan|dock)\s", re.IGNORECASE)


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
    if phrases("words", "lead_in_end").whole(said.rpartition(" ")[2].rstrip(".")):
        return True
    last = said.split()[-3:]
    return not said.endswith(".") and phrases("words", "lead_in").within(" ".join(last))


def read_outcomes(document: Document, points: Finds[str]) -> tuple[tuple[str | None, ...], bool]:
    """What became of each point, and whether all of it was understood.

    A sentence that names its points ("punkt 2") speaks of those alone, one that names none of
    all that are left.
    """
    if points_section(document) == "decision":
        told = tuple(_outcome(point) for point in points.values)
        decided = tuple(None if outcome == _SEVERAL else outcome for outcome in told)
        return decided, None not in decided
    sentences = [
        clause
        for block in document.under("decision")
        for start, end in block.sentences()
        for clause in _apart(block.flow[start:end])
    ]
    return _by_sentence(sentences, len(points.items))


def _by_sentence(sentences: list[str], count: int) -> tuple[tuple[str | None, ...], bool]:
    outcomes: list[str | None] = [None] * count
    for said in sentences:
        outcome = _outcome(said)
        named = _named(said, count)
        if outcome == _SEVERAL:
            return (None,) * count, False
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


def _apart(said: str) -> list[str]:
    """The sentence, or its clauses when they decide different things."""
    return [said] if _outcome(said) != _SEVERAL else _CLAUSES.split(said)


def _outcome(said: str) -> str | None:
    """The outcome that the words tell: none, one, or `_SEVERAL`."""
    found = [outcome for outcome in _NOT_APPROVED if phrases("words", outcome).within(said)]
    if len(found) == 1 and not phrases("words", "as_proposed").within(said):
        return found[0]
    if found:
        return _SEVERAL
    return "approved" if phrases("words", "approved").within(said) else None
