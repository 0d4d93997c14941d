"""What is known of each near actor: reached, none or unknown, and what may be learnt from that.

Neighbours get `states_of(gap, sides, scene) -> States`: the counts, what each state rests on,
and the terms of the posterior (`samspel.uncertainty`); and `why_untold`, of some of them.
"""

from dataclasses import dataclass, replace

import numpy as np

from samspel.gaps.brought import brought_by
from samspel.gaps.coded import Ints, Mask, Spans, how_many
from samspel.gaps.observed import Word, declared, observed, uncounted, word_of
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides
from samspel.network import FarSide
from samspel.terms import Basis, NearState, State
from samspel.uncertainty import FEWEST, Term, why_withheld, withheld

__all__ = ["CHECKS", "Class", "States", "states_of", "why_untold"]

# So many answers test a declared log; fewer leave it a declaration (method section 3).
CHECKS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Class:
    """Unknown actors, as a mask, who have contact as often as those like them who answered.

    `name` is `all`, or `active` and `inactive` where they are told apart, or `log`: those whom a
    checked log calls none.
    """

    name: str
    unknown: Mask
    term: Term


@dataclass(frozen=True, slots=True)
class Heard:
    """How many near actors have answered the gap's item, were nothing withheld.

    `spoke` gave some answer, `answered` are A; of those who would be unknown all the same, `again`
    gave an answer that is not about enough of W and `fresh` none. `spare` are known otherwise than
    by an act, so that their own answers would count too.
    """

    spoke: int
    answered: int
    fresh: int
    again: int
    spare: int


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The near actors of one gap. Masks are (actors,); none holds an actor that is not near.

    Attributes
    ----------
    scene : Scene
        The one that was given, without the reports that are withheld.
    by_act, by_word : mask
        Reached by an act; reached by an answer alone, the actor's own or a told one.
    recorded : mask
        Reached by an act that is no report.
    reached, none, unknown : mask
        The three states.
    told : mask
        The state rests on what somebody else told.
    asked : mask
        The state would be known whatever it is.
    answered : mask
        *A*: answered the gap's item and is not otherwise reached.
    by_answer : mask
        Known as `none` by its own answers.
    unchecked : mask
        Called none by a log that is checked, so not known by it.
    log_yes, log_no : int
        x′ and m′ − x′ of the log's test.
    declared_by : tuple of str
        Whose unchecked declaration the figure rests on.
    withheld : str
        Why answers are left out (`samspel.uncertainty.why_withheld`); empty when they are not.
    heard : Heard
        How many have answered so far, withheld or not.
    claimed : mask
        Known as `none` by an unchecked log alone.
    said : mask
        Somebody, the actor or another, says that it has contact.
    far_side : FarSide
        The far side in the scene's acts.
    met : (contacts,) int
        The participations, ascending, in which a near actor meets a far actor other than itself.
    alike : float
        The share of the far side that is near too.
    brought : int
        Near actors who would be unknown, had one other of A who is reached not answered.
    held : int
        Near actors whose answers the tables hold back from this gap.
    untold : str
        Why x and y may not be told, where they are counted all the same (`whatever`).
    """

    scene: Scene
    by_act: Mask
    by_word: Mask
    recorded: Mask
    reached: Mask
    none: Mask
    unknown: Mask
    told: Mask
    asked: Mask
    answered: Mask
    by_answer: Mask
    unchecked: Mask
    log_yes: int
    log_no: int
    declared_by: tuple[str, ...]
    withheld: str
    heard: "Heard"
    claimed: Mask
    said: Mask
    far_side: FarSide
    met: Ints
    alike: float
    brought: int
    held: int = 0
    untold: str = ""

    @property
    def companions(self) -> float:
        """m: how many other unknown actors with contact one such has with it, on average.

        Whoever of A is reached met, as an unknown with contact did, only near actors who did not
        answer: those of them whom nobody else named would have been unknown with it. A first such
        company, of one for a far side that is near throughout, stands before any answer.
        """
        yes = how_many(self.answered & self.reached)
        return (self.alike + self.brought) / (1 + yes)

    def terms(self) -> tuple[Term, ...]:
        """The classes of unknown actors, each with those like them who answered."""
        return tuple(each.term for each in self.classes())

    def classes(self) -> tuple[Class, ...]:
        """The unknown actors in classes.

        Split by taking part in some recorded act that overlaps W, when at least five of A do
        and at least five do not; the unknown of a checked log are a class of their own.
        """
        active, plain = self.scene.recorded, self.unknown & ~self.unchecked
        like = [self.answered & active, self.answered & ~active]
        if min(how_many(each) for each in like) >= FEWEST:
            found = [self._class("active", plain & active, like[0])]
            found.append(self._class("inactive", plain & ~active, like[1]))
        else:
            found = [self._class("all", plain, self.answered)]
        log = self.unknown & self.unchecked
        if log.any():
            term = Term(how_many(log), self.log_yes, self.log_no, self.companions)
            found.append(Class("log", log, term))
        return tuple(found)

    def _class(self, name: str, unknown: Mask, like: Mask) -> Class:
        yes = how_many(like & self.reached)
        term = Term(how_many(unknown), yes, how_many(like) - yes, self.companions)
        return Class(name, unknown, term)

    def listed(self, sides: Sides) -> tuple[NearState, ...]:
        """Each near actor with its state, what it rests on and the acts behind it, by id."""
        ids = self.scene.indexed.actor_ids
        acts = _acts_behind(self)
        return tuple(
            NearState(str(ids[code]), self._state(code), self._basis(code), acts.get(code, ()))
            for code in sides.who.tolist()
        )

    def _state(self, code: int) -> State:
        if self.reached[code]:
            return State.REACHED
        return State.NONE if self.none[code] else State.UNKNOWN

    def _basis(self, code: int) -> Basis:
        if self.recorded[code]:
            return Basis.RECORDED
        if self.told[code]:
            return Basis.TOLD
        if self.reached[code] or self.by_answer[code]:
            return Basis.ANSWER
        return Basis.COVERAGE if self.none[code] else Basis.NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class _ByAct:
    """Near actors reached by some act, by a recorded one, by one other than their own report."""

    far_side: FarSide
    met: Ints
    some: Mask
    recorded: Mask
    otherwise: Mask


def states_of(gap: str, sides: Sides, scene: Scene, *, whatever: bool = False) -> States:
    """The three states of method section 3.

    A near actor is *reached* by an act that carries contact and holds a far actor other than
    it, or by its own *yes*; *none* when it is not, and its contacts are observed; else
    *unknown*, unless somebody told. Where the answers must not be told (`why_withheld`) they are
    left out, with the reports that those who answered made, as if not given; so are those of whom
    the tables hold back (`uncounted`). `--as-recorded` turns every unknown into none. With
    `whatever` they are left out by how many have answered alone, whatever they said, for a verdict
    or a width, which is not a count: why nothing counted may be told is then in `untold`.
    """
    held = uncounted(gap, scene)
    if held.any():
        scene = scene.without_reports(held)
    word = word_of(gap, scene, own=True)
    spoke: Mask = word.spoke & sides.near
    by_act = _by_act(sides, scene)
    whole = _states(gap, sides, (scene, word, by_act))
    heard = _heard(whole, spoke, sides.near & ~by_act.otherwise)
    left = how_many(held & sides.near)
    why = "too_few_answers" if withheld(heard.spoke) else why_untold(whole, sides.near)
    if not why or (whatever and why != "too_few_answers"):
        return replace(whole, heard=heard, held=left, untold=why)
    scene = scene.without_reports(spoke)
    word = word_of(gap, scene, own=False)
    kept = _states(gap, sides, (scene, word, _by_act(sides, scene)))
    return replace(kept, withheld=why, heard=heard, held=left)


def why_untold(states: States, actors: Mask) -> str:
    """Why x and y of these actors must not be told: method section 4 says the same of them as of
    a release."""
    like = np.flatnonzero(states.answered & actors)
    yes = how_many(states.reached[like])
    return why_withheld(yes, like.size - yes, _largest_owner(states.scene, like))


def _largest_owner(scene: Scene, codes: Ints) -> int:
    """The most of these actors that are one legal person: they have one organisation number."""
    owner = scene.indexed.owner[codes]
    return int(np.unique(owner[owner >= 0], return_counts=True)[1].max(initial=1))


def _heard(states: States, spoke: Mask, heeded: Mask) -> Heard:
    """`heeded` are those whose answers count: no act but their own report reaches them."""
    again = how_many(states.unknown & spoke)
    fresh = how_many(states.unknown) - again
    spare = how_many(heeded & ~states.unknown & ~states.answered)
    return Heard(how_many(spoke), how_many(states.answered), fresh, again, spare)


def _by_act(sides: Sides, scene: Scene) -> _ByAct:
    graph = scene.graph
    far_side = FarSide.of(graph, sides.far)
    contacts = far_side.met_by(sides.near)
    some = far_side.found & sides.near
    if scene.by_record is graph:  # nobody reports anything, most often: asked of every gap
        return _ByAct(far_side, contacts, some, some, some)
    actor, report = graph.actor[contacts], scene.indexed.report[graph.act[contacts]]

    def actors(mask: Mask) -> Mask:
        found = np.zeros(graph.actors, dtype=np.bool_)
        found[actor[mask]] = True
        return found

    own = report & scene.reporter[contacts]
    return _ByAct(far_side, contacts, some, actors(~report), actors(~own))


@dataclass(frozen=True, slots=True, eq=False)
class _Log:
    """The log of one gap: what it covers with and without answers, by whom, and its test.

    All rows of `coverage` for an ecosystem and a gap are one log. It is tested by the actors
    of A that it covers: those it calls none, of whom `yes` report contact and `no` do not.
    """

    known: Mask
    by: tuple[str, ...]
    yes: int
    no: int

    @property
    def checked(self) -> bool:
        """Whether enough answers test it."""
        return self.yes + self.no >= CHECKS


def _log(gap: str, answered: Mask, of: tuple[Scene, Word, Mask]) -> _Log:
    scene, word, reached = of
    spans, by = declared(gap, scene)
    tests: Mask = answered & observed(spans, scene)
    return _Log(
        known=observed(_joined(spans, word.spans), scene) | word.answered,
        by=by,
        yes=how_many(tests & reached),
        no=how_many(tests & ~reached),
    )


def _states(gap: str, sides: Sides, seen: tuple[Scene, Word, _ByAct]) -> States:
    scene, word, by_act = seen
    near = sides.near
    reached: Mask = by_act.some | (word.yes & near)
    answered: Mask = near & word.answered & ~by_act.otherwise
    log = _log(gap, answered, (scene, word, reached))
    by_answer: Mask = near & ~reached & word.answered
    by_log: Mask = near & ~reached & log.known & ~by_answer
    unchecked: Mask = by_log & log.checked
    none: Mask = by_answer | (by_log & ~unchecked)
    told_yes: Mask = near & ~reached & ~none & word.told_yes
    told_no: Mask = near & ~reached & ~none & word.told_no
    rest: Mask = near & ~reached & ~none & ~told_yes & ~told_no
    # Whoever declares the record whole leaves nobody unknown; a record of nothing is none.
    recorded = scene.record is not None or bool((scene.present & near).any())
    declares = scene.settings.as_recorded and recorded
    silent: Mask = rest if declares else np.zeros_like(rest)
    # A checked log makes nobody known who did not answer.
    by_claim = word.answered if log.checked else log.known
    asked: Mask = near & (by_claim | word.told)
    brought = brought_by(answered & reached, near, by_act.met, scene) & ~word.yes
    return States(
        scene=scene,
        by_act=by_act.some,
        by_word=(reached & ~by_act.some) | told_yes,
        recorded=by_act.recorded,
        reached=reached | told_yes,
        none=none | told_no | silent,
        unknown=rest & ~silent,
        told=told_yes | told_no,
        asked=near if declares else asked,
        answered=answered,
        by_answer=by_answer,
        unchecked=unchecked,
        log_yes=log.yes,
        log_no=log.no,
        declared_by=log.by if (by_log & none).any() else (),
        withheld="",
        heard=Heard(0, 0, 0, 0, 0),
        claimed=by_log & none,
        said=near & (word.yes | word.told_yes),
        far_side=by_act.far_side,
        met=by_act.met,
        alike=how_many(sides.far & near) / max(sides.far_count, 1),
        brought=how_many(brought & ~asked),
    )


def _joined(one: Spans, other: Spans) -> Spans:
    return Spans(
        np.concatenate((one.actor, other.actor)),
        np.concatenate((one.first, other.first)),
        np.concatenate((one.last, other.last)),
    )


def _acts_behind(states: States) -> dict[int, tuple[str, ...]]:
    """Per reached near actor the acts that hold a far actor beside it, by id."""
    graph, slots = states.scene.graph, states.met
    if not slots.size:
        return {}
    slots = slots[np.argsort(graph.actor[slots], kind="stable")]
    actors, starts = np.unique(graph.actor[slots], return_index=True)
    ids = states.scene.indexed.act_ids[graph.act[slots]].tolist()
    ends = [*starts[1:].tolist(), slots.size]
    return {
        actor: tuple(ids[start:end])
        for actor, start, end in zip(actors.tolist(), starts.tolist(), ends, strict=True)
    }
