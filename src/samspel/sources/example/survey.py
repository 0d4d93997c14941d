"""The two survey waves of the visitor economy, and what the platform tells about others.

The first is the follow-up of autumn 2024 about the agreement's first year and the year before it;
the second asks about the two years after it, so that the two ask about as long a time. A
respondent answers from the truth of the period asked about, but forgets a contact now and then;
those who have many contacts answer more readily. The question about other ecosystems was left out
of both forms, and the one about capital did not stand in the first: a real survey's holes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from samspel.sources.example.acts import Act
from samspel.sources.example.places import COUNTRY, VISITOR
from samspel.sources.example.register import Actor

__all__ = [
    "MAX_SIZE",
    "WAVES",
    "Answer",
    "Report",
    "Wave",
    "is_far",
    "make_answers",
    "make_told",
    "remember",
]

MAX_SIZE = 50
_FORGETS = 0.06
_NAMES_WHOM = 0.55
TOLD = "told:2026-09"


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of questions: when it closed, the period asked about, the gaps asked about."""

    key: str
    closed: date
    asks_from: date
    asks_until: date
    gaps: tuple[str, ...]
    rate: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `about` is empty for an answer about oneself."""

    wave: str
    respondent: str
    gap: str
    value: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A contact that a respondent named in a wave."""

    wave: str
    reporter: str
    far: str
    gap: str
    day: date


WAVES = (
    Wave(
        "vag-1",
        date(2024, 10, 31),
        date(2022, 10, 1),
        date(2024, 9, 30),
        ("research", "education", "authority", "firms", "global"),
        0.42,
    ),
    Wave(
        "vag-2",
        date(2026, 9, 20),
        date(2024, 10, 1),
        date(2026, 8, 31),
        ("research", "education", "capital", "authority", "firms", "global"),
        0.50,
    ),
)


def is_far(gap: str, actor: Actor, day: date) -> bool:
    """Whether an actor stands on the far side, as the form's own words explain it."""
    roles = actor.part.roles.split("|")
    if actor.group == "platform":
        return False
    if gap == "authority":
        return "authority" in roles or actor.part.sector == "civil"
    if gap == "firms":
        return actor.is_firm and actor.is_member(VISITOR, day)
    if gap == "global":
        return "market" in roles or actor.part.country != COUNTRY
    return gap in roles


def make_answers(
    register: Sequence[Actor], acts: Sequence[Act], rng: np.random.Generator
) -> tuple[list[Answer], list[Report]]:
    """Answers and named contacts of both waves, in order of wave and register."""
    met = _by_actor(acts)
    answers: list[Answer] = []
    reports: list[Report] = []
    for wave in WAVES:
        for actor in _respondents(register, wave, met, rng):
            for gap in wave.gaps:
                if gap in ("global", "firms") or actor.is_firm:
                    _answer(wave, actor, gap, (met, rng, answers, reports))
    return answers, reports


def remember(
    register: Sequence[Actor],
    answers: Sequence[Answer],
    earlier: Sequence[Act],
    rng: np.random.Generator,
) -> list[Answer]:
    """The answers with what the first survey's respondents remember of the year before: a no is a
    yes where they had such a contact then, and have not forgotten it."""
    wave, met = WAVES[0], _by_actor(earlier)
    by_key = {actor.key: actor for actor in register}
    found = []
    for each in answers:
        if each.wave == wave.key and each.value == "no":
            contacts = _contacts(wave, by_key[each.respondent], each.gap, met)
            if contacts and rng.random() >= _FORGETS:
                each = replace(each, value="yes")  # noqa: PLW2901 - the same answer, remembered
        found.append(each)
    return found


def make_told(
    register: Sequence[Actor],
    acts: Sequence[Act],
    answers: Sequence[Answer],
    rng: np.random.Generator,
) -> list[Answer]:
    """What the platform says of firms that have answered no wave, one in three of them."""
    platform = next((a.key for a in register if a.group == "platform"), None)
    heard = {answer.respondent for answer in answers}
    members = [a for a in register if a.is_firm and a.is_member(VISITOR, WAVES[1].closed)]
    firms = [a for a in members if a.key not in heard]
    if platform is None or not firms:
        return []
    met = _by_actor(acts)
    chosen = rng.choice(len(firms), min(len(firms), max(1, len(firms) // 3)), replace=False)
    return [
        Answer(TOLD, platform, gap, "yes" if _contacts(WAVES[1], firms[i], gap, met) else "no", key)
        for i in sorted(int(index) for index in chosen)
        for gap, key in (("capital", firms[i].key), ("authority", firms[i].key))
    ]


def _by_actor(acts: Sequence[Act]) -> Mapping[str, list[Act]]:
    """Each actor's acts of any ecosystem that are small enough to be a contact."""
    met: dict[str, list[Act]] = {}
    for act in acts:
        if len(act.present) <= MAX_SIZE:
            for person in act.present:
                met.setdefault(person.actor.key, []).append(act)
    return met


def _respondents(
    register: Sequence[Actor],
    wave: Wave,
    met: Mapping[str, list[Act]],
    rng: np.random.Generator,
) -> Iterator[Actor]:
    """Members on the closing day who answer: the busy more readily than the quiet."""
    for actor in register:
        if actor.group == "platform" or not actor.is_member(VISITOR, wave.closed):
            continue
        busy = min(len(met.get(actor.key, ())), 6) / 6
        if rng.random() < wave.rate + 0.2 * busy:
            yield actor


_Memory = tuple[Mapping[str, list[Act]], np.random.Generator, list[Answer], list[Report]]


def _answer(wave: Wave, actor: Actor, gap: str, memory: _Memory) -> None:
    met, rng, answers, reports = memory
    if rng.random() < 0.05:  # a blank item
        return
    contacts = _contacts(wave, actor, gap, met)
    remembers = bool(contacts) and rng.random() >= _FORGETS
    answers.append(Answer(wave.key, actor.key, gap, "yes" if remembers else "no"))
    if remembers and rng.random() < _NAMES_WHOM:
        act, far = contacts[int(rng.integers(len(contacts)))]
        day = max(act.first, wave.asks_from)
        reports.append(Report(wave.key, actor.key, far.key, gap, day))


def _contacts(
    wave: Wave, actor: Actor, gap: str, met: Mapping[str, list[Act]]
) -> list[tuple[Act, Actor]]:
    return [
        (act, person.actor)
        for act in met.get(actor.key, ())
        if act.first <= wave.asks_until and act.last >= wave.asks_from
        for person in act.present
        if person.actor.key != actor.key and is_far(gap, person.actor, act.first)
    ]
