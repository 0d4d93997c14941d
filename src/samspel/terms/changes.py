"""What moved between two days: each gap's change, split by who stayed, came and left.

Neighbours get the dataclasses below. Codes are the same in both languages; `samspel.reports`
has the words. A verdict says that a figure moved, never that a programme moved it (X14).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import sqrt

from samspel.terms.definitions import Definitions
from samspel.terms.runs import Estimate
from samspel.terms.structure import NextStep

__all__ = [
    "CHANGE_REASONS",
    "Area",
    "AreaChange",
    "AreaStep",
    "Change",
    "ChangeParts",
    "ChangeSettings",
    "GapChange",
    "StopRule",
    "StopRuleErrors",
    "StopRuleReading",
    "Swap",
    "Verdict",
]


class Verdict(StrEnum):
    """What may be said of a change."""

    FORWARD = "forward"
    BACKWARD = "backward"
    MOVED = "moved"  # no more than chance would
    NO_CLEAR_CHANGE = "no_clear_change"
    CANNOT_SAY = "cannot_say"


CHANGE_REASONS = (
    "windows_overlap",  # t1 - t0 < w: shown without a verdict
    "declared",  # rests on a declaration that no answers test: takes part in no verdict
    "told",  # most of what is known of the stayers on some day is what others told: no verdict
    "no_estimate_from",  # the first day has no estimate
    "no_estimate_to",  # nor has the last
    "no_stayers",  # nobody stands on the near side on both days
    "few_stayers",  # fewer than five do
    "recording_changed",  # another verdict without what is recorded in one window only
    "asked_unlike",  # surveys that asked about times of different length; another verdict without
    "too_unsure",  # neither question has an answer
    "no_test",  # no chance to weigh this figure against: shown without a verdict
    "too_few_answers",  # a part rests on the answers of fewer than five
    "not_recorded",  # no value on or before one of the days
)


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """What is asked for. `delta` is a share: a change is told when it is larger.

    `refuse_told` leaves out everything that others told (method section 1).
    """

    ecosystem: str
    from_on: date
    to_on: date
    definitions: Definitions
    window_months: int = 24
    delta: float = 0.05
    as_recorded: bool = False
    max_size: int = 50
    seed: int = 0
    refuse_told: bool = False


@dataclass(frozen=True, slots=True)
class ChangeParts:
    """What the change is made of; the four add up to the total. Negative is a narrower gap."""

    stayers: Estimate
    joiners: Estimate
    leavers: Estimate
    roles: Estimate


@dataclass(frozen=True, slots=True)
class Swap:
    """The swap test: `known` stayers, of whom `reached` more at the end than at the start.

    `narrowed` and `widened` are the chance of a change at least as large that way.
    """

    known: int
    reached: int
    narrowed: float
    widened: float


@dataclass(frozen=True, slots=True)
class GapChange:
    """One gap between two days. Counts are actors, shares are 0-1.

    `start` and `end` are the gap as a run on that day gives it, but for what others told without
    a date, which is left out of a change: `told_undated` near actors are unknown for it.
    `told_from` and `told_to` are the near actors of each day whose state rests on what others
    told, and `without_told` the verdict without it, None where nothing is told. `asked_from` and
    `asked_to` are how many days the surveys answered on each day ask about. The total is the
    mean of end minus start over what the unknown may be. `narrowed` and `widened` are the
    probability that the stayers' gap did so by more than delta. `only_once` names the sources and
    logs that are in one window only; `rests_on_act` the act without which the verdict falls;
    `turns_at` how many times as readily those with contact would have to answer, on both days,
    for it to be another, `turns_at_from` and `turns_at_to` on that day only, and `holds_at` the
    most that was tried where it holds on both; all None where nobody is unknown. `power` is how
    often a true fall of so many points among at least as many known stayers is seen;
    `power_under` what is not reached, where they are fewer than were simulated. `next_step` is
    the cheapest that would give a verdict where there is none, and `next_step_on` which day it is
    about: `from`, `to` or `both`; minutes are of both.
    """

    gap: str
    near_from: int
    near_to: int
    stayers: int
    joiners: int
    leavers: int
    start: Estimate | None
    end: Estimate | None
    reason_from: str | None
    reason_to: str | None
    told_from: int = 0
    told_to: int = 0
    told_undated: int = 0
    asked_from: int | None = None
    asked_to: int | None = None
    total: Estimate | None = None
    parts: ChangeParts | None = None
    narrowed: float | None = None
    widened: float | None = None
    swap: Swap | None = None
    verdict: Verdict | None = None
    reason: str | None = None
    without_told: Verdict | None = None
    rests_on_act: str | None = None
    turns_at: float | None = None
    turns_at_from: float | None = None
    turns_at_to: float | None = None
    holds_at: float | None = None
    only_once: tuple[str, ...] = ()
    power: Mapping[int, float] = field(default_factory=dict)
    power_under: Mapping[int, float] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    next_step: NextStep | None = None
    next_step_on: str | None = None
    without_financier: "GapChange | None" = None

    @property
    def asked_unlike(self) -> bool:
        """Whether the surveys of the two days ask about times whose lengths differ by a tenth:
        months and years are not all of one length."""
        if self.asked_from is None or self.asked_to is None:
            return False
        shorter, longer = sorted((self.asked_from, self.asked_to))
        return 10 * shorter < 9 * longer


class Area(StrEnum):
    """What is followed beside the gaps."""

    MEMBERSHIP = "membership"
    ACTIVE = "active"
    VALUE = "value"
    PLATFORM = "platform"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area beside the gaps: its value on both days and, where chance can be weighed, a verdict.

    `key` names the indicator or the gap; empty where the area has one value only. `p` is the
    chance of a change at least as large the same way. `next_step` is as of a `GapChange`; None also
    where nothing ever gives a verdict (`no_test`).
    """

    area: Area
    key: str
    start: float | None
    end: float | None
    unit: str
    counts: Mapping[str, int] = field(default_factory=dict)
    p: float | None = None
    verdict: Verdict | None = None
    reason: str | None = None
    next_step: NextStep | None = None
    next_step_on: str | None = None


