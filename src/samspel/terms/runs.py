"""A measuring run and what it found. One shape for the library, the service and the memo.

Reasons are codes from `REASONS`, the same in both languages; `samspel.reports` has the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samspel.terms.definitions import Definitions
from samspel.terms.structure import (
    Concentration,
    Costly,
    FlowVolume,
    Ladder,
    LeftOut,
    LevelShare,
    Levers,
    Matrix,
    NextStep,
    Sensitivity,
    SizeLine,
)
from samspel.terms.words import Basis, Lens, State

__all__ = [
    "REASONS",
    "Estimate",
    "GapFigure",
    "NearState",
    "NoEstimate",
    "Parts",
    "Run",
    "RunSettings",
]

REASONS = (
    "outside_record",  # the window lies before or after all that is recorded
    "too_few_near",  # n < 5
    "no_far_side",  # no such actor registered: not the same as no interplay
    "nothing_observed",  # no act and no answer in the window
    "too_few_asked",  # U > 0 and x + y < 5
    "no_other_ecosystem",  # no other ecosystem with five members registered
    "limits",  # the source says it cannot show this gap
    "no_platform",  # no platform registered in the window
    "nothing_reached",  # r = 0: a share of nothing is no share
    "no_active",  # no near actor takes part in an act that carries contact
    "too_few_answers",  # answers of fewer than five are withheld
    "answers_of_one_group",  # over half of them are of one legal person
    "answers_over_90",  # all who answered said yes: no more is told than that
    "answers_under_10",  # all who answered said no
    "answers_held_back",  # what they add to an earlier figure would tell what a few answered
    "no_spread",  # the null has no variance
    "no_financier",  # no financier registered: nothing to leave out
    "as_recorded",  # the record is declared complete: no interval
    "not_in_atlas",  # it needs whole acts, which no batch of the atlas holds
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its equal-tailed 90 % interval; `low` None when there is no interval."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class NoEstimate:
    """No answer is an answer: the reason is a code from `REASONS`; `values` fill its sentence."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """Why the gap is there (method section 3). None where it cannot be told.

    `thin`, `sorted` and `sorted_sd` are the closed form; the `shown_` ones are what is shown, by
    the null named in `null` (`samspel.terms.NULLS`).
    """

    inactive: float | None = None
    platform_only: float | None = None
    thin: float | None = None
    sorted: float | None = None
    sorted_sd: float | None = None
    shown_thin: float | None = None
    shown_sorted: float | None = None
    shown_sorted_sd: float | None = None
    null: str | None = None


@dataclass(frozen=True, slots=True)
class NearState:
    """What is known of one near actor: its state, on what it rests, and the acts behind it."""

    actor_id: str
    state: State
    basis: Basis
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapFigure:
    """One gap through the structural lens. Counts are actors; shares are 0-1.

    `estimate`, `low` and `high` are the gap (share *not* reached); `reason` says why there is
    no estimate; `why` gives the reason of every other key that is None. `sole_route` lists
    actor ids. `without_financier` is the same figure with the financier out of the far side.
    """

    gap: str
    near: int
    left: int
    far: int
    reached: int
    none: int
    unknown: int
    told: int
    asked: float | None
    lower: float | None
    upper: float | None
    estimate: float | None
    low: float | None
    high: float | None
    coverage: float | None
    reason: str | None
    why: Mapping[str, str]
    parts: Parts
    two_step: float | None
    platform_dependence: float | None
    platform_dependence_high: float | None
    sole_route: tuple[str, ...] | None
    lens: Lens = Lens.STRUCTURAL
    without_financier: "GapFigure | None" = None
    # The rest is not in the JSON of version 1: what the sentences and the way down need.
    blank_countries: int = 0
    declared_by: tuple[str, ...] = ()
    limit: str = ""
    states: tuple[NearState, ...] = ()
    # Beside the gap (`samspel.terms.structure`); None where it cannot be told.
    sensitivity: tuple[Sensitivity, ...] | None = None
    levers: Levers | None = None
    by_max_size: tuple[SizeLine, ...] | None = None
    hang_on_one: float | None = None
    leave_one_out: LeftOut | None = None
    next_step: NextStep | None = None
    fragmentation: float | None = None
    fragmentation_without_platform: float | None = None
    costliest: tuple[Costly, ...] | None = None
    saturated: bool | None = None
    strength: float | None = None
    ladder: Ladder | None = None
    flows: tuple[FlowVolume, ...] | None = None
    levels: tuple[LevelShare, ...] | None = None
    concentration: Concentration | None = None
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What is asked for. `max_size` is the largest act that carries contact."""

    ecosystem: str
    on: date
    definitions: Definitions
    window_months: int = 24
    as_recorded: bool = False
    max_size: int = 50
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A measuring run: settings, the data it read (by hash) and one figure a gap."""

    settings: RunSettings
    ecosystem_name: str
    boundary: str
    snapshot: str
    version: str
    gaps: tuple[GapFigure, ...]
    example: bool = False

    def gap(self, key: str) -> GapFigure:
        """The figure of one gap; KeyError when it was not measured."""
        for figure in self.gaps:
            if figure.gap == key:
                return figure
        raise KeyError(key)
