"""Place: the split adds up exactly, a case worked by hand, and what is never shown (R137-R144)."""

from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from gaps.small import ON, measured, tables_of
from samspel.gaps import load_definitions, shown
from samspel.gaps.located import haversine
from samspel.gaps.place import _redrawn, measure_places, split_difference
from samspel.reports.place_table import render_places_table
from samspel.reports.place_words import place_texts
from samspel.tables import CONTRACTS
from samspel.terms import RunSettings


def split_aloud(sparse, dense):
    """The two sums of method section 3 in exact fractions; classes are lists of (acts, reached)."""

    def at(people, k):
        return [reached for acts, reached in people if min(acts, 3) == k]

    fewer = same = Fraction(0)
    for k in range(4):
        s, d = at(sparse, k), at(dense, k)
        if not s and not d:
            continue
        w_s, w_d = Fraction(len(s), len(sparse)), Fraction(len(d), len(dense))
        r_s = Fraction(sum(s), len(s)) if s else Fraction(sum(d), len(d))
        r_d = Fraction(sum(d), len(d)) if d else r_s
        fewer += (w_s - w_d) * (r_s + r_d) / 2
        same += (r_s - r_d) * (w_s + w_d) / 2
    raw = Fraction(sum(r for _, r in sparse), len(sparse)) - Fraction(
        sum(r for _, r in dense), len(dense)
    )
    return raw, fewer, same


def tally(people):
    acts = np.array([min(k, 3) for k, _ in people])
    reached = np.array([bool(r) for _, r in people])
    return np.bincount(acts, minlength=4), np.bincount(acts[reached], minlength=4)


@pytest.mark.parametrize("seed", range(300))
def test_the_split_equals_the_plain_reading_and_adds_up(seed):
    random = Random(seed)  # noqa: S311 - a made-up case, no secret
    sparse, dense = (
        [(random.choice((0, 0, 1, 2, 3, 7)[: random.randint(1, 6)]), random.random() < 0.4)
         for _ in range(random.randint(1, 25))]
        for _ in range(2)
    )  # fmt: skip
    raw, fewer, same = split_aloud(sparse, dense)
    assert raw == fewer + same  # exactly, as fractions
    given = split_difference(tally(sparse), tally(dense))
    assert given.tolist() == pytest.approx([float(x) for x in (raw, fewer, same)], abs=1e-12)


def test_the_bootstrap_is_one_over_actors():
    """Redrawing counts of kinds has the mean and spread of redrawing actors one by one."""
    people = [(0, 0)] * 6 + [(1, 0)] * 3 + [(1, 1)] * 4 + [(3, 1)] * 5
    rng = np.random.default_rng(5)
    by_kind = _redrawn(*tally(people), np.random.default_rng(6))
    picked = rng.integers(0, len(people), (20_000, len(people)))
    reached = np.array([r for _, r in people])[picked].sum(axis=1)
    assert by_kind[0].sum(axis=1).tolist() == [len(people)] * by_kind[0].shape[0]
    assert by_kind[1].sum(axis=1).mean() == pytest.approx(reached.mean(), abs=0.2)
    assert by_kind[1].sum(axis=1).std() == pytest.approx(reached.std(), abs=0.15)


# --- worked by hand ----------------------------------------------------------------------------

WAVE = {
    "wave_id": "w",
    "ecosystem_id": "e",
    "asks_from": date(2024, 10, 1),
    "asks_until": date(2026, 9, 1),
}


