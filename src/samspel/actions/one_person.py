"""One person whole: all that is kept of somebody, corrected, handed out, erased.

Each subject says what it keeps of a person and empties itself; here it is one step and one
transaction. What an organisation is and did stays: it is not the person's.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samspel.actions.empty_files import Emptied, empty_files
from samspel.actions.manage_users import checked_email
from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import check_may
from samspel.records.audit import api as audit
from samspel.records.audit.api import Event, EventQuery, record_event
from samspel.records.beginning import api as beginning
from samspel.records.contacts import api as contacts
from samspel.records.contacts.api import ContactRow
from samspel.records.interplay import api as interplay
from samspel.records.messages import api as letters
from samspel.records.surveys import api as surveys
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = [
    "Section",
    "Whole",
    "correct_person",
    "erase_person",
    "extract_person",
    "read_person",
]

Row = Mapping[str, str]
_SHOWN = PageRequest(size=20)
_ALL = PageRequest(size=100_000)


@dataclass(frozen=True, slots=True)
class Section:
    """What one part of the service keeps of the person, a row a thing."""

    key: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is kept of one person, and the latest of what it did or was done about it."""

    contact: ContactRow
    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    event_count: int


def read_person(*, contact_id: int, by: Viewer) -> Whole:
    """All that is kept. Refusals: `may_not.handle_person`, `not_found`."""
    check_may(by, "handle_person")
    contact = contacts.get_contact(contact_id, by=by)
    found = audit.list_events(EventQuery(person=contact_id), page=_SHOWN, by=by)
    return Whole(contact, _sections(contact, by), found.rows, found.count)


def _sections(contact: ContactRow, by: Viewer) -> tuple[Section, ...]:
    begun = beginning.find_begun(by=replace(by, contact=contact.id))
    found = {
        **accounts.extract_person(contact.id, by=by),
        "letters": letters.extract_person(contact.id, by=by),
        **surveys.extract_person(contact.id, by=by),
        "wishes": interplay.extract_wishes(contact.id, by=by),
        "begun": ({"ecosystem": begun.kept.ecosystem_name},) if begun else (),
        "mentions": contacts.find_mentions(contact.id, by=by),
    }
    return tuple(Section(key, tuple(rows)) for key, rows in found.items())


def extract_person(*, contact_id: int, by: Viewer) -> Mapping[str, object]:
    """The same ready for JSON, with the whole history, to hand to the person. It is logged."""
    check_may(by, "handle_person")
    contact = contacts.get_contact(contact_id, by=by)
    events = audit.list_events(EventQuery(person=contact_id), page=_ALL, by=by).rows
    with transaction.atomic():
        record_event("extract", "contact", str(contact_id), by=by)
    return {
        "person": asdict(contact),
        **{one.key: list(one.rows) for one in _sections(contact, by)},
        "history": [{**asdict(event), "at": event.at.isoformat()} for event in events],
    }


def correct_person(*, contact_id: int, to: Mapping[str, str], by: Viewer) -> ContactRow:
    """Other particulars. Refusals: `may_not.handle_person`, `bad_email`, `email_is_taken`."""
    check_may(by, "handle_person")
    new = {**to, "email": checked_email(email=to["email"]) if to.get("email") else ""}
    with transaction.atomic():
        row = contacts.correct_contact(contact_id, new, by=by)
        record_event("correct", "contact", str(contact_id), by=by)
    return row


def erase_person(*, contact_id: int, by: Viewer, file_ids: Collection[int] = ()) -> Emptied:
    """Empty the person out of everything here that is its own, and these of the kept files that
    name it. It cannot be undone.

    Refusals: `may_not.handle_person`, `not_found`, `last_officer`; those of `empty_files`.
    """
    check_may(by, "handle_person")
    contact = contacts.get_contact(contact_id, by=by)
    if contact.is_erased:
        raise Refusal("not_found")
    yesterday = timezone.localdate() - timedelta(days=1)
    words = tuple(word for word in (contact.email, contact.phone, contact.name) if word)
    with transaction.atomic():
        emptied = empty_files(contact_id=contact_id, file_ids=file_ids, by=by)
        for grant in accounts.find_grants(contact_id, by=by):
            if grant.until is None or grant.until > yesterday:
                accounts.end_grant(grant.id, on=yesterday, by=by)
        accounts.erase_person(contact_id, on=yesterday, by=by)
        letters.erase_person(contact_id, words, by=by)
        surveys.erase_person(contact_id, by=by)
        interplay.erase_wishes(contact_id, by=by)
        if contact.name:
            interplay.erase_declarer(contact.name, by=by)
        beginning.drop_begun(by=replace(by, contact=contact_id))
        contacts.erase_contact(contact_id, by=by)
        audit.erase_words(words, by=by)
        record_event("erase", "contact", str(contact_id), by=by)
    return emptied
