"""Whose absence costs most, the platform's beside it, and how the network then falls apart.

Neighbours get `fragments_of` and `costliest_of` (method section 3).
"""

from collections.abc import Iterator

import numpy as np

from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides
from samspel.network import TwoMode, fragmentation, losses, two_step
from samspel.terms import Costly
from samspel.uncertainty import FEWEST

__all__ = ["MOST", "SATURATED", "costliest_of", "fragments_of"]

MOST = 5
SATURATED = 0.95  # a two-step reach above this shows nothing


def fragments_of(sides: Sides, scene: Scene) -> tuple[float | None, float | None]:
    """Fragmentation F of N ∪ F before the platform is taken out, and after.

    The platform is itself on neither side. v is the actors that take part in some act with it
    there, in both figures: who has lost every act stands alone and does not drop out. The second
    is None where no platform is registered, both where v < 2.
    """
    among, graph = sides.near | sides.far, scene.graph
    before = fragmentation(graph, among)
    if not scene.platform.any():
        return before, None
    present = graph.degrees > 0
    return before, fragmentation(scene.without_platform, among, present=present)


def costliest_of(sides: Sides, scene: Scene) -> tuple[Costly, ...] | None:
    """The five actors, other than the platform, whose absence loses most near actors in two steps.

    Each stands itself outside every count: with it out, `lost` of the near actors that were
    reached are no longer; `dependence` is their share of those reached, `dependence_high` the
    same when every act it took part in goes too, `fragmentation` F without its participations,
    and `sole_route` names those whom it alone connects by recorded acts: a name that rests on a
    report would tell who has answered what. Most lost first, of equals the lowest id;
    who loses nobody is not named. None when n < 5 or nobody is on the far side.
    """
    if sides.near.sum() < FEWEST or not sides.far_count:
        return None
    reached = two_step(scene.graph, sides.near, sides.far)
    lost = losses(scene.graph, sides.near, sides.far)
    lost[scene.platform] = 0
    order = np.argsort(-lost, kind="stable")[:MOST]
    return tuple(_costly(int(j), int(lost[j]), reached, (sides, scene)) for j in _some(order, lost))


def _some(order: np.ndarray, lost: np.ndarray) -> Iterator[int]:
    return (j for j in order if lost[j])


def _costly(j: int, lost: int, reached: Mask, of: tuple[Sides, Scene]) -> Costly:
    sides, scene = of
    gone = np.zeros(reached.size, dtype=np.bool_)
    gone[j] = True
    count = int((reached & ~gone).sum())
    still = two_step(scene.graph.without_actors(gone), sides.near & ~gone, sides.far & ~gone)
    apart = two_step(scene.graph.without_acts_of(gone), sides.near & ~gone, sides.far & ~gone)
    return Costly(
        actor=str(scene.indexed.actor_ids[j]),
        lost=lost,
        dependence=lost / count,
        dependence_high=(count - int(apart.sum())) / count,
        fragmentation=_without(scene.graph, gone, sides),
        sole_route=_sole_route(gone, reached & ~gone & ~still, of),
    )


def _sole_route(gone: Mask, lost: Mask, of: tuple[Sides, Scene]) -> tuple[str, ...]:
    sides, scene = of
    graph = scene.by_record
    if graph is not scene.graph:
        still = two_step(graph.without_actors(gone), sides.near & ~gone, sides.far & ~gone)
        lost = two_step(graph, sides.near, sides.far) & ~gone & ~still
    return tuple(map(str, scene.indexed.actor_ids[lost]))


def _without(graph: TwoMode, gone: Mask, sides: Sides) -> float | None:
    among = (sides.near | sides.far) & ~gone
    return fragmentation(graph.without_actors(gone), among, present=graph.degrees > 0)
