"""Regions, ecosystems, actors and places as lists and details; what a viewer may not see."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from records.cast import TODAY, Cast, filled, small
from samspel.records.register import api as register
from samspel.records.register.api import ActorQuery
from samspel.tables import Tables, snapshot
from samspel.terms import PageRequest, Refusal


def ids(found) -> list[str]:
    return [row.actor_id for row in found.rows]


def test_ecosystems_come_with_their_members_on_a_day(cast: Cast) -> None:
    filled(cast.alice)
    found = register.list_ecosystems(on=TODAY, by=cast.bob)
    assert [(e.ecosystem_id, e.members) for e in found] == [("rymd", 1), ("skog", 8)]
    before = register.get_ecosystem("skog", on=TODAY.replace(year=2023), by=cast.bob)
    assert before.members == 0


def test_actors_are_searched_filtered_and_paged_without_counting_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filled(cast.alice)
    with django_assert_num_queries(4):  # count, ids, rows, places
        first = register.list_actors(ActorQuery(), page=PageRequest(size=4), by=cast.bob)
    assert first.count == 9
    seen, page = ids(first), first
    while page.next:
        page = register.list_actors(ActorQuery(), page=PageRequest(page.next, size=4), by=cast.bob)
        seen += ids(page)
    assert len(seen) == len(set(seen)) == 9

    def asked(**query: str) -> list[str]:
        return ids(register.list_actors(ActorQuery(**query), page=PageRequest(), by=cast.bob))

    assert asked(text="ÅFIRMA 3") == ["f3"]  # folded outside ASCII too
    assert asked(role="research") == asked(sector="academia") == ["uni"]
    assert asked(role="earch") == []
    assert asked(ecosystem="rymd") == ["uni"]
    assert asked(text="%") == asked(text="_") == []


def test_an_actor_comes_with_its_memberships(cast: Cast) -> None:
    filled(cast.alice)
    uni = register.get_actor("uni", by=cast.bob)
    assert uni.actor.municipality_name == "Umeå"
    assert uni.actor.roles == ("education", "research")
    assert [one.ecosystem_name for one in uni.memberships] == ["Rymd"]


def test_columns_that_nobody_knows_are_kept(cast: Cast) -> None:
    tables = small()
    actors = tables["actors"].with_columns(favourite=tables["actors"]["actor_id"])
    filled(cast.alice, Tables.of(**{**tables.frames, "actors": actors}))
    assert register.get_actor("f0", by=cast.bob).extra == {"favourite": "f0"}


def test_a_viewer_held_to_an_ecosystem_sees_that_one_only(cast: Cast) -> None:
    filled(cast.alice)
    held = replace(cast.bob, ecosystems=frozenset({"rymd"}))
    assert [e.ecosystem_id for e in register.list_ecosystems(on=TODAY, by=held)] == ["rymd"]
    assert ids(register.list_actors(ActorQuery(), page=PageRequest(), by=held)) == ["uni"]
    with pytest.raises(Refusal, match="not_found"):
        register.get_ecosystem("skog", on=TODAY, by=held)


def test_every_table_comes_back_as_it_went_in(cast: Cast) -> None:
    from samspel.actions.joined_tables import read_tables

    filled(cast.alice)
    tables, _version = read_tables(by=cast.alice)
    assert snapshot(tables) == snapshot(small())


def test_a_key_is_taken_once(cast: Cast) -> None:
    with pytest.raises(Refusal, match="region_exists"):
        register.create_region("norr", "En till")
