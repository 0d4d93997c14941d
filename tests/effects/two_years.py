"""Firms and a university over two years, as rows that a test shapes: who is there, which acts."""

from datetime import date

import polars as pl

from samspel.effects import measure_change
from samspel.gaps import load_definitions
from samspel.tables import CONTRACTS, Tables
from samspel.terms import ChangeSettings

FROM, TO = date(2025, 9, 30), date(2026, 9, 30)
BEFORE, AFTER = date(2025, 3, 1), date(2026, 3, 1)


def rows(firms=20, left=(), came=(), **acts):
    """`acts` maps an id to (day, participants, source); firms are f0, f1, …, the university u."""
    found = {contract.name: [] for contract in CONTRACTS}
    found["ecosystems"] = [{"ecosystem_id": "e", "name": "E", "country": "SE", "region": "R"}]
    names = [f"f{k}" for k in range(firms)]
    found["actors"] = [
        {"actor_id": key, "name": key, "sector": "private", "roles": "firm", "country": "SE"}
        for key in names
    ]
    found["actors"].append(
        {"actor_id": "u", "name": "U", "sector": "academia", "roles": "research", "country": "SE"}
    )
    for key in names:
        spell = {"ecosystem_id": "e", "actor_id": key, "member_from": None, "member_until": None}
        if key in left:
            spell["member_until"] = date(2025, 8, 1)
        if key in came:
            spell["member_from"] = date(2026, 1, 1)
        found["memberships"].append(spell)
    for key, (day, who, *source) in acts.items():
        found["interplay"].append(
            {
                "interplay_id": key,
                "title": f"Act {key}",
                "started_on": day,
                "source": source[0] if source else "diary",
            }
        )
        found["participations"] += [{"interplay_id": key, "actor_id": actor} for actor in who]
    return found


def each(day, firms, prefix, source="diary"):
    """One act with the university for each of these firms."""
    return {f"{prefix}{k}": (day, (f"f{k}", "u"), source) for k in firms}


def declared(found):
    """The platform declares that it has recorded everything, of everybody."""
    row = {"ecosystem_id": "e", "actor_id": "*", "gap": "*", "by": "the platform"}
    found["coverage"] = [row | {"from": date(2024, 1, 1), "until": TO}]


def tables_of(found) -> Tables:
    """Product tables of rows as dicts."""
    return Tables.of(
        **{c.name: pl.DataFrame(found[c.name], schema=c.schema, orient="row") for c in CONTRACTS}
    )


def asked(**more) -> ChangeSettings:
    """From 2025-09-30 to 2026-09-30 over 12 months, the record declared complete."""
    given = {"window_months": 12, "as_recorded": True} | more
    first, last = given.pop("from_on", FROM), given.pop("to_on", TO)
    return ChangeSettings("e", first, last, load_definitions("memo-a"), **given)


def research(found, **more):
    """The change of the research gap."""
    return measure_change(tables_of(found), asked(**more), snapshot="x").gap("research")
