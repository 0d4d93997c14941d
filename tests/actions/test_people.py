"""Signing in, roles given and ended, persons emptied, regions begun, letters sent."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.db import DatabaseError
from django.test import RequestFactory

from records.cast import TODAY, Cast, viewer_of
from samspel.actions import create_region as regions
from samspel.actions import manage_users, one_person, sign_in
from samspel.actions.manage_users import NewUser
from samspel.actions.send_feedback import send_feedback
from samspel.actions.send_letters import send_letters
from samspel.records.accounts import api as accounts
from samspel.records.audit.api import list_events
from samspel.records.contacts import api as contacts
from samspel.terms import PageRequest, Refusal


@pytest.fixture
def request_(rf: RequestFactory):
    request = rf.post("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    return request


def mailed_secret() -> str:
    assert send_letters() == 1
    [found] = re.findall(r"/sign-in/([\w-]+)/", mail.outbox[-1].body)
    return found


def test_a_mailed_link_signs_in_once_and_looking_changes_nothing(cast: Cast, request_) -> None:
    """Issue 2, item 7: a mail scanner that opens the link twice changes nothing."""
    sign_in.request_link(email="bob@norr.example", address="https://samspel.example")
    secret = mailed_secret()
    assert mail.outbox[0].to == ["bob@norr.example"]
    assert mail.outbox[0].subject == "Logga in i Samspel"
    for _ in range(2):
        assert sign_in.peek(secret=secret) is not None
    account = sign_in.use_link(request=request_, secret=secret)
    assert accounts.signed_in(request_) == account
    assert sign_in.peek(secret=secret) is None
    with pytest.raises(Refusal, match="bad_token"):
        sign_in.use_link(request=request_, secret=secret)
    sign_in.sign_out(request=request_)
    assert accounts.signed_in(request_) is None


def test_an_unknown_address_gets_no_letter_and_no_other_answer(cast: Cast) -> None:
    sign_in.request_link(email="nobody@norr.example", address="https://samspel.example")
    sign_in.request_link(email="", address="https://samspel.example")
    assert send_letters() == 0
    assert sign_in.make_link(email="nobody@norr.example", address="x") is None


def test_asking_often_gives_one_letter_a_minute(cast: Cast) -> None:
    for _ in range(5):
        sign_in.request_link(email="bob@norr.example", address="https://samspel.example")
    assert send_letters() in {1, 2}  # two when the minute turned
    assert send_letters() == 0


def test_a_letter_that_cannot_be_sent_is_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samspel.records.messages.models import Letter

    def down(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    sign_in.request_link(email="bob@norr.example", address="https://samspel.example")
    monkeypatch.setattr(mail.EmailMessage, "send", down)
    assert send_letters() == 0
    monkeypatch.undo()
    assert send_letters() == 0  # claimed for a while, so that two senders send it once
    Letter.objects.update(claimed_at=None)
    assert send_letters() == 1
    assert Letter.objects.get().values == {}  # the link is not kept


def test_a_password_signs_in(cast: Cast, request_) -> None:
    account = accounts.account_of_email("bob@norr.example")
    assert account is not None
    sign_in.set_password(account_id=account.id, password="en lång och egen mening")
    sign_in.with_password(
        request=request_, email="bob@norr.example", password="en lång och egen mening"
    )
    assert accounts.signed_in(request_) is not None
    verbs = [event.verb for event in list_events(page=PageRequest(), by=cast.alice).rows]
    assert verbs[:2] == ["sign_in", "set_password"]


def test_one_person_in_two_regions_has_one_account_and_two_persons(cast: Cast) -> None:
    """The two regions learn nothing of each other, and neither can take the other's account."""
    manage_users.add_user(user=NewUser("B. i Syd", "bob@norr.example", "reader"), by=cast.carol)
    there = viewer_of("bob@norr.example", "syd")
    assert there.region == cast.syd.id
    assert there.contact != cast.bob.contact
    assert viewer_of("bob@norr.example", "norr") == cast.bob
    assert contacts.get_contact(there.contact or 0, by=cast.carol).name == "B. i Syd"
    one_person.erase_person(contact_id=there.contact or 0, by=cast.carol)
    assert accounts.account_of_email("bob@norr.example") is not None


