"""The line between the platform's workspace and the region's register: one visible act."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from records.cast import Cast, filled, small, viewer_of
from samspel.actions import hand_in as workspace
from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.import_register import cancel, plan_tables
from samspel.actions.joined_tables import read_tables
from samspel.actions.kept_entries import read_workspace
from samspel.actions.manage_users import NewUser, add_user
from samspel.records.audit.api import list_events
from samspel.records.register import api as register
from samspel.terms import BadData, PageRequest, Refusal, Viewer


@pytest.fixture
def lea(cast: Cast) -> Viewer:
    """Who leads the platform of `skog`."""
    filled(cast.alice)
    user = NewUser("Lea", "lea@norr.example", "platform_leader", ("skog",))
    add_user(user=user, by=cast.alice)
    return viewer_of("lea@norr.example", "norr")


def actor(key: str, name: str) -> dict[str, pl.DataFrame]:
    columns = {"actor_id": [key], "name": [name], "sector": ["private"]}
    return {"actors": pl.DataFrame(columns)}


def meeting(key: str, *actors: str) -> dict[str, pl.DataFrame]:
    return {
        "interplay": pl.DataFrame({"interplay_id": [key], "started_on": [date(2026, 9, 1)]}),
        "participations": pl.DataFrame(
            {"interplay_id": [key] * len(actors), "actor_id": list(actors)}
        ),
    }


def keep(by: Viewer, adds: dict[str, pl.DataFrame], **ends: list[int]) -> int:
    return enter_rows(entering=Entering("page", adds, ends, "skog"), by=by).id


def renamed(by: Viewer, key: str, name: str) -> Entering:
    row = find_rows(table="actors", column="actor_id", values=[key], by=by)
    new = row.with_columns(name=pl.lit(name))
    inside = "skog" if by.workspaces else ""
    return Entering("page", {"actors": new}, {"actors": list(row["_row"])}, inside)


def names(by: Viewer) -> set[str]:
    return set(read_tables(by=by)[0]["actors"]["name"])


def test_a_meeting_pulls_in_the_actor_that_another_entry_brought(cast: Cast, lea: Viewer) -> None:
    first, other = keep(lea, actor("ny", "Ny AB")), keep(lea, actor("annan", "Annan AB"))
    second = keep(lea, meeting("m1", "ny", "uni"))
    plan = workspace.plan_hand_in(workspace="skog", chosen=[second], by=lea)
    assert (plan.ids, plan.pulled) == ({first, second}, {first})
    assert {(row.table, row.what) for row in plan.rows} == {
        ("actors", "added"),
        ("interplay", "added"),
        ("participations", "added"),
    }
    assert plan.problems == ()
    assert "Ny AB" not in names(cast.alice)
    before = register.get_region(by=cast.alice).version
    assert workspace.hand_in(workspace="skog", shown=plan.ids, by=lea) == 2
    assert register.get_region(by=cast.alice).version == before + 1
    assert "Ny AB" in names(cast.alice)
    assert "Annan AB" not in names(cast.alice)
    assert [one.entry.id for one in read_workspace(workspace="skog", by=lea).waiting] == [other]


def test_what_is_handed_in_is_what_was_shown_or_nothing(cast: Cast, lea: Viewer) -> None:
    first, second = keep(lea, actor("ny", "Ny AB")), keep(lea, meeting("m1", "ny", "uni"))
    for shown in ([second], []):
        with pytest.raises(Refusal, match="workspace_has_changed"):
            workspace.hand_in(workspace="skog", shown=shown, by=lea)
    assert workspace.hand_in(workspace="skog", shown=[first, second], by=lea) == 2
    with pytest.raises(Refusal, match="entry_is_over"):
        workspace.hand_in(workspace="skog", shown=[first, second], by=lea)


def test_an_officer_is_told_that_it_was_handed_in_and_not_before(cast: Cast, lea: Viewer) -> None:
    """Issue 5, item 7: two places, the line between them one visible act."""
    entry = keep(lea, actor("ny", "Ny AB"))
    told = list_events(page=PageRequest(), by=cast.alice).rows
    assert not [event for event in told if event.by == lea.contact]
    own = list_events(page=PageRequest(), by=lea).rows
    assert [(event.verb, event.subject) for event in own] == [("enter", "entry")]
    workspace.hand_in(workspace="skog", shown=[entry], by=lea)
    [event, *_] = list_events(page=PageRequest(), by=cast.alice).rows
    assert (event.verb, event.subject, event.key) == ("hand_in", "workspace", "skog")
    assert event.values == {"entries": 1, "rows": 1}


def test_a_change_is_shown_with_what_was_before(cast: Cast, lea: Viewer) -> None:
    entry = enter_rows(entering=renamed(lea, "f0", "Nytt namn"), by=lea).id
    [row] = workspace.plan_hand_in(workspace="skog", chosen=[entry], by=lea).rows
    assert (row.what, row.values["name"]) == ("changed", "Nytt namn")
    assert row.before == {"name": "Åfirma 0"}


def test_what_is_changed_twice_goes_as_it_stands_last(cast: Cast, lea: Viewer) -> None:
    first = enter_rows(entering=renamed(lea, "f0", "Andra"), by=lea).id
    second = enter_rows(entering=renamed(lea, "f0", "Tredje"), by=lea).id
    plan = workspace.plan_hand_in(workspace="skog", chosen=[second], by=lea)
    assert plan.pulled == {first}
    [row] = plan.rows
    assert (row.values["name"], row.before) == ("Tredje", {"name": "Åfirma 0"})
    workspace.hand_in(workspace="skog", shown=plan.ids, by=lea)
    assert "Tredje" in names(cast.alice)
    assert not {"Andra", "Åfirma 0"} & names(cast.alice)


def test_giving_up_takes_along_what_stands_on_it_and_can_be_taken_up(
    cast: Cast, lea: Viewer
) -> None:
    first, second = keep(lea, actor("ny", "Ny AB")), keep(lea, meeting("m1", "ny", "uni"))
    plan = workspace.plan_give_up(workspace="skog", chosen=[first], by=lea)
    assert plan.ids == {first, second}
    assert workspace.give_up(workspace="skog", shown=plan.ids, by=lea) == 2
    assert "Ny AB" not in names(lea)
    with pytest.raises(BadData, match="unknown_reference"):
        workspace.take_up(workspace="skog", entry_id=second, by=lea)
    workspace.take_up(workspace="skog", entry_id=first, by=lea)
    workspace.take_up(workspace="skog", entry_id=second, by=lea)
    assert "Ny AB" in names(lea)
    assert not [
        e for e in list_events(page=PageRequest(), by=cast.alice).rows if e.by == lea.contact
    ]


def test_what_the_region_overtook_is_shown_beside_and_entered_again(
    cast: Cast, lea: Viewer
) -> None:
    enter_rows(entering=renamed(lea, "f0", "Plattformens"), by=lea)
    enter_rows(entering=renamed(cast.alice, "f0", "Regionens"), by=cast.alice)
    [one] = read_workspace(workspace="skog", by=lea).overtaken
    assert one.rows[0].values["name"] == "Plattformens"
    assert one.now[0].values["name"] == "Regionens"
    again = workspace.enter_again(workspace="skog", entry_id=one.entry.id, by=lea)
    assert {"Plattformens"} <= names(lea)
    assert read_workspace(workspace="skog", by=lea).overtaken == ()
    workspace.hand_in(workspace="skog", shown=[again.id], by=lea)
    assert "Plattformens" in names(cast.alice)


def test_what_the_region_overtook_may_be_let_go(cast: Cast, lea: Viewer) -> None:
    kept = enter_rows(entering=renamed(lea, "f0", "Plattformens"), by=lea)
    enter_rows(entering=renamed(cast.alice, "f0", "Regionens"), by=cast.alice)
    workspace.let_go(workspace="skog", entry_id=kept.id, by=lea)
    assert read_workspace(workspace="skog", by=lea).overtaken == ()
    assert "Regionens" in names(lea)


def test_what_the_region_has_entered_meanwhile_stops_the_same_key(cast: Cast, lea: Viewer) -> None:
    kept = keep(lea, actor("ny", "Ny AB"))
    enter_rows(entering=Entering("page", actor("ny", "Nya AB")), by=cast.alice)
    plan = workspace.plan_hand_in(workspace="skog", chosen=[kept], by=lea)
    assert [problem.code for problem in plan.problems] == ["duplicate_id"]
    with pytest.raises(BadData, match="duplicate_id"):
        workspace.hand_in(workspace="skog", shown=[kept], by=lea)


def test_nobody_else_opens_it(cast: Cast, lea: Viewer) -> None:
    keep(lea, actor("ny", "Ny AB"))
    for viewer in (cast.alice, cast.bob, cast.carol):
        with pytest.raises(Refusal, match=r"may_not\.hand_in"):
            read_workspace(workspace="skog", by=viewer)
    with pytest.raises(Refusal, match="not_this_ecosystem"):
        read_workspace(workspace="rymd", by=lea)


def test_only_what_is_of_the_workspace_is_taken_up_or_let_go(cast: Cast, lea: Viewer) -> None:
    """Else who leads one platform would keep, or let go, what is the region's or another's."""
    region = filled_and_cancelled(cast.alice)
    both = replace(
        lea,
        ecosystems=frozenset({"skog", "rymd"}),
        workspaces=frozenset({"skog", "rymd"}),
        scopes=(("platform_leader", frozenset({"skog", "rymd"})),),
    )
    other = enter_rows(entering=Entering("page", actor("ny", "Ny AB"), {}, "rymd"), by=both).id
    workspace.give_up(workspace="rymd", shown=[other], by=both)
    for step in (workspace.take_up, workspace.enter_again, workspace.let_go):
        for entry in (region, other):
            with pytest.raises(Refusal, match="not_found"):
                step(workspace="skog", entry_id=entry, by=both)
    assert register.get_entry(region, by=cast.alice).state == "cancelled"


def filled_and_cancelled(by: Viewer) -> int:
    """An import of the region that was planned and called off."""
    row = plan_tables(tables=small(), by=by)
    cancel(import_id=row.id, by=by)
    return row.id
