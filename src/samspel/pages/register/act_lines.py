"""A new act in one line: what it was, when, who met, what is said of it.

An act is rows of three tables; who reads what somebody entered wants to see the meeting. Neighbours
get `gather`, which takes the rows of whole new acts out of the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from samspel.pages.interplay.words import value_name
from samspel.pages.shell.dates import period_words
from samspel.pages.templatetags.wording import kind_name, part_taken
from samspel.records.register.api import SampleRow
from samspel.terms.act_facts import DEFAULT, FACTS

__all__ = ["gather"]

_TABLES = ("interplay", "participations", "act_facts")
_PLAIN = ("participant", "")


@dataclass(slots=True)
class _Act:
    act: SampleRow
    parts: list[SampleRow] = field(default_factory=list)
    facts: list[SampleRow] = field(default_factory=list)


def gather(
    rows: Iterable[SampleRow], names: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[SampleRow, ...]]:
    """A line for each act that is new in these rows, and the rows that no line tells."""
    found = tuple(rows)
    acts = {
        row.values["interplay_id"]: _Act(row)
        for row in found
        if row.table == "interplay" and row.what == "added"
    }
    rest = tuple(row for row in found if not _taken(row, acts))
    return tuple(_line(act, names) for act in acts.values()), rest


def _taken(row: SampleRow, acts: dict[str, _Act]) -> bool:
    """Whether the row is a part of a new act, which then holds it."""
    act = acts.get(row.values.get("interplay_id", ""))
    if act is None or row.what != "added" or row.table not in _TABLES:
        return False
    if row.table == "participations":
        act.parts.append(row)
    elif row.table == "act_facts":
        act.facts.append(row)
    return True


def _line(act: _Act, names: Mapping[str, str]) -> str:
    values = act.act.values
    title, kind = values.get("title", ""), kind_name(values.get("kind", ""))
    called = _("“%(word)s”") % {"word": title} if title else ""
    what = " ".join(one for one in (kind, _days(values), called) if one)
    who = ", ".join(_who(part, names) for part in act.parts)
    told = [f"{what}: {who}." if who else f"{what}."]
    said = [row for row in act.facts if row.values.get("basis") != DEFAULT]
    usual = [row for row in act.facts if row.values.get("basis") == DEFAULT]
    for heading, facts in ((_("Said"), said), (_("By default"), usual)):
        if facts:
            told.append(f"{heading}: {', '.join(_facts(facts))}.")
    return " ".join(told)


def _days(values: Mapping[str, str]) -> str:
    """One day, or from and until, as wherever acts are listed."""
    days = [
        date.fromisoformat(values[one]) for one in ("started_on", "ended_on") if values.get(one)
    ]
    return period_words(days[0], days[-1]) if days else ""


def _who(part: SampleRow, names: Mapping[str, str]) -> str:
    actor, role = part.values.get("actor_id", ""), part.values.get("role", "")
    name = names.get(actor, actor)
    return name if role in _PLAIN else f"{name} ({part_taken(role)})"


def _facts(rows: Iterable[SampleRow]) -> list[str]:
    """The values in the order in which a page tells facts."""
    order = {fact: place for place, fact in enumerate(FACTS)}
    told = sorted(rows, key=lambda row: order.get(row.values.get("fact", ""), len(order)))
    return [value_name(row.values["fact"], row.values["value"]) for row in told]
