"""Events as lines: when, what in a sentence with the names of those in it, and where to look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from samspel.pages.audit.whereabouts import address_of
from samspel.pages.audit.wording import (
    Names,
    ecosystem_in,
    event_sentence,
    people_in,
    program_in,
)
from samspel.records.accounts.api import key_purposes
from samspel.records.audit.api import Event
from samspel.records.contacts.api import contact_names
from samspel.records.register.api import ecosystem_names
from samspel.terms import Viewer

__all__ = ["EventLine", "lines_of"]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One change. `url`: where what it is about is looked at; empty when nowhere."""

    at: datetime
    says: str
    url: str


def lines_of(events: Iterable[Event], *, region: str, by: Viewer) -> tuple[EventLine, ...]:
    """The events in words, in the order given."""
    found = tuple(events)
    people = {one for event in found for one in people_in(event)}
    keys = tuple({key for event in found if (key := program_in(event)) is not None})
    names = Names(
        contact_names(tuple(people), by=by),
        _ecosystems(found, by),
        key_purposes(keys, by=by) if keys else {},
    )
    return tuple(
        EventLine(event.at, event_sentence(event, names), address_of(event, region))
        for event in found
    )


def _ecosystems(events: tuple[Event, ...], by: Viewer) -> Mapping[str, str]:
    """The names of the ecosystems that the viewer may see, when some event is about one."""
    return ecosystem_names(by=by) if any(map(ecosystem_in, events)) else {}
