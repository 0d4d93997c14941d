"""What a person does on the pages, done by a program: the same rows, limits, and lines in the
history, which say by which key (issue 5 items 4, 5, 6, 7, 10)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from pages.test_api import BASE, LATER, TODAY, Program
from pages.world import Reader
from records.cast import filled
from samspel.actions.manage_users import NewUser, add_user
from samspel.records.accounts.api import (
    NewKey,
    account_of_email,
    make_key,
    system_viewer,
)
from samspel.records.messages.models import Letter
from samspel.records.surveys.models import Link

LAST_MONTH = (TODAY.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


@pytest.fixture
def nord(db, world):
    """An officer of Nord, whose register is the small one, with a key that writes."""
    filled(system_viewer(world.other.id))
    return Program(world.stranger, "nord", writes=True)


@pytest.fixture
def leader(nord, world):
    """Who leads the platform of `skog`, with a key that writes."""
    user = NewUser("Lea", "lea@nord.example", "platform_leader", ("skog",))
    account = add_user(user=user, by=system_viewer(world.other.id)).account
    return Program(account, "nord", writes=True)


def history(world) -> str:
    return Reader(world.stranger).open("/nord/audit/").text


# -------------------------------------------------------------------------------------- waves


def asked(**more) -> dict:
    return {
        "ecosystem": "skog",
        "asks_from": str(TODAY - timedelta(days=700)),
        "asks_until": str(TODAY),
        "closes_on": str(TODAY + timedelta(days=20)),
        **more,
    }


@pytest.fixture
def wave(nord) -> str:
    """A wave that is asked of f0 and f1."""
    assert nord.post("/waves", asked(), 409)["code"] == "nobody_to_ask"
    for actor in ("f0", "f1"):
        person = {"actor_id": actor, "name": f"Person {actor}", "email": f"{actor}@nord.example"}
        nord.post("/ecosystems/skog/candidates", person, 201)
    known = {
        one["actor_id"]: one["contact_name"] for one in nord.get("/ecosystems/skog/candidates")
    }
    assert (known["f0"], known["f2"]) == ("Person f0", "")
    assert {one["actor_id"] for one in nord.send("post", "/waves/preview", asked())} == {"f0", "f1"}
    assert nord.get("/waves") == []
    return nord.post("/waves", asked(greeting="Hej!"), 201)["wave_id"]


def test_a_wave_is_begun_followed_and_closed_by_a_program(nord, wave, world) -> None:
    assert [one["wave_id"] for one in nord.get("/waves", ecosystem="skog")] == [wave]
    assert nord.get("/waves", ecosystem="rymd") == []
    detail = nord.get(f"/waves/{wave}")
    assert detail["response"] == {"asked": 2, "answered": 0, "finished": 0, "declined": 0}
    assert (detail["respondents"], detail["widths"]) == (None, [])
    people = nord.get(f"/waves/{wave}/asked")
    assert {(one["actor_id"], one["state"]) for one in people} == {
        ("f0", "waiting"),
        ("f1", "waiting"),
    }
    assert nord.send("post", f"/waves/{wave}/remind") == {"count": 2}
    assert Letter.objects.filter(template="wave_reminder").count() == 2
    assert nord.send("post", f"/waves/{wave}/stop")["state"] == "stopped"
    assert nord.send("post", f"/waves/{wave}/resume")["state"] == "open"
    first = people[0]["id"]
    assert nord.send("post", f"/waves/{wave}/asked/{first}/withdraw") == {"count": 1}
    assert Link.objects.filter(invitation_id=first, revoked_at=None).count() == 0
    nord.send("post", f"/waves/{wave}/asked/{10**6}/withdraw", status=404)
    instead = f"/waves/{wave}/asked/{first}/instead"
    assert nord.post(instead, {}, 409)["code"] == "same_person"
    assert nord.post(instead, {"name": "Rätt Person"}, 409)["code"] == "name_and_address"
    right = {"name": "Rätt Person", "email": "ratt@nord.example"}
    assert nord.post(instead, right, 200) == {"count": 1}
    assert Link.objects.filter(invitation_id=first, revoked_at=None).count() == 1
    assert nord.get(f"/waves/{wave}/asked")[0]["contact_name"] == "Rätt Person"
    assert nord.post(f"/waves/{wave}/tell", {}, 409)["code"] == "wave_is_open"
    assert nord.send("post", f"/waves/{wave}/close")["state"] == "closed"
    assert nord.post(f"/waves/{wave}/remind", {}, 409)["code"] == "wave_is_over"
    assert nord.send("post", f"/waves/{wave}/tell") == {"count": 0}
    told = history(world)
    assert f"Nils Nord (by program: Test) began wave {wave}" in told


def test_no_answer_of_a_wave_tells_a_link_or_who_said_what(nord, wave, world) -> None:
    from samspel.records.surveys.api import StepFigure, get_asking, keep_step

    by = system_viewer(world.other.id)
    step = [StepFigure("research", 7, 5, 60, 45, 20)]
    keep_step(get_asking(wave, by=by).id, 5, step, by=by)
    told = nord.get(f"/waves/{wave}")
    assert told["respondents"] == 5
    # Not the count itself: two looks would tell what one of them answered.
    assert told["widths"] == [
        {"gap": "research", "answered": 5, "before": 60, "now": 45, "then": 20}
    ]
    links = [row.values["link"].rstrip("/").rpartition("/")[2] for row in Letter.objects.all()]
    assert len(links) == 2
    every = ("/waves", f"/waves/{wave}", f"/waves/{wave}/asked", "/entries", "/audit")
    for text in (str(nord.get(address)) for address in every):
        assert not any(link in text for link in links)
    rows = nord.client.get(
        f"{BASE}/tables/answers/rows?column=wave_id&value={wave}", headers=nord.headers
    )
    assert rows.status_code == 404


def test_a_wave_is_asked_by_who_may_and_seen_by_who_reads(nord, wave, world) -> None:
    by = system_viewer(world.other.id)
    reader = add_user(user=NewUser("Rut", "rut@nord.example", "reader"), by=by).account
    program = Program(reader, "nord", writes=True)
    assert program.get(f"/waves/{wave}")["response"]["asked"] == 2
    for address in (f"/waves/{wave}/asked", "/ecosystems/skog/candidates"):
        assert program.get(address, 403)["code"] == "may_not.ask_waves"
    for act in ("remind", "stop", "resume", "close", "tell"):
        assert program.post(f"/waves/{wave}/{act}", {}, 403)["code"] == "may_not.ask_waves"
    reads = Program(world.stranger, "nord")
    assert reads.post(f"/waves/{wave}/close", {}, 403)["code"] == "key_only_reads"
    late = asked(closes_on="2200-12-31")
    assert nord.post("/waves", late, 409)["code"] == "bad_wave_days"


# ------------------------------------------------------------------------- acts, notes, the log


def test_an_act_is_entered_with_the_defaults_of_its_kind_changed_and_undone(nord, world) -> None:
    act = {
        "started_on": str(TODAY),
        "actors": ["f0", "uni"],
        "title": "Provkörning",
        "facts": {"tag": ["research"], "held": ["distance"]},
        "key": "m-1",
    }
    entry = nord.post("/acts", act, 201)
    told = {(f["fact"], f["value"]): f["basis"] for f in nord.get("/acts/m-1")["facts"]}
    assert told["tag", "research"] == told["held", "distance"] == "given"
    assert told["flow", "knowledge"] == "default"
    assert nord.post("/acts", act, 409)["code"] == "entered_already"
    assert (
        nord.post("/acts", {**act, "key": "m-2", "actors": ["f0"]}, 409)["code"] == "too_few_actors"
    )
    wrong = {**act, "facts": {"tag": ["nonsense"]}}
    assert nord.post("/acts", wrong, 422)["problems"][0]["place"].startswith("body.act.facts.tag")
    nord.send("put", "/acts/m-1", {**act, "title": "Annat"})
    assert nord.get("/acts/m-1")["act"]["title"] == "Annat"
    gone = nord.send("delete", "/acts/m-1")
    nord.get("/acts/m-1", 404)
    nord.send("post", f"/entries/{gone['id']}/undo")
    assert nord.get("/acts/m-1")["act"]["title"] == "Annat"
    assert nord.post(f"/entries/{entry['id']}/undo", {}, 409)["code"] == "built_upon"
    tags = {(one["fact"], one["value"]): one["given"] for one in nord.get("/told", text="annat")}
    assert tags["tag", "research"] == 1
    assert "(by program: Test) entered" in history(world)


def test_a_program_that_changes_a_title_changes_nobodys_part(nord) -> None:
    """A body names one organiser; the register may hold two, and financiers beside them."""
    parts = [("f0", "organiser"), ("f1", "organiser"), ("f2", "financier"), ("uni", "host")]
    rows = {
        "interplay": [{"interplay_id": "p", "kind": "project", "started_on": "2026-01-01"}],
        "participations": [{"interplay_id": "p", "actor_id": a, "role": r} for a, r in parts],
    }
    nord.post("/entries", {"adds": rows}, 201)
    act = {"started_on": "2026-01-01", "kind": "project", "title": "Nytt"}
    act["actors"] = [actor for actor, _role in parts]
    nord.send("put", "/acts/p", act)
    told = {(p["actor_id"], p["role"]) for p in nord.get("/acts/p")["participants"]}
    assert told == set(parts)
    nord.send("put", "/acts/p", {**act, "organiser": ""})
    told = {(p["actor_id"], p["role"]) for p in nord.get("/acts/p")["participants"]}
    assert told == {("f0", "participant"), *parts[1:]}


def test_a_change_made_from_what_is_no_more_is_refused(nord) -> None:
    """What was read is given back with the change; left out, it is written over as before."""
    act = {"started_on": str(TODAY), "actors": ["f0", "uni"], "key": "m-1"}
    nord.post("/acts", act, 201)
    assert nord.post("/acts", {**act, "key": "m-2", "seen": "x"}, 422)
    seen = nord.get("/acts/m-1")["seen"]
    nord.send("put", "/acts/m-1", {**act, "title": "Ett", "seen": seen})
    late = {**act, "title": "Två", "seen": seen}
    assert nord.send("put", "/acts/m-1", late, 409)["code"] == "row_was_changed"
    assert nord.get("/acts/m-1")["act"]["title"] == "Ett"
    nord.send("put", "/acts/m-1", {**late, "seen": nord.get("/acts/m-1")["seen"]})
    assert nord.get("/acts/m-1")["act"]["title"] == "Två"
    note = {"kind": "idea", "text": "Ett prov", "noted_on": str(TODAY), "actors": ["f0"]}
    nord.post("/notes", note, 201)
    [row] = nord.get("/notes")["rows"]
    here = f"/notes/{row['note_id']}"
    nord.send("put", here, {**note, "actors": ["f0", "f1"], "seen": row["seen"]})
    late = {**note, "state": "done", "seen": row["seen"]}
    assert nord.send("put", here, late, 409)["code"] == "row_was_changed"
    nord.send("put", here, {**late, "seen": nord.get(here)["seen"]})
    assert nord.get(here)["state"] == "done"


def test_the_defaults_of_a_kind_are_read_and_set(nord) -> None:
    meeting = nord.get("/kinds")["meeting"]
    assert nord.send("put", "/kinds/meeting", meeting) is None
    assert (
        nord.send("put", "/kinds/meeting", {**meeting, "held": ["distance"]})["origin"]
        == "defaults"
    )
    assert nord.get("/kinds")["meeting"]["held"] == ["distance"]


def test_a_note_is_written_changed_and_taken_away(nord) -> None:
    note = {"kind": "idea", "text": "Ett prov", "noted_on": str(TODAY), "actors": ["f0"]}
    nord.post("/notes", note, 201)
    [row] = nord.get("/notes")["rows"]
    nord.send("put", f"/notes/{row['note_id']}", {**note, "state": "done"})
    assert nord.get(f"/notes/{row['note_id']}")["state"] == "done"
    assert nord.post("/notes", {**note, "kind": "nonsense"}, 409)["code"] == "bad_data"
    nord.send("delete", f"/notes/{row['note_id']}")
    assert nord.get("/notes")["count"] == 0


def test_a_month_of_the_log_is_declared_and_taken_back(nord) -> None:
    log = "/ecosystems/skog/log"
    assert nord.get(log)["log"]["declared_until"] is None
    nord.send("put", f"{log}/{LAST_MONTH}")
    told = nord.get(log)
    assert (told["log"]["state"], told["declarations"][0]["who"]) == ("running", "region")
    assert nord.send("put", f"{log}/{LAST_MONTH}", status=409)["code"] == "already_declared"
    assert nord.send("put", f"{log}/{TODAY:%Y-%m}", status=409)["code"] == "month_not_over"
    nord.send("put", f"{log}/2026-13", status=422)
    nord.send("delete", f"{log}/{LAST_MONTH}")
    assert nord.get(log)["declarations"] == []
    nord.get("/ecosystems/none/log", 404)


# ------------------------------------------------------------------- the register, the workspace


def test_an_actor_whole_its_history_and_as_whom_it_goes_on(nord) -> None:
    profile = nord.get("/actors/f0/profile")
    assert [one["values"]["ecosystem_id"] for one in profile["facts"]["memberships"]] == ["skog"]
    goes = {"others": ["f1"], "kind": "merged", "on": "2026-02-01"}
    assert nord.send("post", "/actors/f0/successions/preview", goes)["acts"] == 1
    assert nord.get("/actors/f0/profile")["facts"]["successions"] == []
    entry = nord.post("/actors/f0/successions", goes, 201)
    [went] = nord.get("/actors/f1/profile")["facts"]["successions"]
    assert (went["values"]["kind"], went["other"]) == ("merged", "f0")
    churn = nord.get("/ecosystems/skog/churn", since="2026-01-31", until="2026-02-01")
    assert (churn["before"], churn["after"]) == (8, 7)
    assert [one["actor_id"] for one in churn["left"]] == ["f0"]
    assert nord.get("/ecosystems/skog", on="2026-02-01")["members"] == 7
    [latest, *_] = nord.get("/actors/f0/history")
    assert latest["entry"]["id"] == entry["id"]
    plan = nord.get(f"/entries/{entry['id']}/undo")
    assert plan["can"]
    nord.send("post", f"/entries/{entry['id']}/undo")
    assert nord.get("/actors/f1/profile")["facts"]["successions"] == []


def test_what_a_program_entered_can_be_undone(nord) -> None:
    actor = {"actor_id": "ny", "name": "Nya AB", "sector": "private"}
    entry = nord.post("/entries", {"adds": {"actors": [actor]}}, 201)
    nord.get("/actors/ny")
    nord.send("post", f"/entries/{entry['id']}/undo")
    nord.get("/actors/ny", 404)


def test_who_leads_another_platform_undoes_nothing_of_the_regions(nord, leader, world) -> None:
    """By a program and on the pages alike; what rests on too little told is refused."""
    act = {"started_on": str(TODAY), "actors": ["f0", "uni"], "key": "m-1"}
    entry = nord.post("/acts", act, 201)
    assert leader.post(f"/entries/{entry['id']}/undo", {}, 403)["code"] == "not_your_entry"
    account = account_of_email("lea@nord.example")
    Reader(account.id).send(f"/nord/entries/{entry['id']}/take-back/", status=403)
    assert nord.get("/acts/m-1")["act"]["title"] == ""


def test_what_a_platform_keeps_is_shown_and_handed_in_as_shown(nord, leader, world) -> None:
    here = "/ecosystems/skog/workspace/hand-in"
    act = {"ecosystem": "skog", "started_on": str(TODAY), "actors": ["f0", "uni"], "key": "egen"}
    entry = leader.post("/acts", act, 201)
    assert entry["state"] == "kept"
    nord.get("/acts/egen", 404)
    plan = leader.get(here)
    assert [one["entry"]["id"] for one in plan["entries"]] == [entry["id"]]
    assert plan["problems"] == []
    assert nord.get(here, 403)["code"] == "may_not.hand_in"
    assert leader.post(here, {"entries": [entry["id"] + 1]}, 409)
    assert leader.post(here, {"entries": [entry["id"]]}, 200) == {"count": 1}
    assert nord.get("/acts/egen")["act"]["interplay_id"] == "egen"
    assert "Lea (by program: Test) handed in" in history(world)
    second = leader.post("/acts", {**act, "key": "två"}, 201)
    away = "/ecosystems/skog/workspace/give-up"
    assert leader.get(away, entry=second["id"])["pulled"] == []
    assert leader.post(away, {"entries": [second["id"]]}, 200) == {"count": 1}


# ------------------------------------------------------------------------- people, links, everybody


def test_roles_deputies_and_one_persons_extract(nord, leader, world) -> None:
    roles = {one["name"]: one for one in nord.get("/people/roles")}
    assert set(roles) == {"Nils Nord", "Lea"}
    assert [one["name"] for one in leader.get("/people/roles")] == ["Lea"]
    mine = {"absent": roles["Lea"]["contact"], "deputy": roles["Nils Nord"]["contact"]}
    days = {"since": str(TODAY), "until": str(LATER)}
    row = leader.post("/people/deputies", {**mine, **days}, 201)
    assert nord.get("/people/deputies")[0]["absent_name"] == "Lea"
    leader.send("delete", f"/people/deputies/{row['id']}")
    lea = roles["Lea"]["contact"]
    assert nord.get(f"/people/{lea}/extract")["person"]["name"] == "Lea"
    assert leader.get(f"/people/{lea}/extract", 403)["code"] == "may_not.handle_person"
    assert "took out all that is kept of Lea" in history(world)
    assert {one["purpose"] for one in nord.get("/people/keys")} == {"Test"}
    assert "hash" not in str(nord.get("/people/keys"))
    nord.send("delete", f"/people/roles/{roles['Lea']['id']}")
    leader.get("/region", 401)


def test_a_link_is_made_told_once_and_revoked(db, world) -> None:
    officer = Program(world.officer, "example", writes=True)
    run = officer.get("/runs")["rows"][0]["id"]
    made = officer.post("/shares", {"what": "run", "id": run, "until": str(LATER)}, 201)
    secret = made["address"].rstrip("/").rpartition("/")[2]
    assert Client().get(f"/shared/{secret}/").status_code == 200
    assert secret not in str(officer.get("/shares"))
    officer.send("delete", f"/shares/{made['share']['id']}")
    assert Client().get(f"/shared/{secret}/").status_code == 404
    reader = Program(world.reader, "example", writes=True)
    assert reader.post("/shares", {"what": "run", "id": run, "until": str(LATER)}, 403)


def test_everybody_reads_what_is_open_without_a_key(nord) -> None:
    cache.clear()
    everybody = Program(None, "nord")
    for address in ("ecosystems", "actors", "actors/f0"):
        everybody.get(f"/open/nord/{address}", 404)
    nord.send("put", "/directory", {"ecosystems": ["skog"]}, 409)
    nord.send("put", "/directory", {"ecosystems": ["skog"], "mailbox": "eko@nord.example"})
    assert everybody.get("/open/nord/ecosystems") == [{"ecosystem_id": "skog", "name": "Skog"}]
    assert everybody.get("/open/nord/actors")["count"] == 0  # they have no numbers
    assert nord.get("/actors/f0/everybody")["state"] == "doubted"
    assert nord.send("put", "/actors/f0/everybody", {"shown": True})["state"] == "shown"
    [row] = everybody.get("/open/nord/actors")["rows"]
    assert row["name"] == "Åfirma 0"
    assert "org_number" not in row
    page = everybody.get("/open/nord/actors/f0")
    assert page["years"] == [{"year": 2025, "acts": 1}]
    everybody.get("/open/nord/actors/f1", 404)
    nord.send("put", "/directory", {"ecosystems": []})
    everybody.get("/open/nord/actors", 404)


def test_the_history_forgets_what_a_key_was_for_with_its_person(nord, leader, world) -> None:
    from samspel.actions.one_person import erase_person

    new = NewKey(leader.key.account, "Leas egen lista", writes=True, expires_on=LATER)
    _row, secret = make_key(new, by=leader.by)
    leader.headers = {"Authorization": f"Bearer {secret}"}
    act = {"ecosystem": "skog", "started_on": str(localdate()), "actors": ["f0", "uni"]}
    entry = leader.post("/acts", act, 201)
    leader.post("/ecosystems/skog/workspace/hand-in", {"entries": [entry["id"]]}, 200)
    assert "by program: Leas egen lista" in history(world)
    erase_person(contact_id=leader.by.contact, by=system_viewer(world.other.id))
    assert "Leas egen lista" not in history(world)
