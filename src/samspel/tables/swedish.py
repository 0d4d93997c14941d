"""Our tables by their Swedish names: sheets, headings and words, read and written.

Neighbours get `table_of`, `column_of` and `key_of` for what somebody wrote, in either language,
and `table_in`, `heading_in` and `word_in` for what is written out in one.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["column_of", "heading_in", "keys_of", "table_in", "table_of", "word_in"]


def table_in(table: str, language: str) -> str:
    """What the table is called in that language; its key in any but Swedish.

    >>> table_in("actors", "sv"), table_in("actors", "en")
    ('Aktörer', 'actors')
    """
    return str(_words()["table"][table]) if language == "sv" else table


def heading_in(table: str, column: str, language: str) -> str:
    """What a column of the table is called in that language.

    >>> heading_in("actors", "org_number", "sv"), heading_in("identifiers", "value", "sv")
    ('Organisationsnummer', 'Nummer')
    """
    return _headings(table).get(column, column) if language == "sv" else column


def word_in(table: str, column: str, key: str, language: str) -> str:
    """A word of a closed list, or one that we ship, in that language; roles keep their `|`.

    >>> word_in("actors", "roles", "research|education", "sv")
    'forskning|utbildning'
    """
    if language != "sv":
        return key
    words = _values(table, column)
    return "|".join(words.get(part, part) for part in key.split("|"))


def table_of(written: str) -> str:
    """The key of the table that a sheet or a file is called by, in either language; else as it is
    written, as a key would be.

    >>> table_of("Andra namn"), table_of("Actor spells"), table_of("Blad1")
    ('aliases', 'actor_spells', 'blad1')
    """
    key = _as_key(written)
    return _tables().get(key, key)


def column_of(table: str, heading: str) -> str:
    """The key of the column of the table that a heading names, in either language; else as it is
    written, as a key would be.

    >>> column_of("actors", "Org.nummer"), column_of("actors", "Aktörens nyckel")
    ('org.nummer', 'actor_id')
    """
    key = _as_key(heading)
    return _columns(table).get(key, key)


def keys_of(table: str, column: str) -> Mapping[str, str]:
    """The keys by their Swedish words, in small letters."""
    return {word.casefold(): key for key, word in _values(table, column).items()}


def _as_key(written: str) -> str:
    return re.sub(r"[\s-]+", "_", written.strip().casefold())


@cache
def _words() -> dict[str, Any]:
    text = files(__package__).joinpath("swedish.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _tables() -> Mapping[str, str]:
    return {_as_key(word): key for key, word in _words()["table"].items()}


@cache
def _headings(table: str) -> Mapping[str, str]:
    shared = {key: word for key, word in _words()["column"].items() if isinstance(word, str)}
    return {**shared, **_words()["column"].get(table, {})}


@cache
def _columns(table: str) -> Mapping[str, str]:
    return {_as_key(word): key for key, word in _headings(table).items()}


@cache
def _values(table: str, column: str) -> Mapping[str, str]:
    found = _words()["value"].get(column, {})
    if any(isinstance(word, dict) for word in found.values()):
        found = found.get(table, {})
    return dict(found)
