"""Rules without a value, and the decision that this one rests on.

Neighbours get `read_rules` (the stop rule, the external evaluation, the first follow-up) and
`read_parent`.
"""

import re
from collections.abc import Iterator

from samspel.sources.memos.document import Document, Spot
from samspel.sources.memos.finds import Find, Finds, of_spot
from samspel.sources.memos.head import DNR
from samspel.sources.memos.moments import moments
from samspel.sources.memos.phrasebook import phrases
from samspel.sources.memos.times import NOT_AHEAD, sentences

__all__ = ["read_parent", "read_rules"]

_CLAUSE_END = re.compile(r"[.;:()]|,\s|\s(?:och|samt|som|att|ska|skall)\s")


def read_rules(document: Document) -> dict[str, Finds[str]]:
    """Each rule the memo has, with the sentences that say it."""
    found: dict[str, list[Find[str]]] = {}
    for said in sentences(document, leave_out=NOT_AHEAD):
        for rule in _rules_of(said.words, timed=_speaks_of_time(said)):
            found.setdefault(rule, []).append(of_spot(document, said, said.words))
    return {rule: Finds(tuple(finds)) for rule, finds in found.items()}


def _speaks_of_time(said: Spot) -> bool:
    return bool(moments(said.block.flow, said.start, said.end))


def _rules_of(words: str, *, timed: bool) -> Iterator[str]:
    if phrases("time", "stop").within(words) and phrases("time", "condition").within(words):
        yield "stop_rule"
    if phrases("time", "evaluation").within(words) and phrases("time", "external").within(words):
        yield "external_evaluation"
    if phrases("time", "follow_up").within(words) and timed:
        yield "follow_up"


def read_parent(document: Document, own: str | None) -> Finds[str]:
    """The diary number of an earlier decision that the memo rests on.

    Odd case: a decision that is named by words alone gives its words, no number, and is unsure.
    """
    numbered = list(_numbered(document, own))
    rests = [find for find, on_it in numbered if on_it]
    if len({find.value for find in rests}) == 1:
        return Finds((rests[0],))
    if numbered:
        return Finds((), sure=False, quotes=tuple(q for f, _ in numbered for q in f.quotes))
    worded = [quote for spot in _worded(document) for quote in document.quotes(spot)]
    return Finds((), sure=not worded, quotes=tuple(worded))


def _numbered(document: Document, own: str | None) -> Iterator[tuple[Find[str], bool]]:
    """Other decisions' diary numbers, each with whether the memo says that it rests on it."""
    for said in sentences(document, leave_out=("recipients", "presence", "adjusting")):
        words = said.block.flow[said.start : said.end]
        if not phrases("words", "earlier").within(words):
            continue
        for hit in DNR.finditer(words):
            if hit["dnr"] and hit["dnr"] != own and _is_number(words, hit):
                spot = Spot(said.block, said.start + hit.start(), said.start + hit.end())
                yield of_spot(document, spot, hit["dnr"]), phrases("words", "parent").within(words)


def _is_number(words: str, hit: re.Match[str]) -> bool:
    """A diary number has its letters, or the label before it: 12/2024 may be a day or a share."""
    letters = re.match(r"[A-ZÅÄÖ]{2,8}[ -]?\d|\d{2}[A-ZÅÄÖ]{2}", hit["dnr"])
    lead = words[max(0, hit.start() - 18) : hit.start()]
    labelled = phrases("labels", "dnr").within(lead)
    return labelled or (bool(letters) and bool(re.search(r"\d{3}", hit["dnr"])))


def _worded(document: Document) -> Iterator[Spot]:
    for said in sentences(document, leave_out=("basis", "recipients", "presence", "adjusting")):
        hit = phrases("words", "parent").find(said.block.flow, said.start, said.end)
        if hit:
            stop = _CLAUSE_END.search(said.block.flow, hit.end(), said.end)
            yield Spot(said.block, hit.start(), stop.start() if stop else said.end)
