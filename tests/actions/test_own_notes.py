"""What a leader has made the platform's alone is not handed in, in no version of it."""

from collections.abc import Iterable

import pytest

from actions.test_log_acts import HERE, meeting
from records.cast import TODAY, Cast, filled, viewer_of
from samspel.actions import hand_in as workspace
from samspel.actions.enter_rows import find_rows
from samspel.actions.keep_notes import NoteEntry, change_note, remove_note, write_notes
from samspel.actions.kept_entries import read_workspace
from samspel.actions.log_acts import log_acts
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.take_back import take_back
from samspel.records.notes.api import NoteQuery, NoteRow, list_notes
from samspel.terms import PageRequest, Refusal, Viewer


@pytest.fixture
def lea(cast: Cast) -> Viewer:
    """Who leads the platform of `skog`."""
    filled(cast.alice)
    user = NewUser("Lea", "lea@norr.example", "platform_leader", ("skog",))
    add_user(user=user, by=cast.alice)
    return viewer_of("lea@norr.example", "norr")


def note(text: str, sees: str = "region") -> NoteEntry:
    return NoteEntry("idea", text, TODAY, "skog", ("f0",), sees=sees)


def notes(by: Viewer) -> dict[str, NoteRow]:
    return {row.text: row for row in list_notes(NoteQuery(), page=PageRequest(), by=by).rows}


def write(by: Viewer, *entries: NoteEntry) -> list[str]:
    write_notes(entries=entries, where=HERE, by=by)
    there = notes(by)
    return [there[one.text].note_id for one in entries]


def shown(by: Viewer) -> list[str]:
    """What a plan of all shows of notes, once it is handed in."""
    plan = workspace.plan_hand_in(workspace="skog", chosen=[], by=by)
    assert plan.problems == ()
    if plan.ids:
        workspace.hand_in(workspace="skog", shown=plan.ids, by=by)
    return [row.values["text"] for row in plan.rows if row.table == "notes"]


def in_register(keys: Iterable[str], table: str, by: Viewer) -> int:
    return find_rows(table=table, column="note_id", values=list(keys), by=by).height


def test_what_became_the_platforms_own_stays_with_what_it_once_said(
    cast: Cast, lea: Viewer
) -> None:
    """Issue 5 item 7: what is shown is what goes, and none of this is either."""
    [key] = write(lea, note("Hemligt utkast"))
    own = change_note(note_id=key, note=note("Hemligt utkast", "own"), where=HERE, by=lea)
    kept = read_workspace(workspace="skog", by=lea)
    assert (kept.waiting, kept.own) == ((), 2)
    assert shown(lea) == []
    assert notes(cast.alice) == {}
    assert notes(lea)["Hemligt utkast"].sees == "own"
    take_back(entry_id=own.id, by=lea)
    assert shown(lea) == ["Hemligt utkast"]
    assert set(notes(cast.alice)) == {"Hemligt utkast"}


def test_what_was_taken_away_as_the_platforms_own_stays_too(cast: Cast, lea: Viewer) -> None:
    [key] = write(lea, note("Ångrad text"))
    change_note(note_id=key, note=note("Ångrad text", "own"), where=HERE, by=lea)
    remove_note(note_id=key, where=HERE, by=lea)
    assert shown(lea) == []
    assert notes(cast.alice) == notes(lea) == {}


def test_of_two_notes_of_one_entry_the_one_goes(cast: Cast, lea: Viewer) -> None:
    secret, _open = write(lea, note("Hemlig"), note("Öppen"))
    own = change_note(note_id=secret, note=note("Hemligare", "own"), where=HERE, by=lea)
    assert shown(lea) == ["Öppen"]
    assert set(notes(cast.alice)) == {"Öppen"}
    assert in_register([secret], "note_actors", cast.alice) == 0
    assert set(notes(lea)) == {"Öppen", "Hemligare"}
    assert read_workspace(workspace="skog", by=lea).waiting == ()
    take_back(entry_id=own.id, by=lea)
    assert set(notes(lea)) == {"Öppen", "Hemlig"}
    assert set(notes(cast.alice)) == {"Öppen"}


def test_an_act_goes_and_the_platforms_own_idea_behind_it_stays(cast: Cast, lea: Viewer) -> None:
    """The act starts the idea: that it is started, and that they belong together, stays too."""
    [key] = write(lea, note("Egen idé", "own"))
    act = log_acts(acts=[meeting(idea=key)], where=HERE, by=lea)
    assert shown(lea) == []
    assert notes(cast.alice) == {}
    assert in_register([key], "note_acts", cast.alice) == 0
    mine = notes(lea)["Egen idé"]
    assert (mine.state, mine.acts) == ("started", (act.values["last"],))


def test_what_is_the_regions_again_goes_as_it_stands(cast: Cast, lea: Viewer) -> None:
    [key] = write(lea, note("Ett"))
    change_note(note_id=key, note=note("Två", "own"), where=HERE, by=lea)
    change_note(note_id=key, note=note("Tre"), where=HERE, by=lea)
    assert shown(lea) == ["Tre"]
    assert set(notes(cast.alice)) == set(notes(lea)) == {"Tre"}
    assert in_register([key], "note_actors", cast.alice) == 1


def test_nothing_is_handed_in_by_the_number_of_what_stays(cast: Cast, lea: Viewer) -> None:
    entry = write_notes(entries=[note("Egen", "own")], where=HERE, by=lea)
    with pytest.raises(Refusal, match="entry_is_over"):
        workspace.hand_in(workspace="skog", shown=[entry.id], by=lea)
