"""Lists in a memo: the tasks it gives, and whom the decision is sent to.

Neighbours get `read_tasks` and `read_recipients`.
"""

import re

from samspel.sources.memos.document import Block, Document, Line, Spot
from samspel.sources.memos.finds import Find, Finds, of_spot
from samspel.sources.memos.phrasebook import phrases

__all__ = ["read_recipients", "read_tasks"]

_BULLETS = " \t•▪●○·*\uf0b7-–"
_LONGEST_RECIPIENT = 120
_SENTENCE = re.compile(r"\.\s+[A-ZÅÄÖ]")


def read_tasks(document: Document) -> Finds[str]:
    """The items of every list that is led in as tasks, or stands under a heading of tasks."""
    found: list[Find[str]] = []
    listing = False
    for block in document.blocks:
        if block.kind == "item" and listing:
            found.append(_whole(document, block))
            continue
        listing = _leads_in(block)
    return Finds(tuple(found))


def _leads_in(block: Block) -> bool:
    if block.kind == "heading":
        return block.section == "tasks"
    said = block.flow.rstrip()
    if not said.endswith(":"):
        return block.section == "tasks" and block.kind == "text" and len(said) < 400
    return phrases("tasks", "lead_in").within(said[-160:])


def _whole(document: Document, block: Block) -> Find[str]:
    spot = Spot(block, 0, len(block.flow))
    return of_spot(document, spot, spot.words)


def read_recipients(document: Document) -> Finds[str]:
    """Each line below that heading; after a colon they are parted by comma or semicolon.

    Odd case: with a single line before a wider gap nobody can tell whether what follows are
    more recipients or the names of those who sign: only the first is read, and it is unsure.
    """
    found: list[Find[str]] = []
    sure = True
    for lines in _listed_lines(document):
        before = len(found)
        alone = len(lines) == 1
        for number, line in enumerate(lines):
            if number and _ends(document, line):
                sure = sure and number > 1
                break
            earlier = found if len(found) > before else []
            found.extend(_recipients(document, line, earlier, alone=alone))
        sure = sure and not (alone and _may_be_one(document.said(lines[0])))
    return Finds(tuple(found), sure=sure)


def _listed_lines(document: Document) -> list[list[Line]]:
    """The lines below each heading of recipients."""
    lists: list[list[Line]] = []
    for block in document.blocks:
        if block.section == "recipients" and block.kind == "heading":
            lists.append([])
        elif block.section == "recipients" and lists:
            lists[-1].extend(block.lines)
    return lists


def _ends(document: Document, line: Line) -> bool:
    """A wider gap than within a paragraph, or a sentence, ends the list."""
    said = document.said(line)
    wide = line.gap > document.base_gap and not line.after_page
    return wide or len(said) > _LONGEST_RECIPIENT or bool(_SENTENCE.search(said))


def _may_be_one(said: str) -> bool:
    """A comma before a small letter: two recipients, or one and where it sits?"""
    return ";" not in said and any(part.strip()[:1].islower() for part in said.split(",")[1:])


def _recipients(
    document: Document, line: Line, found: list[Find[str]], *, alone: bool
) -> list[Find[str]]:
    said = document.said(line)
    parts = _parts(said, commas=alone)
    if found and said[:1].islower() and len(parts) == 1:
        last = found.pop()
        quote = document.quote(line.start, line.end)
        return [Find(_joined(last.value, quote.words), (*last.quotes, quote))]
    quotes = [document.quote(line.start + start, line.start + end) for start, end in parts]
    return [Find(" ".join(q.words.split()).rstrip("."), (q,)) for q in quotes if len(q.words) > 1]


def _joined(before: str, after: str) -> str:
    if before.endswith("-") and not after.startswith(("och ", "eller ")):
        return before[:-1] + after
    return f"{before} {after}"


def _parts(said: str, *, commas: bool) -> list[tuple[int, int]]:
    """Where each recipient of a line stands; a comma parts them only on a line of its own."""
    separator = ";" if ";" in said else "," if commas and "@" not in said else "\t"
    parts, start = [], 0
    for piece in said.split(separator):
        bare = piece.strip(_BULLETS)
        if bare:
            first = start + piece.find(bare)
            parts.append((first, first + len(bare)))
        start += len(piece) + 1
    return parts