def test_a_role_given_and_ended_is_told_in_the_log(cast: Cast) -> None:
    user = NewUser("Dora", "Dora@Norr.example", "reader", ("skog",))
    grant = manage_users.add_user(user=user, by=cast.alice)
    assert (grant.email, grant.ecosystems) == ("dora@norr.example", ("skog",))
    manage_users.end_role(grant_id=grant.id, by=cast.alice)
    with pytest.raises(Refusal, match="role_ended"):
        viewer_of("dora@norr.example", "norr", TODAY.replace(year=2099))
    [ended, given, *_] = list_events(page=PageRequest(), by=cast.alice).rows
    assert (ended.verb, given.verb) == ("end_role", "give_role")
    assert "dora" not in str((ended, given)).casefold()  # ids, never names
    with pytest.raises(Refusal, match="bad_email"):
        manage_users.add_user(user=NewUser("E", "inte en adress", "reader"), by=cast.alice)


def test_a_reader_manages_nobody_and_reads_no_log(cast: Cast) -> None:
    for refused in (
        lambda: manage_users.add_user(user=NewUser("E", "e@e.example", "reader"), by=cast.bob),
        lambda: manage_users.end_role(grant_id=1, by=cast.bob),
    ):
        with pytest.raises(Refusal, match=r"may_not\.manage_users"):
            refused()
    assert list_events(page=PageRequest(), by=cast.bob).count == 0


def test_a_user_without_its_audit_row_is_not_added(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("no audit")

    monkeypatch.setattr(manage_users, "record_event", broken)
    with pytest.raises(DatabaseError):
        manage_users.add_user(user=NewUser("E", "e@e.example", "reader"), by=cast.alice)
    assert accounts.account_of_email("e@e.example") is None
    assert contacts.find_by_email("e@e.example") == ()


def test_a_region_of_ones_own_begins_empty_with_its_officer(cast: Cast) -> None:
    account = accounts.account_of_email("alice@norr.example")
    assert account is not None
    made = regions.create_region(key="Egen-1", name="Egen", account=account, by=cast.alice)
    assert made.key == "egen-1"
    mine = viewer_of("alice@norr.example", "egen-1")
    assert mine.roles == {"officer"}
    assert contacts.get_contact(mine.contact or 0, by=mine).name == "Alice"
    with pytest.raises(Refusal, match="not_found"):
        viewer_of("bob@norr.example", "egen-1")
    for key, code in (("norr", "region_exists"), ("å ö", "bad_key"), ("example", "region_exists")):
        with pytest.raises(Refusal, match=code):
            regions.create_region(key=key, name="X", by=cast.alice)
    with pytest.raises(Refusal, match=r"may_not\.create_region"):
        regions.create_region(key="x", name="X", by=cast.bob)


def test_feedback_is_kept_and_its_address_is_not(cast: Cast) -> None:
    """X9: signed out too. An address is a person's: mailed to the officers, kept nowhere."""
    send_feedback(text="Hej", email="eva@annan.example", page="/norr/", by=cast.bob)
    send_feedback(text="Hallå", email="", page="/sign-in/")
    texts = [e.values["text"] for e in list_events(page=PageRequest(), by=cast.alice).rows[:2]]
    assert texts == ["Hallå", "Hej"]
    assert send_letters() == 2
    assert "eva@annan.example" in mail.outbox[0].body
    assert "eva" not in str(list_events(page=PageRequest(), by=cast.alice))


def test_an_account_lists_the_regions_where_it_has_a_role(cast: Cast) -> None:
    account = accounts.account_of_email("alice@norr.example")
    assert account is not None
    assert [region.key for region in accounts.regions_of(account.id, TODAY)] == ["norr"]
