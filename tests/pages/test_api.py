"""The JSON API: what its document promises, who may ask, and what it answers to odd things.

Issue 5 item 10: read and write, a key for each person and purpose, schemathesis clean.
"""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samspel.actions.manage_keys import make_key, revoke_key
from samspel.records.accounts.api import NewKey, viewer_for
from samspel.records.audit.models import AuditRow
from samspel.records.gaps.api import find_latest_run, read_run_json

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)
BASE = "/api/v1"


class Program:
    """A program with a key, which asks and reads JSON."""

    def __init__(self, account: int | None, region: str, *, writes: bool = False) -> None:
        self.client = Client(headers={"accept-language": "en"})
        self.key, self.headers = None, {}
        if account is not None:
            self.by = viewer_for(account, region, TODAY)
            self.key, secret = make_key(key=NewKey(account, "Test", writes, LATER), by=self.by)
            self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, status: int = 200, **query):
        answer = self.client.get(BASE + path, query, headers=self.headers)
        assert answer.status_code == status, (path, answer.status_code, answer.content[:500])
        return answer.json()

    def post(self, path: str, data, status: int):
        return self.send("post", path, data, status)

    def send(self, verb: str, path: str, data=None, status: int = 200):
        answer = getattr(self.client, verb)(
            BASE + path, json.dumps(data or {}), "application/json", headers=self.headers
        )
        assert answer.status_code == status, (path, answer.status_code, answer.content[:800])
        return answer.json()


@pytest.fixture
def officer(db, world):
    return Program(world.officer, "example")


@pytest.fixture
def other(db, world):
    """An officer of the empty region, with a key that writes."""
    return Program(world.stranger, "nord", writes=True)


ADDRESSES = [
    "/region",
    "/ecosystems",
    "/ecosystems/besoksnaring",
    "/actors",
    "/places",
    "/acts",
    "/notes",
    "/entries",
    "/runs",
    "/memos",
    "/audit",
    "/waves",
    "/told",
    "/kinds",
    "/people/roles",
    "/people/keys",
    "/people/deputies",
    "/shares",
    "/directory",
    "/ecosystems/besoksnaring/log",
    "/ecosystems/besoksnaring/facts",
]
# For officers alone: a reader is told who may.
OFFICERS = {"/audit": "read_audit", "/shares": "share", "/directory": "open_directory"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_no_key_is_told_how_to_get_one(db, world, address):
    told = Program(None, "example").get(address, 401)
    assert "Authorization: Bearer" in told["reason"]


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one not in OFFICERS])
def test_a_reader_reads_and_finds_what_the_pages_show(db, world, address):
    assert Program(world.reader, "example").get(address) is not None


@pytest.mark.parametrize(("address", "action"), OFFICERS.items())
def test_what_is_for_officers_is_refused_with_the_reason(db, world, officer, address, action):
    assert officer.get(address) is not None
    told = Program(world.reader, "example").get(address, 403)
    assert told["code"] == f"may_not.{action}"


def test_another_region_is_not_there(db, world, other, officer):
    """A key stands for its person in one region, and shows nothing of another."""
    run = officer.get("/runs")["rows"][0]["id"]
    entry = officer.get("/entries")["rows"][0]["id"]
    for address in (f"/runs/{run}", f"/runs/{run}/run.json", f"/entries/{entry}"):
        officer.get(address)
        other.get(address, 404)
    other.get("/ecosystems/besoksnaring", 404)
    assert other.get("/actors")["count"] == 0


