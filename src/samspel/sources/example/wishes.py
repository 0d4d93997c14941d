"""What respondents find the ecosystem worth, what they need and what they have to offer.

Whoever has had more contact finds it worth more, and more do in the second wave. The random
numbers are a stream of their own, so nothing else moves.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from samspel.sources.example.opinions import Opinion
from samspel.sources.example.survey import WAVES, Answer

__all__ = ["make_wishes"]

_NEEDS = {
    "research": ("någon som kan mäta hur gästerna rör sig", "hjälp med en ansökan"),
    "education": ("kockar till vintersäsongen", "en praktikant som kan språk"),
    "capital": ("lån till en större anläggning", "någon att bolla en investering med"),
    "authority": ("besked om tillstånd snabbare", "en väg in till kommunen"),
    "firms": ("någon att paketera en resa med", "transporter som passar ihop"),
    "global": ("en kanal till Tyskland", "en researrangör i Asien"),
}
_OFFERS = ("en plats för studiebesök", "en säsong för examensarbeten", "egna data om beläggning")
_WORTH = {0: 0.45, 1: 0.6}  # by contacts; two and more
_WORTH_MOST = 0.75
_LATER = 0.08
_NEED_RATE, _OFFER_RATE, _ASKED = 0.4, 0.25, 0.7


def make_wishes(answers: Sequence[Answer], rng: np.random.Generator) -> list[Opinion]:
    """The items `value`, `need:<gap>` and `offer:<gap>` of those who answered."""
    found: list[Opinion] = []
    for number, wave in enumerate(WAVES):
        given = [one for one in answers if one.wave == wave.key and one.about is None]
        contacts = Counter(one.respondent for one in given if one.value == "yes")
        for who in dict.fromkeys(one.respondent for one in given):
            chance = _WORTH.get(contacts[who], _WORTH_MOST) + _LATER * number
            high = rng.random() < chance
            found.append((wave.key, who, "value", str(2 * int(high) + int(rng.integers(1, 3)))))
        for one in given:
            found += _wishes(one, rng)
    return found


def _wishes(one: Answer, rng: np.random.Generator) -> list[Opinion]:
    asked, needs, offers = rng.random(3) < np.array([_ASKED, _NEED_RATE, _OFFER_RATE])
    if not asked:
        return []
    words = _NEEDS[one.gap]
    need = words[int(rng.integers(len(words)))] if needs else "no"
    offer = _OFFERS[int(rng.integers(len(_OFFERS)))] if offers else "no"
    who = (one.wave, one.respondent)
    return [(*who, f"need:{one.gap}", need), (*who, f"offer:{one.gap}", offer)]
