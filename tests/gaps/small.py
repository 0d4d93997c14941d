"""The ecosystem of `tests/proofs/test_by_hand.py`, with what a test wants to add to it."""

from datetime import date

import polars as pl

from samspel.gaps import load_definitions, measure_all
from samspel.tables import CONTRACTS, Tables
from samspel.terms import Run, RunSettings

ON = date(2026, 9, 30)
FIRMS = [f"f{k}" for k in range(1, 9)]
OTHERS = {
    "u": ("academia", "research|education"),
    "p": ("civil", "platform"),
    "region": ("public", "authority"),
    "municipality": ("public", "authority"),
    "association": ("civil", None),
}
ACTS = {"m1": ("f1", "u"), "m2": ("f1", "f2"), "m3": ("p", "f3"), "m4": ("p", "u")}
ANSWERS = {"f4": "yes", "f2": "no", "f3": "no", "f5": "no", "f6": "no"}


def small(*, acts=None, reports=None, days=None, silent=(), told=None, log=""):
    """Rows by table. `acts` and `reports` go from id to participants, a report's maker first."""
    rows = {c.name: [] for c in CONTRACTS}
    rows["ecosystems"] = [{"ecosystem_id": "e", "name": "Hand", "country": "SE"}]
    kinds = dict.fromkeys(FIRMS, ("private", "firm")) | OTHERS
    rows["actors"] = [
        {"actor_id": key, "name": key, "sector": sector, "roles": roles, "country": "SE"}
        for key, (sector, roles) in kinds.items()
    ]
    rows["memberships"] = [
        {
            "ecosystem_id": "e",
            "actor_id": key,
            "is_platform": key == "p",
            "is_financier": key == "region",
        }
        for key in (*FIRMS, "p", "region")
    ]
    for key, who in (ACTS | (acts or {}) | (reports or {})).items():
        source = "wave:w" if key in (reports or {}) else None
        started = (days or {}).get(key, date(2026, 3, 1))
        rows["interplay"].append({"interplay_id": key, "started_on": started, "source": source})
        for actor in who:
            maker = source and actor == who[0]
            role = "reporter" if maker else "host" if actor == "p" else "participant"
            rows["participations"].append({"interplay_id": key, "actor_id": actor, "role": role})
    rows["waves"] = [
        {
            "wave_id": "w",
            "ecosystem_id": "e",
            "asks_from": date(2024, 10, 1),
            "asks_until": date(2026, 9, 1),
        }
    ]
    given = {who: value for who, value in ANSWERS.items() if who not in silent}
    rows["answers"] = [_answer("w", who, None, value) for who, value in given.items()]
    rows["answers"] += [_answer("told:x", "p", who, v) for who, v in (told or {}).items()]
    if log:
        rows["coverage"] = [
            {
                "ecosystem_id": "e",
                "actor_id": "*",
                "gap": "*",
                "from": date(2024, 1, 1),
                "until": ON,
                "by": log,
            }
        ]
    return rows


def _answer(wave, respondent, about, value):
    return {
        "wave_id": wave,
        "respondent_id": respondent,
        "item": "contact:research",
        "about": about,
        "value": value,
    }


def tables_of(rows) -> Tables:
    """Product tables of rows as dicts."""
    return Tables.of(
        **{c.name: pl.DataFrame(rows[c.name], schema=c.schema, orient="row") for c in CONTRACTS}
    )


def measured(rows, *, memo="memo-a", on=ON, **settings) -> Run:
    """The run over 24 months, on 2026-09-30 unless another day is said."""
    asked = RunSettings("e", on, load_definitions(memo), **settings)
    return measure_all(tables_of(rows), asked)
