"""The mapping from Interreg's words to ours: data that the user can print, edit and pass back.

Neighbours get `Mapping`, `load_mapping(path)`, `mapping_text()`, the shipped file as it is, and
`shipped_mapping()`.
"""

import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from samspel.sources.mapped import (
    Kind,
    checked,
    fold,
    kind_of,
    read_toml,
    shipped_text,
    text,
    texts,
    texts_by_key,
)

__all__ = ["Mapping", "load_mapping", "mapping_text", "shipped_mapping"]

_FAULT = "bad_mapping"


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


def mapping_text() -> str:
    """The shipped mapping as TOML, comments and all."""
    return shipped_text(__package__)


@cache
def shipped_mapping() -> Mapping:
    """The mapping that `read_interreg` uses when it is given none."""
    return checked(_mapping, tomllib.loads(mapping_text()), "mapping.toml", code=_FAULT)


def load_mapping(path: Path) -> Mapping:
    """Read an edited mapping.

    Raises
    ------
    BadData
        When the file is no TOML or lacks a part; the problem names the file and the part.
    """
    return checked(_mapping, read_toml(path, code=_FAULT), path.name, code=_FAULT)


def _mapping(content: Table[str, Any]) -> Mapping:
    kinds = [(part, kind_of(part)) for part in content["kind"]]
    names = [(part, kind_of(part)) for part in content.get("name", ())]
    return Mapping(
        kinds={
            (text(part["type"]), owner): kind
            for part, kind in kinds
            for owner in texts(part["ownership"])
        },
        names={fold(name): kind for part, kind in names for name in texts(part["names"])},
        aliases=dict(_aliases(content.get("alias", ()))),
        parts=texts_by_key(content["part"]),
        countries=texts_by_key(content["country"]),
        act=_act(content["act"]),
    )


def _aliases(parts: Iterable[Table[str, Any]]) -> Iterable[tuple[str, str]]:
    for part in parts:
        for name in (part["name"], *texts(part["also"])):
            yield fold(name), text(part["name"])


def _act(part: Table[str, Any]) -> dict[str, str]:
    return {"kind": part["kind"], "source": part["source"]} | texts_by_key(part)
