"""The menus: few words, one place a question, and a way to everything that a role may open."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from pages.world import Reader
from records.cast import filled
from samspel.actions.manage_users import NewUser, add_user
from samspel.pages.shell.menus import menu_of
from samspel.records.accounts.api import system_viewer, viewer_for

PARTS = {
    "officer": ["Ecosystems", "Actors", "The log", "Memos", "People"],
    "platform_leader": ["Ecosystems", "Actors", "The log", "Memos", "People"],
    "evaluator": ["Ecosystems", "Actors", "The log", "Memos", "People"],
    "reader": ["Ecosystems", "Actors", "The log", "Memos", "People"],
    "actor_contact": ["Your organisation", "People"],
    "administrator": ["People"],
}
WITHIN = {
    "officer": {
        "Actors": ["Actors", "Bring in", "What everybody can see"],
        "The log": ["The log", "Notes", "Questions"],
        "Memos": ["Memos", "Matters", "Shared links"],
        "People": ["People", "History", "Keys for programs"],
    },
    "platform_leader": {
        "The log": ["The log", "Notes", "Questions", "The platform's own"],
        "Memos": ["Memos", "Shared links"],
        "People": ["People", "Keys for programs"],
    },
    "reader": {
        "The log": ["The log", "Notes", "Questions"],
        "People": ["People", "Keys for programs"],
    },
    "administrator": {"People": ["People", "History"]},
    "actor_contact": {},
}
HELD = {
    "platform_leader": {"ecosystems": ("skog",)},
    "evaluator": {"until": localdate() + timedelta(days=9)},
    "actor_contact": {"actors": ("f0",)},
}


@pytest.fixture
def person(db, world):
    """`person("reader")`: the account of somebody with that role in Nord."""
    by = system_viewer(world.other.id)
    filled(by)

    def make(role: str) -> int:
        user = NewUser(role, f"{role}@nord.example", role, **HELD.get(role, {}))
        return add_user(user=user, by=by).account

    return make


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.mark.parametrize("role", PARTS)
def test_every_role_finds_its_parts_and_every_way_in_them_opens(person, role) -> None:
    account = person(role)
    reader, viewer = Reader(account), viewer_for(account, "nord", localdate())
    parts = menu_of("/nord/", "nord", viewer)
    assert [one.name for one in parts] == PARTS[role]
    assert len(parts) <= 5
    for part in parts:
        answer = reader.client.get(part.url, follow=True)
        assert answer.status_code == 200, part.url
        inside = menu_of(part.url, "nord", viewer)
        [opened] = [one for one in inside if one.current]
        assert opened.url == part.url
        for way in opened.part:
            assert reader.client.get(way.url, follow=True).status_code == 200, way.url
            assert f'href="{way.url}"' in answer.content.decode()


@pytest.mark.parametrize("role", WITHIN)
def test_within_a_part_stand_the_ways_of_the_role(person, role) -> None:
    account = person(role)
    viewer = viewer_for(account, "nord", localdate())
    found = {}
    for part in menu_of("/nord/", "nord", viewer):
        [opened] = [one for one in menu_of(part.url, "nord", viewer) if one.current]
        if opened.part:
            found[opened.name] = [one.name for one in opened.part]
    assert found == WITHIN[role]


def test_a_way_below_another_is_the_one_that_is_open(person) -> None:
    viewer = viewer_for(person("officer"), "nord", localdate())
    [people] = [one for one in menu_of("/nord/people/keys/", "nord", viewer) if one.current]
    assert [(one.name, one.current) for one in people.part] == [
        ("People", ""),
        ("History", ""),
        ("Keys for programs", "page"),
    ]
    assert people.current == "true"


def test_who_reads_nothing_is_led_to_its_own_organisation(person) -> None:
    answer = Reader(person("actor_contact")).client.get("/nord/")
    assert answer.headers["Location"] == "/nord/own/"
