"""What would move the gap: more acts, more of the far side in them, recruiting, introducing.

Neighbours get `levers_of` (method section 3).
"""

from fractions import Fraction

from samspel.gaps.parts import Slots
from samspel.terms import Levers, Parts
from samspel.uncertainty import empty_handed

__all__ = ["READ_BEYOND", "levers_of"]

READ_BEYOND = 2  # standard deviations of the null, beyond which *sorted* is read


def levers_of(slots: Slots, parts: Parts) -> Levers:
    """*thin* after each of two levers, which moves more, and what the largest part calls for.

    - `more_acts` is thin′: one more act for each of the a active actors at today's mix; M + a
      slots, M₀ + a·M₀/M of them without the label, k_i + 1 slots of i. The whole is rounded to a
      count of slots, half to even: the new slots alone have no count of their own to be even.
    - `more_far` is thin″: far actors in twice as many slots; M₀″ = max(0, 2·M₀ − M).
    - `first` names what the largest of the shown parts calls for: *inactive* `recruiting`, *thin*
      the lever that moves more, *sorted* (only beyond two standard deviations) an `introduction`.

    Notes
    -----
    Both start from the closed form. Odd cases: with nobody active both are 0 and nothing moves;
    where the two move alike, `more_acts` is named; where neither moves it, none.
    """
    thin, n = parts.thin or 0.0, slots.near
    more_acts, more_far = (_thin(*urn) / n for urn in _urns(slots))
    moves = None
    if min(more_acts, more_far) < thin:
        moves = "more_acts" if more_acts <= more_far else "more_far"
    return Levers(more_acts, more_far, moves, _first(parts, moves))


def _urns(slots: Slots) -> tuple[tuple[Slots, int, int, int], tuple[Slots, int, int, int]]:
    total, unmarked = slots.total, slots.unmarked
    grown = round(Fraction((total + slots.active) * unmarked, total)) if total else 0
    return (
        (slots, 1, total + slots.active, grown),
        (slots, 0, total, max(0, 2 * unmarked - total)),
    )


def _thin(slots: Slots, more: int, total: int, unmarked: int) -> float:
    each = slots.each
    return empty_handed(each[each > 0] + more, total, unmarked).mean


def _first(parts: Parts, moves: str | None) -> str | None:
    sorted_, sd = parts.shown_sorted or 0.0, parts.shown_sorted_sd or 0.0
    read = sd > 0 and sorted_ > READ_BEYOND * sd
    found = (
        (parts.inactive or 0.0, "recruiting"),
        (parts.shown_thin or 0.0, moves),
        (sorted_ if read else 0.0, "introduction"),
    )
    # The largest; of two alike the one that is told first.
    share, first = max(found, key=lambda each: each[0])
    return first if share > 0 else None
