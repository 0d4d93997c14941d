"""The cheapest next step that would give a change a verdict, where it has none.

Neighbours get `step_towards`, of a gap, with the days that `later` and `choose_apart` give. As of a
gap on one day (`samspel.gaps.next_step`) it is computed, with how many and what it takes.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

import numpy as np

from samspel.effects.asking_more import BOTH, DAYS, Open, cheapest
from samspel.effects.recording import TOLD, WAVES, Recording, first_alone
from samspel.effects.seen import Pair, Seen
from samspel.effects.told import MOST
from samspel.gaps.coded import FOREVER, Mask
from samspel.gaps.next_step import counted, next_step_of
from samspel.gaps.scene import Scene
from samspel.gaps.states import CHECKS
from samspel.terms import MINUTES_EACH, NextStep, NoEstimate, months_before
from samspel.terms.changes import ChangeSettings, GapChange
from samspel.uncertainty import FEWEST

__all__ = ["Step", "Unsaid", "apart", "choose_apart", "later", "register", "step_towards"]

_SOURCE = MINUTES_EACH["other_source"]
# A step and which day it is about: `from`, `to` or `both`.
Step = tuple[NextStep | None, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Unsaid:
    """What a step is computed from: the change as far as it is known, and both days.

    `then` is the first day with the roles it had. `frank` is False where no number may tell what
    was answered.
    """

    found: GapChange
    pair: Pair
    then: Seen
    settings: ChangeSettings
    recording: Recording
    rng: np.random.Generator
    frank: bool

    @property
    def days(self) -> tuple[Seen, Seen]:
        """Both days, roles of the last."""
        return self.pair.start, self.pair.end


def step_towards(unsaid: Unsaid) -> Step:
    """The next step of a change without a verdict, by its reason; None where it has one.

    - `windows_overlap`: a first day earlier, or a last day later, by which they do not.
    - `no_stayers`, `few_stayers`, and a day with fewer than five: nothing to ask; the first days
      between which five of today's members were there both times, or how many more to register.
    - `no_estimate_from`, `no_estimate_to`: what the day needs that no question gives, as of a gap
      on it; else as many stayers asked as give a verdict.
    - `too_unsure`: as many stayers asked, about the day or days that cost least.
    - `declared`: as many asked as test the declaration. `told`: as many of whom others told asked
      themselves as leave at most half of what is known unsaid.
    - `recording_changed`: read in the other period too, what is no survey; else ask about it.
    - `asked_unlike`: those of the shorter survey asked again, about as long a time.
    """
    match unsaid.found.reason:
        case "windows_overlap":
            return choose_apart(unsaid.settings), BOTH
        case "few_stayers" | "no_stayers":
            return _there_later(unsaid)
        case "declared":
            return _tested(unsaid)
        case "told":
            return _themselves(unsaid)
        case "recording_changed":
            return _recorded_alike(unsaid)
        case "asked_unlike":
            return _asked_alike(unsaid)
        case "no_estimate_from" | "no_estimate_to" | "too_unsure":
            return _figures(unsaid)
        case _:
            return None, None


def apart(first: date, months: int) -> date:
    """The earliest last day whose window begins after the first day.

    >>> apart(date(2025, 8, 31), 6)
    datetime.date(2026, 3, 1)
    """
    day = months_before(first, -months)
    while months_before(day, months) < first:
        day += timedelta(days=1)
    return day


def later(members: Mask, scene: Scene, settings: ChangeSettings) -> NextStep | None:
    """The first days between which five of these members of the last day were there both times;
    None where they are fewer."""
    spells = scene.indexed.members
    ours = (spells.ecosystem == scene.code) & spells.spans.overlap((scene.days[1],) * 2)
    since = np.full(members.size, FOREVER, np.int64)
    np.minimum.at(since, spells.spans.actor[ours], spells.spans.first[ours])
    joined = np.sort(since[members & (since < FOREVER)])
    if joined.size < FEWEST:
        return None
    day = max(int(joined[FEWEST - 1]), settings.from_on.toordinal())
    return _choose_later(date.fromordinal(day), settings)


def _choose_later(first: date, settings: ChangeSettings) -> NextStep:
    last = max(apart(first, settings.window_months), settings.to_on)
    return NextStep("choose_later", None, MINUTES_EACH["choose_later"], str(first), str(last))


def choose_apart(settings: ChangeSettings) -> NextStep:
    """The latest first day, and the earliest last day, by which the windows share no day."""
    first = months_before(settings.to_on, settings.window_months)
    last = apart(settings.from_on, settings.window_months)
    return NextStep("choose_apart", None, MINUTES_EACH["choose_apart"], str(first), str(last))


def _there_later(unsaid: Unsaid) -> Step:
    end = unsaid.pair.end
    scene = end.states.scene
    found = later(end.sides.near & ~scene.left, scene, unsaid.settings)
    if found is not None:
        return found, BOTH
    now = int((end.sides.near & ~scene.left).sum())
    return register(FEWEST - now, unsaid.settings), DAYS[1]


def register(count: int, settings: ChangeSettings) -> NextStep:
    """So many more to register, and the first days between which they will have stayed."""
    days = _choose_later(settings.to_on, settings)
    return replace(counted("register_near", count), first=days.first, last=days.last)


def _tested(unsaid: Unsaid) -> Step:
    """Of those whom the log calls none, as many as make ten tests, on each day that rests on it."""
    return _on_days("test_declaration", [_tests(day) for day in unsaid.days], unsaid)


def _tests(day: Seen) -> int:
    """How many of those it calls none must answer for the day's declaration to be tested."""
    states = day.states
    if not states.declared_by or states.scene.settings.as_recorded:
        return 0
    return min(CHECKS - states.log_yes - states.log_no, int(states.claimed.sum()))


