"""Which counts must be withheld so that no withheld one can be worked out from what is published.

Neighbours get `Counted` (a cell of a grid with its counts), `Atoms` (who stands where, over
time), `Window` (what is bounded together), `ranges` (what can be worked out of each withheld
cell) and `suppressed`. Nothing here knows what an actor or a gap is.

The attacker is given more than is published: the exact counts of every published cell, how many
stand in each part at each release, and, in the programmes over several releases, that who
answers twice answers alike. Bounds are found by linear programming, see `programme`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samspel.uncertainty.programme import Atoms, Bounds, Counted, Programme, Sum

__all__ = ["WITHIN", "Atoms", "Counted", "Range", "Window", "determined", "ranges", "suppressed"]

# No withheld count may be known to within ± so many (method section 4).
WITHIN = 2


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One programme: the releases it is over, who stood where at them, and `between`, those who
    came or went, as cells whose release is a place in `releases`."""

    releases: tuple[int, ...]
    atoms: Atoms
    between: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """What a withheld count lies between by all that is published, and `before` the latest.

    `answer` is the place of the count in `Counted.counts`; None is all of them together.
    """

    cell: Counted
    answer: int | None
    low: int
    high: int
    before: Bounds | None = None

    @property
    def width(self) -> int:
        """0 when the count is known."""
        return self.high - self.low

    @property
    def narrowed(self) -> bool:
        """Whether the latest release says more than was known before it; looked at only where
        the count is known to a few."""
        return self.before is not None and (self.low, self.high) != self.before


def determined(found: Iterable[Range], within: int = WITHIN) -> tuple[Range, ...]:
    """The counts that what is published pins down to within ± `within`.

    A count that few stand behind is known to a few before anything is published; it counts only
    when publication narrows it.
    """
    return tuple(each for each in found if each.narrowed and each.width <= 2 * within)


def ranges(cells: Sequence[Counted], atoms: Atoms) -> tuple[Range, ...]:
    """The bounds of every withheld cell's counts: each answer, and all together.

    Parameters
    ----------
    cells : sequence of Counted
        Of one table over one or several releases. Releases are places in the keys of `atoms`.
    atoms : Atoms
        A signature over the releases, and how many have it.

    Returns
    -------
    tuple of Range
        None when what is published contradicts that answers stay alike, and when nothing of the
        latest release is published.

    Examples
    --------
    Ten and ten; 8 poor and 7 well in all, of which 5 and 3 in the first part: the second is
    known, though it is not published.

    >>> both, one = frozenset({"a", "b"}), frozenset({"a"})
    >>> whole, part = Counted(0, both, (8, 7), True), Counted(0, one, (5, 3), True)
    >>> other = Counted(0, frozenset({"b"}), (3, 4), False)
    >>> [(r.answer, r.low, r.high) for r in ranges([whole, part, other], {("a",): 10, ("b",): 10})]
    [(0, 3, 3), (1, 4, 4), (None, 7, 7)]
    """
    if not cells:
        return ()
    programme = Programme.of(atoms, len(cells[0].counts))
    published = [cell for cell in cells if cell.published]
    asked = [
        (cell, answer)
        for cell in cells
        if not cell.published
        for answer in (*range(len(cell.counts)), None)
    ]
    latest = programme.releases - 1
    if not any(cell.release == latest for cell in published):
        return ()  # nothing of it is out, so it tells nothing
    after = programme.bounds(asked, published)
    if after is None:
        return ()
    known = [at for at, (low, high) in enumerate(after) if high - low <= 2 * WITHIN]
    before = dict(
        zip(known, _before(programme, [asked[at] for at in known], published), strict=True)
    )
    return tuple(
        Range(cell, answer, *now, before.get(at))
        for at, ((cell, answer), now) in enumerate(zip(asked, after, strict=True))
    )


def _before(
    programme: Programme, asked: Sequence[Sum], published: Sequence[Counted]
) -> list[Bounds]:
    """What is known of each count anyway, whatever the latest release says.

    By population and the releases that are out; of who came or went, by their own release.
    """
    latest = programme.releases - 1
    found: list[Bounds] = [(0, programme.population(cell)) for cell, _ in asked]
    groups: dict[int | None, list[int]] = {}
    for place, (cell, _) in enumerate(asked):
        groups.setdefault(None if cell.among is None else cell.release, []).append(place)
    for release, places in groups.items():
        own = [
            cell
            for cell in published
            if (cell.release != latest if release is None else cell.release == release)
        ]
        bounds = programme.bounds([asked[place] for place in places], own) if own else None
        for place, each in zip(places, bounds or (), strict=False):
            found[place] = each
    return found


def suppressed(
    cells: Sequence[Counted], windows: Sequence[Window], current: int
) -> tuple[tuple[Counted, ...], tuple[Range, ...]]:
    """The cells with those of the current release withheld that must be, and the last bounds.

    Cells are withheld one at a time, the one that leaves the fewest counts determined, then the
    narrower and the smaller one. Earlier releases are out in the world and stay as they are.

    Parameters
    ----------
    cells : sequence of Counted
        Of all releases.
    windows : sequence of Window
        The programmes to run.
    current : int
        The release that is not out yet.
    """
    kept = list(cells)
    while True:
        found = _all_ranges(kept, windows)
        if not determined(found):
            return tuple(kept), found
        candidates = [i for i, c in enumerate(kept) if c.release == current and c.published]
        if not candidates:
            return tuple(kept), found
        chosen = min(candidates, key=lambda i: _cost(kept, i, windows))
        kept[chosen] = replace(kept[chosen], published=False)


def _cost(cells: Sequence[Counted], at: int, windows: Sequence[Window]) -> tuple[int, int, int]:
    tried = [replace(c, published=False) if i == at else c for i, c in enumerate(cells)]
    left = len(determined(_all_ranges(tried, windows)))
    return (left, len(cells[at].parts), cells[at].respondents)


def _all_ranges(cells: Sequence[Counted], windows: Sequence[Window]) -> tuple[Range, ...]:
    found: list[Range] = []
    for window in windows:
        at = {release: place for place, release in enumerate(window.releases)}
        inside = [replace(c, release=at[c.release]) for c in cells if c.release in at]
        found += ranges([*inside, *window.between], window.atoms)
    return tuple(found)
