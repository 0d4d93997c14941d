"""One person whole: all that is kept, corrected, handed over, erased."""

import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from actions.waves import HERE, begun, links
from records.cast import TODAY, Cast, filled, small, viewer_of
from samspel.actions import (
    answer_wave,
    ask_wave,
    empty_files,
    import_register,
    measure_gaps,
    one_person,
    search_files,
    share,
    sign_in,
    stand_in,
    undo_entry,
)
from samspel.actions.answer_wave import Part
from samspel.actions.background import run_job
from samspel.actions.declare_log import declare_log, wish_letter
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.freeze_tables import pack_tables
from samspel.actions.joined_tables import FACES
from samspel.actions.log_acts import Where
from samspel.actions.manage_keys import make_key
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.send_feedback import send_feedback
from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import NewDeputy, NewKey, system_viewer
from samspel.records.audit.api import EventQuery, list_events
from samspel.records.contacts import api as contacts
from samspel.records.files import api as files
from samspel.records.files.api import FileRow
from samspel.records.gaps.api import get_measured, get_run
from samspel.records.interplay import api as interplay
from samspel.records.interplay.api import list_declarations
from samspel.records.jobs.api import get_job
from samspel.records.messages.api import write_letter
from samspel.records.register import api as register
from samspel.tables import Tables
from samspel.terms import PageRequest, Refusal

PAGE = PageRequest()
SECRETS = ("Börje Åkesson-Test", "borje@norr.example", "070-555 12 34", "borje")


@pytest.fixture
def borje(cast: Cast) -> int:
    """Somebody with a trace in every part of the service; the contact's id."""
    filled(cast.alice)
    user = NewUser(SECRETS[0], SECRETS[1], "platform_leader", ("skog",))
    contact = add_user(user=user, by=cast.alice).contact
    to = {"name": SECRETS[0], "email": SECRETS[1], "phone": SECRETS[2], "language": "sv"}
    one_person.correct_person(contact_id=contact, to=to, by=cast.alice)
    account = accounts.account_of_email(SECRETS[1])
    assert account is not None
    sign_in.request_link(email=SECRETS[1], address="https://samspel.example")
    sign_in.set_password(account_id=account.id, password="en lång och egen mening")
    mine = viewer_of(SECRETS[1], "norr")
    later = localdate() + timedelta(days=30)
    make_key(key=NewKey(account.id, "Börjes lista", False, later), by=mine)
    new = NewDeputy(contact, cast.bob.contact or 0, localdate(), later)
    stand_in.appoint_deputy(new=new, by=mine)
    text = f"Skriv till {SECRETS[0]} på {SECRETS[1]}, tel {SECRETS[2]}"
    send_feedback(text=text, email="", page="/norr/", by=mine)
    write_letter("sign_in", to=contact, key="x", by=mine, values={"link": "https://x"})
    return contact


def everything() -> dict[str, str]:
    """Every column of every table of the database, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            rows = [[_plain(value) for value in row] for row in cursor.fetchall()]
            found[table] = json.dumps(rows, ensure_ascii=False, default=str)
    return found


def _plain(value: object) -> object:
    """JSON kept as text is read, so that no letter hides behind its escape."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def holding() -> dict[str, set[str]]:
    """Which of the person's words stand in which tables."""
    return {
        table: held
        for table, text in everything().items()
        if (held := {word for word in SECRETS if word.casefold() in text.casefold()})
    }


def test_after_the_erasure_no_table_holds_the_person(cast: Cast, borje: int) -> None:
    """Issue 5, item 8: every column of every table of the database is searched."""
    assert {"contacts_contact", "audit_auditrow", "messages_letter"} <= set(holding())
    one_person.erase_person(contact_id=borje, by=cast.alice)
    assert holding() == {}
    assert accounts.account_of_email(SECRETS[1]) is None
    assert contacts.get_contact(borje, by=cast.alice).is_erased
    with pytest.raises(Refusal, match="not_found"):
        one_person.erase_person(contact_id=borje, by=cast.alice)


def test_what_is_left_stays_without_a_name(cast: Cast, borje: int) -> None:
    before = list_events(page=PageRequest(size=200), by=cast.alice).count
    one_person.erase_person(contact_id=borje, by=cast.alice)
    events = list_events(page=PageRequest(size=200), by=cast.alice)
    assert events.count == before + 1
    [told] = [event for event in events.rows if event.subject == "feedback"]
    assert told.values["text"] == "Skriv till […] på […], tel […]"
    assert told.by == borje


