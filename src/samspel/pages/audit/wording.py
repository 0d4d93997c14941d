"""An event of the audit log as a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspel.pages.audit.sentences import SENTENCES
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import ROLE_NAMES
from samspel.records.audit.api import Event

__all__ = ["Names", "ecosystem_in", "event_sentence", "people_in", "program_in"]

_ANY = gettext_noop("%(who)s: %(verb)s %(subject)s %(key)s.")
# Values that are contacts, told by name under the other key.
_PEOPLE = {"deputy": "deputy_name", "to": "to_name"}
# What is asked for, or handed in, is of the ecosystem that is the event's key.
_OF_ECOSYSTEMS = frozenset(
    {"run", "places", "activity", "stop_rule", "release", "workspace", "letter"}
)
_COUNTS = ("changes", "rows", "entries", "written", "shown", "links")


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: `people` by contact, `ecosystems` by key, `programs` by the key that
    they use. Who lacks one keeps its code."""

    people: Mapping[int, str] = field(default_factory=dict)
    ecosystems: Mapping[str, str] = field(default_factory=dict)
    programs: Mapping[int, str] = field(default_factory=dict)


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


def ecosystem_in(event: Event) -> str:
    """The key of the ecosystem that the sentence names, or ""."""
    if told := event.values.get("ecosystem"):
        return str(told)
    named_by_key = event.subject in _OF_ECOSYSTEMS and not event.key.isdecimal()
    return event.key if named_by_key else ""


def event_sentence(event: Event, names: Names) -> str:
    """The event in words; one without words of its own is told by its codes."""
    text = SENTENCES.get((event.verb, event.subject), _ANY)
    codes = {"verb": event.verb, "subject": event.subject, "key": event.key}
    who = _who(event, names)
    try:
        return _(text) % {**event.values, **codes, **_said(event, names), "who": who}
    except KeyError:
        return _(_ANY) % {**codes, "who": who}


def _said(event: Event, names: Names) -> dict[str, str]:
    """The values that are said otherwise than they are kept."""
    said = {
        name: words().number(value)
        for name in _COUNTS
        if isinstance(value := event.values.get(name), int)
    }
    if event.subject == "contact":
        said |= _named(event, names.people)
    if role := ROLE_NAMES.get(str(event.values.get("role", ""))):
        said["role_name"] = _(role).lower()
    if ecosystem := ecosystem_in(event):
        under = "ecosystem" if "ecosystem" in event.values else "key"
        said[under] = names.ecosystems.get(ecosystem, ecosystem)
    return said


def _named(event: Event, names: Mapping[int, str]) -> dict[str, str]:
    somebody = _("somebody")
    whom = names.get(int(event.key)) if event.key.isdecimal() else ""
    others = {
        under: names.get(int(event.values[one])) or somebody
        for one, under in _PEOPLE.items()
        if one in event.values
    }
    return {"whom": whom or somebody, **others}


def program_in(event: Event) -> int | None:
    """The key by which a program did it."""
    found = event.values.get("program")
    return found if isinstance(found, int) else None


def _who(event: Event, names: Names) -> str:
    if event.by is None:
        return _("The system")
    who = names.people.get(event.by) or _("Somebody")
    absent = ", ".join(names.people.get(one) or _("somebody") for one in _acting_for(event))
    if absent:
        who = _("%(who)s (deputy of %(absent)s)") % {"who": who, "absent": absent}
    key = program_in(event)
    if key is None:
        return who
    purpose = names.programs.get(key) or _("key %(key)s") % {"key": key}
    return _("%(who)s (by program: %(purpose)s)") % {"who": who, "purpose": purpose}
