"""Who takes back what was entered by hand: every role against every kind of entry."""

from collections.abc import Mapping
from datetime import date

import pytest

from records.cast import TODAY, Cast, filled, viewer_of
from samspel.actions import hand_in as workspace
from samspel.actions.declare_log import declare_log
from samspel.actions.keep_notes import NoteEntry, write_notes
from samspel.actions.log_acts import ActEntry, Where, log_acts
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.take_back import take_back
from samspel.records.audit.api import list_events
from samspel.records.register import api as register
from samspel.terms import PageRequest, Refusal, Viewer

IN_SKOG, OF_THE_REGION = Where(TODAY, "skog"), Where(TODAY)
ROLES = {
    "officer": ("officer", ()),
    "skogs_officer": ("officer", ("skog",)),
    "rymds_officer": ("officer", ("rymd",)),
    "skogs_leader": ("platform_leader", ("skog",)),
    "rymds_leader": ("platform_leader", ("rymd",)),
    "evaluator": ("evaluator", ()),
    "reader": ("reader", ()),
    "rymds_reader": ("reader", ("rymd",)),
    "administrator": ("administrator", ()),
    "contact": ("actor_contact", ()),
}
# Besides an officer of the whole region, who takes back all that is current.
MAY: Mapping[str, set[str]] = {
    "act of the region": {"officer"},
    "act of skog": {"officer"},
    "note of skog": {"officer"},
    "declared month of skog": {"officer"},
    "own act of skog's officer": {"officer", "skogs_officer"},
    "handed in by skog's leader": {"officer", "skogs_leader"},
    "kept by skog's leader": {"skogs_leader"},
    "kept by skog for itself": {"skogs_leader"},
}


def person(name: str, by: Viewer) -> Viewer:
    role, where = ROLES[name]
    actors = ("f0",) if role == "actor_contact" else ()
    until = date(2027, 1, 1) if role == "evaluator" else None
    email = f"{name}@norr.example"
    add_user(user=NewUser(name, email, role, where, until, actors=actors), by=by)
    return viewer_of(email, "norr")


def meeting(where: Where, by: Viewer) -> int:
    act = ActEntry(date(2026, 9, 1), ("f0", "uni"))
    return log_acts(acts=[act], where=where, by=by).id


def note(by: Viewer, sees: str) -> int:
    entry = NoteEntry("idea", "Ett prov", date(2026, 9, 1), "skog", sees=sees)
    return write_notes(entries=[entry], where=IN_SKOG, by=by).id


def entered(kind: str, who: Mapping[str, Viewer], alice: Viewer) -> int:
    leader = who["skogs_leader"]
    if kind == "handed in by skog's leader":
        kept = meeting(IN_SKOG, leader)
        workspace.hand_in(workspace="skog", shown=[kept], by=leader)
        return kept
    made = {
        "act of the region": lambda: meeting(OF_THE_REGION, alice),
        "act of skog": lambda: meeting(IN_SKOG, alice),
        "note of skog": lambda: note(alice, "region"),
        "declared month of skog": lambda: (
            declare_log(month=date(2026, 8, 1), where=IN_SKOG, by=alice).id
        ),
        "own act of skog's officer": lambda: meeting(IN_SKOG, who["skogs_officer"]),
        "kept by skog's leader": lambda: meeting(IN_SKOG, leader),
        "kept by skog for itself": lambda: note(leader, "own"),
    }
    return made[kind]()


@pytest.mark.parametrize("kind", MAY)
def test_every_role_against_every_kind_of_entry(cast: Cast, kind: str) -> None:
    """Issue 5 item 7: nobody undoes what is another's by being told too little of it."""
    filled(cast.alice)
    who = {name: person(name, cast.alice) for name in ROLES}
    entry = entered(kind, who, cast.alice)
    state = "kept" if kind.startswith("kept") else "applied"
    told = who["skogs_leader"]
    for name, viewer in who.items():
        if name not in MAY[kind]:
            with pytest.raises(Refusal):
                take_back(entry_id=entry, by=viewer)
            assert register.get_entry(entry, by=told).state == state, name
    for name in sorted(MAY[kind]):
        one = entered(kind, who, cast.alice) if kind != "declared month of skog" else entry
        over = take_back(entry_id=one, by=who[name])
        assert over.state == {"kept": "cancelled", "applied": "undone"}[state]


def test_who_may_in_another_ecosystem_is_told_whose_it_is(cast: Cast) -> None:
    filled(cast.alice)
    entry = meeting(OF_THE_REGION, cast.alice)
    with pytest.raises(Refusal, match="not_your_entry"):
        take_back(entry_id=entry, by=person("rymds_leader", cast.alice))


def test_what_a_held_officer_entered_for_the_whole_region_once_is_the_regions(cast: Cast) -> None:
    filled(cast.alice)
    wide = person("officer", cast.alice)
    here, there = meeting(IN_SKOG, wide), meeting(OF_THE_REGION, wide)
    held = Viewer(wide.region, wide.contact, frozenset({"officer"}), frozenset({"skog"}))
    with pytest.raises(Refusal, match="not_your_entry"):
        take_back(entry_id=there, by=held)
    assert take_back(entry_id=here, by=held).state == "undone"


def test_the_regions_log_says_nothing_of_what_a_platform_gives_up(cast: Cast) -> None:
    filled(cast.alice)
    leader = person("skogs_leader", cast.alice)
    take_back(entry_id=meeting(IN_SKOG, leader), by=leader)
    told = list_events(page=PageRequest(), by=cast.alice).rows
    assert not [event for event in told if event.verb == "take_back"]
    own = list_events(page=PageRequest(), by=leader).rows
    assert [event.verb for event in own] == ["take_back", "enter"]
