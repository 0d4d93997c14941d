"""Ask the seven questions: who can be asked, the letters, reminders, stop and close.

    chosen and previewed -> begin: the wave, invitations, links, letters -> reminders -> close

What is answered lies in the wave's own workspace until it closes: then all of it becomes current
at once, so that no two figures made meanwhile tell, by their difference, what one respondent said.
Nothing here names a person in the history.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import polars as pl
from django.db import transaction
from django.utils import timezone

from samspel.actions import answer_wave
from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.joined_tables import read_tables
from samspel.actions.measure_gaps import DEFINITIONS
from samspel.actions.watch_wave import watch
from samspel.gaps import load_definitions
from samspel.gaps.foreseen import gaps_of
from samspel.records.accounts.api import check_may, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.contacts import api as contacts
from samspel.records.contacts.api import ContactRow
from samspel.records.messages.api import write_letter
from samspel.records.register import api as register
from samspel.records.surveys import api as surveys
from samspel.records.surveys.api import AskingRow, InvitationRow, NewAsking, NewInvitation
from samspel.terms import Refusal, RunSettings, Viewer
from samspel.terms.ordering import swedish_order

__all__ = [
    "MOST_REMINDERS",
    "AskedWave",
    "Candidate",
    "Instead",
    "NewSpeaker",
    "add_speaker",
    "ask_instead",
    "begin",
    "close",
    "list_candidates",
    "preview",
    "remind",
    "resume",
    "stop",
    "tell",
    "tend",
    "withdraw",
]

MOST_REMINDERS = 2
LONGEST = timedelta(days=366)  # that a wave may be open
_READABLE_AFTER = timedelta(days=180)  # a link goes on showing what the wave gave


@dataclass(frozen=True, slots=True)
class AskedWave:
    """A wave to begin. `actors` are those asked; empty: all who have somebody to ask."""

    ecosystem: str
    asks_from: date
    asks_until: date
    closes_on: date
    site: str
    remind_on: tuple[date, ...] = ()
    greeting: str = ""
    actors: tuple[str, ...] = ()
    definitions: str = DEFINITIONS[0]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member that a wave concerns: the gaps it stands on the near side of, and who is asked
    for it. `contact` None: nobody yet."""

    actor_id: str
    name: str
    gaps: tuple[str, ...]
    contact: int | None
    contact_name: str
    language: str


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """A person to ask for an actor."""

    ecosystem: str
    actor_id: str
    name: str
    email: str
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Instead:
    """Whom to ask in place of the wrong person: by name and address, or, without both, who was
    added last to be asked for the actor."""

    name: str = ""
    email: str = ""
    language: str = "sv"


def list_candidates(*, ecosystem: str, by: Viewer) -> tuple[Candidate, ...]:
    """The running members of the register that some gap concerns, by name.

    What a platform keeps for itself is not there: it is handed in first.
    """
    check_may(by, "ask_waves", ecosystem=ecosystem)
    register.get_ecosystem(ecosystem, on=timezone.localdate(), by=by)
    system = _system(by)
    gaps = _gaps(ecosystem, DEFINITIONS[0], system)
    names = register.actor_names(tuple(gaps), by=system)
    people = {
        actor: contacts.get_contact(speakers[0], by=system)
        for actor, speakers in surveys.list_speakers(tuple(gaps), by=system).items()
    }
    found = [
        _candidate(actor, names.get(actor, actor), asks, people.get(actor))
        for actor, asks in gaps.items()
    ]
    return tuple(sorted(found, key=lambda one: swedish_order(one.name)))


def _candidate(
    actor: str, name: str, gaps: tuple[str, ...], person: ContactRow | None
) -> Candidate:
    if person is None:
        return Candidate(actor, name, gaps, None, "", "sv")
    return Candidate(actor, name, gaps, person.id, person.name, person.language)


def _gaps(ecosystem: str, definitions: str, by: Viewer) -> dict[str, tuple[str, ...]]:
    today = timezone.localdate()
    tables, _version = read_tables(by=by)
    near = gaps_of(tables, RunSettings(ecosystem, today, load_definitions(definitions)))
    running = tables["memberships"].filter(
        pl.col("ecosystem_id") == ecosystem,
        pl.col("member_from").is_null() | (pl.col("member_from") <= today),
        pl.col("member_until").is_null() | (pl.col("member_until") >= today),
    )
    members = set(running["actor_id"])
    return {actor: asks for actor, asks in near.items() if actor in members}