def test_free_text_that_names_the_person_is_shown_and_stays(cast: Cast, borje: int) -> None:
    acts = pl.DataFrame(
        {"interplay_id": ["m"], "title": [f"Möte med {SECRETS[0]}"], "started_on": [TODAY]}
    )
    part = pl.DataFrame({"interplay_id": ["m", "m"], "actor_id": ["f0", "uni"]})
    entering = Entering("page", {"interplay": acts, "participations": part})
    enter_rows(entering=entering, by=cast.alice)
    whole = one_person.read_person(contact_id=borje, by=cast.alice)
    [mentions] = [one.rows for one in whole.sections if one.key == "mentions"]
    assert "interplay.Act" in {row["table"] for row in mentions}
    one_person.erase_person(contact_id=borje, by=cast.alice)
    assert set(holding()) == {"interplay_act"}


def declared(by) -> None:
    """Every month of two years that is over, said to be complete."""
    for month in range(9, 9 + 23):
        first = date(2024 + month // 12, month % 12 + 1, 1)
        declare_log(month=first, where=Where(TODAY, "skog"), by=by)


@pytest.mark.parametrize("role", ["platform_leader", "officer"])
def test_who_declares_a_log_is_in_no_figure_and_no_table_of_a_run(cast: Cast, role: str) -> None:
    """An office stands there: what a run has frozen cannot be emptied of a name."""
    filled(cast.alice)
    eco = ("skog",) if role == "platform_leader" else ()
    add_user(user=NewUser(SECRETS[0], SECRETS[1], role, eco), by=cast.alice)
    mine = viewer_of(SECRETS[1], "norr")
    declared(mine)
    to = {"name": "Börje Nygift", "email": SECRETS[1], "phone": "", "language": "sv"}
    asked = measure_gaps.Asked("skog", on=TODAY)
    run = measure_gaps.measure_gaps(asked=asked, by=mine)
    one_person.correct_person(contact_id=mine.contact or 0, to=to, by=cast.alice)
    office = {"platform_leader": "platform:skog", "officer": "region"}[role]
    of_a_file = "Officer"
    assert {one.who for one in list_declarations("skog", by=mine)} == {office}
    told = {gap.declared_by for gap in get_measured(run.id, by=mine).gaps}
    assert told == {(), (of_a_file, office)}
    reads_all = replace(mine, roles=frozenset({"evaluator"}), ecosystems=frozenset())
    tables = files.read_bytes(get_run(run.id, by=mine).tables_file or 0, by=reads_all)
    packed = zipfile.ZipFile(BytesIO(tables))
    held = [one for one in packed.namelist() if "Börje" in packed.read(one).decode()]
    assert held == []
    one_person.erase_person(contact_id=mine.contact or 0, by=cast.alice)
    assert holding() == {}


def test_a_name_that_an_earlier_version_wrote_becomes_the_office(cast: Cast, borje: int) -> None:
    """Also of what was handed in, and after the name was corrected."""
    mine = viewer_of(SECRETS[1], "norr")
    for who in (mine, cast.alice):
        declare_log(month=date(2025, 1 + (who is mine), 1), where=Where(TODAY, "skog"), by=who)
    coverage = apps.get_model("interplay", "Coverage").objects.filter(actor_id="*", gap="*")
    coverage.update(by=f"{SECRETS[0]} som ogift")
    written = "samspel.records.interplay.migrations.0005_declared_by"
    import_module(written).name_offices(apps, None)
    assert set(coverage.values_list("by", flat=True)) == {"platform:skog", "region"}


def test_a_figure_of_a_run_and_open_words_are_looked_through(cast: Cast, mailoutbox) -> None:
    """What stands under a row with a region is of that region; open words are not quoted."""
    asked = begun(cast, mailoutbox, n=6)
    name = "Sven Nämnd"
    measure_gaps.measure_gaps(asked=measure_gaps.Asked("skog"), by=cast.alice)
    words = Part(lines={"open": f"Fråga {name}"})
    answer_wave.save(secret=asked.links["f00"], part=words, address=HERE)
    user = NewUser(name, "sven@norr.example", "reader")
    contact = add_user(user=user, by=cast.alice).contact
    figure = apps.get_model("gaps", "Figure").objects.order_by("pk").first()
    figure.figure["declared_by"] = [name]
    figure.save()
    found = {row["table"]: row["text"] for row in contacts.find_mentions(contact, by=cast.alice)}
    assert name in found["gaps.Figure"]
    assert found["surveys.Line"] == "[…]"
    stranger = add_user(user=NewUser(name, "sven@syd.example", "reader"), by=cast.carol).contact
    assert contacts.find_mentions(stranger, by=cast.carol) == ()


def test_the_extract_is_all_of_it(cast: Cast, borje: int) -> None:
    found = one_person.extract_person(contact_id=borje, by=cast.alice)
    assert json.loads(json.dumps(found)) == found or isinstance(found, dict)
    told = json.dumps(found, ensure_ascii=False, default=str)
    assert all(word in told for word in (*SECRETS[:3], "platform_leader", "Börjes lista"))
    assert {"roles", "keys", "letters", "deputies", "asked", "history"} <= set(found)
    [event, *_] = list_events(page=PageRequest(), by=cast.alice).rows
    assert (event.verb, event.key) == ("extract", str(borje))


def test_who_has_a_role_in_another_region_keeps_the_way_in_there(cast: Cast, borje: int) -> None:
    add_user(user=NewUser("B. i Syd", SECRETS[1], "reader"), by=cast.carol)
    one_person.erase_person(contact_id=borje, by=cast.alice)
    assert viewer_of(SECRETS[1], "syd").roles == {"reader"}
    assert set(holding()) == {"contacts_contact"}  # of Syd, which Norr's officer cannot see


def test_an_address_is_one_persons(cast: Cast, borje: int) -> None:
    for email, code in (("bob@norr.example", "email_is_taken"), ("inte", "bad_email")):
        to = {"name": "B", "email": email, "phone": "", "language": "sv"}
        with pytest.raises(Refusal, match=code):
            one_person.correct_person(contact_id=borje, to=to, by=cast.alice)


def test_only_who_keeps_users_handles_a_person(cast: Cast, borje: int) -> None:
    for do in (one_person.read_person, one_person.extract_person, one_person.erase_person):
        with pytest.raises(Refusal, match=r"may_not\.handle_person"):
            do(contact_id=borje, by=cast.bob)
        with pytest.raises(Refusal, match="not_found"):
            do(contact_id=borje, by=cast.carol)


def test_all_matters_of_a_person_go_in_one_step(cast: Cast, borje: int) -> None:
    """Issue 5, item 7: with a preview of exactly what goes."""
    bob = cast.bob.contact or 0
    plan = stand_in.plan_hand_over(leaver=borje, successor=bob, by=cast.alice)
    assert [one.role for one in plan.roles] == ["platform_leader"]
    assert (len(plan.keys), len(plan.deputies)) == (1, 1)
    assert viewer_of(SECRETS[1], "norr", localdate()).workspaces == {"skog"}
    assert stand_in.hand_over(leaver=borje, successor=bob, by=cast.alice) == plan
    with pytest.raises(Refusal, match="role_ended"):
        viewer_of(SECRETS[1], "norr", localdate())
    successor = viewer_of("bob@norr.example", "norr", localdate())
    assert successor.roles == {"platform_leader", "reader"}
    assert successor.workspaces == {"skog"}
    assert stand_in.plan_hand_over(leaver=borje, successor=bob, by=cast.alice).is_empty
    [event, *_] = list_events(page=PageRequest(), by=cast.alice).rows
    assert (event.verb, event.values["to"]) == ("hand_over", bob)
    with pytest.raises(Refusal, match="not_to_oneself"):
        stand_in.plan_hand_over(leaver=bob, successor=cast.alice.contact or 0, by=cast.alice)


def test_open_questions_and_letters_wished_for_go_too(cast: Cast, mailoutbox) -> None:
    """Who has left signs no letter; what it did stays told of it."""
    asked = begun(cast, mailoutbox, n=6)
    wish_letter(ecosystem="skog", wanted=True, by=cast.alice)
    wish_letter(ecosystem="rymd", wanted=False, by=cast.alice)
    run = measure_gaps.measure_gaps(asked=measure_gaps.Asked("skog"), by=cast.alice)
    until = localdate() + timedelta(days=30)
    share.share_run(run_id=run.id, until=until, language="sv", by=cast.alice)
    new = NewUser("Nya Namnet", "nya@norr.example", "officer")
    nya = add_user(user=new, by=system_viewer(cast.norr.id)).contact
    system, leaver = system_viewer(cast.norr.id), cast.alice.contact or 0
    plan = stand_in.hand_over(leaver=leaver, successor=nya, by=system)
    assert [one.wave_id for one in plan.waves] == [asked.asking.wave_id]
    assert (len(plan.shares), plan.letters) == (1, ("skog",))
    assert interplay.wanted_by("skog", by=system) == {nya: True}
    assert interplay.wanted_by("rymd", by=system) == {leaver: False}
    mine = viewer_of("nya@norr.example", "norr", localdate())
    mailoutbox.clear()
    ask_wave.remind(wave=asked.asking.wave_id, by=mine)
    links(mailoutbox)
    assert all("Nya Namnet" in one.body and "Alice" not in one.body for one in mailoutbox)
    assert stand_in.plan_hand_over(leaver=leaver, successor=nya, by=system).is_empty


def test_what_a_deputy_does_is_told_as_a_deputys(cast: Cast, borje: int) -> None:
    acting = viewer_of("bob@norr.example", "norr", localdate())
    assert acting.acting_for == {borje}
    send_feedback(text="Hej", email="", page="/norr/", by=acting)
    [event, *_] = list_events(page=PageRequest(), by=cast.alice).rows
    assert event.values["acting_for"] == [borje]
    with pytest.raises(Refusal, match=r"may_not\.hand_over"):
        stand_in.appoint_deputy(
            new=NewDeputy(cast.alice.contact or 0, borje, TODAY, TODAY), by=acting
        )


def test_a_leader_appoints_and_ends_its_own_deputy(cast: Cast, borje: int) -> None:
    mine = viewer_of(SECRETS[1], "norr", localdate())
    [row] = accounts.list_deputies(by=mine)
    stand_in.end_deputy(deputy_id=row.id, by=mine)
    assert viewer_of("bob@norr.example", "norr", localdate()).roles == {"reader"}
    with pytest.raises(Refusal, match="not_found"):
        stand_in.end_deputy(deputy_id=row.id, by=viewer_of("carol@syd.example", "syd"))


# ------------------------------------------------------------------------------- the kept files


def searched(borje: int, by) -> dict[str, set[tuple[str, int, str]]]:
    """Search the kept files; by kind of file the cells that name the person."""
    job = search_files.start(contact_id=borje, by=by)
    run_job(job_id=job.id)
    found = search_files.find_searched(contact_id=borje, by=by)
    assert found is not None
    assert found.job.state == "done", found.job
    return {
        one.file.kind: {(at.table, at.row, at.column) for at in one.places} for one in found.found
    }


def test_uploads_plans_and_frozen_tables_that_name_the_person_are_listed(
    cast: Cast, borje: int
) -> None:
    """Issue 5 item 8: one person whole; file, table, row and column of each."""
    text = (
        "interplay_id;title;started_on\n"
        "m1;Möte i Umeå;2026-09-01\n"
        f"m2;Möte med {SECRETS[0].upper()};2026-09-02\n"
        "m3;Ring +46 70 555 12 34;2026-09-03\n"
    )
    import_register.store_upload(name="interplay.csv", data=text.encode(), by=cast.alice)
    assert searched(borje, cast.alice) == {
        "upload": {("interplay.csv", 3, "title"), ("interplay.csv", 4, "title")}
    }
    frames = dict(small().frames)
    frames["interplay"] = frames["interplay"].with_columns(title=pl.lit(f"Med {SECRETS[0]}"))
    filled(cast.alice, Tables.of(**frames))
    measure_gaps.measure_gaps(asked=measure_gaps.Asked("skog", on=TODAY), by=cast.alice)
    found = searched(borje, cast.alice)
    assert set(found) == {"upload", "plan", "tables"}
    assert {(table, column) for table, _row, column in found["plan"]} == {("interplay", "title")}
    assert len(found["tables"]) == len(frames["interplay"])
    [event, *_] = list_events(page=PageRequest(), by=cast.alice).rows
    assert (event.verb, event.subject, event.key) == ("search_files", "contact", str(borje))


def test_what_a_search_found_holds_not_a_word_of_the_person(cast: Cast, borje: int) -> None:
    text = f"interplay_id;title;started_on\nm2;Möte med {SECRETS[0]};2026-09-02\n"
    import_register.store_upload(name="interplay.csv", data=text.encode(), by=cast.alice)
    assert searched(borje, cast.alice)
    one_person.erase_person(contact_id=borje, by=cast.alice)
    assert holding() == {}
    found = search_files.find_searched(contact_id=borje, by=cast.alice)
    assert found is not None
    assert len(found.found) == 1  # where to look is still told
    with pytest.raises(Refusal, match="not_found"):
        search_files.start(contact_id=borje, by=cast.alice)


def test_a_file_that_cannot_be_opened_is_told_and_not_passed_over(cast: Cast, borje: int) -> None:
    new = files.NewFile("trasig.xlsx", "application/octet-stream", "upload", b"not a workbook")
    files.store_file(new, by=cast.alice)
    assert searched(borje, cast.alice) == {"upload": set()}
    found = search_files.find_searched(contact_id=borje, by=cast.alice)
    assert found is not None
    assert [one.is_readable for one in found.found] == [False]


def test_only_who_handles_persons_searches_and_is_told(cast: Cast, borje: int) -> None:
    for do in (search_files.start, search_files.find_searched):
        with pytest.raises(Refusal, match=r"may_not\.handle_person"):
            do(contact_id=borje, by=cast.bob)
    job = search_files.start(contact_id=borje, by=cast.alice)
    assert get_job(job.id, by=cast.alice).kind == "search_files"
    with pytest.raises(Refusal, match="not_found"):
        get_job(job.id, by=cast.bob)
    with pytest.raises(Refusal, match="not_found"):
        search_files.start(contact_id=borje, by=cast.carol)


# ------------------------------------------------------------------------ the kept files emptied

LISTED = "register.zip"


def packed() -> bytes:
    """The whole register, with the person in every title."""
    frames = dict(small().frames)
    frames["interplay"] = frames["interplay"].with_columns(title=pl.lit(f"Med {SECRETS[0]}"))
    return pack_tables(tables=Tables.of(**frames))


def sent(name: str, by) -> FileRow:
    return import_register.store_upload(name=name, data=packed(), by=by)


def told(borje: int, by) -> dict[int, search_files.FileFound]:
    searched(borje, by)
    found = search_files.find_searched(contact_id=borje, by=by)
    assert found is not None
    return {one.file.id: one for one in found.found}


def on_disk() -> set[str]:
    return {path.name for path in Path(settings.FILES_FOLDER).rglob("*") if path.is_file()}


def test_a_person_is_erased_with_the_files_that_name_it_and_the_import_can_be_undone(
    cast: Cast, borje: int, django_capture_on_commit_callbacks
) -> None:
    """Issue 5 item 8: nothing on the disk or in a table holds the person, in one step."""
    upload = sent(f"Från {SECRETS[0]}.zip", cast.alice)
    row = import_register.plan(file_id=upload.id, by=cast.alice, ending=False)
    import_register.apply(import_id=row.id, by=cast.alice)
    found = told(borje, cast.alice)
    assert {one.file.kind for one in found.values()} == {"upload", "plan"}
    assert found[upload.id].is_named
    assert {"register_entry", "files_storedfile"} <= set(holding())
    with django_capture_on_commit_callbacks(execute=True):
        emptied = one_person.erase_person(contact_id=borje, file_ids=found, by=cast.alice)
    assert (emptied.files, emptied.given_up) == (2, ())
    assert holding() == {"interplay_act": {SECRETS[0]}}, "what was brought in is the register's"
    assert not on_disk() & {one.file.sha256 for one in found.values()}
    for file in found:
        with pytest.raises(Refusal, match="file_is_emptied"):
            files.read_bytes(file, by=cast.alice)
    with pytest.raises(Refusal, match="file_is_emptied"):
        import_register.start_plan(file_id=upload.id, by=cast.alice)
    with pytest.raises(Refusal, match="file_is_emptied"):
        import_register.plan(file_id=upload.id, by=cast.alice)
    kept = files.get_file(upload.id, by=cast.alice)
    assert (kept.name, kept.emptied_by) == ("….zip", cast.alice.contact)
    after = register.get_import(row.id, by=cast.alice)
    assert (after.state, after.file_name, after.samples) == ("applied", "….zip", ())
    assert after.changes == row.changes, "the counts stay"
    undo_entry.undo_entry(entry_id=row.id, by=cast.alice)
    titles = FACES["interplay"].frames(by=cast.alice)["interplay"]["title"]
    assert set(titles) == set(small()["interplay"]["title"])
    verbs = [
        one.verb for one in list_events(EventQuery(person=borje), page=PAGE, by=cast.alice).rows
    ]
    assert verbs.count("empty_file") == 2


def test_a_plan_not_yet_written_is_given_up_with_its_file(cast: Cast, borje: int) -> None:
    upload = sent(LISTED, cast.alice)
    row = import_register.plan(file_id=upload.id, by=cast.alice, ending=False)
    found = told(borje, cast.alice)
    assert [one.planned for one in found.values()] == [(row.id,), (row.id,)]
    emptied = empty_files.empty_files(contact_id=borje, file_ids=[upload.id], by=cast.alice)
    assert (emptied.files, emptied.given_up) == (1, (row.id,))
    assert register.get_import(row.id, by=cast.alice).state == "cancelled"
    with pytest.raises(Refusal, match="import_is_over"):
        import_register.start(import_id=row.id, by=cast.alice)
    # Later, of who is erased already: what the search found is still there to choose from.
    one_person.erase_person(contact_id=borje, by=cast.alice)
    again = empty_files.empty_files(contact_id=borje, file_ids=found, by=cast.alice)
    assert again.files == 1, "the upload was emptied already"
    [file] = [one.file for one in found.values() if one.file.kind == "upload"]
    assert files.get_file(file.id, by=cast.alice).name == LISTED


@pytest.mark.parametrize("state", ["asked", "staging", "planning"])
def test_a_file_that_work_goes_on_with_is_not_emptied_and_nobody_is_half_erased(
    cast: Cast, borje: int, state: str
) -> None:
    upload = sent(LISTED, cast.alice)
    row = import_register.plan(file_id=upload.id, by=cast.alice, ending=False)
    found = told(borje, cast.alice)
    if state == "planning":
        import_register.start_plan(file_id=upload.id, by=cast.alice)
    elif state == "asked":
        import_register.start(import_id=row.id, by=cast.alice)
    else:
        register.start_staging(row.id, by=cast.alice)
    with pytest.raises(Refusal, match="file_is_in_use"):
        one_person.erase_person(contact_id=borje, file_ids=found, by=cast.alice)
    assert not contacts.get_contact(borje, by=cast.alice).is_erased
    assert files.read_bytes(upload.id, by=cast.alice)
    assert register.get_import(row.id, by=cast.alice).state != "cancelled"


def test_what_is_frozen_for_a_run_and_what_names_others_is_not_emptied(
    cast: Cast, borje: int
) -> None:
    new = files.NewFile("actors.csv", "text/csv", "upload", b"actor_id;name\nx;Annan\n")
    other = files.store_file(new, by=cast.alice)
    upload = sent(LISTED, cast.alice)
    row = import_register.plan(file_id=upload.id, by=cast.alice)
    import_register.apply(import_id=row.id, by=cast.alice)
    measure_gaps.measure_gaps(asked=measure_gaps.Asked("skog", on=TODAY), by=cast.alice)
    found = told(borje, cast.alice)
    [tables] = [one.file.id for one in found.values() if one.file.kind == "tables"]
    refused = {(other.id,): "not_found", (tables,): "file_stays", (10**9,): "not_found"}
    for file_ids, code in refused.items():
        with pytest.raises(Refusal, match=code):
            empty_files.empty_files(contact_id=borje, file_ids=file_ids, by=cast.alice)
    with pytest.raises(Refusal, match=r"may_not\.handle_person"):
        empty_files.empty_files(contact_id=borje, file_ids=(tables,), by=cast.bob)
    with pytest.raises(Refusal, match="not_found"):
        empty_files.empty_files(contact_id=borje, file_ids=(tables,), by=cast.carol)


def test_who_may_open_no_file_may_still_empty_those_that_name_a_person(
    cast: Cast, borje: int
) -> None:
    """An administrator keeps persons and reads no figure; a platform's own files count too."""
    user = NewUser("Adam", "adam@norr.example", "administrator")
    add_user(user=user, by=cast.alice)
    adam = viewer_of("adam@norr.example", "norr")
    mine = viewer_of(SECRETS[1], "norr")
    new = files.NewFile(LISTED, "application/zip", "upload", packed(), "skog")
    own = files.store_file(new, by=mine)
    found = told(borje, adam)
    assert set(found) == {own.id}
    assert empty_files.empty_files(contact_id=borje, file_ids=found, by=adam).files == 1
    [event, *_] = list_events(page=PAGE, by=adam).rows
    assert (event.verb, event.by, event.values["file"]) == ("empty_file", adam.contact, LISTED)
