"""Every gap by place: dense and sparse, why they differ, and how far the far side is.

Neighbours get `measure_places(tables, settings) -> PlaceRun` (method section 3, *Place*;
R137-R144) and `split_difference`, the exact split of a difference in reached share.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samspel.gaps.coded import Mask
from samspel.gaps.expected import expectation_of
from samspel.gaps.index import Indexed, index
from samspel.gaps.located import Located, bands_of, locate
from samspel.gaps.municipalities import by_municipality
from samspel.gaps.observed import word_of
from samspel.gaps.place_class import MOST_ACTS, acts_of, class_figure
from samspel.gaps.place_steps import left_out_step, split_step
from samspel.gaps.robust import SIZES
from samspel.gaps.run import measure_all
from samspel.gaps.scene import Scene, see
from samspel.gaps.sides import Sides, sides_of
from samspel.gaps.states import states_of, why_untold
from samspel.gaps.structural import asks_authority
from samspel.network import direct
from samspel.tables import Tables
from samspel.terms import Estimate, GapDefinition, NextStep, RunSettings
from samspel.terms.places import (
    BANDS,
    FEWEST_IN_CLASS,
    Band,
    PlaceFigure,
    PlaceReading,
    PlaceRun,
    PlaceSplit,
)
from samspel.uncertainty import rng_for, withheld

__all__ = ["DRAWS", "measure_places", "split_difference"]

DRAWS = 2_000

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


def measure_places(
    tables: Tables, settings: RunSettings, *, indexed: Indexed | None = None
) -> PlaceRun:
    """Every gap of the settings' definitions by place class and by distance.

    Parameters
    ----------
    tables : Tables
        Checked tables, with `places`; without, every actor is unplaced and nothing is split.
    settings : RunSettings
        As for `measure_all`; `seed` starts the bootstrap.

    Raises
    ------
    BadData
        As `measure_all`.
    """
    coded = indexed or index(tables)
    scene, located = see(coded, settings), locate(coded, settings.on)
    bare = replace(settings, definitions=replace(settings.definitions, gaps=()))
    run = replace(measure_all(tables, bare, indexed=coded), settings=settings)
    found = (_figure(definition, scene, located) for definition in settings.definitions.gaps)
    return PlaceRun(run, tuple(found))


def split_difference(sparse: tuple[Counts, Counts], dense: tuple[Counts, Counts]) -> Shares:
    """Difference in reached share, through fewer acts, and at the same number of acts.

    With w the share of the class at k acts and r the reached share at k (where a class has
    nobody at k, the other's r): Σ (w_s − w_d)(r_s + r_d)/2 and Σ (r_s − r_d)(w_s + w_d)/2.

    Parameters
    ----------
    sparse, dense : ((..., 4) int, (..., 4) int)
        Actors and reached actors at k = 0, 1, 2, 3 or more acts. Each class has somebody.

    Returns
    -------
    (..., 3) float
        The second and third add up to the first.

    Examples
    --------
    Sparse: one of two with an act is reached; dense: all four have an act, three are reached.

    >>> sparse = np.array([2, 2, 0, 0]), np.array([0, 1, 0, 0])
    >>> dense = np.array([0, 4, 0, 0]), np.array([0, 3, 0, 0])
    >>> split_difference(sparse, dense).tolist()
    [-0.5, -0.3125, -0.1875]
    """
    (n_s, x_s), (n_d, x_d) = sparse, dense
    w_s, w_d = n_s / n_s.sum(-1, keepdims=True), n_d / n_d.sum(-1, keepdims=True)
    r_s, r_d = x_s / np.maximum(n_s, 1), x_d / np.maximum(n_d, 1)
    r_s, r_d = np.where(n_s == 0, r_d, r_s), np.where(n_d == 0, r_s, r_d)
    fewer = ((w_s - w_d) * (r_s + r_d) / 2).sum(-1)
    same = ((r_s - r_d) * (w_s + w_d) / 2).sum(-1)
    raw = x_s.sum(-1) / n_s.sum(-1) - x_d.sum(-1) / n_d.sum(-1)
    return np.stack((raw, fewer, same), axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """One gap: its definition, both sides and where everybody is. Masks are (actors,).

    `beside` is the far side of a reading that is shown beside this one, None where there is none.
    """

    definition: GapDefinition
    sides: Sides
    located: Located
    dense: Mask
    sparse: Mask
    beside: Mask | None = None

    @property
    def classes(self) -> NDArray[np.int64]:
        """0 dense, 1 sparse, 2 unplaced, by actor."""
        return np.where(self.dense, 0, np.where(self.sparse, 1, 2))

    def of(self, near: Mask) -> Sides:
        """The same gap with a smaller near side."""
        return replace(self.sides, near=near)

    def told_apart(self, part: NDArray[np.int64], scene: Scene) -> NDArray[np.int64]:
        """The parts, each in two by who is reached by record in this reading and not in the one
        beside it: both are shown of the same actors, so the one less the other would be those."""
        if self.beside is None:
            return part
        here, there = (direct(scene.by_record, far) for far in (self.sides.far, self.beside))
        return np.asarray(2 * part + (here != there))


def _figure(definition: GapDefinition, scene: Scene, located: Located) -> PlaceFigure:
    seen, other = _readings(definition, scene, located)
    reading, sides = _reading(seen, scene), seen.sides
    bands, bands_answers = _bands(seen, scene)
    dense, sparse = seen.dense, seen.sparse
    figure = PlaceFigure(
        gap=definition.key,
        near=int(sides.near.sum()),
        far=reading.far,
        in_dense=int(dense.sum()),
        in_sparse=int(sparse.sum()),
        unplaced=int((sides.near & ~dense & ~sparse).sum()),
        far_unplaced=int((sides.far & ~located.known).sum()),
        reason=reading.reason,
        dense=reading.dense,
        sparse=reading.sparse,
        split=reading.split,
        answers=reading.answers,
        bands=bands,
        bands_answers=bands_answers,
        municipalities=by_municipality(sides, scene, located),
        expectation=None if reading.reason else expectation_of(dense, sparse, sides.far, scene),
        with_financier=None if other is None else _reading(other, scene, stream="with_financier"),
    )
    return replace(figure, next_step=_next_step(figure, seen, scene))


def _next_step(figure: PlaceFigure, seen: _Seen, scene: Scene) -> NextStep | None:
    """What would let it be split, or its answers be counted."""
    if figure.reason:
        across = any(side.member == "elsewhere" for side in seen.definition.far)
        return split_step(figure, elsewhere=scene.largest_other if across else None)
    if figure.answers:
        return None
    parts = [seen.sides.near & (seen.classes == each) for each in range(3)]
    return left_out_step(seen.definition.key, seen.sides, scene, parts)


def _readings(
    definition: GapDefinition, scene: Scene, located: Located
) -> tuple[_Seen, _Seen | None]:
    """The gap as the sentence has it, without the financier, and with it where that differs."""
    authority = asks_authority(definition)
    without = sides_of(definition, scene, without_financier=authority)
    dense, sparse = (without.near & (located.place_class == name) for name in ("dense", "sparse"))
    seen = _Seen(definition, without, located, dense, sparse)
    if not (authority and scene.financier.any()):
        return seen, None
    return seen, replace(seen, sides=sides_of(definition, scene), beside=without.far)


def _reading(seen: _Seen, scene: Scene, *, stream: str = "") -> PlaceReading:
    """Both classes and their split; `stream` names the draws of a reading of its own."""
    far, reason = int(seen.sides.far.sum()), _reason(seen, scene)
    shown, answers = _counting(seen, scene, seen.classes)
    if reason:
        return PlaceReading(far, reason, None, None, None, answers)
    sizes = [size for size in SIZES if size != scene.settings.max_size]
    at = {scene.settings.max_size: shown}
    at |= {size: _counting(seen, scene.at_size(size), seen.classes)[0] for size in sizes}
    dense, sparse = (
        class_figure(seen.definition, seen.of(near), at, scene)
        for near in (seen.dense, seen.sparse)
    )
    return PlaceReading(far, None, dense, sparse, _split(seen, scene, stream), answers)


def _reason(seen: _Seen, scene: Scene) -> str:
    """Why nothing is split, the first that holds; empty when it is."""
    gap, ecosystem = seen.definition.key, scene.settings.ecosystem
    if any(e == ecosystem and g in (gap, "*") for e, g, _ in scene.indexed.limits):
        return "limits"
    if not seen.sides.far.any():
        return "no_far_side"
    if seen.sides.near.any() and not (seen.dense | seen.sparse).any():
        return "no_place_class"
    few = min(int(seen.dense.sum()), int(seen.sparse.sum())) < FEWEST_IN_CLASS
    return "few_in_class" if few else ""


def _counting(seen: _Seen, scene: Scene, part: NDArray[np.int64]) -> tuple[Scene, bool]:
    """The scene that may be shown in these parts, and whether answers are counted in it.

    Where one to four near actors of some part answered, or all of it alike, the figures of the
    parts would show what they said; so no answer and no report counts in any of them (X12).
    Leaving out the small part alone would not do: the whole less the others is the part.
    """
    gap = seen.definition.key
    spoke = word_of(gap, scene, own=True).spoke & seen.sides.near
    if not spoke.any():
        return scene, False
    states = states_of(gap, seen.sides, scene, whatever=True)
    part = seen.told_apart(part, scene)
    parts = [spoke & (part == each) for each in np.unique(part[spoke])]
    few = any(withheld(int(each.sum())) for each in parts)
    if not few and not any(why_untold(states, each) for each in parts):
        return scene, True
    silent = replace(scene.indexed, own={})
    return replace(scene.without_reports(spoke), indexed=silent), False


def _split(seen: _Seen, scene: Scene, stream: str) -> PlaceSplit:
    graph = scene.graph
    acts = np.minimum(np.bincount(graph.actor, minlength=graph.actors), MOST_ACTS)
    shown, answers = _counting(seen, scene, seen.classes * (MOST_ACTS + 1) + acts)
    tallies = [_tally(seen, near, shown) for near in (seen.sparse, seen.dense)]
    value = split_difference(*tallies)
    name = ("place", scene.settings.ecosystem, seen.definition.key)
    rng = rng_for(scene.settings.seed, *(name if not stream else (*name, stream)))
    draws = split_difference(*(_redrawn(*tally, rng) for tally in tallies))
    low, high = np.quantile(draws, (0.05, 0.95), axis=0)
    raw, fewer, same = (Estimate(*(float(x[i]) for x in (value, low, high))) for i in range(3))
    return PlaceSplit(raw, fewer, same, answers=answers)


def _tally(seen: _Seen, near: Mask, scene: Scene) -> tuple[Counts, Counts]:
    """Near actors and reached ones of a class by number of acts, (4,) each."""
    states = states_of(seen.definition.key, seen.of(near), scene)
    acts = acts_of(states)
    size = MOST_ACTS + 1
    return (
        np.bincount(acts[near], minlength=size),
        np.bincount(acts[near & states.reached], minlength=size),
    )


def _redrawn(actors: Counts, reached: Counts, rng: np.random.Generator) -> tuple[Counts, Counts]:
    """As many actors drawn with replacement from the class, `DRAWS` times.

    Only acts and contact of an actor matter, so drawing actors is drawing counts of the eight
    kinds of actor there are.
    """
    kinds = np.concatenate((reached, actors - reached))
    drawn = rng.multinomial(int(kinds.sum()), kinds / kinds.sum(), size=DRAWS)
    size = MOST_ACTS + 1
    return drawn[:, :size] + drawn[:, size:], drawn[:, :size]


def _bands(seen: _Seen, scene: Scene) -> tuple[tuple[Band, ...], bool]:
    """Near and reached actors by distance to the nearest far actor.

    Bands and classes are shown of the same actors, so both together decide what is too few.
    """
    who = seen.sides.who
    band = bands_of(seen.located, who, seen.sides.far)
    shown, answers = _counting(seen, scene, seen.classes * len(BANDS) + band)
    reached = states_of(seen.definition.key, seen.sides, shown).reached
    near = np.bincount(band[who], minlength=len(BANDS)).tolist()
    found = np.bincount(band[reached], minlength=len(BANDS)).tolist()
    return tuple(Band(*row) for row in zip(BANDS, near, found, strict=True)), answers
