"""An import or an entry taken back whole, and refused where later ones build on it."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from actions.test_edit_actor import F0, changed, row_of
from records.cast import Cast, filled, small
from samspel.actions.edit_facts import Fact, save_fact
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.joined_tables import read_tables
from samspel.actions.read_history import actor_history
from samspel.actions.undo_entry import plan_undo, undo_entry
from samspel.records.register import api as register
from samspel.records.register.api import EntryQuery
from samspel.tables import Tables, snapshot
from samspel.terms import PageRequest, Refusal, Viewer


def newest(by: Viewer) -> int:
    return register.list_entries(EntryQuery(), page=PageRequest(size=1), by=by).rows[0].id


def brought(by: Viewer, **frames: pl.DataFrame) -> int:
    """A second file: the small register with other frames."""
    filled(by, Tables.of(**{**small().frames, **frames}))
    return newest(by)


def hash_of(by: Viewer) -> str:
    return snapshot(read_tables(by=by)[0])


def test_an_import_goes_in_one_step_and_may_be_brought_in_again(cast: Cast) -> None:
    """Issue 5 item 2: import undo. What it added, changed and ended is again as it was."""
    filled(cast.alice)
    before = hash_of(cast.alice)
    actors = small()["actors"].with_columns(pl.col("name").str.to_uppercase())
    more = pl.concat([actors, actors.head(1).with_columns(actor_id=pl.lit("ny"))])
    file = brought(cast.alice, actors=more, limits=pl.DataFrame())
    after = hash_of(cast.alice)
    plan = plan_undo(entry_id=file, by=cast.alice)
    counts = {one.table: (one.added, one.changed, one.ended) for one in plan.tables}
    assert plan.can
    assert counts["actors"] == (0, 9, 1)
    undo_entry(entry_id=file, by=cast.alice)
    assert hash_of(cast.alice) == before
    with pytest.raises(Refusal, match="entry_is_over"):
        undo_entry(entry_id=file, by=cast.alice)
    brought(cast.alice, actors=more, limits=pl.DataFrame())
    assert hash_of(cast.alice) == after


def test_what_later_entries_build_on_stays_and_they_are_named(cast: Cast) -> None:
    filled(cast.alice)
    file = newest(cast.alice)
    changed(replace(F0, name="Nytt"), None, cast.alice)
    edit = newest(cast.alice)
    plan = plan_undo(entry_id=file, by=cast.alice)
    assert [one.id for one in plan.later] == [edit]
    with pytest.raises(Refusal, match="built_upon"):
        undo_entry(entry_id=file, by=cast.alice)
    assert register.get_entry(file, by=cast.alice).state == "applied"
    undo_entry(entry_id=edit, by=cast.alice)
    assert register.get_actor("f0", by=cast.alice).actor.name == "Åfirma 0"
    assert plan_undo(entry_id=file, by=cast.alice).can


def test_a_meeting_of_an_actor_that_a_file_brought_holds_the_file(cast: Cast) -> None:
    filled(cast.alice)
    extra = small()["actors"].head(1).with_columns(actor_id=pl.lit("ny"))
    file = brought(cast.alice, actors=pl.concat([small()["actors"], extra]))
    meeting = {
        "interplay": pl.DataFrame({"interplay_id": ["m"], "started_on": [date(2026, 9, 1)]}),
        "participations": pl.DataFrame({"interplay_id": ["m"] * 2, "actor_id": ["ny", "uni"]}),
    }
    entry = enter_rows(entering=Entering("act", meeting), by=cast.alice)
    assert [one.id for one in plan_undo(entry_id=file, by=cast.alice).later] == [entry.id]


def test_what_returns_must_stand_on_something(cast: Cast) -> None:
    """A membership that was ended cannot return once its actor has gone."""
    filled(cast.alice)
    row = row_of("memberships", "f7", cast.alice)
    ended = enter_rows(entering=Entering("page", {}, {"memberships": [row]}), by=cast.alice)
    gone = {"actors": [row_of("actors", "f7", cast.alice)]}
    enter_rows(entering=Entering("page", {}, gone), by=cast.alice)
    plan = plan_undo(entry_id=ended.id, by=cast.alice)
    assert [one.code for one in plan.problems] == ["unknown_reference"]
    with pytest.raises(Refusal, match="built_upon"):
        undo_entry(entry_id=ended.id, by=cast.alice)


def test_who_may_not_enter_may_not_take_back(cast: Cast) -> None:
    filled(cast.alice)
    with pytest.raises(Refusal, match="may_not"):
        plan_undo(entry_id=newest(cast.alice), by=cast.bob)
    wave = enter_rows(entering=Entering("wave", {}, {}), by=cast.alice)
    with pytest.raises(Refusal, match="not_found"):
        plan_undo(entry_id=wave.id, by=cast.alice)


def test_the_history_of_an_actor_has_before_and_after(cast: Cast) -> None:
    filled(cast.alice)
    changed(replace(F0, name="Nytt"), None, cast.alice)
    secret = Fact("relations", "f0", {"to_actor": "f1", "kind": "competitor"})
    save_fact(fact=secret, row=None, by=cast.alice)
    steps = actor_history(actor_id="f0", by=cast.alice)
    assert [step.entry.origin for step in steps] == ["page", "page", "file"]
    [change] = steps[1].rows
    assert (change.what, dict(change.before)) == ("changed", {"name": "Åfirma 0"})
    assert len(actor_history(actor_id="f0", by=cast.bob)) == 2  # R27
