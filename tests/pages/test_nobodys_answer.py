"""What one member answered reaches nobody by any way there is, but itself and an evaluator (X12).

Two worlds that differ only in which of two members said *yes*, and named whom, and which said *no*.
Whoever sees a difference between the two sees a single answer. The figures are the same in both.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from actions.waves import answer, begun
from pages.test_workspace import _filled, _patterns, faces
from pages.world import Reader
from records.cast import make_cast
from samspel.actions import answer_wave, ask_wave, import_register, measure_lens, share
from samspel.actions.answer_wave import Part
from samspel.actions.background import run_next
from samspel.actions.enter_tables import TABLES, enter, read_rows
from samspel.actions.hand_out_tables import README, hand_out
from samspel.actions.joined_tables import FACES, read_tables
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.measure_gaps import Asked
from samspel.cli import main
from samspel.pages.api.service import api
from samspel.records.accounts.api import NewKey, make_key, system_viewer, viewer_for
from samspel.records.gaps import api as gaps
from samspel.records.surveys import api as surveys
from samspel.tables import Tables, read, snapshot
from samspel.terms import BadData, PageRequest, Refusal, Viewer

pytestmark = pytest.mark.usefixtures("static")
ROLES = ("officer", "platform_leader", "reader", "administrator")
Walk = Callable[[int], Mapping[str, str]]


def build(outbox: list, yes: str, no: str) -> int:
    """A wave of eight that is closed, and measured; the id of the run after it."""
    cast = make_cast()
    for role in ("platform_leader", "administrator"):
        held = ("skog",) if role == "platform_leader" else ()
        user = NewUser(f"En {role}", f"{role}@norr.example", role, held)
        add_user(user=user, by=system_viewer(cast.norr.id))
    until = localdate() + timedelta(days=90)
    user = NewUser("Eva", "evaluator@norr.example", "evaluator", until=until)
    add_user(user=user, by=system_viewer(cast.norr.id))
    del outbox[:]
    asked = begun(cast, outbox)
    work()
    for actor, link in asked.links.items():
        said = "yes" if actor in (yes, "f05", "f06") else "no"
        answer(link, "research", said, *(["uni"] if actor == yes else []))
        if actor in (yes, no):
            answer_wave.save(secret=link, address="192.0.2.7", part=Part(whole=True))
    ask_wave.close(wave=asked.asking.wave_id, by=cast.alice)
    work()
    lens = measure_lens.AskedLens("places", Asked("skog", on=localdate()))
    measure_lens.measure_lens(asked=lens, by=cast.alice)
    run = surveys.get_asking(asked.asking.wave_id, by=cast.alice).after_run
    assert run is not None
    return run


def work() -> None:
    while run_next(worker="test"):
        pass


def in_both_worlds(outbox: list, walk: Walk) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What the walk is told in the one world and in the other."""
    told = []
    for yes, no in (("f03", "f04"), ("f04", "f03")):
        with transaction.atomic():
            told.append({key: _plain(text) for key, text in walk(build(outbox, yes, no)).items()})
            transaction.set_rollback(True)
    return told[0], told[1]


def _plain(text: str) -> str:
    """Without what differs between two of the same: hashes, secrets and the time of day."""
    text = re.sub(r"[0-9a-f]{12,}", "HASH", text)
    text = re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', "", text)
    text = re.sub(r"\d\d:\d\d(:\d\d(\.\d+)?)?", "TIME", text)
    return re.sub(r"datetime\([^)]*\)", "TIME", re.sub(r"microsecond=\d+", "", text))


def told_otherwise(outbox: list, walk: Walk) -> list[str]:
    """What differs between the worlds; and how much was told at all must be something."""
    one, other = in_both_worlds(outbox, walk)
    assert one.keys() == other.keys()
    assert any(one.values())
    return [key for key in one if one[key] != other[key]]


def account(role: str) -> int:
    from samspel.records.accounts.api import account_of_email

    email = {"officer": "alice@norr.example", "reader": "bob@norr.example"}
    found = account_of_email(email.get(role, f"{role}@norr.example"))
    assert found is not None
    return found.id


def viewer(role: str) -> Viewer:
    return viewer_for(account(role), "norr", localdate())


# ------------------------------------------------------------------------------------- pages


