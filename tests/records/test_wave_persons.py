"""What surveys keep of a person: read out whole, and really deleted (issue 5 items 6, 8)."""

import polars as pl

from actions.waves import HERE, answer, begun
from records.cast import Cast
from samspel.actions import answer_wave, ask_wave
from samspel.actions.answer_wave import Part
from samspel.actions.joined_tables import read_tables
from samspel.records.contacts.api import find_by_email
from samspel.records.surveys import api as surveys
from samspel.records.surveys import models
from samspel.terms import Viewer


def test_a_person_is_read_out_and_erased_and_the_actors_answer_stands(
    cast: Cast, mailoutbox: list
) -> None:
    asked = begun(cast, mailoutbox, 6)
    secret, wave = asked.links["f02"], asked.asking.wave_id
    answer(secret, "research", "no")
    answer_wave.save(secret=secret, address=HERE, part=Part(lines={"open": "Ring Per"}))
    (person,) = find_by_email("p2@firma.example")
    told = surveys.extract_person(person, by=cast.alice)
    assert told["wrote"] == ({"item": "open", "text": "Ring Per"},)
    assert told["speaks_for"][0]["actor"] == "f02"
    assert told["asked"][0]["wave"] == wave
    assert secret not in str(told)
    elsewhere = surveys.extract_person(person, by=cast.carol)
    assert not any(elsewhere.values()), "another region reads nothing"
    assert surveys.erase_person(person, by=cast.carol) == 0
    assert surveys.erase_person(person, by=cast.alice) == 4
    assert not any(surveys.extract_person(person, by=cast.alice).values())
    assert models.Line.objects.count() == 0, "deleted, not only ended"
    assert surveys.open_link(secret) is None
    ask_wave.close(wave=wave, by=cast.alice)
    rows = read_tables(by=cast.alice)[0]["answers"].filter(pl.col("item") != "salt")
    assert rows["respondent_id"].to_list() == ["f02"]
    assert "Ring Per" not in str(read_tables(by=cast.alice)[0].frames)


def test_who_is_erased_gets_no_reminder(cast: Cast, mailoutbox: list) -> None:
    asked = begun(cast, mailoutbox, 6)
    (person,) = find_by_email("p3@firma.example")
    surveys.erase_person(person, by=cast.alice)
    assert ask_wave.remind(wave=asked.asking.wave_id, by=cast.alice) == 5
    found = surveys.list_asked(asked.asking.id, by=cast.alice)
    assert [one.contact_name for one in found if one.actor_id == "f03"] == [""]


def test_a_wave_is_seen_where_its_ecosystem_is(cast: Cast, mailoutbox: list) -> None:
    asked = begun(cast, mailoutbox, 6)
    held = Viewer(cast.norr.id, None, frozenset({"reader"}), frozenset({"rymd"}))
    assert not surveys.list_askings(by=held)
    assert not surveys.list_askings(by=cast.carol)
    assert [one.id for one in surveys.list_askings(by=cast.bob)] == [asked.asking.id]
    assert surveys.count_response(asked.asking.id, by=held).asked == 0
    assert not surveys.list_asked(asked.asking.id, by=cast.carol)
