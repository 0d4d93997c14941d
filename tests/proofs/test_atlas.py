"""Claim: every figure of the atlas equals that of `gaps.measure_all` (issue 3 item 7).

On the random ecosystems of the brute-force proof, three in each, so every odd corner of section 3
goes through this way too; and the brute-force reading itself. (R54-R62, R37, X12, X13)
"""

from dataclasses import astuple, fields, replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from atlas.many import many
from proofs.brute_force import read_section_3
from proofs.random_ecosystems import make, tables_of
from proofs.test_brute_force import DEFINITIONS, assert_same, unrecorded
from samspel.atlas import LEFT_OUT, Asked, as_ecosystems, frames_of, measure_units
from samspel.gaps import index, measure_all
from samspel.tables import Tables
from samspel.terms import FLOWS, LEVELS, RunSettings, Side


def question(asked):
    definitions = DEFINITIONS[asked.memo]
    return RunSettings("", asked.on, definitions, asked.months, asked.as_recorded, asked.max_size)


def shared(figure):
    """What the atlas does not leave out."""
    if figure is None:
        return {}
    found = {f.name: getattr(figure, f.name) for f in fields(figure) if f.name not in LEFT_OUT}
    found["why"] = {key: code for key, code in figure.why.items() if key not in LEFT_OUT}
    found["without_financier"] = shared(figure.without_financier)
    return found


def assert_equal(tables, atlas):
    asked, coded = atlas.asked, index(tables)
    keys = sorted(row["ecosystem_id"] for row in coded.ecosystems)
    assert [unit.key for unit in atlas.units] == keys
    for unit in atlas.units:
        settings = replace(asked.settings, ecosystem=unit.key)
        run = measure_all(tables, settings, snapshot="-", indexed=coded, depth=asked.depth)
        for figure, found in zip(run.gaps, unit.gaps, strict=True):
            assert shared(found) == shared(figure), (unit.key, figure.gap)


def compare(first, last, depth="brief", change=lambda *made: made):
    for seed in range(first, last):
        rows, asked = change(*make(np.random.default_rng(seed)))
        tables = tables_of(rows)
        atlas = measure_units(frames_of(tables), Asked(question(asked), depth=depth))
        assert_equal(tables, atlas)
        for found, read in zip(atlas.unit("here").gaps, read_section_3(rows, asked), strict=True):
            why = {key: code for key, code in found.why.items() if code != "not_in_atlas"}
            assert_same(replace(found, why=why), read)


def test_figures_equal_those_of_gaps_and_of_the_reading():
    compare(0, 20)
    compare(20, 30, change=unrecorded)
    compare(217, 218)  # a declaration about an actor that is no member still names who makes it


def test_shuffled_nulls_and_what_stands_beside_are_equal_too():
    """Levers, sensitivity, the line of act sizes, one act left out, next step, curveball."""
    compare(30, 36, depth="full")


def test_ladder_flows_and_levels_are_equal_where_the_same_meet_again_and_again():
    """Acts of every kind, each held one to four times with the same participants (R66)."""
    rungs = np.zeros(4, dtype=int)
    for seed in range(60, 70):
        rng = np.random.default_rng(seed)
        rows, asked = make(rng)
        _repeat(rows, rng)
        tables = tables_of(rows)
        for together in (1, None):
            atlas = measure_units(frames_of(tables), Asked(question(asked), together=together))
            assert_equal(tables, atlas)
        ladders = [figure.ladder for figure in atlas.unit("here").gaps if figure.ladder]
        rungs += np.sum([astuple(each) for each in ladders] or [[0] * 4], axis=0)
    assert rungs[1] > 0


