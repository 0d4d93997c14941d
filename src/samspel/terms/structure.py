"""What stands beside a gap: how it holds, what would move it, how deep and wide contact goes.

Each is a part of a `GapFigure` (`samspel.terms.runs`). Codes are the same in both languages;
`samspel.reports` has the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = [
    "LEVERS",
    "MINUTES_EACH",
    "NEXT_STEPS",
    "NULLS",
    "RUNGS",
    "Concentration",
    "Costly",
    "FarTies",
    "FlowVolume",
    "Ladder",
    "LeftOut",
    "LevelShare",
    "Levers",
    "Matrix",
    "NextStep",
    "Sensitivity",
    "SizeLine",
]

# By what null the parts that are shown were found.
NULLS = ("closed_form", "curveball")

LEVERS = (
    "recruiting",  # inactive actors: bring them in
    "more_acts",  # thin, and one more act each moves more
    "more_far",  # thin, and twice as much of the far side moves more
    "introduction",  # sorted: the same ones are passed over
)

NEXT_STEPS = (
    "choose_day",  # the record runs `first` to `last`: measure on a day within it
    "register_near",  # register `count` more on the near side
    "register_far",  # register who the far side is
    "register_elsewhere",  # register another ecosystem's members
    "other_source",  # the source cannot show it: read another, or ask
    "record",  # nobody is left to ask: record the acts of the period
    "ask",  # ask `count` until a figure can be said
    "narrow",  # ask `count` until the interval is narrow
    "ask_rest",  # the interval is narrow; `count` are still unknown
    "test_declaration",  # ask `count` of those a declared log calls none
    # Of a change between two days (`samspel.terms.changes`).
    "choose_apart",  # the windows overlap: an earlier first day `first`, or a later last day `last`
    "choose_later",  # too few were there both times: from `first` to `last` at the earliest
    "ask_told",  # ask `count` of whom others have told, themselves
    "ask_again",  # ask `count` again, about as long a time as the other survey: `first` to `last`
    "record_value",  # record `count` values of the indicator
    # By place (`samspel.terms.places`).
    "classify_places",  # say of `count` municipalities whether they are dense or sparse
    "place_actors",  # say which municipality `count` actors are in
)

# Minutes that one of what a next step asks for takes: assumptions of the house, their grounds in
# docs/reference/measures/next_step.md. Nobody has timed them.
MINUTES_EACH: Mapping[str, int] = MappingProxyType(
    {
        "choose_day": 1,
        "register_near": 2,
        "register_far": 2,
        "register_elsewhere": 2,
        "other_source": 240,
        "record": 2,
        "ask": 3,
        "narrow": 3,
        "ask_rest": 3,
        "test_declaration": 3,
        "choose_apart": 1,
        "choose_later": 1,
        "ask_told": 3,
        "ask_again": 3,
        "record_value": 2,
        "classify_places": 1,
        "place_actors": 1,
    }
)

# The ladder of a tie (R66), from the lowest rung.
RUNGS = ("awareness", "cooperation", "coordination", "integration")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The gap if those with contact answer `times` as readily: the odds of the unknown / times."""

    times: float
    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Levers:
    """*thin* after each lever, the lever that moves more, and what the largest part calls for.

    `moves_more` is None when neither moves it; `first`, a code of `LEVERS`, when no part is read.
    """

    more_acts: float
    more_far: float
    moves_more: str | None
    first: str | None


@dataclass(frozen=True, slots=True)
class SizeLine:
    """The gap when acts of up to `max_size` participants carry contact."""

    max_size: int
    reached: int
    upper: float | None
    estimate: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The recorded act without which most near actors lose contact: `actors` of them."""

    act: str
    title: str
    actors: int
    fall: float


@dataclass(frozen=True, slots=True)
class NextStep:
    """The cheapest next step: a code of `NEXT_STEPS`, how many, and the minutes it takes.

    `first` and `last` are the days between which the record lies, of `choose_day`, None where that
    end is open; of a step of a change, the days it names or asks about.
    """

    code: str
    count: int | None = None
    minutes: int | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Costly:
    """An actor whose absence costs two-step reach; it is itself out of every count.

    `lost` near actors reach the far side with it and not without, those named in `sole_route` by
    id; `dependence` and `dependence_high` are the shares lost without its participations and
    without its acts.
    """

    actor: str
    lost: int
    dependence: float
    dependence_high: float
    fragmentation: float | None
    sole_route: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """Near actors with a tie to the far side, each on the highest rung of its ties."""

    awareness: int
    cooperation: int
    coordination: int
    integration: int


@dataclass(frozen=True, slots=True)
class FlowVolume:
    """Acts with a near and a far actor in which this flows, and the near actors in them.

    `flow` is empty where no flow is recorded.
    """

    flow: str
    acts: int
    actors: int


@dataclass(frozen=True, slots=True)
class LevelShare:
    """Acts with a near and a far actor at this level, and their share of all such acts."""

    level: str
    acts: int
    share: float


@dataclass(frozen=True, slots=True)
class FarTies:
    """A far actor and the near actors it has a tie to."""

    actor: str
    ties: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How many ties there are, to how many far actors, and what share the first three hold."""

    ties: int
    far_met: int
    top: tuple[FarTies, ...]
    top_share: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """Ecosystem by ecosystem: members of a row's who met a member of a column's.

    `members[r]` are those of the row; `reached[r][c]` how many of them share an act with a
    member of c that is none of r's; on the diagonal, with another member of their own. `names`
    go with `ecosystems`. `totals[r]` are those of the row who met somebody of any other ecosystem.
    `reasons[r][c]`, a code of `samspel.terms.REASONS`, says why a cell says nothing; `unsaid[r]`
    the same of a total. Counts are of the record: at least so many.
    """

    ecosystems: tuple[str, ...]
    members: tuple[int, ...]
    reached: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]
    totals: tuple[int, ...] = ()
    reasons: tuple[tuple[str | None, ...], ...] = ()
    unsaid: tuple[str | None, ...] = ()
