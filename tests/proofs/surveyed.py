"""Random ecosystems of which little is known but what firms answer about each other.

They met in pairs, groups or pairs dealt at random; those who answer make a report of each meeting.
Some can invest, so that the capital gap has both sides in one; some acts are recorded, some reports
are made by two, or of a meeting with the university too, and some firms are told of.
"""

from datetime import date

import numpy as np

from proofs.brute_force import Asked
from samspel.tables import CONTRACTS

ON = date(2026, 9, 30)
SPAN = {"asks_from": date(2024, 10, 1), "asks_until": ON}
GAPS = ("firms", "capital", "research")


def surveyed(number):
    """Rows by table, and what is asked."""
    rng = np.random.default_rng([31, number])
    count, rate = int(rng.integers(12, 27)), rng.uniform(0.25, 0.75)
    firms = [f"f{k:02}" for k in range(count)]
    rows = {contract.name: [] for contract in CONTRACTS}
    rows["ecosystems"] = [{"ecosystem_id": "here", "name": "here", "country": "SE"}]
    for firm in firms:
        roles = "firm|capital" if rng.random() < 0.4 else "firm"
        rows["actors"].append(_actor(firm, "private", roles))
        rows["memberships"].append({"ecosystem_id": "here", "actor_id": firm})
    rows["actors"].append(_actor("uni", "academia", "research"))
    rows["actors"].append(_actor("fund", "private", "capital"))
    rows["waves"].append({"wave_id": "w", "ecosystem_id": "here", "closed_on": ON, **SPAN})
    answers = {firm for firm in firms if rng.random() < rate}
    groups = _groups([firm for firm in firms if rng.random() < 0.6], rng)
    _acts(rows, groups, answers, rng)
    investors = {row["actor_id"] for row in rows["actors"] if "capital" in row["roles"]}
    for gap, far in zip(GAPS, (set(firms), investors, {"uni"}), strict=True):
        for firm in sorted(answers):
            met = any(firm in group and (set(group) & far) - {firm} for group in groups)
            if rng.random() < 0.95:
                rows["answers"].append(_answer("w", firm, gap, None, "yes" if met else "no"))
        if rng.random() < 0.3:
            told = firms[int(rng.integers(count))]
            rows["answers"].append(_answer("told:w", "officer", gap, told, "yes"))
    return whole(rows), Asked("here", ON)


def whole(rows):
    """The rows with every column of their table."""
    return {c.name: [dict.fromkeys(c.schema) | row for row in rows[c.name]] for c in CONTRACTS}


def _groups(some, rng):
    some = [some[k] for k in rng.permutation(len(some))]
    size = int(rng.integers(1, 5))
    if size == 1:
        pairs = rng.integers(max(len(some), 1), size=(len(some), 2))
        groups = [[some[a], some[b]] for a, b in pairs if a != b]
    else:
        groups = [some[at : at + size] for at in range(0, len(some), size)]
    with_far = [[*group, "uni"] if rng.random() < 0.1 else group for group in groups]
    return [group for group in with_far if len(group) > 1]


def _acts(rows, groups, answers, rng):
    for number, group in enumerate(groups):
        makers = [actor for actor in group if actor in answers]
        if len(makers) > 1 and rng.random() < 0.2:
            _act(rows, f"r{number}", group, makers)
        else:
            for maker in makers:
                _act(rows, f"r{number}-{maker}", group, [maker])
        if rng.random() < 0.1:
            _act(rows, f"m{number}", group, None)


def _act(rows, key, group, makers):
    source = "crm" if makers is None else "wave:w"
    rows["interplay"].append(
        {"interplay_id": key, "started_on": date(2026, 3, 1), "source": source}
    )
    for actor in group:
        role = "reporter" if actor in (makers or ()) else "participant"
        rows["participations"].append({"interplay_id": key, "actor_id": actor, "role": role})


def _actor(key, sector, roles):
    return {"actor_id": key, "name": key, "sector": sector, "roles": roles, "country": "SE"}


def _answer(wave, respondent, gap, about, value):
    item = f"contact:{gap}"
    keys = ("wave_id", "respondent_id", "item", "about", "value")
    return dict(zip(keys, (wave, respondent, item, about, value), strict=True))
