"""What every mapping from other people's words to ours shares: kinds, folded names, its file.

Neighbours get `Kind` and `fold`, and for reading a mapping out of TOML `shipped_text`,
`read_toml`, `checked` and the shapes `kind_of`, `text`, `texts`, `texts_by_key`.
"""

import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from samspel.tables.persons import clean_text
from samspel.terms import BadData, Place, Problem, Sector

__all__ = [
    "Kind",
    "checked",
    "fold",
    "kind_of",
    "read_toml",
    "shipped_text",
    "text",
    "texts",
    "texts_by_key",
]

Whole = TypeVar("Whole")


@dataclass(frozen=True, slots=True)
class Kind:
    """What an organisation becomes: one of the four sectors, and its roles in order."""

    sector: str
    roles: tuple[str, ...]


def fold(name: str) -> str:
    """A name without differences of case, spacing and composed letters.

    >>> fold("LULEÅ  Tekniska universitet ") == fold("Luleå tekniska Universitet")
    True
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def shipped_text(package: str) -> str:
    """The mapping that lies in that package as TOML, comments and all."""
    return files(package).joinpath("mapping.toml").read_text(encoding="utf-8")


def read_toml(path: Path, *, code: str) -> dict[str, Any]:
    """What a person's own file says; BadData with the problem `code` when it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadData((_bad(path.name, "file", str(fault), code),)) from fault


def checked(
    make: Callable[[Mapping[str, Any]], Whole], content: Mapping[str, Any], file: str, *, code: str
) -> Whole:
    """The mapping that `make` builds of the content.

    Raises
    ------
    BadData
        With the problem `code`, naming the file and the first part that is missing or is not of
        its shape.
    """
    try:
        return make(content)
    except KeyError as fault:
        raise BadData((_bad(file, str(fault.args[0]), "missing", code),)) from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadData((_bad(file, "content", str(fault), code),)) from fault


def kind_of(part: Mapping[str, Any]) -> Kind:
    """The sector and roles that a part of the file gives."""
    return Kind(Sector(part["sector"]).value, tuple(texts(part["roles"])))


def texts_by_key(part: Mapping[str, Any]) -> dict[str, str]:
    """A table of texts."""
    return {key: text(value) for key, value in part.items()}


def texts(values: object) -> list[str]:
    """The list of texts that it must be: one text alone would be read letter by letter."""
    if not isinstance(values, list):
        raise TypeError(f"{values!r} should be a list in brackets")
    return [text(value) for value in values]


def text(value: object) -> str:
    """The text that it must be."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be a text in quotation marks")
    return value


def _bad(file: str, part: str, fault: str, code: str) -> Problem:
    # A file's name and what stands in it are a stranger's words: no personal number goes on.
    return Problem(code, {"part": part, "fault": clean_text(fault)}, Place(clean_text(file)))
