"""Words for codes, and numbers as the language writes them, for templates.

The words themselves are `samspel.reports`'; here stands only how a template asks for them.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from samspel.reports.words import Words, for_language
from samspel.terms import Money
from samspel.terms.countries import country_name

register = template.Library()

SECTORS = {
    "academia": gettext_noop("Academia"),
    "public": gettext_noop("Public sector"),
    "private": gettext_noop("Private sector"),
    "civil": gettext_noop("Civil sector"),
}
STATES = {
    "reached": gettext_noop("Has contact"),
    "none": gettext_noop("Has no contact"),
    "unknown": gettext_noop("We do not know"),
}
BASES = {
    "recorded": gettext_noop("recorded acts"),
    "answer": gettext_noop("the actor's own answer"),
    "told": gettext_noop("told by somebody else"),
    "coverage": gettext_noop("a declared complete record"),
    "nothing": gettext_noop("nothing yet"),
}
ROLES = {
    "firm": gettext_noop("firm"),
    "research": gettext_noop("research"),
    "education": gettext_noop("education"),
    "capital": gettext_noop("capital"),
    "authority": gettext_noop("authority"),
    "civil": gettext_noop("civil society"),
    "platform": gettext_noop("platform"),
    "support": gettext_noop("support"),
    "market": gettext_noop("market"),
    "other": gettext_noop("other"),
}
PARTS_TAKEN = {
    "participant": gettext_noop("participant"),
    "organiser": gettext_noop("organiser"),
    "host": gettext_noop("host"),
    "reporter": gettext_noop("told about it"),
    "introducer": gettext_noop("introduced them"),
}

KINDS = {
    "agreement": gettext_noop("Agreement"),
    "contact": gettext_noop("Contact told in a survey"),
    "conference": gettext_noop("Conference"),
    "project": gettext_noop("Project"),
    "study_visit": gettext_noop("Study visit"),
    "degree_project": gettext_noop("Degree project"),
    "meeting": gettext_noop("Meeting"),
    "investment": gettext_noop("Investment"),
    "introduction": gettext_noop("Introduction"),
    "seminar": gettext_noop("Seminar"),
    "staff_move": gettext_noop("Somebody changes employer"),
    "delivery": gettext_noop("Delivery in a value chain"),
}
DEFINITIONS = {
    "memo-a": gettext_noop("Memo A, the strategy"),
    "memo-b": gettext_noop("Memo B, the pilot"),
}
TABLES = {
    "ecosystems": gettext_noop("Ecosystems"),
    "actors": gettext_noop("Actors"),
    "actor_spells": gettext_noop("Dated states of actors"),
    "memberships": gettext_noop("Memberships"),
    "interplay": gettext_noop("Acts"),
    "participations": gettext_noop("Participations in acts"),
    "waves": gettext_noop("Survey waves"),
    "answers": gettext_noop("Answers"),
    "coverage": gettext_noop("Claims of a complete record"),
    "places": gettext_noop("Municipalities"),
    "bridges": gettext_noop("Bridges"),
    "outcomes": gettext_noop("Outcomes"),
    "limits": gettext_noop("What a source cannot show"),
    "act_facts": gettext_noop("What is told of acts"),
    "kind_defaults": gettext_noop("Defaults of the kinds of act"),
    "notes": gettext_noop("Notes"),
    "note_actors": gettext_noop("Actors of notes"),
    "note_acts": gettext_noop("Acts that notes led to"),
    "aliases": gettext_noop("Other names"),
    "identifiers": gettext_noop("Official numbers"),
    "successions": gettext_noop("Who goes on as whom"),
    "relations": gettext_noop("Owners, competitors, suppliers"),
    "offers": gettext_noop("What actors contribute and seek"),
    "industries": gettext_noop("Industries"),
    "core_industries": gettext_noop("Core industries"),
    "boundaries": gettext_noop("Versions of the boundary"),
}


def words() -> Words:
    """The words of the language this answer is in."""
    return for_language(translation.get_language() or "sv")


def named(names: Mapping[str, str], code: object) -> str:
    """A code's word in this language; a code of the region's own is shown as it is."""
    text = names.get(str(code))
    return gettext(text) if text else str(code)


@register.filter
def sector_name(code: object) -> str:
    """A sector in words."""
    return named(SECTORS, code)


@register.filter
def state_name(code: object) -> str:
    """A state in words."""
    return named(STATES, code)


@register.filter
def basis_name(code: object) -> str:
    """What a state rests on, in words."""
    return named(BASES, code)


@register.filter
def role_names(codes: Iterable[str] | str) -> str:
    """Roles as a list in a sentence."""
    given = codes.split("|") if isinstance(codes, str) else codes
    return ", ".join(named(ROLES, code) for code in given if code)


@register.filter
def part_taken(code: object) -> str:
    """How an actor took part in an act."""
    return named(PARTS_TAKEN, code)


@register.filter
def kind_name(code: object) -> str:
    """The kind of an act; a kind of the region's own is shown as it is."""
    return named(KINDS, code)


@register.filter
def table_name(code: object) -> str:
    """One of our tables in words."""
    return named(TABLES, code)


@register.filter
def number_words(org_number: str) -> str:
    """A Swedish organisation number as people write it: 556036-0793."""
    ten = len(org_number) == 10 and org_number.isdecimal()
    return f"{org_number[:6]}-{org_number[6:]}" if ten else org_number


@register.filter
def country_words(code: str) -> str:
    """A country's name in this language."""
    return country_name(code, translation.get_language() or "sv")


@register.filter
def number(value: int) -> str:
    """A whole number with its thousands apart."""
    return words().number(value)


@register.filter
def percent(share: float | None) -> str:
    """A share as whole per cent, or a dash."""
    return "–" if share is None else words().percent(share)


@register.filter
def kronor(amount: Money) -> str:
    """An amount of money."""
    return words().kronor(amount)


@register.filter
def day(value: date | None) -> str:
    """A date as 2026-09-30."""
    return value.isoformat() if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A time as 2026-09-30 14:05, where the server stands."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def labelled(cells: Iterable[object], headings: Iterable[object]) -> list[tuple[object, object]]:
    """Each cell with its column's heading, which stands beside it where rows become cards."""
    return list(zip(headings, cells, strict=True))


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A mapping's value, or nothing."""
    return mapping.get(key, "")
