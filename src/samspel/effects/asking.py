"""How long a time the surveys of each day asked about: a longer one finds more contacts.

Neighbours get `days_asked` and `leans_with`, whether a verdict goes the way that a difference in
what was asked would take it by itself.
"""

import numpy as np

from samspel.effects.seen import Seen
from samspel.gaps.coded import Ints
from samspel.gaps.observed import about_window, uncounted
from samspel.terms.changes import Verdict

__all__ = ["days_asked", "leans_with"]


def days_asked(seen: Seen, gap: str) -> int | None:
    """How many days the surveys ask about that near actors have answered; None without any.

    Days that several surveys ask about count once. Days outside the window count too: a yes may be
    about any of them.
    """
    states = seen.states
    scene = states.scene
    claims = scene.indexed.own.get(gap)
    if claims is None or states.withheld:
        return None
    counted = seen.sides.near & ~uncounted(gap, scene)
    waves = np.unique(claims.wave[about_window(scene, claims) & counted[claims.actor]])
    if not waves.size:
        return None
    asked = scene.indexed.waves
    return _union(asked.first[waves], asked.last[waves])


def _union(first: Ints, last: Ints) -> int:
    order = np.argsort(first, kind="stable")
    days, until = 0, int(first[order[0]]) - 1
    for begin, end in zip(first[order].tolist(), last[order].tolist(), strict=True):
        days += max(0, end - max(begin, until + 1) + 1)
        until = max(until, end)
    return days


def leans_with(verdict: Verdict, first: int, last: int) -> bool:
    """Whether asking about a longer time on one day may be what gave the verdict.

    Only a change that goes the other way has come about in spite of it.

    >>> leans_with(Verdict.FORWARD, 365, 730), leans_with(Verdict.BACKWARD, 365, 730)
    (True, False)
    """
    return verdict is not (Verdict.BACKWARD if last > first else Verdict.FORWARD)
