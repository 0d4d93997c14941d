"""People: roles given in ecosystems and to actors, deputies, a person whole, all handed over."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate

from pages.world import Reader
from records.cast import filled
from samspel.actions.send_letters import send_letters
from samspel.records.accounts.api import list_grants, system_viewer, viewer_for


@pytest.fixture
def nord(db, world) -> Reader:
    """The officer of a region with two ecosystems."""
    filled(system_viewer(world.other.id))
    return Reader(world.stranger)


def give(officer: Reader, role: str, *, status: int = 302, **more: object) -> str:
    data = {"name": f"Ny {role}", "email": f"{role}@example.se", "role": role, **more}
    return officer.send("/nord/people/", data, status=status)


def of_role(world, role: str) -> tuple[int, int]:
    """Account and contact of who has that role."""
    found = [one for one in list_grants(by=system_viewer(world.other.id)) if one.role == role]
    return found[0].account, found[0].contact


def test_every_role_is_given_with_what_it_needs(nord, world) -> None:
    """Issue 5, item 7."""
    until = str(localdate() + timedelta(days=30))
    give(nord, "platform_leader", status=400)
    give(nord, "platform_leader", ecosystems=["skog"])
    give(nord, "evaluator", status=400)
    give(nord, "evaluator", until=until)
    give(nord, "actor_contact", actors="Ingen som finns", status=400)
    give(nord, "actor_contact", actors="Åfirma 0; universitetet")
    give(nord, "administrator")
    account, _contact = of_role(world, "actor_contact")
    assert viewer_for(account, "nord", localdate()).actors == {"f0", "uni"}
    seen = nord.open("/nord/people/").text
    for word in ("Platform leader", "Skog", "Åfirma 0, Universitetet", until):
        assert word in seen


def test_who_is_given_a_role_is_told_by_letter_and_led_straight_in(nord, world) -> None:
    """Issue 5, item 7: nobody is left to find out alone."""
    give(nord, "platform_leader", ecosystems=["skog"])
    account, _contact = of_role(world, "platform_leader")
    mail.outbox.clear()
    send_letters()
    [letter] = [one for one in mail.outbox if one.to == ["platform_leader@example.se"]]
    assert "plattformsansvarig" in letter.body
    assert "http://testserver/" in letter.body
    answer = Reader(account).client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/nord/ecosystems/skog/")
    assert "Your role in the region" in Reader(account).open("/nord/people/").text


def test_an_administrator_keeps_users_and_opens_no_figure(nord, world) -> None:
    give(nord, "administrator")
    admin = Reader(of_role(world, "administrator")[0])
    answer = admin.client.get("/nord/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/nord/people/")
    for address in ("actors/", "memos/", "ecosystems/skog/", "acts/a0/"):
        assert admin.client.get(f"/nord/{address}").status_code == 403, address
    admin.open("/nord/audit/")
    assert "Skog" in admin.open("/nord/people/").text
    give(admin, "reader")


def test_a_deputy_is_appointed_on_the_page_and_ended(nord, world) -> None:
    give(nord, "reader")
    _account, reader = of_role(world, "reader")
    _mine, officer = of_role(world, "officer")
    days = {"since": str(localdate()), "until": str(localdate() + timedelta(days=3))}
    nord.send("/nord/people/away/", {"absent": officer, "deputy": reader, **days})
    acting = Reader(of_role(world, "reader")[0])
    acting.open("/nord/import/")
    assert "as deputy of" in acting.open("/nord/actors/").text
    assert "as deputy of" not in nord.open("/nord/actors/").text
    assert "acts for" in acting.open("/nord/people/away/").text
    wrong = {"absent": officer, "deputy": officer, **days}
    nord.send("/nord/people/away/", wrong, status=400)
    from samspel.records.accounts.api import list_deputies

    [row] = list_deputies(by=system_viewer(world.other.id))
    nord.send(f"/nord/people/away/{row.id}/end/")
    acting.open("/nord/import/", status=403)


def test_a_person_whole_is_corrected_taken_out_and_erased(nord, world) -> None:
    """Issue 5, item 8."""
    give(nord, "reader")
    _account, contact = of_role(world, "reader")
    here = f"/nord/people/person/{contact}/"
    assert "Ny reader" in nord.open(here).text
    form = {"name": "Ny Läsare", "email": "reader@example.se", "phone": "070", "language": "sv"}
    nord.send(here, form)
    nord.send(here, {**form, "email": "nils@example.se"}, status=400)
    answer = nord.client.get(f"{here}extract.json")
    assert json.loads(answer.content)["person"]["name"] == "Ny Läsare"
    assert "What stays?" in nord.open(f"{here}erase/").text
    nord.send(f"{here}erase/")
    assert "Ny Läsare" not in nord.open("/nord/people/").text
    assert "an emptied person" in nord.open(here).text
    nord.open(f"{here}erase/", status=404)
    give(nord, "platform_leader", ecosystems=["skog"])
    leader = Reader(of_role(world, "platform_leader")[0])
    leader.open(here, status=403)


def test_all_is_handed_over_after_a_look(nord, world) -> None:
    give(nord, "platform_leader", ecosystems=["skog"])
    give(nord, "reader")
    _one, leaver = of_role(world, "platform_leader")
    account, successor = of_role(world, "reader")
    here = f"/nord/people/person/{leaver}/hand-over/"
    assert "goes from" not in nord.open(here).text
    assert "goes from" in nord.open(f"{here}?to={successor}").text
    nord.send(here, {"to": successor})
    assert viewer_for(account, "nord", localdate()).workspaces == {"skog"}
    nord.send(here, {"to": "nonsense"}, status=404)
