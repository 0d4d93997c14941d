"""A box of text read as acts: who is meant, what is already there, and what is still unclear.

    text -> drafts -> names read, with what the person has chosen for the unclear -> entries

Nothing is written here. `log_acts` writes what this reads, once nothing is unclear.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from samspel.actions.log_acts import ActEntry, NewActor, NewNote
from samspel.actions.read_names import NameRead, read_names
from samspel.records.interplay import api as interplay
from samspel.records.interplay.api import ActQuery, Draft, read_box, read_lines
from samspel.records.register.api import EntryQuery, list_entries
from samspel.terms import PageRequest, Sector, Viewer

__all__ = ["Reading", "last_actors", "read_act", "read_list", "same_acts"]

SKIP, NEW = "skip", "new:"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. `asked` are the names that are no actor's by themselves, `unclear` those
    of them that nobody has decided on; `undated` and `alone` the numbers of the lines without a
    day, and with fewer than two actors; `there` those already recorded."""

    acts: tuple[ActEntry, ...]
    actors: tuple[NewActor, ...]
    asked: tuple[NameRead, ...] = ()
    unclear: tuple[NameRead, ...] = ()
    undated: tuple[int, ...] = ()
    alone: tuple[int, ...] = ()
    there: tuple[int, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether it can be written as it is."""
        return not (self.unclear or self.undated or self.alone)


def read_act(*, text: str, choices: Mapping[str, str], today: date, by: Viewer) -> Reading:
    """The whole text as one act; without a day of its own it has none yet."""
    return _read((read_box(text, today),), choices, by)


def read_list(*, text: str, choices: Mapping[str, str], today: date, by: Viewer) -> Reading:
    """Each line as an act. An act that is there already is told in `there` and left out."""
    drafts = read_lines(text, today)
    read = _read(drafts, choices, by)
    undated = tuple(draft.number for draft in drafts if draft.day is None and draft.all_names)
    fresh = tuple(act for act in read.acts if act.number not in undated)
    there = same_acts(acts=fresh, by=by)
    kept = tuple(act for act in fresh if act.number not in there)
    return replace(read, acts=kept, undated=undated, there=there)


def _read(drafts: tuple[Draft, ...], choices: Mapping[str, str], by: Viewer) -> Reading:
    names = read_names(names=_parted(drafts, by), by=by)
    decided = {**{n: r.actor_id for n, r in names.items() if r.actor_id}, **_chosen(names, choices)}
    asked = tuple(read for read in names.values() if not read.actor_id)
    unclear = tuple(read for read in asked if read.written not in decided)
    new = {
        name: NewActor(f"{NEW}{name}", _plain(name), choices[name].removeprefix(NEW))
        for name in decided
        if decided[name] == f"{NEW}{name}"
    }
    acts = tuple(_entry(draft, decided, by) for draft in drafts)
    waiting = {read.written for read in unclear}
    alone = tuple(
        act.number
        for act, draft in zip(acts, drafts, strict=True)
        if len(act.everybody) < 2 and not act.notes and not waiting & set(_told(draft))
    )
    return Reading(acts, tuple(new.values()), asked, unclear, alone=alone)


def _told(draft: Draft) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in draft.all_names)


def _parted(drafts: tuple[Draft, ...], by: Viewer) -> list[str]:
    """Every name once. What stands between commas is parted where the whole is nobody's name."""
    for draft in drafts:
        whole = [name for name in draft.names if "," in name]
        known = read_names(names=whole, by=by) if whole else {}
        draft.names = [
            part.strip()
            for name in draft.names
            for part in (name.split(",") if _to_part(name, known) else [name])
            if part.strip()
        ]
    return [name for draft in drafts for name in draft.all_names]


def _to_part(name: str, known: Mapping[str, NameRead]) -> bool:
    read = known.get(" ".join(name.split()))
    return read is not None and not read.actor_id


def _plain(name: str) -> str:
    return name.split("<", maxsplit=1)[0].strip()


def _chosen(names: Mapping[str, NameRead], choices: Mapping[str, str]) -> dict[str, str]:
    """What the person has said of the names that were not clear: an actor offered, a new one with
    its sector, or nobody."""
    chosen: dict[str, str] = {}
    for name, read in names.items():
        said = choices.get(name, "")
        if said == SKIP:
            chosen[name] = ""
        elif said.startswith(NEW) and said.removeprefix(NEW) in set(Sector):
            chosen[name] = f"{NEW}{name}"
        elif said in {row.actor_id for row in read.near}:
            chosen[name] = said
    return chosen


def _entry(draft: Draft, who: Mapping[str, str], by: Viewer) -> ActEntry:
    def actor(name: str) -> str:
        return who.get(" ".join(name.split()), "")

    again = last_actors(by=by) if draft.again else ()
    actors = (*again, *filter(None, map(actor, draft.names)))
    return ActEntry(
        started_on=draft.day,
        actors=tuple(dict.fromkeys(actors)),
        kind=draft.kind,
        title=draft.title,
        organiser=actor(draft.organiser),
        introducer=actor(draft.introducer),
        notes=tuple(NewNote(kind, text) for kind, text in draft.notes),
        number=draft.number,
    )


def last_actors(*, by: Viewer) -> tuple[str, ...]:
    """Who took part in the act that the viewer entered last; nobody when there is none."""
    page = PageRequest(size=20)
    entries = list_entries(EntryQuery(origin="act"), page=page, by=by).rows
    mine = (row for row in entries if row.by == by.contact and row.values.get("last"))
    for row in mine:
        if row.state in {"applied", "kept"}:
            act = str(row.values["last"])
            return interplay.participants_of((act,), by=by).get(act, ())
    return ()


def same_acts(*, acts: tuple[ActEntry, ...], by: Viewer) -> tuple[int, ...]:
    """The numbers of the acts that are recorded already: the same day, the same actors."""
    found: list[int] = []
    for act in acts:
        if act.started_on is None or not act.everybody:
            continue
        query = ActQuery(actor=act.everybody[0], first_on=act.started_on, last_on=act.started_on)
        there = interplay.list_acts(query, page=PageRequest(size=200), by=by).rows
        ids = tuple(row.interplay_id for row in there if row.started_on == act.started_on)
        sets = interplay.participants_of(ids, by=by).values()
        if any(set(one) == set(act.everybody) for one in sets):
            found.append(act.number)
    return tuple(found)
