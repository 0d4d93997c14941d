"""Which cells of a release are published, held against this release and all earlier ones.

Neighbours get `decide`. What can be worked out is `samspel.uncertainty.release`'s.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from samspel.gaps.perceived.wave import Polled, Wave
from samspel.terms.releases import RELEASE_ITEMS, Release, ReleaseCheck
from samspel.uncertainty import FEWEST
from samspel.uncertainty.release import (
    WITHIN,
    Atoms,
    Counted,
    Range,
    Window,
    determined,
    suppressed,
)

__all__ = ["Key", "decide"]

# Gap, side, place and item; the item is empty for how it works.
Key = tuple[str, str, str, str]

_PLACES = ("ecosystem", "dense", "sparse")
_LATEST = 3  # beside all releases together, the latest few: all may contradict each other


def decide(waves: Sequence[Wave], before: Sequence[Release]) -> tuple[Set[Key], ReleaseCheck]:
    """The keys that are published of the last wave, and what was tried against them.

    A cell's other items are published only where the cell itself is, so that what is withheld
    in one place is withheld there whatever was asked.
    """
    current, found, shown = len(waves) - 1, list[Range](), set[Key]()
    for gap, side in waves[current].sides:
        sides = [wave.sides[gap, side] for wave in waves]
        windows = _windows(sides)
        for item in ("", *RELEASE_ITEMS):
            if item and not waves[current].asks(item):
                continue
            held = _Held((gap, side), item, {key for key in shown if key[3] == ""})
            cells = _cells(waves, before, held)
            kept, ranges = suppressed(cells, _as_wide(windows, item), current)
            shown |= {
                (gap, side, cell.name, item)
                for cell in kept
                if cell.release == current and cell.published
            }
            found += ranges
    return shown, _checked(found, before)


def _checked(found: Sequence[Range], before: Sequence[Release]) -> ReleaseCheck:
    left = [each.width for each in found if each.width > 2 * WITHIN]
    return ReleaseCheck(
        within=WITHIN,
        counts=len(found),
        narrowest=min(left, default=None),
        earlier=tuple(each.number for each in before),
        passed=not determined(found),
    )


class _Held:
    """One item of one side, and the cells that are published of how it works."""

    def __init__(self, of: tuple[str, str], item: str, shown: Set[Key]) -> None:
        self.of, self.item, self.shown = of, item, shown

    def may(self, wave: Wave, place: str) -> bool:
        """Five in the denominator, no group of actors with over half of them, and the cell
        itself published."""
        if self.item and (*self.of, place, "") not in self.shown:
            return False
        polled = wave.sides[self.of]
        parts = polled.parts(place)
        respondents = sum(_counts(polled, parts, self.item))
        largest = polled.largest_group(parts, wave.groups, self.item)
        return respondents >= FEWEST and 2 * largest <= respondents


def _cells(waves: Sequence[Wave], before: Sequence[Release], held: _Held) -> list[Counted]:
    cells: list[Counted] = []
    for number, wave in enumerate(waves):
        if number < len(before):
            out = _out(before[number], held)
        else:
            out = {place for place in _PLACES if held.may(wave, place)}
        cells += _counted(number, wave.sides[held.of], held.item, out)
    return cells


def _out(release: Release, held: _Held) -> set[str]:
    """The places where an earlier release published the item."""
    if not held.item:
        rows = [(cell.key, cell.reason) for cell in release.cells]
    else:
        rows = [(each.key, each.reason) for each in release.answers if each.item == held.item]
    return {key[2] for key, reason in rows if key[:2] == held.of and reason is None}


def _counted(number: int, polled: Polled, item: str, out: Set[str]) -> list[Counted]:
    """The cells of one side at one release, and those in neither class, who are never shown."""
    cells = []
    for place in (*_PLACES, "rest"):
        parts = polled.parts(place)
        if not parts or (place == "rest" and "rest" not in polled.part):
            continue
        counts = _counts(polled, parts, item)
        cells.append(Counted(number, parts, counts, place in out, place))
    return cells


def _counts(polled: Polled, parts: frozenset[str], item: str) -> tuple[int, ...]:
    if item:
        return polled.counts(parts, item)
    votes = polled.votes(parts)
    return votes.poor, votes.well


def _windows(sides: Sequence[Polled]) -> list[Window]:
    """This release alone, with each earlier one, with the latest few, and with all of them."""
    current = len(sides) - 1
    chosen = [(current,), *((each, current) for each in range(current))]
    latest, whole = tuple(range(max(0, current - _LATEST), current + 1)), tuple(range(current + 1))
    chosen += [each for each in dict.fromkeys((latest, whole)) if len(each) > 2]
    found = []
    for releases in chosen:
        seen = [sides[release] for release in releases]
        atoms = _atoms(seen)
        found.append(Window(releases, atoms, _between(seen, atoms) if len(seen) == 2 else ()))
    return found


def _as_wide(windows: Sequence[Window], item: str) -> list[Window]:
    """The windows with as many answers to each cell as the item has."""
    none = (0,) * (len(RELEASE_ITEMS[item]) if item else 2)
    return [
        replace(window, between=tuple(replace(each, counts=none) for each in window.between))
        for window in windows
    ]


def _between(sides: Sequence[Polled], atoms: Atoms) -> tuple[Counted, ...]:
    """Who came to and who went from each cell between two releases.

    The new cell less the old one is what they said, if the others answer as before.
    """
    found = []
    for place in _PLACES:
        then, now = (side.parts(place) for side in sides)
        came = frozenset(s for s in atoms if s[1] in now and s[0] not in then)
        went = frozenset(s for s in atoms if s[0] in then and s[1] not in now)
        found.append(Counted(1, now, (), published=False, among=came))
        found.append(Counted(0, then, (), published=False, among=went))
    return tuple(each for each in found if each.among)


def _atoms(sides: Sequence[Polled]) -> Atoms:
    """How many stood in which part at each release."""
    where = [dict(zip(side.who, side.part, strict=True)) for side in sides]
    everyone = sorted(set().union(*where))
    return Counter(tuple(one.get(actor) for one in where) for actor in everyone)
