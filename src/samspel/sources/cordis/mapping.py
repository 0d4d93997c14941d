"""The mapping from CORDIS's words to ours: data that the user can print, edit and pass back.

Neighbours get `CordisMapping`, `load_cordis_mapping(path)`, `cordis_mapping_text()` and
`shipped_mapping()`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from samspel.sources.mapped import (
    Kind,
    checked,
    kind_of,
    read_toml,
    shipped_text,
    text,
    texts,
    texts_by_key,
)

__all__ = ["CordisMapping", "cordis_mapping_text", "load_cordis_mapping", "shipped_mapping"]

_FAULT = "cordis_bad_mapping"


@dataclass(frozen=True, slots=True)
class CordisMapping:
    """A whole mapping: `kinds` by activity type and `parts` by role, in the file's order;
    `organisations` by PIC; `countries` where CORDIS differs from ISO."""

    kinds: Mapping[str, Kind]
    parts: Mapping[str, str]
    countries: Mapping[str, str]
    organisations: Mapping[str, Kind] = field(default_factory=dict)
    act: Mapping[str, str] = field(default_factory=dict)

    def country(self, code: str) -> str:
        """The ISO code for a country as CORDIS or a person writes it: `el` is `GR`."""
        upper = code.strip().upper()
        return self.countries.get(upper, upper)


def cordis_mapping_text() -> str:
    """The shipped mapping as TOML, comments and all."""
    return shipped_text(__package__)


@cache
def shipped_mapping() -> CordisMapping:
    """The mapping that `read_cordis` uses when it is given none."""
    return checked(_mapping, tomllib.loads(cordis_mapping_text()), "mapping.toml", code=_FAULT)


def load_cordis_mapping(path: Path) -> CordisMapping:
    """Read an edited mapping.

    Raises
    ------
    BadData
        When the file is no TOML or lacks a part; the problem names the file and the part.
    """
    return checked(_mapping, read_toml(path, code=_FAULT), path.name, code=_FAULT)


def _mapping(content: Mapping[str, Any]) -> CordisMapping:
    act = texts_by_key(content["act"])
    return CordisMapping(
        kinds={text(part["type"]): kind_of(part) for part in content["kind"]},
        parts=texts_by_key(content["part"]),
        countries=texts_by_key(content["country"]),
        organisations={
            text(pic): kind_of(part)
            for part in content.get("organisation", ())
            for pic in texts(part["pics"])
        },
        act={"kind": act["kind"], "source": act["source"]},
    )
