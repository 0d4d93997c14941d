"""A register as large as a country's: 50,000 actors, 200,000 acts, from a seed, in a service's own
database.

python large_register.py fill ACTORS ACTS   a region `north` with that register, by the import
python large_register.py preview            a plan of a small change; its import's id
python large_register.py more ACTS          that many more acts, applied; the seconds it took
python large_register.py answer SECONDS     an answer every 50 ms for so long; JSON of how it went
python large_register.py answers            how many answers are kept
"""

import json
import sys
import time
from datetime import date, timedelta

import django
import numpy as np
import polars as pl

from samspel.tables import Tables
from samspel.terms import Viewer

__all__ = ["EMAIL", "large_register"]

EMAIL = "officer@example.se"
_FIRST = date(2022, 1, 1)
_PARTS = (
    ("Norra", "Södra", "Västra", "Östra", "Inre", "Yttre", "Gamla", "Nya", "Stora", "Lilla"),
    ("Älvens", "Fjällets", "Skogens", "Havets", "Gruvans", "Stadens", "Bygdens", "Åns"),
    ("Fiske", "Teknik", "Trä", "Data", "Energi", "Bygg", "Resor", "Livs", "Metall", "Konsult"),
)
_KINDS = ("project", "meeting", "agreement", "course", "visit")


def large_register(actors: int, acts: int, seed: int = 2032) -> Tables:
    """Tables of that many actors and acts, a mean of three participants an act, heavy-tailed."""
    rng = np.random.default_rng(seed)
    ids = np.array([f"a{n:06d}" for n in range(actors)])
    ecosystems = [f"e{n:02d}" for n in range(20)]
    sizes = 2 + rng.geometric(0.5, acts) - 1
    draws = (actors * rng.beta(0.6, 1.6, int(sizes.sum()))).astype(int)
    keys = np.repeat(np.array([f"x{n:06d}" for n in range(acts)]), sizes)
    parts = pl.DataFrame({"interplay_id": keys, "actor_id": ids[draws]}).unique(maintain_order=True)
    starts = [_FIRST + timedelta(days=int(day)) for day in rng.integers(0, 1600, acts)]
    words = [rng.choice(part, actors) for part in _PARTS]
    sectors = rng.choice(
        ["private", "public", "academia", "civil"], actors, p=[0.8, 0.1, 0.02, 0.08]
    )
    roles = {"private": "firm", "public": "authority", "academia": "research|education"}
    return Tables.of(
        ecosystems=pl.DataFrame(
            {"ecosystem_id": ecosystems, "name": [f"Ekosystem {key}" for key in ecosystems]}
        ),
        actors=pl.DataFrame(
            {
                "actor_id": ids,
                "name": [
                    f"{a} {b} {c} {n}" for n, (a, b, c) in enumerate(zip(*words, strict=True))
                ],
                "sector": sectors,
                "roles": [roles.get(sector) for sector in sectors],
                "country": ["SE"] * actors,
                "municipality": [f"25{n:02d}" for n in rng.integers(1, 85, actors)],
            }
        ),
        memberships=pl.DataFrame(
            {
                "ecosystem_id": [ecosystems[n] for n in rng.integers(0, 20, actors)],
                "actor_id": ids,
                "member_from": [_FIRST] * actors,
            }
        ),
        interplay=pl.DataFrame(
            {
                "interplay_id": [f"x{n:06d}" for n in range(acts)],
                "kind": rng.choice(_KINDS, acts),
                "title": [f"Samarbete om {rng.choice(_PARTS[2]).lower()} {n}" for n in range(acts)],
                "started_on": starts,
            }
        ),
        participations=parts,
    )


def fill(actors: int, acts: int) -> str:
    """The region and its register."""
    from samspel.actions import import_register
    from samspel.actions.create_region import create_region
    from samspel.actions.manage_users import NewUser, add_user
    from samspel.records.accounts.api import system_viewer

    region = create_region(key="north", name="North", by=Viewer(0, None, frozenset({"system"})))
    by = system_viewer(region.id)
    add_user(user=NewUser("Officer", EMAIL, "officer"), by=by)
    plan = import_register.plan_tables(tables=large_register(actors, acts), by=by)
    assert not plan.errors, plan.problems[:3]
    import_register.apply(import_id=plan.id, by=by)
    return f"{plan.changes} rows"


def preview() -> int:
    """An upload that names ten actors anew, planned and not applied."""
    from samspel.actions import import_register
    from samspel.actions.freeze_tables import pack_tables

    tables = large_register(10, 10)
    actors = tables["actors"].with_columns(pl.lit("Nytt namn ") + pl.col("name"))
    frames = {"ecosystems": tables["ecosystems"], "actors": actors}
    data = pack_tables(tables=Tables.of(**frames))
    stored = import_register.store_upload(name="tables.zip", data=data, by=_by())
    return import_register.plan(file_id=stored.id, by=_by(), ending=False).id


def more(acts: int) -> float:
    """More acts of the actors that are there, while others work."""
    from samspel.actions import import_register

    made = large_register(1000, acts, seed=7)
    new = {
        name: made[name].with_columns("m" + pl.col("interplay_id"))
        for name in ("interplay", "participations")
    }
    plan = import_register.plan_tables(tables=Tables.of(**new), by=_by(), ending=False)
    assert not plan.errors, plan.problems[:3]
    started = time.monotonic()
    import_register.apply(import_id=plan.id, by=_by())
    return round(time.monotonic() - started, 2)


def answer(seconds: int) -> str:
    """One answer of one respondent every 50 ms, each an entry of its own, as a wave saves them."""
    from samspel.actions.enter_rows import Entering, enter_rows

    wave = {
        "wave_id": ["w1"],
        "ecosystem_id": ["e00"],
        "closed_on": [date(2026, 6, 30)],
        "asks_from": [date(2025, 7, 1)],
        "asks_until": [date(2026, 6, 30)],
    }
    enter_rows(entering=Entering("page", {"waves": pl.DataFrame(wave)}), by=_by())
    took: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.monotonic()
        row = {
            "wave_id": ["w1"],
            "respondent_id": [f"a{len(took):06d}"],
            "item": ["contact:research"],
            "value": ["yes"],
        }
        enter_rows(entering=Entering("wave", {"answers": pl.DataFrame(row)}), by=_by())
        took.append(time.monotonic() - started)
        time.sleep(max(0.0, 0.05 - took[-1]))
    slowest, typical = max(took), sorted(took)[len(took) // 2]
    return json.dumps({"saved": len(took), "slowest": slowest, "typical": typical})


def answers() -> int:
    """How many answers the register has."""
    from samspel.actions.joined_tables import read_tables

    return read_tables(by=_by())[0]["answers"].height


def _by() -> Viewer:
    from samspel.records.accounts.api import system_viewer
    from samspel.records.register.api import find_region

    region = find_region("north")
    assert region is not None
    return system_viewer(region.id)


if __name__ == "__main__":
    django.setup()
    verbs = {"fill": fill, "preview": preview, "more": more, "answer": answer, "answers": answers}
    sys.stdout.write(str(verbs[sys.argv[1]](*map(int, sys.argv[2:]))) + "\n")
