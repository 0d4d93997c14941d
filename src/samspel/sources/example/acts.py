"""Every contact of the made-up region's three years, recorded or not, and of the year before.

For each ecosystem and recipe the number of acts is Poisson; each act draws a day, firms by
eagerness times taste (the next one likelier from the same municipality) and its guests. Whether
somebody writes it down is drawn last, and a tenth of those present are then left off the list
where there is no convener. The surveys and the tables are made from these acts and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from samspel.sources.example.places import ECOSYSTEMS, MUNICIPALITIES, REGION, VISITOR, Ecosystem
from samspel.sources.example.recipes import CONFERENCE, RECIPES, THEMES, Guest, Recipe
from samspel.sources.example.register import FIRST, LAST, Actor

__all__ = ["Act", "Present", "make_acts", "make_earlier_acts"]

Weights = NDArray[np.float64]

_LEFT_OFF = 0.10
_PLACE_NAMES = {place.key: place.name for place in MUNICIPALITIES}
# The two years that the first survey asks about begin a year before the agreement. Then less
# was done, and nobody kept a record of it.
_BEFORE = (date(2022, 10, 1), FIRST - timedelta(1))
_SLOWER = 0.5


@dataclass(frozen=True, slots=True)
class Present:
    """One actor in one act; `listed` when the record of the act, if any, names it."""

    actor: Actor
    role: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened."""

    key: str
    ecosystem: str
    recipe: Recipe
    title: str
    first: date
    last: date
    present: tuple[Present, ...]
    recorded: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """What an ecosystem's acts draw from."""

    ecosystem: Ecosystem
    firms: tuple[Actor, ...]
    groups: dict[str, tuple[Actor, ...]]
    pulls: dict[str, Weights]  # by taste: eagerness times taste, a firm each
    towns: NDArray[np.str_]
    joined: NDArray[np.int64]  # day numbers, so that a day's members are one comparison
    left: NDArray[np.int64]
    rng: np.random.Generator
    days: tuple[date, date] = (FIRST, LAST)

    def weights(self, recipe: Recipe, day: date) -> Weights:
        """How readily each firm comes that day; 0 for those who are not members then."""
        number = day.toordinal()
        pulls = self.pulls[recipe.taste] ** (1 - recipe.outreach)
        return np.where((self.joined <= number) & (number <= self.left), pulls, 0.0)


def make_acts(register: Sequence[Actor], rng: np.random.Generator) -> tuple[Act, ...]:
    """All acts of all ecosystems in order of day, with keys `h00001` and on."""
    acts = [act for e in ECOSYSTEMS for act in _acts_of(_scene(register, e, rng))]
    acts.sort(key=lambda act: act.first)
    return tuple(
        replace(act, key=f"h{number:05}", title=_title(act, number))
        for number, act in enumerate(acts, 1)
    )


def make_earlier_acts(register: Sequence[Actor], rng: np.random.Generator) -> tuple[Act, ...]:
    """What happened in the year before the agreement, with keys `e00001` on; no record has it."""
    scenes = (_scene(register, e, rng) for e in ECOSYSTEMS)
    acts = [act for s in scenes for act in _acts_of(replace(s, days=_BEFORE), _SLOWER)]
    acts.sort(key=lambda act: act.first)
    return tuple(
        replace(act, key=f"e{number:05}", title=_title(act, number), recorded=False)
        for number, act in enumerate(acts, 1)
    )


def _scene(register: Sequence[Actor], ecosystem: Ecosystem, rng: np.random.Generator) -> _Scene:
    here = ecosystem.key
    firms = tuple(a for a in register if a.is_firm and any(s.ecosystem == here for s in a.spells))
    names = {a.group for a in register} - {"firm", "platform"}
    groups = {g: tuple(a for a in register if a.group == g) for g in sorted(names)}
    mine = {a.key for a in firms}
    groups["other_firm"] = tuple(
        a for a in register if a.is_firm and a.spells and a.key not in mine and a.eager > 0.1
    )
    hub = "platform" if here == VISITOR else "other_platform"
    groups["foreign"] = _customers(groups.get("foreign", ()), here)
    groups["hub"] = tuple(
        a for a in register if a.group == hub and any(s.ecosystem == here for s in a.spells)
    )
    joined, left = _days(firms, here)
    towns = np.array([firm.part.place for firm in firms])
    return _Scene(ecosystem, firms, groups, _pulls(firms), towns, joined, left, rng)


def _customers(foreign: tuple[Actor, ...], here: str) -> tuple[Actor, ...]:
    """Tour operators buy from the visitor economy, industrial firms from the others."""
    return tuple(a for a in foreign if (a.part.roles == "firm") != (here == VISITOR))


