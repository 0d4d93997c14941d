"""The local engine: stage 1 by Polars, stage 2 by worker processes of this machine.

Neighbours get `measure_units`. Workers are spawned, never forked (Polars holds threads), and a
unit's figures do not depend on which worker measured it or when.
"""

import multiprocessing
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samspel.atlas.asking import Asked, Atlas
from samspel.atlas.batches import Batch, Batches
from samspel.atlas.ghosts import ghosts_of
from samspel.atlas.joins import Joins
from samspel.atlas.kernel import Kernel, Unit
from samspel.atlas.units import Frames, as_ecosystems
from samspel.atlas.witnesses import witnesses

__all__ = ["measure_units"]

# Units whose rows are in memory together when the tables are not.
_AT_ONCE = 64


def measure_units(tables: Frames, asked: Asked) -> Atlas:
    """Every gap of every unit, in the order of their keys.

    Parameters
    ----------
    tables : mapping of name to lazy frame
        All thirteen tables with the columns of their contracts (`frames_of`, `scan`).
    asked : Asked

    Returns
    -------
    Atlas
        The figures of each unit equal those of `gaps.measure_all` for it, but for `LEFT_OUT`.
    """
    with _workplace(whole=asked.in_memory) as folder:
        ours = as_ecosystems(tables, asked.by, asked.settings.on)
        joins = Joins(folder)
        stage = witnesses(ours, asked.settings, joins)
        batches = Batches.of(ours, stage)
        if not asked.in_memory:
            batches = Batches(batches.units, stage, ours, at_once=_AT_ONCE, others=batches.others)
        kernel = Kernel(asked.settings, ghosts_of(stage.facts), asked.depth)
        units = tuple(_measured(batches, kernel, asked.workers))
    return Atlas(asked, units, joins.largest)


@contextmanager
def _workplace(*, whole: bool) -> Iterator[Path | None]:
    if whole:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="samspel-atlas-") as folder:
        yield Path(folder)


def _measured(batches: Batches, kernel: Kernel, workers: int) -> Iterator[Unit]:
    if workers <= 1:
        for group in batches.groups():
            yield from map(kernel.measure, group)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, _start, (kernel,)) as pool:
        # Group by group: a pool takes all it is handed at once, and that must fit in memory.
        for group in batches.groups():
            yield from pool.map(_measure, group, chunksize=1)


_kernel: list[Kernel] = []


def _start(kernel: Kernel) -> None:
    _kernel[:] = [kernel]


def _measure(batch: Batch) -> Unit:
    return _kernel[0].measure(batch)
