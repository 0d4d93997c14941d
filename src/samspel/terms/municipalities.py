"""Sweden's counties and municipalities, by code and by name, from the shipped list.

Neighbours get `counties()`, `municipalities()` and `municipalities_of(county)`, names by code;
`municipality_code(text)` and `municipality_name(code)`. A village is no municipality.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = [
    "counties",
    "municipalities",
    "municipalities_of",
    "municipalities_text",
    "municipality_code",
    "municipality_name",
]

_ENDS = ("s kommun", " kommun", " stad")


def municipalities_text() -> str:
    """The shipped list as TOML, with its source and its day."""
    return files(__package__).joinpath("municipalities.toml").read_text(encoding="utf-8")


@cache
def counties() -> Mapping[str, str]:
    """The names of the 21 counties by code."""
    return {part["code"]: part["name"] for part in _list()}


@cache
def municipalities() -> Mapping[str, str]:
    """The names of the 290 municipalities by code, in the order of the codes."""
    return {code: name for part in _list() for code, name in part["municipalities"].items()}


def municipalities_of(county: str) -> Mapping[str, str]:
    """Those of a county by its code: a municipality's begins with it.

    >>> len(municipalities_of("25")), municipalities_of("09")
    (14, {'0980': 'Gotland'})
    """
    return {code: name for code, name in municipalities().items() if code[:2] == county}


def municipality_name(code: str) -> str:
    """The name of a municipality; what is no code stays as it is.

    >>> municipality_name("2584"), municipality_name("Harads")
    ('Kiruna', 'Harads')
    """
    return municipalities().get(code, code)


def municipality_code(text: str) -> str:
    """The code of the municipality that somebody wrote the name or the code of; "" for none.

    >>> [municipality_code(text) for text in ("Kiruna", "BODENS KOMMUN", "Haparanda stad", "2584")]
    ['2584', '2582', '2583', '2584']
    >>> municipality_code("Harads"), municipality_code("Region Norrbotten")
    ('', '')
    """
    plain = " ".join(text.casefold().split())
    codes = _codes()
    if found := codes.get(plain):
        return found
    ends = (plain.removesuffix(end) for end in _ENDS if plain.endswith(end))
    return next((codes[name] for name in ends if name in codes), "")


@cache
def _codes() -> Mapping[str, str]:
    named = municipalities().items()
    return {**{code: code for code, _ in named}, **{name.casefold(): code for code, name in named}}


@cache
def _list() -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = tomllib.loads(municipalities_text())["county"]
    return content
