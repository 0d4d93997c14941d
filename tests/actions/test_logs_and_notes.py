"""The monthly letter and its click, what notes are seen by whom, and the defaults of kinds."""

from dataclasses import replace
from datetime import date

import pytest
from django.core import mail

from records.cast import Cast, filled, small
from samspel.actions.declare_log import declare_log, wish_letter, withdraw_log
from samspel.actions.joined_tables import read_tables
from samspel.actions.keep_notes import Box, NoteEntry, log_box, remove_note, write_notes
from samspel.actions.log_acts import ActEntry, NewNote, Where, log_acts
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.remind_log import remind_logs
from samspel.actions.send_letters import send_letters
from samspel.actions.set_defaults import set_defaults
from samspel.actions.take_back import take_back
from samspel.records.accounts.api import system_viewer
from samspel.records.interplay.api import LogState, defaults_of_kinds, log_state
from samspel.records.interplay.days import read_day
from samspel.records.notes.api import NoteQuery, count_funnel, get_note, list_notes
from samspel.tables import Tables
from samspel.terms import PageRequest, Refusal, Viewer

TODAY = date(2026, 10, 1)
HERE = Where(TODAY, "skog")
ADDRESS = "https://samspel.example"
_ALL = PageRequest(size=100)


def leader(cast: Cast) -> Viewer:
    """Somebody who leads the platform of `skog`, with an account of its own."""
    from records.cast import viewer_of

    new = NewUser("Lea Led", "lea@norr.example", "platform_leader", ecosystems=("skog",))
    add_user(user=new, by=system_viewer(cast.norr.id))
    return viewer_of("lea@norr.example", "norr", TODAY)


def texts(by: Viewer, **query) -> set[str]:
    return {row.text for row in list_notes(NoteQuery(**query), page=_ALL, by=by).rows}


# ------------------------------------------------------------------------------------- letters


def test_one_letter_a_month_to_who_leads_the_platform(cast: Cast) -> None:
    """Issue 5, item 4: with last month's acts, once by its key, and no more when declared."""
    filled(cast.alice)
    lea = leader(cast)
    met = ActEntry(date(2026, 9, 12), ("f0", "uni"), title="Skogsdag")
    untitled = ActEntry(date(2026, 9, 13), ("f1", "uni"))
    long = ActEntry(date(2026, 1, 1), ("f0", "f1"), title="Projekt", ended_on=date(2027, 1, 1))
    log_acts(acts=[met, untitled, long], where=HERE, by=lea)
    for _again in range(2):
        remind_logs(today=TODAY, address=ADDRESS)
    send_letters()
    letters = [one for one in mail.outbox if one.to == ["lea@norr.example"]]
    assert len(letters) == 1
    told = letters[0].body
    assert "2 möten och annat samspel i Skog började i september 2026" in told
    assert "2026-09-12  Skogsdag (2)" in told
    assert "2026-09-13  Åfirma 1, Universitetet (2)" in told
    assert "1 som började tidigare pågår" in told
    assert "Projekt" not in told
    assert f"{ADDRESS}/norr/ecosystems/skog/log/?month=2026-09" in letters[0].body
    assert remind_logs(today=date(2026, 10, 20), address=ADDRESS) == 0
    declare_log(month=date(2026, 9, 1), where=HERE, by=lea)
    assert remind_logs(today=date(2026, 10, 2), address=ADDRESS) == 0
    assert remind_logs(today=date(2026, 11, 1), address=ADDRESS) == 1


def test_who_has_said_no_gets_no_letter_and_an_officer_may_say_yes(cast: Cast) -> None:
    filled(cast.alice)
    lea = leader(cast)
    wish_letter(ecosystem="skog", wanted=False, by=lea)
    assert remind_logs(today=TODAY, address=ADDRESS) == 0
    wish_letter(ecosystem="rymd", wanted=True, by=cast.alice)
    assert remind_logs(today=TODAY, address=ADDRESS) == 1
    with pytest.raises(Refusal, match="may_not"):
        wish_letter(ecosystem="skog", wanted=True, by=cast.bob)


