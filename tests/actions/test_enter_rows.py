"""Rows entered by hand: whole or not at all, seen at once or kept in a workspace."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from records.cast import Cast, filled, many
from samspel.actions import import_register
from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.joined_tables import read_tables
from samspel.records.register import api as register
from samspel.records.register.api import EntryQuery
from samspel.tables import Tables
from samspel.terms import BadData, PageRequest, Refusal, Viewer


def meeting(key: str, *actors: str) -> dict[str, pl.DataFrame]:
    """One meeting of those actors, as rows of the two tables."""
    return {
        "interplay": pl.DataFrame({"interplay_id": [key], "started_on": [date(2026, 9, 1)]}),
        "participations": pl.DataFrame(
            {"interplay_id": [key] * len(actors), "actor_id": list(actors)}
        ),
    }


def titles(by: Viewer) -> set[str]:
    return set(read_tables(by=by)[0]["interplay"]["interplay_id"])


def leader(cast: Cast, *ecosystems: str) -> Viewer:
    """Alice as one who leads the platforms of those ecosystems."""
    return replace(cast.alice, workspaces=frozenset(ecosystems))


def test_what_is_entered_is_there_at_once(cast: Cast) -> None:
    """R22: a meeting is a row of `interplay` as one from a file is."""
    filled(cast.alice)
    entry = enter_rows(entering=Entering("page", meeting("m1", "f0", "uni")), by=cast.alice)
    assert (entry.state, entry.made) == ("applied", 2)
    assert "m1" in titles(cast.alice)
    assert "m1" not in titles(cast.carol)


def test_a_row_that_stands_on_nothing_is_told_and_nothing_is_written(cast: Cast) -> None:
    filled(cast.alice)
    with pytest.raises(BadData) as bad:
        enter_rows(entering=Entering("page", meeting("m1", "f0", "ghost")), by=cast.alice)
    assert [problem.code for problem in bad.value.problems] == ["unknown_reference"]
    with pytest.raises(BadData, match="duplicate_id"):
        enter_rows(entering=Entering("page", meeting("a0", "f0", "uni")), by=cast.alice)
    assert titles(cast.alice) == {"a0", "a1", "a2"}


def test_a_change_keeps_what_we_do_not_know_and_may_be_taken_back(cast: Cast) -> None:
    filled(cast.alice)
    before = read_tables(by=cast.alice)[0]["actors"]
    row = find_rows(table="actors", column="actor_id", values=["f0"], by=cast.alice)
    new = row.with_columns(name=pl.lit("Nytt namn"), nisch=pl.lit("gruvor"))
    entry = enter_rows(
        entering=Entering("page", {"actors": new}, {"actors": row["_row"]}), by=cast.alice
    )
    changed = find_rows(table="actors", column="actor_id", values=["f0"], by=cast.alice)
    assert changed.select("name", "nisch").row(0) == ("Nytt namn", "gruvor")
    register.undo_entry(entry.id, by=cast.alice)
    after = read_tables(by=cast.alice)[0]["actors"]
    assert after.sort("actor_id").equals(before.sort("actor_id"))
    with pytest.raises(Refusal, match="entry_is_over"):
        register.undo_entry(entry.id, by=cast.alice)


def test_the_same_row_changed_twice_is_refused_the_second_time(cast: Cast) -> None:
    filled(cast.alice)
    row = find_rows(table="actors", column="actor_id", values=["f0"], by=cast.alice)
    change = Entering(
        "page", {"actors": row.with_columns(name=pl.lit("A"))}, {"actors": row["_row"]}
    )
    enter_rows(entering=change, by=cast.alice)
    with pytest.raises((Refusal, BadData)):
        enter_rows(entering=change, by=cast.alice)


def test_a_workspace_is_its_own_until_handed_in(cast: Cast) -> None:
    """Issue 5, item 7: two places, and one visible act between them."""
    filled(cast.alice)
    mine = leader(cast, "skog")
    kept = Entering("page", meeting("m1", "f0", "uni"), workspace="skog")
    with pytest.raises(Refusal, match="not_your_workspace"):
        enter_rows(entering=kept, by=cast.alice)
    entry = enter_rows(entering=kept, by=mine)
    assert "m1" in titles(mine)
    assert "m1" not in titles(cast.alice)
    assert "m1" not in titles(leader(cast, "rymd"))
    listed = register.list_entries(EntryQuery(), page=PageRequest(), by=cast.alice)
    assert entry.id not in {row.id for row in listed.rows}
    register.hand_in_entry(entry.id, by=mine)
    assert "m1" in titles(cast.alice)


def test_the_regions_change_overtakes_one_kept_in_a_workspace(cast: Cast) -> None:
    filled(cast.alice)
    mine = leader(cast, "skog")
    row = find_rows(table="actors", column="actor_id", values=["f0"], by=cast.alice)

    def named(name: str, workspace: str = "") -> Entering:
        made = row.with_columns(name=pl.lit(name))
        return Entering("page", {"actors": made}, {"actors": row["_row"]}, workspace)

    kept = enter_rows(entering=named("Plattformens", "skog"), by=mine)
    enter_rows(entering=named("Regionens"), by=cast.alice)
    assert register.get_entry(kept.id, by=mine).state == "overtaken"
    seen = find_rows(table="actors", column="actor_id", values=["f0"], by=mine)
    assert seen["name"].to_list() == ["Regionens"]
    with pytest.raises(Refusal, match="entry_is_over"):
        register.hand_in_entry(kept.id, by=mine)


def test_the_register_is_read_as_it_was_while_others_write(cast: Cast) -> None:
    """Issue 5, item 9: reading never waits for a pause in the writing."""
    filled(cast.alice)
    _tables, version = read_tables(by=cast.alice)
    enter_rows(entering=Entering("page", meeting("m1", "f0", "uni")), by=cast.alice)
    old = register.KEEPER.frames(by=cast.alice, at=version)
    assert register.get_region(by=cast.alice).version == version + 1
    assert old["actors"].height == 9
    from samspel.records.interplay import api as interplay

    then = interplay.KEEPER.frames(by=cast.alice, at=version)["interplay"]
    assert set(then["interplay_id"]) == {"a0", "a1", "a2"}


def test_what_was_entered_since_a_plan_does_no_harm_unless_it_is_the_same(cast: Cast) -> None:
    filled(cast.alice)
    plan = import_register.plan_tables(tables=many(20), by=cast.alice)
    enter_rows(entering=Entering("page", meeting("hand", "f0", "uni")), by=cast.alice)
    assert import_register.apply(import_id=plan.id, by=cast.alice).state == "applied"
    assert {"hand", "m000000"} <= titles(cast.alice)


def test_a_key_entered_since_a_plan_makes_it_stale(cast: Cast) -> None:
    filled(cast.alice)
    plan = import_register.plan_tables(tables=many(20), by=cast.alice)
    enter_rows(entering=Entering("page", meeting("m000003", "f0", "uni")), by=cast.alice)
    with pytest.raises(Refusal, match="plan_is_stale"):
        import_register.apply(import_id=plan.id, by=cast.alice)


def test_an_answer_stands_on_its_wave(cast: Cast) -> None:
    """Issue 5, item 6: an answer to no wave is told; one of the platform's own needs none."""
    filled(cast.alice)

    def answered(wave: str) -> Entering:
        row = {"wave_id": [wave], "respondent_id": ["f0"], "item": ["contact:research"]}
        return Entering("wave", {"answers": pl.DataFrame({**row, "value": ["yes"]})})

    enter_rows(entering=answered("w1"), by=cast.alice)
    enter_rows(entering=answered("told:alice"), by=cast.alice)
    with pytest.raises(BadData, match="unknown_reference"):
        enter_rows(entering=answered("w9"), by=cast.alice)


