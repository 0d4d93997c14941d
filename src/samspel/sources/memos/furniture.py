"""Lines that belong to the page and not to the memo: page numbers, repeated headers and footers.

Neighbours get `furniture(text)`: where each such line begins. The first header of a document is
kept, since its diary number often stands nowhere else.
"""

import re
from collections import Counter

from samspel.sources.memos.phrasebook import heading_of

__all__ = ["furniture"]

_PAGE_NUMBER = re.compile(
    r"(?:(?:sida|sid\.?|page|s\.)\s*\d{1,3}(?:\s*(?:\(\s*\d{1,3}\s*\)|(?:av|of|/)\s*\d{1,3}))?"
    r"|\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|(?:av|of|/)\s*\d{1,3})|[-–]\s*\d{1,3}\s*[-–])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NEAR = 6  # a header has at most so many lines between the page break and itself
_HEAD = 12  # lines of the first page's own header
_SPACES = " \t\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029\u00a0"


def furniture(text: str) -> frozenset[int]:
    """The starts of all lines that are a page's and not the memo's."""
    lines = _said(text)
    said = [line for _, line, _ in lines]
    keys = [_DIGITS.sub("#", line.casefold()) for line in said]
    numbers = {i for i, line in enumerate(said) if _PAGE_NUMBER.fullmatch(line)}
    breaks = numbers | {i for i, (_, _, page) in enumerate(lines) if page}
    dropped = numbers | _lone_numbers(said, lines) | _near_breaks(keys, breaks)
    dropped |= _interrupting(said, keys)
    return frozenset(lines[i][0] for i in dropped)


def _said(text: str) -> list[tuple[int, str, bool]]:
    """Start, words, and whether a page begins there, of every line that says something."""
    found, place, page = [], 0, False
    for raw in text.splitlines(keepends=True):
        start, place = place, place + len(raw)
        page = page or "\f" in raw
        bare = raw.strip(_SPACES)
        if bare:
            found.append((start, bare, page))
            page = False
    return found


def _lone_numbers(said: list[str], lines: list[tuple[int, str, bool]]) -> set[int]:
    """A number alone, first or last on a page."""
    return {
        i
        for i, line in enumerate(said)
        if len(line) <= 3
        and line.isdigit()
        and (lines[i][2] or (i + 1 < len(lines) and lines[i + 1][2]))
    }


def _near_breaks(keys: list[str], breaks: set[int]) -> set[int]:
    """Lines that come again beside page breaks, as headers and footers do."""
    if not breaks:
        return set()
    near = {j for i in breaks for j in range(max(0, i - _NEAR), min(len(keys), i + _NEAR + 1))}
    times = _once_a_page(keys, near, breaks)
    seen: set[str] = set()
    dropped = set()
    for i, key in enumerate(keys):
        if times[key] < 2 or (i not in near and i >= _HEAD) or _lists(key):
            continue
        if key in seen or i >= _HEAD:
            dropped.add(i)
        seen.add(key)
    return dropped


def _once_a_page(keys: list[str], near: set[int], breaks: set[int]) -> Counter[str]:
    """On how many pages each line stands near the break, if it never stands twice on one."""
    on_pages: Counter[str] = Counter()
    here: set[str] = set()
    twice: set[str] = set()
    for i in sorted(near | breaks):
        if i in breaks:
            here = set()
        key = keys[i]
        if i not in near or sum(sign.isalpha() for sign in key) < 3:
            continue
        if key in here:
            twice.add(key)
        here.add(key)
        on_pages[key] += 1
    for key in twice:
        del on_pages[key]
    return on_pages


def _lists(key: str) -> bool:
    # Items and headings come again for reasons of their own.
    return bool(heading_of(key.capitalize())) or key[:1] in "•-–\uf0b7" or key.endswith(".")


def _interrupting(said: list[str], keys: list[str]) -> set[int]:
    """The letterhead again in the middle of a sentence, where no page break is marked."""
    head = {key for key in keys[:_HEAD] if len(key) >= 3}
    dropped: set[int] = set()
    place = _HEAD
    while place < len(keys):
        stop = place
        while stop < len(keys) and keys[stop] in head and not _lists(keys[stop]):
            stop += 1
        if stop > place and (stop - place > 1 or _breaks_in(said, place, stop)):
            dropped.update(range(place, stop))
        place = max(stop, place + 1)
    return dropped


def _breaks_in(said: list[str], start: int, stop: int) -> bool:
    if stop >= len(said):
        return False
    return said[start - 1][-1] not in ".:;!?" and said[stop][:1].islower()
