"""A wave for tests: n firms with a person each, asked and answering as real respondents do."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl
from django.utils import timezone

from records.cast import Cast, filled
from samspel.actions import answer_wave, ask_wave
from samspel.actions.answer_wave import GapAnswer, Part
from samspel.actions.ask_wave import AskedWave, NewSpeaker
from samspel.actions.send_letters import send_letters
from samspel.records.surveys.api import AskingRow
from samspel.tables import Tables

SITE = "https://samspel.example"
HERE = "192.0.2.7"
_OTHERS = ("Universitetet", "Norrlandsbanken", "Myndigheten", "Rymd ett", "Rymd två", "Kund ute")


@dataclass(frozen=True)
class Asked:
    """A wave that is begun, and the personal links by actor."""

    asking: AskingRow
    links: dict[str, str]


def firms(n: int) -> Tables:
    """n firms in one ecosystem, a university that a third have met, and two other ecosystems."""
    ids = [f"f{i:02d}" for i in range(n)]
    today = timezone.localdate()
    met = ids[: n // 3]
    actors = [*ids, "uni", "bank", "myn", "gm1", "gm2", "utland"]
    firm = "firm"
    return Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["skog", "rymd"], "name": ["Skog", "Rymd"]}),
        actors=pl.DataFrame(
            {
                "actor_id": actors,
                "name": [*(f"Åfirma {i}" for i in range(n)), *_OTHERS],
                "sector": ["private"] * n + ["academia", "private", "public"] + ["private"] * 3,
                "roles": [firm] * n
                + ["education|research", "capital", "authority", firm, firm, "market"],
                "country": ["SE"] * (n + 5) + ["FI"],
            }
        ),
        memberships=pl.DataFrame(
            {
                "ecosystem_id": ["skog"] * n + ["rymd"] * 2,
                "actor_id": [*ids, "gm1", "gm2"],
                "member_from": [date(2020, 1, 1)] * (n + 2),
            }
        ),
        interplay=pl.DataFrame(
            {
                "interplay_id": [f"m{one}" for one in met],
                "kind": ["meeting"] * len(met),
                "started_on": [today - timedelta(days=90)] * len(met),
            }
        ),
        participations=pl.DataFrame(
            {
                "interplay_id": [f"m{one}" for one in met for _ in range(2)],
                "actor_id": [who for one in met for who in (one, "uni")],
            }
        ),
    )


def wave_of(cast: Cast, n: int = 8, persons: int | None = None, **changes: object) -> AskedWave:
    """A register of n firms with that many persons to ask, and a wave ready to begin."""
    filled(cast.alice, firms(n))
    for i in range(n if persons is None else persons):
        speaker = NewSpeaker("skog", f"f{i:02d}", f"Person {i}", f"p{i}@firma.example")
        ask_wave.add_speaker(speaker=speaker, by=cast.alice)
    today = timezone.localdate()
    asked = AskedWave(
        ecosystem="skog",
        asks_from=today - timedelta(days=730),
        asks_until=today,
        closes_on=today + timedelta(days=21),
        site=SITE,
    )
    return replace(asked, **changes)


def begun(cast: Cast, outbox: list, n: int = 8, **changes: object) -> Asked:
    """The same, begun, its letters sent and read."""
    asking = ask_wave.begin(asked=wave_of(cast, n, **changes), by=cast.alice)
    return Asked(asking, links(outbox))


def links(outbox: list) -> dict[str, str]:
    """Send what waits; the secret of each letter by actor (`f07` of p7@firma.example)."""
    while send_letters():
        pass
    found = {}
    for letter in outbox:
        if "/answer/" in letter.body:
            who = int(letter.to[0].partition("@")[0].removeprefix("p"))
            found[f"f{who:02d}"] = letter.body.partition("/answer/")[2].partition("/")[0]
    return found


def answer(secret: str, gap: str, choice: str, *named: str) -> None:
    """One question answered."""
    part = Part(gaps={gap: GapAnswer(choice, named)})
    answer_wave.save(secret=secret, address=HERE, part=part)
