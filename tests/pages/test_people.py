"""People: roles given in ecosystems and to actors, deputies, a person whole, all handed over."""

import json
from datetime import timedelta

import polars as pl
import pytest
from django.core import mail
from django.utils.timezone import localdate

from pages.world import Reader
from records.cast import filled, small
from samspel.actions import import_register
from samspel.actions.background import run_next
from samspel.actions.freeze_tables import pack_tables
from samspel.actions.send_letters import send_letters
from samspel.records.accounts.api import list_grants, system_viewer, viewer_for
from samspel.records.files.api import FileRow, list_files
from samspel.tables import Tables


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


@pytest.fixture
def named(nord, world) -> tuple[str, int, list[FileRow]]:
    """The page of a reader, the import that names it, and the kept files that do, searched."""
    give(nord, "reader")
    _account, contact = of_role(world, "reader")
    by = system_viewer(world.other.id)
    frames = dict(small().frames)
    frames["interplay"] = frames["interplay"].with_columns(title=pl.lit("Med Ny reader"))
    packed = pack_tables(tables=Tables.of(**frames))
    upload = import_register.store_upload(name="lista.zip", data=packed, by=by)
    row = import_register.plan(file_id=upload.id, by=by)
    here = f"/nord/people/person/{contact}/"
    nord.send(f"{here}files/")
    while run_next(worker="test"):
        pass
    return here, row.id, sorted(list_files(by=by), key=lambda one: one.id)[-2:]


def test_files_that_name_a_person_are_emptied_from_its_page(nord, world, named) -> None:
    """Issue 5, item 8: what is lost is said, and nothing goes that was not chosen."""
    here, planned, [upload, plan] = named
    assert nord.open(here).link("Choose files to empty") == f"{here}files/empty/"
    page = nord.open(f"{here}files/empty/")
    assert "nobody can open it or bring it in again" in page.text
    assert page.text.count(f"given up with it: import {planned}.") == 2
    nord.send(f"{here}files/empty/", status=400)
    nord.send(f"{here}files/empty/", {"file": "x"}, status=400)
    nord.send(f"{here}files/empty/", {"file": 10**9}, status=404)
    assert nord.send(f"{here}files/empty/", {"file": upload.id}) == here
    page = nord.open(here)
    assert f"1 file is emptied. Given up: import {planned}." in page.text
    assert "by Nils Nord." in page.text
    seen = nord.open(f"/nord/import/{planned}/").text
    assert "The import was cancelled. Nothing of it was kept. The file was emptied on 20" in seen
    assert "Plan the same file again" not in seen
    nord.send(f"/nord/import/{planned}/again/", status=409)
    assert "Nils Nord emptied the kept file lista.zip" in nord.open("/nord/audit/").text
    nord.send(f"{here}files/empty/", {"file": plan.id})
    assert "No file can be emptied." in nord.open(f"{here}files/empty/").text


def test_the_page_that_erases_lets_the_files_be_chosen_and_later_ones_too(
    nord, world, named
) -> None:
    here, _planned, [upload, plan] = named
    page = nord.open(f"{here}erase/")
    assert {f"file-{upload.id}", f"file-{plan.id}"} <= set(page.ids)
    assert "they are thrown away" in page.text, "copies of the service"
    nord.send(f"{here}erase/", {"file": [upload.id]})
    assert "The person is erased. 1 file is emptied." in nord.open("/nord/people/").text
    assert "an emptied person" in nord.open(f"{here}files/empty/").text
    nord.send(f"{here}files/empty/", {"file": plan.id})
    assert "an emptied person" in nord.open(here).text


def test_an_import_whose_file_is_emptied_can_be_taken_back_and_says_so(nord, world, named) -> None:
    here, planned, [upload, _plan] = named
    by = system_viewer(world.other.id)
    import_register.apply(import_id=planned, by=by)
    nord.send(f"{here}files/empty/", {"file": upload.id})
    page = nord.open(f"/nord/entries/{planned}/undo/")
    assert "All of it goes in one step. The file was emptied on 20" in page.text
    nord.send(f"/nord/entries/{planned}/undo/")
    seen = nord.open(f"/nord/import/{planned}/").text
    assert "The import was taken back. The file was emptied on 20" in seen


def test_only_who_handles_persons_empties_files(nord, world, named) -> None:
    here, _planned, [upload, _plan] = named
    give(nord, "administrator")
    admin = Reader(of_role(world, "administrator")[0])
    assert f"file-{upload.id}" in admin.open(f"{here}files/empty/").ids
    reader = Reader(of_role(world, "reader")[0])
    reader.open(f"{here}files/empty/", status=403)
    reader.send(f"{here}files/empty/", {"file": upload.id}, status=403)


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
