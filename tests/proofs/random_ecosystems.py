"""Random small ecosystems that reach every corner of section 3: rows as dicts, and a question.

Every draw is made from one numpy generator, so number k is the same ecosystem for ever.
"""

from datetime import date, timedelta

import polars as pl

from proofs.brute_force import GAPS, Asked, earlier
from samspel.tables import CONTRACTS, Tables

ROLES = ("firm", "firm", "firm", "research", "education", "capital", "authority", "market")
SECTORS = ("private", "public", "civil", "academia")


def tables_of(rows):
    """Product tables of rows as dicts."""
    return Tables.of(
        **{c.name: pl.DataFrame(rows[c.name], schema=c.schema, orient="row") for c in CONTRACTS}
    )


class Draw:
    def __init__(self, rng):
        self.rng = rng

    def chance(self, p):
        return bool(self.rng.random() < p)

    def pick(self, options):
        return options[int(self.rng.integers(len(options)))]

    def some(self, options, count):
        chosen = self.rng.permutation(len(options))[:count]
        return [options[int(k)] for k in sorted(chosen)]

    def day(self, around, before, after):
        return around + timedelta(days=int(self.rng.integers(-before, after + 1)))


def make(rng):
    """One ecosystem with its neighbours, and what is asked of it."""
    draw = Draw(rng)
    on = draw.pick([date(2026, 9, 30), date(2024, 2, 29), date(2025, 3, 31), date(2026, 1, 1)])
    asked = Asked(
        ecosystem="here",
        on=on,
        months=draw.pick([3, 6, 12, 24, 24]),
        max_size=draw.pick([2, 3, 5, 50, 50]),
        as_recorded=draw.chance(0.15),
        memo=draw.pick(["memo-a", "memo-b"]),
    )
    # Small ones for the odd cases, larger ones for classes of answers and checked logs.
    size = int(draw.pick([0, 2, 5, 8, 12, 12, 20, 20, 26, 26, 40]))
    if size >= 20:
        # Few acts, so that many of them hang on answers.
        return _tables(draw, asked, size, acts=int(rng.integers(0, 14)), answer=0.75), asked
    return _tables(
        draw, asked, size, int(rng.integers(0, 20)), answer=draw.pick([0, 0.3, 0.9])
    ), asked


def _tables(draw, asked, size, acts, answer):
    back = asked.months * 31
    ids = [f"a{k:02}" for k in range(size)]
    rows = {c.name: [] for c in CONTRACTS}
    for key in ("here", "there", "third"):
        country = draw.pick(["SE", "SE", None]) if key == "here" else "SE"
        rows["ecosystems"].append(
            {"ecosystem_id": key, "name": key, "country": country, "region": None}
        )
    firms = draw.chance(0.6)
    for key in ids:
        roles = {"firm"} if firms and draw.chance(0.8) else set()
        roles |= set(draw.some(ROLES, int(draw.pick([0, 1, 1, 2]))))
        rows["actors"].append(
            {
                "actor_id": key,
                "name": key,
                "sector": draw.pick(SECTORS),
                "roles": "|".join(sorted(roles)) or None,
                "country": draw.pick(["SE", "SE", "SE", "NO", None]),
                # One legal person with several names.
                "org_number": "5560360793" if size % 4 == 0 and int(key[1:]) % 3 else None,
            }
        )
        if draw.chance(0.1):
            rows["actor_spells"].append(
                {
                    "actor_id": key,
                    "sector": draw.pick([None, "public"]),
                    "roles": draw.pick([None, "firm", "research|firm", "authority"]),
                    "country": draw.pick([None, "FI"]),
                    "valid_from": draw.pick([None, draw.day(asked.on, 200, 50)]),
                    "valid_until": draw.pick([None, asked.on]),
                }
            )
        _memberships(draw, asked, rows, key, back)
    _acts(draw, asked, rows, ids, (acts, back))
    _answers(draw, asked, rows, ids, answer)
    _claims(draw, asked, rows, ids)
    return rows