def test_a_declared_month_is_a_claim_about_everything_in_it(cast: Cast) -> None:
    """X13, method section 1: a row of coverage, with the office that says so."""
    filled(cast.alice)
    entry = declare_log(month=date(2026, 9, 17), where=HERE, by=cast.alice)
    rows = read_tables(by=cast.alice)[0]["coverage"]
    mine = rows.filter((rows["actor_id"] == "*") & (rows["gap"] == "*"))
    assert mine.select("from", "until", "by").row(0) == (
        date(2026, 9, 1),
        date(2026, 9, 30),
        "region",
    )
    with pytest.raises(Refusal, match="already_declared"):
        declare_log(month=date(2026, 9, 1), where=HERE, by=cast.alice)
    with pytest.raises(Refusal, match="month_not_over"):
        declare_log(month=TODAY, where=HERE, by=cast.alice)
    withdraw_log(month=date(2026, 9, 1), where=HERE, by=cast.alice)
    assert log_state("skog", on=TODAY, by=cast.alice).declared_until is None
    with pytest.raises(Refusal, match="not_found"):
        withdraw_log(month=date(2026, 9, 1), where=HERE, by=cast.alice)
    with pytest.raises(Refusal, match="built_upon"):
        take_back(entry_id=entry.id, by=cast.alice)


def test_silence_is_a_log_that_is_late_and_then_stopped(cast: Cast) -> None:
    filled(cast.alice)
    declare_log(month=date(2026, 6, 1), where=HERE, by=cast.alice)
    seen = {
        on: log_state("skog", on=on, by=cast.alice)
        for on in (date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 30), TODAY)
    }
    assert [one.state for one in seen.values()] == ["running", "late", "late", "stopped"]
    assert seen[TODAY].missing == (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1))
    assert seen[TODAY].declared_until == date(2026, 6, 30)


def test_a_hole_among_the_declared_months_is_missing_until_it_is_filled(cast: Cast) -> None:
    """Issue 5 item 4: through a month means every month since the first that is declared."""
    filled(cast.alice)
    for month in (1, 8):
        declare_log(month=date(2026, month, 1), where=HERE, by=cast.alice)
    on = date(2026, 9, 30)
    state = log_state("skog", on=on, by=cast.alice)
    assert (state.state, state.declared_until) == ("stopped", date(2026, 1, 31))
    assert state.missing == tuple(date(2026, month, 1) for month in range(2, 8))
    for month in state.missing:
        declare_log(month=month, where=HERE, by=cast.alice)
    assert log_state("skog", on=on, by=cast.alice) == LogState("running", date(2026, 8, 31), ())


def test_a_log_that_nobody_ever_declared_stops_three_months_after_its_first_act(cast: Cast) -> None:
    leader(cast)
    tables = dict(small().frames)
    tables["interplay"] = tables["interplay"].clear()
    tables["participations"] = tables["participations"].clear()
    filled(cast.alice, Tables.of(**tables))
    on = date(2027, 2, 1)
    assert log_state("skog", on=on, by=cast.alice) == LogState("none", None, ())
    met = ActEntry(date(2026, 9, 12), ("f0", "uni"))
    log_acts(acts=[met], where=HERE, by=cast.alice)
    states = {
        day: log_state("skog", on=day, by=cast.alice).state
        for day in (date(2026, 9, 30), TODAY, date(2026, 11, 1), date(2026, 12, 1))
    }
    assert list(states.values()) == ["none", "late", "late", "stopped"]
    state = log_state("skog", on=on, by=cast.alice)
    assert (state.declared_until, len(state.missing), state.missing[0]) == (
        None,
        5,
        date(2026, 9, 1),
    )
    remind_logs(today=on, address=ADDRESS)
    send_letters()
    [told] = [one.body for one in mail.outbox if one.to == ["lea@norr.example"]]
    assert "september 2026 – januari 2027" in told
    declare_log(month=date(2027, 1, 1), where=Where(on, "skog"), by=cast.alice)
    assert log_state("skog", on=on, by=cast.alice).state == "running"


# --------------------------------------------------------------------------------------- notes


def note(text: str, kind: str = "idea", **more) -> NoteEntry:
    return NoteEntry(kind, text, date(2026, 9, 1), "skog", **more)


