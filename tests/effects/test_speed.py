"""Seven gaps of 10,000 actors, with posterior, decomposition and swap test, in under a second."""

from datetime import date, timedelta
from time import process_time

import numpy as np
import polars as pl
import pytest

from samspel.effects.change import asked_of
from samspel.effects.gap_change import gap_change
from samspel.gaps import index, load_definitions
from samspel.tables import Tables
from samspel.terms import GAP_KEYS, ChangeSettings

ACTORS, ACTS = 10_000, 12_000


WAVES = {"w1": (date(2022, 10, 1), date(2024, 9, 1)), "w2": (date(2024, 10, 1), date(2026, 9, 1))}


def _answers(ids: list[str], rng: np.random.Generator) -> pl.DataFrame:
    said = [
        (wave, ids[k], f"contact:{gap}", None, "yes" if rng.random() < 0.3 else "no")
        for wave in WAVES
        for gap in GAP_KEYS
        for k in np.flatnonzero(rng.random(ACTORS) < 0.3)
    ]
    names = ["wave_id", "respondent_id", "item", "about", "value"]
    return pl.DataFrame(said, schema=names, orient="row", schema_overrides={"about": pl.String})


@pytest.fixture(scope="module")
def large() -> Tables:
    """Ten thousand actors, a third of whom answer in two waves, and acts of three or so."""
    rng = np.random.default_rng(1)
    ids = [f"a{k:05}" for k in range(ACTORS)]
    roles = rng.choice(
        ["firm", "firm", "firm", "research", "education|research", "capital"], ACTORS
    )
    acts = [f"x{k:05}" for k in range(ACTS)]
    days = [date(2022, 10, 1) + timedelta(days=int(d)) for d in rng.integers(0, 1460, ACTS)]
    slots = 3 * ACTS
    return Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["e", "f"], "name": ["E", "F"], "country": "SE"}),
        actors=pl.DataFrame(
            {
                "actor_id": ids,
                "name": ids,
                "sector": rng.choice(["private", "public", "academia"], ACTORS),
                "roles": roles,
                "country": rng.choice(["SE", "SE", "NO"], ACTORS),
            }
        ),
        memberships=pl.DataFrame(
            {
                "ecosystem_id": np.where(rng.random(ACTORS) < 0.9, "e", "f"),
                "actor_id": ids,
                "member_from": [
                    date(2024, 12, 1) if late else None for late in rng.random(ACTORS) < 0.2
                ],
            }
        ),
        interplay=pl.DataFrame({"interplay_id": acts, "started_on": days, "source": "diary"}),
        participations=pl.DataFrame(
            {
                "interplay_id": np.repeat(acts, 3),
                "actor_id": [ids[k] for k in rng.integers(0, ACTORS, slots)],
            }
        ),
        waves=pl.DataFrame(
            {
                "wave_id": list(WAVES),
                "ecosystem_id": "e",
                "asks_from": [first for first, _ in WAVES.values()],
                "asks_until": [last for _, last in WAVES.values()],
            }
        ),
        answers=_answers(ids, rng),
    )


def test_seven_gaps_of_ten_thousand_actors(large: Tables) -> None:
    indexed = index(large)
    definitions = load_definitions("memo-a")
    settings = ChangeSettings("e", date(2024, 9, 30), date(2026, 9, 30), definitions)
    spent = []
    for _ in range(3):
        begun = process_time()  # work, not clock: others may use the machine
        asked = asked_of(settings, indexed)
        found = [gap_change(gap, asked) for gap in definitions.gaps]
        spent.append(process_time() - begun)
    assert sum(each.total is not None for each in found) == 6  # the other ecosystem has no survey
    assert min(spent) < 1, spent
