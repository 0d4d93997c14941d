"""The head of a memo: diary number, title, date; and what minutes say of themselves.

Neighbours get `read_dnr`, `read_title`, `read_date`, `read_paragraph`, `read_adjusted`,
`is_minutes` and `DNR`.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from samspel.sources.memos.document import Document, Line
from samspel.sources.memos.finds import Find, Finds
from samspel.sources.memos.moments import moments
from samspel.sources.memos.phrasebook import label_of, phrases
from samspel.sources.memos.tolerance import Phrases
from samspel.terms.memo_readings import Quote

__all__ = [
    "DNR",
    "is_minutes",
    "read_adjusted",
    "read_date",
    "read_dnr",
    "read_paragraph",
    "read_title",
]

# A diary number: RUN-00369-2023, RS 2024/00123, 24RS1234, 2024-00123. The letters may be missing.
DNR = re.compile(
    r"(?<![\w/-])(?:(?P<dnr>[A-ZÅÄÖ]{1,8}[ /:-]?\d{1,6}(?:[-/:]\d{1,6}){1,3}"
    r"|\d{4}[/-]\d{2,6}(?:-\d{1,3})?(?!-?\d)|\d{1,6}/\d{2,4}|\d{2}[A-ZÅÄÖ]{2,6}\d{1,6})"
    r"|(?P<faulty>[A-ZÅÄÖ]{2,8}[ /:-]?(?=[\dOoIl|]*\d)[\dOoIl|]{1,6}"
    r"(?:[-/:][\dOoIl|]{1,6}){1,3}))(?!\w)"
)
_STRICT = re.compile(r"(?<![\w/-])[A-ZÅÄÖ]{2,8}-\d{3,6}-\d{4}(?![\w-])")
_PARAGRAPH = re.compile(r"(?<!\w)§\s?(?P<number>\d{1,4})(?!\d)")
_CONTACT = re.compile(r"@|www\.|\d{2,4}[- ]\d{2,3} ?\d{2} ?\d{2}|^\d{3} ?\d{2} [A-ZÅÄÖ]")
_LETTERS = re.compile(r"[^\W\d_]")
_PART = re.compile(r"[^\t\s](?:[^\t\s]|\s{1,2}(?=[^\t\s]))*")
_CELLS = re.compile(r"\t|\s{3,}")  # columns of a letterhead
_LONGEST_TITLE, _MOST_NAME_WORDS = 400, 3


def read_dnr(document: Document) -> Finds[str]:
    """The memo's own diary number: labelled in the head, else of the plain series there."""
    labelled = list(_labelled(document, document.head)) or list(_labelled(document, document.lines))
    found = labelled or list(_unlabelled(document))
    values = {find.value for find in found}
    if len(values) == 1 and "" not in values:
        return Finds((found[0],))
    return Finds((), sure=not values, quotes=tuple(q for f in found for q in f.quotes))


def _labelled(document: Document, lines: tuple[Line, ...]) -> Iterator[Find[str]]:
    # The number stands after its label, or alone on the next line.
    for here, after in zip_longest(lines, lines[1:]):
        said = document.said(here)
        for at in _places_of(said, "dnr", anywhere=lines is document.head):
            found = DNR.match(said, at)
            line = here
            if found is None and at >= len(said.rstrip()) and after is not None:
                line, found = after, DNR.match(document.said(after))
            if found:
                yield _number(document, line, found)


def _number(document: Document, line: Line, found: re.Match[str]) -> Find[str]:
    quote = document.quote(line.start + found.start(), line.start + found.end())
    return Find(found["dnr"] or "", (quote,))


def _unlabelled(document: Document) -> Iterator[Find[str]]:
    for line in document.head:
        said = document.said(line)
        alone = DNR.fullmatch(said)
        whole = [alone] if alone and alone["dnr"] and said[:1].isalpha() else []
        for found in whole or _STRICT.finditer(said):
            quote = document.quote(line.start + found.start(), line.start + found.end())
            yield Find(quote.words, (quote,))


