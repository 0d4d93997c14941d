"""The seven questions from asking to closing (issue 5 item 6; R113, R114, X12)."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest
from django.utils import timezone

from actions.waves import HERE, Asked, answer, begun, links, wave_of
from records.cast import Cast
from samspel.actions import answer_wave, ask_wave
from samspel.actions.answer_wave import GapAnswer, Part
from samspel.actions.ask_wave import Instead, NewSpeaker
from samspel.actions.background import run_next
from samspel.actions.joined_tables import read_tables
from samspel.records.accounts.api import system_viewer
from samspel.records.audit.api import list_events
from samspel.records.gaps.api import get_measured
from samspel.records.surveys import api as surveys
from samspel.records.surveys.api import InvitationRow
from samspel.terms import PageRequest, Refusal, Viewer


def answers(by: Viewer, wave: str) -> pl.DataFrame:
    rows = read_tables(by=by)[0]["answers"].filter(pl.col("wave_id") == wave)
    return rows.sort("respondent_id", "item")


def work() -> None:
    while run_next(worker="test"):
        pass


def inside(cast: Cast, wave: str) -> Viewer:
    workspaces = frozenset({surveys.workspace_of_wave(wave)})
    return replace(system_viewer(cast.norr.id), workspaces=workspaces)


def test_who_can_be_asked_and_who_lacks_a_person(cast: Cast) -> None:
    wave_of(cast, 6, persons=2)
    found = ask_wave.list_candidates(ecosystem="skog", by=cast.alice)
    assert [one.actor_id for one in found if one.contact is None] == ["f02", "f03", "f04", "f05"]
    assert {len(one.gaps) for one in found} == {7}
    with pytest.raises(Refusal, match="ask_waves"):
        ask_wave.list_candidates(ecosystem="skog", by=cast.bob)
    with pytest.raises(Refusal):
        ask_wave.list_candidates(ecosystem="skog", by=cast.carol)


def test_a_wave_that_cannot_begin_says_why_and_writes_nothing(cast: Cast) -> None:
    asked, today = wave_of(cast, 6), timezone.localdate()
    wrong = {
        "bad_wave_days": {"asks_until": today + timedelta(days=1)},
        "bad_reminders": {"remind_on": (today,)},
        "nobody_to_ask": {"actors": ("uni",)},
    }
    for code, change in wrong.items():
        with pytest.raises(Refusal, match=code):
            ask_wave.begin(asked=replace(asked, **change), by=cast.alice)
    assert not surveys.list_askings(by=cast.alice)
    assert not read_tables(by=cast.alice)[0]["waves"].height


def test_a_letter_each_with_a_link_of_its_own_and_nobody_in_the_history(
    cast: Cast, mailoutbox: list
) -> None:
    asked = begun(cast, mailoutbox)
    assert len(set(asked.links.values())) == len(mailoutbox) == 8
    assert {len(link) for link in asked.links.values()} == {38}
    told = str(list_events(page=PageRequest(size=99), by=cast.alice).rows)
    assert "Person" not in told
    assert "@" not in told
    assert not any(link in told for link in asked.links.values())


def test_answers_become_rows_reports_and_claims_once_the_wave_closes(
    cast: Cast, mailoutbox: list
) -> None:
    asked = begun(cast, mailoutbox)
    wave, link = asked.asking.wave_id, asked.links["f07"]
    answer(link, "research", "yes", "uni", "bank")
    answer(link, "capital", "unwanted")
    answer(link, "global", "no")
    part = Part(need="capital", whole=True, lines={"open": "Mer tid"})
    given = answer_wave.save(secret=link, address=HERE, part=part)
    assert given.gaps["research"] == GapAnswer("yes", ("uni", "bank"))
    assert not answers(cast.alice, wave).height, "an open wave's answers are in no figure"
    ask_wave.close(wave=wave, by=cast.alice)
    rows = answers(cast.alice, wave).filter(pl.col("item") != "salt")
    assert rows.select("item", "value").rows() == [
        ("contact:capital", "no"),
        ("contact:global", "no"),
        ("contact:research", "yes"),
        ("need", "capital"),
        ("wants:capital", "no"),
    ]
    tables = read_tables(by=cast.alice)[0]
    reports = tables["interplay"].filter(pl.col("source") == f"wave:{wave}")
    assert reports.height == 2
    parts = tables["participations"].filter(pl.col("role") == "reporter")
    assert parts["actor_id"].to_list() == ["f07", "f07"]
    assert sorted(tables["coverage"]["gap"]) == ["capital", "global", "research"]
    assert "Mer tid" not in str(tables.frames)
    assert surveys.list_lines(asked.asking.id, by=cast.alice) == (("open", "Mer tid"),)


def test_a_change_ends_the_earlier_answer_and_two_tabs_end_with_the_last(
    cast: Cast, mailoutbox: list
) -> None:
    asked = begun(cast, mailoutbox)
    link, wave = asked.links["f01"], asked.asking.wave_id
    answer(link, "research", "yes", "uni")
    answer(link, "research", "unwanted")
    answer(link, "research", "unwanted")
    seen = answers(inside(cast, wave), wave).select("item", "value").rows()
    assert seen == [("contact:research", "no"), ("wants:research", "no")]
    answer(link, "research", "")
    assert not answers(inside(cast, wave), wave).height
    answer(link, "research", "no")
    _one, given = answer_wave.look(secret=link, address=HERE)
    assert given.gaps == {"research": GapAnswer("no")}


def test_a_wave_that_is_stopped_or_closed_takes_no_answer(cast: Cast, mailoutbox: list) -> None:
    asked = begun(cast, mailoutbox)
    link, wave = asked.links["f01"], asked.asking.wave_id
    ask_wave.stop(wave=wave, by=cast.alice)
    with pytest.raises(Refusal, match="wave_is_stopped"):
        answer(link, "research", "no")
    ask_wave.resume(wave=wave, by=cast.alice)
    answer(link, "research", "no")
    ask_wave.close(wave=wave, by=cast.alice)
    with pytest.raises(Refusal, match="wave_is_over"):
        answer(link, "research", "yes")
    with pytest.raises(Refusal, match="wave_is_over"):
        ask_wave.close(wave=wave, by=cast.alice)
    with pytest.raises(Refusal, match="wave_is_over"):
        ask_wave.resume(wave=wave, by=cast.alice)


def test_reminders_go_twice_at_most_and_only_to_who_is_silent(cast: Cast, mailoutbox: list) -> None:
    asked = begun(cast, mailoutbox)
    wave = asked.asking.wave_id
    answer(asked.links["f00"], "research", "no")
    answer_wave.decline(secret=asked.links["f01"], address=HERE)
    del mailoutbox[:]
    assert [ask_wave.remind(wave=wave, by=cast.alice) for _ in range(3)] == [6, 6, 0]
    again = links(mailoutbox)
    assert len(mailoutbox) == 12
    assert not {"f00", "f01"} & set(again)
    answer(again["f05"], "research", "no")
    answer(asked.links["f05"], "education", "no")  # the first link still holds


def test_what_is_due_is_done_by_the_worker(cast: Cast, mailoutbox: list) -> None:
    today = timezone.localdate()
    days = (today + timedelta(days=5), today + timedelta(days=9))
    asked = begun(cast, mailoutbox, remind_on=days)
    del mailoutbox[:]
    assert ask_wave.tend() == 0
    from samspel.records.surveys import models

    rows = models.Asking.objects.filter(pk=asked.asking.id)
    rows.update(remind_on=[str(today), str(days[1])])
    assert ask_wave.tend() == 1
    assert ask_wave.tend() == 0
    assert len(links(mailoutbox)) == 8
    rows.update(closes_on=today - timedelta(days=1))
    assert ask_wave.tend() == 1
    assert surveys.get_asking(asked.asking.wave_id, by=cast.alice).state == "closed"


def test_forty_respondents_and_what_they_do_to_the_wheel(cast: Cast, mailoutbox: list) -> None:
    """Item 6: figures have a second source; the intervals before, meanwhile and after."""
    asked = begun(cast, mailoutbox, 40)
    wave = asked.asking.wave_id
    work()
    first = surveys.last_step(asked.asking.id, by=cast.alice)
    assert (first.respondents, {one.now for one in first.figures}) == (0, {None})
    for place, (actor, link) in enumerate(sorted(asked.links.items())[:33]):
        for gap in ("research", "education", "capital", "authority", "firms", "global"):
            answer(link, gap, "yes" if (place + len(gap)) % 3 == 0 else "no")
        answer_wave.finish(secret=link, address=HERE)
        if place == 17:
            work()
            step = surveys.last_step(asked.asking.id, by=cast.alice)
            assert step.respondents == 15
        assert actor
    work()
    step = {one.gap: one for one in surveys.last_step(asked.asking.id, by=cast.alice).figures}
    assert step["research"].answered == 30
    assert step["research"].now % 5 == 0
    assert step["research"].then == 0, "all who are unknown are asked"
    assert step["ecosystems"].answered is None
    assert answers(cast.alice, wave).height == 0
    ask_wave.close(wave=wave, by=cast.alice)
    work()
    asking = surveys.get_asking(wave, by=cast.alice)
    before = get_measured(asking.before_run, by=cast.alice).gap("capital")
    after = get_measured(asking.after_run, by=cast.alice).gap("capital")
    assert (before.estimate, before.unknown) == (None, 40)
    assert (after.unknown, after.reached + after.none) == (7, 33)
    assert after.high - after.low < 0.2


# ------------------------------------------------------------------------------ the wrong person


def invited(cast: Cast, asked: Asked, actor: str) -> InvitationRow:
    rows = surveys.list_invitations(asked.asking.id, by=cast.alice)
    return next(one for one in rows if one.actor_id == actor)


def test_who_is_asked_in_place_of_the_wrong_person_is_written_to_alone(
    cast: Cast, mailoutbox: list
) -> None:
    """Issue 5 item 6: revocable; what the wrong person answered is no answer of the member."""
    asked = begun(cast, mailoutbox, 6)
    wave, wrong = asked.asking.wave_id, asked.links["f00"]
    for actor in ("f00", "f01"):
        answer(asked.links[actor], "research", "yes", "uni")
    answer_wave.save(secret=wrong, address=HERE, part=Part(whole=True, lines={"open": "Ord"}))
    answer_wave.decline(secret=wrong, address=HERE)
    before = invited(cast, asked, "f00")
    person = Instead("Rätt Person", "p90@firma.example", "en")
    mailoutbox.clear()
    ask_wave.ask_instead(wave=wave, invitation=before.id, person=person, by=cast.alice)
    sent = links(mailoutbox)
    assert list(sent) == ["f90"]
    with pytest.raises(Refusal, match="bad_link"):
        answer(wrong, "research", "no")
    now = invited(cast, asked, "f00")
    assert now.contact != before.contact
    assert (now.answered_at, now.declined_at, now.reminders) == (None, None, 0)
    _row, given = answer_wave.look(secret=sent["f90"], address=HERE)
    assert given == answer_wave.Given()
    assert surveys.count_response(asked.asking.id, by=cast.alice).answered == 1
    mailoutbox.clear()
    assert ask_wave.remind(wave=wave, by=cast.alice) == 5
    assert "f00" not in links(mailoutbox)
    assert "f90" in links(mailoutbox)
    answer(sent["f90"], "research", "no")
    ask_wave.close(wave=wave, by=cast.alice)
    told = read_tables(by=cast.alice)[0]["answers"].filter(pl.col("respondent_id") == "f00")
    assert told.filter(pl.col("item") == "contact:research")["value"].to_list() == ["no"]
    with pytest.raises(Refusal, match="wave_is_over"):
        ask_wave.ask_instead(wave=wave, invitation=now.id, person=person, by=cast.alice)


def test_the_speaker_added_last_is_asked_and_the_wrong_one_not_again(
    cast: Cast, mailoutbox: list
) -> None:
    asked = begun(cast, mailoutbox, 6)
    wave, row = asked.asking.wave_id, invited(cast, asked, "f00")
    for _again in range(3):  # there and back: each time a letter of its own
        right = NewSpeaker("skog", "f00", "Rätt Person", "p90@firma.example")
        ask_wave.add_speaker(speaker=right, by=cast.alice)
        mailoutbox.clear()
        ask_wave.ask_instead(wave=wave, invitation=row.id, person=Instead(), by=cast.alice)
        assert list(links(mailoutbox)) == ["f90"]
        mailoutbox.clear()
        ask_wave.remind(wave=wave, by=cast.alice)
        assert "f90" in links(mailoutbox)
        with pytest.raises(Refusal, match="same_person"):
            ask_wave.ask_instead(wave=wave, invitation=row.id, person=Instead(), by=cast.alice)
        back = Instead("Person 0", "p0@firma.example")
        ask_wave.ask_instead(wave=wave, invitation=row.id, person=back, by=cast.alice)
        links(mailoutbox)
    who = {
        one.actor_id: one.contact_name for one in surveys.list_asked(asked.asking.id, by=cast.alice)
    }
    assert who["f00"] == "Person 0"
    candidates = ask_wave.list_candidates(ecosystem="skog", by=cast.alice)
    assert {one.contact_name for one in candidates if one.actor_id == "f00"} == {"Person 0"}
    odd = Instead("Bara namn")
    with pytest.raises(Refusal, match="name_and_address"):
        ask_wave.ask_instead(wave=wave, invitation=row.id, person=odd, by=cast.alice)
    with pytest.raises(Refusal, match=r"may_not\.ask_waves"):
        ask_wave.ask_instead(wave=wave, invitation=row.id, person=Instead(), by=cast.bob)
