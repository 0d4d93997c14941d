"""The gaps that a memo names, and how it words each.

Neighbours get `read_gaps` and `read_wordings`.
"""

from samspel.sources.memos.document import Document, Spot
from samspel.sources.memos.finds import Find, Finds, of_spot
from samspel.sources.memos.phrasebook import phrases
from samspel.sources.memos.times import sentences
from samspel.terms import GAP_KEYS

__all__ = ["read_gaps", "read_wordings"]

# A gap between firms and something else is no gap between firms.
_GOES_ON = (" och ", " samt ")


def read_gaps(document: Document) -> Finds[str]:
    """The keys of the gaps named anywhere, in the order gaps are told."""
    named: dict[str, Find[str]] = {}
    for said in sentences(document):
        for key in GAP_KEYS:
            spot = _name(said, key)
            if spot and key not in named:
                named[key] = of_spot(document, spot, key)
    return Finds(tuple(named[key] for key in GAP_KEYS if key in named))


def read_wordings(document: Document) -> Finds[tuple[str, str]]:
    """What the memo says each gap limits; two wordings of one gap leave it out, unsure."""
    found: dict[str, list[Find[tuple[str, str]]]] = {}
    for said in sentences(document):
        words = said.words
        for key in GAP_KEYS:
            spot = _name(said, key)
            if spot and spot.start - said.start <= 2 and _limits(words):
                found.setdefault(key, []).append(of_spot(document, said, (key, words)))
    single = {k: f[0] for k, f in found.items() if len({each.value for each in f}) == 1}
    doubts = [f for k, f in found.items() if k not in single]
    return Finds(
        tuple(single[key] for key in GAP_KEYS if key in single),
        sure=not doubts,
        quotes=tuple(quote for each in doubts for find in each for quote in find.quotes),
    )


def _limits(words: str) -> bool:
    return phrases("gaps_more", "limits").within(words)


def _name(said: Spot, key: str) -> Spot | None:
    flow = said.block.flow
    for hit in phrases("gaps", key).all(flow[said.start : said.end]):
        after = flow[said.start + hit.end() : said.start + hit.end() + 6]
        if key != "firms" or not after.startswith(_GOES_ON):
            return Spot(said.block, said.start + hit.start(), said.start + hit.end())
    return None
