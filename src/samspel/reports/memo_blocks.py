"""A text a person wrote, as blocks for a document: paragraphs and lists, never markup.

The one mark is `[run]`, also written `[mätning]`: there the document sets the run's footnote.
"""

import re
from typing import TypedDict

__all__ = ["Block", "Piece", "blocks", "pieces"]

_RUN_MARK = re.compile(r" ?\[(?:run|mätning)\]")
_BULLET = re.compile(r"^\s*[-•–*]\s+")
_NUMBER = re.compile(r"^\s*\d+[.)]\s+")


class Piece(TypedDict):
    """A stretch of text, and whether the run's footnote follows it."""

    text: str
    run: bool


class Block(TypedDict):
    """`kind` is `text`, `list` or `numbered`; `items` holds one run of pieces an item."""

    kind: str
    items: list[list[Piece]]


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; nothing for an empty text.

    >>> [block["kind"] for block in blocks("Först.\\n\\n- ett\\n- två")]
    ['text', 'list']
    """
    found: list[Block] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        _add(found, line)
    return [block for block in found if block["items"]]


def pieces(text: str) -> list[Piece]:
    """The text apart at its run marks; the last stretch has no footnote after it."""
    parts = _RUN_MARK.split(text)
    marked: list[Piece] = [{"text": part, "run": True} for part in parts[:-1]]
    return [*marked, {"text": parts[-1], "run": False}] if parts[-1] or not marked else marked


def _add(found: list[Block], line: str) -> None:
    kind, rest = _kind(line)
    if not rest:
        found.append({"kind": "end", "items": []})
    elif found and found[-1]["kind"] == kind and kind != "text":
        found[-1]["items"].append(pieces(rest))
    elif found and found[-1]["kind"] == "text" and kind == "text":
        found[-1]["items"][0] += [{"text": " ", "run": False}, *pieces(rest)]
    else:
        found.append({"kind": kind, "items": [pieces(rest)]})


def _kind(line: str) -> tuple[str, str]:
    for kind, pattern in (("list", _BULLET), ("numbered", _NUMBER)):
        if pattern.match(line):
            return kind, pattern.sub("", line).strip()
    return "text", line.strip()
