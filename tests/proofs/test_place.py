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
LEVELS = ("regional", "national", None)


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
            {"interplay_id": key, "started_on": day, "kind": kind, "flow": flow,
             "level": random.choice(LEVELS)}
        )  # fmt: skip
        who = random.sample(everybody, random.randint(2, 7))
        rows["participations"] += [{"interplay_id": key, "actor_id": each} for each in who]
    return rows


def alone(rows, letter):
    """The run of an ecosystem that has no members but one class, and the platform and payer."""
    members = [row for row in rows["memberships"] if row["actor_id"][0] in (letter, "p", "r")]
    return measured({**rows, "memberships": members})


def assert_alike(one, figure):
    """A class is what the whole kernel says of an ecosystem without the others (R138, R139)."""
    counts = (one.near, one.reached, one.none, one.unknown)
    assert counts == (figure.near, figure.reached, figure.none, figure.unknown)
    found = one.estimate
    assert (found and found.value, found and found.low) == (figure.estimate, figure.low)
    assert (one.reason, one.two_step, one.parts) == (figure.reason, figure.two_step, figure.parts)
    assert one.parts.inactive == one.inactive
    platform = (figure.platform_dependence, figure.platform_dependence_high, figure.sole_route)
    assert (one.platform_dependence, one.platform_dependence_high, one.sole_route) == platform
    assert (one.strength, one.ladder, one.flows) == (figure.strength, figure.ladder, figure.flows)
    assert (one.levels, one.concentration) == (figure.levels, figure.concentration)
    assert (one.sensitivity, one.levers) == (figure.sensitivity, figure.levers)
    assert one.by_max_size == figure.by_max_size


@pytest.mark.parametrize("seed", range(6))
def test_a_class_is_the_gap_of_an_ecosystem_that_has_no_other_members(seed, monkeypatch):
    """Every figure of a class, from records alone."""
    monkeypatch.setattr(shown, "DRAWS", 40)
    rows = mixed(seed)
    figure = placed(rows)
    for letter, one in (("d", figure.dense), ("s", figure.sparse)):
        assert_alike(one, alone(rows, letter).gap("research"))
    assert figure.dense.flows != figure.sparse.flows
    assert figure.dense.levels != figure.sparse.levels


def test_a_class_with_answers_is_what_they_say_there():
    """Estimate, sensitivity and the line of sizes, with five who answered and more in each."""
    town, north = [f"d{k}" for k in range(5, 10)], [f"s{k}" for k in range(4, 8)]
    rows = county(meets=4, sparse=12, answers=[*town, *north], noes=["d4", "s8", "s9"])
    figure = placed(rows)
    assert figure.answers
    for letter, one in (("d", figure.dense), ("s", figure.sparse)):
        assert_alike(one, alone(rows, letter).gap("research"))
    assert [line.max_size for line in figure.sparse.by_max_size] == [10, 25, 50]
    last = figure.sparse.sensitivity[-1]
    assert last.estimate >= figure.sparse.estimate.value  # who has contact answered more readily


