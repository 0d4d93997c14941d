"""How many more to ask for a verdict: the fewest who are expected to be enough.

Neighbours get `Open`, what is not known of the stayers on one day, and `cheapest`, whom to ask
about which day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samspel.effects.draws import hidden, hidden_in
from samspel.effects.seen import Seen
from samspel.gaps.coded import Mask
from samspel.terms import MINUTES_EACH
from samspel.uncertainty import FEWEST, Term

__all__ = ["BOTH", "DAYS", "DRAWS", "LIKELY", "Asking", "Open", "cheapest"]

# A verdict is likely enough to be worth asking for: four times in five.
LIKELY = 0.8
DRAWS = 500
# Of a normal curve, in its standard deviations: nine tenths lie above the one below its mean
# (`verdicts.SURE`), and between the other on either side of it.
_ONE_WAY, _EITHER_WAY = 1.2815515655446004, 1.6448536269514722
_SLACK = 1e-9

BOTH = "both"
DAYS = ("from", "to")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Kind:
    """One class of stayers on a day: those who may be asked, those whose few answers are left
    out, what is learnt of the class, and draws of its q and of chance beside it."""

    unknown: int
    left_out: int
    term: Term
    q: Floats
    luck: Floats

    def after(self, part: int) -> tuple[Floats, Floats]:
        """When `part` of them have answered: how many of all are reached to the best of what is
        then known, and the variance of that, draw by draw."""
        heard = _clipped(part * self.q + np.sqrt(part * self.q * (1 - self.q)) * self.luck, part)
        seen = self.left_out * self.q
        rest, term = self.unknown - part, self.term
        wide = Term(term.unknown - part, term.yes, term.no, term.companions)
        # What companions make of the shape does not hang on these few answers.
        scale = sum(wide.shape) / (1 + term.yes + term.no) if rest else 1.0
        a, b = scale * (0.5 + term.yes + heard), scale * (0.5 + term.no + part - heard)
        share = a / (a + b)
        left = rest * share * (1 - share) * (a + b + rest) / (a + b + 1)
        return heard + seen + rest * share, left


def _clipped(found: Floats, most: int) -> Floats:
    return np.clip(np.rint(found), 0, most)


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """The stayers on one day, and what is not known of them.

    Attributes
    ----------
    reached : int
        Known to be.
    unknown : mask
        Who may be asked: nothing is known of them, or a declaration alone.
    kinds : sequence
        The same by class, with those whose few answers are left out.
    spoke : int
        Answered, and are not otherwise reached.
    need : int
        How many must be asked for the day to have a figure that may be judged; 0 where it has one.
    surveyed : bool
        Some near actor has answered.
    """

    reached: int
    unknown: Mask
    kinds: Sequence[_Kind]
    spoke: int
    need: int
    surveyed: bool

    @classmethod
    def of(
        cls, seen: Seen, groups: tuple[Mask, Mask], need: int, rng: np.random.Generator
    ) -> "Open":
        """Of one day; the groups are the stayers and the near actors of that day alone."""
        states, stayers = seen.states, groups[0]
        left_out = hidden(seen, groups) & states.answered
        found = [
            (each.unknown, hidden_in(each, seen, left_out), each.term) for each in states.classes()
        ]
        unknown = np.asarray(states.unknown)
        if states.declared_by and not states.scene.settings.as_recorded:
            # Once tested, the declaration makes nobody known who did not answer.
            claimed = Term(int(states.claimed.sum()), states.log_yes, states.log_no)
            found.append((states.claimed, np.zeros_like(unknown), claimed))
            unknown = unknown | states.claimed
        kinds = [
            _Kind(
                unknown=int((mask & stayers).sum()),
                left_out=int((few & stayers).sum()),
                term=term,
                q=rng.beta(*term.shape, DRAWS),
                luck=rng.standard_normal(DRAWS),
            )
            for mask, few, term in found
        ]
        return cls(
            reached=int((states.reached & ~left_out & stayers).sum()),
            unknown=unknown & stayers,
            kinds=kinds,
            spoke=int((states.answered & stayers).sum()),
            need=need,
            surveyed=bool(states.answered.any()),
        )

    @property
    def least(self) -> int:
        """The fewest answers that count: fewer than five of the stayers are left out (X12)."""
        return max(self.need, FEWEST - self.spoke, 1)

    def after(self, asked: int, pool: int) -> tuple[Floats, Floats]:
        """The stayers reached, and the variance of that, when so many more are asked.

        They are spread over the classes by their size; `pool` holds all of them, and others who
        are unknown on the other day alone.
        """
        total, left, before = np.full(DRAWS, float(self.reached)), np.zeros(DRAWS), 0
        for kind in self.kinds:
            through = before + kind.unknown
            found = kind.after(through * asked // pool - before * asked // pool if pool else 0)
            before = through
            total, left = total + found[0], left + found[1]
        return total, left


@dataclass(frozen=True, slots=True)
class Asking:
    """Ask `count` stayers about one day or `both`."""

    on: str
    count: int

    @property
    def minutes(self) -> int:
        """Of all, and of both days."""
        return self.count * MINUTES_EACH["ask"] * (2 if self.on == BOTH else 1)


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """Asking about the chosen days: who may be asked, and how many at least."""

    days: tuple[Open, Open]
    chosen: tuple[bool, bool]
    most: float
    pool: int = field(init=False)

    def __post_init__(self) -> None:
        pool = int(np.logical_or.reduce([day.unknown for day in self.asked]).sum())
        object.__setattr__(self, "pool", pool)

    @property
    def on(self) -> str:
        """Which day is asked about."""
        return BOTH if all(self.chosen) else DAYS[self.chosen.index(True)]

    @property
    def asked(self) -> list[Open]:
        """The days that are asked about."""
        return [day for day, mine in zip(self.days, self.chosen, strict=True) if mine]

    @property
    def least(self) -> int:
        """The fewest whose answers count on every day that is asked about."""
        return max(day.least for day in self.asked)

    @property
    def can_do(self) -> bool:
        """Whether the other day needs no asking. A survey on one day alone would change the
        recording."""
        rest = [day for day, mine in zip(self.days, self.chosen, strict=True) if not mine]
        return all(day.surveyed and not day.need for day in rest)

    def chance(self, count: int) -> float:
        """How likely a verdict is with so many answers more."""
        numbers = [min(count, self.pool) if mine else 0 for mine in self.chosen]
        first, last = (day.after(n, self.pool) for day, n in zip(self.days, numbers, strict=True))
        centre, spread = last[0] - first[0], np.sqrt(first[1] + last[1] + _SLACK)
        told, moved = int(self.most + _SLACK) + 0.5, np.abs(centre)
        sure = (moved - told >= _ONE_WAY * spread) | (told - moved >= _EITHER_WAY * spread)
        return float(sure.mean())

    def fewest(self) -> int | None:
        """The least number that makes a verdict likely, by halving; None where not even all do,
        since the other day stays as it is."""
        few, many = self.least, max(self.pool, self.least)
        if self.chance(few) >= LIKELY:
            return few
        if self.chance(many) < LIKELY:
            return None
        while many - few > 1:
            half = (few + many) // 2
            few, many = (few, half) if self.chance(half) >= LIKELY else (half, many)
        return many


def cheapest(days: tuple[Open, Open], most: float, *, frank: bool = True) -> Asking:
    """Whom to ask about which day, for the fewest minutes.

    Parameters
    ----------
    days : (Open, Open)
    most : float
        How many stayers may change without a change being told: delta times their number.
    frank : bool
        False where no number may tell what was answered: then all of the unknown.

    Notes
    -----
    When m of the unknown are asked, they answer with a q of the posterior, drawn `DRAWS` times;
    what is then left unknown is beta-binomial by what they and those before them said, and is
    taken as a normal curve of that mean and variance, with the half actor between whole ones. A
    draw has a verdict where more than delta one way has 0.9, or the 90 % interval lies within it.
    m is enough where four draws of five have one; with all known on both days every draw has.
    """
    both = _Plan(days, (True, True), most)
    if not frank:
        return Asking(BOTH, max(both.pool, both.least))
    alone = (_Plan(days, chosen, most) for chosen in ((False, True), (True, False)))
    plans = (both, *(plan for plan in alone if plan.can_do))
    found = [Asking(plan.on, count) for plan in plans if (count := plan.fewest())]
    return min(found, key=lambda each: each.minutes)
