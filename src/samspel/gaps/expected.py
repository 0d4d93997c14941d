"""What would be expected of sparse places if they were as dense ones: a ridge logistic model.

Neighbours get `expectation_of` (method section 3, *Place*; R137-R141) and `fitted`, the model
itself.
"""

import numpy as np
from numpy.typing import NDArray

from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.network import FarSide
from samspel.terms.places import Calibration, PlaceExpectation

__all__ = ["FEWEST_ACTIVE", "FEWEST_EITHER", "GROUPS", "RIDGE", "expectation_of", "fitted"]

Floats = NDArray[np.float64]

FEWEST_EITHER = 50  # reached, and not reached, among the active
FEWEST_ACTIVE = 30  # more than so many active in each class
GROUPS = 5  # of active actors, by what is expected of them
RIDGE = 1.0
_STEPS, _STILL = 50, 1e-10


def expectation_of(dense: Mask, sparse: Mask, far: Mask, scene: Scene) -> PlaceExpectation | None:
    """The share of active sparse actors that would be reached if they were dense.

    Over the active near actors of both classes, logit P(reached) = b₀ + b₁·sparse + b₂·log k +
    b₃·log m, with k the acts that carry contact and m the other participants in them, both
    standardised; a ridge penalty on all but b₀. The sparse are then predicted with `sparse` 0, the
    rest as it is. Recorded acts alone count, so no figure shows what an actor answered.

    Parameters
    ----------
    dense, sparse, far : (actors,) bool
    scene : Scene

    Returns
    -------
    PlaceExpectation or None
        None with under 50 reached or under 50 not among the active, or 30 or fewer active in
        either class: the model would say more than the data.

    Notes
    -----
    Odd case: where all active actors have as many acts, that column is 0 and says nothing.
    """
    graph, acts = scene.graph, ~scene.indexed.report
    active = graph.in_some(acts) & (dense | sparse)
    who = np.flatnonzero(active)
    reached = FarSide.of(graph, far, acts).found[who]
    in_sparse = sparse[who]
    either = min(int(reached.sum()), int((~reached).sum()))
    fewest = min(int(in_sparse.sum()), int((~in_sparse).sum()))
    if either < FEWEST_EITHER or fewest <= FEWEST_ACTIVE:
        return None
    columns = _columns(scene, acts, who)
    weights = fitted(np.column_stack((in_sparse, columns)), reached)
    as_dense = _chance(np.column_stack((np.zeros(who.size), columns)), weights)[in_sparse]
    as_is = _chance(np.column_stack((in_sparse, columns)), weights)
    return PlaceExpectation(
        active_dense=int((~in_sparse).sum()),
        active_sparse=int(in_sparse.sum()),
        reached_sparse=int(reached[in_sparse].sum()),
        expected=float(as_dense.mean()),
        calibration=_calibration(as_is, reached),
    )


def _columns(scene: Scene, acts: Mask, who: NDArray[np.int64]) -> Floats:
    """log of acts and log of others met in them, standardised, (active, 2)."""
    graph = scene.graph
    others = graph.sizes - 1
    slots = graph.of_acts(acts)
    met = np.bincount(graph.actor[slots], others[graph.act[slots]], minlength=graph.actors)
    raw = np.log(np.column_stack((graph.degrees_in(acts)[who], met[who])))
    spread = raw.std(axis=0)
    return np.asarray((raw - raw.mean(axis=0)) / np.where(spread > 0, spread, 1))


def fitted(columns: Floats, reached: Mask) -> Floats:
    """The weights, the constant first, at which the penalised likelihood is highest.

    Newton's steps on Σ log P(what was seen) − ½·ridge·Σ b², the constant without penalty; it is
    concave, so there is one top.

    Parameters
    ----------
    columns : (actors, features) float
    reached : (actors,) bool
    """
    x = np.column_stack((np.ones(reached.size), columns)).astype(np.float64)
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (reached - chance) - penalty * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        # A step of more than this in any weight overshoots where few are on one side.
        weights += step / max(1.0, float(np.abs(step).max()) / 2)
        if float(np.abs(step).max()) < _STILL:
            break
    return np.asarray(weights)


def _chance(columns: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(weights[0] + columns @ weights[1:]))))


def _calibration(chance: Floats, reached: Mask) -> tuple[Calibration, ...]:
    """Active actors in five groups by what is expected of them: expected against seen."""
    groups = np.array_split(np.argsort(chance, kind="stable"), GROUPS)
    return tuple(
        Calibration(group.size, float(chance[group].mean()), float(reached[group].mean()))
        for group in groups
    )
