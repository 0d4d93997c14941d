"""An atlas from tables: the two stages, the same on every engine.

Neighbours get `measure_units(tables, asked, engine)`, and `Engine`, what one must do.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import narwhals as nw

from samspel.atlas.asking import Asked, Atlas
from samspel.atlas.batches import keyed
from samspel.atlas.everybody import everybody_of
from samspel.atlas.joins import Joins, Rows, Steps
from samspel.atlas.kernel import Kernel, Unit
from samspel.atlas.local import Local
from samspel.atlas.scanning import Source
from samspel.atlas.units import Frames, as_ecosystems
from samspel.atlas.witnesses import witnesses
from samspel.terms import BadData, Problem

__all__ = ["Engine", "Progress", "measure_units"]

# Told of each step of stage 1 by its name, and of each unit measured by its key.
Progress = Callable[[str, str], None]


class Engine(Steps, Source, Protocol):
    """Holds tables and carries out both stages."""

    def measured(self, rows: Rows, kernel: Kernel) -> Iterator[Unit]:
        """Each unit's group of `batches.keyed` through the kernel, in the order of the keys."""
        ...


def measure_units(
    tables: Frames, asked: Asked, engine: Engine | None = None, *, tell: Progress | None = None
) -> Atlas:
    """Every gap of every unit, in the order of their keys.

    Parameters
    ----------
    tables : mapping of name to rows
        All thirteen tables with the columns of their contracts, as the engine holds them
        (`frames_of` and `scan` for the local one).
    asked : Asked
    engine : Engine
        None: the local one.
    tell : callable
        Told of each step and unit as it is done.

    Returns
    -------
    Atlas
        The figures of each unit equal those of `gaps.measure_all` for it, but for `LEFT_OUT`.

    Raises
    ------
    BadData
        `answers_held_back`: the tables say of some answers that a gap must not count them. Whom
        such an answer's reports reach is nothing that a unit's own rows tell, so no figure is
        given rather than one that counts them.
    """
    if engine is None:
        with _workplace(whole=asked.in_memory) as folder:
            return measure_units(tables, asked, Local(folder, asked.workers), tell=tell)
    if _held_back(tables, engine):
        raise BadData((Problem("answers_held_back", {"table": "answers"}),))
    told = tell or (lambda _kind, _name: None)
    ours = as_ecosystems(tables, asked.by, asked.settings.on)
    joins = Joins(
        engine,
        counting=asked.counting,
        together=asked.together,
        tell=lambda name: told("step", name),
    )
    stage = witnesses(ours, asked.settings, joins)
    rows = keyed(ours, stage, joins)
    kernel = Kernel(asked.settings, everybody_of(ours, stage.facts, joins), asked.depth)
    units = []
    for unit in engine.measured(rows, kernel):
        told("unit", unit.key)
        units.append(unit)
    return Atlas(asked, tuple(units), joins.largest, dict(joins.heights))


def _held_back(tables: Frames, engine: Engine) -> bool:
    """Whether some row of `answers` is an `uncounted:<gap>`."""
    rows = tables["answers"].filter(nw.col("item").str.starts_with("uncounted:"))
    return engine.found(rows.select("item").head(1)).height > 0


@contextmanager
def _workplace(*, whole: bool) -> Iterator[Path | None]:
    if whole:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="samspel-atlas-") as folder:
        yield Path(folder)
