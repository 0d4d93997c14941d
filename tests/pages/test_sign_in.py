"""Signing in by password or mailed link; a mail scanner changes nothing (issue item 7)."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection

from samspel.actions.send_letters import send_letters
from samspel.actions.sign_in import set_password

PASSWORD = "ett-långt-lösenord-17"


def _mailed_link(visit) -> str:
    visit().send("/sign-in/send-link/", {"link-email": "ASA@example.se "}, status=200)
    send_letters()
    (letter,) = mail.outbox
    return re.search(r"http://testserver(/\S+)", letter.body).group(1)


def _all_rows() -> dict[str, list]:
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows[table] = sorted(map(str, cursor.fetchall()))
        return rows


def test_a_mail_scanner_finds_nothing_to_change(visit):
    """A scanner opens every link, twice, and asks for its head: nothing is changed by it."""
    link = _mailed_link(visit)
    before = _all_rows()
    scanner = visit()
    for _time in range(2):
        assert "Do you want to sign in?" in scanner.open(link).text
        assert scanner.client.head(link).status_code == 200
    assert _all_rows() == before
    assert "sessionid" not in scanner.client.cookies
    assert scanner.client.get("/").status_code == 302
    person = visit()
    assert person.send(link) == "/"
    person.open("/")


def test_a_link_works_once(visit):
    link = _mailed_link(visit)
    visit().send(link)
    again = visit()
    assert "can no longer be used" in again.open(link).text
    again.send(link, status=409)
    assert "sessionid" not in again.client.cookies


def test_the_link_page_signs_in_only_with_its_own_form(visit):
    """A form on another site cannot press the button: the token of the form is asked for."""
    from django.test import Client

    link = _mailed_link(visit)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(link)
    assert answer.status_code == 403
    assert "csrf" not in answer.content.decode().lower().replace("csrfmiddlewaretoken", "")


def test_nobody_learns_who_has_an_account(visit):
    known = visit().client.post("/sign-in/send-link/", {"link-email": "asa@example.se"})
    unknown = visit().client.post("/sign-in/send-link/", {"link-email": "nobody@example.se"})
    text = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
    assert text.sub(b"", known.content) == text.sub(b"", unknown.content)


def test_password(visit, world):
    set_password(account_id=world.officer, password=PASSWORD)
    guest = visit()
    form = {"email": "asa@example.se", "password": "wrong", "next": "/example/actors/"}
    guest.send("/sign-in/", form, status=400)
    assert guest.send("/sign-in/", {**form, "password": PASSWORD}) == "/example/actors/"
    guest.open("/example/actors/")


@pytest.mark.parametrize("wanted", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_sign_in_leads_to_no_other_site(visit, world, wanted):
    set_password(account_id=world.officer, password=PASSWORD)
    form = {"email": "asa@example.se", "password": PASSWORD, "next": wanted}
    assert visit().send("/sign-in/", form) == "/"


def test_signing_out_is_a_post(visit):
    officer = visit("officer")
    assert officer.client.get("/sign-out/").status_code == 405
    officer.open("/example/")
    officer.send("/sign-out/")
    assert officer.client.get("/example/").status_code == 302
    assert Session.objects.count() == 0


def test_the_way_on_is_kept_through_sign_in(visit):
    answer = visit().client.get("/example/actors/?sector=civil")
    assert "next=%2Fexample%2Factors%2F%3Fsector%3Dcivil" in answer.headers["Location"]