def add_speaker(*, speaker: NewSpeaker, by: Viewer) -> ContactRow:
    """Let a person be asked for an actor; who it is. Whose the address is already keeps the name
    that the register has. Refusals `may_not.ask_waves`, `not_found`."""
    check_may(by, "ask_waves", ecosystem=speaker.ecosystem)
    system = _system(by)
    actor = register.get_actor(speaker.actor_id, by=system)
    if speaker.ecosystem not in {spell.ecosystem_id for spell in actor.memberships}:
        raise Refusal("not_found")
    with transaction.atomic():
        person = contacts.add_contact(
            speaker.name, speaker.email, by=system, language=speaker.language
        )
        surveys.add_speaker(speaker.actor_id, person.id, by=system)
        record_event("add", "speaker", speaker.actor_id, by=by)
    return person


# ------------------------------------------------------------------------- beginning a wave


def preview(*, asked: AskedWave, by: Viewer) -> tuple[Candidate, ...]:
    """Who would be asked, if it may begin as it is. Writes nothing.

    Refusals: `may_not.ask_waves`, `example_is_made_up`, `bad_wave_days`, `bad_reminders`,
    `nobody_to_ask`.
    """
    candidates = list_candidates(ecosystem=asked.ecosystem, by=by)
    if register.get_region(by=by).is_example:
        raise Refusal("example_is_made_up")
    today = timezone.localdate()
    open_ = today <= asked.closes_on <= today + LONGEST
    if not (asked.asks_from < asked.asks_until <= today and open_):
        raise Refusal("bad_wave_days")
    days = asked.remind_on
    if len(days) > MOST_REMINDERS or any(not today < day <= asked.closes_on for day in days):
        raise Refusal("bad_reminders")
    wanted = set(asked.actors) or {one.actor_id for one in candidates}
    found = tuple(one for one in candidates if one.contact and one.actor_id in wanted)
    if not found:
        raise Refusal("nobody_to_ask")
    return found


def begin(*, asked: AskedWave, by: Viewer) -> AskingRow:
    """Begin it: the wave, its invitations and their letters, whole or not at all."""
    found = preview(asked=asked, by=by)
    system = _system(by)
    with transaction.atomic():
        wave = _free_key(asked, system)
        row = {
            "wave_id": [wave],
            "ecosystem_id": [asked.ecosystem],
            "asks_from": [asked.asks_from],
            "asks_until": [asked.asks_until],
        }
        enter_rows(
            entering=Entering("wave", {"waves": pl.DataFrame(row)}, values={"wave": wave}),
            by=system,
        )
        asking = surveys.create_asking(_new(asked, wave), by=system)
        post = _post(asking, [one.actor_id for one in found], system)
        for one in found:
            _invite(post, one, system)
        values = {"asked": len(found), "ecosystem": asked.ecosystem}
        record_event("begin", "wave", wave, by=by, values=values)
        watch(asking=asking, what="before", by=by)
    return asking


def _new(asked: AskedWave, wave: str) -> NewAsking:
    return NewAsking(
        wave_id=wave,
        ecosystem=asked.ecosystem,
        asks_from=asked.asks_from,
        asks_until=asked.asks_until,
        closes_on=asked.closes_on,
        site=asked.site,
        definitions=asked.definitions,
        remind_on=tuple(sorted(asked.remind_on)),
        greeting=asked.greeting,
    )


def _free_key(asked: AskedWave, by: Viewer) -> str:
    stem = f"{asked.ecosystem[:100]}-{timezone.localdate():%Y-%m-%d}"
    keys = [stem, *(f"{stem}-{n}" for n in range(2, 50))]
    taken = set(find_rows(table="waves", column="wave_id", values=keys, by=by)["wave_id"])
    return next(key for key in keys if key not in taken)


@dataclass(frozen=True, slots=True)
class _Post:
    """What all letters of a wave share, read once: they are written in one transaction."""

    asking: AskingRow
    shared: Mapping[str, str]
    names: Mapping[str, str]


def _post(asking: AskingRow, actors: Sequence[str], by: Viewer) -> _Post:
    ecosystem = register.get_ecosystem(asking.ecosystem, on=timezone.localdate(), by=by)
    shared = {
        "ecosystem": ecosystem.name,
        "region": register.get_region(by=by).name,
        "closes_on": asking.closes_on.isoformat(),
        "greeting": asking.greeting,
        "sender": contacts.get_contact(asking.by, by=by).name if asking.by else "",
    }
    return _Post(asking, shared, register.actor_names(tuple(actors), by=by))


