"""The cheapest next step of an area beside the gaps without a verdict. Neighbours get `with_step`.

Platform and outcomes never have a verdict (`no_test`), so nothing leads to one; an outcome that
lacks a value says what to record.
"""

from collections.abc import Set
from dataclasses import replace

from samspel.effects.areas import members, rated_by, raters
from samspel.effects.asking_more import BOTH, DAYS
from samspel.effects.gap_change import Asked
from samspel.effects.next_steps import Step, choose_apart, later, register
from samspel.gaps.next_step import counted
from samspel.terms.changes import Area, AreaChange
from samspel.uncertainty import FEWEST

__all__ = ["with_step"]


def with_step(change: AreaChange, asked: Asked) -> AreaChange:
    """The area with its next step; one measured as a gap has it already."""
    if not change.reason or change.next_step or change.reason == "no_test":
        return change
    step, on = _step(change, asked)
    return replace(change, next_step=step, next_step_on=on)


def _step(change: AreaChange, asked: Asked) -> Step:
    if change.reason == "windows_overlap":
        return choose_apart(asked.settings), BOTH
    match change.area:
        case Area.MEMBERSHIP:
            return _members(asked)
        case Area.VALUE:
            return _raters(asked)
        case Area.OUTCOME:
            return _values(change)
        case _:
            return None, None


def _members(asked: Asked) -> Step:
    """Nothing to ask: the first day on which five of today's members were there, or how many
    more to register."""
    scene = asked.end
    there = members(scene)
    found = later(there, scene, asked.settings)
    if found is not None:
        return found, BOTH
    return register(FEWEST - int(there.sum()), asked.settings), DAYS[1]


def _raters(asked: Asked) -> Step:
    """Five must rate it both times: of those who did once, who lack the fewest; where five do and
    say the same, or it is too unsure, all others whose rating counts on both."""
    first, last = rated_by(asked.start), rated_by(asked.end)
    missing = FEWEST - len(first & last)
    if missing <= 0:
        of = int((raters(asked.start) & raters(asked.end)).sum())
        return _rate(of - len(first & last), BOTH)
    return _rate(missing, _once(first, last, missing))


def _once(first: Set[str], last: Set[str], missing: int) -> str:
    """The day to ask about: the last where enough rated it on the first, or the other way."""
    if len(first - last) >= missing:
        return DAYS[1]
    return DAYS[0] if len(last - first) >= missing else BOTH


def _rate(count: int, on: str) -> Step:
    if count <= 0:
        return None, None
    step = counted("ask", count)
    return (replace(step, minutes=2 * (step.minutes or 0)) if on == BOTH else step), on


def _values(change: AreaChange) -> Step:
    """One value on or before each day that has none."""
    missing = [
        name for name, at in zip(DAYS, (change.start, change.end), strict=True) if at is None
    ]
    on = BOTH if len(missing) == len(DAYS) else missing[0] if missing else DAYS[1]
    return counted("record_value", max(len(missing), 1)), on
