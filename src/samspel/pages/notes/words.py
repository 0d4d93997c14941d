"""The words of notes on pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

__all__ = ["ASPECT_NAMES", "CONFLICT_SEES", "HELD_BACK", "KIND_NAMES", "SEES_NAMES", "STATE_NAMES"]

KIND_NAMES: Mapping[str, str] = {
    "idea": gettext_noop("Idea"),
    "possibility": gettext_noop("Possibility"),
    "conflict": gettext_noop("Conflict of aims or interests"),
    "lesson": gettext_noop("Lesson"),
    "change": gettext_noop("Changed rule, role, routine or relation"),
    "ahead": gettext_noop("Look ahead"),
    "communication": gettext_noop("Communication"),
}
STATE_NAMES: Mapping[str, str] = {
    "open": gettext_noop("open"),
    "started": gettext_noop("started"),
    "done": gettext_noop("done"),
    "dropped": gettext_noop("dropped"),
}
SEES_NAMES: Mapping[str, str] = {
    "own": gettext_noop("those who lead the platform alone"),
    "region": gettext_noop("everybody who reads the region's register"),
    "actors": gettext_noop("the region's officers, the platform and the actors named"),
}
ASPECT_NAMES: Mapping[str, str] = {
    "rule": gettext_noop("a rule"),
    "role": gettext_noop("a role"),
    "routine": gettext_noop("a routine"),
    "relation": gettext_noop("a relation"),
    "platform": gettext_noop("to the platform's actors"),
    "external": gettext_noop("to others"),
}
CONFLICT_SEES = gettext_noop("the region's officers and those who lead the platform")
HELD_BACK = gettext_noop("Restricted access, not secrecy: it can be requested.")
