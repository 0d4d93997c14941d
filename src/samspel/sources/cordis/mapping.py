"""The mapping from CORDIS's words to ours: data that the user can print, edit and pass back.

Neighbours get `CordisMapping`, `load_cordis_mapping(path)`, `cordis_mapping_text()` and
`shipped_mapping()`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from samspel.sources.interreg import Kind
from samspel.tables.persons import clean_text
from samspel.terms import BadData, Place, Problem, Sector

__all__ = ["CordisMapping", "cordis_mapping_text", "load_cordis_mapping", "shipped_mapping"]


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
    return files(__package__).joinpath("mapping.toml").read_text(encoding="utf-8")


@cache
def shipped_mapping() -> CordisMapping:
    """The mapping that `read_cordis` uses when it is given none."""
    return _mapping(tomllib.loads(cordis_mapping_text()), "mapping.toml")


def load_cordis_mapping(path: Path) -> CordisMapping:
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


def _mapping(content: Mapping[str, Any], file: str) -> CordisMapping:
    """The content as a mapping; BadData names the first part that is not as it should be."""
    try:
        act = _texts_by_key(content["act"])
        return CordisMapping(
            kinds={_text(part["type"]): _kind(part) for part in content["kind"]},
            parts=_texts_by_key(content["part"]),
            countries=_texts_by_key(content["country"]),
            organisations={
                _text(pic): _kind(part)
                for part in content.get("organisation", ())
                for pic in _texts(part["pics"])
            },
            act={"kind": act["kind"], "source": act["source"]},
        )
    except KeyError as fault:
        raise BadData((_bad(file, str(fault.args[0]), "missing"),)) from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadData((_bad(file, "content", str(fault)),)) from fault


def _kind(part: Mapping[str, Any]) -> Kind:
    return Kind(Sector(part["sector"]).value, tuple(_texts(part["roles"])))


def _texts_by_key(part: Mapping[str, Any]) -> dict[str, str]:
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
    values = {"part": part, "fault": clean_text(fault)}
    return Problem("cordis_bad_mapping", values, Place(clean_text(file)))
