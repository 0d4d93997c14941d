"""The floor: two counts over the same two arrays, which no measure of them can do without."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.regions import Region

__all__ = ["two_passes"]


def two_passes(region: Region, _: Path) -> Callable[[], None]:
    """Participants of each act and acts of each actor."""
    graph = region.graph

    def run() -> None:
        np.bincount(graph.act, minlength=graph.acts)
        np.bincount(graph.actor, minlength=graph.actors)

    return run
