"""Countries by their two letters and by their names, in Swedish and English.

Neighbours get `country_code(text)` and `country_name(code, language)`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["countries", "country_code", "country_name"]


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """By code the name in Swedish, in English, and what else people write."""
    text = files(__package__).joinpath("countries.toml").read_text(encoding="utf-8")
    return {code: tuple(names) for code, names in tomllib.loads(text)["countries"].items()}


def country_code(text: str) -> str:
    """The code of the country that somebody wrote the code or the name of; "" for none.

    >>> [country_code(text) for text in ("Sverige", "finland", "NO", "UK", "SV", "Sv erige", "QQ")]
    ['SE', 'FI', 'NO', 'GB', 'SV', '', '']
    """
    return _codes().get(" ".join(text.casefold().split()), "")


def country_name(code: str, language: str) -> str:
    """The country's name in that language; what is no code stays as it is.

    >>> country_name("SE", "sv"), country_name("SE", "en"), country_name("", "sv")
    ('Sverige', 'Sweden', '')
    """
    names = countries().get(code)
    return code if names is None else names[0 if language == "sv" else 1]


@cache
def _codes() -> Mapping[str, str]:
    named = {name.casefold(): code for code, names in countries().items() for name in names}
    return {**named, **{code.casefold(): code for code in countries()}}
