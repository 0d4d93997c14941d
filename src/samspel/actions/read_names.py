"""Names as people write them, read as actors of the register; and what they may mean.

Neighbours get `suggest` for a field that helps with names, and `read_names` for a text of them:
each name is one actor, or it is told with the nearest there are. Nothing is guessed: a name that
fits one actor only in part is offered, not taken.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from samspel.records.accounts.api import check_may
from samspel.records.register.api import ActorQuery, ActorRow, actor_names, list_actors
from samspel.terms import PageRequest, Viewer

__all__ = ["NameRead", "read_names", "suggest"]

_KEY = re.compile(r"(?P<name>.*)<(?P<key>[^<>]+)>")
_MANY = PageRequest(size=200)
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
    """The actors that a beginning of a name may mean: those that begin with it first."""
    check_may(by, "enter_acts")
    asked = " ".join(text.split())
    if not asked:
        return ()
    found = list_actors(ActorQuery(text=asked), page=_MANY, by=by).rows
    return tuple(sorted(found, key=lambda row: (_rank(asked, row), row.name))[:most])


def _rank(asked: str, row: ActorRow) -> int:
    name, said = row.name.casefold(), asked.casefold()
    if name.startswith(said):
        return 0
    return 1 if re.search(rf"\b{re.escape(said)}", name) else 2


def read_names(*, names: Iterable[str], by: Viewer) -> Mapping[str, NameRead]:
    """Each name that was written, read once. A name may carry its actor's key: `RISE <rise>`."""
    check_may(by, "enter_acts")
    written = dict.fromkeys(" ".join(name.split()) for name in names)
    written.pop("", None)
    keys = {name: _key_in(name) for name in written}
    there = actor_names(tuple({key for key in keys.values() if key}), by=by)
    read: dict[str, NameRead] = {}
    for name, key in keys.items():
        if key in there:
            read[name] = NameRead(name, key, there[key])
        else:
            read[name] = _read(name, by)
    return read


def _key_in(name: str) -> str:
    found = _KEY.fullmatch(name)
    return found["key"].strip() if found else name


def _read(name: str, by: Viewer) -> NameRead:
    plain = name.split("<", maxsplit=1)[0].strip() or name
    found = list_actors(ActorQuery(text=plain), page=_MANY, by=by).rows
    same = [row for row in found if _folded(plain) in {_folded(row.name), _folded(row.org_number)}]
    if len(same) == 1:
        return NameRead(name, same[0].actor_id, same[0].name)
    near = same or _nearest(plain, found or _rough(plain, by))
    return NameRead(name, near=tuple(near[:_OFFERED]))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


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


def _nearest(name: str, rows: Iterable[ActorRow]) -> list[ActorRow]:
    asked = _folded(name)

    def like(row: ActorRow) -> float:
        other = _folded(row.name)
        held = 0.5 if asked in other else 0.0
        return held + SequenceMatcher(None, asked, other).ratio()

    scored = sorted(((like(row), row) for row in rows), key=lambda one: (-one[0], one[1].name))
    return [row for score, row in scored if score >= _LIKE]
