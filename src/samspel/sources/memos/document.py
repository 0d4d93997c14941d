"""A memo's text in lines, and lines in blocks: paragraphs, list items, headings.

Neighbours get `lay_out(text)`, which gives the `Document`, and `Block`, whose `flow` is the
words as a person reads them (lines joined, hyphens of line ends gone, page headers gone) and
which knows, for every sign of it, where it stands in the document.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from samspel.sources.memos.furniture import furniture
from samspel.sources.memos.phrasebook import heading_of
from samspel.terms.memo_readings import Quote

__all__ = ["DECISION", "Block", "Document", "Line", "Spot", "lay_out"]

_ITEM = re.compile(
    r"\s*(?:(?P<bullet>[•▪●○◦∙·*\uf0b7\uf0a7\uf02d➢►■□]|[-–—](?=\s))\s*"
    r"|(?P<number>\d{1,2}[.)]|[a-zA-Z][)])(?=\s)\s+)(?=\S)"
)
_CLAUSE = re.compile(r"att\s", re.IGNORECASE)
# Sections whose words are decided; all else is the text around them.
DECISION = ("points", "decision")
_HYPHENS = "-‐‑­¬"
_SENTENCE = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[\"“”(]?[A-ZÅÄÖÉ\d|])")
_SHORTENED = re.compile(
    r"(?:(?<!\w)(?:[^\W\d]|ca|kl|nr|dnr|st|tkr|resp|inkl|exkl|jfr|osv|etc|bl|kv|sid|tel|dvs|m\.m)\.)$",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: where it stands, and the empty lines before it."""

    start: int
    end: int
    gap: int
    after_page: bool = False


@dataclass(slots=True)
class Block:
    """A paragraph, item or heading. `section` is the kind of heading it stands under."""

    kind: str
    section: str = ""
    mark: str = ""
    lines: list[Line] = field(default_factory=list)
    flow: str = ""
    at: list[int] = field(default_factory=list)
    heading: str = ""

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence of the flow begins and ends."""
        start = 0
        for stop in _SENTENCE.finditer(self.flow):
            if _SHORTENED.search(self.flow, max(0, stop.start() - 8), stop.start()):
                continue
            yield from _pieces(start, stop.start())
            start = stop.end()
        yield from _pieces(start, len(self.flow))


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    # A sentence without an end is no sentence: it is read in pieces, so that time stays linear.
    for first in range(start, end, _LONGEST_SENTENCE):
        yield first, min(first + _LONGEST_SENTENCE, end)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words in a block's flow, from `start` up to `end`."""

    block: Block
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as a person reads them."""
        return self.block.flow[self.start : self.end].strip()


@dataclass(frozen=True, slots=True)
class Document:
    """The text, its lines, its blocks, and the lines before its first heading."""

    text: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    head: tuple[Line, ...]
    base_gap: int

    def under(self, *sections: str) -> list[Block]:
        """The blocks of those sections, headings left out."""
        return [b for b in self.blocks if b.section in sections and b.kind != "heading"]

    def decides(self, quote: Quote) -> bool:
        """Whether those words stand in a decision point."""
        return any(
            block.lines[0].start <= quote.start < block.lines[-1].end
            for block in self.under(*DECISION)
        )

    def said(self, line: Line) -> str:
        """The line's own text."""
        return self.text[line.start : line.end]

    def quotes(self, spot: Spot) -> tuple[Quote, ...]:
        """The words of the spot as they stand in the document; several where a page broke in."""
        at = spot.block.at[spot.start : spot.end]
        if not at:
            return ()
        found, first = [], at[0]
        for before, here in pairwise(at):
            if here - before > 1 and not _only_joins(self.text[before + 1 : here]):
                found.append(self._quote(first, before + 1))
                first = here
        return tuple(q for q in (*found, self._quote(first, at[-1] + 1)) if q.words)

    def quote_lines(self, lines: list[Line]) -> tuple[Quote, ...]:
        """Whole lines as quotes, those that follow each other as one."""
        found: list[Quote] = []
        for line in lines:
            if found and not self.text[found[-1].end : line.start].strip():
                found[-1] = self._quote(found[-1].start, line.end)
            else:
                found.append(self._quote(line.start, line.end))
        return tuple(quote for quote in found if quote.words)

    def quote(self, start: int, end: int) -> Quote:
        """That part of the text."""
        return self._quote(start, end)

    def _quote(self, start: int, end: int) -> Quote:
        words = self.text[start:end]
        bare = words.strip()
        first = start + words.find(bare)
        return Quote(first, first + len(bare), bare)


def _only_joins(between: str) -> bool:
    return not between.strip(_HYPHENS + " \t\n\f\u00a0")


def lay_out(text: str) -> Document:
    """The document of a text whose line ends are `\\n` and whose page breaks are `\\f`."""
    lines = _lines(text)
    base = _base_gap(lines)
    blocks = _blocks(text, lines, base)
    for block in blocks:
        _flow(block, text)
    first = next((b.lines[0].start for b in blocks if b.kind == "heading"), None)
    head = lines if first is None else [line for line in lines if line.start < first]
    return Document(text, tuple(lines), tuple(blocks), tuple(head), base)


