"""No withheld count can be worked out: attacked by listing every table there can be (X12).

The attacker knows the exact counts of every published cell, more than is published, and how many
stand in each part.
"""

from dataclasses import replace
from datetime import date
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from gaps.asked import region, say, some_votes
from gaps.small import tables_of
from samspel.gaps import load_definitions
from samspel.gaps.perceived import (
    ReleaseRefused,
    ReleaseSettings,
    Votes,
    make_release,
    perceived_gap,
)
from samspel.reports.release_json import read_release_json, render_release_json
from samspel.uncertainty.programme import Counted, Programme
from samspel.uncertainty.release import Window, determined, suppressed

MEMO = load_definitions("memo-a")
KINDS = ("poor", "well")
PLACES = {0: "poor", 1: "well", None: "respondents"}


def counted(cell, kind):
    """What a cell holds of a kind."""
    return cell.counts[KINDS.index(kind)]


def found_of(cells, atoms):
    """The programme's bounds of every withheld cell, by cell and name."""
    asked = [(cell, answer) for cell in cells if not cell.published for answer in PLACES]
    found = Programme.of(atoms, 2).bounds(asked, [cell for cell in cells if cell.published])
    return {(cell, PLACES[at]): each for (cell, at), each in zip(asked, found, strict=True)}


# --- by listing --------------------------------------------------------------------------------


def ways(signature):
    """How one actor may have answered: in some of the releases it stood in, always alike."""
    there = [r for r, part in enumerate(signature) if part]
    chosen = [c for size in range(1, len(there) + 1) for c in combinations(there, size)]
    return [None, *product(KINDS, chosen)]


def shares_of(people, kinds):
    """Every way in which so many can be dealt over the kinds."""
    if len(kinds) == 1:
        yield (people,)
        return
    for here in range(people + 1):
        for rest in shares_of(people - here, kinds[1:]):
            yield (here, *rest)


def count(cell, kind, world):
    return sum(
        number
        for signature, dealt in world.items()
        for way, number in zip(ways(signature), dealt, strict=True)
        if way and way[0] == kind and cell.release in way[1]
        and signature[cell.release] in cell.parts
    )  # fmt: skip


def listed(cells, atoms):
    """The least and greatest count of each withheld cell over all tables that fit."""
    found = {}
    each = [list(shares_of(n, ways(sig))) for sig, n in atoms.items()]
    for dealt in product(*each):
        world = dict(zip(atoms, dealt, strict=True))
        fits = all(
            count(c, kind, world) == counted(c, kind)
            for c in cells if c.published for kind in KINDS
        )  # fmt: skip
        for cell in cells if fits else ():
            if not cell.published:
                poor, well = (count(cell, kind, world) for kind in KINDS)
                values = {"poor": poor, "well": well, "respondents": poor + well}
                for name, value in values.items():
                    low, high = found.get((cell, name), (value, value))
                    found[cell, name] = (min(low, value), max(high, value))
    return found


