"""Every name and number that an actor has or had leads to it (R17)."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.cast import Cast, filled, small
from samspel.records.register import actors
from samspel.records.register.api import (
    ActorQuery,
    actors_named,
    list_actors,
    suggest_actors,
)
from samspel.tables import Tables
from samspel.terms import PageRequest, Viewer

BOARD = "Swedish Lapland visitors board"


def known(by: Viewer) -> None:
    """`small()` in which f0 has other names and numbers, and f1 went on as f2."""
    frames = dict(small().frames)
    frames["aliases"] = pl.DataFrame(
        {
            "actor_id": ["f0", "f0"],
            "name": [BOARD, "Swedish Lapland vb"],
            "valid_until": [None, date(2024, 12, 31)],
        }
    )
    frames["identifiers"] = pl.DataFrame(
        {
            "actor_id": ["f0", "uni"],
            "scheme": ["org_number", "ror"],
            "value": ["5560360793", "016st3p78"],
        }
    )
    frames["successions"] = pl.DataFrame(
        {"from_actor": ["f1"], "to_actor": ["f2"], "kind": ["merged"], "on": [date(2025, 1, 1)]}
    )
    filled(by, Tables.of(**frames))


def found(text: str, by: Viewer) -> list[str]:
    page = list_actors(ActorQuery(text=text), page=PageRequest(), by=by)
    return [row.actor_id for row in page.rows]


@pytest.mark.parametrize(
    "text",
    [
        "lapland vb",
        "LAPLAND visitors",
        "556036-0793",
        "5560360793",
        "SE556036079301",
        "16556036-0793",
        "åfirma 0",
        "afirma 0",
    ],
)
def test_every_spelling_finds_it(cast: Cast, text: str) -> None:
    """R17: "Swedish Lapland visitors board" is "Swedish Lapland vb"; a number in any form."""
    known(cast.alice)
    assert found(text, cast.alice) == ["f0"]


def test_a_number_of_the_world_finds_it_and_the_row_says_why(cast: Cast) -> None:
    known(cast.alice)
    assert found("https://ror.org/016st3p78", cast.alice) == ["uni"]
    page = list_actors(ActorQuery(text="lapland vb"), page=PageRequest(), by=cast.alice)
    assert page.rows[0].also == "Swedish Lapland vb"
    assert found("lapland", cast.carol) == []


def test_who_begins_to_write_is_offered_whom_it_goes_on_as(cast: Cast) -> None:
    known(cast.alice)
    assert [row.actor_id for row in suggest_actors("Åfirma 1", by=cast.alice)] == ["f2"]
    assert [row.actor_id for row in suggest_actors("univ", by=cast.alice)] == ["uni"]
    assert suggest_actors("  ", by=cast.alice) == ()
    assert len(suggest_actors("åfirma", by=cast.alice, most=3)) == 3


@pytest.mark.parametrize("few", [0, 200])
def test_a_word_that_begins_so_is_offered_first_however_many_have_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Looked for among all, or met in the order: the same offers, in as few questions."""
    names = ["Alfa Berg", "Alfa Storberg", "Beta Isberg", "Gamma Bergman", "Delta", "Berga"]
    rows = {"actor_id": [f"n{at}" for at in range(6)], "name": names}
    also = pl.DataFrame({"actor_id": ["n4"], "name": ["Bergets vänner"]})
    filled(
        cast.alice,
        Tables.of(actors=pl.DataFrame(rows).with_columns(sector=pl.lit("private")), aliases=also),
    )
    monkeypatch.setattr(actors, "_FEW", few)
    with CaptureQueriesContext(connection) as asked:
        offered = [row.actor_id for row in suggest_actors("berg", by=cast.alice)]
    # First a name, then a word that begins so, then the others by name.
    assert offered == ["n5", "n0", "n3", "n1", "n2", "n4"]
    assert len(asked) == 6  # names, few or many, words, others, successions, places
    assert [row.actor_id for row in suggest_actors("berg", by=cast.alice, most=2)] == ["n5", "n0"]


@pytest.mark.parametrize("role", ["firm", "education", "research", "capital"])
def test_a_role_is_found_wherever_it_stands_among_them(cast: Cast, role: str) -> None:
    roles = ["firm", "firm|research", "education|firm|research", "education|firm", "researcher"]
    rows = {"actor_id": [f"n{at}" for at in range(5)], "name": ["N"] * 5, "roles": roles}
    filled(cast.alice, Tables.of(actors=pl.DataFrame(rows).with_columns(sector=pl.lit("private"))))
    page = list_actors(ActorQuery(role=role), page=PageRequest(), by=cast.alice)
    meant = [f"n{at}" for at, one in enumerate(roles) if role in one.split("|")]
    assert [row.actor_id for row in page.rows] == meant


def test_a_pasted_name_is_somebody_or_nobody(cast: Cast) -> None:
    known(cast.alice)
    names = ("åfirma  0", "SWEDISH LAPLAND VB", "556036-0793", "f1", "Ingen AB")
    meant = actors_named(names, by=cast.alice)
    assert [meant[name] for name in names] == [("f0",), ("f0",), ("f0",), ("f2",), ()]


def test_who_is_held_to_an_ecosystem_is_offered_its_members(cast: Cast) -> None:
    known(cast.alice)
    held = replace(cast.alice, ecosystems=frozenset({"rymd"}))
    assert suggest_actors("åfirma", by=held) == ()
    assert actors_named(("Universitetet", "Åfirma 0"), by=held) == {
        "Universitetet": ("uni",),
        "Åfirma 0": (),
    }


def test_the_list_asks_as_often_for_many_as_for_one(cast: Cast) -> None:
    """Item 9: the number of queries of the list is pinned."""
    known(cast.alice)
    for text, most in (("", 4), ("f", 5)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            list_actors(ActorQuery(text=text), page=PageRequest(), by=cast.alice)
        assert len(asked) == most
