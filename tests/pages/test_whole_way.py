"""From an upload to a memo through the pages alone, in a region of one's own (issue item 7, 8)."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.actions.background import run_job
from samspel.cli import main as samspel
from samspel.sources import example
from samspel.tables import write


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    """The made-up tables as a folder of files, by name."""
    folder = tmp_path_factory.mktemp("given") / "tables"
    tables = example.build().tables
    write(tables, folder, form="csv")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _upload(officer, sent: dict[str, bytes]) -> str:
    files = [SimpleUploadedFile(name, data) for name, data in sent.items()]
    where = officer.send("/nord/import/", {"files": files})
    if "/jobs/" in where:
        return _done(officer, where)
    return where


def _done(officer, job: str) -> str:
    waiting = officer.open(job)
    assert "close this page" in waiting.text
    run_job(job_id=int(job.strip("/").split("/")[-1]))
    ended = officer.open(job)
    return next(a for name, a in ended.links if name.startswith("See "))


def _zip(files: dict[str, bytes]) -> dict[str, bytes]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return {"tables.zip": data.getvalue()}


def test_from_upload_to_memo(visit, files, tmp_path, capsys):
    officer = visit("stranger")
    plan = _upload(officer, files)
    seen = officer.open(plan)
    assert "Nothing is written yet" in seen.text
    assert "No actor is registered" in officer.open("/nord/actors/").text
    _done(officer, officer.send(f"{plan}apply/"))
    assert "400 actors" in officer.open("/nord/actors/").text
    assert "The import is written" in officer.open(plan).text

    given = {"on": "2026-09-30", "window_months": "24", "definitions": "memo-b", "max_size": "50"}
    address = "/nord/ecosystems/besoksnaring/"
    assert "Nothing is measured yet" in officer.open(address).text
    officer.send(f"{address}measure/", {**given, "window_months": "0"}, status=400)
    wheel = _done(officer, officer.send(f"{address}measure/", given))
    page = officer.open(wheel)
    assert "Made-up region" not in page.text
    run = officer.open(page.link("See what the measurement rests on"))
    _same_by_command(officer, run, tmp_path, capsys)

    run_id = run.link("The figures as JSON").split("/")[-2]
    memo = officer.send("/nord/memos/draft/", {"run": run_id})
    _edit_and_take(officer, memo)
    _two_regions_share_nothing(visit)


def _same_by_command(officer, run, tmp_path, capsys):
    """The tables downloaded, measured by the command line, give the very same bytes."""
    document = officer.client.get(run.link("The figures as JSON")).content
    answer = officer.client.get(run.link("The tables it read"))
    tables = tmp_path / "tables.zip"
    tables.write_bytes(b"".join(answer.streaming_content))
    command = run.text[run.text.index("samspel gaps TABLES") :].split(" --")
    arguments = [part.strip() for one in command[1:] for part in f"--{one}".split()[:2]]
    capsys.readouterr()
    assert samspel(["gaps", str(tables), *arguments, "--format", "json"]) == 0
    assert capsys.readouterr().out.encode() == document
    assert json.loads(document)["schema"] == 1


def _edit_and_take(officer, memo):
    seen = officer.open(memo)
    form = {control["name"]: control.get("value", "") for control in seen.controls}
    form |= {
        "title": "Pilot för Åre & <Älvsbyn>",
        "points": "Nämnden beslutar ett.\n\nNämnden beslutar två.",
        "money-TOTAL_FORMS": "2",
        "money-INITIAL_FORMS": "0",
        "money-0-financier": "Region Nord",
        "money-0-amount": "2 000 000",
        "money-1-financier": "",
        "money-1-amount": "",
    }
    form.setdefault("changes", "0")
    officer.send(memo, {**form, "money-0-amount": "mycket"}, status=400)
    officer.send(memo, form)
    preview = officer.open(f"{memo}preview/")
    assert "Pilot för Åre & <Älvsbyn>" in preview.text
    assert "Nämnden beslutar två." in preview.text
    draft = officer.client.get(f"{memo}memo.pdf")
    assert draft.content.startswith(b"%PDF")
    officer.send(f"{memo}render/")
    assert "stays as it is" in officer.open(memo).text
    made = officer.client.get(f"{memo}memo.pdf").content
    assert made == officer.client.get(f"{memo}memo.pdf").content
    officer.send(memo, form, status=409)
    officer.open(officer.send(f"{memo}renew/"))


def _two_regions_share_nothing(visit):
    """The made-up region beside it has none of this, and the other way round (item 2)."""
    example_officer = visit("officer")
    assert "No memo is written yet" in example_officer.open("/example/memos/").text
    example_officer.open("/nord/", status=404)
    visit("stranger").open("/example/", status=404)


def test_a_zip_is_as_good_as_its_files(visit, files):
    officer = visit("stranger")
    assert "Nothing is written yet" in officer.open(_upload(officer, _zip(files))).text


def test_problems_say_where_and_what_to_do_and_nothing_is_written(visit, files):
    broken = dict(files)
    lines = files["interplay.csv"].decode("utf-8-sig").splitlines()
    column = lines[0].split(";").index("started_on")
    for row in range(1, 6):
        cells = lines[row].split(";")
        cells[column] = "2026-02-30"
        lines[row] = ";".join(cells)
    broken["interplay.csv"] = "\n".join(lines).encode()
    officer = visit("stranger")
    plan = _upload(officer, broken)
    seen = officer.open(plan)
    assert "nothing can be until the errors are corrected" in seen.text
    assert "interplay.csv" in seen.text
    assert "row 2" in seen.text
    assert "2 more" in seen.text
    officer.send(f"{plan}apply/", status=409)
    assert "No actor is registered" in officer.open("/nord/actors/").text


@pytest.mark.parametrize(
    ("name", "data"),
    [("tables.xlsx", b"not a workbook"), ("tables.zip", b"PK broken"), ("photo.png", b"png")],
)
def test_what_cannot_be_read_is_told(visit, name, data):
    officer = visit("stranger")
    seen = officer.open(_upload(officer, {name: data}))
    assert "nothing can be until the errors are corrected" in seen.text


def test_no_file_is_told(visit):
    visit("stranger").send("/nord/import/", {}, status=400)


def test_the_empty_workbook_can_be_brought_in_as_it_is(visit):
    officer = visit("stranger")
    page = officer.open("/nord/import/")
    workbook = officer.client.get(page.link("The workbook to fill in")).content
    plan = officer.open(_upload(officer, {"e.xlsx": workbook}))
    assert "8 rows would change" in plan.text
    assert "remark" not in plan.text


def test_an_import_is_taken_back_and_brought_in_again(visit, files):
    """Issue 5 item 2: import undo, with a look first; itself undone by importing again."""
    officer = visit("stranger")
    plan = _upload(officer, files)
    _done(officer, officer.send(f"{plan}apply/"))
    undo = officer.open(plan).link("Take the import back")
    assert "All of it goes in one step" in officer.open(undo).text
    assert officer.send(undo) == plan
    assert "was taken back" in officer.open(plan).text
    assert "No actor is registered" in officer.open("/nord/actors/").text
    officer.send(f"{plan}again/")
    officer.send(undo, status=409)
    visit("officer").send("/example/entries/1/undo/", status=409)


def test_the_made_up_region_takes_no_import(visit, files):
    officer = visit("officer")
    assert "stays as it is" in officer.open("/example/import/").text
    sent = [SimpleUploadedFile("actors.csv", files["actors.csv"])]
    officer.send("/example/import/", {"files": sent}, status=400)


def test_waiting_work_can_be_cancelled(visit, files):
    officer = visit("stranger")
    plan = _upload(officer, files)
    job = officer.send(f"{plan}apply/")
    officer.send(f"{job}cancel/")
    assert "cancelled" in officer.open(job).text
    assert "No actor is registered" in officer.open("/nord/actors/").text


def test_a_region_of_ones_own_is_begun(visit):
    officer = visit("officer")
    where = officer.send("/begin/", {"name": "Västra Fjällen"})
    assert where == "/vastra-fjallen/"
    assert "Nothing is here yet" in officer.open(where).text
    assert "Look at the made-up region" in officer.open(where).text
    officer.send("/begin/", {"name": "Västra Fjällen"}, status=400)
    officer.send("/begin/", {"name": "sign-in"}, status=400)
    visit("reader").send("/begin/", {"name": "Annan"}, status=400)


def test_roles_are_given_and_ended_with_what_it_changes_shown_first(visit):
    officer = visit("officer")
    new = {"name": "Ny Person", "email": "ny@example.se", "role": "reader", "until": ""}
    officer.send("/example/people/", new)
    page = officer.open("/example/people/")
    ending = page.link("End the role of Ny Person")
    assert "cannot open the region's pages" in officer.open(ending).text
    officer.send(ending)
    assert "Ny Person" not in [name for name, _ in officer.open("/example/people/").links]
    assert "gave Ny Person the role reader" in officer.open("/example/audit/").text