def county(*, sparse=10, meets=6, answers=(), noes=(), spells=()):
    """Ten firms in a dense town, where the university is, and `sparse` ones 50 km to the north.

    d0-d5 (as many as `meets`) meet the university, d0-d2 twice; d6 and d7 meet each other; d8 and
    d9 nobody.
    s0 and s1 meet the university at a distance; s2 and s3 each other; the others nobody.
    """
    rows = {c.name: [] for c in CONTRACTS}
    rows["ecosystems"] = [{"ecosystem_id": "e", "name": "E", "country": "SE"}]
    firms = [f"d{k}" for k in range(10)] + [f"s{k}" for k in range(sparse)]
    rows["actors"] = [
        {"actor_id": key, "name": key, "sector": "private", "roles": "firm",
         "municipality": "1" if key[0] == "d" else "2"}
        for key in firms
    ]  # fmt: skip
    rows["actors"].append(
        {"actor_id": "u", "name": "u", "sector": "academia", "roles": "research",
         "latitude": 65.0, "longitude": 22.0}
    )  # fmt: skip
    rows["memberships"] = [{"ecosystem_id": "e", "actor_id": key} for key in firms]
    rows["places"] = [
        {"municipality": "1", "name": "Town", "place_class": "dense", "latitude": 65.0,
         "longitude": 22.0},
        {"municipality": "2", "name": "North", "place_class": "sparse", "latitude": 65.45,
         "longitude": 22.0},
    ]  # fmt: skip
    pairs = [(f"d{k}", "u") for k in (*range(meets), 0, 1, 2)]
    pairs += [("d6", "d7"), ("s0", "u"), ("s1", "u"), ("s2", "s3")]
    for number, pair in enumerate(pairs):
        key = f"a{number:02}"
        rows["interplay"].append({"interplay_id": key, "started_on": date(2026, 3, 1)})
        rows["participations"] += [{"interplay_id": key, "actor_id": who} for who in pair]
    rows["waves"] = [WAVE]
    rows["answers"] = [
        {"wave_id": "w", "respondent_id": who, "item": "contact:research", "value": value}
        for value, whose in (("yes", answers), ("no", noes))
        for who in whose
    ]
    rows["actor_spells"] = list(spells)
    return rows


def placed(rows, **settings):
    asked = RunSettings("e", ON, load_definitions("memo-a"), **settings)
    return measure_places(tables_of(rows), asked).gaps[0]


def test_by_hand():
    """Dense: k = 0 two, 1 five (three reached), 2 three (all). Sparse: 0 six, 1 four (two).

    r_s(2) is d's: 1. Fewer = .4·0/2 + (.4−.5)(.5+.6)/2 + (0−.3)(1+1)/2 = −.055 − .3 = −.355;
    same = (.5−.6)(.4+.5)/2 = −.045; together −.4 = .2 − .6.
    """
    found = placed(county())
    assert (found.in_dense, found.in_sparse, found.unplaced) == (10, 10, 0)
    assert (found.dense.reached, found.sparse.reached) == (6, 2)
    split = found.split
    assert split.difference.value == pytest.approx(-0.4, abs=1e-12)
    assert split.fewer_acts.value == pytest.approx(-0.355, abs=1e-12)
    assert split.same_acts.value == pytest.approx(-0.045, abs=1e-12)
    for part in (split.difference, split.fewer_acts, split.same_acts):
        assert part.low <= part.value <= part.high
    assert (found.dense.inactive, found.sparse.inactive) == (0.2, 0.6)


KINDS = ("meeting", "project", "agreement", "ownership", None)
FLOWS = ("people", "knowledge", None)


