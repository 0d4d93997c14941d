"""What stands beside a gap, read aloud by plain loops; see `brute_force.py`, which it builds on.

`read_beside(known, asked, tables)` gives a dict of what the method and the pages of the measures
say, for one gap that `brute_force.Known` has settled.
"""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import comb

from proofs.brute_force import (
    Known,
    World,
    in_two_steps,
    missing_reached,
    no_estimate,
    quantile,
)

KIND = {
    "degree_project": 1,
    "internship": 1,
    "project": 1,
    "investment": 2,
    "agreement": 2,
    "programme": 2,
    "shared_organisation": 3,
    "ownership": 3,
}


def read_beside(known):
    found = read_holds(known) | read_fragments(known) | read_costliest(known) | read_depth(known)
    found["levers"] = read_levers(known)
    found["next_step"] = read_next_step(known)
    found["curveball"] = needs_curveball(known)
    return found


def reaching(known, actor):
    return known.acts.reaching(actor, known.far)


# --- how it holds ------------------------------------------------------------------------------


def read_holds(known):
    said = known.said.yes | known.said.told_yes
    one = {i for i in known.near if len(reaching(known, i)) == 1 and i not in said}
    worst = None
    for key in sorted(known.acts.holds):
        lost = [i for i in one if reaching(known, i) == [key]]
        if lost and not known.acts.is_report[key] and (worst is None or len(lost) > worst[1]):
            worst = (key, len(lost))
    return {
        "hang_on_one": Fraction(len(one), len(known.reached)) if known.reached else None,
        "left_out": worst,
        "by_max_size": [at_size(known, size) for size in (10, 25, 50)],
    }


def at_size(known, size):
    world = World(known.world.tables, replace(known.world.asked, max_size=size))
    other = Known(known.gap, world)
    n = len(other.near)
    return (
        size,
        len(other.reached),
        Fraction(n - len(other.reached), n) if n else None,
        estimate(other)[0] if estimate(other) else None,
    )


def estimate(known):
    n = len(known.near)
    if no_estimate(known):
        return None
    if known.world.asked.as_recorded and not known.unknown:
        return (1 - Fraction(len(known.reached), n), None, None)
    missing = missing_reached(known)
    points = (Fraction(1, 2), Fraction(19, 20), Fraction(1, 20))
    return tuple(1 - Fraction(len(known.reached) + quantile(missing, p), n) for p in points)


# --- what would move it ------------------------------------------------------------------------


def slots_of(known):
    """(M, M₀, {i: k_i}) over the active."""
    acts, far = known.acts, known.far
    each, unmarked = Counter(), 0
    for i in known.near:
        for key in acts.carrying:
            if i in acts.holds[key]:
                each[i] += 1
                unmarked += not (acts.holds[key] & far) - {i}
    for i in known.by_word:
        each[i] += 1
    return sum(each.values()), unmarked, dict(each)


def thin(total, unmarked, each):
    return sum((Fraction(comb(unmarked, k), comb(total, k)) for k in each), Fraction(0))


