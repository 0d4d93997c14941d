"""How far a verdict holds when those with contact answer more readily than the others.

Neighbours get `leaning_of`: the factor at which the verdict is another, leaning on both days and
on one day only. A readiness that differs between the days is the likelier danger: a survey that
the programme sends out itself, or the second of two.
"""

from collections.abc import Callable
from dataclasses import dataclass

from samspel.effects.draws import hidden
from samspel.effects.seen import Pair
from samspel.gaps.robust import TIMES
from samspel.terms.changes import Verdict

__all__ = ["Leaning", "leaning_of"]

# The verdict when the odds of the unknown are multiplied by these on the first and the last day.
Judge = Callable[[tuple[float, float]], Verdict]
_BOTH, _FIRST, _LAST = (True, True), (True, False), (False, True)


@dataclass(frozen=True, slots=True)
class Leaning:
    """The least factors, in tenths, at which the verdict is another; None where it holds.

    `holds_at` is the most that was tried, where the verdict holds leaning on both days. All are
    None where nobody who stayed is unknown on either day: then no leaning can turn it.
    """

    turns_at: float | None = None
    turns_at_from: float | None = None
    turns_at_to: float | None = None
    holds_at: float | None = None


def leaning_of(pair: Pair, judge: Judge) -> Leaning:
    """The leaning of a verdict; `judge` draws with the same random numbers each time."""
    if not _unknown(pair):
        return Leaning()
    verdict = judge((1.0, 1.0))
    both, first, last = (_turn(judge, verdict, days) for days in (_BOTH, _FIRST, _LAST))
    return Leaning(both, first, last, TIMES[-1] if both is None else None)


def _unknown(pair: Pair) -> bool:
    """Whether some stayer is unknown on a day, or counted so since few answered."""
    groups = (pair.start, pair.leavers), (pair.end, pair.joiners)
    return any(
        ((day.states.unknown | hidden(day, (pair.stayers, others))) & pair.stayers).any()
        for day, others in groups
    )


def _turn(judge: Judge, verdict: Verdict, days: tuple[bool, bool]) -> float | None:
    """The least tenth at which it is another: found between two of `TIMES` by halving.

    Leaning on one day moves that day alone, so a verdict once lost does not come back and the
    most is tried first; leaning on both moves the two against each other.
    """

    def holds(tenths: int) -> bool:
        odds = 10 / tenths
        return judge((odds if days[0] else 1.0, odds if days[1] else 1.0)) is verdict

    good = 10
    for times in TIMES[1:] if days == _BOTH else TIMES[-1:]:
        bad = round(10 * times)
        if not holds(bad):
            break
        good = bad
    else:
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(middle) else (good, middle)
    return bad / 10
