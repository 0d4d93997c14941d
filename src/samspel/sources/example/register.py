"""The made-up register: who there is, where, in which ecosystems and when.

Every actor has a temper that no table holds: how eager it is to take part at all, and how much
it is drawn to each far side. The acts come about from these; the measuring must find them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

import numpy as np

from samspel.sources.example.cast import Part, in_turn
from samspel.sources.example.firms import firm_names
from samspel.sources.example.places import ECOSYSTEMS, MUNICIPALITIES
from samspel.sources.slugs import unique_slugs

__all__ = ["FIRST", "LAST", "TASTES", "Actor", "make_register"]

FIRST, LAST = date(2023, 10, 1), date(2026, 9, 30)
TASTES = ("research", "education", "capital", "authority", "ecosystems", "global")
# How unequal firms are in what draws them: the spread of a log-normal. Research and capital
# are for the few (a gap that is *sorted*), authorities are for nearly all.
_SPREAD = {
    "research": 2.2,
    "education": 1.0,
    "capital": 1.6,
    "authority": 0.5,
    "ecosystems": 1.2,
    "global": 1.5,
}
_INACTIVE = 0.13  # the share of firms that hardly take part in anything
_OUTSIDE = 0.03  # the share of firms in no ecosystem: the competitors nobody has asked


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell of membership; None is open."""

    ecosystem: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """One actor and its temper. `eager` is how readily it takes part, 1 on average."""

    key: str
    group: str
    part: Part
    spells: tuple[Spell, ...] = ()
    eager: float = 1.0
    tastes: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_firm(self) -> bool:
        """Whether it has the role of a firm in the register."""
        return self.group == "firm"

    def is_member(self, ecosystem: str, day: date) -> bool:
        """Whether it has a spell in that ecosystem on that day."""
        return any(
            spell.ecosystem == ecosystem
            and (spell.first is None or spell.first <= day)
            and (spell.last is None or day <= spell.last)
            for spell in self.spells
        )


def make_register(actors: int, rng: np.random.Generator) -> tuple[Actor, ...]:
    """`actors` actors: three in ten from the cast while it lasts, the rest firms."""
    cast = in_turn()[: min(len(in_turn()), max(3, round(0.3 * actors)))] if actors else ()
    firms = _firm_parts(actors - len(cast), rng)
    people = [*cast, *(("firm", part) for part in firms)]
    keys = unique_slugs(part.name for _, part in people)
    return tuple(_actor(key, *person, rng) for key, person in zip(keys, people, strict=True))


def _firm_parts(count: int, rng: np.random.Generator) -> list[Part]:
    weights = np.array([place.weight for place in MUNICIPALITIES])
    parts = []
    for key, many in _shared_out(count).items():
        places = rng.choice(len(MUNICIPALITIES), size=many, p=weights / weights.sum())
        named = islice(firm_names(key, rng), many)
        for (name, industry), place in zip(named, places, strict=True):
            seconds = _second_ecosystem(key, rng)
            town = MUNICIPALITIES[place].key
            joins = (key, *seconds) if key else ()
            parts.append(Part(name, "private", "firm", town, joins, industry=industry))
    return parts


def _shared_out(count: int) -> dict[str, int]:
    """How many firms each ecosystem gets; what rounding leaves over goes to the first."""
    shares = {e.key: int(count * e.share) for e in ECOSYSTEMS} | {"": int(count * _OUTSIDE)}
    shares[ECOSYSTEMS[0].key] += count - sum(shares.values())
    return shares


def _second_ecosystem(key: str, rng: np.random.Generator) -> tuple[str, ...]:
    if not key or rng.random() > 0.05:
        return ()
    others = [e.key for e in ECOSYSTEMS[1:] if e.key != key]
    return (others[rng.integers(len(others))],)


def _actor(key: str, group: str, part: Part, rng: np.random.Generator) -> Actor:
    joins = tuple(e.key for e in ECOSYSTEMS) if part.ecosystems == ("*",) else part.ecosystems
    if group != "firm":
        return Actor(key, group, part, tuple(Spell(e, None, None) for e in joins))
    spells = tuple(_spell(ecosystem, rng) for ecosystem in joins)
    eager = 0.02 if rng.random() < _INACTIVE else float(rng.lognormal(-0.3, 0.8))
    tastes = {taste: float(rng.lognormal(0, _SPREAD[taste])) for taste in TASTES}
    return Actor(key, group, part, spells, eager, tastes)


def _spell(ecosystem: str, rng: np.random.Generator) -> Spell:
    """Two thirds were there from the start; one in eight has left, most in the second year."""
    days = (LAST - FIRST).days
    chance = rng.random()
    joined = None if chance < 0.66 else FIRST + timedelta(int(rng.integers(0, days - 200)))
    if rng.random() >= 0.125:
        return Spell(ecosystem, joined, None)
    earliest = (joined or FIRST) + timedelta(90)
    return Spell(
        ecosystem,
        joined,
        earliest + timedelta(int(rng.integers(0, max(1, (LAST - earliest).days)))),
    )
