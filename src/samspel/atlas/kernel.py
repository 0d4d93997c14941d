"""Stage 2: one unit's batch through the same functions of `gaps` that measure one ecosystem.

Neighbours get `Kernel(settings, everybody).measure(batch) -> Unit`. What a batch must be told since
it holds no whole acts: the true size of each act, and how many far actors nobody here met.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import polars as pl

from samspel.atlas.batches import ELSEWHERE, Batch
from samspel.atlas.everybody import ALIKE, Everybody
from samspel.gaps.coded import Ints
from samspel.gaps.index import Indexed, index
from samspel.gaps.scene import Scene, Unseen, see
from samspel.gaps.sides import sides_of
from samspel.gaps.structural import measure
from samspel.network import TwoMode
from samspel.tables import Tables
from samspel.terms import GapDefinition, GapFigure, RunSettings

__all__ = ["LEFT_OUT", "Kernel", "Unit"]

# What needs whole acts or neighbourhoods, which no batch holds.
LEFT_OUT = (
    "concentration",
    "fragmentation",
    "fragmentation_without_platform",
    "costliest",
    "matrix",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with its gaps, and how many rows it was given beside its own slots."""

    key: str
    gaps: tuple[GapFigure, ...]
    slots: int
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class _Sized(TwoMode):
    """A part of a graph that knows how many took part in each act of the whole."""

    whole: Ints

    @property
    def sizes(self) -> Ints:
        return self.whole


@dataclass(frozen=True)
class Kernel:
    """What every unit is measured with."""

    settings: RunSettings
    everybody: Everybody
    depth: Literal["full", "brief"] = "full"

    def measure(self, batch: Batch) -> Unit:
        """Every gap of one unit; the same rows give the same figures on any machine."""
        settings = replace(self.settings, ecosystem=batch.unit)
        gaps = settings.definitions.gaps
        scene = self._scene(batch, settings)
        brief = self.depth == "brief"
        figures = (measure(definition, scene, brief=brief) for definition in gaps)
        return Unit(batch.unit, tuple(map(_told, figures)), batch.slots, batch.rows)

    def _scene(self, batch: Batch, settings: RunSettings) -> Scene:
        coded = index(Tables.of(**_named(batch)))
        found = see(replace(coded, graph=_sized(coded, batch)), settings)
        largest = self.everybody.largest_other(batch.unit)
        record = self.everybody.record(batch.unit)
        found = replace(found, largest_other=largest, record=record)
        there, weights = replace(self._there, country=found.country), self._weights(batch)
        unseen = {
            (definition.key, without): replace(
                _unseen(definition, (found, there, weights), without=without),
                beyond=_beyond(definition.key, coded, batch),
            )
            for definition in settings.definitions.gaps
            for without in (False, True)
        }
        return replace(found, unseen=unseen)

    @cached_property
    def _there(self) -> Scene:
        """Every kind of actor there is, as a member here, elsewhere and nowhere: one of each."""
        kinds = self.everybody.kinds.select(*ALIKE).with_row_index("kind")
        actors = pl.concat(
            kinds.with_columns(actor_id=pl.format("{}{}", pl.lit(state), _padded("kind")))
            for state in _STATES
        )
        placed = actors.with_columns(ecosystem_id=pl.col("actor_id").str.slice(0, 1))
        members = placed.filter(pl.col("ecosystem_id") != _NOWHERE)
        ecosystems = pl.DataFrame({"ecosystem_id": [_HERE, _AWAY], "name": ["", ""]})
        tables = Tables.of(
            ecosystems=ecosystems,
            actors=actors.drop("kind"),
            memberships=members.select("ecosystem_id", "actor_id"),
        )
        return see(index(tables), replace(self.settings, ecosystem=_HERE))

    def _weights(self, batch: Batch) -> Ints:
        """How many there are of each kind in each state, in the order of the ids of `_there`."""
        kinds = self.everybody.kinds
        both = kinds.join(batch.alike, on=ALIKE, how="left", nulls_equal=True)
        both = both.sort(*ALIKE)
        here = both["size"].fill_null(0).to_numpy()
        members = both["members"].to_numpy()
        return np.concatenate([here, members - here, both["actors"].to_numpy() - members])


# An actor of `_there` has its state first in its id; the states stand in the order of `_weights`.
_STATES = _HERE, _AWAY, _NOWHERE = ("a", "b", "c")


def _padded(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).str.zfill(9)


def _unseen(definition: GapDefinition, of: tuple[Scene, Scene, Ints], *, without: bool) -> Unseen:
    """Far actors and blank countries beyond those that the batch holds."""
    found, there, weights = of
    nobody = np.zeros_like(found.platform)
    everyone = sides_of(definition, replace(found, platform=nobody, financier=nobody))
    out = found.platform | (found.financier if without else nobody)
    held = sides_of(definition, found, without_financier=without)
    all_ = sides_of(definition, there)
    blank = int(weights[there.standing.country == ""].sum())
    out_blank = int((found.platform & (found.standing.country == "")).sum())
    far = int(weights[all_.far].sum()) - int((everyone.far & out).sum())
    return Unseen(far - int(held.far.sum()), blank - out_blank - held.blank)


def _beyond(gap: str, coded: Indexed, batch: Batch) -> Ints:
    """Far participants that are no member here, by act."""
    rows = batch.beyond.filter(pl.col("gap") == gap)
    found = np.zeros(coded.graph.acts, dtype=np.int64)
    acts = coded.acts.ids.to_frame().with_row_index("act")
    placed = acts.join(rows, on="interplay_id")
    found[placed["act"].to_numpy()] = placed["size"].to_numpy()
    return found


def _named(batch: Batch) -> dict[str, pl.DataFrame]:
    """The batch's tables, with the ecosystem that stands for every other one."""
    other = pl.DataFrame({"ecosystem_id": [ELSEWHERE], "name": [""]})
    own = batch.tables["ecosystems"]
    return batch.tables | {"ecosystems": pl.concat([own, other], how="diagonal")}


def _sized(coded: Indexed, batch: Batch) -> TwoMode:
    graph = coded.graph
    sizes = batch.sizes.unique().sort("interplay_id")["size"].to_numpy()
    return _Sized(graph.act, graph.actor, graph.acts, graph.actors, sizes)


def _told(figure: GapFigure) -> GapFigure:
    """The figure without what a batch cannot show, with the reason."""
    gone = sorted({*LEFT_OUT} - ({"matrix"} if figure.matrix is None else set()))
    twin = figure.without_financier
    nothing: dict[str, Any] = dict.fromkeys(LEFT_OUT)
    return replace(
        figure,
        why={**figure.why, **dict.fromkeys(gone, "not_in_atlas")},
        without_financier=_told(twin) if twin else None,
        **nothing,
    )