def nearest(slots):
    """The whole number that lies nearest, of two as near the even one; found by looking."""
    whole = range(slots.numerator // slots.denominator, slots.numerator // slots.denominator + 2)
    return min(whole, key=lambda each: (abs(each - slots), each % 2))


def read_levers(known):
    n = len(known.near)
    if n < 5 or not known.far:
        return None
    total, unmarked, each = slots_of(known)
    ks, a = list(each.values()), len(each)
    if not total:
        return (0, 0, None)
    now = thin(total, unmarked, ks)
    grown = nearest(unmarked + Fraction(a * unmarked, total))
    acts = thin(total + a, grown, [k + 1 for k in ks])
    far = thin(total, max(0, 2 * unmarked - total), ks)
    moves = None if min(acts, far) >= now else "more_acts" if acts <= far else "more_far"
    return (acts / n, far / n, moves)


def needs_curveball(known):
    if known.gap != "firms" and known.near & known.far:
        return True
    total, unmarked, each = slots_of(known)
    mixed = 0 < unmarked < total
    if mixed and any(k > 1 and k > 0.15 * total for k in each.values()):
        return True
    for key in known.acts.carrying:
        here = known.near & known.acts.holds[key]
        labelled = any((known.acts.holds[key] & known.far) - {i} for i in here)
        if labelled and len(here) > 0.15 * len(each):
            return True
    return False


def read_next_step(known):
    why, n, unknown = no_estimate(known), len(known.near), len(known.unknown)
    if why == "outside_record":
        return ("choose_day", None)
    if why == "too_few_near":
        return ("register_near", 5 - n)
    if why == "no_far_side":
        return ("register_far", None)
    if why == "no_other_ecosystem":
        world = known.world
        others = {r["ecosystem_id"] for r in world.tables["ecosystems"]} - {world.asked.ecosystem}
        return (
            "register_elsewhere",
            5 - max((len(world.members_of(o)) for o in others), default=0),
        )
    if why == "limits":
        return ("other_source", None)
    if why:
        more = fewest_to_ask(known)
        return ("ask", more) if more > 0 else ("record", None)
    low, high = estimate(known)[2], estimate(known)[1]
    if low is not None and low - high > Fraction(1, 10):
        return ("narrow", None)  # how many is proved in `test_beside.py`
    if unknown:
        return ("ask_rest", unknown)
    if known.on_a_declaration and named_log(known):
        tests = min(10 - len(known.tests), len(known.on_a_declaration))
        return ("test_declaration", tests) if tests > 0 else None
    return None


def fewest_to_ask(known):
    """Try one more answer at a time, of the unknown first, then of whoever else no act reaches:
    until five of A have answered, since fewer are withheld. 0 where they never are so many."""
    a, unknown = known.told_all
    line = sorted(unknown) + sorted(known.heeded - unknown - a)
    for count in range(len(line) + 1):
        if len(a | set(line[:count])) >= 5:
            return count
    return 0


def named_log(known):
    here = known.world.asked.ecosystem
    return any(
        r["ecosystem_id"] == here and r["gap"] in (known.gap, "*") and r["by"]
        for r in known.world.tables["coverage"]
    )


# --- who holds it together ---------------------------------------------------------------------


def without(acts, gone):
    left = [who - gone for who in acts]
    return [who for who in left if len(who) >= 2]


def fragments(among, present, acts):
    """1 − the share of ordered pairs that a chain of acts joins."""
    counted = [i for i in among if any(i in who for who in present)]
    if len(counted) < 2:
        return None
    joined = 0
    for i in counted:
        seen, grew = {i}, True
        while grew:
            grew = False
            for who in acts:
                if who & seen and not who <= seen:
                    seen |= who
                    grew = True
        joined += sum(j in seen for j in counted if j != i)
    return 1 - Fraction(joined, len(counted) * (len(counted) - 1))


def carrying(known):
    return [known.acts.holds[key] for key in known.acts.carrying]


def read_fragments(known):
    acts, among, platform = carrying(known), known.near | known.far, known.world.platform
    after = fragments(among, acts, without(acts, platform)) if platform else None
    return {"fragments": (fragments(among, acts, acts), after)}


def read_costliest(known):
    near, far, acts = known.near, known.far, carrying(known)
    if len(near) < 5 or not far:
        return {"costliest": None}
    told = [known.acts.holds[k] for k in known.acts.carrying if not known.acts.is_report[k]]
    reached, rows = in_two_steps(near, far, acts), []
    for j in known.world.actors:
        if j in known.world.platform:
            continue
        still = in_two_steps(near - {j}, far - {j}, without(acts, {j}))
        before = reached - {j}
        lost = len(before - still)
        if lost:
            apart = in_two_steps(near - {j}, far - {j}, [who for who in acts if j not in who])
            loose = fragments((near | far) - {j}, acts, without(acts, {j}))
            share = Fraction(len(before) - len(apart), len(before))
            by_record = in_two_steps(near - {j}, far - {j}, without(told, {j}))
            sole = tuple(sorted(in_two_steps(near, far, told) - {j} - by_record))
            rows.append((j, lost, Fraction(lost, len(before)), share, loose, sole))
    return {"costliest": sorted(rows, key=lambda row: (-row[1], row[0]))[:5]}


# --- how deep and wide -------------------------------------------------------------------------


def read_depth(known):
    near, far, acts, platform = known.near, known.far, known.acts, known.world.platform
    if not near or not far:
        return {"strength": None}
    rows = {r["interplay_id"]: r for r in known.world.tables["interplay"]}
    strength, ties = Fraction(0), {}
    for key in acts.carrying:
        who = acts.holds[key]
        for i in near & who:
            others = (who & far) - {i}
            if others:
                strength += Fraction(len(others), len(who - platform) - 1)
            for f in others:
                ties.setdefault((i, f), []).append(key)
    return {
        "strength": strength / len(near),
        "ladder": ladder(ties, rows),
        "flows": volumes(ties, rows, "flow", ("knowledge", "technology", "people", "capital", "")),
        "levels": volumes(ties, rows, "level", ("regional", "national", "international", "")),
        "concentration": concentration(ties),
    }


def ladder(ties, rows):
    highest = {}
    for (i, _), keys in ties.items():
        kinds = [KIND.get(rows[key].get("kind"), 0) for key in keys]
        rung = max(kinds)
        if kinds.count(rung) >= 3 and rung < 3:
            rung += 1
        highest[i] = max(highest.get(i, 0), rung)
    return [sum(rung == step for rung in highest.values()) for step in range(4)]


def volumes(ties, rows, column, values):
    found = []
    for value in values:
        acts, actors = set(), set()
        for (i, _), keys in ties.items():
            for key in keys:
                if (rows[key].get(column) or "") == value:
                    acts.add(key)
                    actors.add(i)
        found.append((value, len(acts), len(actors)))
    return found


def concentration(ties):
    count = Counter(f for _, f in ties)
    top = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    held = sum(number for _, number in top)
    return (len(ties), len(count), top, Fraction(held, len(ties)) if ties else 0)


def read_matrix(known):
    """Members of each ecosystem that met a member of each other, platform of the row left out."""
    world, acts = known.world, carrying(known)
    ids = sorted(r["ecosystem_id"] for r in world.tables["ecosystems"])
    table = {}
    for row in ids:
        platform = {
            r["actor_id"]
            for r in world.tables["memberships"]
            if r["ecosystem_id"] == row
            and r["is_platform"]
            and world.overlaps(r["member_from"], r["member_until"])
        }
        ours = world.members_of(row)
        for column in ids:
            far = ours if row == column else world.members_of(column) - ours
            table[row, column] = sum(
                any(i in who and (who & far - platform) - {i} for who in acts)
                for i in ours - platform
            )
        others = {i for other in ids if other != row for i in world.members_of(other)} - ours
        table[row, "any"] = sum(
            any(i in who and who & others - platform for who in acts) for i in ours - platform
        )
        for column in ids:
            table[row, column, "why"] = mute_cell(known, row, column, ours - platform)
        said = [table[row, column, "why"] for column in ids if column != row]
        alone = table[row, row, "why"] or "no_other_ecosystem"
        table[row, "why"] = None if None in said else said[0] if said else alone
    return ids, table


def mute_cell(known, row, column, ours):
    """Why nothing is said of a row's members and a column's: the source, five, five, the record."""
    world = known.world
    for limit in world.tables["limits"]:
        if limit["ecosystem_id"] == row and limit["gap"] in (known.gap, "*"):
            return "limits"
    if len(ours) < 5:
        return "too_few_near"
    if not any(ours & who for who in known.acts.holds.values()):
        return "nothing_observed"
    return "no_other_ecosystem" if row != column and len(world.members_of(column)) < 5 else None


# --- a posterior that leans --------------------------------------------------------------------


def leaning(unknown, yes, no, odds, steps=20_000):
    """P(k) by the midpoint rule over q itself, the singular ends left to many small steps."""
    found, a, b = [0.0] * (unknown + 1), yes - 0.5, no - 0.5
    for step in range(steps):
        u = (step + 0.5) / steps
        q = u * u * (3 - 2 * u)  # few steps where the density is smooth, many at its ends
        weight = q**a * (1 - q) ** b * u * (1 - u)
        p = odds * q / (1 - q + odds * q)
        for k in range(unknown + 1):
            found[k] += weight * comb(unknown, k) * p**k * (1 - p) ** (unknown - k)
    total = sum(found)
    return [value / total for value in found]
