"""Which null the shown parts come from, and the curveball shuffle where the urn is too coarse.

Neighbours get `shown_parts`. The urn lets an actor be dealt two slots of one act, which is wrong
where one act holds many of the active near actors or one actor many of the slots, and it takes
labels as given, which is wrong where a near actor is itself somebody's far actor.
"""

from dataclasses import replace

import numpy as np

from samspel.gaps.coded import Ints
from samspel.gaps.parts import Slots
from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.network import far_in_act
from samspel.terms import GapDefinition, Parts
from samspel.uncertainty import Effort, rng_for, shuffled

__all__ = ["BUSY", "DRAWS", "LARGE", "needs_curveball", "shown_parts"]

DRAWS = 2_000
LARGE = 0.15  # of the active near actors in one act
BUSY = 0.15  # of the slots with one near actor
_FULL = 10_000  # slots up to which every draw is made


def shown_parts(
    definition: GapDefinition, parts: Parts, slots: Slots, of: tuple[States, Sides]
) -> Parts:
    """The parts with what is shown: by the closed form, or by curveball where that is too coarse.

    Curveball keeps every near actor's number of acts and every act's number of near actors, and
    never deals an actor two slots of one act; far actors that are not near stay where they are,
    near ones that are far too move as near ones do, and the label moves with them. *thin* is the
    mean over 2,000 shuffles (fewer above 10,000 slots, at least 50) of the share of near actors
    that are active and without far contact; the stream comes from the seed, the ecosystem and the
    gap.
    """
    states, sides = of
    if not needs_curveball(definition, slots, sides):
        return parts
    settings = states.scene.settings
    # The figure without the financier is drawn apart from the one with it.
    stream = (settings.ecosystem, definition.key, sides.far_count, "curveball")
    without = _without(slots, _far_seats(slots, of), rng_for(settings.seed, *stream))
    thin = float(without.mean()) / slots.near
    rest = (parts.thin or 0.0) + (parts.sorted or 0.0)
    return replace(
        parts,
        shown_thin=thin,
        shown_sorted=rest - thin,
        shown_sorted_sd=float(without.std()) / slots.near,
        null="curveball",
    )


def _effort(slots: int) -> Effort:
    """How many draws from how many chains: 2,000 from 50, and fewer above 10,000 slots.

    There the share hardly varies between shuffles, and the time would grow without bound.
    """
    fewer = min(1.0, (_FULL / max(slots, 1)) ** 1.5)
    draws = max(min(50, DRAWS), int(DRAWS * fewer))
    return Effort(draws, chains=max(5, draws // 40))


def needs_curveball(definition: GapDefinition, slots: Slots, sides: Sides) -> bool:
    """Whether an act with the label holds over 0.15 of the active, a near actor has over 0.15 of
    the slots and more than one, or a near actor is far too.

    The last does not count in the gap `firms`, where every near actor is far.
    """
    if definition.key != "firms" and (sides.near & sides.far).any():
        return True
    if 0 < slots.labelled_count < slots.total and slots.each.max() > max(1, BUSY * slots.total):
        return True
    labelled = np.unique(slots.act[slots.labelled & (slots.act < slots.acts)])
    held = np.bincount(slots.act, minlength=1)[labelled]
    return bool((held > LARGE * slots.active).any())


def _far_seats(slots: Slots, of: tuple[States, Sides]) -> tuple[Ints, np.ndarray]:
    """Per slot the far actors in its act that do not move, and per near actor whether it is far."""
    states, sides = of
    graph = states.scene.graph
    staying = far_in_act(graph, sides.far & ~sides.near)
    # An act known by word alone holds one far actor that nobody names.
    of_acts = np.concatenate((staying, np.ones(int(states.by_word.sum()), dtype=np.int64)))
    return of_acts[slots.act], sides.far[sides.who]


def _without(slots: Slots, far: tuple[Ints, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Per draw the number of active near actors without the label."""
    staying, moves = far
    alike = slots.labelled.all() or not slots.labelled.any()
    if not slots.total or (alike and not moves.any()):
        # Every deal gives what the one there is gives.
        return np.array([0 if slots.labelled.all() else slots.active])
    _, table = np.unique(slots.act, return_inverse=True)
    counted = []
    effort = _effort(slots.total)
    for hands in shuffled(slots.hand, table, rng, effort):
        labelled = _labelled(hands, table, staying, moves)
        rows = np.arange(hands.shape[0])[:, None] * slots.near
        reached = np.bincount((rows + hands)[labelled], minlength=hands.shape[0] * slots.near) > 0
        counted.append(slots.active - reached.reshape(hands.shape[0], -1).sum(axis=1))
    return np.concatenate(counted)


def _labelled(hands: Ints, table: Ints, staying: Ints, moves: np.ndarray) -> np.ndarray:
    """Per chain and seat whether a far actor other than the seat's own is at the table."""
    if not moves.any():
        return np.broadcast_to(staying > 0, hands.shape)
    alone = staying > 0
    chain, seat = np.nonzero(moves[hands])
    there = np.zeros((hands.shape[0], int(table.max()) + 1), dtype=np.int64)
    np.add.at(there, (chain, table[seat]), 1)
    labelled = (there > 0).take(table, axis=1) | alone
    # Who moves and is far itself has met one where another is there.
    labelled[chain, seat] = alone[seat] | (there[chain, table[seat]] > 1)
    return np.asarray(labelled)
