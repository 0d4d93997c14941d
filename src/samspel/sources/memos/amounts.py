"""The amounts that a memo decides or asks for.

Neighbours get `read_amounts`. The financing table is read in `financing`, not here.
"""

from samspel.sources.memos.document import DECISION, Block, Document, Spot
from samspel.sources.memos.financing import read_table
from samspel.sources.memos.finds import Find, Finds, of_spot
from samspel.sources.memos.money import Sum, sums
from samspel.sources.memos.phrasebook import phrases
from samspel.sources.memos.points import points_section
from samspel.terms import Quote, ReadAmount

__all__ = ["read_amounts"]

# Where amounts are others' or of another time.
_NOT_OURS = ("background", "basis", "recipients", "votes", "presence", "adjusting")


def read_amounts(document: Document) -> Finds[ReadAmount]:
    """The amounts of the points, then those of the text whose sentence gives or costs something.

    Two different amounts for the same time, one decided and one only in the text, contradict
    each other: both are there and the field is unsure.
    """
    decided = _in_points(document)
    told = _in_text(document, {(q.start, q.end) for q in _rows(document)})
    known = {find.value for find in decided}
    sums_known = {find.value.amount for find in decided}
    new: dict[ReadAmount, Find[ReadAmount]] = {}
    for find in told:
        again = find.value in known or (find.value.per is None and find.value.amount in sums_known)
        if not again:
            new.setdefault(find.value, find)
    items = (*decided, *new.values())
    return Finds(items, sure=_agree(items))


def _agree(items: tuple[Find[ReadAmount], ...]) -> bool:
    if any(find.value.amount is None for find in items):
        return False
    decided = {f.value.per for f in items if f.in_point}
    return not any(not f.in_point and f.value.per in decided for f in items)


def _in_points(document: Document) -> list[Find[ReadAmount]]:
    section = points_section(document)
    return [
        _find(document, block, found)
        for block in document.under(section)
        for found in sums(block.flow)
    ]


def _rows(document: Document) -> tuple[Quote, ...]:
    table = read_table(document)
    return (*table.lines.all_quotes, *table.total.all_quotes)


def _in_text(document: Document, rows: set[tuple[int, int]]) -> list[Find[ReadAmount]]:
    return [
        _find(document, block, found)
        for block in document.blocks
        if block.section and block.section not in (*DECISION, *_NOT_OURS)
        if block.kind != "heading"
        for start, end in block.sentences()
        if _is_given(block.flow[start:end])
        for found in sums(block.flow, start, end)
        if not any(first <= block.at[found.start] < last for first, last in rows)
    ]


def _is_given(sentence: str) -> bool:
    given = phrases("money", "grant").within(sentence)
    return given and not phrases("money", "past").within(sentence)


def _find(document: Document, block: Block, found: Sum) -> Find[ReadAmount]:
    spot = Spot(block, found.start, _with_per(block.flow, found))
    return of_spot(document, spot, ReadAmount(found.amount, found.per))


def _with_per(flow: str, found: Sum) -> int:
    """The end of the amount's words with those beside it that say what it is for."""
    near = flow[found.end : found.end + 16]
    hits = [phrases("money", n).opening(near.lstrip()) for n in ("year", "quarter", "month")]
    ends = [len(near) - len(near.lstrip()) + hit.end() for hit in hits if hit]
    return found.end + max(ends, default=0)
