"""Acts entered by hand: their defaults, their parts, what is unclear, and the way back."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import polars as pl
import pytest
from django.apps import apps

from records.cast import Cast, filled
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.joined_tables import read_tables
from samspel.actions.log_acts import (
    MEETING_PLACE,
    ActEntry,
    NewActor,
    Where,
    change_act,
    log_acts,
    remove_act,
)
from samspel.actions.measure_gaps import Asked, measure_gaps
from samspel.actions.read_acts import last_actors, read_act, read_list
from samspel.actions.take_back import take_back
from samspel.records.gaps.api import get_measured
from samspel.records.interplay.api import ActQuery, count_facts, get_act, list_acts
from samspel.terms import BadData, PageRequest, Refusal, RunSettings, Viewer

TODAY = date(2026, 9, 30)
HERE = Where(TODAY, "skog")


def meeting(*actors: str, **more) -> ActEntry:
    return ActEntry(date(2026, 9, 29), actors or ("f0", "uni"), **more)


def latest(by: Viewer) -> str:
    return list_acts(ActQuery(), page=PageRequest(size=1), by=by).rows[0].interplay_id


def test_a_meeting_needs_a_day_and_actors_and_has_the_rest_as_defaults(cast: Cast) -> None:
    """R24, R26, R43, R122, R131, R141: told as defaults until a person says them."""
    filled(cast.alice)
    log_acts(acts=[meeting("f0", "f1", "uni")], where=HERE, by=cast.alice)
    found = get_act(latest(cast.alice), by=cast.alice)
    assert (found.act.kind, found.act.flow, found.act.level) == ("meeting", "", "")
    assert found.act.source == "log:skog"
    assert {one.fact for one in found.facts} == {
        *("flow", "direction", "level", "function", "purpose", "held", "leadership")
    }
    assert all(one.is_default for one in found.facts)
    assert {one.role for one in found.participants} == {"participant"}


def levels_of(by: Viewer) -> tuple[dict[str, int], dict[str, int]]:
    """What a measurement counts of the gap to research: levels, and flows."""
    run = measure_gaps(asked=Asked(ecosystem="skog"), by=by)
    [gap] = [one for one in get_measured(run.id, by=by).gaps if one.gap == "research"]
    counted = {one.level: one.acts for one in gap.levels or () if one.acts}
    return counted, {one.flow: one.acts for one in gap.flows or () if one.acts}


def test_a_measurement_counts_what_was_said_and_no_default(cast: Cast) -> None:
    """Issue 5 item 3: a default said by a person is counted, and taken back it is not."""
    filled(cast.alice)
    before = levels_of(cast.alice)
    visit = meeting("f0", "uni", kind="study_visit")
    log_acts(acts=[visit], where=HERE, by=cast.alice)
    key = latest(cast.alice)
    levels, flows = levels_of(cast.alice)
    assert levels.get("national", 0) == before[0].get("national", 0), "nobody said national"
    assert levels[""] == before[0].get("", 0) + 1
    assert flows[""] == before[1].get("", 0) + 1
    said = {"level": ("national",), "flow": ("knowledge",)}
    change_act(interplay_id=key, act=replace(visit, facts=said), where=HERE, by=cast.alice)
    levels, flows = levels_of(cast.alice)
    assert levels["national"] == before[0].get("national", 0) + 1
    assert flows["knowledge"] == before[1].get("knowledge", 0) + 1
    change_act(interplay_id=key, act=visit, where=HERE, by=cast.alice)
    assert levels_of(cast.alice)[0].get("national", 0) == before[0].get("national", 0)
    assert {one.fact for one in get_act(key, by=cast.alice).facts} >= {"level", "flow"}


def test_defaults_that_an_earlier_version_wrote_as_said_become_blank(cast: Cast) -> None:
    filled(cast.alice)
    said = meeting("f1", "uni", kind="study_visit", facts={"level": ("international",)})
    log_acts(acts=[meeting("f0", "uni", kind="study_visit"), said], where=HERE, by=cast.alice)
    acts = apps.get_model("interplay", "Act").objects.filter(kind="study_visit", left_with=None)
    acts.filter(level="").update(level="national")
    acts.update(flow="knowledge")
    written = "samspel.records.interplay.migrations.0006_said_alone"
    import_module(written).blank_defaults(apps, None)
    assert set(acts.values_list("flow", "level")) == {("", ""), ("", "international")}


def test_what_a_person_says_is_given_and_counted_apart(cast: Cast) -> None:
    """R39-R41, R131: a report never counts a default as if somebody had said it."""
    filled(cast.alice)
    said = {"purpose": ("business",), "tag": ("skills", "research")}
    acts = [meeting("f0", "uni", facts=said), meeting("f1", "uni")]
    log_acts(acts=acts, where=HERE, by=cast.alice)
    counts = {(one.fact, one.value): one for one in count_facts(ActQuery(), by=cast.bob)}
    purpose = counts["purpose", "business"], counts["purpose", "ecosystem"]
    # The three acts that came from a file have their kinds' defaults too.
    assert [(one.given, one.default) for one in purpose] == [(1, 0), (0, 4)]
    assert counts["tag", "skills"].all == 1
    assert counts["tag", "marketing"].all == 0


def test_a_fact_is_told_in_its_own_words_alone(cast: Cast) -> None:
    """A form or a program that sends another word is told which there are."""
    filled(cast.alice)
    for said in ({"purpose": ("regional",)}, {"tag": ("skills", "hockey")}):
        with pytest.raises(BadData, match="unknown_value"):
            log_acts(acts=[meeting(facts=said)], where=HERE, by=cast.alice)


def test_organiser_and_introducer_took_part(cast: Cast) -> None:
    filled(cast.alice)
    log_acts(
        acts=[meeting("f0", "uni", organiser="f1", introducer="f2")], where=HERE, by=cast.alice
    )
    found = get_act(latest(cast.alice), by=cast.alice)
    roles = {one.actor_id: one.role for one in found.participants}
    assert roles == {
        "f0": "participant",
        "uni": "participant",
        "f1": "organiser",
        "f2": "introducer",
    }


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (meeting("f0"), "too_few_actors"),
        (meeting("f0", "f0"), "too_few_actors"),
        (ActEntry(date(2026, 10, 1), ("f0", "uni")), "not_yet"),
        (meeting(ended_on=date(2026, 9, 1)), "bad_period"),
        (meeting(source="wave:w1"), "not_a_source"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, act, code) -> None:
    filled(cast.alice)
    with pytest.raises(Refusal, match=code):
        log_acts(acts=[meeting(), act], where=HERE, by=cast.alice)
    assert list_acts(ActQuery(), page=PageRequest(), by=cast.alice).count == 3
    with pytest.raises(Refusal, match="may_not"):
        log_acts(acts=[meeting()], where=HERE, by=cast.bob)


def test_an_act_is_changed_and_taken_back_and_stands_as_it_did(cast: Cast) -> None:
    """Peers 75: undo for every edit."""
    filled(cast.alice)
    before = read_tables(by=cast.alice, beside=True)[0]
    new = replace(meeting("f0", "f5", "uni"), title="Älvmöte", facts={"level": ("national",)})
    change = change_act(interplay_id="a0", act=new, where=HERE, by=cast.alice)
    found = get_act("a0", by=cast.alice)
    assert (found.act.title, found.act.participants, found.act.level) == ("Älvmöte", 3, "national")
    gone = remove_act(interplay_id="a0", by=cast.alice, ecosystem="skog")
    with pytest.raises(Refusal, match="not_found"):
        get_act("a0", by=cast.alice)
    with pytest.raises(Refusal, match="built_upon"):
        take_back(entry_id=change.id, by=cast.alice)
    take_back(entry_id=gone.id, by=cast.alice)
    take_back(entry_id=change.id, by=cast.alice)
    after = read_tables(by=cast.alice, beside=True)[0]
    for table in ("interplay", "participations", "act_facts"):
        assert after[table].sort("interplay_id").equals(before[table].sort("interplay_id"))


def with_roles(by: Viewer) -> None:
    """A project of five, two of which organise it and one of which has two parts."""
    parts = [
        *(("f0", "organiser"), ("f1", "organiser"), ("f1", "financier")),
        *(("f2", "financier"), ("uni", "host"), ("f3", "introducer"), ("f4", None)),
    ]
    rows = {
        "interplay": pl.DataFrame(
            {"interplay_id": ["big"], "kind": ["festival"], "started_on": [date(2026, 1, 1)]}
        ),
        "participations": pl.DataFrame(
            [{"interplay_id": "big", "actor_id": who, "role": role} for who, role in parts]
        ),
    }
    enter_rows(entering=Entering("page", rows), by=by)


def roles(key: str, by: Viewer) -> set[tuple[str, str]]:
    return {(one.actor_id, one.role) for one in get_act(key, by=by).participants}


def test_a_new_title_changes_nobodys_part(cast: Cast) -> None:
    """An entry names one organiser and one introducer; the register may hold more parts."""
    filled(cast.alice)
    with_roles(cast.alice)
    before = roles("big", cast.alice)
    same = ActEntry(date(2026, 1, 1), ("f1", "f2", "uni", "f4"), "festival", "Nytt")
    same = replace(same, organiser="f0", introducer="f3")
    change_act(interplay_id="big", act=same, where=HERE, by=cast.alice)
    found = get_act("big", by=cast.alice)
    assert (found.act.title, found.act.kind, found.act.source) == ("Nytt", "festival", "")
    assert roles("big", cast.alice) == before


def test_a_part_that_is_moved_moves_and_no_other(cast: Cast) -> None:
    filled(cast.alice)
    with_roles(cast.alice)
    moved = ActEntry(date(2026, 1, 1), ("f0", "f1", "f2", "f5"), "festival", organiser="uni")
    change_act(interplay_id="big", act=moved, where=HERE, by=cast.alice)
    assert roles("big", cast.alice) == {
        *(("f0", "participant"), ("f1", "organiser"), ("f1", "financier"), ("f2", "financier")),
        *(("uni", "organiser"), ("uni", "host"), ("f5", "participant")),
    }


def test_a_leaders_meeting_stays_in_its_workspace(cast: Cast) -> None:
    """Issue 5, item 7: what the platform has not handed in is its own."""
    filled(cast.alice)
    leader = replace(cast.bob, roles=frozenset({"platform_leader"}), ecosystems=frozenset({"skog"}))
    leader = replace(leader, workspaces=frozenset({"skog"}))
    entry = log_acts(acts=[meeting("f0", "uni")], where=HERE, by=leader)
    assert (entry.state, entry.workspace) == ("kept", "skog")
    act = latest(leader)
    with pytest.raises(Refusal, match="not_found"):
        get_act(act, by=cast.alice)
    with pytest.raises(Refusal, match="not_this_ecosystem"):
        log_acts(acts=[meeting()], where=Where(TODAY, "rymd"), by=leader)
    take_back(entry_id=entry.id, by=leader)
    with pytest.raises(Refusal, match="not_found"):
        get_act(act, by=leader)


def test_a_table_at_a_conference_names_its_whole(cast: Cast) -> None:
    """An act above the size limit is a meeting place; those who met there are acts of their own."""
    filled(cast.alice)
    log_acts(
        acts=[meeting("f0", "uni", part_of="a0"), meeting("f1", "f2", part_of="a0")],
        where=HERE,
        by=cast.alice,
    )
    whole = get_act("a0", by=cast.bob)
    assert len(whole.parts) == 2
    part = get_act(whole.parts[0].interplay_id, by=cast.bob)
    assert part.whole is not None
    assert part.whole.interplay_id == "a0"
    assert "part_of" not in {one.fact for one in part.facts}


def test_the_limit_is_the_one_that_measuring_takes() -> None:
    assert RunSettings.__dataclass_fields__["max_size"].default == MEETING_PLACE


# ------------------------------------------------------------------------------- what is written


def read(text: str, by: Viewer, **choices: str):
    return read_act(text=text, choices=choices, today=TODAY, by=by)


def test_a_box_of_names_is_an_act(cast: Cast) -> None:
    filled(cast.alice)
    found = read("i går\nÅfirma 0\nåFIRMA 1; uni\narr: Universitetet\nstudiebesök", cast.alice)
    (act,) = found.acts
    assert found.is_clear
    assert (act.started_on, act.kind) == (date(2026, 9, 29), "study_visit")
    assert act.everybody == ("uni", "f0", "f1")
    assert act.organiser == "uni"


def test_who_is_said_to_organise_before_another_took_part(cast: Cast) -> None:
    filled(cast.alice)
    (act,) = read("i går\narr: Åfirma 0\nÅfirma 1\narr: uni", cast.alice).acts
    assert act.organiser == "uni"
    assert set(act.everybody) == {"uni", "f0", "f1"}


def test_a_name_that_nobody_has_is_told_with_the_nearest(cast: Cast) -> None:
    """Nothing is guessed: what fits in part is offered, and chosen by a person."""
    filled(cast.alice)
    found = read("Universitet\nÅfirma\nNobel", cast.alice)
    assert [one.written for one in found.unclear] == ["Universitet", "Åfirma", "Nobel"]
    assert found.unclear[0].near[0].actor_id == "uni"
    assert len(found.unclear[1].near) == 5
    assert found.unclear[2].near == ()
    assert not found.is_clear
    chosen = {"Universitet": "uni", "Åfirma": "skip", "Nobel": "new:civil"}
    clear = read("Universitet\nÅfirma\nNobel", cast.alice, **chosen)
    assert clear.is_clear
    entry = log_acts(
        acts=[replace(clear.acts[0], started_on=TODAY)],
        new_actors=clear.actors,
        where=HERE,
        by=cast.alice,
    )
    assert "actors" in entry.tables
    who = get_act(latest(cast.alice), by=cast.alice).participants
    assert {one.name for one in who} == {"Nobel", "Universitetet"}
    forged = read("Universitet\nÅfirma 1", cast.alice, Universitet="f7")
    assert [one.written for one in forged.unclear] == ["Universitet"]


def test_a_list_is_read_line_by_line(cast: Cast) -> None:
    """The paste box: `date; names`, cells from a sheet, and what is there already left out."""
    filled(cast.alice)
    text = (
        "2026-01-01; Åfirma 2; Universitetet\n\n"
        "12/8\tÅfirma 0, Åfirma 1\tuni\n"
        "Åfirma 3; Universitetet\n"
        '15 augusti; "Höstmöte"; Åfirma 4'
    )
    found = read_list(text=text, choices={}, today=TODAY, by=cast.alice)
    assert (found.there, found.undated, found.alone) == ((1,), (4,), (5,))
    assert [act.number for act in found.acts] == [3, 5]
    assert found.acts[0].everybody == ("f0", "f1", "uni")
    assert found.acts[1].title == "Höstmöte"


def test_as_last_time_is_the_actors_of_ones_own_last_act(cast: Cast) -> None:
    filled(cast.alice)
    assert last_actors(by=cast.alice) == ()
    log_acts(acts=[meeting("f3", "f1", "uni")], where=HERE, by=cast.alice)
    assert last_actors(by=cast.alice) == ("f3", "f1", "uni")
    assert read("+\nÅfirma 5", cast.alice).acts[0].everybody == ("f3", "f1", "uni", "f5")
    assert last_actors(by=cast.carol) == ()


def test_a_new_actor_gets_a_key_that_nobody_has(cast: Cast) -> None:
    filled(cast.alice)
    for _twice in range(2):
        log_acts(
            acts=[meeting("f0", "new:x")],
            new_actors=[NewActor("new:x", "Åfirma Öst AB", "private")],
            where=HERE,
            by=cast.alice,
        )
    actors = read_tables(by=cast.alice)[0]["actors"]
    keys = actors.filter(actors["name"] == "Åfirma Öst AB")["actor_id"].to_list()
    assert len(set(keys)) == 2
    assert "afirma-ost-ab" in keys
