"""Many random ecosystems as units of one set of tables, that meet each other here and there."""

from dataclasses import replace
from datetime import date

import numpy as np

from proofs.brute_force import Asked
from proofs.random_ecosystems import Draw, _tables
from samspel.tables import CONTRACTS

# What names an actor, an act, a wave or an ecosystem, by column.
_KEYS = ("actor_id", "interplay_id", "respondent_id", "about", "wave_id", "ecosystem_id", "source")
# One for all: every ecosystem of the tables has members elsewhere in these two.
_SHARED = ("there", "third", "*", "w3", "told:w3")


def many(count, *, seed=0, memo="memo-a", largest=26):
    """Rows of `count` ecosystems with what is asked of all of them; the first is `e0000-here`."""
    rng = np.random.default_rng(seed)
    draw = Draw(rng)
    asked = Asked(
        ecosystem="", on=date(2026, 9, 30), months=24, max_size=50, as_recorded=False, memo=memo
    )
    rows = {c.name: [] for c in CONTRACTS}
    for number in range(count):
        size = int(draw.pick([n for n in (0, 2, 5, 8, 12, 12, 20, 20, 26, 40, 60) if n <= largest]))
        acts, answer = int(rng.integers(0, 20)), draw.pick([0, 0.3, 0.75, 0.9])
        one = _tables(draw, replace(asked, ecosystem="here"), size, acts, answer)
        for name, of_one in one.items():
            rows[name] += [_renamed(row, f"e{number:04}-") for row in of_one]
    for name in ("ecosystems", "waves"):
        key = CONTRACTS[[c.name for c in CONTRACTS].index(name)].key[0]
        rows[name] = list({row[key]: row for row in rows[name]}.values())
    _meetings(draw, rows, asked)
    return rows, asked


def _renamed(row, prefix):
    return {
        name: _named(value, prefix) if name in _KEYS and value else value
        for name, value in row.items()
    }


def _named(value, prefix):
    if value in _SHARED or value == "crm":
        return value
    head, colon, tail = value.rpartition(":")
    return value if value in ("wave:w3", "told:2026") else f"{head}{colon}{prefix}{tail}"


def _meetings(draw, rows, asked):
    """Acts between ecosystems, and members of two."""
    actors = [row["actor_id"] for row in rows["actors"]]
    keys = [row["ecosystem_id"] for row in rows["ecosystems"] if row["ecosystem_id"] not in _SHARED]
    for number in range(len(keys) * 3):
        act = f"m{number:05}"
        started = draw.day(asked.on, 700, 0)
        row = {"interplay_id": act, "started_on": started, "ended_on": None, "source": None}
        rows["interplay"].append(row)
        for actor in draw.some(actors, int(draw.pick([2, 3, 4]))):
            row = {"interplay_id": act, "actor_id": actor, "role": None}
            rows["participations"].append(row)
    had = {(row["ecosystem_id"], row["actor_id"]) for row in rows["memberships"]}
    for _ in range(len(keys)):
        pair = draw.pick(keys), draw.pick(actors)
        if pair not in had:
            had.add(pair)
            nothing = dict.fromkeys(("member_from", "member_until", "is_platform", "is_financier"))
            row = {"ecosystem_id": pair[0], "actor_id": pair[1], **nothing}
            rows["memberships"].append(row)