def test_a_text_longer_than_its_column_is_told_and_nothing_is_written(cast: Cast) -> None:
    """SQLite would keep it, PostgreSQL answers with a fault: both say so in words."""
    by = cast.alice
    filled(by)
    rows = meeting("m-long", "f0", "uni")
    rows["interplay"] = rows["interplay"].with_columns(source=pl.lit("x" * 501))
    with pytest.raises(BadData) as told:
        enter_rows(entering=Entering("page", rows), by=by)
    (problem,) = told.value.problems
    assert (problem.code, problem.place.column) == ("too_long", "source")
    assert problem.values == {"key": "m-long", "limit": "500", "rows": "1"}
    rows["interplay"] = rows["interplay"].with_columns(source=pl.lit("ß" * 500))
    assert enter_rows(entering=Entering("page", rows), by=by).state == "applied"


def test_so_it_is_in_a_file(cast: Cast) -> None:
    filled(cast.alice)
    old, _ = read_tables(by=cast.alice)
    actors = old["actors"].with_columns(industry=pl.lit("x" * 501))
    tables = Tables.of(**{**old.frames, "actors": actors})
    plan = import_register.plan_tables(tables=tables, by=cast.alice)
    assert plan.errors == 1
    assert [(one.code, one.place.column) for one in plan.problems] == [("too_long", "industry")]