def test_a_tie_is_lifted_by_a_far_actor_that_is_first_in_no_act():
    """Three meetings with `m`, each with three others that come before it and one after (R66).

    Nothing else in the atlas would give the unit `m`: no gap finds it first or last in an act.
    """
    others = [[f"{letter}{number}" for letter in "abcz"] for number in range(3)]
    far = [*(who for some in others for who in some), "m"]
    universities = {"sector": "academia", "roles": "research", "country": "SE"}
    acts = [f"x{number}" for number in range(3)]
    taking = [
        (act, who) for act, some in zip(acts, others, strict=True) for who in ("f", *some, "m")
    ]
    firm = {"actor_id": "f", "name": "f", "sector": "private", "roles": "firm", "country": "SE"}
    tables = Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["here"], "name": ["here"], "country": ["SE"]}),
        actors=pl.DataFrame([firm, *({"actor_id": a, "name": a, **universities} for a in far)]),
        memberships=pl.DataFrame({"ecosystem_id": ["here"], "actor_id": ["f"]}),
        interplay=pl.DataFrame(
            {"interplay_id": acts, "kind": "meeting", "started_on": [date(2026, 5, 1)] * 3}
        ),
        participations=pl.DataFrame(taking, schema=["interplay_id", "actor_id"], orient="row"),
    )
    atlas = measure_units(
        frames_of(tables), Asked(RunSettings("", date(2026, 9, 30), DEFINITIONS["memo-a"]))
    )
    assert_equal(tables, atlas)
    assert astuple(atlas.unit("here").gaps[0].ladder) == (0, 1, 0, 0)


def one_platform(others, acts, told=()):
    """Five firms and their platform in one ecosystem, others beside them, and who met in each act;
    `told` are reports of the `teller`."""
    members = ["firm", "platform", *(f"firm-{number}" for number in range(4))]
    roles = dict.fromkeys(members, "firm") | {"platform": "platform"} | others
    return Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["here"], "name": ["here"], "country": ["SE"]}),
        actors=pl.DataFrame(
            [
                {"actor_id": a, "name": a, "roles": role, "country": "SE"}
                for a, role in roles.items()
            ]
        ),
        memberships=pl.DataFrame(
            {
                "ecosystem_id": "here",
                "actor_id": members,
                "is_platform": [key == "platform" for key in members],
            }
        ),
        interplay=pl.DataFrame(
            [(act, date(2026, 5, 1), "wave:w" if act in told else None) for act in acts],
            schema={"interplay_id": pl.String, "started_on": pl.Date, "source": pl.String},
            orient="row",
        ),
        participations=pl.DataFrame(
            [
                (act, who, "reporter" if who == "teller" else None)
                for act, whom in acts.items()
                for who in whom
            ],
            schema={"interplay_id": pl.String, "actor_id": pl.String, "role": pl.String},
            orient="row",
        ),
    )


def test_who_met_a_far_actor_in_the_platforms_act_and_in_another_still_helps():
    """The firm asks `between`, who met the university first where the platform was, then alone."""
    acts = {
        "x1": ("platform", "between", "university"),
        "x2": ("firm", "between"),
        "x3": ("between", "university"),
    }
    tables = one_platform({"between": "other", "university": "research"}, acts)
    atlas = measure_units(
        frames_of(tables), Asked(RunSettings("", date(2026, 9, 30), DEFINITIONS["memo-a"]))
    )
    research = atlas.unit("here").gaps[0]
    assert (research.two_step, research.platform_dependence_high) == (1 / 5, 0)
    assert_equal(tables, atlas)


def test_no_sole_route_where_another_way_is_recorded_after_it_was_told():
    """The firm has the platform and another between it and the university; whom the other met
    there somebody told first, and it is recorded later: the platform is no sole route."""
    acts = {
        "x1": ("between", "university", "teller"),
        "x2": ("firm", "platform"),
        "x3": ("platform", "university"),
        "x4": ("firm", "between"),
        "x5": ("between", "university"),
    }
    others = {"between": "other", "teller": "other", "university": "research"}
    tables = one_platform(others, acts, told={"x1"})
    for together in (1, None):
        given = RunSettings("", date(2026, 9, 30), DEFINITIONS["memo-a"])
        atlas = measure_units(frames_of(tables), Asked(given, together=together))
        assert atlas.unit("here").gaps[0].sole_route == ()
        assert_equal(tables, atlas)


def test_ecosystems_with_platforms_that_share_members_are_equal():
    """Forty that meet: larger than those above, and most with acts to leave out."""
    rows, asked = many(40, seed=3, memo="memo-b")
    tables = tables_of(rows)
    assert_equal(tables, measure_units(frames_of(tables), Asked(question(asked), depth="brief")))


