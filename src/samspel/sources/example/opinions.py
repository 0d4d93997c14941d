"""What both sides of each gap think of it, in both waves of the visitor economy.

Who has had contact is content more often; who is drawn to a far side finds it important more
often. The far side answers too. Nothing here moves the figures of contact: other items, and a
stream of random numbers of their own.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from samspel.sources.example.register import Actor
from samspel.sources.example.survey import WAVES, Answer, Wave, is_far
from samspel.terms.releases import CAUSES

__all__ = ["Opinion", "make_opinions"]

_FAR_SIDE_ASKED = ("research", "education", "capital", "authority")
_FAR_RATE = 0.85
_CONTENT = {"yes": 0.72, "no": 0.30}
_CONTENT_FAR = 0.45

# Wave, respondent, item, value.
Opinion: TypeAlias = tuple[str, str, str, str]


def make_opinions(
    register: Sequence[Actor], answers: Sequence[Answer], rng: np.random.Generator
) -> list[Opinion]:
    """Works now, how important, trend and cause, of those who answered and of the far side."""
    found: list[Opinion] = []
    tastes = {actor.key: actor.tastes for actor in register}
    for wave in WAVES:
        for one in answers:
            if one.wave == wave.key:
                drawn = min(tastes[one.respondent].get(one.gap, 1.0), 2.0)
                chances = (_CONTENT[one.value], 0.45 + 0.2 * drawn)
                found += _opinions((wave.key, one.respondent, one.gap), chances, rng)
        for actor, gap in _far_side(register, wave, rng):
            found += _opinions((wave.key, actor.key, gap), (_CONTENT_FAR, 0.8), rng)
    return found


def _far_side(
    register: Sequence[Actor], wave: Wave, rng: np.random.Generator
) -> Iterator[tuple[Actor, str]]:
    for actor in register:
        gaps = [g for g in _FAR_SIDE_ASKED if g in wave.gaps and is_far(g, actor, wave.closed)]
        if gaps and not actor.is_firm and rng.random() < _FAR_RATE:
            yield from ((actor, gap) for gap in gaps)


def _opinions(
    of: tuple[str, str, str], chances: tuple[float, float], rng: np.random.Generator
) -> Iterator[Opinion]:
    wave, who, gap = of
    content, important = rng.random(2) < np.array(chances)
    works, matters = (int(high) * 2 + int(rng.integers(1, 3)) for high in (content, important))
    trend = ("better", "same", "worse")[int(rng.choice(3, p=(0.3, 0.55, 0.15)))]
    cause = CAUSES[int(rng.integers(len(CAUSES)))]
    yield wave, who, f"works:{gap}", str(works)
    yield wave, who, f"important:{gap}", str(matters)
    yield wave, who, f"trend:{gap}", trend
    if not content:
        yield wave, who, f"cause:{gap}", cause