def mixed(seed):
    """Fourteen firms in town, twelve in the north, a platform; acts of many kinds, no answers."""
    random = Random(seed)  # noqa: S311 - a made-up case, no secret
    rows = county(sparse=12)
    more = [{"actor_id": f"d{k}", "name": "d", "sector": "private", "roles": "firm",
             "municipality": "1"} for k in range(10, 14)]  # fmt: skip
    platform = {"actor_id": "p", "name": "p", "sector": "civil", "roles": "platform"}
    rows["actors"] += [*more, platform, {**rows["actors"][-1], "actor_id": "u2"}]
    rows["memberships"] += [{"ecosystem_id": "e", "actor_id": a["actor_id"]} for a in more]
    rows["memberships"].append({"ecosystem_id": "e", "actor_id": "p", "is_platform": True})
    everybody = [actor["actor_id"] for actor in rows["actors"]]
    for number in range(14):
        key, day = f"b{number}", date(2026, random.randint(1, 9), 1)
        kind, flow = random.choice(KINDS), random.choice(FLOWS)
        rows["interplay"].append(
            {"interplay_id": key, "started_on": day, "kind": kind, "flow": flow}
        )
        who = random.sample(everybody, random.randint(2, 7))
        rows["participations"] += [{"interplay_id": key, "actor_id": each} for each in who]
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_a_class_is_the_gap_of_an_ecosystem_that_has_no_other_members(seed, monkeypatch):
    """Parts, shown and closed, platform, sole route, strength, ladder and flows (R138, R139)."""
    monkeypatch.setattr(shown, "DRAWS", 40)
    rows = mixed(seed)
    figure = placed(rows)
    for letter, one in (("d", figure.dense), ("s", figure.sparse)):
        members = [row for row in rows["memberships"] if row["actor_id"][0] in (letter, "p")]
        alone = measured({**rows, "memberships": members}).gap("research")
        assert (one.near, one.reached, one.two_step) == (alone.near, alone.reached, alone.two_step)
        assert one.parts == alone.parts
        assert one.parts.inactive == one.inactive
        platform = (alone.platform_dependence, alone.platform_dependence_high, alone.sole_route)
        assert (one.platform_dependence, one.platform_dependence_high, one.sole_route) == platform
        assert (one.strength, one.ladder, one.flows) == (alone.strength, alone.ladder, alone.flows)
    assert figure.dense.flows != figure.sparse.flows


def test_a_class_is_told_in_words_with_its_parts_platform_and_flows():
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    places = measure_places(tables_of(mixed(1)), asked)
    for language, starts in (
        ("sv", ("I glesa kommuner saknar", "I glesa kommuner når", "I glesa kommuner, efter")),
        ("en", ("In dense municipalities, by their closest tie",)),
    ):
        said = place_texts(places, language)[0].sentences
        table = render_places_table(places, language)
        assert all(each in table for each in said if each.startswith(starts))
        for start in starts:
            assert any(sentence.startswith(start) for sentence in said), start
        assert not any("%(" in sentence for sentence in said)


def test_contact_at_a_distance_counts_in_full():
    """50 km away, and reached all the same (R143)."""
    bands = {band.band: (band.near, band.reached) for band in placed(county()).bands}
    assert bands == {"under_30": (10, 6), "30_100": (10, 2), "over_100": (0, 0), "unknown": (0, 0)}


def test_haversine_against_a_known_distance():
    """A degree along a meridian is 2πR/360; the other pole is half a turn away."""
    assert haversine((10.0, 5.0), (11.0, 5.0)) == pytest.approx(6371.0088 * np.pi / 180)
    assert haversine((90.0, 0.0), (-90.0, 77.0)) == pytest.approx(6371.0088 * np.pi)


def test_nothing_is_split_with_nine_in_a_class():
    found = placed(county(sparse=9))
    assert found.reason == "few_in_class"
    assert found.dense is found.sparse is found.split is None
    assert found.bands[0].near == 10  # distance is still told


def test_an_actor_moves_with_its_spell():
    """s0 moved to town on 2026-01-01: class and coordinates are those of the day measured."""
    moved = {"actor_id": "s0", "municipality": "1", "valid_from": date(2026, 1, 1)}
    found = placed(county(sparse=11, spells=[moved]))
    assert (found.in_dense, found.in_sparse) == (11, 10)
    assert found.bands[0].near == 11


def test_a_distance_not_known_is_counted_as_such():
    rows = county()
    rows["actors"][-1] |= {"latitude": None, "longitude": None}
    found = placed(rows)
    assert found.far_unplaced == 1
    assert [band.near for band in found.bands] == [0, 0, 0, 20]


