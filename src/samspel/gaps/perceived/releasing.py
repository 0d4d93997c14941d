"""A numbered release of the perceived figures of one closed wave.

Neighbours get `make_release`, its `ReleaseSettings` and `ReleaseRefused`. Which cells are
withheld is decided in `samspel.uncertainty.release`, over this release and all earlier ones.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor

import samspel
from samspel.gaps.index import Indexed, index
from samspel.gaps.perceived.opinion import DRAWS, Votes, perceived_gap
from samspel.gaps.perceived.wave import WINDOW_MONTHS, Polled, Wave, read_wave
from samspel.tables import Tables
from samspel.tables import snapshot as snapshot_of
from samspel.terms import Definitions
from samspel.terms.releases import Release, ReleaseCell, ReleaseCheck
from samspel.uncertainty import FEWEST, rng_for
from samspel.uncertainty.release import (
    WITHIN,
    Atoms,
    Counted,
    Range,
    Window,
    determined,
    suppressed,
)

__all__ = ["REFUSALS", "ReleaseRefused", "ReleaseSettings", "make_release"]

REFUSALS = (
    "no_such_wave",
    "wave_not_closed",
    "already_released",  # an earlier release is of this very wave
    "other_ecosystem",  # an earlier release is of another ecosystem
    "other_definitions",  # an earlier release used other gap definitions
    "earlier_is_later",  # an earlier release is of a wave that closed later
    "not_reproduced",  # the tables no longer give what an earlier release says
)

_STEP = 20  # shares in steps of 1/20
_TOGETHER = 3  # earlier releases that are bounded together with this one, the latest
_MADE_UP = "påhitt"


class ReleaseRefused(Exception):
    """No release is made; `code` is one of `REFUSALS`."""

    def __init__(self, code: str, wave: str = "") -> None:
        super().__init__(f"{code}: {wave}")
        self.code, self.wave = code, wave


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a release is made of."""

    indexed: Indexed
    definitions: Definitions
    seed: int
    groups: Mapping[str, str] = field(default_factory=dict)

    def wave(self, key: str) -> Wave:
        rows = self.indexed.tables.known("waves").unique().to_dicts()
        row = next((each for each in rows if each["wave_id"] == key), None)
        if row is None:
            raise ReleaseRefused("no_such_wave", key)
        if row["closed_on"] is None:
            raise ReleaseRefused("wave_not_closed", key)
        return read_wave(self.indexed, row, self.definitions)


@dataclass(frozen=True, slots=True)
class ReleaseSettings:
    """What a release is made with.

    `earlier` are all earlier releases of the ecosystem; `definitions` those that they used.
    `seed` is where draws start, each cell with a stream of its own. `groups` names the group of
    actors of one owner; an actor that is not named is its own group. `kept` holds, by wave, the
    tables that an earlier release was made of, where they were kept: the register may have been
    corrected since. An earlier wave that is not in it is read from the same tables as this one.
    """

    definitions: Definitions
    earlier: tuple[Release, ...] = ()
    seed: int = 0
    groups: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Tables] = field(default_factory=dict)


def make_release(tables: Tables, wave: str, settings: ReleaseSettings) -> Release:
    """The release of one closed wave, checked against itself and all earlier ones.

    Each earlier release is made again from the tables, so that its exact counts can be held
    against the attacker; it must come out as it was published.

    Parameters
    ----------
    tables : Tables
        With the answers of this wave and of the waves released earlier.
    wave : str
    settings : ReleaseSettings

    Raises
    ------
    ReleaseRefused
        See `REFUSALS`.
    BadData
        If the tables do not hold together.
    """
    definitions = settings.definitions
    asked = _Asked(index(tables), definitions, settings.seed, settings.groups)
    now = asked.wave(wave)
    before = sorted(settings.earlier, key=lambda each: (each.closed_on, each.number))
    for each in before:
        _check_earlier(each, now, definitions)
    then = [_asked_then(asked, each, settings) for each in before]
    waves = [of.wave(each.wave) for of, each in zip(then, before, strict=True)] + [now]
    for each, again, of in zip(before, waves, then, strict=False):
        _check_reproduced(each, again, of)
    shown, check = _decided(waves, before, asked)
    return Release(
        number=max((each.number for each in before), default=0) + 1,
        wave=wave,
        ecosystem=now.ecosystem,
        ecosystem_name=now.scene.name,
        closed_on=now.closed_on,
        window_months=WINDOW_MONTHS,
        definitions=definitions.key,
        definitions_hash=definitions.hash,
        draws=DRAWS,
        seed=settings.seed,
        snapshot=snapshot_of(tables),
        version=samspel.__version__,
        cells=tuple(_cell(now, key, asked, shown=key in shown) for key in now.cells),
        check=check,
        example=_MADE_UP in now.scene.region.casefold(),
    )


def _asked_then(asked: _Asked, each: Release, settings: ReleaseSettings) -> _Asked:
    """What an earlier release was made of."""
    kept = settings.kept.get(each.wave)
    indexed = asked.indexed if kept is None else index(kept)
    return replace(asked, indexed=indexed, seed=each.seed)


def _check_earlier(each: Release, now: Wave, definitions: Definitions) -> None:
    if each.wave == now.key:
        raise ReleaseRefused("already_released", each.wave)
    if each.ecosystem != now.ecosystem:
        raise ReleaseRefused("other_ecosystem", each.wave)
    if each.definitions_hash != definitions.hash:
        raise ReleaseRefused("other_definitions", each.wave)
    if each.closed_on > now.closed_on:
        raise ReleaseRefused("earlier_is_later", each.wave)


