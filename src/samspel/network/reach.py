"""Who meets the far side: in one act, or through one actor between.

Neighbours get `FarSide`, made once a gap, and what is asked of it: who has met it, in which
participations, and `reaches`, two steps with the platform and without it at once; and `Gone`, acts
that are taken away, made once for all gaps. For one question alone: `far_in_act`, `met` (per
participation), `direct`, `two_step` (per actor) and `only_with`. All of it is counting over integer
codes; nothing loops over actors. Only acts that carry contact belong in the graph that is given.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samspel.network.graph import Codes, Mask, TwoMode, gathered, join, mark

__all__ = [
    "FarSide",
    "Gone",
    "Reaches",
    "direct",
    "far_in_act",
    "met",
    "only_with",
    "reaches",
    "two_step",
]


def far_in_act(graph: TwoMode, far: Mask) -> NDArray[np.int64]:
    """How many far actors take part in each act, (acts,). `far` is a mask over actors."""
    return np.bincount(graph.act[graph.of_actors(far)], minlength=graph.acts)


def met(graph: TwoMode, far: Mask) -> Mask:
    """Per edge: whether a far actor other than the edge's own takes part in the act, (edges,).

    >>> from samspel.network.graph import build
    >>> met(build([0, 0], [0, 1], 1, 2), np.array([False, True])).tolist()
    [True, False]
    """
    own = graph.of_actors(far)
    acts = graph.act[own]
    there = np.bincount(acts, minlength=graph.acts)
    found: Mask = gathered(there > 0, graph.act)
    # A far actor has met one only where another is there.
    found[own] = there[acts] > 1
    return found


def direct(graph: TwoMode, far: Mask) -> Mask:
    """Per actor: whether some act holds it and a far actor other than itself, (actors,)."""
    return FarSide.of(graph, far).found


def only_with(graph: TwoMode, company: Mask) -> Mask:
    """Per actor: takes part in some act, and all others in its acts belong to `company`.

    The actor itself need not belong to it. (actors,)
    """
    own = graph.of_actors(company)
    others = graph.sizes
    others -= np.bincount(graph.act[own], minlength=graph.acts)
    # Who belongs to `company` has met an outsider where one is, an outsider where another is.
    few = graph.actor.take(graph.of_acts(others <= 1))
    found = np.zeros(graph.actors, dtype=np.bool_)
    found[few] = True
    found &= np.bincount(few, minlength=graph.actors) == graph.degrees
    found[graph.actor[own[others[graph.act[own]] > 0]]] = False
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Gone:
    """Acts that are taken away, and what has to be looked at anew: the same for every gap.

    Attributes
    ----------
    acts : (acts,) bool
    edges : (gone,) int
        Edges of these acts.
    whom : (actors,) bool
        Who took part in them.
    left : (left,) int
        Every other edge of those.
    """

    acts: Mask
    edges: NDArray[np.int64]
    whom: Mask
    left: NDArray[np.int64]

    @classmethod
    def of(cls, graph: TwoMode, acts: Mask) -> "Gone":
        """These acts of the graph."""
        edges, whom = graph.of_acts(acts), np.zeros(graph.actors, dtype=np.bool_)
        whom[graph.actor.take(edges)] = True
        theirs = graph.of_actors(whom)
        return cls(acts, edges, whom, theirs.compress(~acts.take(graph.act.take(theirs))))

    @classmethod
    def with_(cls, graph: TwoMode, actors: Mask) -> "Gone":
        """The acts in which one of these actors takes part."""
        acts = np.zeros(graph.acts, dtype=np.bool_)
        acts[graph.act.take(graph.of_actors(actors))] = True
        return cls.of(graph, acts)


@dataclass(frozen=True, slots=True, eq=False)
class FarSide:
    """The far side of one gap in its acts.

    Attributes
    ----------
    graph : TwoMode
    far : (actors,) bool
    acts : (acts,) bool
        The acts that are there; the graph may have more.
    count : (acts,) int
        Far actors in each act, those of acts that went (`without`) as before.
    own_act, own_actor : (own,) int32
        Edges of far actors in the same acts, ascending.
    meets : (edges,) bool
        The act is there and holds a far actor other than the edge's own.
    found : (actors,) bool
        Who meets a far actor other than itself in one act.
    """

    graph: TwoMode
    far: Mask
    acts: Mask
    count: NDArray[np.int64]
    own_act: Codes
    own_actor: Codes
    meets: Mask
    found: Mask

    @classmethod
    def of(cls, graph: TwoMode, far: Mask, acts: Mask | None = None) -> "FarSide":
        """The far side that this mask says, in these acts or in all."""
        there = gathered(far, graph.actor)
        own = np.flatnonzero(there)
        own_act, own_actor = graph.act.take(own), graph.actor.take(own)
        if acts is None:
            acts = np.ones(graph.acts, dtype=np.bool_)
        elif not acts.all():
            left = acts.take(own_act)
            own_act, own_actor = own_act.compress(left), own_actor.compress(left)
        count = np.bincount(own_act, minlength=graph.acts)
        # One far actor is enough for who is not far; who is far meets one where another is.
        meets = gathered(np.minimum(count, 2).astype(np.uint8), graph.act) > there.view(np.uint8)
        found = np.zeros(graph.actors, dtype=np.bool_)
        mark(found, graph.actor, meets)
        return cls(graph, far, acts, count, own_act, own_actor, meets, found)

    def without(self, gone: Gone) -> "FarSide":
        """The same with these acts gone; looks anew only at whom the acts held."""
        meets, found = self.meets.copy(), self.found & ~gone.whom
        meets[gone.edges] = False
        still = gone.left.compress(meets.take(gone.left))
        found[self.graph.actor.take(still)] = True
        return replace(self, acts=self.acts & ~gone.acts, meets=meets, found=found)

    def met_by(self, near: Mask) -> NDArray[np.int64]:
        """Edges of near actors in acts that hold a far actor other than the edge's own.

        Ascending, so by act and actor.
        """
        return np.flatnonzero(gathered(near, self.graph.actor) & self.meets)

    def meets_two(self, whom: Mask) -> Mask:
        """Who of `whom`, none of them far, meets at least two far actors, in one act or several."""
        graph, found = self.graph, np.zeros(self.graph.actors, dtype=np.bool_)
        edges = np.flatnonzero(gathered(whom, graph.actor) & self.meets)
        act, actor = graph.act.take(edges), graph.actor.take(edges)
        found[actor.compress(self.count.take(act) > 1)] = True
        # The others meet one in each of their acts: some one of them, and then another or not.
        rest = np.flatnonzero(~found.take(actor))
        actor, last = actor.take(rest), np.cumsum(self.count).take(act.take(rest)) - 1
        one = self.own_actor.take(last)
        some = np.empty(graph.actors, dtype=np.int32)
        some[actor] = one
        found[actor.compress(some.take(actor) != one)] = True
        return found


def two_step(graph: TwoMode, near: Mask, far: Mask) -> Mask:
    """Per actor: near, and reaches a far actor in one step or two (R37), (actors,) bool.

    Near actor i is reached when an act holds i and a far actor f ≠ i; or when an act holds i and
    some j ≠ i, and an act holds j and a far actor f with f ≠ j and f ≠ i (method section 3).

    Exact without listing neighbours. Who asks on has no far actor in its acts but possibly
    itself, so whoever helps is not far, and only one thing can make j useless: that the single
    far actor j meets is i. So only in the acts of askers that are far themselves is it looked up
    whether j meets another far actor too; where it does not, j helps nobody there.

    Examples
    --------
    Firm 0 meets firm 1, which meets university 2. The university meets nobody far but is met:

    >>> from samspel.network.graph import build
    >>> graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
    >>> two_step(graph, np.array([True, True, False]), np.array([False, False, True])).tolist()
    [True, True, False]
    """
    return _reached(near, [_Walk.of(FarSide.of(graph, far), near)])[0]


@dataclass(frozen=True, slots=True, eq=False)
class Reaches:
    """Near actors reached in one step or two, (actors,) each.

    `with_` everybody there, `without` every participation of those taken out, `without_acts`
    without every act that one of them took part in.
    """

    with_: Mask
    without: Mask
    without_acts: Mask


def reaches(far_side: FarSide, near: Mask, out: Mask, gone: Gone | None = None) -> Reaches:
    """`two_step` three times over: with the actors `out`, without them, and without their acts.

    The same as `two_step` of the graph, of `without_actors` and of `without_acts_of`, but what
    the three have in common is done once and no graph is made. That an act without `out` may be
    left with one participant changes nothing: alone in an act nobody meets or helps anybody.

    Parameters
    ----------
    far_side : FarSide
        Of a graph of acts that carry contact.
    near : (actors,) bool
    out : (actors,) bool
        Who is taken out, such as the platform; nobody who is near or far.
    gone : Gone
        The acts of those (`Gone.with_`), where they are at hand.

    Raises
    ------
    ValueError
        If one of `out` is near or far.

    Examples
    --------
    Firm 0 gets to university 2 through platform 1:

    >>> from samspel.network.graph import build
    >>> near, platform, far = np.eye(3, dtype=bool)
    >>> graph = build([0, 0, 1, 1], [0, 1, 1, 2], 2, 3)
    >>> found = reaches(FarSide.of(graph, far), near, platform)
    >>> [each.any().item() for each in (found.with_, found.without, found.without_acts)]
    [True, False, False]
    """
    if (out & (near | far_side.far)).any():
        raise ValueError("who is taken out stands on neither side")
    graph = far_side.graph
    gone = Gone.with_(graph, out) if gone is None else gone
    whole = _Walk.of(far_side, near)
    walks = [whole, whole.without(gone, near)]
    if (whole.helping & out).any():
        walks.append(replace(whole, helping=whole.helping & ~out))
    found = _reached(near, walks)
    return Reaches(found[0], found[-1] if len(found) > 2 else found[0], found[1])


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """One way to go two steps: where the far side is, who may stand between, who asks on.

    An asker that is far itself is alone of its kind in each of its acts. In those, `own_acts`,
    only they help who meet another far actor too: `own_act` and `own_actor` are their edges.
    `asked` are those of whom that was asked, and `useful` of whom it is so.
    """

    far_side: FarSide
    helping: Mask
    asking: Mask
    own_acts: Mask | None
    own_act: Codes
    own_actor: Codes
    asked: Mask
    useful: Mask

    @classmethod
    def of(cls, far_side: FarSide, near: Mask) -> "_Walk":
        """Through all acts of this far side."""
        nobody = np.zeros(near.size, dtype=np.bool_)
        return cls._of(far_side, near, nobody, nobody)

    def without(self, gone: Gone, near: Mask) -> "_Walk":
        """The same with these acts gone; looks anew only at whom the acts held."""
        far_side, same = self.far_side.without(gone), self.asked & ~gone.whom
        return self._of(far_side, near, same, self.useful & same)

    @classmethod
    def _of(cls, far_side: FarSide, near: Mask, known: Mask, useful: Mask) -> "_Walk":
        """`useful` holds already for those of `known`."""
        asking, helping = near & ~far_side.found, far_side.found & ~far_side.far
        own = asking & far_side.far
        if not own.any():
            empty, nobody = far_side.own_act[:0], np.zeros(near.size, dtype=np.bool_)
            return cls(far_side, helping, asking, None, empty, empty, nobody, nobody)
        graph, acts = far_side.graph, np.zeros(far_side.graph.acts, dtype=np.bool_)
        mark(acts, far_side.own_act, own.take(far_side.own_actor))
        acts &= far_side.acts
        edges = graph.of_acts(acts)
        act, actor = graph.act.take(edges), graph.actor.take(edges)
        asked = np.zeros(near.size, dtype=np.bool_)
        asked[actor] = True
        asked &= helping
        useful = (useful & asked) | far_side.meets_two(asked & ~known)
        there = useful.take(actor)
        act, actor = act.compress(there), actor.compress(there)
        return cls(far_side, helping, asking, acts, act, actor, asked, useful)

    def beside(self, in_act: NDArray[np.uint8], bit: int) -> NDArray[np.uint8]:
        """Acts in which somebody helps those who ask there: this bit of `in_act`, where any helps,
        and of no other act."""
        found = in_act & (self.far_side.acts * np.uint8(bit))
        if self.own_acts is not None:
            found *= ~self.own_acts
            found[self.own_act[self.helping[self.own_actor]]] = bit
        return found


_ASKS = 1 << 7  # the bit of who asks; those below it are who helps, by walk


def _reached(near: Mask, walks: list[_Walk]) -> list[Mask]:
    """Near actors reached in one step or two, by each walk.

    Who helps and who asks is gathered once over all edges, for all walks together.
    """
    graph, every = walks[0].far_side.graph, (1 << len(walks)) - 1
    kind = np.zeros(graph.actors, dtype=np.uint8)
    for at, walk in enumerate(walks):
        kind |= walk.helping * np.uint8(1 << at) | walk.asking * np.uint8(_ASKS)
    of_edges = gathered(kind, graph.actor)
    in_act = np.zeros(graph.acts, dtype=np.uint8)
    _join(in_act, graph.act, of_edges & np.uint8(every), every)
    beside = np.zeros(graph.acts, dtype=np.uint8)
    for at, walk in enumerate(walks):
        beside |= walk.beside(in_act, 1 << at)
    askers = np.flatnonzero(of_edges >= _ASKS)
    got = np.zeros(graph.actors, dtype=np.uint8)
    _join(got, graph.actor.take(askers), gathered(beside, graph.act.take(askers)), every)
    return [
        near & (walk.far_side.found | ((got & np.uint8(1 << at)) != 0))
        for at, walk in enumerate(walks)
    ]


def _join(found: NDArray[np.uint8], codes: Codes, bits: NDArray[np.uint8], every: int) -> None:
    """`found[code] |= bits`, pair by pair.

    Nearly all help and get on by every walk or by none. Of those the larger is both; the few others
    are joined bit by bit, which takes four times as long.
    """
    some = np.flatnonzero((bits != 0) & (bits != every))
    np.bitwise_or.at(found, codes.take(some), bits.take(some))
    join(found, codes, bits)