def _themselves(unsaid: Unsaid) -> Step:
    """As many of the told stayers as leave at most half told, and as many as are counted."""
    counts, stayers = [], unsaid.pair.stayers
    for day in unsaid.days:
        states = day.states
        known = int(((states.reached | states.none) & stayers).sum())
        over = ceil(int((states.told & stayers).sum()) - MOST * known)
        spoke = int((states.answered & stayers).sum())
        counts.append(max(over, FEWEST - spoke) if over > 0 else 0)
    return _on_days("ask_told", counts, unsaid)


def _recorded_alike(unsaid: Unsaid) -> Step:
    """What is in one period only, in the other too: sources and logs first, since a survey alone
    would not bring them."""
    first = first_alone(unsaid.pair, unsaid.recording, unsaid.found.gap)
    read = {name in first for name in unsaid.found.only_once if name not in (WAVES, TOLD)}
    if len(read) > 1:
        return _about(replace(counted("other_source"), minutes=2 * _SOURCE), BOTH, unsaid)
    if read:
        return _about(counted("other_source"), DAYS[1 if read.pop() else 0], unsaid)
    if TOLD in unsaid.found.only_once:
        told = [int(day.states.told.sum()) for day in unsaid.days]
        return _on_days("ask_told", told, unsaid)
    return _figures(unsaid)


def _asked_alike(unsaid: Unsaid) -> Step:
    """Those who answered the shorter survey, about as many days as the longer asks about."""
    days = (unsaid.found.asked_from or 0, unsaid.found.asked_to or 0)
    which = 0 if days[0] < days[1] else 1
    states = unsaid.days[which].states
    last = states.scene.period.last
    step = counted("ask_again", int(states.answered.sum()))
    assert last is not None  # noqa: S101 - a scene has a last day
    first = last - timedelta(days=max(days) - 1)
    return replace(step, first=str(first), last=str(last)), DAYS[which]


def _figures(unsaid: Unsaid) -> Step:
    """What gives both days a figure, and the stayers a verdict."""
    pair, days = unsaid.pair, (unsaid.then, unsaid.pair.end)
    needs = []
    for name, day in zip(DAYS, days, strict=True):
        step = next_step_of(NoEstimate(day.reason), day.states, day.sides) if day.reason else None
        if step is not None and step.code == "register_near":
            return _there_later(unsaid)
        if step is not None and step.code != "ask":
            return _about(step, name, unsaid)
        needs.append(max(step.count or 0 if step else 0, _tests(day)))
    alone = (pair.stayers, pair.leavers), (pair.stayers, pair.joiners)
    open_ = [
        Open.of(day, groups, need, unsaid.rng)
        for day, groups, need in zip(unsaid.days, alone, needs, strict=True)
    ]
    most = unsaid.settings.delta * int(pair.stayers.sum())
    found = cheapest((open_[0], open_[1]), most, frank=unsaid.frank)
    return _about(NextStep("ask", found.count, found.minutes), found.on, unsaid)


def _on_days(code: str, counts: list[int], unsaid: Unsaid) -> Step:
    """So many on one day, or the larger number on both."""
    on = BOTH if all(counts) else DAYS[0 if counts[0] else 1]
    step = counted(code, max(counts))
    if on == BOTH:
        step = replace(step, minutes=2 * (step.minutes or 0))
    return _about(step, on, unsaid)


def _about(step: NextStep, on: str, unsaid: Unsaid) -> Step:
    """The step with the days it asks about; of `choose_day` they are those of the record."""
    if step.code == "choose_day":
        return step, on
    first, last = (day.states.scene.period for day in unsaid.days)
    begins, ends = (last if on == DAYS[1] else first), (first if on == DAYS[0] else last)
    return replace(step, first=str(begins.first), last=str(ends.last)), on
