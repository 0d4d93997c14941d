"""A region that asked: firms and universities in town and country, and waves of opinions."""

from datetime import date
from random import Random

from samspel.tables import CONTRACTS

CLOSED = (date(2023, 9, 30), date(2024, 9, 30), date(2025, 9, 30), date(2999, 9, 30))


def region(*, dense=20, sparse=20, rest=0, far=6, waves=1):
    """Rows by table: firms `d…`, `s…`, `r…` (no place), universities `u…`, and waves `w0`…."""
    rows = {c.name: [] for c in CONTRACTS}
    rows["ecosystems"] = [{"ecosystem_id": "e", "name": "E", "country": "SE"}]
    firms = {f"d{k:02}": "1" for k in range(dense)} | {f"s{k:02}": "2" for k in range(sparse)}
    firms |= {f"r{k:02}": None for k in range(rest)}
    rows["actors"] = [
        {"actor_id": key, "name": key, "sector": "private", "roles": "firm", "municipality": town}
        for key, town in firms.items()
    ]
    rows["actors"] += [
        {"actor_id": f"u{k:02}", "name": "u", "sector": "academia", "roles": "research"}
        for k in range(far)
    ]
    rows["memberships"] = [{"ecosystem_id": "e", "actor_id": key} for key in firms]
    rows["places"] = [
        {"municipality": "1", "name": "Town", "place_class": "dense"},
        {"municipality": "2", "name": "Country", "place_class": "sparse"},
    ]
    rows["waves"] = [
        {"wave_id": f"w{k}", "ecosystem_id": "e", "closed_on": CLOSED[k],
         "asks_from": date(2022, 10, 1), "asks_until": CLOSED[k]}
        for k in range(waves)
    ]  # fmt: skip
    return rows


def say(rows, wave, votes, gap="research"):
    """Adds answers: actor to `poor`, `well` or `aside`."""
    for who, vote in votes.items():
        works, important = {"poor": ("1", "4"), "well": ("3", "3"), "aside": ("2", "1")}[vote]
        for item, value in (("works", works), ("important", important)):
            rows["answers"].append(
                {"wave_id": wave, "respondent_id": who, "item": f"{item}:{gap}", "value": value}
            )
    return rows


def some_votes(rows, random: Random, rate: float, poor: float):
    """Votes of actors drawn at random."""
    return {
        row["actor_id"]: random.choices(("poor", "well", "aside"), (poor, 1 - poor, 0.2))[0]
        for row in rows["actors"]
        if random.random() < rate
    }