def is_minutes(document: Document) -> bool:
    """Whether the document calls itself minutes, or a line near its top opens with a paragraph."""
    lines = document.lines[:15]
    said = [document.said(line) for line in lines]
    named = any(phrases("words", "minutes").whole(line.rstrip(":").strip()) for line in said)
    return named or any(_PARAGRAPH.match(line) for line in said)


def read_paragraph(document: Document) -> Finds[str]:
    """The number of the paragraph of minutes; unsure when the head has several."""
    found = [
        Find(hit["number"], (document.quote(line.start + hit.start(), line.start + hit.end()),))
        for line in document.lines[:40]
        for hit in [_PARAGRAPH.match(document.said(line))]
        if hit
    ]
    return _one(found)


def _one(found: list[Find[str]]) -> Finds[str]:
    if len({find.value for find in found}) == 1:
        return Finds((found[0],))
    return Finds((), sure=not found, quotes=tuple(q for f in found for q in f.quotes))


def read_date(document: Document) -> Finds[date]:
    """The document's date: labelled, else a day alone on a line of the head."""
    found, doubts = _labelled_days(document, "date", document.lines[:40])
    if not found and not doubts:
        found, doubts = _lone_days(document)
    return _one_day(found, doubts)


def read_adjusted(document: Document) -> Finds[date]:
    """The day the minutes were adjusted."""
    return _one_day(*_labelled_days(document, "adjusted", document.lines))


def _one_day(found: list[Find[date]], doubts: list[Quote]) -> Finds[date]:
    if len({find.value for find in found}) == 1 and not doubts:
        return Finds((found[0],))
    quotes = (*(q for f in found for q in f.quotes), *doubts)
    return Finds((), sure=not quotes, quotes=quotes)


def _labelled_days(
    document: Document, label: str, lines: tuple[Line, ...]
) -> tuple[list[Find[date]], list[Quote]]:
    found: list[Find[date]] = []
    doubts: list[Quote] = []
    for here, after in zip_longest(lines, lines[1:]):
        said = document.said(here)
        for at in _places_of(said, label, anywhere=label == "date"):
            line = here if at < len(said) else after
            start = at if line is here else 0
            if line is not None:
                _take_day(document, line, start, (found, doubts))
    return found, doubts


def _places_of(said: str, label: str, *, anywhere: bool) -> list[int]:
    """Where the value after each such label begins: the line's first, or any in a letterhead."""
    hits = phrases("labels", label).all(said) if anywhere else []
    first = phrases("labels", label).opening(said)
    ends = [hit.end() for hit in hits] or ([first.end()] if first else [])
    return [end + len(said[end:]) - len(said[end:].lstrip(" \t:.")) for end in ends]


def _take_day(
    document: Document, line: Line, start: int, into: tuple[list[Find[date]], list[Quote]]
) -> None:
    said = document.said(line)
    for moment in moments(said, start, min(len(said), start + 60))[:1]:
        if moment.start - start > 4:  # more than "den" between: another day than the label's
            continue
        quote = document.quote(line.start + moment.start, line.start + moment.end)
        if moment.is_day and moment.first and not moment.doubtful:
            into[0].append(Find(moment.first, (quote,)))
        elif moment.doubtful:
            into[1].append(quote)


def _lone_days(document: Document) -> tuple[list[Find[date]], list[Quote]]:
    found: list[Find[date]] = []
    doubts: list[Quote] = []
    for line in document.head:
        said = document.said(line)
        parts = [(part.start(), part.end()) for part in _PART.finditer(said)]
        for start, end in parts:
            whole = [m for m in moments(said, start, end) if _alone(said, m, (start, end))]
            if whole:
                _take_day(document, line, whole[0].start, (found, doubts))
    return found, doubts


def _alone(said: str, moment: object, part: tuple[int, int]) -> bool:
    start, end = moment.start, moment.end  # type: ignore[attr-defined]
    rest = said[part[0] : start] + said[end : part[1]]
    bare = rest.strip(" .,").removeprefix("den").strip()
    return not bare or (_organisation(bare) and len(bare.split()) <= _MOST_NAME_WORDS)


