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
        kinds = [(part, _kind(part)) for part in content["kind"]]
        names = [(part, _kind(part)) for part in content.get("name", ())]
        return Mapping(
            kinds={
                (_text(part["type"]), owner): kind
                for part, kind in kinds
                for owner in _texts(part["ownership"])
            },
            names={fold(name): kind for part, kind in names for name in _texts(part["names"])},
            aliases=dict(_aliases(content.get("alias", ()))),
            parts=_table(content["part"]),
            countries=_table(content["country"]),
            act=_act(content["act"]),
        )
    except KeyError as fault:
        raise BadData((_bad(file, str(fault.args[0]), "missing"),)) from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadData((_bad(file, "content", str(fault)),)) from fault


def _kind(part: Table[str, Any]) -> Kind:
    return Kind(Sector(part["sector"]).value, tuple(_texts(part["roles"])))


def _aliases(parts: Iterable[Table[str, Any]]) -> Iterable[tuple[str, str]]:
    for part in parts:
        for name in (part["name"], *_texts(part["also"])):
            yield fold(name), _text(part["name"])


def _act(part: Table[str, Any]) -> dict[str, str]:
    return {"kind": part["kind"], "source": part["source"]} | _table(part)


def _table(part: Table[str, Any]) -> dict[str, str]:
    return {key: _text(value) for key, value in part.items()}


def _texts(values: object) -> list[str]:
    """The list of texts that it must be: one text alone would be read letter by letter."""
    if not isinstance(values, list):
        raise TypeError(f"{values!r} should be a list in brackets")
    return [_text(value) for value in values]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be a text in quotation marks")
    return value


def _bad(file: str, part: str, fault: str) -> Problem:
    return Problem("bad_mapping", {"part": part, "fault": fault}, Place(file))