def _pulls(firms: Sequence[Actor]) -> dict[str, Weights]:
    tastes = {recipe.taste for recipe in (*RECIPES, CONFERENCE)}
    return {t: np.array([f.eager * f.tastes.get(t, 1.0) for f in firms]) for t in sorted(tastes)}


def _days(firms: Sequence[Actor], here: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last day of membership as day numbers; a firm has one spell an ecosystem."""
    spells = [next(s for s in firm.spells if s.ecosystem == here) for firm in firms]
    joined = [(s.first or date.min).toordinal() for s in spells]
    left = [(s.last or date.max).toordinal() for s in spells]
    return np.array(joined, dtype=np.int64), np.array(left, dtype=np.int64)


def _acts_of(scene: _Scene, tempo: float = 1.0) -> Iterator[Act]:
    if not scene.firms:
        return
    for recipe in RECIPES:
        years = ((scene.days[1] - scene.days[0]).days + 1) / 365.25
        mean = tempo * recipe.yearly * years * scene.ecosystem.tempo * len(scene.firms) / 100
        for _ in range(int(scene.rng.poisson(mean))):
            yield from _act(scene, recipe, _any_day(scene))
    if scene.ecosystem.key == VISITOR and len(scene.firms) > CONFERENCE.firms[1]:
        for year in range(scene.days[0].year + 1, scene.days[1].year + 1):
            yield from _act(scene, CONFERENCE, date(year, 5, 14))


def _any_day(scene: _Scene) -> date:
    """A working day of the years, July excepted."""
    first, last = scene.days
    while True:
        day = first + timedelta(int(scene.rng.integers(0, (last - first).days + 1)))
        if day.weekday() < 5 and day.month != 7:
            return day


def _act(scene: _Scene, recipe: Recipe, day: date) -> Iterator[Act]:
    """The act, unless fewer than two came."""
    rng = scene.rng
    firms = _firms(scene, recipe, day)
    if not firms and recipe.firms[1]:
        return
    hub = scene.groups["hub"] if rng.random() < recipe.platform else ()
    town = firms[0].part.place if firms else ""
    guests = [g for guest in recipe.guests for g in _guests(scene, guest, town)]
    people = list(dict.fromkeys([*hub, *firms, *guests]))
    recorded = bool(rng.random() < recipe.recorded)
    last = day + timedelta(int(rng.integers(recipe.days[0], recipe.days[1] + 1)))
    if len(people) < 2:
        return
    present = tuple(_present(person, hub, rng) for person in people)
    yield Act("", scene.ecosystem.key, recipe, "", day, last, present, recorded)


def _present(actor: Actor, hub: tuple[Actor, ...], rng: np.random.Generator) -> Present:
    role = "organiser" if actor in hub else "participant"
    return Present(actor, role, bool(hub) or bool(rng.random() >= _LEFT_OFF))


def _firms(scene: _Scene, recipe: Recipe, day: date) -> list[Actor]:
    """Firms that are members that day: the first by eagerness and taste, the rest nearby too."""
    weights = scene.weights(recipe, day)
    wanted = int(scene.rng.integers(recipe.firms[0], recipe.firms[1] + 1))
    many = min(int(np.count_nonzero(weights)), wanted)
    if not many:
        return []
    first = int(scene.rng.choice(len(weights), p=weights / weights.sum()))
    weights = np.where(scene.towns == scene.towns[first], recipe.nearby, 1.0) * weights
    weights[first] = 0.0
    rest: list[int] = []
    if many > 1:
        shares = weights / weights.sum()
        drawn = scene.rng.choice(len(shares), many - 1, replace=False, p=shares)
        rest = [int(index) for index in drawn]
    return [scene.firms[index] for index in (first, *rest)]


def _guests(scene: _Scene, guest: Guest, town: str) -> list[Actor]:
    """Those of a group who come; a municipality is most often the first firm's own."""
    group = scene.groups.get(guest.group, ())
    if not group or scene.rng.random() >= guest.chance:
        return []
    many = min(len(group), int(scene.rng.integers(1, guest.most + 1)))
    weights = np.array([8.0 if town and a.part.place == town else 1.0 for a in group])
    drawn = scene.rng.choice(len(group), many, replace=False, p=weights / weights.sum())
    return [group[int(index)] for index in drawn]


def _title(act: Act, number: int) -> str:
    firm = next((p.actor for p in act.present if p.actor.is_firm), None)
    place = _PLACE_NAMES[firm.part.place] if firm else REGION
    themes = THEMES[act.ecosystem == VISITOR]
    theme, about = themes[number % len(themes)]
    return act.recipe.title.format(
        place=place, month=_month(act.first), year=act.first.year, theme=theme, about=about
    )


def _month(day: date) -> str:
    months = "januari februari mars april maj juni juli augusti september oktober november december"
    return f"{months.split()[day.month - 1]} {day.year}"
