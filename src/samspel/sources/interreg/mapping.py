"""The mapping from Interreg's words to ours: data that the user can print, edit and pass back.

Neighbours get `Mapping`, `load_mapping(path)` and `mapping_text()`, the shipped file as it is.
"""

import tomllib
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from samspel.terms import BadData, Place, Problem, Sector

__all__ = ["Kind", "Mapping", "fold", "load_mapping", "mapping_text", "shipped_mapping"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an organisation becomes: one of the four sectors, and its roles in order."""

    sector: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping. `kinds` is by (type, ownership) in the file's order; `names` and
    `aliases` are by folded name (see `fold`); `aliases` gives the name to use."""

    kinds: Table[tuple[str, str], Kind]
    names: Table[str, Kind]
    aliases: Table[str, str]
    parts: Table[str, str]
    countries: Table[str, str]
    act: Table[str, str] = field(default_factory=dict)


def fold(name: str) -> str:
    """A name without differences of case, spacing and composed letters.

    >>> fold("LULEÅ  Tekniska universitet ") == fold("Luleå tekniska Universitet")
    True
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def mapping_text() -> str:
    """The shipped mapping as TOML, comments and all."""
    return files(__package__).joinpath("mapping.toml").read_text(encoding="utf-8")


@cache
def shipped_mapping() -> Mapping:
    """The mapping that `read_interreg` uses when it is given none."""
    return _mapping(tomllib.loads(mapping_text()), "mapping.toml")


def load_mapping(path: Path) -> Mapping:
    """Read an edited mapping.

    Raises
    ------
    BadData
        When the file is no TOML or lacks a part; the problem names the file and the part.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadData((_bad(path.name, "file", str(fault)),)) from fault
    return _mapping(content, path.name)


def _mapping(content: Table[str, Any], file: str) -> Mapping:
    """The content as a mapping; BadData names the first part that is not as it should be."""
    try:
        return Mapping(
            kinds={(k["type"], o): _kind(k) for k in content["kind"] for o in k["ownership"]},
            names={fold(n): _kind(part) for part in content.get("name", ()) for n in part["names"]},
            aliases=dict(_aliases(content.get("alias", ()))),
            parts=_texts(content["part"]),
            countries=_texts(content["country"]),
            act=_texts(content["act"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadData((_bad(file, "content", str(fault)),)) from fault


def _kind(part: Table[str, Any]) -> Kind:
    roles = part["roles"]
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise TypeError(f"roles = {roles!r}")
    return Kind(Sector(part["sector"]).value, tuple(roles))


def _aliases(parts: Iterable[Table[str, Any]]) -> Iterable[tuple[str, str]]:
    for part in parts:
        for name in (part["name"], *part["also"]):
            yield fold(name), part["name"]


def _texts(part: Table[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in part.items()}


def _bad(file: str, part: str, fault: str) -> Problem:
    return Problem("bad_mapping", {"part": part, "fault": fault}, Place(file))
