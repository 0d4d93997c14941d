"""What the unknown may be, drawn many times, and the change's parts in each draw.

Neighbours get `draw` and `Draws`: counts of reached actors by group and day, one a draw; and
`drawn_stayers`, those of the stayers when those with contact answer more readily.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samspel.effects.seen import Pair, Seen
from samspel.gaps.coded import Ints, Mask
from samspel.gaps.states import Class
from samspel.uncertainty import Term, withheld

__all__ = ["DRAWS", "Draws", "Group", "decomposed", "draw", "drawn_stayers", "hidden", "hidden_in"]

DRAWS = 4000
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Actors of one group on one day: how many, and the reached in each draw and on average."""

    size: int
    reached: Counts
    mean: float

    @property
    def gap(self) -> Floats:
        """The share not reached in each draw; of nobody, 0."""
        return (self.size - self.reached) / max(self.size, 1)

    @property
    def mean_gap(self) -> float:
        """Its average over all that the unknown may be, exact."""
        return (self.size - self.mean) / max(self.size, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """The groups: stayers on both days, joiners, leavers, and the first day by its own roles."""

    stayers_from: Group
    stayers_to: Group
    joiners: Group
    leavers: Group
    own_roles: Group


def draw(pair: Pair, then: Seen, rng: np.random.Generator, count: int = DRAWS) -> Draws:
    """Draw the states of the unknown on both days, independently of each other.

    Within a class (`States.classes`) q ~ Beta(½ + yes, ½ + no), one q a draw, and each group's
    unknown in it are binomial with that q: summed over the groups of a day the missing are
    Beta-binomial, as in the estimate of that day. Where unknown actors with contact come several
    at a time the q of a draw holds that too (`Term.shape`), so they hang together as there.

    Parameters
    ----------
    pair : Pair
        Both days, roles of the last.
    then : Seen
        The first day with the roles it had. Whoever is unknown in both readings of the first
        day is drawn once for both, so that the term of roles holds what roles did and no luck.
    rng : Generator
    count : int

    Notes
    -----
    Where one to four actors of a group answered on a day, their answers are left out of it, as if
    not given (`hidden`): otherwise a part would show what they said.
    """
    rates = _Rates(rng, count), _Rates(rng, count)
    end = _Day(pair.end, hidden(pair.end, (pair.stayers, pair.joiners)), rng, rates[0])
    few = hidden(pair.start, (pair.stayers, pair.leavers))
    start, own = (_Day(seen, few, rng, rates[1]) for seen in (pair.start, then))
    stayers_to, joiners = (end.group(g) for g in (pair.stayers, pair.joiners))
    if then is pair.start:
        stayers, leavers = (start.group(g) for g in (pair.stayers, pair.leavers))
        whole = Group(
            stayers.size + leavers.size,
            stayers.reached + leavers.reached,
            stayers.mean + leavers.mean,
        )
        return Draws(stayers, stayers_to, joiners, leavers, whole)
    stayers, leavers, whole = _both_readings(pair, (start, own), rng)
    return Draws(stayers, stayers_to, joiners, leavers, whole)


def drawn_stayers(
    pair: Pair, rng: np.random.Generator, odds: tuple[float, float]
) -> tuple[Counts, Counts]:
    """The stayers reached on the first and on the last day, with the odds of the unknown
    multiplied by these, as in the sensitivity of an estimate."""
    gone, came = (pair.stayers, pair.leavers), (pair.stayers, pair.joiners)
    first, last = (
        _Day(seen, hidden(seen, groups), rng, _Rates(rng, DRAWS, by)).group(pair.stayers)
        for seen, groups, by in ((pair.start, gone, odds[0]), (pair.end, came, odds[1]))
    )
    return first.reached, last.reached


def decomposed(draws: Draws, *, mean: bool) -> dict[str, Any]:
    """The identity of method section 6, for every draw or for the averages.

        g(N₁,t₁) − g(N₀,t₀) = [g(S,t₁) − g(S,t₀)] + |J|/|N₁| · [g(J,t₁) − g(S,t₁)]
                              + |L|/|N₀| · [g(S,t₀) − g(L,t₀)] + [g(N₀,t₀) − g(N₀′,t₀)]

    with N₀′ the near actors of the first day by the roles they had then. An empty J or L gives 0.
    """
    s0, s1, j, l_ = (
        each.mean_gap if mean else each.gap
        for each in (draws.stayers_from, draws.stayers_to, draws.joiners, draws.leavers)
    )
    before = draws.own_roles.mean_gap if mean else draws.own_roles.gap
    size, came, left = draws.stayers_to.size, draws.joiners.size, draws.leavers.size
    parts = {
        "stayers": s1 - s0,
        "joiners": came / (size + came) * (j - s1),
        "leavers": left / (size + left) * (s0 - l_),
        "roles": (size * s0 + left * l_) / (size + left) - before,
    }
    return {**parts, "total": (size * s1 + came * j) / (size + came) - before}


def hidden(seen: Seen, groups: tuple[Mask, ...]) -> Mask:
    """The actors whose answers are left out: one to four of their group answered (X12)."""
    found = np.zeros(seen.sides.near.size, np.bool_)
    for group in groups:
        answered = seen.states.answered & group
        if withheld(int(answered.sum())):
            found |= answered
    return found


def hidden_in(each: Class, seen: Seen, hidden: Mask) -> Mask:
    """Those of the hidden who are drawn with the unknown of that class."""
    active = seen.states.scene.recorded
    like = {"all": hidden, "active": hidden & active, "inactive": hidden & ~active}
    return like.get(each.name, np.zeros_like(hidden))


class _Rates:
    """The q of each class in each draw. Classes of one name rise and fall together."""

    def __init__(self, rng: np.random.Generator, count: int, odds: float = 1.0) -> None:
        self._rng, self.count, self._odds = rng, count, odds
        self._ranks: dict[str, Ints] = {}
        self._found: dict[tuple[str, Term], Floats] = {}

    def of(self, name: str, term: Term) -> Floats:
        """Beta draws, dealt to the draws by the ranks that all classes of that name share."""
        name = "active" if name == "all" else name
        key = (name, term)
        if key not in self._found:
            if name not in self._ranks:
                self._ranks[name] = self._rng.permutation(self.count)
            drawn = np.sort(self._rng.beta(*term.shape, self.count))
            leaning = self._odds * drawn / (1 - drawn + self._odds * drawn)
            self._found[key] = (drawn if self._odds == 1 else leaning)[self._ranks[name]]
        return self._found[key]


class _Day:
    """One reading of one day: which class each unknown actor stands in, and its q."""

    def __init__(self, seen: Seen, hidden: Mask, rng: np.random.Generator, rates: _Rates) -> None:
        self.seen, self.rng, self.rates, self.count = seen, rng, rates, rates.count
        # Where the record is declared whole nobody is unknown, so nobody can be made so.
        declares = seen.states.scene.settings.as_recorded
        self.hidden = hidden & seen.states.answered & (not declares)
        self.classes = seen.states.classes()
        left_out = [hidden_in(each, seen, self.hidden) for each in self.classes]
        self.unknown = [
            each.unknown | mask for each, mask in zip(self.classes, left_out, strict=True)
        ]

    def known(self, actors: Mask) -> int:
        """The group's actors known to be reached."""
        return int((self.seen.states.reached & ~self.hidden & actors).sum())

    def group(self, actors: Mask) -> Group:
        """The group's known reached, and its unknown drawn class by class."""
        known = self.known(actors)
        reached, mean = np.full(self.count, known, np.int64), float(known)
        for each, mask in zip(self.classes, self.unknown, strict=True):
            unknown = int((mask & actors).sum())
            if unknown:
                reached += self.rng.binomial(unknown, self.rates.of(each.name, each.term))
                mean += unknown * _expected(each.term)
        return Group(int(actors.sum()), reached, mean)

    def coded(self) -> Ints:
        """Per actor the class it stands in, from 1; 0 when it is known or not near."""
        found = np.zeros(self.seen.sides.near.size, np.int64)
        for code, mask in enumerate(self.unknown, start=1):
            found[mask] = code
        return found

    def rate(self, code: int) -> Floats:
        """q of the class of that code in each draw."""
        each = self.classes[code - 1]
        return self.rates.of(each.name, each.term)


def _expected(term: Term) -> float:
    return (0.5 + term.yes) / (1 + term.yes + term.no)


def _both_readings(
    pair: Pair, days: tuple[_Day, _Day], rng: np.random.Generator
) -> tuple[Group, Group, Group]:
    """Stayers and leavers by the last roles, and all near actors by the first, drawn together."""
    start, own = days
    groups = (pair.stayers, pair.leavers, own.seen.sides.near)
    reached, means = [], []
    for day, actors in zip((start, start, own), groups, strict=True):
        known = day.known(actors)
        reached.append(np.full(start.count, known, np.int64))
        means.append(float(known))
    group = np.where(pair.stayers, 1, np.where(pair.leavers, 2, 0))
    kinds = len(own.classes) + 1
    code = (group * (len(start.classes) + 1) + start.coded()) * kinds + own.coded()
    for atom, unknown in zip(*np.unique(code, return_counts=True), strict=True):
        rest, theirs = divmod(int(atom), kinds)
        which, ours = divmod(rest, len(start.classes) + 1)
        one, two = _together(int(unknown), (start, ours), (own, theirs), rng)
        if ours:
            reached[which - 1] += one
            means[which - 1] += int(unknown) * _expected(start.classes[ours - 1].term)
        if theirs:
            reached[2] += two
            means[2] += int(unknown) * _expected(own.classes[theirs - 1].term)
    made = [
        Group(int(actors.sum()), count, mean)
        for actors, count, mean in zip(groups, reached, means, strict=True)
    ]
    return made[0], made[1], made[2]


def _together(
    unknown: int, one: tuple[_Day, int], two: tuple[_Day, int], rng: np.random.Generator
) -> tuple[Counts | int, Counts | int]:
    """The reached among actors unknown in one reading or both; in both, with one uniform each.

    With q ≥ q′ the second count is the first thinned by q′/q, else the first and of the rest a
    share (q′ − q)/(1 − q): as if actor by actor the same uniform were below q and below q′.
    """
    if not one[1]:
        return 0, rng.binomial(unknown, two[0].rate(two[1])) if two[1] else 0
    q = one[0].rate(one[1])
    first = rng.binomial(unknown, q)
    if not two[1]:
        return first, 0
    other = two[0].rate(two[1])
    thinned = rng.binomial(first, np.clip(other / np.maximum(q, 1e-300), 0, 1))
    more = np.clip((other - q) / np.maximum(1 - q, 1e-300), 0, 1)
    return first, np.where(other <= q, thinned, first + rng.binomial(unknown - first, more))
