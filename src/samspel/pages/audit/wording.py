"""An event of the audit log as a sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspel.pages.audit.sentences import SENTENCES
from samspel.records.audit.api import Event

__all__ = ["event_sentence", "people_in"]

_ANY = gettext_noop("%(who)s: %(verb)s %(subject)s %(key)s.")
# Values that are contacts, told by name under the other key.
_PEOPLE = {"deputy": "deputy_name", "to": "to_name"}


def people_in(event: Event) -> frozenset[int]:
    """The contacts that the sentence names."""
    found = {event.by} if event.by is not None else set()
    if event.subject == "contact":
        if event.key.isdecimal():
            found.add(int(event.key))
        found |= {int(event.values[one]) for one in _PEOPLE if one in event.values}
    return frozenset(found | set(_acting_for(event)))


def _acting_for(event: Event) -> tuple[int, ...]:
    given = event.values.get("acting_for", ())
    return tuple(given) if isinstance(given, list | tuple) else ()


def event_sentence(event: Event, names: Mapping[int, str]) -> str:
    """The event in words; one without words of its own is told by its codes."""
    text = SENTENCES.get((event.verb, event.subject), _ANY)
    values = {"verb": event.verb, "subject": event.subject, "key": event.key}
    if event.subject == "contact":
        values |= _named(event, names)
    try:
        return _(text) % {**event.values, **values, "who": _who(event, names)}
    except KeyError:
        return _(_ANY) % {**values, "who": _who(event, names)}


def _named(event: Event, names: Mapping[int, str]) -> dict[str, str]:
    somebody = _("somebody")
    whom = names.get(int(event.key)) if event.key.isdecimal() else ""
    others = {
        under: names.get(int(event.values[one])) or somebody
        for one, under in _PEOPLE.items()
        if one in event.values
    }
    return {"whom": whom or somebody, **others}


def _who(event: Event, names: Mapping[int, str]) -> str:
    if event.by is None:
        return _("The system")
    who = names.get(event.by) or _("Somebody")
    absent = ", ".join(names.get(one) or _("somebody") for one in _acting_for(event))
    return _("%(who)s (deputy of %(absent)s)") % {"who": who, "absent": absent} if absent else who
