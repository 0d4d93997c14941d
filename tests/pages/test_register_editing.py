"""The register changed by hand: nothing is lost, a look before what is large, a way back."""

import polars as pl
import pytest
from lxml import html

from pages.world import Reader
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.manage_users import NewUser, add_user
from samspel.records.accounts.api import system_viewer
from samspel.records.register.api import ActorQuery, get_profile, list_actors
from samspel.terms import PageRequest

# The made-up region takes no changes, so these walk in the other one.
ACTOR = {"name": "Åfirman AB", "sector": "private", "roles": ["firm"], "country": "SE"}


@pytest.fixture
def officer(visit):
    return visit("stranger")


@pytest.fixture
def by(world):
    return system_viewer(world.other.id)


def filled(officer, url) -> dict:
    """What the page's own form would send as it stands."""
    page = html.fromstring(officer.client.get(url).content.decode())
    form = max(page.xpath("//main//form"), key=lambda form: len(form.inputs))
    return {name: value or "" for name, value in form.form_values()}


def added(officer, **more) -> str:
    url = officer.send("/nord/actors/new/", {**ACTOR, "sure": "on", **more})
    return url.split("/")[-2]


def test_an_actor_is_entered_and_one_of_the_same_name_is_shown_first(officer, by):
    """Issue 5 item 2: what was written is still there when something is asked."""
    officer.open("/nord/actors/new/")
    key = added(officer)
    assert key == "afirman-ab"
    answer = officer.client.post("/nord/actors/new/", {**ACTOR, "industry": "Skog"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "/nord/actors/afirman-ab/" in text
    assert 'value="Skog"' in text
    assert added(officer) == "afirman-ab-2"


def test_a_wrong_number_is_told_at_its_field(officer):
    data = {**ACTOR, "org_number": "556036-0794"}
    officer.send("/nord/actors/new/", data, status=400)
    answer = officer.client.post("/nord/actors/new/", data)
    assert "check digit" in answer.content.decode()
    officer.send("/nord/actors/new/", {**ACTOR, "country": "Svealand"}, status=400)


def test_what_it_is_now_stands_above_what_may_be_changed(officer):
    key = added(officer, municipality="2480", locality="Sävar")
    said = officer.open(f"/nord/actors/{key}/edit/").text
    assert all(each in said for each in ("Private", "firm", "Sävar", "Umeå"))


def test_a_change_from_a_day_and_two_who_change_at_once(officer, by):
    key = added(officer)
    officer.open(f"/nord/actors/{key}/edit/change/")
    row = get_profile(key, by=by).row
    data = {**ACTOR, "name": "Nya AB", "sector": "civil", "since": "2026-01-01", "row": row}
    officer.send(f"/nord/actors/{key}/edit/change/", data)
    profile = get_profile(key, by=by)
    assert profile.detail.actor.sector == "civil"
    assert [one.values["name"] for one in profile.facts["aliases"]] == ["Åfirman AB"]
    officer.send(f"/nord/actors/{key}/edit/change/", {**data, "name": "Min"}, status=409)
    answer = officer.client.post(f"/nord/actors/{key}/edit/change/", {**data, "name": "Min"})
    assert 'value="Min"' in answer.content.decode()


FACTS = {
    "aliases": {"name": "AB Å"},
    "identifiers": {"scheme": "ror", "value": "https://ror.org/016st3p78"},
    "offers": {"kind": "seeks", "text": "Någon att forska med"},
    "industries": {"code": "55.101"},
    "relations": {"kind": "owner", "to_actor": "Åfirman Två AB", "share": "60"},
}


@pytest.mark.parametrize("table", FACTS)
def test_a_row_is_added_changed_and_taken_away(officer, by, table):
    key = added(officer)
    added(officer, name="Åfirman Två AB")
    base = f"/nord/actors/{key}/edit/{table}/"
    officer.open(base)
    officer.send(base, FACTS[table])
    [fact] = get_profile(key, by=by).facts[table]
    officer.open(f"/nord/actors/{key}/edit/")
    officer.open(f"{base}{fact.row}/")
    if table != "identifiers":
        more = {**FACTS[table], "row": fact.row, "valid_until": "2026-06-30"}
        officer.send(f"{base}{fact.row}/", more)
        [fact] = get_profile(key, by=by).facts[table]
        assert str(fact.values["valid_until"]) == "2026-06-30"
    officer.send(f"{base}{fact.row}/end/")
    assert get_profile(key, by=by).facts[table] == ()
    officer.send(f"{base}{fact.row}/end/", status=409)


def test_an_unknown_other_actor_is_told_and_nothing_is_lost(officer):
    key = added(officer)
    data = {"kind": "owner", "to_actor": "Ingen AB"}
    answer = officer.client.post(f"/nord/actors/{key}/edit/relations/", data)
    assert answer.status_code == 400
    assert "There is no actor called Ingen AB" in answer.content.decode()
    officer.send(f"/nord/actors/{key}/edit/identifiers/", {"scheme": "lei"}, status=400)
    officer.open(f"/nord/actors/{key}/edit/no-such-table/", status=404)


def test_one_goes_on_as_another_after_a_look_and_it_is_undone(officer, by):
    """R17: merged with a preview; the way back is in the history."""
    old, new = added(officer), added(officer, name="Nya AB")
    page = f"/nord/actors/{old}/edit/goes-on/"
    officer.open(page)
    data = {"kind": "merged", "others": "Nya AB", "on": "2026-01-01"}
    officer.send(page, data, status=200)
    assert get_profile(old, by=by).facts["successions"] == ()
    officer.send(page, {**data, "enter": "1"})
    [fact] = get_profile(old, by=by).facts["successions"]
    assert (fact.other, fact.values["kind"]) == (new, "merged")
    seen = officer.open(f"/nord/actors/{old}/history/")
    officer.open(seen.link("Undo this"))
    officer.send(seen.link("Undo this"))
    assert get_profile(old, by=by).facts["successions"] == ()


def test_what_others_build_on_is_not_taken_away(officer, by):
    old, new = added(officer), added(officer, name="Nya AB")
    added_url = f"/nord/actors/{old}/edit/relations/"
    officer.send(added_url, {"kind": "owner", "to_actor": "Nya AB"})
    officer.open(f"/nord/actors/{new}/edit/remove/")
    officer.send(f"/nord/actors/{new}/edit/remove/", status=409)
    key = added(officer, name="Fel AB")
    officer.send(f"/nord/actors/{key}/edit/remove/")
    officer.open(f"/nord/actors/{key}/", status=404)


def test_a_reader_sees_the_history_and_changes_nothing(visit, world):
    here = system_viewer(world.example.id)
    [one] = list_actors(ActorQuery(), page=PageRequest(size=1), by=here).rows
    actor = f"/example/actors/{one.actor_id}/"
    visit("reader").open(f"{actor}history/")
    for page in ("edit/", "edit/change/", "edit/remove/", "edit/goes-on/", "edit/aliases/"):
        visit("reader").open(f"{actor}{page}", status=403)
    visit("reader").open("/example/actors/new/", status=403)
    visit("officer").open(f"{actor}edit/")


def test_members_on_any_day_and_who_came_and_went(visit):
    page = "/example/ecosystems/besoksnaring/members/"
    seen = visit("reader").open(f"{page}?since=2024-09-30&until=2026-09-30")
    assert "on 2026-09-30" in seen.text
    visit("reader").open(f"{page}?since=inte-en-dag")
    visit("officer").open(f"{page}boundaries/")
    visit("stranger").open(page, status=404)


def test_a_platform_leader_enters_into_its_own_workspace(visit, by):
    """Item 7: what a leader enters is there for it, and not for the region until handed in."""
    officer = visit("stranger")
    frame = pl.DataFrame({"ecosystem_id": ["skog"], "name": ["Skog"]})
    enter_rows(entering=Entering("page", {"ecosystems": frame}), by=by)
    new = NewUser("Lova", "lova@nord.example", "platform_leader", ecosystems=("skog",))
    leader = Reader(add_user(user=new, by=by).account)
    url = leader.send("/nord/actors/new/", {**ACTOR, "ecosystem": "skog", "since": "2026-01-01"})
    leader.open(url)
    officer.open(url, status=404)


def test_a_contact_says_what_its_own_actor_seeks_and_changes_nothing_else(visit, by):
    """R123: the profile is filled by the actor itself; it is in the register at once."""
    mine, other = added(visit("stranger")), added(visit("stranger"), name="Nya AB")
    new = NewUser("Kim", "kim@nord.example", "actor_contact", actors=(mine,))
    contact = Reader(add_user(user=new, by=by).account)
    contact.open("/nord/own/")
    contact.send(f"/nord/own/{mine}/", {"kind": "seeks", "text": "Någon att räkna med"})
    [fact] = get_profile(mine, by=by).facts["offers"]
    contact.open(f"/nord/own/{mine}/{fact.row}/")
    contact.send(f"/nord/own/{mine}/", {"kind": "seeks", "text": ""}, status=400)
    contact.open(f"/nord/own/{other}/", status=404)
    contact.open(f"/nord/actors/{mine}/edit/", status=403)
    contact.send(f"/nord/own/{mine}/{fact.row}/end/")
    assert get_profile(mine, by=by).facts["offers"] == ()


def test_changing_the_name_moves_nobody(officer, by):
    """R137: a municipality that the form did not know was emptied. Now every one is offered."""
    key = added(officer, municipality="2584", locality="Jukkasjärvi")
    page = officer.client.get(f"/nord/actors/{key}/edit/change/").content.decode()
    assert 'label="Norrbottens län"' in page
    frame = pl.DataFrame(
        {
            "actor_id": ["odd"],
            "name": ["Udda AB"],
            "sector": ["private"],
            "municipality": ["Nordens by"],
        }
    )
    enter_rows(entering=Entering("page", {"actors": frame}), by=by)
    for actor, town in ((key, "2584"), ("odd", "Nordens by")):
        profile = get_profile(actor, by=by)
        url = f"/nord/actors/{actor}/edit/change/"
        sent = filled(officer, url)
        officer.send(url, {**sent, "name": "Nytt namn AB"})
        now = get_profile(actor, by=by)
        assert (now.detail.actor.name, now.detail.actor.municipality) == ("Nytt namn AB", town)
        assert now.detail.extra == profile.detail.extra
    assert get_profile(key, by=by).detail.extra["locality"] == "Jukkasjärvi"


def test_a_country_is_taken_by_its_name_and_nothing_else_is(officer, by, visit):
    """R33: Sverige was saved as El Salvador."""
    for said, kept in (("Sverige", "SE"), ("norway", "NO"), ("fi", "FI"), ("", "")):
        key = added(officer, name=f"I {said} AB", country=said)
        assert get_profile(key, by=by).detail.actor.country == kept
    assert "Sverige" in visit("stranger", "sv").open("/nord/actors/i-sverige-ab/").text


def test_an_almost_equal_name_is_asked_about(officer):
    """R17: as when a list is pasted."""
    added(officer, name="Icehotel AB")
    answer = officer.client.post("/nord/actors/new/", {**ACTOR, "name": "Icehotell AB"})
    assert answer.status_code == 409
    assert "/nord/actors/icehotel-ab/" in answer.content.decode()


def test_the_region_says_what_is_dense_and_sparse(officer, visit):
    """R138, R144: officers say it; others see it."""
    added(officer, municipality="2584")
    page = officer.open("/nord/places/")
    assert "Kiruna" in page.text
    officer.send("/nord/places/", {"class:2584": "sparse"})
    assert filled(officer, "/nord/places/")["class:2584"] == "sparse"
    officer.send("/nord/places/", {"class:2584": "vast"}, status=409)
    visit("reader").open("/example/places/")
    visit("reader").send("/example/places/", {"class:p1": "dense"}, status=403)


def test_an_owner_is_written_from_the_firm_s_own_page(officer, by):
    """R36: it is owned by, with the name's key as the help with names writes it."""
    key, owner = added(officer), added(officer, name="Kiruna kommun", sector="public")
    base = f"/nord/actors/{key}/edit/relations/"
    page = officer.client.get(base).content.decode()
    assert "data-one" in page
    assert "/nord/acts/names/" in page
    officer.send(
        base, {"kind": "back:owner", "to_actor": f"Kiruna kommun <{owner}>", "share": "51"}
    )
    [fact] = get_profile(key, by=by).facts["relations"]
    assert (fact.values["from_actor"], fact.values["to_actor"]) == (owner, key)
    assert fact.values["kind"] == "owner"
    own = f"{base}{fact.row}/"
    assert filled(officer, own)["kind"] == "back:owner"
    assert "is owned by Kiruna kommun, 51 %" in officer.open(f"/nord/actors/{key}/edit/").text
    sent = {"kind": "owner", "to_actor": owner, "row": fact.row}
    officer.send(own, sent)
    [turned] = get_profile(key, by=by).facts["relations"]
    assert (turned.values["from_actor"], turned.values["to_actor"]) == (key, owner)
    officer.send(f"/nord/actors/{owner}/edit/relations/{turned.row}/end/")
    assert get_profile(key, by=by).facts["relations"] == ()


def test_members_without_a_first_day_are_told_as_such(officer, by):
    """R38: no churn is made of what nobody said."""
    for name in ("Ett AB", "Två AB"):
        added(officer, name=name)
    frames = {
        "ecosystems": pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"]}),
        "memberships": pl.DataFrame({"ecosystem_id": ["e", "e"], "actor_id": ["ett-ab", "tva-ab"]}),
    }
    enter_rows(entering=Entering("page", frames), by=by)
    seen = officer.open("/nord/ecosystems/e/members/")
    assert "When they became members has not been said" in seen.text
    assert "0 joined" not in seen.text
    assert "since when is not said" in seen.text
    dated = pl.DataFrame(
        {"ecosystem_id": ["e"], "actor_id": [added(officer, name="Tre AB")]}
    ).with_columns(member_from=pl.lit("2020-01-01").str.to_date())
    enter_rows(entering=Entering("page", {"memberships": dated}), by=by)
    assert "Of 2 of them it has not been said" in officer.open("/nord/ecosystems/e/members/").text


def test_a_wrong_number_in_a_form_says_that_nothing_was_saved(officer):
    key = added(officer)
    url = f"/nord/actors/{key}/edit/identifiers/"
    answer = officer.client.post(url, {"scheme": "vat", "value": "SE556036079401"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Nothing was saved" in text
    assert "kept as it stands" not in text
