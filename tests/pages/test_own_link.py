"""The actor's own page behind a personal link, from the letter to what is written there
(issue 5 items 2 and 8; R123)."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django.utils import timezone

from pages.world import Reader
from records.cast import filled
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.send_letters import send_letters
from samspel.actions.sign_in import OWN_LASTS
from samspel.records.accounts.api import account_of_email, find_grants, system_viewer
from samspel.records.accounts.models import Token
from samspel.records.messages.models import Letter
from samspel.records.register.api import get_profile

CONTACTS = "/nord/actors/f0/contacts/"
KIM = {"name": "Kim Ek", "email": "kim@firma.example", "language": "en"}


@pytest.fixture
def by(db, world):
    by = system_viewer(world.other.id)
    filled(by)
    return by


@pytest.fixture
def officer(by, world) -> Reader:
    return Reader(world.stranger)


def letter() -> str:
    """The link in the letter that has just gone."""
    mail.outbox.clear()
    send_letters()
    [one] = [one for one in mail.outbox if one.to == [KIM["email"]]]
    [link] = re.findall(r"http://testserver(/sign-in/[\w-]+/)", one.body)
    return link


def again() -> None:
    """As if the minute in which a letter went were over."""
    Token.objects.update(expires_at=F("expires_at") - timedelta(minutes=1))


def kim() -> int:
    account = account_of_email(KIM["email"])
    assert account is not None
    return account.contact


def test_from_the_letter_to_the_own_page_in_two_clicks(officer, by) -> None:
    """One opens the link, one presses the button; a scanner that only opens links does nothing."""
    assert "Who speaks for it" in [name for name, _ in officer.open("/nord/actors/f0/").links]
    officer.open(CONTACTS)
    officer.send(CONTACTS, {**KIM, "email": "nej"}, status=400)
    assert officer.send(CONTACTS, KIM) == CONTACTS
    assert "A link is sent, and can be opened until" in officer.open(CONTACTS).text
    link = letter()
    assert len(link) >= len("/sign-in//") + 22, "at least 128 bits"
    assert link.split("/")[2] not in str(Token.objects.values_list()), "kept as its hash"
    visitor = Reader(None)
    for _ in range(2):
        assert "Do you want to open your page?" in visitor.open(link).text
    answer = visitor.client.post(link, follow=True)
    assert answer.redirect_chain[-1][0] == "/nord/own/"
    assert "Åfirma 0" in visitor.open("/nord/own/").text
    visitor.send("/nord/own/f0/", {"kind": "seeks", "text": "En provbänk"})
    assert get_profile("f0", by=by).facts["offers"][0].values["text"] == "En provbänk"
    assert "Kim Ek" in officer.open("/nord/actors/f0/history/").text
    assert "sent Kim Ek a personal link to the own page" in officer.open("/nord/audit/").text
    for address in ("/nord/actors/", "/nord/actors/f0/edit/", "/nord/people/person/1/"):
        assert visitor.client.get(address).status_code == 403, address
    assert visitor.client.get("/nord/own/f1/").status_code == 404
    assert "can no longer be used" in Reader(None).open(link).text
    assert Client().post(link).status_code == 409
    assert "no link that can be opened now" in officer.open(CONTACTS).text


def test_a_new_link_ends_the_one_before_and_a_link_is_let_open_nothing(officer, by) -> None:
    officer.send(CONTACTS, KIM)
    first = letter()
    again()
    officer.send(CONTACTS, {"contact": kim(), "do": "send"})
    second = letter()
    assert "can no longer be used" in Reader(None).open(first).text
    assert "open your page" in Reader(None).open(second).text
    officer.send(CONTACTS, {"contact": kim(), "do": "revoke"})
    assert "can no longer be used" in Reader(None).open(second).text
    assert Client().post(second).status_code == 409
    for odd in ("9" * 400, "x", "999999"):
        officer.send(CONTACTS, {"contact": odd, "do": "send"}, status=404)


def test_it_lasts_thirty_days_and_one_letter_a_minute(officer, by) -> None:
    assert OWN_LASTS.days == 30
    officer.send(CONTACTS, KIM)
    link = letter()
    assert Letter.objects.filter(template="own_page").count() == 1
    officer.send(CONTACTS, {"contact": kim(), "do": "send"})
    assert Letter.objects.filter(template="own_page").count() == 1
    assert "open your page" in Reader(None).open(link).text, "what was sent goes on"
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "can no longer be used" in Reader(None).open(link).text


def test_who_may_do_more_is_sent_no_link_and_an_earlier_one_opens_nothing(officer, by) -> None:
    """A link of thirty days must never open an officer's rights."""
    officer.send(CONTACTS, KIM)
    link = letter()
    add_user(user=NewUser(KIM["name"], KIM["email"], "reader"), by=by)
    assert "can no longer be used" in Reader(None).open(link).text
    assert Client().post(link).status_code == 409
    assert "Has other roles too, and signs in" in officer.open(CONTACTS).text
    again()
    officer.send(CONTACTS, {"contact": kim(), "do": "send"})
    assert Letter.objects.filter(template="own_page").count() == 1


def test_a_leader_sends_it_to_its_members_contacts_and_no_others(officer, by, world) -> None:
    leaders = {}
    for key in ("skog", "rymd"):
        new = NewUser(f"Lea {key}", f"{key}@example.se", "platform_leader", ecosystems=(key,))
        leaders[key] = Reader(add_user(user=new, by=by).account)
    leaders["skog"].send(CONTACTS, KIM)
    assert "open your page" in Reader(None).open(letter()).text
    assert leaders["rymd"].client.get(CONTACTS).status_code in {403, 404}
    assert leaders["rymd"].client.post(CONTACTS, KIM).status_code in {403, 404}
    new = NewUser("Läsare", "las@example.se", "reader")
    Reader(add_user(user=new, by=by).account).open(CONTACTS, status=403)


def test_a_contact_of_two_actors_keeps_both(officer, by) -> None:
    officer.send(CONTACTS, KIM)
    officer.send("/nord/actors/f1/contacts/", KIM)
    [grant] = find_grants(kim(), by=by)
    assert grant.actors == ("f0", "f1")


def test_who_is_given_the_role_among_people_is_sent_the_link_at_once(officer, by) -> None:
    given = {"name": KIM["name"], "email": KIM["email"], "role": "actor_contact"}
    officer.send("/nord/people/", {**given, "actors": "Åfirma 0"})
    visitor = Client()
    answer = visitor.post(letter(), follow=True)
    assert answer.redirect_chain[-1][0] == "/nord/own/"


def test_the_extract_tells_of_the_link_and_erasing_ends_it(officer, by) -> None:
    officer.send(CONTACTS, KIM)
    link, contact = letter(), kim()
    here = f"/nord/people/person/{contact}/"
    assert "a link to one's own actor's page" in officer.open(here).text
    told = json.loads(officer.client.get(f"{here}extract.json").content)
    assert [row["letter"] for row in told["links"]] == ["own_page"]
    officer.send(f"{here}erase/")
    assert not Token.objects.exists()
    assert Client().post(link).status_code == 409
    assert "Kim Ek" not in officer.open(CONTACTS).text
