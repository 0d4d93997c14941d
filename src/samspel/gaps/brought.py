"""Who is known only since one other answered: what shows how the unknown hang together.

Neighbours get `brought_by(who, near, met, scene)` (docs/explanation/together).
"""

import numpy as np

from samspel.gaps.coded import Ints, Mask
from samspel.gaps.scene import Scene

__all__ = ["brought_by"]


def brought_by(who: Mask, near: Mask, met: Ints, scene: Scene) -> Mask:
    """Near actors whose every contact with the far side is in reports by one other actor of `who`.

    Parameters
    ----------
    who, near : mask
    met : (contacts,) int
        The participations in which a near actor meets a far actor other than itself.
    scene : Scene

    Returns
    -------
    (actors,) bool

    Notes
    -----
    A report counts as one actor's when it is the only near one that made it, and meets the far
    side in it as well: had the other answered instead, it would have been the one that is known.
    Odd case: who made a report of its own is known by that.
    """
    graph, found = scene.graph, np.zeros(near.size, dtype=np.bool_)
    report = scene.indexed.report
    if not who.any():
        return found
    made = np.flatnonzero(scene.reporter & near[graph.actor])
    made = made[report[graph.act[made]]]
    if not made.size:
        return found
    makers = np.bincount(graph.act[made], minlength=graph.acts)
    maker = np.full(graph.acts, -1, dtype=np.int64)
    meets = np.zeros(graph.actor.size, dtype=np.bool_)
    meets[met] = True
    alone = made[(makers[graph.act[made]] == 1) & meets[made] & who[graph.actor[made]]]
    maker[graph.act[alone]] = graph.actor[alone]
    actor, by = graph.actor[met], maker[graph.act[met]]
    least, most = np.full(near.size, graph.actors), np.full(near.size, -1)
    np.minimum.at(least, actor, by)
    np.maximum.at(most, actor, by)
    found[actor] = True
    one = (least == most) & (least >= 0) & (least != np.arange(near.size))
    return np.asarray(found & one)
