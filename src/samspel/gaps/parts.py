"""Why the gap is there: inactive, thin, sorted. Neighbours get `parts_of` and `Slots`."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from samspel.gaps.coded import Ints, Mask, how_many
from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.network import TwoMode
from samspel.terms import Parts
from samspel.uncertainty import empty_handed

__all__ = ["Slots", "parts_of", "slots_of"]


@dataclass(frozen=True, eq=False)
class Slots:
    """Slots of near actors in acts that carry contact.

    An actor reached by an answer alone has one slot more, in an act of its own that holds a far
    actor nobody names: its code is `acts` or more. *Labelled* is a slot in an act where a far
    actor other than the slot's own is.

    Attributes
    ----------
    each : (near,) int
        Slots of each near actor, in the order of `Sides.who`.
    labelled_count : int
    """

    each: Ints
    labelled_count: int
    _graph: TwoMode
    _near: Mask
    _met: Ints
    _said: Ints

    @property
    def near(self) -> int:
        """How many near actors there are."""
        return self.each.size

    @property
    def acts(self) -> int:
        """The first code of an act known by word alone."""
        return self._graph.acts

    @cached_property
    def total(self) -> int:
        """All slots: M."""
        return int(self.each.sum())

    @cached_property
    def active(self) -> int:
        """Near actors with a slot: a."""
        return how_many(self.each > 0)

    @property
    def unmarked(self) -> int:
        """Slots without the label: M₀."""
        return self.total - self.labelled_count

    @cached_property
    def _dealt(self) -> Ints:
        return self._graph.of_actors(self._near)

    @cached_property
    def hand(self) -> Ints:
        """Per slot the place of its actor in `Sides.who`."""
        place = np.cumsum(self._near) - 1
        return np.concatenate((place[self._graph.actor[self._dealt]], self._said))

    @cached_property
    def act(self) -> Ints:
        """Per slot its act."""
        own = self._graph.acts + np.arange(self._said.size)
        return np.concatenate((self._graph.act[self._dealt], own))

    @cached_property
    def labelled(self) -> Mask:
        """Per slot whether it has the label."""
        label = np.zeros(self._graph.act.size, dtype=np.bool_)
        label[self._met] = True
        return np.concatenate((label[self._dealt], np.ones(self._said.size, np.bool_)))


def slots_of(states: States, sides: Sides) -> Slots:
    """The slots of one gap; one by one only when they are asked for so."""
    graph, who = states.scene.graph, sides.who
    said = states.by_word[who]
    return Slots(
        each=graph.degrees[who].astype(np.int64) + said,
        labelled_count=states.met.size + how_many(said),
        _graph=graph,
        _near=sides.near,
        _met=states.met,
        _said=np.flatnonzero(said),
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
    chance = empty_handed(each.compress(each > 0), slots.total, slots.unmarked)
    inactive, thin = how_many(each == 0) / n, chance.mean / n
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
    if not states.scene.platform.any():
        return None
    alone = states.scene.platform_only & sides.near & ~states.by_word
    return how_many(alone) / how_many(sides.near)