def _lines(text: str) -> list[Line]:
    dropped = furniture(text)
    found: list[Line] = []
    gap, place, page = 0, 0, False
    for raw in text.splitlines(keepends=True):
        start, place = place, place + len(raw)
        page = page or "\f" in raw
        bare = raw.strip(" \t\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029\u00a0")
        if not bare:
            gap += 1
        elif start not in dropped:
            first = start + raw.find(bare)
            found.append(Line(first, first + len(bare), gap, page))
            gap, page = 0, False
        else:
            page = True
    return found


def _base_gap(lines: list[Line]) -> int:
    """How many empty lines stand between two lines of one paragraph: 1 in a spaced document."""
    gaps = Counter(min(line.gap, 3) for line in lines[1:])
    return 1 if lines[1:] and gaps[1] > 0.6 * len(lines[1:]) and len(lines) > 8 else 0


def _blocks(text: str, lines: list[Line], base: int) -> list[Block]:
    blocks: list[Block] = []
    section = ""
    for line in lines:
        said = text[line.start : line.end]
        heading = heading_of(said)
        if heading and not (_is_listed(blocks, line, base) or _inside_sentence(blocks, text, said)):
            section = heading.kind
            rest = line.start + heading.rest
            blocks.append(Block("heading", section, "", [Line(line.start, rest, line.gap)]))
            blocks[-1].heading = said
            if rest < line.end:
                blocks.append(Block("text", section, "", [_after(text, rest, line)]))
            continue
        if _joins(blocks, text, line, base):
            blocks[-1].lines.append(line)
            continue
        blocks.append(_new_block(said, line, section))
    return blocks


def _is_clause(blocks: list[Block], said: str) -> bool:
    """Whether a line begins a point of its own with "att", in a list without numbers."""
    last = blocks[-1]
    if last.section not in DECISION or not _CLAUSE.match(said):
        return False
    return last.kind != "item" or last.mark == "att"


def _after(text: str, rest: int, line: Line) -> Line:
    bare = text[rest : line.end].lstrip()
    return Line(line.end - len(bare), line.end, 0)


def _new_block(said: str, line: Line, section: str) -> Block:
    item = _ITEM.match(said)
    if item is None and section in DECISION and _CLAUSE.match(said):
        return Block("item", section, "att", [line])
    if item is None:
        return Block("text", section, "", [line])
    mark = (item["bullet"] or item["number"]).strip()
    return Block("item", section, mark, [Line(line.start + item.end(), line.end, line.gap)])


def _is_listed(blocks: list[Block], line: Line, base: int) -> bool:
    """Whether the line stands close among recipients: an office may be called "Ekonomi"."""
    among = bool(blocks) and blocks[-1].section == "recipients" and blocks[-1].kind != "heading"
    return among and line.gap <= base and not line.after_page


def _inside_sentence(blocks: list[Block], text: str, said: str) -> bool:
    """Whether the line goes on a sentence whose last word was broken by a hyphen."""
    if not blocks or blocks[-1].kind == "heading":
        return False
    last = blocks[-1].lines[-1]
    return text[last.start : last.end][-1:] in _HYPHENS and said[:1].islower()


def _joins(blocks: list[Block], text: str, line: Line, base: int) -> bool:
    """Whether the line goes on the block before it."""
    if not blocks or blocks[-1].kind == "heading":
        return False
    said = text[line.start : line.end]
    if _ITEM.match(said) or _is_clause(blocks, said):
        return False
    last = blocks[-1].lines[-1]
    before = text[last.start : last.end]
    unfinished = before[-1:] not in '.:;!?)”"' and said[:1].islower()
    if before[-1:] in _HYPHENS and said[:1].islower():
        return True
    if line.gap > base or line.after_page:
        return unfinished and (line.gap <= base + 1 or line.after_page)
    return True


def _flow(block: Block, text: str) -> None:
    """Join the lines as a reader does, and remember where every sign came from."""
    signs: list[str] = []
    at: list[int] = []
    for line in block.lines:
        _join(signs, at, text[line.start : line.start + 12])
        _copy(signs, at, text, line)
    block.flow, block.at = "".join(signs), at


def _join(signs: list[str], at: list[int], following: str) -> None:
    if not signs:
        return
    if signs[-1] in _HYPHENS and len(signs) > 1:
        if _hyphen_of_line_end(signs, following):
            signs.pop()
            at.pop()
            return
        if not following.startswith(("och ", "eller ", "samt ")):
            return
    if signs[-1] != " ":
        signs.append(" ")
        at.append(at[-1])


def _hyphen_of_line_end(signs: list[str], following: str) -> bool:
    before = signs[-2]
    goes_on = following[:1].islower() and not following.startswith(("och ", "eller ", "samt "))
    shortened = before.isupper() and len(signs) > 2 and signs[-3].isupper()
    return before.isalpha() and goes_on and not shortened


def _copy(signs: list[str], at: list[int], text: str, line: Line) -> None:
    for place in range(line.start, line.end):
        sign = text[place]
        if sign == "­" and place + 1 < line.end:
            continue
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            sign = " " if sign != "\t" else "\t"
        signs.append(sign)
        at.append(place)