def _memberships(draw, asked, rows, key, back):
    for ecosystem, p in (("here", 0.85), ("there", 0.25), ("third", 0.1)):
        if not draw.chance(p):
            continue
        until = draw.day(asked.on, back + 40, 60) if draw.chance(0.2) else None
        begin = draw.pick([None, draw.day(until or asked.on, back, 0)])
        spell = {
            "ecosystem_id": ecosystem,
            "actor_id": key,
            "member_from": begin,
            "member_until": until,
            "is_platform": draw.chance(0.06) or None,
            "is_financier": draw.chance(0.06),
        }
        rows["memberships"].append(spell)
        if until and draw.chance(0.4):
            again = {"member_from": until + timedelta(days=9), "member_until": None}
            rows["memberships"].append(spell | again)


def _acts(draw, asked, rows, ids, how_many):
    count, back = how_many
    for number in range(count if ids else 0):
        key = f"x{number:02}"
        started = draw.day(asked.on, back + 60, 20)
        report = draw.chance(0.3)
        rows["interplay"].append(
            {
                "interplay_id": key,
                "started_on": started,
                "ended_on": draw.pick([None, started, started + timedelta(days=70)]),
                "source": draw.pick(["wave:w1", "wave:w2"]) if report else draw.pick([None, "crm"]),
            }
        )
        for actor in draw.some(ids, int(draw.pick([1, 2, 2, 2, 3, 4, 6]))):
            # A reporter of an act that is no report is one participant among others.
            roles = ["reporter", "participant", "organiser", None][: 4 if report else 3]
            roles = roles if report or draw.chance(0.1) else roles[1:]
            # Sometimes the same actor twice, in two roles.
            for role in draw.some(roles, int(draw.pick([1, 1, 1, 2]))):
                rows["participations"].append(
                    {"interplay_id": key, "actor_id": actor, "role": role}
                )


def _answers(draw, asked, rows, ids, rate):
    first = asked.on - timedelta(days=asked.months * 31)
    for key, ecosystem in (("w1", "here"), ("w2", "here"), ("w3", "there")):
        long = draw.chance(0.6)
        ends = draw.day(asked.on, 260 if draw.chance(0.3) else 60, 10)
        begins = min(ends, first if long else ends - timedelta(days=asked.months * 16))
        rows["waves"].append(
            {
                "wave_id": key,
                "ecosystem_id": ecosystem,
                "closed_on": ends,
                "asks_from": begins,
                "asks_until": ends,
            }
        )
        for actor in ids:
            for gap in GAPS:
                if draw.chance(rate * (0.7 if key == "w1" else 0.2)):
                    value = draw.pick(["yes", "no", "no", "no", None])
                    rows["answers"].append(_answer(key, actor, gap, None, value))
    if draw.chance(0.5):
        for actor in draw.some(ids, 4):
            wave = draw.pick(["told:2026", "told:w1", "told:w3"])
            gap, value = draw.pick(GAPS), draw.pick(["yes", "no"])
            rows["answers"].append(_answer(wave, "officer", gap, actor, value))
            if draw.chance(0.2):
                rows["answers"].append(_answer(wave, "platform", gap, actor, "yes"))


def _answer(wave, respondent, gap, about, value):
    return {
        "wave_id": wave,
        "respondent_id": respondent,
        "item": f"contact:{gap}",
        "about": about,
        "value": value,
    }


def _claims(draw, asked, rows, ids):
    for by in ("the platform", "an officer"):
        if draw.chance(0.55):
            continue
        everyone = draw.chance(0.6)
        # Often on the last day that is late enough, or the day before it.
        fresh = earlier(asked.on, 6)
        until = draw.pick([draw.day(asked.on, 250, 30), fresh, draw.day(fresh, 1, 0), asked.on])
        begins = [draw.day(asked.on, asked.months * 32, 0), date(2020, 1, 1)]
        for actor in ["*"] if everyone else draw.some(ids, len(ids) // 2):
            rows["coverage"].append(
                {
                    "ecosystem_id": draw.pick(["here", "here", "here", "there"]),
                    "actor_id": actor,
                    "gap": draw.pick(["*", *GAPS]) if not everyone else "*",
                    "from": min(until, draw.pick(begins)),
                    "until": until,
                    "by": by,
                }
            )
    if draw.chance(0.1):
        rows["limits"].append(
            {"ecosystem_id": "here", "gap": draw.pick(GAPS), "reason": "cannot show it"}
        )