def addresses(run: int) -> Iterator[str]:
    from django.urls import get_resolver

    wave = surveys.list_askings(by=viewer("officer"))[0]
    known = {
        "run_id": run,
        "job_id": 1,
        "import_id": 1,
        "entry_id": 3,
        "actor_id": "f03",
        "ecosystem_id": "skog",
        "gap_key": "research",
        "release_id": 1,
        "interplay_id": f"{wave.wave_id}:research:0",
        "wave_id": wave.wave_id,
        "lens": "places",
        "what": "take-up",
    }
    for name, pattern in _patterns(get_resolver()):
        wanted = set(pattern.converters)
        if name and "region" in wanted and wanted - {"region"} <= set(known):
            route = str(pattern)
            for part in wanted:
                route = _filled(route, part, str({**known, "region": "norr"}[part]))
            yield "/" + route
    yield "/norr/lens-runs/1/tables.zip"
    yield from (f"/norr/actors/f0{n}/" for n in range(3, 8))


def pages_as(role: str) -> Walk:
    def walk(run: int) -> Mapping[str, str]:
        client, found = Reader(account(role)).client, {}
        for address in addresses(run):
            answer = client.get(address)
            assert answer.status_code < 500, address
            body = b"".join(answer) if answer.streaming else answer.content
            if address.endswith("/workbook/"):
                continue  # the empty one to fill in: it reads no row
            if answer.headers.get("Content-Type") == "application/zip":
                body = unzipped(body).encode()
            found[address] = body.decode(errors="replace") if answer.status_code == 200 else ""
        assert len([1 for text in found.values() if text]) > (2 if role == "administrator" else 20)
        return found

    return walk


def unzipped(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_file_tells_it(db, mailoutbox, role) -> None:
    assert told_otherwise(mailoutbox, pages_as(role)) == []


def test_an_evaluator_is_told_so_the_walk_can_fail(db, mailoutbox) -> None:
    found = told_otherwise(mailoutbox, pages_as("evaluator"))
    assert any(address.endswith("tables.zip") for address in found)
    assert "/norr/ecosystems/skog/gaps/research/" in found


# --------------------------------------------------------------- programs, shares and faces


def test_no_program_is_told(db, mailoutbox) -> None:
    """Every address of the JSON API that reads, with an officer's key that may write; and every
    table a program may read rows of, by every column."""

    def walk(run: int) -> Mapping[str, str]:
        by, found = viewer("officer"), {}
        key = NewKey(account("officer"), "walk", True, localdate() + timedelta(days=1))
        client = Client(headers={"authorization": f"Bearer {make_key(key, by=by)[1]}"})
        ways = {"{region}": "norr", "{actor_id}": "f03", "{run_id}": str(run), "{gap}": "research"}
        ways |= {"{ecosystem_id}": "skog", "{entry_id}": "3", "{job_id}": "1"}
        for path, verbs in api.get_openapi_schema()["paths"].items():
            address = path
            for part, value in ways.items():
                address = address.replace(part, value)
            if "get" in verbs:
                got = client.get(address)
                found[address] = got.content.decode() if got.status_code == 200 else ""
        asked = ["f03", "f04", "uni", "skog", "reporter", "contact", "participant", "research"]
        wave = surveys.list_askings(by=by)[0].wave_id
        for table, columns in TABLES.items():
            for column in (one.name for one in columns if one.kind == "text"):
                values = [*asked, f"wave:{wave}"]
                rows = read_rows(table=table, column=column, values=values, by=by)
                found[f"{table} by {column}"] = str(sorted(map(str, rows)))
        return found

    assert told_otherwise(mailoutbox, walk) == []


def test_no_face_and_no_frozen_link_tells(db, mailoutbox) -> None:
    def walk(run: int) -> Mapping[str, str]:
        found, by = {}, viewer("officer")
        until = localdate() + timedelta(days=9)
        _row, secret = share.share_run(run_id=run, until=until, language="sv", by=by)
        found["shared"] = Client().get(f"/shared/{secret}/").content.decode()
        query = gaps.StateQuery(run, "research")
        for role in ROLES[:3]:
            seen = viewer(role)
            found[f"states {role}"] = str(gaps.list_states(query, page=PageRequest(), by=seen))
            found[f"counts {role}"] = str(gaps.count_states(run, "research", by=seen))
            for actor in ("f03", "f04"):
                told = gaps.list_actor_states(actor, by=seen)
                found[f"{actor} {role}"] = str([(one.gap, one.state) for one in told])
        return found

    assert told_otherwise(mailoutbox, walk) == []
    assert len(dict(faces())) > 30


# --------------------------------------------------- the zip, and no way round by comparing


def test_an_officers_zip_says_what_is_left_out_and_an_evaluators_is_whole(
    db, mailoutbox, tmp_path: Path, capsys
) -> None:
    run = build(mailoutbox, "f03", "f04")
    row = gaps.get_run(run, by=viewer("officer"))
    assert row.tables_file is not None
    wave = surveys.list_askings(by=viewer("officer"))[0].wave_id
    whole, part = (
        hand_out(tables_file=row.tables_file, by=viewer(who)) for who in ("evaluator", "officer")
    )
    for name, data in (("whole", whole), ("part", part)):
        (tmp_path / f"{name}.zip").write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(part)) as archive:
        text = archive.read(README).decode()
    assert "left out" in text or "utelämnade" in text
    tables = {name: read(tmp_path / f"{name}.zip").tables for name in ("whole", "part")}
    assert snapshot(tables["whole"]) == row.snapshot != snapshot(tables["part"])
    assert not tables["part"]["answers"].height
    assert wave not in str(tables["part"]["interplay"].rows())
    assert not tables["part"]["coverage"].height
    assert "reporter" in tables["whole"]["participations"]["role"].to_list()
    assert "reporter" not in tables["part"]["participations"]["role"].to_list()
    said = tables["whole"]["answers"].filter(pl.col("item") == "contact:research")
    assert dict(said.select("respondent_id", "value").rows())["f03"] == "yes"
    command = f"gaps {tmp_path}/whole.zip --ecosystem skog --on {row.on} --format json"
    assert main([*command.split(), "--out", str(tmp_path / "mine.json")]) == 0
    assert (tmp_path / "mine.json").read_text() == gaps.read_run_json(run, by=viewer("reader"))
    with pytest.raises(Refusal, match="download_tables"):
        hand_out(tables_file=row.tables_file, by=viewer("platform_leader"))