def read_title(document: Document) -> Finds[str]:
    """What the matter is called: labelled, else the lines of the head that are nothing else.

    With several such groups of lines the last before the first heading is the likeliest, and
    the title is unsure.
    """
    for line in document.head:
        said = document.said(line)
        at = label_of(said, "title")
        if at is not None and at < len(said):
            quote = document.quote(line.start + at, line.end)
            return Finds((Find(_joined([quote.words]), (quote,)),))
    groups = _groups(document)
    if not groups:
        return Finds()
    chosen = groups[0] if len(groups) == 1 else groups[-1]
    quotes = document.quote_lines(chosen)
    words = _joined([document.said(line) for line in chosen])
    sure = len(groups) == 1 and len(words) <= _LONGEST_TITLE
    if len(words) > _LONGEST_TITLE:
        return Finds((), sure=False, quotes=quotes[:1])
    return Finds((Find(words, quotes),), sure=sure)


def _groups(document: Document) -> list[list[Line]]:
    """Lines of the head that may be a title, those that belong together as one."""
    groups: list[list[Line]] = []
    apart = True
    after_paragraph = False
    for whole in document.head[:40]:
        opening = _PARAGRAPH.match(document.said(whole))
        line = _past(document, whole, opening.end()) if opening else whole
        said = document.said(line)
        if opening:
            groups, apart, after_paragraph = [], True, True
        if not said or not _may_be_title(said):
            apart = True
            continue
        if apart or not _belongs(document, groups[-1][-1], line):
            groups.append([])
        groups[-1].append(line)
        apart = False
    return groups[:1] if after_paragraph else groups


def _past(document: Document, line: Line, place: int) -> Line:
    rest = document.said(line)[place:].lstrip(" .:-–\t")
    return Line(line.end - len(rest), line.end, line.gap)


def _belongs(document: Document, before: Line, line: Line) -> bool:
    if line.gap <= document.base_gap:
        return True
    said = document.said(before)
    return said.endswith(("-", ",", " och", " i", " för", " med", " av", " inom", " till"))


def _may_be_title(said: str) -> bool:
    bare = said.strip().rstrip(":")
    if len(_LETTERS.findall(bare)) < 3 or _CONTACT.search(bare):
        return False
    if any(_is_kind(bare, phrases("words", kind)) for kind in ("document", "minutes")):
        return False
    if _CELLS.search(said.strip()) or _organisation(bare):
        return False
    if any(label_of(said, name) is not None for name in ("dnr", "date", "adjusted")):
        return False
    if _other_label(said) or _holds_a_label(said):
        return False
    found = moments(said)
    return not (found and _alone(said, found[0], (0, len(said)))) and not DNR.fullmatch(bare)


def _is_kind(bare: str, kinds: Phrases) -> bool:
    """Whether the line says what kind of document it is, and perhaps to whom it goes."""
    found = kinds.opening(bare)
    rest = bare[found.end() :].strip() if found else "-"
    return not rest or (rest.startswith("till ") and _organisation(rest[5:]))


def _holds_a_label(said: str) -> bool:
    """Whether a diary number or a day stands after its label within the line."""
    numbered = any(DNR.match(said, at) for at in _places_of(said, "dnr", anywhere=True))
    return numbered or any(
        moment.start - at <= 4
        for at in _places_of(said, "date", anywhere=True)
        for moment in moments(said, at)[:1]
    )


def _organisation(bare: str) -> bool:
    """A name of at most four words, one of them an organisation's, none that joins two."""
    bare = bare.removeprefix("Till ")
    if len(bare.split()) > 4 or phrases("words", "joining").within(bare):
        return False
    return phrases("words", "organisation").within(bare)


def _other_label(said: str) -> bool:
    found = phrases("labels", "other").opening(said)
    return found is not None and said[found.end() :].lstrip()[:1] in (":", "")


def _joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        bare = " ".join(line.split())
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and bare[:1].islower():
            text = text[:-1] + bare
        else:
            text = f"{text} {bare}".strip()
    return text
