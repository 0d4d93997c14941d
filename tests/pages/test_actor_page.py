"""An actor's page: who it is, what it offers, whom it reaches, when; and no answer told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspel.records.accounts.api import system_viewer, viewer_for
from samspel.records.gaps.api import list_actor_states
from samspel.records.register.api import ActorQuery, list_actors
from samspel.sources import example
from samspel.terms import PageRequest


@pytest.fixture
def by(world):
    return system_viewer(world.example.id)


def address(by, text: str) -> str:
    [one] = list_actors(ActorQuery(text=text), page=PageRequest(size=1), by=by).rows
    return f"/example/actors/{one.actor_id}/"


def test_it_says_who_it_is_and_draws_its_acts_with_a_table_twin(visit, by):
    """Item 8: names, ecosystems, acts on a line of time, needs and offers."""
    page = address(by, "Norrskensrådet")
    seen = visit("reader").open(page)
    assert "Northern Light Visitor Board" in seen.text
    assert "The same as a table" in seen.text
    body = visit("reader").client.get(page).content.decode()
    assert body.count("<rect") > 20
    assert 'id="time-line"' in body
    university = visit("reader").open(address(by, "NLU"))
    assert "What drives it" in university.text
    assert "Change what is said of it" not in university.text
    assert "Change what is said of it" in visit("officer").open(page).text


def test_which_sides_it_reaches_and_the_acts_behind(visit, by, world):
    reader = viewer_for(world.reader, "example", timezone.localdate())
    states = [one for one in _all_states(reader) if one.state.acts and one.gap == "authority"]
    actor = states[0].state.actor_id
    seen = visit("reader").open(f"/example/actors/{actor}/")
    assert "Has contact across" in seen.text
    behind = visit("reader").open(f"/example/actors/{actor}/?run={states[0].run.id}&gap=authority")
    assert "Show all its acts" in behind.text
    assert "When did it take part?" not in behind.text


def _all_states(by):
    found = list_actors(
        ActorQuery(ecosystem=example.VISITOR, role="firm"), page=PageRequest(size=30), by=by
    )
    return [one for row in found.rows for one in list_actor_states(row.actor_id, by=by)]


def test_an_answer_is_told_nobody_but_whom_it_may(visit, by, world):
    """X12: a state that rests on an own answer stands as unknown, as in the lists."""
    reader = viewer_for(world.reader, "example", timezone.localdate())
    own = [one for one in _all_states(by) if one.state.basis == "answer"]
    assert own
    for one in own[:8]:
        told = {s.gap: s.state for s in list_actor_states(one.state.actor_id, by=reader)}
        assert told[one.gap].basis != "answer"
        assert told[one.gap].state == "unknown"


def test_a_page_asks_as_often_for_one_with_many_acts(visit, by):
    """Item 9: queries of the actor page are pinned; the platform has hundreds of acts."""
    counts = []
    for text in ("Norrskensrådet", "Gränsbygdens Mikrofond"):
        page = address(by, text)
        reader = visit("reader")
        with CaptureQueriesContext(connection) as asked:
            reader.client.get(page)
        counts.append(len(asked))
    assert max(counts) <= 42
    assert abs(counts[0] - counts[1]) <= 10