@dataclass(frozen=True, slots=True)
class StopRule:
    """The decision's parameters (R79): of these areas, so many, over so many months.

    `worth` is the improvement, as a share, that is worth continuing for; no areas means all gaps.
    """

    areas: tuple[str, ...] = ()
    several: int = 3
    patience_months: int = 36
    worth: float = 0.10


@dataclass(frozen=True, slots=True)
class StopRuleErrors:
    """How often the rule would flag, from simulation on this ecosystem's own size and records."""

    improving: float
    stagnant: float
    declining: float
    unusable: float
    simulations: int
    seed: int

    @property
    def tells(self) -> bool:
        """Whether the rule can tell a stagnant ecosystem from one that improves."""
        return self.difference >= 0.5

    @property
    def difference(self) -> float:
        """How much more often it flags the stagnant than those that improve."""
        return self.stagnant - self.improving

    @property
    def margin(self) -> float:
        """Half the 90 % interval of the difference, for want of more simulations."""
        shares = (self.stagnant, self.improving)
        return 1.645 * sqrt(sum(p * (1 - p) for p in shares) / self.simulations)


@dataclass(frozen=True, slots=True)
class AreaStep:
    """What would give an area a verdict: the step, and the day it is about."""

    step: NextStep
    on: str | None


@dataclass(frozen=True, slots=True)
class StopRuleReading:
    """What the rule says. People decide, give reasons, hear the actor.

    `flagged` is None when the rule cannot be used: then `missing` gives, by area, the code of
    why it has no verdict, and `steps` what would give it one, where something would.
    """

    rule: StopRule
    settings: ChangeSettings
    verdicts: Mapping[str, Verdict | None]
    not_forward: tuple[str, ...]
    flagged: bool | None
    missing: Mapping[str, str]
    errors: StopRuleErrors | None
    ecosystem_name: str
    snapshot: str
    version: str
    example: bool = False
    steps: Mapping[str, AreaStep] = field(default_factory=dict)

    @property
    def unsaid(self) -> Mapping[str, tuple[str, ...]]:
        """By reason the areas that have no verdict for it: where data would make it usable."""
        found: dict[str, tuple[str, ...]] = {}
        for key, reason in self.missing.items():
            if self.verdicts.get(key) in (None, Verdict.CANNOT_SAY):
                found[reason] = (*found.get(reason, ()), key)
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two days, with the settings and the data it was read from.

    `judged` gaps and areas had a verdict to be wrong about; `expected_false` is how many
    verdicts forward or backward chance alone would give them at most.
    """

    settings: ChangeSettings
    ecosystem_name: str
    snapshot: str
    version: str
    gaps: tuple[GapChange, ...]
    areas: tuple[AreaChange, ...]
    judged: int
    expected_false: float
    names: Mapping[str, str] = field(default_factory=dict)
    example: bool = False

    def gap(self, key: str) -> GapChange:
        """The change of one gap; KeyError when it was not measured."""
        for change in self.gaps:
            if change.gap == key:
                return change
        raise KeyError(key)
