"""Which answers may be counted so that no two figures, whenever made, differ by those of a few.

Neighbours get `Shown` (how everybody has been counted so far), `may_count` (who may be counted now)
and `and_shown` (what is shown after it). Nothing here knows what an actor or a gap is.

Who has been counted alike in every figure so far is a class. A figure is a sum over whole classes,
so whatever is added to and taken from each other, over any number of figures, is a sum over whole
classes too; and none is smaller than five. So nothing need be solved: what a linear programme asks
of counts (see `suppression`) holds of every combination at once.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from samspel.uncertainty.suppression import FEWEST

__all__ = ["Shown", "Standing", "and_shown", "may_count"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one is to be counted: `as_what` is the same for two who stand alike in every part of the
    figures, `says` what is counted of it. What is said is never compared between two."""

    as_what: Hashable
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """By id the class of who has been counted, and what was counted of it last."""

    classes: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)


def may_count(wanted: Mapping[str, Standing], shown: Shown, fewest: int = FEWEST) -> frozenset[str]:
    """Those who may be counted: the others are left out of the figures altogether.

    Of each class, those who would now be counted alike, or not at all, are at least `fewest` or
    none. Who are fewer are left out; where then one to four of a class that was counted are left
    out, more of it are, the first by id, or its smallest part where that would leave too few.

    Parameters
    ----------
    wanted : mapping of id to Standing
        Everybody of whom something would be counted.
    shown : Shown
        What the figures made so far have counted.

    Returns
    -------
    frozenset of str

    Examples
    --------
    Ten have been counted. One joins: it is not counted yet. One leaves: four more are left out.

    >>> ten = {f"a{n}": Standing("near", "yes") for n in range(10)}
    >>> first = and_shown(ten, Shown())
    >>> may_count({**ten, "b": Standing("near", "no")}, first) == ten.keys()
    True
    >>> nine = {who: stands for who, stands in ten.items() if who != "a9"}
    >>> sorted(may_count(nine, first))
    ['a4', 'a5', 'a6', 'a7', 'a8']
    >>> five_more = {f"b{n}": Standing("near", "no") for n in range(5)}
    >>> len(may_count({**ten, **five_more}, first))
    15
    """
    counted: set[str] = set()
    for name, members in _by_class(wanted, shown).items():
        parts: dict[Hashable, list[str]] = defaultdict(list)
        for one in members:
            if one in wanted:
                stands = wanted[one]
                parts[stands.as_what, _anew(one, stands, shown)].append(one)
        kept = sorted(
            (sorted(part) for part in parts.values() if len(part) >= fewest),
            key=lambda part: (len(part), part),
        )
        out = len(members) - sum(map(len, kept))
        # Of who was never counted few may be left out: they are in no figure to subtract from.
        while name and 0 < out < fewest and kept:
            out += _shorten(kept, fewest - out, fewest)
        counted.update(one for part in kept for one in part)
    return frozenset(counted)


def _by_class(wanted: Mapping[str, Standing], shown: Shown) -> Mapping[str, list[str]]:
    """The ids by class; "" are those never counted."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted({*wanted, *shown.classes}):
        found[shown.classes.get(one, "")].append(one)
    return found


def _anew(one: str, stands: Standing, shown: Shown) -> bool:
    """Whether something else would be counted of it than the last time."""
    return shown.said.get(one, stands.says) != stands.says


def _shorten(kept: list[list[str]], by: int, fewest: int) -> int:
    """Take so many of the largest part, or the smallest part whole; how many went."""
    if len(kept[-1]) - by >= fewest:
        del kept[-1][:by]
        return by
    return len(kept.pop(0))


def and_shown(counted: Mapping[str, Standing], shown: Shown) -> Shown:
    """What is shown when a figure that counts these, and nobody else, is added.

    Who has been counted by no figure has no class.
    """
    # A name is never used again: it follows from all that there are.
    there = _hash(*sorted(set(shown.classes.values())))
    classes = {
        one: _hash(there, shown.classes.get(one, ""), _now(one, counted, shown))
        for one in sorted({*counted, *shown.classes})
    }
    said = {**shown.said, **{one: stands.says for one, stands in counted.items()}}
    return _renamed(classes, said, shown)


def _now(one: str, counted: Mapping[str, Standing], shown: Shown) -> str:
    stands = counted.get(one)
    if stands is None:
        return "out"
    return f"{stands.as_what!r} {_anew(one, stands, shown)}"


def _renamed(classes: Mapping[str, str], said: Mapping[str, str], shown: Shown) -> Shown:
    """The classes as they were called, where nobody has parted: the same figure shown again, or
    another of the same groups, leaves everything as it stands."""
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for one, name in classes.items():
        before[shown.classes.get(one, "")].add(name)
        after[name].add(shown.classes.get(one, ""))
    names = {
        one: shown.classes[one]
        if one in shown.classes and len(before[shown.classes[one]]) == 1 and len(after[name]) == 1
        else name
        for one, name in classes.items()
    }
    return Shown(names, said)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