def test_who_sees_which_note(cast: Cast) -> None:
    """R130, issue 5 item 5: own, region, the actors named; a conflict is held back."""
    filled(cast.alice)
    lea = leader(cast)
    write_notes(entries=[note("egen")], where=HERE, by=lea)
    written = [
        note("alla", sees="region"),
        note("konflikt", "conflict", sees="region"),
        note("namngivna", sees="actors", actors=("f0",)),
    ]
    write_notes(entries=written, where=HERE, by=cast.alice)
    assert texts(lea) == {"egen", "alla", "konflikt", "namngivna"}
    assert texts(cast.alice) == {"alla", "konflikt", "namngivna"}
    assert texts(cast.bob) == {"alla"}
    assert texts(cast.carol) == set()
    frames = read_tables(by=cast.bob, beside=True)[0]
    assert (frames["notes"].height, frames["note_actors"].height) == (1, 0)
    with pytest.raises(Refusal, match="not_your_workspace"):
        write_notes(entries=[note("x", sees="own")], where=HERE, by=cast.alice)
    with pytest.raises(Refusal, match="may_not"):
        write_notes(entries=[note("x")], where=HERE, by=cast.bob)


def test_an_idea_that_leads_to_an_act_is_started(cast: Cast) -> None:
    """R132: the funnel of ideas counts it begun, with an act behind it."""
    filled(cast.alice)
    write_notes(entries=[note("portal"), note("karta")], where=HERE, by=cast.alice)
    (row,) = list_notes(NoteQuery(text="portal"), page=_ALL, by=cast.alice).rows
    met = ActEntry(date(2026, 9, 12), ("f0", "uni"), idea=row.note_id)
    entry = log_acts(acts=[met], where=HERE, by=cast.alice)
    assert get_note(row.note_id, by=cast.alice).state == "started"
    funnel = count_funnel(NoteQuery(), by=cast.alice)
    assert (funnel.noted, funnel.begun, funnel.with_act) == (2, 1, 1)
    take_back(entry_id=entry.id, by=cast.alice)
    again = get_note(row.note_id, by=cast.alice)
    assert (again.state, again.acts) == ("open", ())


def test_a_box_with_a_note_and_no_meeting_is_a_note(cast: Cast) -> None:
    filled(cast.alice)
    said = (NewNote("lesson", "Börja i tid"),)
    alone = ActEntry(date(2026, 9, 12), (), notes=said)
    logged = log_box(box=Box(alone), where=HERE, by=cast.alice)
    assert logged.act is None
    both = replace(alone, actors=("f0", "uni"))
    assert log_box(box=Box(both), where=HERE, by=cast.alice).act is not None
    (last, *_rest) = list_notes(NoteQuery(actor="f0"), page=_ALL, by=cast.alice).rows
    assert last.text == "Börja i tid"
    remove_note(note_id=last.note_id, where=HERE, by=cast.alice)
    assert texts(cast.alice, actor="f0") == set()


# ------------------------------------------------------------------------------ kinds and days


def test_defaults_as_shipped_are_kept_nowhere(cast: Cast) -> None:
    filled(cast.alice)
    before = defaults_of_kinds(by=cast.alice)["meeting"]
    set_defaults(kind="meeting", said={"flow": ("people",)}, by=cast.alice)
    assert defaults_of_kinds(by=cast.bob)["meeting"] == {"flow": ("people",)}
    assert set_defaults(kind="meeting", said={"flow": ("people",)}, by=cast.alice) is None
    set_defaults(kind="meeting", said=before, by=cast.alice)
    assert read_tables(by=cast.alice, beside=True)[0]["kind_defaults"].height == 0
    with pytest.raises(Refusal, match="may_not"):
        set_defaults(kind="meeting", said={}, by=cast.bob)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", "2026-11-21"),
        ("igår", "2026-11-20"),
        ("i går", "2026-11-20"),
        ("fredag", "2026-11-20"),
        ("Monday", "2026-11-16"),
        ("12/10", "2026-10-12"),
        ("12.12", "2025-12-12"),
        ("3 maj 2024", "2024-05-03"),
        ("29/2", "2024-02-29"),
        ("-3", "2026-11-18"),
        ("20261012", "2026-10-12"),
        ("31/2", None),
        ("RISE", None),
    ],
)
def test_days_as_people_write_them(text: str, day: str | None) -> None:
    read = read_day(text, date(2026, 11, 21))
    assert (read.isoformat() if read else None) == day
