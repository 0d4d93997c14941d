"""The measure by Samspel itself: from codes, from string frames, from files.

Neighbours get one function a way: given the region it prepares what is in hand, and returns what
is timed.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.listed import Listed
from benchmarks.regions import MAX_SIZE, ON, Region, tables_of
from samspel.gaps import index, load_definitions, measure_all
from samspel.gaps.access import access_of
from samspel.gaps.estimating import Counts
from samspel.gaps.parts import parts_of, slots_of
from samspel.gaps.scene import Scene, see
from samspel.gaps.sides import sides_of
from samspel.gaps.states import states_of
from samspel.network import FarSide, TwoMode, build, reaches
from samspel.tables import Tables, read
from samspel.terms import GapDefinition, RunSettings
from samspel.uncertainty import empty_handed

__all__ = [
    "from_codes", "from_files", "from_frames", "from_shuffled", "from_unsorted",
    "run_from_frames", "seven_from_codes", "seven_from_files", "seven_from_frames",
]  # fmt: skip

Way = Callable[[], Any]
_SETTINGS = RunSettings("e", ON, load_definitions("memo-a"), max_size=MAX_SIZE)
_RESEARCH = _SETTINGS.definitions.gaps[0]


def from_codes(region: Region, _: Path) -> Way:
    """The two arrays in hand, sorted and each pair once, as every measure after the first has."""
    graph, masks = region.graph, (region.near, region.far, region.platform)
    # What a graph keeps once it is asked for is made anew every time.
    return lambda: _kernel(replace(graph), *masks)


def from_unsorted(region: Region, _: Path) -> Way:
    """The two arrays in hand in any order, as integer codes come from a database."""
    graph, masks = region.graph, (region.near, region.far, region.platform)
    order = np.random.default_rng(1).permutation(graph.act.size)
    act, actor = graph.act[order], graph.actor[order]
    return lambda: _kernel(build(act, actor, graph.acts, graph.actors), *masks)


def _kernel(graph: TwoMode, near: Any, far: Any, platform: Any) -> Listed:
    sizes = graph.sizes
    acts = (sizes >= 2) & (sizes <= MAX_SIZE)
    far_side = FarSide.of(graph, far, acts)
    reached = int(np.count_nonzero(far_side.found & near))
    hands = graph.degrees_in(acts).take(np.flatnonzero(near))
    active, slots = hands.compress(hands > 0), int(hands.sum())
    found = reaches(far_side, near, platform)
    steps = found.with_, found.without, found.without_acts
    r, without, without_acts = (int(np.count_nonzero(each)) for each in steps)
    n, upper = hands.size, 1 - reached / hands.size
    inactive = (n - active.size) / n
    chance = empty_handed(active, slots, slots - far_side.met_by(near).size)
    thin = chance.mean / n
    return Listed(
        near=n, reached=reached, upper=upper, inactive=inactive, thin=thin,
        sorted=upper - inactive - thin, sorted_sd=chance.sd / n, two_step=r / n,
        low=1 - without / r, high=1 - without_acts / r,
    )  # fmt: skip


def from_frames(region: Region, _: Path) -> Way:
    """Tables of strings in hand: coded, seen, and the one gap measured."""
    tables = tables_of(region)
    return lambda: _gap(_RESEARCH, see(index(tables), _SETTINGS))


def from_shuffled(region: Region, _: Path) -> Way:
    """The same with the rows of every table in no order, not those of participations alone."""
    frames = tables_of(region).frames.items()
    tables = Tables.of(
        **{name: rows.sample(fraction=1, shuffle=True, seed=3) for name, rows in frames}
    )
    return lambda: _gap(_RESEARCH, see(index(tables), _SETTINGS))


def from_files(form: str) -> Callable[[Region, Path], Way]:
    """A folder of files: read and checked, then the same."""

    def prepare(_: Region, folder: Path) -> Way:
        return lambda: _gap(_RESEARCH, see(index(_read(folder / form)), _SETTINGS))

    return prepare


def _read(folder: Path) -> Tables:
    reading = read(folder)
    if reading.errors:
        raise SystemExit(str(reading.errors[:3]))
    return reading.tables


def seven_from_codes(region: Region, _: Path) -> Way:
    """Seven gaps, the tables coded already, as a second date or ecosystem finds them."""
    indexed = index(tables_of(region))
    return lambda: _seven(see(indexed, _SETTINGS))


def seven_from_frames(region: Region, _: Path) -> Way:
    """Seven gaps from tables of strings."""
    tables = tables_of(region)
    return lambda: _seven(see(index(tables), _SETTINGS))


def seven_from_files(form: str) -> Callable[[Region, Path], Way]:
    """Seven gaps from a folder of files: read and checked first."""

    def prepare(_: Region, folder: Path) -> Way:
        return lambda: _seven(see(index(_read(folder / form)), _SETTINGS))

    return prepare


def run_from_frames(region: Region, _: Path) -> Way:
    """The whole run, with every figure beside the seven gaps, as `samspel gaps` gives it."""
    tables = tables_of(region)
    return lambda: measure_all(tables, _SETTINGS, snapshot="sha256:0") and None


def _seven(scene: Scene) -> Listed:
    figures = [_gap(each, scene) for each in _SETTINGS.definitions.gaps]
    return next(figure for figure in figures if figure is not None)


def _gap(definition: GapDefinition, scene: Scene) -> Listed | None:
    """Counts, bounds, parts, reach and dependence of one gap, by the product's own functions."""
    sides = sides_of(definition, scene)
    states = states_of(definition.key, sides, scene)
    counts, access = Counts.of(sides, states), access_of(sides, states)
    if counts.upper is None or access.low is None or access.high is None:
        return None
    parts = parts_of(slots_of(states, sides), states, sides, counts.upper)
    return Listed(
        near=counts.near, reached=counts.reached, upper=counts.upper,
        inactive=parts.inactive or 0.0, thin=parts.thin or 0.0, sorted=parts.sorted or 0.0,
        sorted_sd=parts.sorted_sd or 0.0, two_step=access.two_step or 0.0,
        low=access.low, high=access.high,
    )  # fmt: skip
