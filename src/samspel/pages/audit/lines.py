"""Events as lines: when, and what in a sentence with the names of those in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from samspel.pages.audit.wording import event_sentence, people_in
from samspel.records.audit.api import Event
from samspel.records.contacts.api import contact_names
from samspel.terms import Viewer

__all__ = ["EventLine", "lines_of"]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One change."""

    at: datetime
    says: str


def lines_of(events: Iterable[Event], *, by: Viewer) -> tuple[EventLine, ...]:
    """The events in words, in the order given."""
    found = tuple(events)
    people = {one for event in found for one in people_in(event)}
    names = contact_names(tuple(people), by=by)
    return tuple(EventLine(event.at, event_sentence(event, names)) for event in found)
