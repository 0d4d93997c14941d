"""Why the gap is there: inactive, thin, sorted. Neighbours get `parts_of` and `Slots`."""

from dataclasses import dataclass, replace

import numpy as np

from samspel.gaps.coded import Ints, Mask
from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.network import met, only_with
from samspel.terms import Parts
from samspel.uncertainty import empty_handed

__all__ = ["Slots", "parts_of", "slots_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Slots of near actors in acts that carry contact, one array place a slot.

    An actor reached by an answer alone has one slot more, in an act of its own that holds a far
    actor nobody names: its code is `acts` or more. `hand` is a place in `Sides.who`; `labelled`
    says that a far actor other than the slot's own is there.
    """

    hand: Ints
    act: Ints
    labelled: Mask
    near: int
    acts: int

    @property
    def each(self) -> Ints:
        """Slots of each near actor, (near,)."""
        return np.bincount(self.hand, minlength=self.near)

    @property
    def active(self) -> int:
        """Near actors with a slot: a."""
        return int((self.each > 0).sum())

    @property
    def unmarked(self) -> int:
        """Slots without the label: M₀."""
        return int((~self.labelled).sum())


def slots_of(states: States, sides: Sides) -> Slots:
    """The slots of one gap."""
    graph, who = states.scene.graph, sides.who
    dealt = np.flatnonzero(sides.near[graph.actor])
    said = np.flatnonzero(states.by_word[who])
    return Slots(
        hand=np.concatenate((np.searchsorted(who, graph.actor[dealt]), said)),
        act=np.concatenate((graph.act[dealt], graph.acts + np.arange(said.size))),
        labelled=np.concatenate((met(graph, sides.far)[dealt], np.ones(said.size, np.bool_))),
        near=who.size,
        acts=graph.acts,
    )


def parts_of(slots: Slots, states: States, sides: Sides, upper: float) -> Parts:
    """Three parts that add up to the upper bound, and what stands beside them.

    *inactive* is the share of the near actors with no act that carries contact. *thin* is
    Σ p_i / n over the active: the share without far contact if the M slots, each keeping its
    label, were dealt at random; *sorted* is the rest and `sorted_sd` its exact standard
    deviation under that null (`uncertainty.empty_handed`). `platform_only` is the share whose
    acts hold nobody but the platform; None when no platform is registered.

    Parameters
    ----------
    slots, states, sides
        Of one gap.
    upper : float
        The upper bound, (O + U)/n.

    Notes
    -----
    An actor reached by an answer alone counts as one slot with the label: its *yes* is a report
    of an act that names nobody. Otherwise it would be inactive and reached at once, and the
    parts would not add up. Odd case: with nobody active, thin and sorted are 0.
    """
    n, each = slots.near, slots.each
    chance = empty_handed(each[each > 0], int(each.sum()), slots.unmarked)
    inactive, thin = float((each == 0).sum() / n), chance.mean / n
    parts = Parts(
        inactive=inactive,
        platform_only=_platform_only(states, sides),
        thin=thin,
        sorted=upper - inactive - thin,
        sorted_sd=chance.sd / n,
        null="closed_form",
    )
    return replace(
        parts, shown_thin=parts.thin, shown_sorted=parts.sorted, shown_sorted_sd=parts.sorted_sd
    )


def _platform_only(states: States, sides: Sides) -> float | None:
    platform = states.scene.platform
    if not platform.any():
        return None
    alone = only_with(states.scene.graph, platform) & sides.near & ~states.by_word
    return float(alone.sum() / sides.near.sum())
