"""Figures by place: dense and sparse municipalities, and distance to the far side.

Neighbours get the dataclasses below. Codes are the same in both languages; `samspel.reports`
has the words (R137-R144).
"""

from dataclasses import dataclass, field

from samspel.terms.runs import Estimate, Parts, Run
from samspel.terms.structure import (
    Concentration,
    FlowVolume,
    Ladder,
    LevelShare,
    Levers,
    NextStep,
    Sensitivity,
    SizeLine,
)

__all__ = [
    "BANDS",
    "FEWEST_IN_CLASS",
    "PLACE_REASONS",
    "Band",
    "ClassFigure",
    "Municipality",
    "PlaceFigure",
    "PlaceReading",
    "PlaceRun",
    "PlaceSplit",
]

# Nothing is split when a class has fewer near actors (method section 3).
FEWEST_IN_CLASS = 10

# Kilometres to the nearest far actor: under 30, 30 to 100, over 100, not known.
BANDS = ("under_30", "30_100", "over_100", "unknown")

PLACE_REASONS = (
    "no_place_class",  # no near actor's municipality is said to be dense or sparse
    "few_in_class",  # a place class has under ten near actors
    "no_far_side",  # no such actor registered
    "limits",  # the source says that it cannot show this gap
)


@dataclass(frozen=True, slots=True)
class ClassFigure:
    """One gap among the near actors of one place class. Shares are 0-1.

    `estimate` is the gap; `reason` a code of `samspel.terms.REASONS` when it is None. `inactive`
    is the share without any act that carries contact, `two_step` the share reached in one step
    or two. The rest is as of a `GapFigure`, among these near actors and all of the far side: None
    where it cannot be told (no platform is registered, or nobody is reached). `next_step` is the
    cheapest that would let the gap of the class be said, or said more surely.
    """

    near: int
    reached: int
    none: int
    unknown: int
    lower: float
    upper: float
    estimate: Estimate | None
    reason: str | None
    inactive: float
    two_step: float
    parts: Parts = field(default_factory=Parts)
    platform_dependence: float | None = None
    platform_dependence_high: float | None = None
    sole_route: tuple[str, ...] | None = None
    strength: float | None = None
    ladder: Ladder | None = None
    flows: tuple[FlowVolume, ...] | None = None
    next_step: NextStep | None = None
    levels: tuple[LevelShare, ...] | None = None
    concentration: Concentration | None = None
    sensitivity: tuple[Sensitivity, ...] | None = None
    levers: Levers | None = None
    by_max_size: tuple[SizeLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class PlaceSplit:
    """Reached share of sparse less that of dense, and its two parts, which add up to it.

    Each with its 90 % bootstrap interval over actors. `answers` is False where the split rests
    on records alone, because the answers within some part of it are too few.
    """

    difference: Estimate
    fewer_acts: Estimate
    same_acts: Estimate
    answers: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Near actors whose nearest far actor lies within the band, and those of them reached."""

    band: str
    near: int
    reached: int

    @property
    def share(self) -> float | None:
        """The reached share; None when nobody is in the band."""
        return self.reached / self.near if self.near else None


@dataclass(frozen=True, slots=True)
class Municipality:
    """Near actors of one municipality, and those of them reached by some recorded act.

    No answer counts here, told or own, so that no municipality shows what one actor said.
    `municipality` is empty for actors without one, `place_class` where it has none.
    """

    municipality: str
    name: str
    place_class: str
    near: int
    reached: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """A group of actors: how many, and the reached share that was expected and seen."""

    actors: int
    expected: float
    seen: float


@dataclass(frozen=True, slots=True)
class PlaceExpectation:
    """What a logistic model expects of the active sparse actors if they were dense.

    Counts are actors active in recorded acts; `expected` is a share, `reached_sparse` of
    `active_sparse` what was seen. `calibration` has five groups of both classes.
    """

    active_dense: int
    active_sparse: int
    reached_sparse: int
    expected: float
    calibration: tuple[Calibration, ...]


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """Both classes of a gap with their split, by one reading of its far side. `reason` (from
    `PLACE_REASONS`) says why they are None; `answers` whether answers are counted in them.
    """

    far: int
    reason: str | None
    dense: ClassFigure | None
    sparse: ClassFigure | None
    split: PlaceSplit | None
    answers: bool


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One gap by place. `unplaced` near actors have no place class; `far_unplaced` far actors
    no coordinates. `reason` (from `PLACE_REASONS`) says why dense, sparse and split are None;
    `answers` and `bands_answers` whether answers are counted or too few in some part.
    `municipalities` and `expectation` rest on recorded acts alone. The financier is left out
    (method section 2); `with_financier` has both classes with it, None where the gap asks for no
    authority or no financier is registered. `next_step` is what would let a gap be split that is
    not, or let answers that are left out be counted.
    """

    gap: str
    near: int
    far: int
    in_dense: int
    in_sparse: int
    unplaced: int
    far_unplaced: int
    reason: str | None
    dense: ClassFigure | None
    sparse: ClassFigure | None
    split: PlaceSplit | None
    answers: bool
    bands: tuple[Band, ...]
    bands_answers: bool
    municipalities: tuple[Municipality, ...] = ()
    expectation: PlaceExpectation | None = None
    next_step: NextStep | None = None
    with_financier: PlaceReading | None = None


@dataclass(frozen=True, slots=True)
class PlaceRun:
    """All gaps by place; `run` says what was measured and carries no figures of its own."""

    run: Run
    gaps: tuple[PlaceFigure, ...]