def test_a_run_without_answers_of_ours_is_the_same_file_for_both(db, mailoutbox) -> None:
    run = build(mailoutbox, "f03", "f04")
    before = surveys.list_askings(by=viewer("officer"))[0].before_run
    assert before not in (None, run)
    file = gaps.get_run(before or 0, by=viewer("officer")).tables_file or 0
    assert hand_out(tables_file=file, by=viewer("officer")) == hand_out(
        tables_file=file, by=viewer("evaluator")
    )


@pytest.mark.parametrize("guess", ["yes", "no"])
def test_an_import_compares_nothing_with_what_was_answered_here(db, mailoutbox, guess) -> None:
    """A plan that said *the same* or *changed* would tell; a file without them ends none."""
    build(mailoutbox, "f03", "f04")
    by = viewer("officer")
    wave = surveys.list_askings(by=by)[0].wave_id
    there = read_tables(by=by)[0]
    row = {"wave_id": [wave], "respondent_id": ["f03"], "item": ["contact:research"]}
    sent = Tables.of(answers=pl.DataFrame({**row, "value": [guess]}), waves=there["waves"])
    plan = import_register.plan_tables(tables=sent, by=by)
    assert [problem.code for problem in plan.problems if "own" in problem.code] == [
        "answers_of_own_wave"
    ]
    assert not plan.can_apply
    assert {(t.table, t.added, t.changed, t.ended) for t in plan.tables} <= {
        (t.table, 0, 0, 0) for t in plan.tables
    }
    rest = there["interplay"].filter(~pl.col("interplay_id").str.starts_with(wave))
    kept = there["participations"].filter(~pl.col("interplay_id").str.starts_with(wave))
    whole = replace(there, frames={**there.frames, "interplay": rest, "participations": kept})
    plan = import_register.plan_tables(tables=Tables.of(**whole.frames), by=by)
    assert "answers_of_own_wave" in {problem.code for problem in plan.problems}
    none = {
        name: rows for name, rows in whole.frames.items() if name not in ("answers", "coverage")
    }
    plan = import_register.plan_tables(tables=Tables.of(**none), by=by)
    assert plan.can_apply, plan.problems
    assert sum(table.ended + table.changed for table in plan.tables) == 0
    assert "f03" not in str(plan.samples)


def test_no_program_finds_an_answer_by_trying_its_key(db, mailoutbox) -> None:
    """The key of a report can be worked out; whether it is there is told to nobody."""
    build(mailoutbox, "f03", "f04")
    by = viewer("officer")
    there = FACES["interplay"].frames(by=by)["interplay"]
    wave = surveys.list_askings(by=by)[0].wave_id
    [act] = [one for one in there["interplay_id"] if one.startswith(wave)]
    for key in (act, act[:-1] + "x"):
        part = {"interplay_id": key, "actor_id": "f05", "role": "participant"}
        with pytest.raises(BadData, match="answers_of_own_wave"):
            enter(adds={"participations": [part]}, ends={}, ecosystem="", by=by)
    found = FACES["participations"].find_rows("participations", "interplay_id", [act], by=by)
    for row in (found["_row"][0], 10**9):
        with pytest.raises(Refusal, match="row_was_changed"):
            enter(adds={}, ends={"participations": [row]}, ecosystem="", by=by)
