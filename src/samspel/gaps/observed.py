"""Whose contacts are observed through the window, and what answers say.

Neighbours get `observed`, the rule of three quarters and six months, `word_of`, what was
answered and told about the near actors of one gap, and `uncounted`, who is held back from it.
"""

from dataclasses import dataclass

import numpy as np

from samspel.gaps.coded import Claims, Mask, Spans
from samspel.gaps.scene import Scene

__all__ = ["Word", "about_window", "declared", "observed", "uncounted", "word_of"]

_NONE = Claims(np.zeros(0, np.int64), np.zeros(0, np.bool_), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What was said of contact for one gap; masks over actors.

    Attributes
    ----------
    yes : mask
        The actor itself answered yes in a wave that asked about some of W.
    answered : mask
        Its own answers are about enough of W to be known by (`observed`), whatever they say.
    spoke : mask
        It gave some answer about some of W.
    told_yes, told_no : mask
        Somebody else told; a yes goes before a no.
    told : mask
        Of whom it would be known whichever was told.
    spans : Spans
        What its own answers are about.
    """

    yes: Mask
    answered: Mask
    spoke: Mask
    told_yes: Mask
    told_no: Mask
    told: Mask
    spans: Spans


def word_of(gap: str, scene: Scene, *, own: bool) -> Word:
    """What own and told answers say of the gap.

    A *yes* counts, as an act would, when the days asked about overlap W. A *no* is about W only
    when `observed` says so; several waves may do it together. Only waves of this ecosystem
    count. A told answer counts by the same rules when what follows `told:` is a wave of ours;
    else it is undated and counts always. With `own` false the actors' own answers are left out.
    """
    claims = _counted(gap, scene) if own else _NONE
    first, last, _ours = _asked(scene, claims)
    overlaps = about_window(scene, claims)
    spans = Spans(claims.actor, first, last)[overlaps & _whole(claims)]
    told_yes, told_no, told = _told(gap, scene)
    return Word(
        yes=_mask(claims.actor[overlaps & claims.yes], scene),
        answered=observed(spans, scene),
        spoke=_mask(claims.actor[overlaps], scene),
        told_yes=told_yes,
        told_no=told_no & ~told_yes,
        told=told,
        spans=spans,
    )


def uncounted(gap: str, scene: Scene) -> Mask:
    """Whose own answers and reports the tables hold back from this gap: what they would add to
    this figure, or take from it, could be told from an earlier one."""
    claims = scene.indexed.uncounted.get(gap, _NONE)
    _first, _last, ours = _asked(scene, claims)
    return _mask(claims.actor[ours], scene)


def _counted(gap: str, scene: Scene) -> Claims:
    claims = scene.indexed.own.get(gap, _NONE)
    if gap not in scene.indexed.uncounted:
        return claims
    return claims[~uncounted(gap, scene)[claims.actor]]


def about_window(scene: Scene, claims: Claims) -> Mask:
    """Per claim whether a wave of this ecosystem asked about some of W."""
    first, last, ours = _asked(scene, claims)
    return np.asarray(ours & (first <= scene.days[1]) & (last >= scene.days[0]))


def _told(gap: str, scene: Scene) -> tuple[Mask, Mask, Mask]:
    claims = scene.indexed.told.get(gap, _NONE)
    first, last, ours = _asked(scene, claims)
    undated = claims.wave < 0
    overlaps = ours & (first <= scene.days[1]) & (last >= scene.days[0])
    enough = ours & _enough(_length(first, last, scene), np.minimum(last, scene.days[1]), scene)
    yes = claims.yes & (undated | overlaps)
    no = ~claims.yes & (undated | enough)
    whom = claims.actor[yes], claims.actor[no], claims.actor[(yes | no) & _whole(claims)]
    return _mask(whom[0], scene), _mask(whom[1], scene), _mask(whom[2], scene)


def _whole(claims: Claims) -> Mask:
    return np.ones(claims.actor.size, np.bool_) if claims.whole is None else claims.whole


def _asked(scene: Scene, claims: Claims) -> tuple[np.ndarray, np.ndarray, Mask]:
    """Per claim: the days asked about, and whether the wave is one of this ecosystem."""
    waves, known = scene.indexed.waves, claims.wave >= 0
    if not waves.ecosystem.size:
        nothing = np.zeros(claims.wave.size, dtype=np.int64)
        return nothing, nothing, known
    wave = np.maximum(claims.wave, 0)
    ours = waves.ecosystem[wave] == scene.code
    return waves.first[wave], waves.last[wave], known & ours


def declared(gap: str, scene: Scene) -> tuple[Spans, tuple[str, ...]]:
    """The rows of `coverage` for this ecosystem and gap (or `*`), and by whom, sorted."""
    log = scene.indexed.log
    rows = (log.ecosystem == scene.code) & ((log.gap == gap) | (log.gap == "*"))
    return log.spans[rows], tuple(sorted(set(log.by[rows]) - {""}))


def observed(spans: Spans, scene: Scene) -> Mask:
    """Per actor: its spans together cover at least three quarters of W, up to late enough.

    The last covered day is at most six months before t. Days that several spans cover count
    once; days outside W do not count.

    Parameters
    ----------
    spans : Spans
        In any order; actor -1 is every actor.
    scene : Scene

    Returns
    -------
    (actors,) bool
    """
    if not spans.actor.size:  # nobody declares anything, most often: asked of every gap
        return np.zeros(scene.here.size, dtype=np.bool_)
    actor, first, last = _each(spans, scene)
    start, end = scene.days
    first, last = np.maximum(first, start), np.minimum(last, end)
    inside = first <= last
    covered, latest = _union(actor[inside], first[inside], last[inside], scene.here.size)
    return _enough(covered, latest, scene)


def _enough(covered: np.ndarray, latest: np.ndarray, scene: Scene) -> Mask:
    days = scene.days[1] - scene.days[0] + 1
    return np.asarray((4 * covered >= 3 * days) & (latest >= scene.fresh))


def _length(first: np.ndarray, last: np.ndarray, scene: Scene) -> np.ndarray:
    inside = np.minimum(last, scene.days[1]) - np.maximum(first, scene.days[0]) + 1
    return np.asarray(np.maximum(inside, 0))


def _each(spans: Spans, scene: Scene) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Spans with every `*` row written out for each member."""
    everyone, members = spans[spans.actor < 0], np.flatnonzero(scene.here)
    one = spans[spans.actor >= 0]
    rows = everyone.actor.size
    return (
        np.concatenate((one.actor, np.tile(members, rows))),
        np.concatenate((one.first, np.repeat(everyone.first, members.size))),
        np.concatenate((one.last, np.repeat(everyone.last, members.size))),
    )


def _union(
    actor: np.ndarray, first: np.ndarray, last: np.ndarray, actors: int
) -> tuple[np.ndarray, np.ndarray]:
    """Per actor the number of days in the union of its spans, and the last of them.

    Each actor's days are shifted to a stretch of their own, so that one running maximum over
    all spans, sorted by where they begin, never carries a day from one actor to the next.
    """
    covered, latest = np.zeros(actors, np.int64), np.full(actors, -1, np.int64)
    if not actor.size:
        return covered, latest
    order = np.lexsort((first, actor))
    actor, first, last = actor[order], first[order], last[order]
    stretch = int(last.max() - first.min()) + 2
    shift = actor * stretch - int(first.min())
    ends = np.maximum.accumulate(last + shift)
    before = np.concatenate(([-1], ends[:-1]))
    fresh_days = ends - np.maximum(first + shift - 1, before)
    np.add.at(covered, actor, np.maximum(fresh_days, 0))
    np.maximum.at(latest, actor, last)
    return covered, latest


def _mask(codes: np.ndarray, scene: Scene) -> Mask:
    found = np.zeros(scene.here.size, dtype=np.bool_)
    found[codes] = True
    return found
