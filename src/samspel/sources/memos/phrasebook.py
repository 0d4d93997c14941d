"""The phrases of `phrases.toml`, compiled once.

Neighbours get `phrases(section, name)`, `heading_of(line)` and `SEASONS`.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from samspel.sources.memos.tolerance import Phrases, close

__all__ = ["Heading", "heading_of", "label_of", "phrases", "seasons"]

_LONGEST_HEADING = 70
_OWNER = re.compile(r"(?:\w{2,40}\s){0,2}\w{3,40}s\s(?=\w)")
_OWNED = ("points", "decision", "opinion")
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.)\s+")


class Heading(NamedTuple):
    """A heading's kind, and where on its line what follows the colon begins."""

    kind: str
    rest: int


@cache
def _content() -> dict[str, Any]:
    text = files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def phrases(section: str, name: str) -> Phrases:
    """The phrases of one list, ready to be looked for."""
    return Phrases(_content()[section][name])


@cache
def seasons() -> dict[str, tuple[int, int]]:
    """Season by name, with its first and last month."""
    return {name: (first, last) for name, (first, last) in _content()["time"]["seasons"].items()}


@cache
def _kinds() -> tuple[tuple[str, Phrases], ...]:
    return tuple((kind, phrases("headings", kind)) for kind in _content()["headings"])


def heading_of(line: str) -> Heading | None:
    """What kind of heading the line is, if any: a known one, alone or before a colon.

    >>> heading_of("Forslag till beslut").kind, heading_of("Vi har ett förslag till beslut")
    ('points', None)
    """
    text = line.strip()
    start = line.find(text)
    numbered = _NUMBERING.match(text)
    if numbered:
        text, start = text[numbered.end() :], start + numbered.end()
    if not text or not (text[0].isupper() or text[0] in "&4"):
        return None
    before, colon, after = text.partition(":")
    if len(before) > _LONGEST_HEADING or (colon and not after.strip() and len(before) < 2):
        return None
    name = before.strip().rstrip(".")
    kind = _kind(name) or _owned(name)
    if kind is None:
        return None
    return Heading(kind, start + len(before) + 1 if after.strip() else len(line))


def _owned(text: str) -> str | None:
    """A proposal or decision of somebody: "Kontorets förslag till beslut"."""
    owner = _OWNER.match(text)
    kind = _kind(text[owner.end() :].capitalize()) if owner else None
    return kind if kind in _OWNED else None


@lru_cache(maxsize=4096)
def _kind(text: str) -> str | None:
    for kind, known in _kinds():
        if known.whole(text):
            return kind
    for kind, known in _kinds():
        if any(close(text, phrase) for phrase in known.phrases):
            return kind
    return None


def label_of(line: str, name: str) -> int | None:
    """Where the value begins on a line that opens with one of those labels; None if it does not."""
    found = phrases("labels", name).opening(line)
    if found is None:
        return None
    rest = line[found.end() :]
    return found.end() + len(rest) - len(rest.lstrip(" \t:."))