def _check_reproduced(each: Release, again: Wave, asked: _Asked) -> None:
    known = set(again.cells)
    for cell in each.cells:
        shown = cell.reason is None
        if cell.key not in known or (shown and _cell(again, cell.key, asked, shown=True) != cell):
            raise ReleaseRefused("not_reproduced", each.wave)


# ------------------------------------------------------------------------------- what is shown


def _decided(
    waves: Sequence[Wave], before: Sequence[Release], asked: _Asked
) -> tuple[set[tuple[str, str, str]], ReleaseCheck]:
    """The keys of the cells that are published, and what was tried against them."""
    current, found = len(waves) - 1, list[Range]()
    shown: set[tuple[str, str, str]] = set()
    for gap, side in waves[current].sides:
        cells: list[Counted] = []
        for number, wave in enumerate(waves):
            if number < current:
                out = {c.key for c in before[number].cells if c.reason is None}
            else:
                out = {key for key in wave.cells if _may_be_shown(wave, key, asked)}
            cells += _counted(number, wave.sides[gap, side], (gap, side), out)
        windows = _windows([wave.sides[gap, side] for wave in waves])
        kept, ranges = suppressed(cells, windows, current)
        shown |= {
            (gap, side, c.name) for c in kept if c.release == current and c.published and c.name
        }
        found += ranges
    return shown, _checked(found, before)


def _checked(found: Sequence[Range], before: Sequence[Release]) -> ReleaseCheck:
    narrowed = [each.width for each in found if each.narrowed]
    return ReleaseCheck(
        within=WITHIN,
        counts=len(found),
        narrowest=min(narrowed, default=None),
        earlier=tuple(each.number for each in before),
        passed=not determined(found),
    )


def _may_be_shown(wave: Wave, key: tuple[str, str, str], asked: _Asked) -> bool:
    """Five in the denominator, and no group of actors with over half of them."""
    polled = wave.sides[key[0], key[1]]
    parts = polled.parts(key[2])
    votes = polled.votes(parts)
    if votes.respondents < FEWEST:
        return False
    return 2 * polled.largest_group(parts, asked.groups) <= votes.respondents


def _counted(
    number: int, polled: Polled, of: tuple[str, str], out: set[tuple[str, str, str]]
) -> list[Counted]:
    """The cells of one side at one release, and those in neither class, who are never shown."""
    cells = []
    for place in ("ecosystem", "dense", "sparse", "rest"):
        parts = polled.parts(place)
        if not parts or (place == "rest" and "rest" not in polled.part):
            continue
        votes = polled.votes(parts)
        published = (*of, place) in out
        cells.append(Counted(number, parts, votes.poor, votes.well, published, place))
    return cells


def _windows(sides: Sequence[Polled]) -> list[Window]:
    """This release alone, with each earlier one, and with the latest few together."""
    current = len(sides) - 1
    chosen = [(current,), *((each, current) for each in range(current))]
    together = tuple(range(max(0, current - _TOGETHER), current + 1))
    if len(together) > 2:
        chosen.append(together)
    found = []
    for releases in chosen:
        seen = [sides[release] for release in releases]
        atoms = _atoms(seen)
        found.append(Window(releases, atoms, _between(seen, atoms) if len(seen) == 2 else ()))
    return found


def _between(sides: Sequence[Polled], atoms: Atoms) -> tuple[Counted, ...]:
    """Who came to and who went from each cell between two releases.

    The new cell less the old one is what they said, if the others answer as before.
    """
    found = []
    for place in ("ecosystem", "dense", "sparse"):
        then, now = (side.parts(place) for side in sides)
        came = frozenset(s for s in atoms if s[1] in now and s[0] not in then)
        went = frozenset(s for s in atoms if s[0] in then and s[1] not in now)
        found.append(Counted(1, now, 0, 0, published=False, among=came))
        found.append(Counted(0, then, 0, 0, published=False, among=went))
    return tuple(each for each in found if each.among)


def _atoms(sides: Sequence[Polled]) -> Atoms:
    """How many stood in which part at each release."""
    where = [dict(zip(side.who, side.part, strict=True)) for side in sides]
    everyone = sorted(set().union(*where))
    return Counter(tuple(one.get(actor) for one in where) for actor in everyone)


def _cell(wave: Wave, key: tuple[str, str, str], asked: _Asked, *, shown: bool) -> ReleaseCell:
    gap, side, place = key
    polled = wave.sides[gap, side]
    parts = polled.parts(place)
    votes = polled.votes(parts)
    empty = ReleaseCell(*key, votes.population, None, None, None, None, None, "withheld")
    if not parts:
        return replace(empty, reason="not_in_grid")
    if votes.population < FEWEST:
        return replace(empty, reason="too_few_to_show")
    if not shown or not votes.respondents:
        return empty
    return _published(empty, votes, (wave.key, asked.seed))


def _published(empty: ReleaseCell, votes: Votes, of: tuple[str, int]) -> ReleaseCell:
    cell = replace(empty, respondents=votes.respondents, reason=None)
    if not votes.poor or not votes.well:
        return replace(cell, bound="over_90" if votes.poor else "under_10")
    rng = rng_for(of[1], "perceived", of[0], *cell.key)
    found = perceived_gap(votes, rng)
    return replace(
        cell,
        share=round(_STEP * found.value) / _STEP,
        low=floor(_STEP * (found.low or 0.0) + 1e-9) / _STEP,
        high=ceil(_STEP * (found.high or 0.0) - 1e-9) / _STEP,
    )
