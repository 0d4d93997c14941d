"""The pages by place, of what those concerned say, of what is done, and of the stop rule."""

import json

import pytest

from samspel.actions.background import run_job
from samspel.records.accounts.api import system_viewer
from samspel.records.gaps.api import find_latest_lens_run, find_preview
from samspel.records.jobs.api import list_jobs
from samspel.terms import PageRequest

HERE = "/example/ecosystems/besoksnaring/"
PAGES = ["places/", "perceived/", "activity/", "change/stop-rule/"]
SETTINGS = {"on": "2026-09-30", "window_months": 24, "definitions": "memo-b", "max_size": 50}
RULE = {
    "on": "2026-09-30",
    "window_months": 12,
    "definitions": "memo-b",
    "areas": ["education", "membership", "value"],
    "several": 2,
    "patience_months": 24,
    "worth": 10,
    "delta": 5,
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("who", ["officer", "reader"])
@pytest.mark.parametrize("page", PAGES)
def test_officer_and_reader_read_them(visit, page, who, language):
    """Each says its sentence first, in both languages (X9)."""
    seen = visit(who, language).open(HERE + page)
    assert seen.lang == language
    assert seen.primary == (1 if who == "officer" else 0)


@pytest.mark.parametrize("page", PAGES)
def test_they_are_linked_from_the_ecosystem(visit, page):
    assert HERE + page in [url for _, url in visit("reader").open(HERE).links]


@pytest.mark.parametrize("page", PAGES)
def test_another_region_and_another_ecosystem_are_not_there(visit, page):
    visit("stranger").open(HERE + page, status=404)
    visit("officer").open(f"/example/ecosystems/none/{page}", status=404)


@pytest.mark.parametrize("page", PAGES)
def test_an_ecosystem_that_nobody_looked_closer_at_says_what_to_do(visit, page):
    officer = visit("officer").open(f"/example/ecosystems/mat/{page}")
    reader = visit("reader").open(f"/example/ecosystems/mat/{page}")
    assert " yet" in officer.text
    assert " yet" in reader.text


def test_places_says_counts_and_every_municipality(visit):
    """R137-R144: dense beside sparse, with interval and base, and the chart's table twin."""
    seen = visit("reader").open(HERE + "places/")
    assert "of 56 in sparse and" in seen.text
    assert "Renvattenlappmark" in seen.text
    assert "Filled dot: dense municipalities" in seen.text
    assert "seldom is no gap, never is" in seen.text


@pytest.mark.parametrize(
    ("page", "send", "data"),
    [
        ("places/", "places/measure/", SETTINGS),
        ("activity/", "activity/measure/", SETTINGS),
        ("change/stop-rule/", "change/stop-rule/read/", RULE),
    ],
)
def test_measured_again_by_a_job_and_kept_beside_the_old(visit, world, page, send, data):
    officer = visit("officer")
    job = officer.send(HERE + send, data)
    viewer = system_viewer(world.example.id)
    run_job(job_id=list_jobs(page=PageRequest(size=1), by=viewer).rows[0].id)
    done = officer.open(job)
    assert HERE + page in [url for _, url in done.links]
    seen = officer.open(HERE + page)
    assert seen.text.count("2026-09-30") > 1
    older = [url for _, url in seen.links if "?run=" in url]
    assert len(older) == 2
    officer.open(older[1])


@pytest.mark.parametrize("on", ["1900-01-01", "2200-12-31"])
@pytest.mark.parametrize(
    ("page", "send", "data"),
    [
        ("", "measure/", SETTINGS),
        ("places/", "places/measure/", SETTINGS),
        ("activity/", "activity/measure/", SETTINGS),
        ("change/stop-rule/", "change/stop-rule/read/", RULE),
    ],
)
def test_the_first_day_and_the_last_are_measured_too(visit, world, page, send, data, on):
    """No window fits before the first (X5)."""
    officer = visit("officer")
    job = officer.send(HERE + send, {**data, "on": on})
    viewer = system_viewer(world.example.id)
    run_job(job_id=list_jobs(page=PageRequest(size=1), by=viewer).rows[0].id)
    assert list_jobs(page=PageRequest(size=1), by=viewer).rows[0].state == "done"
    officer.open(job)
    officer.open(HERE + page)


def test_change_from_the_first_day_is_measured_too(visit):
    days = "?from_on=1900-01-01&to_on=2200-12-31&window_months=24&definitions=memo-b"
    visit("officer").open(f"{HERE}change/{days}")


def test_a_rule_may_leave_out_what_others_told_and_its_page_says_so(visit, world):
    officer = visit("officer")
    officer.send(HERE + "change/stop-rule/read/", {**RULE, "refuse_told": "on"})
    viewer = system_viewer(world.example.id)
    run_job(job_id=list_jobs(page=PageRequest(size=1), by=viewer).rows[0].id)
    seen = officer.open(HERE + "change/stop-rule/")
    assert "What others have told is left out." in seen.text
    assert "--refuse-told" in seen.text


@pytest.mark.parametrize(
    ("send", "data", "says"),
    [
        ("places/measure/", {**SETTINGS, "window_months": 0}, "greater than or equal to 1"),
        ("change/stop-rule/read/", {**RULE, "areas": []}, "This field is required"),
        ("change/stop-rule/read/", {**RULE, "several": 9}, "more than there are areas"),
        ("change/stop-rule/read/", {**RULE, "patience_months": 6}, "as long as the window"),
        ("perceived/preview/", {"wave": "vag-1"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_asked_is_told_on_the_form(visit, send, data, says):
    officer = visit("officer")
    answer = officer.client.post(HERE + send, data)
    assert answer.status_code in {400, 409}
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    "send", ["places/measure/", "activity/measure/", "change/stop-rule/read/", "perceived/preview/"]
)
def test_a_reader_starts_nothing(visit, send):
    visit("reader").send(HERE + send, {**SETTINGS, **RULE, "wave": "vag-2"}, status=403)


def test_a_release_is_previewed_decided_and_published(visit, world):
    """X12: previewed for officers, published by a visible act, and never taken back."""
    officer, reader = visit("officer"), visit("reader")
    viewer = system_viewer(world.example.id)
    officer.send(HERE + "perceived/preview/", {"wave": "vag-2"})
    run_job(job_id=list_jobs(page=PageRequest(size=1), by=viewer).rows[0].id)
    row = find_preview("besoksnaring", by=viewer)
    assert "Preview of release 2" in officer.open(HERE + "perceived/").text
    assert "Preview" not in reader.open(HERE + "perceived/").text
    address = f"{HERE}perceived/{row.id}/publish/"
    reader.send(address, status=403)
    assert reader.client.get(f"/example/releases/{row.id}/release.json").status_code == 404
    officer.send(address)
    seen = reader.open(HERE + "perceived/")
    assert "What has changed between the releases?" in seen.text
    assert "No difference is counted" in seen.text
    officer.send(address, status=409)
    officer.send(f"{HERE}perceived/{row.id}/drop/", status=404)
    answer = reader.client.get(f"/example/releases/{row.id}/release.json")
    assert json.loads(answer.content)["release"]["number"] == 2
    assert "published release 2" in officer.open("/example/audit/").text


def test_no_page_says_how_few_they_are(visit):
    """What is withheld is a word; neither its count nor which rule withheld it is said."""
    seen = visit("reader").open(HERE + "perceived/")
    assert "withheld" in seen.text
    assert "Which of these is not said" in seen.text
    text = visit("reader").client.get("/example/releases/1/release.json").content
    for cell in json.loads(text)["cells"]:
        assert (cell["reason"] is None) == (cell["respondents"] is not None)
        assert cell["respondents"] is None or cell["respondents"] >= 5


def test_the_kept_files_are_whom_they_are_for(visit, world):
    """The figures are everybody's who may read; the tables hold single answers (X12)."""
    by = system_viewer(world.example.id)
    run = find_latest_lens_run("places", ecosystem="besoksnaring", by=by).id
    reader, officer = visit("reader"), visit("officer")
    assert reader.client.get(f"/example/lens-runs/{run}/run.json").status_code == 200
    reader.open(f"/example/lens-runs/{run}/tables.zip", status=403)
    answer = officer.client.get(f"/example/lens-runs/{run}/tables.zip")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)
    visit("stranger").open(f"/example/lens-runs/{run}/run.json", status=404)


@pytest.mark.parametrize("odd", ["abc", "²", "-1", "9" * 40, "%00"])
def test_an_address_changed_by_hand_never_breaks_them(visit, odd):
    officer = visit("officer")
    for page in PAGES:
        answer = officer.client.get(f"{HERE}{page}?run={odd}&release={odd}")
        assert answer.status_code in {200, 404}
