"""How far a network falls apart. Neighbours get `fragmentation`."""

import numpy as np
from numpy.typing import NDArray

from samspel.network.graph import Mask, TwoMode

__all__ = ["fragmentation"]


def fragmentation(graph: TwoMode, among: Mask, *, present: Mask | None = None) -> float | None:
    """Share of pairs of actors that no chain of acts joins (Borgatti 2006).

    F = 1 − Σ s(s − 1) / (v(v − 1)) over the v actors of `among` that take part in some act; s is
    how many of them stand in one component. A chain may pass through actors outside `among`.

    Parameters
    ----------
    graph : TwoMode
        Acts that carry contact.
    among : (actors,) bool
    present : (actors,) bool, optional
        Who of `among` takes part, when it is known from a graph with more acts: who has lost
        every act then stands alone, and does not drop out of v.

    Returns
    -------
    float or None
        0 when all hang together, 1 when none do; None when v < 2.

    Examples
    --------
    >>> from samspel.network.graph import build
    >>> fragmentation(build([0, 0, 1, 1], [0, 1, 2, 3], 2, 4), np.ones(4, dtype=bool))
    0.6666666666666667
    """
    counted = among & (graph.degrees > 0 if present is None else present)
    v = int(counted.sum())
    if v < 2:
        return None
    sizes = np.bincount(_components(graph)[counted]).astype(np.int64)
    return 1 - int((sizes * (sizes - 1)).sum()) / (v * (v - 1))


def _components(graph: TwoMode) -> NDArray[np.int64]:
    """Per actor the lowest code in its component: labels sink through acts until none moves."""
    label = np.arange(graph.actors, dtype=np.int64)
    while True:
        lowest = np.full(graph.acts, graph.actors, dtype=np.int64)
        np.minimum.at(lowest, graph.act, label[graph.actor])
        sunk = label.copy()
        np.minimum.at(sunk, graph.actor, lowest[graph.act])
        sunk = np.minimum(sunk, sunk[sunk])
        if np.array_equal(sunk, label):
            return label
        label = sunk