@pytest.mark.long
def test_many_ecosystems_that_meet_are_equal():
    """A thousand, forty at a time; those that are measured one by one above meet nobody."""
    for seed in range(25):
        rows, asked = many(40, seed=seed, memo=("memo-a", "memo-b")[seed % 2])
        tables = tables_of(rows)
        for together in (1, None):
            given = Asked(question(asked), depth="brief", together=together)
            assert_equal(tables, measure_units(frames_of(tables), given))


def _repeat(rows, rng):
    kinds = [None, "meeting", "project", "agreement", "ownership"]
    for act in list(rows["interplay"]):
        act["kind"] = kinds[int(rng.integers(len(kinds)))]
        act["flow"] = FLOWS[int(rng.integers(len(FLOWS)))]
        act["level"] = LEVELS[int(rng.integers(len(LEVELS)))]
        who = [row for row in rows["participations"] if row["interplay_id"] == act["interplay_id"]]
        for number in range(int(rng.integers(4))):
            key = f"{act['interplay_id']}-{number}"
            rows["interplay"].append({**act, "interplay_id": key})
            rows["participations"] += [{**row, "interplay_id": key} for row in who]
            # Another one each time: the same actor is not the first that is met in each.
            other = rows["actors"][int(rng.integers(len(rows["actors"])))]["actor_id"]
            if other not in {row["actor_id"] for row in who}:
                row = {"interplay_id": key, "actor_id": other, "role": None}
                rows["participations"].append(row)
    here = [row for row in rows["memberships"] if row["ecosystem_id"] == "here"]
    for row in here[::2]:
        rows["memberships"].remove(row)


@pytest.mark.long
def test_figures_equal_on_1000_ecosystems():
    compare(0, 1_000)


@pytest.mark.parametrize("kind", ["country", "municipality"])
def test_places_are_measured_as_ecosystems_without_platform(kind):
    """A member is an actor registered there on t; reports say nothing of a place."""
    for seed in range(20, 24):
        rows, asked = make(np.random.default_rng(seed))
        for row in rows["actors"]:
            row["municipality"] = row["sector"]
        tables = tables_of(rows)
        given = Asked(question(asked), by=kind, depth="brief")
        atlas = measure_units(frames_of(tables), given)
        places = as_ecosystems(frames_of(tables), kind, asked.on)
        assert_equal(
            Tables.of(**{name: rows.collect().to_native() for name, rows in places.items()}), atlas
        )
        assert all(f.platform_dependence is None for u in atlas.units for f in u.gaps)


def test_streaming_files_workers_and_the_order_of_rows_change_no_figure():
    """Spawned workers, steps kept in files, rows shuffled: the same to the last digit."""
    rows, asked = make(np.random.default_rng(7))
    tables = tables_of(rows)
    mixed = {"fraction": 1, "shuffle": True, "seed": 1}
    rows = {name: frame.sample(**mixed) for name, frame in tables.frames.items()}
    shuffled = frames_of(Tables.of(**rows))
    settings = replace(question(asked), max_size=5)
    plain = measure_units(frames_of(tables), Asked(settings))
    other = measure_units(shuffled, Asked(settings, in_memory=False, workers=2))
    assert plain.units == other.units
    assert_equal(tables, plain)
    for figure in (f for unit in plain.units for f in unit.gaps):
        assert {figure.why[key] for key in LEFT_OUT if key != "matrix"} == {"not_in_atlas"}


SIDES = [
    Side(sector=None, roles_any=frozenset(), member=member, country=country)
    for member in ("here", "elsewhere", "no", "any")
    for country in ("same", "other", "any")
]


def test_every_kind_of_far_side_is_measured():
    """A region's own definitions: membership and country in every way, two alternatives each."""
    shipped = DEFINITIONS["memo-a"]
    near = (Side(None, frozenset(), "here", "any"),)
    pairs = list(zip(SIDES, SIDES[3:] + SIDES[:3], strict=True))
    gaps = tuple(
        replace(shipped.gaps[0], key=f"own-{number}", near=near, far=pair)
        for number, pair in enumerate([*pairs, *((side,) for side in SIDES)])
    )
    for seed in (3, 9, 33):
        rows, asked = make(np.random.default_rng(seed))
        tables = tables_of(rows)
        settings = replace(question(asked), definitions=replace(shipped, gaps=gaps))
        for together in (1, None):
            given = Asked(settings, depth="brief", together=together)
            assert_equal(tables, measure_units(frames_of(tables), given))