def grid(random, release, parts, people):
    """A grid over parts, with votes at random and cells published at random."""
    votes = {p: sorted((random.randint(0, people[p]), random.randint(0, people[p]))) for p in parts}
    votes = {p: (low, high - low) for p, (low, high) in votes.items()}
    cells = [frozenset({p}) for p in parts] + [frozenset(parts)]
    return [
        Counted(release, cell, tuple(sum(votes[p][k] for p in cell) for k in (0, 1)),
                random.random() < 0.6)
        for cell in cells
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_the_programme_finds_what_listing_finds(seed):
    random = Random(seed)  # noqa: S311 - made-up cases
    people = {part: random.randint(1, 6) for part in "abc"[: random.randint(2, 3)]}
    cells = grid(random, 0, tuple(people), people)
    atoms = {(part,): number for part, number in people.items()}
    assert found_of(cells, atoms) == listed(cells, atoms)


@pytest.mark.parametrize("seed", range(12))
def test_the_programme_over_two_releases_is_no_narrower_than_listing(seed):
    """Whoever answers twice answers alike. (Time is listed too: part, then part or gone.)"""
    random = Random(seed)  # noqa: S311 - made-up cases
    atoms = {("a", "a"): 2, ("b", "b"): 2, ("a", None): random.randint(0, 1), (None, "b"): 1}
    world = {sig: random.choice(list(shares_of(n, ways(sig)))) for sig, n in atoms.items()}
    cells = []
    for release in (0, 1):
        for parts in (frozenset("a"), frozenset("b"), frozenset("ab")):
            cell = Counted(release, parts, (0, 0), random.random() < 0.6)
            counts = tuple(count(cell, kind, world) for kind in KINDS)
            cells.append(replace(cell, counts=counts))
    found = found_of(cells, atoms)
    for key, (low, high) in listed(cells, atoms).items():
        assert found[key] == (low, high)


@pytest.mark.parametrize("seed", range(8))
def test_the_programme_over_three_releases_is_no_narrower_than_listing(seed):
    """A programme that names kinds and not ways to answer loses nothing by it."""
    random = Random(seed)  # noqa: S311 - made-up cases
    atoms = {("a", "a", "b"): 1, ("b", None, "b"): 2, ("a", "b", None): random.randint(1, 2)}
    world = {sig: random.choice(list(shares_of(n, ways(sig)))) for sig, n in atoms.items()}
    cells = []
    for release, parts in product((0, 1, 2), (frozenset("a"), frozenset("ab"))):
        cell = Counted(release, parts, (0, 0), random.random() < 0.6)
        counts = tuple(count(cell, kind, world) for kind in KINDS)
        cells.append(replace(cell, counts=counts))
    found = found_of(cells, atoms)
    for key, (low, high) in listed(cells, atoms).items():
        assert found[key] == (low, high)


@pytest.mark.parametrize("seed", range(25))
def test_after_suppression_no_withheld_count_is_known_to_within_two(seed):
    """By listing, not by programme; what few people alone tell is not held against it."""
    random = Random(seed)  # noqa: S311 - made-up cases
    people = {part: random.randint(3, 7) for part in "ab"}
    cells = grid(random, 0, ("a", "b"), people)
    atoms = {(part,): number for part, number in people.items()}
    kept, found = suppressed(cells, [Window((0,), atoms)], 0)
    assert not determined(found)
    assert all(old.published or not new.published for old, new in zip(cells, kept, strict=True))
    before = listed([replace(c, published=False) for c in kept], atoms)
    for (cell, name), (low, high) in listed(kept, atoms).items():
        assert high - low > 4 or (low, high) == before[replace(cell, published=False), name]


# --- over time, from what the tables and the releases hold --------------------------------------


def attack(release, polled):
    """(least, greatest, population) of each withheld count, by plain linear programmes.

    `polled` is the votes of the side by place class, from the tables; the attacker is given those
    of published cells only.
    """
    classes = sorted(polled)
    names = [(part, kind) for part in classes for kind in KINDS]
    fits, value = [], []
    for cell in release:
        parts = classes if cell.place == "ecosystem" else [cell.place]
        if cell.reason is None:
            for kind in KINDS:
                fits.append([float(p in parts and k == kind) for p, k in names])
                value.append(sum(polled[p][kind] for p in parts))
    room = [[float(p == part) for p, _ in names] for part in classes]
    limits = [polled[part]["n"] for part in classes]
    found = []
    for cell in release:
        parts = classes if cell.place == "ecosystem" else [cell.place]
        if cell.reason != "withheld":
            continue
        for kinds in (("poor",), ("well",), KINDS):
            aim = np.array([float(p in parts and k in kinds) for p, k in names])
            low, high = (
                sign * linprog(sign * aim, A_ub=room, b_ub=limits, A_eq=fits or None,
                               b_eq=value or None, method="highs").fun
                for sign in (1, -1)
            )  # fmt: skip
            found.append((low, high, sum(polled[p]["n"] for p in parts)))
    return found


def votes_by_class(rows, votes):
    found = {}
    for row in rows["actors"]:
        if row["roles"] == "firm":
            part = {"1": "dense", "2": "sparse", None: "rest"}[row["municipality"]]
            tally = found.setdefault(part, {"n": 0, "poor": 0, "well": 0, "aside": 0})
            tally["n"] += 1
            if row["actor_id"] in votes:
                tally[votes[row["actor_id"]]] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_attacked_over_three_waves(seed):
    random = Random(seed)  # noqa: S311 - made-up cases
    rows = region(dense=14, sparse=random.choice((12, 30)), rest=random.choice((0, 2)), waves=3)
    rates = [(random.choice((0.3, 0.5, 0.9)), random.choice((0.3, 0.6))) for _ in range(3)]
    given = [some_votes(rows, random, *rate) for rate in rates]
    for number, votes in enumerate(given):
        say(rows, f"w{number}", votes)
    tables, out = tables_of(rows), ()
    for number, votes in enumerate(given):
        release = make_release(tables, f"w{number}", ReleaseSettings(MEMO, out, seed=7))
        assert release.check.passed
        assert release.number == number + 1
        out = (*out, read_release_json(render_release_json(release)))  # as it was published
        assert out[-1] == release
        cells = [c for c in release.cells if (c.gap, c.side) == ("research", "near")]
        for low, high, people in attack(cells, votes_by_class(rows, votes)):
            assert high - low > 4 or (low <= 0 and high >= people)


def test_who_came_between_two_waves_is_not_told_by_the_difference():
    """Nine answer, then the same nine and one more: the new one's answer is the difference."""
    nine = {f"d{k:02}": ("poor", "well", "poor")[k % 3] for k in range(9)}
    rows = region(dense=10, sparse=0, waves=2)
    rows["memberships"][9]["member_from"] = date(2024, 1, 1)  # after the first wave closed
    for newcomer, shown in (({}, True), ({"d09": "well"}, False)):
        given = tables_of({**say(say({**rows, "answers": []}, "w0", nine), "w1", nine | newcomer)})
        first = make_release(given, "w0", ReleaseSettings(MEMO))
        second = make_release(given, "w1", ReleaseSettings(MEMO, (first,)))
        assert cell_of(first.cells).respondents == 9
        assert (cell_of(second.cells).reason is None) is shown
        assert second.check.passed


# --- what a cell says --------------------------------------------------------------------------


def released(votes, **county):
    return make_release(
        tables_of(say(region(**county), "w0", votes)), "w0", ReleaseSettings(MEMO)
    ).cells


def cell_of(cells, side="near", place="ecosystem"):
    return next(c for c in cells if (c.gap, c.side, c.place) == ("research", side, place))


def test_four_in_the_denominator_are_withheld_and_five_are_not():
    """Nineteen answer, but fifteen do not find it important."""
    aside = {f"d{k:02}": "aside" for k in range(15)}
    four = {"s00": "poor", "s01": "poor", "s02": "well", "s03": "poor"}
    small = {"dense": 20, "sparse": 8}  # no place classes: sparse has under ten
    assert cell_of(released(aside | four, **small)).reason == "withheld"
    five = cell_of(released(aside | four | {"s04": "well"}, **small))
    assert (five.reason, five.respondents) == (None, 5)


def test_all_alike_is_said_as_over_90():
    votes = {f"d{k:02}": "poor" for k in range(6)}
    cell = cell_of(released(votes, sparse=5))
    assert (cell.bound, cell.share, cell.respondents) == ("over_90", None, 6)


def test_a_far_side_of_four_is_never_a_share():
    votes = {f"u{k:02}": "poor" for k in range(4)}
    cell = cell_of(released(votes, far=4), side="far")
    assert (cell.reason, cell.respondents) == ("too_few_to_show", None)


def test_a_group_with_over_half_is_withheld():
    votes = {f"d{k:02}": ("poor", "well")[k % 2] for k in range(7)}
    tables = tables_of(say(region(sparse=5), "w0", votes))
    for members, reason in ((3, None), (4, "withheld")):
        groups = {f"d{k:02}": "owner" for k in range(members)}
        cells = make_release(tables, "w0", ReleaseSettings(MEMO, groups=groups)).cells
        assert cell_of(cells).reason == reason


def test_steps_of_five_and_intervals_outwards():
    votes = {f"d{k:02}": ("poor", "well", "well")[k % 3] for k in range(12)}
    cell = cell_of(released(votes, dense=40, sparse=5))
    exact = perceived_gap(Votes(45, 0, 4, 8), np.random.default_rng(1))
    for value in (cell.share, cell.low, cell.high):
        assert round(value * 20) == pytest.approx(value * 20)
    assert cell.low <= exact.low + 0.03
    assert cell.high >= exact.high - 0.03


def test_the_posterior_equals_the_beta_binomial_when_all_find_it_important():
    """With nobody aside and everybody seen the gap is the share; the unseen widen it."""
    rng = np.random.default_rng(3)
    seen = perceived_gap(Votes(12, 2, 6, 4), rng)
    assert (seen.value, seen.low, seen.high) == (0.6, 0.6, 0.6)
    wide = perceived_gap(Votes(60, 0, 12, 8), rng, draws=40_000)
    from scipy.stats import betabinom

    # Few of the unseen are drawn aside (½ of 21.5): the rest are Beta-binomial.
    missing = betabinom(40, 12.5, 8.5)
    assert wide.low == pytest.approx((12 + missing.ppf(0.05)) / 60, abs=0.02)
    assert wide.high == pytest.approx((12 + missing.ppf(0.95)) / 60, abs=0.02)


# --- refusals ----------------------------------------------------------------------------------


def code(tables, wave, *earlier):
    with pytest.raises(ReleaseRefused) as refusal:
        make_release(tables, wave, ReleaseSettings(MEMO, tuple(earlier)))
    return refusal.value.code


def test_a_wave_is_released_once_in_order_and_from_the_same_answers():
    votes = {f"d{k:02}": ("poor", "well")[k % 2] for k in range(8)}
    rows = say(say(region(waves=2, sparse=5), "w0", votes), "w1", votes)
    tables = tables_of(rows)
    first = make_release(tables, "w0", ReleaseSettings(MEMO))
    second = make_release(tables, "w1", ReleaseSettings(MEMO, (first,)))
    assert (first.number, second.number, second.check.earlier) == (1, 2, (1,))
    assert code(tables, "w0", first) == "already_released"
    assert code(tables, "w0", second) == "earlier_is_later"
    assert code(tables, "none") == "no_such_wave"
    assert code(tables, "w1", replace(first, definitions_hash="x")) == "other_definitions"
    assert code(tables, "w1", replace(first, ecosystem="x")) == "other_ecosystem"
    rows["answers"] = [row for row in rows["answers"] if row["respondent_id"] != "d00"]
    assert code(tables_of(rows), "w1", first) == "not_reproduced"


def test_a_wave_that_has_not_closed_is_not_released():
    rows = region()
    rows["waves"][0]["closed_on"] = None
    assert code(tables_of(rows), "w0") == "wave_not_closed"


def test_byte_for_byte_again():
    tables = tables_of(say(region(), "w0", {f"d{k:02}": "poor" for k in range(9)}))
    one, two = (render_release_json(make_release(tables, "w0", ReleaseSettings(MEMO, seed=s)))
                for s in (4, 4))  # fmt: skip
    assert one == two


# --- owners, kept tables and the other items -----------------------------------------------------


def test_actors_of_one_organisation_number_are_one_group():
    """Four workplaces of one legal person of seven that answer: over half of them."""
    votes = {f"d{k:02}": ("poor", "well")[k % 2] for k in range(7)}
    for workplaces, reason in ((3, None), (4, "withheld")):
        rows = say(region(sparse=5), "w0", votes)
        for row in rows["actors"]:
            if row["actor_id"] in {f"d{k:02}" for k in range(workplaces)}:
                row["org_number"] = "5560360793"
        release = make_release(tables_of(rows), "w0", ReleaseSettings(MEMO))
        assert cell_of(release.cells).reason == reason


def test_a_register_corrected_later_does_not_stop_the_next_release():
    votes = {f"d{k:02}": ("poor", "well")[k % 2] for k in range(8)}
    rows = say(say(region(waves=2, sparse=5), "w0", votes), "w1", votes)
    then = tables_of(rows)
    first = make_release(then, "w0", ReleaseSettings(MEMO))
    rows["answers"] = [row for row in rows["answers"] if row["wave_id"] == "w1"]
    now = tables_of(rows)
    assert code(now, "w1", first) == "not_reproduced"
    second = make_release(now, "w1", ReleaseSettings(MEMO, (first,), kept={"w0": then}))
    assert (second.check.earlier, second.check.passed) == ((1,), True)


def answered(rows, item, given, gap="research"):
    """Adds answers to another item: actor to value."""
    rows["answers"] += [
        {"wave_id": "w0", "respondent_id": who, "item": f"{item}:{gap}", "value": value}
        for who, value in given.items()
    ]
    return rows


def item_of(release, item, place="ecosystem"):
    return next(
        each
        for each in release.answers
        if (each.gap, each.side, each.place, each.item) == ("research", "near", place, item)
    )


def test_trend_cause_need_and_offer_by_hand():
    """Ten of twenty-five answer; nobody else stands there: 3 better, 5 the same, 2 worse."""
    votes = {f"d{k:02}": ("poor", "well")[k % 2] for k in range(10)}
    rows = say(region(dense=10, sparse=0), "w0", votes)
    trends = ["better"] * 3 + ["same"] * 5 + ["worse"] * 2
    answered(rows, "trend", {f"d{k:02}": trends[k] for k in range(10)})
    answered(rows, "cause", {f"d{k:02}": "norms" for k in range(5)})
    answered(rows, "need", {f"d{k:02}": "en lärling" if k < 4 else "no" for k in range(10)})
    answered(rows, "offer", {f"d{k:02}": "ja" for k in range(4)})
    release = make_release(tables_of(rows), "w0", ReleaseSettings(MEMO))
    trend = item_of(release, "trend")
    assert [(s.value, s.share, s.low, s.high) for s in trend.shares] == [
        ("better", 0.3, 0.3, 0.3),
        ("same", 0.5, 0.5, 0.5),
        ("worse", 0.2, 0.2, 0.2),
    ]
    assert (item_of(release, "cause").alike, item_of(release, "cause").shares) == ("norms", ())
    assert [s.share for s in item_of(release, "need").shares] == [0.4, 0.6]
    assert item_of(release, "offer").reason == "withheld"  # four answered
    assert "lärling" not in render_release_json(release)


@pytest.mark.parametrize("seed", range(6))
def test_no_withheld_count_of_an_item_is_known_to_within_two(seed):
    """By plain programmes over the parts, given every published cell's exact counts."""
    random = Random(seed)  # noqa: S311 - made-up cases
    rows = region(dense=14, sparse=random.choice((11, 24)), rest=random.choice((0, 3)))
    votes = some_votes(rows, random, 0.9, 0.5)
    say(rows, "w0", votes)
    values = ("better", "same", "worse")
    given = {who: random.choices(values, (3, 4, 1))[0] for who in votes if random.random() < 0.8}
    answered(rows, "trend", given)
    release = make_release(tables_of(rows), "w0", ReleaseSettings(MEMO))
    towns = {r["actor_id"]: r["municipality"] for r in rows["actors"] if r["roles"] == "firm"}
    part_of = {who: {"1": "dense", "2": "sparse", None: "rest"}[t] for who, t in towns.items()}
    cells = [e for e in release.answers if (e.gap, e.side, e.item) == ("research", "near", "trend")]
    for low, high, people in attacked(cells, part_of, given, values):
        assert high - low > 4 or (low <= 0 and high >= people)


def attacked(cells, part_of, given, values):
    """(least, greatest, population) of each withheld count of an item."""
    classes = sorted(set(part_of.values()))
    names = [(part, value) for part in classes for value in values]
    people = {part: sum(p == part for p in part_of.values()) for part in classes}
    of = {
        name: sum(part_of.get(who) == name[0] and said == name[1] for who, said in given.items())
        for name in names
    }
    fits, equal = [], []
    for cell in cells:
        parts = classes if cell.place == "ecosystem" else [cell.place]
        for value in values if cell.reason is None else ():
            fits.append([float(p in parts and v == value) for p, v in names])
            equal.append(float(sum(of[p, value] for p in parts)))
    room = [[float(p == part) for p, _ in names] for part in classes]
    for cell in cells:
        parts = classes if cell.place == "ecosystem" else [cell.place]
        for wanted in (*((v,) for v in values), values) if cell.reason == "withheld" else ():
            aim = np.array([float(p in parts and v in wanted) for p, v in names])
            low, high = (
                sign * linprog(sign * aim, A_ub=room, b_ub=list(people.values()),
                               A_eq=fits or None, b_eq=equal or None, method="highs").fun
                for sign in (1, -1)
            )  # fmt: skip
            yield low, high, sum(people[p] for p in parts)