def test_a_list_is_walked_to_its_end_by_next(officer):
    first = officer.get("/actors", size=200)
    seen, after = [row["actor_id"] for row in first["rows"]], first["next"]
    while after:
        page = officer.get("/actors", size=200, after=after)
        seen += [row["actor_id"] for row in page["rows"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == first["count"] > 300


def test_a_query_narrows_as_the_page_does(officer):
    found = officer.get("/actors", sector="academia", ecosystem="besoksnaring")
    assert found["count"] == len(found["rows"]) > 0
    assert {row["sector"] for row in found["rows"]} == {"academia"}


def test_a_run_has_the_same_bytes_everywhere(world, officer):
    """X14: the evaluator gets the same last digit."""
    run = find_latest_run("besoksnaring", by=officer.by)
    answer = officer.client.get(f"{BASE}/runs/{run.id}/run.json", headers=officer.headers)
    assert answer.content.decode() == read_run_json(run.id, by=officer.by)


def test_a_key_that_reads_does_not_write_and_a_revoked_one_does_nothing(db, world, officer):
    told = officer.post("/entries", {}, 403)
    assert told["code"] == "key_only_reads"
    revoke_key(key_id=officer.key.id, by=officer.by)
    officer.get("/region", 401)


def test_rows_are_entered_changed_and_told_about(world, other):
    """R22: what a program enters is checked, kept and audited as what a person enters."""
    made = other.post(
        "/entries",
        {
            "adds": {
                "ecosystems": [{"ecosystem_id": "skog", "name": "Skog"}],
                "actors": [
                    {"actor_id": "f1", "name": "Ett bolag", "sector": "private", "roles": "firm"},
                    {"actor_id": "u1", "name": "Lärosätet", "sector": "academia"},
                ],
                "interplay": [{"interplay_id": "m1", "started_on": "2026-09-01"}],
                "participations": [
                    {"interplay_id": "m1", "actor_id": "f1"},
                    {"interplay_id": "m1", "actor_id": "u1"},
                ],
            }
        },
        201,
    )
    assert made["state"] == "applied"
    assert other.get("/acts/m1")["act"]["participants"] == 2
    [row] = other.get("/tables/actors/rows", column="actor_id", value="f1")
    changed = {k: v for k, v in row.items() if k != "_row"} | {"name": "Ett annat bolag"}
    other.post("/entries", {"adds": {"actors": [changed]}, "ends": {"actors": [row["_row"]]}}, 201)
    assert other.get("/actors/f1")["actor"]["name"] == "Ett annat bolag"
    told = other.post(
        "/entries", {"adds": {"actors": [changed]}, "ends": {"actors": [row["_row"]]}}, 409
    )
    assert told["code"] == "row_was_changed"
    assert AuditRow.objects.filter(region=world.other.id, verb="enter").count() == 2


def test_what_cannot_be_is_told_with_place_and_remedy_and_nothing_is_kept(other):
    told = other.post(
        "/entries",
        {"adds": {"participations": [{"interplay_id": "no", "actor_id": "nobody"}]}},
        409,
    )
    assert told["code"] == "bad_data"
    assert told["reason"]
    assert {problem["code"] for problem in told["problems"]} == {"unknown_reference"}
    assert all(problem["what"] and problem["remedy"] for problem in told["problems"])
    told = other.post("/entries", {"adds": {"actors": [{"actor_id": "x"}]}, "more": 1}, 422)
    assert {problem["place"] for problem in told["problems"]} >= {"body.entry.more"}
    assert other.get("/entries")["count"] == 0


def test_the_document_names_every_address_and_needs_no_key(db, world):
    document = Client().get(f"{BASE}/openapi.json").json()
    assert document["info"]["title"] == "Samspel"
    paths = document["paths"]
    named = {BASE + one.replace("besoksnaring", "{ecosystem_id}") for one in ADDRESSES}
    assert named <= set(paths)
    for methods in paths.values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]


def test_a_key_is_shown_once_and_revoked_on_a_page(visit, world):
    officer = visit("officer")
    assert officer.open("/example/people/").link("Keys for programs") == "/example/people/keys/"
    officer.open("/example/people/keys/")
    answer = officer.client.post(
        "/example/people/keys/", {"purpose": "Nattlig hämtning", "expires_on": str(LATER)}
    )
    secret = answer.content.decode().partition("samspel_")[2].partition("<")[0]
    assert len(secret) > 40
    key = {"authorization": f"Bearer samspel_{secret}"}
    assert Client().get(f"{BASE}/region", headers=key).json()["key"] == "example"
    seen = officer.open("/example/people/keys/")
    assert secret not in seen.text
    away = seen.link("Revoke the key for Nattlig")
    officer.open(away)
    officer.send(away)
    assert Client().get(f"{BASE}/region", headers=key).status_code == 401
