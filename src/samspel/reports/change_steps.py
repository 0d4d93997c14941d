"""The cheapest next step that would give a change a verdict, in words.

It is computed with the change (`GapChange.next_step`); here it is only said, with what it takes.
Neighbours get `change_step`, and `rule_step`, that of an area of the stop rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samspel.reports.next_steps import cost_of, plain_step
from samspel.reports.phrases import phrase_of
from samspel.reports.words import N_, Words
from samspel.terms import Area, AreaChange, Change, GapChange, NextStep, StopRuleReading

__all__ = ["change_step", "rule_step"]

_BOTH = "both"
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "ask": N_(
            "Ask %(count)s of those who were there both times, first those of whom we know "
            "nothing, about %(period)s. In four cases of five that is enough for a verdict."
        ),
        "test_declaration": N_(
            "Ask %(count)s of those who are said to have none, about %(period)s: that tests the "
            "declaration."
        ),
        "ask_told": N_(
            "Ask %(count)s of those whom others have told of, about %(period)s, so that what is "
            "known does not rest on what others say."
        ),
        "ask_again": N_(
            "Ask the %(count)s who answered the shorter survey again, about %(period)s: as long a "
            "time as the other asks about."
        ),
        "choose_apart": N_(
            "Choose %(first)s or earlier as the first day, or %(last)s or later as the last: then "
            "the periods do not overlap."
        ),
        "choose_later": N_(
            "There is nobody to ask: only other days change it. Five of those who are there now "
            "were there on %(first)s, so from then to %(last)s at the earliest."
        ),
        "record": N_("Record the acts of %(period)s, or ask the members."),
        "register_near": N_(
            "Register %(count)s more on the near side. If they stay, a verdict can be given from "
            "%(first)s to %(last)s at the earliest."
        ),
    }
)
_READ_TOO = N_("Read in, for %(period)s too, what is there for the other period only.")
_RATE = N_(
    "Ask %(count)s members how worthwhile it is, about %(period)s: at least five must have said "
    "so both times."
)
_WHICH = {"from": N_("the first period"), "to": N_("the last period"), _BOTH: N_("both periods")}


@dataclass(frozen=True, slots=True)
class _Towards:
    """A step, the day it is about, why there is no verdict, and what it is of: a gap's key, or
    nothing, and whether that is what members find worthwhile."""

    step: NextStep
    on: str | None
    reason: str
    gap: str = ""
    rated: bool = False


def change_step(of: Change, change: GapChange | AreaChange, say: Words) -> str:
    """The next step of a gap's or an area's change as a sentence, and what it takes; empty where
    there is none."""
    step, on, reason = change.next_step, change.next_step_on, change.reason or ""
    if step is None:
        return ""
    if isinstance(change, GapChange):
        return _said(of, _Towards(step, on, reason, change.gap), say)
    return _said(of, _Towards(step, on, reason, rated=change.area is Area.VALUE), say)


def rule_step(reading: StopRuleReading, key: str, say: Words) -> str:
    """The same of an area of the stop rule."""
    found = reading.steps.get(key)
    if found is None:
        return ""
    reason, rated = reading.missing.get(key, ""), key == Area.VALUE
    return _said(reading, _Towards(found.step, found.on, reason, key, rated=rated), say)


def _said(of: Change | StopRuleReading, towards: _Towards, say: Words) -> str:
    return f"{_what(of, towards, say)} {cost_of(towards.step, say)}".rstrip()


def _what(of: Change | StopRuleReading, towards: _Towards, say: Words) -> str:
    step = towards.step
    if step.code in ("register_far", "register_elsewhere"):
        return say.gettext(phrase_of(of, towards.gap).missing)
    if step.code == "record_value":
        return _values(step, say)
    text = _text(towards)
    if not text:
        return plain_step(step, say)
    return say.gettext(text) % {
        "first": step.first,
        "last": step.last,
        "count": say.number(step.count or 0),
        "period": _period(towards, say),
    }


def _text(towards: _Towards) -> str:
    if towards.rated and towards.step.code == "ask":
        return _RATE
    if towards.step.code == "other_source" and towards.reason == "recording_changed":
        return _READ_TOO
    return _SAID.get(towards.step.code, "")


def _period(towards: _Towards, say: Words) -> str:
    """The days that are asked about; of both days' periods, and of a rating, which of them."""
    step, on = towards.step, towards.on or _BOTH
    if on == _BOTH or step.first is None:
        return say.gettext(_WHICH[on])
    text = say.gettext("the time %(first)s to %(last)s")
    return text % {"first": step.first, "last": step.last}


def _values(step: NextStep, say: Words) -> str:
    text = say.ngettext(
        "Record one value of it, of the day that lacks one.",
        "Record %(count)s values of it, one of each day.",
        step.count or 1,
    )
    return text % {"count": say.number(step.count or 1)}
