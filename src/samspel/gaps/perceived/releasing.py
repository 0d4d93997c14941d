"""A numbered release of the perceived figures of one closed wave.

Neighbours get `make_release`, its `ReleaseSettings` and `ReleaseRefused`. Which cells are
withheld is decided in `samspel.uncertainty.release`, over this release and all earlier ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import samspel
from samspel.gaps.index import Indexed, index
from samspel.gaps.perceived.cells import answer_of, cell_of
from samspel.gaps.perceived.deciding import decide
from samspel.gaps.perceived.opinion import DRAWS
from samspel.gaps.perceived.wave import WINDOW_MONTHS, Wave, read_wave
from samspel.tables import Tables
from samspel.tables import snapshot as snapshot_of
from samspel.terms import Definitions
from samspel.terms.releases import RELEASE_ITEMS, Release, ReleaseAnswer, ReleaseCell

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
        return read_wave(self.indexed, row, self.definitions, self.groups)


@dataclass(frozen=True, slots=True)
class ReleaseSettings:
    """What a release is made with.

    `earlier` are all earlier releases of the ecosystem; `definitions` those that they used.
    `seed` is where draws start, each cell with a stream of its own. `groups` names the group of
    actors of one owner; of those that are not named, actors with one organisation number are a
    group, and any other actor its own. `kept` holds, by wave, the
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
    shown, check = decide(waves, before)
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
        cells=tuple(cell_of(now, key, asked.seed, shown=(*key, "") in shown) for key in now.cells),
        check=check,
        answers=tuple(
            answer_of(now, key, item, asked.seed, shown=(*key, item) in shown)
            for key in now.cells
            for item in RELEASE_ITEMS
            if now.asks(item)
        ),
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
    published: tuple[ReleaseCell | ReleaseAnswer, ...] = (*each.cells, *each.answers)
    for cell in published:
        if cell.key not in known or (cell.reason is None and _again(cell, again, asked) != cell):
            raise ReleaseRefused("not_reproduced", each.wave)


def _again(
    cell: ReleaseCell | ReleaseAnswer, again: Wave, asked: _Asked
) -> ReleaseCell | ReleaseAnswer:
    if isinstance(cell, ReleaseCell):
        return cell_of(again, cell.key, asked.seed, shown=True)
    return answer_of(again, cell.key, cell.item, asked.seed, shown=True)