def test_answers_of_four_in_one_class_count_in_neither():
    """Six answer in town and four in the north: the north's would be the whole less the town's.
    (X12)"""
    town = [f"d{k}" for k in range(4, 10)]
    few = placed(county(answers=[*town, "s4", "s5", "s6", "s7"]))
    assert (few.answers, few.dense.reached, few.sparse.reached) == (False, 6, 2)
    north = ["s4", "s5", "s6", "s7"]
    enough = placed(county(meets=4, answers=[*town, *north], noes=["s8"]))
    assert (enough.answers, enough.dense.reached, enough.sparse.reached) == (False, 4, 2)
    enough = placed(county(meets=4, answers=[*town[1:], *north], noes=["d4", "s8"]))
    assert (enough.answers, enough.dense.reached, enough.sparse.reached) == (True, 9, 6)


def test_who_is_reached_anyway_does_not_hide_four_among_six():
    """Six answer in town, but d4 and d5 met the university: the rest are four. (X12)"""
    town = [f"d{k}" for k in range(4, 9)]
    found = placed(county(answers=town, noes=["d9", "s8", "s9"] + [f"s{k}" for k in range(4, 7)]))
    assert (found.answers, found.dense.reached) == (False, 6)


def test_same_seed_same_interval():
    assert placed(county(), seed=3) == placed(county(), seed=3)
    assert placed(county(), seed=3).split != placed(county(), seed=4).split


# --- by municipality ---------------------------------------------------------------------------


def towns(rows, **settings):
    return {t.municipality: (t.near, t.reached) for t in placed(rows, **settings).municipalities}


def test_a_municipality_counts_its_near_actors_and_recorded_acts_alone():
    """Town six of ten, north two of ten; a yes of five in the north moves nothing (X12)."""
    assert towns(county()) == {"1": (10, 6), "2": (10, 2)}
    said = county(answers=[f"s{k}" for k in range(4, 9)])
    assert towns(said) == {"1": (10, 6), "2": (10, 2)}
    report = {"interplay_id": "r", "started_on": date(2026, 3, 1), "source": "wave:w"}
    said["interplay"].append(report)
    said["participations"] += [
        {"interplay_id": "r", "actor_id": "s9", "role": "reporter"},
        {"interplay_id": "r", "actor_id": "u"},
    ]
    assert towns(said) == {"1": (10, 6), "2": (10, 2)}


def test_municipalities_add_up_and_stand_dense_before_sparse():
    moved = {"actor_id": "s0", "municipality": "1", "valid_from": date(2026, 1, 1)}
    rows = county(spells=[moved])
    rows["actors"][1] |= {"municipality": None}
    found = placed(rows)
    assert [t.place_class for t in found.municipalities] == ["dense", "sparse", ""]
    assert sum(t.near for t in found.municipalities) == found.near == 20
    assert towns(rows) == {"1": (10, 6), "2": (9, 1), "": (1, 1)}


def test_the_financier_is_on_no_far_side():
    """The authority that pays is met by all; by place it counts for nobody (method section 2)."""
    rows = county()
    rows["actors"].append({"actor_id": "r", "name": "r", "sector": "public", "roles": "authority"})
    rows["memberships"].append({"ecosystem_id": "e", "actor_id": "r", "is_financier": True})
    rows["interplay"].append({"interplay_id": "p", "started_on": date(2026, 3, 1)})
    firms = [row["actor_id"] for row in rows["actors"] if row["roles"] == "firm"]
    rows["participations"] += [{"interplay_id": "p", "actor_id": who} for who in [*firms, "r"]]
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    authority = next(f for f in measure_places(tables_of(rows), asked).gaps if f.gap == "authority")
    assert authority.far == 0
    assert authority.reason == "no_far_side"
    assert sum(t.reached for t in authority.municipalities) == 0


# ----------------------------------------------------------------- what would let more be said


def step(of):
    """Code, count and minutes; None where there is none."""
    return of.next_step and (of.next_step.code, of.next_step.count, of.next_step.minutes)


