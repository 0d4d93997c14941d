"""Many persons to ask, pasted as a list: read line by line, then all of them or none.

Neighbours get `read_speakers` for a text, which writes nothing, and `add_speakers`, which takes
only a text that has no problem. A line is a member, a person and an address in any order; the
address is told by its @, the member by its name in the register. Nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from django.db import transaction

from samspel.actions.ask_wave import Candidate, NewSpeaker, add_speaker, list_candidates
from samspel.actions.manage_users import checked_email
from samspel.records.accounts.api import system_viewer
from samspel.records.contacts import api as contacts
from samspel.records.contacts.api import ContactRow
from samspel.records.register.api import actors_named
from samspel.terms import Refusal, Viewer

__all__ = ["MOST_LINES", "SpeakerLine", "add_speakers", "read_speakers"]

MOST_LINES = 500
_LONGEST = 200
_PARTS = 3
_BRACKETS = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_HEADING = re.compile(r"\b(e-?mail|e-?post|mejl)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A line as it was read. `problem` is a code, empty when it can be taken; `near` then are the
    members whose names are most like what stands there, or the other line of the same member.

    `known_as`: the address is already somebody's of another name, which stays; `known` is that
    contact, None when it is an earlier line's. `known_language` is what a known person is written
    to in, whatever is chosen for the list."""

    number: int
    written: str
    name: str = ""
    email: str = ""
    actor_id: str = ""
    actor: str = ""
    instead_of: str = ""
    problem: str = ""
    near: tuple[str, ...] = ()
    known_as: str = ""
    known: int | None = None
    known_language: str = ""


def read_speakers(*, text: str, ecosystem: str, by: Viewer) -> tuple[SpeakerLine, ...]:
    """Each line that is not blank nor a heading. Refusal `may_not.ask_waves`.

    Problems: `no_address`, `bad_address`, `two_addresses`, `no_member`, `no_person`,
    `too_many_parts`, `unknown_member`, `many_members`, `not_asked`, `member_twice`, `too_long`.
    """
    candidates = {one.actor_id: one for one in list_candidates(ecosystem=ecosystem, by=by)}
    lines = [
        (number, written.strip())
        for number, written in enumerate(text.splitlines(), start=1)
        if written.strip(" \t;,")
    ]
    if lines and "@" not in lines[0][1] and _HEADING.search(lines[0][1]):
        lines = lines[1:]
    parts = {number: _parts(written) for number, written in lines}
    cells = tuple(dict.fromkeys(one for each in parts.values() for one in each if "@" not in one))
    meant = actors_named(cells, by=system_viewer(by.region))
    read = [_read(SpeakerLine(n, text), parts[n], meant, candidates) for n, text in lines]
    people = contacts.find_by_emails([one.email for one in read], by=system_viewer(by.region))
    return tuple(_known(_once(read), people))


def add_speakers(*, text: str, ecosystem: str, language: str, by: Viewer) -> int:
    """Let every person of the list be asked; how many. With a problem in any line: Refusal
    `list_has_problems`, and nothing is written."""
    lines = read_speakers(text=text, ecosystem=ecosystem, by=by)
    if not lines or len(lines) > MOST_LINES or any(line.problem for line in lines):
        raise Refusal("list_has_problems")
    with transaction.atomic():
        for one in lines:
            new = NewSpeaker(ecosystem, one.actor_id, one.name, one.email, language)
            add_speaker(speaker=new, by=by)
    return len(lines)


def _parts(written: str) -> list[str]:
    """What stands between tabs, else semicolons, else commas; "Eva Ek <eva@x.se>" is two."""
    mark = next((one for one in "\t;," if one in written), ";")
    told = _BRACKETS.sub(rf"{mark}\1{mark}", written)
    cells = (" ".join(one.split()).strip('"') for one in told.split(mark))
    return [one for one in cells if one]


def _read(
    line: SpeakerLine,
    parts: list[str],
    meant: Mapping[str, tuple[str, ...]],
    candidates: Mapping[str, Candidate],
) -> SpeakerLine:
    addresses = [one for one in parts if "@" in one]
    others = [one for one in parts if "@" not in one]
    if fault := _shape(addresses, others):
        return replace(line, problem=fault)
    line = replace(line, email=checked_email(email=addresses[0]))
    called = next((one for one in others if meant[one]), "")
    if not called:
        near = _near(others, candidates)
        return replace(
            line, problem="unknown_member" if len(others) > 1 else "no_member", near=near
        )
    if len(others) == 1:
        return replace(line, problem="no_person")
    ids = [one for one in meant[called] if one in candidates]
    if len(ids) != 1:
        return replace(line, problem="many_members" if ids else "not_asked", actor=called)
    [person] = [one for one in others if one != called] or [called]
    member = candidates[ids[0]]
    return replace(
        line,
        name=person,
        actor_id=member.actor_id,
        actor=member.name,
        instead_of=member.contact_name,
    )


def _shape(addresses: list[str], others: list[str]) -> str:
    """What is wrong before any name is looked up."""
    if not addresses:
        return "no_address"
    if len(addresses) > 1:
        return "two_addresses"
    if not _good(addresses[0]):
        return "bad_address"
    if len(addresses) + len(others) > _PARTS:
        return "too_many_parts"
    if any(len(one) > _LONGEST for one in (*addresses, *others)):
        return "too_long"
    return "" if others else "no_member"


def _good(address: str) -> bool:
    try:
        checked_email(email=address)
    except Refusal:
        return False
    return True


def _near(others: Iterable[str], candidates: Mapping[str, Candidate]) -> tuple[str, ...]:
    names = {one.name.casefold(): one.name for one in candidates.values()}
    found = (get_close_matches(one.casefold(), names, n=2, cutoff=0.7) for one in others)
    return tuple(dict.fromkeys(names[one] for each in found for one in each))


def _once(read: Iterable[SpeakerLine]) -> Iterable[SpeakerLine]:
    """One person is asked for a member: a later line of the same member is a problem."""
    first: dict[str, int] = {}
    for line in read:
        before = first.setdefault(line.actor_id, line.number) if line.actor_id else line.number
        if before == line.number:
            yield line
        else:
            yield replace(line, problem="member_twice", near=(str(before),))


def _known(read: Iterable[SpeakerLine], people: Mapping[str, ContactRow]) -> Iterable[SpeakerLine]:
    """One person an address: the name that the register has, or the first line gives, stays."""
    names = {email: person.name for email, person in people.items()}
    for line in read:
        if line.problem:
            yield line
            continue
        name, person = names.setdefault(line.email, line.name), people.get(line.email)
        yield replace(
            line,
            known_as="" if contacts.same_name(name, line.name) else name,
            known=person.id if person else None,
            known_language=person.language if person else "",
        )
