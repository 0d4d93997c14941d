"""Names as people write them, read as actors of the register; and what they may mean.

Neighbours get `suggest` for a field that helps with names, and `read_names` for a text of them:
each name is one actor, or it is told with the nearest there are. Nothing is guessed: a name that
fits one actor only in part is offered, not taken. Who may enter interplay meets organisations
outside its own ecosystem too (R121), so names are of the whole register.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from samspel.records.accounts.api import check_may
from samspel.records.register.api import (
    ActorQuery,
    ActorRow,
    actor_names,
    actors_named,
    list_actors,
    suggest_actors,
)
from samspel.terms import PageRequest, Viewer

__all__ = ["NameRead", "read_names", "suggest"]

_KEY = re.compile(r"(?P<name>.*)<(?P<key>[^<>]+)>")
_MANY = PageRequest(size=200)  # looked through for the nearest
_OFFERED = 5
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name as it was written. `actor_id` is the one actor it names, or empty; then `near` are
    the nearest, the likeliest first."""

    written: str
    actor_id: str = ""
    name: str = ""
    near: tuple[ActorRow, ...] = ()


def suggest(*, text: str, by: Viewer, most: int = 8) -> tuple[ActorRow, ...]:
    """The actors that a beginning of a name may mean, the likeliest first."""
    check_may(by, "enter_acts")
    return suggest_actors(text, by=_wide(by), most=most)


def _wide(by: Viewer) -> Viewer:
    return replace(by, ecosystems=frozenset())


def read_names(*, names: Iterable[str], by: Viewer) -> Mapping[str, NameRead]:
    """Each name that was written, read once. A name may carry its actor's key: `RISE <rise>`."""
    check_may(by, "enter_acts")
    wide = _wide(by)
    written = dict.fromkeys(" ".join(name.split()) for name in names)
    written.pop("", None)
    keys = {name: found["key"].strip() for name in written if (found := _KEY.fullmatch(name))}
    plain = {name: _plain(name) for name in written}
    meant = actors_named((*keys.values(), *plain.values()), by=wide)
    ids = {name: meant.get(keys.get(name, "")) or meant[plain[name]] for name in written}
    there = actor_names(tuple({one for each in ids.values() for one in each}), by=wide)
    return {name: _read(name, ids[name], there, wide) for name in written}


def _plain(name: str) -> str:
    return name.split("<", maxsplit=1)[0].strip() or name.strip("<> ")


def _read(name: str, ids: tuple[str, ...], names: Mapping[str, str], by: Viewer) -> NameRead:
    if len(ids) == 1:
        return NameRead(name, ids[0], names.get(ids[0], ids[0]))
    if ids:
        near = [row for one in ids for row in _row_of(one, names[one], by)]
        return NameRead(name, near=tuple(near[:_OFFERED]))
    return NameRead(name, near=tuple(_nearest(_plain(name), by)[:_OFFERED]))


def _row_of(actor_id: str, name: str, by: Viewer) -> list[ActorRow]:
    found = list_actors(ActorQuery(text=name), page=_MANY, by=by).rows
    return [row for row in found if row.actor_id == actor_id]


def _rough(name: str, by: Viewer) -> tuple[ActorRow, ...]:
    """The actors that share a word with the name, or the beginning of one, when nothing fits."""
    words = sorted(re.findall(r"\w{3,}", name), key=len, reverse=True)[:4]
    for length in (100, 5, 3):
        found: dict[str, ActorRow] = {}
        for start in dict.fromkeys(word[:length] for word in words):
            rows = list_actors(ActorQuery(text=start), page=_MANY, by=by).rows
            found |= {row.actor_id: row for row in rows}
        if found:
            return tuple(found.values())
    return ()


def _nearest(name: str, by: Viewer) -> list[ActorRow]:
    fitting = suggest_actors(name, by=by, most=_OFFERED)
    asked = name.casefold()

    def like(row: ActorRow) -> float:
        return SequenceMatcher(None, asked, row.name.casefold()).ratio()

    if fitting:
        return sorted(fitting, key=lambda row: -like(row))
    rough = sorted(_rough(name, by), key=lambda row: (-like(row), row.name))
    return [row for row in rough if like(row) >= _LIKE]