def _invite(post: _Post, one: Candidate, by: Viewer) -> None:
    assert one.contact is not None  # noqa: S101 - `preview` saw to it
    new = NewInvitation(one.actor_id, one.contact, one.gaps, one.language)
    invitation = surveys.add_invitation(post.asking.id, new)
    _write(post, surveys.get_invitation(invitation, by=by), "wave", by)


def _write(post: _Post, invitation: InvitationRow, template: str, by: Viewer) -> None:
    """A letter with a new link. Earlier links go on working: they are in letters too."""
    if invitation.contact is None:
        return
    secret = surveys.make_link(invitation.id, expires_at=_expires(post.asking))
    actor = invitation.actor_id
    values = {
        **post.shared,
        "link": f"{post.asking.site}/answer/{secret}/",
        "actor": post.names.get(actor, actor),
    }
    # The part of a link that finds it, not the part that opens it: a letter has one of its own.
    key = f"{template}:{secret[:16]}"
    write_letter(template, to=invitation.contact, key=key, by=by, values=values)


def _expires(asking: AskingRow) -> datetime:
    last = datetime.combine(asking.closes_on, time(23, 59), tzinfo=UTC)
    return last + _READABLE_AFTER


# ----------------------------------------------------------------- while it is open, and after


def remind(*, wave: str, by: Viewer) -> int:
    """Write to who has answered nothing, at most twice each; to how many."""
    asking = _mine(wave, by)
    if asking.state != "open":
        raise Refusal("wave_is_over")
    return _remind(asking, by)


def _remind(asking: AskingRow, by: Viewer) -> int:
    system, written = _system(by), 0
    with transaction.atomic():
        silent = surveys.list_to_remind(asking.id, by=system)
        post = _post(asking, [one.actor_id for one in silent], system)
        for one in silent:
            if one.reminders < MOST_REMINDERS:
                times = surveys.count_reminder(one.id, by=system)
                _write(post, replace(one, reminders=times), "wave_reminder", system)
                written += 1
        record_event("remind", "wave", asking.wave_id, by=by, values={"written": written})
    return written


def stop(*, wave: str, by: Viewer) -> AskingRow:
    """No letters and no answers until it is resumed; what was answered is kept."""
    return _turn(wave, "stopped", by)


def resume(*, wave: str, by: Viewer) -> AskingRow:
    """Go on with a wave that was stopped."""
    return _turn(wave, "open", by)


def _turn(wave: str, state: str, by: Viewer) -> AskingRow:
    asking = _mine(wave, by)
    with transaction.atomic():
        row = surveys.set_state(asking.id, state, by=_system(by))
        record_event("stop" if state == "stopped" else "resume", "wave", wave, by=by)
    return row


def withdraw(*, wave: str, invitation: int, by: Viewer) -> None:
    """Let the links of one who is asked open nothing any more. It is written to no more letters
    before somebody else is asked for it.

    What was answered by them is kept. Refusal `not_found` for one who is not asked here.
    """
    _asked_here(_mine(wave, by), invitation, _system(by))
    with transaction.atomic():
        ended = surveys.revoke_links((invitation,))
        record_event("withdraw", "wave", wave, by=by, values={"links": ended})


def _asked_here(asking: AskingRow, invitation: int, by: Viewer) -> InvitationRow:
    row = surveys.get_invitation(invitation, by=by)
    if row.asking.id != asking.id:
        raise Refusal("not_found")
    return row


def ask_instead(*, wave: str, invitation: int, person: Instead, by: Viewer) -> str:
    """Withdraw what went to the wrong person and write to another, that one alone; its name.

    What the wrong person answered ends. Refusals `not_found`, `wave_is_over`, `nobody_to_ask`,
    `name_and_address`, `same_person`, those of `add_speaker`.
    """
    asking, system = _mine(wave, by), _system(by)
    _asked_here(asking, invitation, system)
    with transaction.atomic():
        asking = surveys.asking_to_change(asking.id, by=system)
        if asking.state != "open":
            raise Refusal("wave_is_over")
        row = surveys.invitation_to_answer(invitation, by=system)
        right = _right(person, row, by)
        if right.id == row.contact:
            raise Refusal("same_person")
        answer_wave.forget(invitation=row)
        ended = surveys.ask_instead(invitation, right.id, right.language, by=system)
        post = _post(asking, [row.actor_id], system)
        _write(post, surveys.get_invitation(invitation, by=system), "wave", system)
        values = {"links": ended, "actor": row.actor_id}
        record_event("ask_instead", "wave", wave, by=by, values=values)
    return right.name


