"""Made-up windows of acts drawn from a law, and the verdict they would get.

Neighbours get `Law`, `drawn_window`, `judged` and `rate_for`. It is how the error rates of the
stop rule, the false verdicts and the power of the verdict are found.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samspel.effects.swap import Contacts, swap_test
from samspel.effects.verdicts import Evidence, verdict_of
from samspel.terms.changes import Swap, Verdict
from samspel.uncertainty import FEWEST

__all__ = ["Law", "Window", "drawn_window", "judged", "rate_for"]

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_DRAWS, _DEALS = 1000, 499


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """From what acts are drawn.

    Attributes
    ----------
    near : (areas, actors) bool
        Who stands on the near side of each area.
    weight : (actors,) float
        How often each actor is drawn, against the others.
    sizes : (kinds,) int
        Near actors in each kind of act.
    labels : (areas, kinds) bool
        Whether a kind of act holds the far side of each area; one act may serve several.
    acts : float
        The expected number of acts in a window.
    coverage : (areas,) float
        The share of each area's near actors whose state is known.
    """

    near: NDArray[np.bool_]
    weight: Floats
    sizes: Ints
    labels: NDArray[np.bool_]
    acts: float
    coverage: Floats

    def rates(self, area: int) -> Floats:
        """The expected contacts of each near actor of the area in a window."""
        slots = self.acts * float((self.sizes * self.labels[area]).mean())
        return np.asarray(slots * (self.weight / self.weight.sum())[self.near[area]])


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Contacts by area, as (act, actor) arrays, and whose state is known in each area."""

    contacts: tuple[tuple[Ints, Ints], ...]
    known: NDArray[np.bool_]


def rate_for(rates: Floats, change: float) -> float:
    """The factor on the rates that changes the expected share reached by `change`.

    With rate λ an actor is reached with probability 1 − exp(−λ); found by halving. Odd cases: a
    rise that would pass 99 % stops there, a fall that would pass 0 is 0; rates of 0 stay.

    >>> round(rate_for(np.full(3, 0.5), 0.1), 2)
    1.36
    """
    if not rates.size or not rates.any():
        return 1.0
    aim = min(float((1 - np.exp(-rates)).mean()) + change, 0.99)
    low, high = 0.0, 1e4
    if aim <= 0:
        return 0.0
    for _ in range(80):
        middle = (low + high) / 2
        reached = float((1 - np.exp(-middle * rates)).mean())
        low, high = (middle, high) if reached < aim else (low, middle)
    return high


def drawn_window(law: Law, factors: Floats, rng: np.random.Generator) -> Window:
    """One window: Poisson many acts of random kinds, with near actors drawn by weight.

    A factor under 1 takes the far side out of so many of an area's acts; over 1 it adds acts
    that serve this area alone.
    """
    kinds, known = law.sizes.size, rng.random(law.near.shape) < law.coverage[:, None]
    kind = rng.integers(kinds, size=rng.poisson(law.acts))
    act, actor = _slots(law, kind, rng)
    contacts = []
    for area in range(law.near.shape[0]):
        serves = law.labels[area][kind] & (rng.random(kind.size) < factors[area])
        mine = serves[act] & law.near[area][actor]
        more, served = max(factors[area] - 1, 0), np.flatnonzero(law.labels[area])
        extra = served[rng.integers(served.size, size=_extra(law, served, more, rng))]
        added, whom = _slots(law, extra, rng)
        own = law.near[area][whom]
        contacts.append(
            (
                np.concatenate((act[mine], kind.size + added[own])),
                np.concatenate((actor[mine], whom[own])),
            )
        )
    return Window(tuple(contacts), known & law.near)


def _extra(law: Law, served: Ints, more: float, rng: np.random.Generator) -> int:
    return int(rng.poisson(law.acts * served.size / law.sizes.size * more)) if served.size else 0


def _slots(law: Law, kind: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    act = np.repeat(np.arange(kind.size), law.sizes[kind])
    ends = np.cumsum(law.weight)
    actor = np.searchsorted(ends, rng.random(act.size) * ends[-1], side="right")
    return act, np.minimum(actor, ends.size - 1)


def judged(
    area: int, windows: tuple[Window, Window], of: tuple[Mask, float], rng: np.random.Generator
) -> Verdict:
    """The verdict of one area between two drawn windows; everybody stays.

    `of` is who stands near, and delta.

    Whoever is known has answered in that window; nothing else shows anybody. Draws and deals are
    fewer than in a measurement, which moves the error rates by less than they are known to.
    """
    near, delta = of
    n, gained = int(near.sum()), np.zeros(_DRAWS, np.int64)
    for window, sign in zip(windows, (-1, 1), strict=True):
        known = window.known[area]
        reached = np.zeros(known.size, np.bool_)
        reached[window.contacts[area][1]] = True
        yes, told = int((reached & known).sum()), int(known.sum())
        if told < n and told < FEWEST:
            return Verdict.CANNOT_SAY
        q = rng.beta(0.5 + yes, 0.5 + told - yes, _DRAWS)
        gained += sign * (yes + rng.binomial(n - told, q))
    unsure = Swap(0, 0, 1.0, 1.0)
    evidence = Evidence(gained, n, delta, unsure)
    first = verdict_of(evidence)
    if first is not Verdict.MOVED:
        return first
    swap = swap_test(*_known_contacts(area, windows), rng, _DEALS)
    return verdict_of(Evidence(gained, n, delta, swap))


def _known_contacts(area: int, windows: tuple[Window, Window]) -> tuple[Contacts, int]:
    one, two = (window.contacts[area] for window in windows)
    shift = int(one[0].max()) + 1 if one[0].size else 0
    act = np.concatenate((one[0], two[0] + shift))
    actor = np.concatenate((one[1], two[1]))
    end = np.arange(act.size) >= one[0].size
    both = windows[0].known[area] & windows[1].known[area]
    contacts = Contacts(act, actor, end, np.zeros(act.size, np.bool_)).of(both)
    return contacts, int(both.sum())
