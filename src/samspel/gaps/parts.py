"""Why the gap is there: inactive, thin, sorted. Neighbours get `parts_of`."""

import numpy as np

from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.network import met, only_with
from samspel.terms import Parts
from samspel.uncertainty import empty_handed

__all__ = ["parts_of"]


def parts_of(states: States, sides: Sides, upper: float) -> Parts:
    """Three parts that add up to the upper bound, and what stands beside them.

    *inactive* is the share of the near actors with no act that carries contact. *thin* is
    Σ p_i / n over the active: the share without far contact if the M slots, each keeping its
    label, were dealt at random; *sorted* is the rest and `sorted_sd` its exact standard
    deviation under that null (`uncertainty.empty_handed`). `platform_only` is the share whose
    acts hold nobody but the platform; None when no platform is registered.

    Parameters
    ----------
    states, sides
        Of one gap.
    upper : float
        The upper bound, (O + U)/n.

    Notes
    -----
    An actor reached by an answer alone counts as one slot with the label: its *yes* is a report
    of an act that names nobody. Otherwise it would be inactive and reached at once, and the
    parts would not add up. Odd case: with nobody active, thin and sorted are 0.
    """
    graph, who, n = states.scene.graph, sides.who, int(sides.near.sum())
    slots = np.bincount(graph.actor, minlength=graph.actors)[who] + states.by_word[who]
    dealt = sides.near[graph.actor]
    unmarked = int((dealt & ~met(graph, sides.far)).sum())
    chance = empty_handed(slots[slots > 0], int(slots.sum()), unmarked)
    inactive, thin = float((slots == 0).sum() / n), chance.mean / n
    return Parts(
        inactive=inactive,
        platform_only=_platform_only(states, sides),
        thin=thin,
        sorted=upper - inactive - thin,
        sorted_sd=chance.sd / n,
    )


def _platform_only(states: States, sides: Sides) -> float | None:
    platform = states.scene.platform
    if not platform.any():
        return None
    alone = only_with(states.scene.graph, platform) & sides.near & ~states.by_word
    return float(alone.sum() / sides.near.sum())
