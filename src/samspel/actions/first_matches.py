"""Who the lines of a list may already be: in the register, or earlier in the list itself.

Neighbours get `Match`, `matches_of`, `register_actors`, and `names_alike` for one name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from samspel.actions.joined_tables import FACES
from samspel.records.register import api as register
from samspel.sources import Suggestion, names_like, possible_duplicates
from samspel.sources.mapped import fold
from samspel.terms import Viewer

__all__ = ["Match", "matches_of", "names_alike", "register_actors"]


@dataclass(frozen=True, slots=True)
class Match:
    """Who a line may be. `key` is an actor's id, or `row-` and the line it repeats. `reasons` are
    codes of `possible_duplicates`, or `same_number`, `same_name`, or `both_names` for an
    organisation that we ship under both; `sure`: taken unless a person
    says otherwise."""

    key: str
    name: str
    reasons: tuple[str, ...]
    sure: bool


class Listed(Protocol):
    """What a line must tell of itself to be looked for."""

    @property
    def at(self) -> int:
        """Its place."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def org_number(self) -> str:
        """Its number, or nothing."""

    @property
    def suggestion(self) -> Suggestion:
        """What is suggested of it: an organisation that we ship has other names too."""


def register_actors(*, by: Viewer) -> pl.DataFrame:
    """Every actor there is, so that none is entered twice: id, name and number."""
    return FACES["actors"].frames(by=by)["actors"].select("actor_id", "name", "org_number")


def names_alike(*, name: str, by: Viewer) -> Mapping[str, tuple[str, ...]]:
    """The actors whose names are almost that name, with the reasons, by id."""
    near = {
        row.actor_id: row.name
        for word in sorted(fold(name).split(), key=len, reverse=True)[:_WORDS]
        if len(word) > 2
        for row in register.suggest_actors(word[:_FIRST], by=by, most=_NEAR)
    }
    reasons = names_like(name, near.values())
    return {key: reasons[found] for key, found in near.items() if found in reasons}


_WORDS, _FIRST, _NEAR = 4, 5, 200  # words looked for, by how many letters, for how many each


def matches_of(*, lines: Sequence[Listed], there: pl.DataFrame) -> dict[int, tuple[Match, ...]]:
    """By line the actors it may be, those of the register first, then an earlier line."""
    found: dict[int, dict[str, Match]] = {}
    numbers, names, ids = _known(there)
    seen_names: dict[str, int] = {}
    seen_numbers: dict[str, int] = {}
    for line in lines:
        mine = found.setdefault(line.at, {})
        for key in numbers.get(line.org_number, ()) if line.org_number else ():
            mine[key] = Match(key, ids[key], ("same_number",), sure=True)
        for key in names.get(fold(_listed_name(line)), ()):
            mine.setdefault(key, Match(key, ids[key], (_by_name(line.name, ids[key]),), sure=True))
        before = seen_numbers.get(line.org_number, seen_names.get(fold(_listed_name(line))))
        if before is not None:
            repeated = next(one.name for one in lines if one.at == before)
            by_number = line.org_number in seen_numbers
            why = "same_number" if by_number else _by_name(line.name, repeated)
            mine[f"row-{before}"] = Match(f"row-{before}", repeated, (why,), sure=True)
        seen_names.setdefault(fold(_listed_name(line)), line.at)
        if line.org_number:
            seen_numbers.setdefault(line.org_number, line.at)
    _alike(lines, (names, ids), found)
    return {at: tuple(matches.values()) for at, matches in found.items() if matches}


_Known = tuple[Mapping[str, list[str]], Mapping[str, list[str]], Mapping[str, str]]


def _known(there: pl.DataFrame) -> _Known:
    numbers: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for key, name, number in there.iter_rows():
        names.setdefault(fold(name), []).append(key)
        if number:
            numbers.setdefault(number, []).append(key)
    return numbers, names, dict(there.select("actor_id", "name").iter_rows())


def _by_name(one: str, other: str) -> str:
    return "same_name" if fold(one) == fold(other) else "both_names"


def _listed_name(line: Listed) -> str:
    """The one name of an organisation that we ship under several."""
    return line.suggestion.word if line.suggestion.reason == "listed" else line.name


def _alike(
    lines: Sequence[Listed],
    known: tuple[Mapping[str, list[str]], Mapping[str, str]],
    found: dict[int, dict[str, Match]],
) -> None:
    """Names that may be one organisation, offered and not taken, unless all words agree."""
    names, ids = known
    by_name = {line.name: line for line in reversed(lines)}
    for pair in possible_duplicates((*by_name, *_near(by_name, ids.values()))):
        for mine, other in ((pair.first, pair.second), (pair.second, pair.first)):
            line, earlier = by_name.get(mine), by_name.get(other)
            if line is None:
                continue
            sure = pair.reasons[0] in {"same_words", "same_letters"}
            for key in names.get(fold(other), ()):
                match = Match(key, ids[key], pair.reasons, sure=sure)
                found[line.at].setdefault(key, match)
            if earlier is not None and 0 <= earlier.at < line.at:
                key = f"row-{earlier.at}"
                found[line.at].setdefault(key, Match(key, other, pair.reasons, sure=sure))


_MANY = 3_000  # names; in a larger register only those that share the beginning of a word


def _near(listed: Iterable[str], there: Collection[str]) -> Collection[str]:
    if len(there) <= _MANY:
        return there
    words = {word[:_FIRST] for name in listed for word in fold(name).split() if len(word) > 2}
    return [name for name in there if not words.isdisjoint(w[:_FIRST] for w in fold(name).split())]