def _right(person: Instead, row: InvitationRow, by: Viewer) -> ContactRow:
    if bool(person.name) != bool(person.email):
        raise Refusal("name_and_address")
    if person.name:
        ecosystem, language = row.asking.ecosystem, person.language
        new = NewSpeaker(ecosystem, row.actor_id, person.name, person.email, language)
        return add_speaker(speaker=new, by=by)
    system = _system(by)
    speakers = surveys.list_speakers((row.actor_id,), by=system).get(row.actor_id, ())
    if not speakers:
        raise Refusal("nobody_to_ask")
    return contacts.get_contact(speakers[0], by=system)


def close(*, wave: str, by: Viewer) -> AskingRow:
    """Close it for good: all answers become current as one. Refusal `wave_is_over`."""
    return _close(_mine(wave, by), by)


def _close(asking: AskingRow, by: Viewer) -> AskingRow:
    system = _system(by)
    with transaction.atomic():
        surveys.asking_to_change(asking.id, by=system)
        row = surveys.set_state(asking.id, "closed", by=system)
        _say_closed(asking, system)
        workspace = surveys.workspace_of_wave(asking.wave_id)
        inside = replace(system, workspaces=frozenset({workspace}))
        _salt(asking, inside)
        entries = register.hand_in_workspace(workspace, by=inside)
        answered = surveys.count_response(asking.id, by=system).answered
        values = {"answered": answered, "entries": entries}
        record_event("close", "wave", asking.wave_id, by=by, values=values)
        watch(asking=row, what="after", by=by)
    return row


def _salt(asking: AskingRow, by: Viewer) -> None:
    """A random row among the answers. The hash of a run's tables is told to everybody, and who has
    all the rest of the tables could else try answers until the hash is right."""
    respondent = surveys.list_invitations(asking.id, by=by)[0].actor_id
    row = {
        "wave_id": [asking.wave_id],
        "respondent_id": [respondent],
        "item": ["salt"],
        "value": [secrets.token_hex(16)],
    }
    workspace = surveys.workspace_of_wave(asking.wave_id)
    adds = {"answers": pl.DataFrame(row)}
    enter_rows(entering=Entering("wave", adds, workspace=workspace), by=by)


def _say_closed(asking: AskingRow, by: Viewer) -> None:
    row = find_rows(table="waves", column="wave_id", values=[asking.wave_id], by=by)
    closed_on = min(timezone.localdate(), asking.closes_on)
    new = row.with_columns(closed_on=pl.lit(closed_on))
    ends: Sequence[int] = row["_row"].to_list()
    values = {"wave": asking.wave_id}
    enter_rows(entering=Entering("wave", {"waves": new}, {"waves": ends}, values=values), by=by)


def tell(*, wave: str, by: Viewer) -> int:
    """Tell those who answered what it gave, by letter and behind their link; to how many."""
    asking = _mine(wave, by)
    system = _system(by)
    with transaction.atomic():
        surveys.mark_told(asking.id, by=system)
        told = surveys.list_to_tell(asking.id, by=system)
        post = _post(asking, [one.actor_id for one in told], system)
        for one in told:
            _write(post, one, "wave_thanks", system)
        record_event("tell", "wave", wave, by=by, values={"written": len(told)})
    return len(told)


def tend() -> int:
    """Remind and close what is due today in every region; how many waves had something due."""
    today, done = timezone.localdate(), 0
    for region in register.list_regions():
        by = system_viewer(region.id)
        for asking in surveys.list_due(on=today, by=by):
            if asking.closes_on < today:
                _close(asking, by)
            else:
                surveys.drop_reminders(asking.id, until=today, by=by)
                _remind(asking, by)
            done += 1
    return done


def _mine(wave: str, by: Viewer) -> AskingRow:
    asking = surveys.get_asking(wave, by=by)
    check_may(by, "ask_waves", ecosystem=asking.ecosystem)
    return asking


def _system(by: Viewer) -> Viewer:
    """The system on behalf of who asks: what they may do was looked at first."""
    return replace(system_viewer(by.region), contact=by.contact, program=by.program)