def test_each_class_says_how_many_of_its_own_to_ask_and_they_are_enough():
    """Seven and eight of whom nothing is known: five of each are enough. (X13)"""
    rows = county(meets=3)
    silent = placed(rows)
    assert [one.reason for one in (silent.dense, silent.sparse)] == ["too_few_asked"] * 2
    assert (step(silent.dense), step(silent.sparse)) == (("ask", 5, 15), ("ask", 5, 15))
    told = placed(county(meets=3, answers=["d3", "s4"], noes=[*("d4", "d5", "d8", "d9"),
                         *("s5", "s6", "s7", "s8")]))  # fmt: skip
    assert [one.reason for one in (told.dense, told.sparse)] == [None, None]
    assert told.answers


def test_answers_given_count_towards_how_many_to_ask():
    """Three have answered in town and five in the north, so none is counted: two more in town.

    Who has enough says nothing of its own; the gap says how many are missing."""
    north = {"answers": ["s4", "d3"], "noes": ["d4", "d5", "s5", "s6", "s7", "s8"]}
    few = placed(county(meets=3, **north))
    assert not few.answers
    assert (step(few.dense), step(few.sparse), step(few)) == (("ask", 2, 6), None, ("ask", 2, 6))
    north["noes"] += ["d8", "d9"]
    assert placed(county(meets=3, **north)).answers


def test_what_all_said_alike_asks_the_rest():
    """Five no in the north, alike: the three others there are asked."""
    answers = {
        "answers": ["d3"],
        "noes": [*("d4", "d5", "d8", "d9"), *(f"s{k}" for k in range(4, 9))],
    }
    alike = placed(county(meets=3, **answers))
    assert not alike.answers
    assert step(alike) == ("ask", 3, 9)
    answers["answers"].append("s9")
    assert placed(county(meets=3, **answers)).answers


def test_what_is_not_split_says_which_places_to_fill_in():
    """Without the table it said that fewer than ten stand in dense or in sparse municipalities."""
    rows = county()
    rows["places"] = []
    none = placed(rows)
    assert (none.reason, step(none)) == ("no_place_class", ("classify_places", 2, 2))
    rows["places"] = county()["places"][:1]
    half = placed(rows)
    assert (half.reason, step(half)) == ("few_in_class", ("classify_places", 1, 1))
    rows = county()
    for actor in rows["actors"][:12]:  # the town's ten and two of the north's
        actor["municipality"] = None
    lost = placed(rows)
    assert (lost.reason, step(lost)) == ("few_in_class", ("place_actors", 12, 12))
    few = placed(county(sparse=7))
    assert (few.reason, step(few)) == ("few_in_class", ("register_near", 3, 6))
    assert placed(county(sparse=10)).next_step is None


def test_a_gap_without_a_far_side_and_a_source_that_cannot_show_it():
    rows = county()
    rows["limits"] = [{"ecosystem_id": "e", "gap": "research", "reason": "No partners."}]
    assert step(placed(rows)) == ("other_source", None, 240)
    rows = county()
    rows["actors"] = rows["actors"][:-1]
    rows["participations"] = [row for row in rows["participations"] if row["actor_id"] != "u"]
    found = measure_places(tables_of(rows), RunSettings("e", ON, load_definitions("memo-a")))
    by_gap = {figure.gap: figure for figure in found.gaps}
    assert (by_gap["research"].reason, step(by_gap["research"])) == (
        "no_far_side",
        ("register_far", None, 2),
    )
    assert step(by_gap["ecosystems"]) == ("register_elsewhere", 5, 10)


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "→ In dense municipalities: ask 5 member firms, among them the 4 we know nothing of"),
     ("sv", "→ I täta kommuner: fråga 5 medlemsföretag")],
)  # fmt: skip
def test_steps_are_said_in_the_text_and_on_the_page(language, says):
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    places = measure_places(tables_of(county()), asked)
    assert says in render_places_table(places, language)
    assert place_texts(places, language)[0].next_step.startswith(says[2:])
    rows = county()
    rows["places"] = []
    bare = render_places_table(measure_places(tables_of(rows), asked), language)
    assert {"en": "Say of the 2 municipalities without", "sv": "de 2 kommunerna utan"}[
        language
    ] in bare
