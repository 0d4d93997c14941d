"""What must hold of every figure, whatever the data, and whoever wrote the rows down first."""

import warnings
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from gaps.small import ON, small
from gaps.small import measured as measured_small
from gaps.small import tables_of as small_tables
from proofs.random_ecosystems import make, tables_of
from samspel.gaps import index, load_definitions, measure_all, shown
from samspel.tables import Tables
from samspel.terms import GAP_KEYS, REASONS, BadData, RunSettings

SEEDS = range(2000, 2040)


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch):
    """The curveball shuffle has proofs of its own; here it need not be long."""
    monkeypatch.setattr(shown, "DRAWS", 5)


def settings_of(asked):
    return RunSettings(
        asked.ecosystem,
        asked.on,
        load_definitions(asked.memo),
        asked.months,
        asked.as_recorded,
        asked.max_size,
    )


def runs():
    for seed in SEEDS:
        rows, asked = make(np.random.default_rng(seed))
        yield seed, rows, asked, measure_all(tables_of(rows), settings_of(asked), snapshot="s")


def shuffled(tables, rng):
    """Every table's rows in another order, some of them twice."""
    frames = {}
    for name, frame in tables.frames.items():
        rows = rng.permutation(frame.height).tolist()
        frames[name] = frame[rows + rows[: frame.height // 3]]
    return Tables.of(**frames)


def test_counts_bounds_and_parts_hold_together():
    """R + O + U = n; lower ≤ low ≤ estimate ≤ high ≤ upper; three parts make the upper bound."""
    for seed, rows, _, run in runs():
        reports = any((act["source"] or "").startswith("wave:") for act in rows["interplay"])
        assert [f.gap for f in run.gaps] == list(GAP_KEYS)
        for f in run.gaps:
            assert f.reached + f.none + f.unknown == f.near == len(f.states), seed
            assert f.left <= f.near
            if f.low is not None:
                assert f.lower <= f.low <= f.estimate <= f.high <= f.upper, (seed, f.gap)
                assert f.unknown or f.low == f.high
            if f.parts.inactive is not None:
                whole = f.parts.inactive + f.parts.thin + f.parts.sorted
                assert whole == pytest.approx(f.upper, abs=1e-12)
            if f.two_step is not None and f.platform_dependence is not None:
                assert 0 <= f.platform_dependence <= f.platform_dependence_high <= 1
                lost = round(f.platform_dependence * f.two_step * f.near)
                assert len(f.sole_route) == lost or reports


def test_every_none_has_its_reason_from_the_closed_list():
    """ "No answer" is an answer with a reason. (X13)"""
    keys = ("asked", "lower", "upper", "coverage", "two_step", "sole_route")
    for _, _, _, run in runs():
        for f in run.gaps:
            assert (f.estimate is None) == (f.reason is not None)
            missing = [key for key in keys if getattr(f, key) is None]
            missing += ["parts"] if f.parts.inactive is None else []
            assert set(missing) <= set(f.why)
            assert {f.reason, *f.why.values()} - {None} <= set(REASONS)


def test_the_order_of_rows_and_copied_rows_change_nothing():
    for seed, rows, asked, run in runs():
        again = shuffled(tables_of(rows), np.random.default_rng(seed))
        assert measure_all(again, settings_of(asked), snapshot="s") == run


def test_other_ids_change_nothing_but_names():
    """Actors and acts renamed so that they sort the other way round."""
    for seed, rows, asked, run in runs():
        names = {r["actor_id"]: f"z{99 - int(r['actor_id'][1:]):02}" for r in rows["actors"]}
        other = {
            name: [
                {
                    k: names.get(v, v) if k in ("actor_id", "respondent_id", "about") else v
                    for k, v in row.items()
                }
                for row in table
            ]
            for name, table in rows.items()
        }
        found = measure_all(tables_of(other), settings_of(asked), snapshot="s")
        for one, two in zip(run.gaps, found.gaps, strict=True):
            assert two.why == one.why, seed
            assert two.parts.thin == pytest.approx(one.parts.thin, abs=1e-12)
            for key in ("reached", "none", "estimate", "low", "high", "two_step"):
                assert getattr(two, key) == getattr(one, key), (seed, key)
            if one.sole_route is not None:
                assert {names[a] for a in one.sole_route} == set(two.sole_route)


def test_one_index_serves_many_runs():
    rows, asked = make(np.random.default_rng(2))
    tables, settings = tables_of(rows), settings_of(asked)
    coded = index(tables)
    for months in (3, 12, 24):
        asked_now = replace(settings, window_months=months)
        assert measure_all(tables, asked_now, indexed=coded) == measure_all(tables, asked_now)


def test_nothing_at_all_is_answered_without_a_warning():
    ecosystems = pl.DataFrame({"ecosystem_id": ["e"], "name": ["Empty"]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run = measured_small({**{k: [] for k in small()}, "ecosystems": ecosystems.to_dicts()})
    assert run.ecosystem_name == "Empty"
    assert {f.reason for f in run.gaps} == {"too_few_near", "no_other_ecosystem"}
    for f in run.gaps:
        assert (f.near, f.upper, f.two_step) == (0, None, None)
        assert f.why["upper"] == f.why["parts"] == f.why["two_step"] == "too_few_near"


def test_an_ecosystem_that_is_not_there_is_named_with_those_that_are():
    settings = RunSettings("norrbotten", ON, load_definitions("memo-a"))
    with pytest.raises(BadData) as caught:
        measure_all(small_tables(small()), settings)
    (problem,) = caught.value.problems
    assert problem.code == "unknown_ecosystem"
    assert problem.values == {"ecosystem": "norrbotten", "known": "e"}


def test_a_row_that_names_nobody_is_refused_not_read_past():
    rows = small()
    rows["participations"].append({"interplay_id": "m1", "actor_id": "ghost", "role": None})
    with pytest.raises(BadData, match="unknown_reference"):
        index(small_tables(rows))


def test_everyone_is_a_word_of_coverage_alone():
    rows = small()
    rows["memberships"].append({"ecosystem_id": "e", "actor_id": "*"})
    with pytest.raises(BadData, match="unknown_reference"):
        index(small_tables(rows))


def test_two_rows_with_one_id_are_refused_when_they_differ():
    rows = small()
    rows["actors"].append(rows["actors"][0] | {"sector": "civil"})
    with pytest.raises(BadData, match="duplicate_id"):
        index(small_tables(rows))


def test_the_boundary_is_the_hash_of_this_ecosystems_members_only():
    rows = small()
    before = measured_small(rows)
    rows["ecosystems"].append({"ecosystem_id": "other", "name": "Other"})
    rows["memberships"].append({"ecosystem_id": "other", "actor_id": "f1"})
    after = measured_small(rows)
    assert after.boundary == before.boundary
    assert after.snapshot != before.snapshot


def test_a_made_up_region_says_so():
    rows = small()
    rows["ecosystems"][0]["region"] = "Påhittade länet"
    assert measured_small(rows).example
    assert not measured_small(small()).example


def test_a_limit_of_the_source_goes_before_every_other_reason():
    """Also when the record is declared whole. Counts, bounds and parts are kept."""
    rows = small()
    rows["limits"] = [{"ecosystem_id": "e", "gap": "global", "reason": "Swedish partners only"}]
    for declared in (False, True):
        f = measured_small(rows, as_recorded=declared).gap("global")
        assert (f.reason, f.limit) == ("limits", "Swedish partners only")
        assert f.near == 9
        assert f.upper == 1


def test_countries_that_are_blank_are_counted_for_the_global_gap():
    rows = small()
    for row in rows["actors"][:3]:
        row["country"] = None
    run = measured_small(rows)
    assert run.gap("global").blank_countries == 3
    assert run.gap("research").blank_countries == 0