def test_a_class_is_told_in_words_with_its_parts_platform_and_flows():
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    places = measure_places(tables_of(mixed(1)), asked)
    for language, starts in (
        (
            "sv",
            (
                "I glesa kommuner saknar",
                "I glesa kommuner når",
                "I glesa kommuner, efter",
                "I glesa kommuner sker kontakten",
            ),
        ),
        (
            "en",
            (
                "In dense municipalities, by their closest tie",
                "In dense municipalities one more",
                "In dense municipalities contact is at these levels",
            ),
        ),
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


# --- the authority gap, with and without who pays ------------------------------------------------


def paid(*, meets, said=(), noes=(), other=()):
    """The county with an authority that pays, `r`, whom `meets` have met, and one that does not,
    `k`, whom `other` have; `said` and `noes` answer whether they have contact with any."""
    rows = county(sparse=12)
    for key in ("r", "k"):
        rows["actors"].append(
            {"actor_id": key, "name": key, "sector": "public", "roles": "authority"}
        )
    rows["memberships"].append({"ecosystem_id": "e", "actor_id": "r", "is_financier": True})
    pairs = [(who, "r") for who in meets] + [(who, "k") for who in other]
    for number, pair in enumerate(pairs):
        key = f"p{number:02}"
        rows["interplay"].append({"interplay_id": key, "started_on": date(2026, 3, 1)})
        rows["participations"] += [{"interplay_id": key, "actor_id": who} for who in pair]
    rows["answers"] += [
        {"wave_id": "w", "respondent_id": who, "item": "contact:authority", "value": value}
        for value, whose in (("yes", said), ("no", noes))
        for who in whose
    ]
    return rows


def authority(rows):
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    return next(f for f in measure_places(tables_of(rows), asked).gaps if f.gap == "authority")


def test_the_authority_gap_is_split_with_and_without_the_financier():
    """Each class by each reading is what the whole run gives of it (method section 2)."""
    rows = paid(meets=["d0", "d1", "d2", "s0"], other=["d2", "s1", "s2"])
    figure = authority(rows)
    assert (figure.far, figure.with_financier.far) == (1, 2)
    assert (figure.dense.reached, figure.sparse.reached) == (1, 2)
    assert (figure.with_financier.dense.reached, figure.with_financier.sparse.reached) == (3, 3)
    for letter, place in (("d", "dense"), ("s", "sparse")):
        run = alone(rows, letter).gap("authority")
        assert_alike(getattr(figure.with_financier, place), run)
        assert_alike(getattr(figure, place), run.without_financier)
    assert figure.with_financier.split.difference.value == pytest.approx(3 / 12 - 3 / 10)


def test_only_the_authority_gap_has_two_readings_and_only_where_somebody_pays():
    rows = paid(meets=["d0"], other=["d1"])
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    twice = [f.gap for f in measure_places(tables_of(rows), asked).gaps if f.with_financier]
    assert twice == ["authority"]
    rows["memberships"][-1]["is_financier"] = False
    assert authority(rows).with_financier is None


def test_two_readings_do_not_tell_what_four_answered():
    """Nine answer in town, of whom four met who pays: with it counted five are left, so the
    two readings together would tell the four apart. Five against five may be told. (X12)"""
    town, north = [f"d{k}" for k in range(10)], [f"s{k}" for k in range(10)]
    noes = ["d3", "d8", "s1", "s2"]
    for many, counted in ((4, False), (5, True)):
        said = [who for who in [*town[: many + 5], *north] if who not in noes]
        figure = authority(paid(meets=town[:many], said=said, noes=noes))
        assert (figure.answers, figure.with_financier.answers) == (True, counted)
        twin = figure.with_financier
        assert (twin.dense.none, twin.sparse.none) == ((1, 2) if counted else (0, 0))
    assert authority(paid(meets=[], said=said, noes=noes)).with_financier.answers


def test_both_readings_are_told_in_words():
    rows = paid(meets=["d0", "d1", "d2", "s0"], other=["d2", "s1", "s2"])
    places = measure_places(tables_of(rows), RunSettings("e", ON, load_definitions("memo-a")))
    for language, start in (("sv", "Räknas finansiären med är"), ("en", "With the financier")):
        texts = {text.gap: text.sentences for text in place_texts(places, language)}
        told = [line for line in texts["authority"] if line.startswith(start)]
        assert len(told) == 1
        assert told[0] in render_places_table(places, language)
        assert not any(line.startswith(start) for line in texts["research"])


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
    assert authority.with_financier.far == 1
    assert authority.with_financier.dense.reached == authority.with_financier.dense.near == 10


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


def test_where_fewer_than_five_can_be_counted_no_question_is_promised_to_help():
    """Six of ten met the university: the other four would be withheld whatever they said."""
    dense = placed(county()).dense
    assert (dense.reason, step(dense)) == ("too_few_asked", ("record", None, 2))
    asked = placed(county(answers=["d5", "d6"], noes=["d7", "d8", "d9"])).dense
    assert (asked.reason, asked.unknown) == ("too_few_asked", 4)


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
    [("en", "→ In dense municipalities: ask 5 of the 7 member firms we know nothing of"),
     ("sv", "→ I täta kommuner: fråga 5 av de 7 medlemsföretag")],
)  # fmt: skip
def test_steps_are_said_in_the_text_and_on_the_page(language, says):
    asked = RunSettings("e", ON, load_definitions("memo-a"))
    places = measure_places(tables_of(county(meets=3)), asked)
    assert says in render_places_table(places, language)
    assert place_texts(places, language)[0].next_step.startswith(says[2:])
    rows = county()
    rows["places"] = []
    bare = render_places_table(measure_places(tables_of(rows), asked), language)
    assert {"en": "Say of the 2 municipalities without", "sv": "de 2 kommunerna utan"}[
        language
    ] in bare
