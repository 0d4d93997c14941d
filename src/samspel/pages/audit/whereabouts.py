"""Where what an event is about can be looked at: data, by subject.

Neighbours get `address_of(event, region)`. An event whose thing has no page of its own has none.
"""

from collections.abc import Mapping

from django.urls import reverse

from samspel.records.audit.api import Event

__all__ = ["address_of"]

# The page that is opened with the event's key.
_BY_KEY: Mapping[str, str] = {
    "import": "plan",
    "entry": "undo-entry",
    "memo": "memo",
    "draft_matter": "matter",
    "contact": "person",
    "wave": "wave",
    "speaker": "actor",
    "job": "job",
    "run": "run",
}
# Lenses are pages of their ecosystem; the event's key is the run to show there.
_LENSES = ("places", "activity", "stop_rule")
_LISTS: Mapping[str, str] = {"key": "keys", "share": "shares"}
# These have nothing left to look at.
_GONE = {("erase", "contact")}
_NUMBERED = frozenset({"import", "entry", "memo", "draft_matter", "contact", "job", "run"})


def address_of(event: Event, region: str) -> str:
    """The address within that region, or ""."""
    subject, key = event.subject, event.key
    if (event.verb, subject) in _GONE:
        return ""
    if subject in _LISTS:
        return reverse(_LISTS[subject], args=[region])
    ecosystem = _ecosystem_of(event)
    if subject in _LENSES and ecosystem:
        at = reverse(subject.replace("_", "-"), args=[region, ecosystem])
        return f"{at}?run={key}" if key.isdecimal() else at
    if subject == "release" and ecosystem:
        return reverse("perceived", args=[region, ecosystem])
    if subject == "run" and not key.isdecimal():
        return reverse("ecosystem", args=[region, key])
    if subject in _BY_KEY and key and (key.isdecimal() or subject not in _NUMBERED):
        return reverse(_BY_KEY[subject], args=[region, key])
    return ""


def _ecosystem_of(event: Event) -> str:
    """The ecosystem that the event tells of; what was asked for has it as its key."""
    told = event.values.get("ecosystem")
    return str(told) if told else ("" if event.key.isdecimal() else event.key)
