"""Bytes by their hash, the log of what was done, and persons."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from records.cast import Cast, make_cast
from samspel.records.audit.api import EventQuery, list_events, record_event
from samspel.records.contacts import api as contacts
from samspel.records.files import api as files
from samspel.records.files.api import FileRow, NewFile
from samspel.terms import PageRequest, Refusal

RUNS = EventQuery(subject="run")
NEW = NewFile("tabell.csv", "text/csv", "upload", b"a;b\n1;2\n")


def test_the_same_bytes_are_one_file_and_each_region_has_its_own(cast: Cast) -> None:
    mine, again = files.store_file(NEW, by=cast.alice), files.store_file(NEW, by=cast.alice)
    assert mine == again
    theirs = files.store_file(NEW, by=cast.carol)
    assert theirs.id != mine.id
    assert theirs.sha256 == mine.sha256
    assert files.read_bytes(mine.id, by=cast.alice) == NEW.data
    with pytest.raises(Refusal, match="not_found"):
        files.read_bytes(mine.id, by=cast.carol)
    found = files.find_file(mine.sha256, kind="upload", by=cast.bob)
    assert found == mine
    assert files.find_file(mine.sha256, kind="document", by=cast.bob) is None


def test_bytes_that_were_changed_on_disk_are_not_handed_out(cast: Cast) -> None:
    row = files.store_file(NEW, by=cast.alice)
    files.get_path(row.id, by=cast.alice).write_bytes(b"a;b\n1;3\n")
    with pytest.raises(OSError, match="is not what it was"):
        files.read_bytes(row.id, by=cast.alice)
    # Stored again it is whole again: a damaged file does not stand in its own way.
    files.get_path(row.id, by=cast.alice).unlink()
    files.store_file(NEW, by=cast.alice)
    assert files.read_bytes(row.id, by=cast.alice) == NEW.data


def test_no_half_file_is_left_beside(cast: Cast) -> None:
    files.store_file(NEW, by=cast.alice)
    left = [path for path in Path(settings.FILES_FOLDER).rglob("*") if path.is_file()]
    assert all(len(path.name) == 64 for path in left)


def test_the_log_is_paged_the_newest_first_and_filtered(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(5):
        record_event("measure", "run", str(n), by=cast.alice, values={"n": n})
    with django_assert_num_queries(2):
        first = list_events(RUNS, page=PageRequest(size=3), by=cast.alice)
    rest = list_events(RUNS, page=PageRequest(first.next, 3), by=cast.alice)
    assert [e.key for e in (*first.rows, *rest.rows)] == ["4", "3", "2", "1", "0"]
    assert first.count == 5
    [one] = list_events(EventQuery("run", "3"), page=PageRequest(), by=cast.alice).rows
    assert one.values == {"n": 3}


def test_a_contact_is_one_by_address_and_a_reader_sees_names_only(cast: Cast) -> None:
    eva = contacts.add_contact("Eva", " Eva@Norr.example", by=cast.alice)
    assert contacts.add_contact("Eva två", "eva@norr.example", by=cast.alice).id == eva.id
    assert contacts.get_contact(eva.id, by=cast.alice).email == "eva@norr.example"
    seen = contacts.get_contact(eva.id, by=cast.bob)
    assert (seen.name, seen.email) == ("Eva", "")
    assert contacts.get_contact(cast.bob.contact or 0, by=cast.bob).email == "bob@norr.example"


def test_contacts_are_paged_by_name(cast: Cast) -> None:
    first = contacts.list_contacts(page=PageRequest(size=1), by=cast.alice)
    rest = contacts.list_contacts(page=PageRequest(first.next, 1), by=cast.alice)
    assert [row.name for row in (*first.rows, *rest.rows)] == ["Alice", "Bob"]
    assert contacts.list_contacts(page=PageRequest(), by=cast.alice, text="bob").count == 1


def on_disk(row: FileRow) -> bool:
    return (Path(settings.FILES_FOLDER) / row.sha256[:2] / row.sha256).exists()


def test_an_emptied_file_is_opened_by_nobody_at_once_and_its_bytes_go_afterwards(
    cast: Cast,
) -> None:
    """Issue 5 item 8. Who dies between the two leaves nothing that anybody can open."""
    row = files.store_file(NEW, by=cast.alice)
    assert files.can_be_emptied(row)
    assert files.empty_file(row.id, by=cast.alice)
    assert not files.empty_file(row.id, by=cast.alice), "once"
    kept = files.get_file(row.id, by=cast.alice)
    assert (kept.name, kept.emptied_by) == (NEW.name, cast.alice.contact)
    assert not files.can_be_emptied(kept)
    for opens in (files.read_bytes, files.get_path, files.get_file_to_read):
        with pytest.raises(Refusal, match="file_is_emptied"):
            opens(row.id, by=cast.alice)
    assert files.find_file(row.sha256, kind="upload", by=cast.alice) is None
    assert on_disk(row)
    assert files.remove_emptied() == 1
    assert not on_disk(row)
    assert files.remove_emptied() == 0


def test_bytes_that_another_stands_for_stay_and_the_same_sent_again_is_another_file(
    cast: Cast,
) -> None:
    mine, theirs = files.store_file(NEW, by=cast.alice), files.store_file(NEW, by=cast.carol)
    files.empty_file(mine.id, by=cast.alice)
    assert files.remove_emptied() == 0
    assert files.read_bytes(theirs.id, by=cast.carol) == NEW.data
    files.empty_file(theirs.id, by=cast.carol)
    again = files.store_file(NEW, by=cast.alice)
    assert again.id != mine.id
    assert files.remove_emptied() == 0, "the new one stands for them"
    assert files.read_bytes(again.id, by=cast.alice) == NEW.data
    with pytest.raises(Refusal, match="file_is_emptied"):
        files.read_bytes(mine.id, by=cast.alice)


def test_bytes_that_are_being_stored_again_are_not_removed_under_the_hand(
    transactional_db: None,
) -> None:
    """Found on the disk, not yet named by a row that others see: who removes waits for it."""
    alice = make_cast().alice
    old = files.store_file(NEW, by=alice)
    files.empty_file(old.id, by=alice)
    stored = Event()

    def store() -> FileRow:
        try:
            with transaction.atomic():
                row = files.store_file(NEW, by=alice)
                stored.set()
                time.sleep(0.5)
            return row
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        new = other.submit(store)
        assert stored.wait(20)
        assert files.remove_emptied() == 0
        assert files.read_bytes(new.result().id, by=alice) == NEW.data


def test_only_what_is_said_to_be_emptied_is_removed_and_only_uploads_and_plans_can_be(
    cast: Cast,
) -> None:
    nobodys = Path(settings.FILES_FOLDER) / "ab" / ("ab" * 32)
    nobodys.parent.mkdir(parents=True, exist_ok=True)
    nobodys.write_bytes(b"another database may know of it")
    for kind in ("tables", "document"):
        row = files.store_file(NewFile(NEW.name, "", kind, kind.encode()), by=cast.alice)
        assert not files.can_be_emptied(row)
        with pytest.raises(Refusal, match="file_stays"):
            files.empty_file(row.id, by=cast.alice)
    row = files.store_file(NEW, by=cast.alice)
    with pytest.raises(Refusal, match="not_found"):
        files.empty_file(row.id, by=cast.carol)
    assert files.remove_emptied() == 0
    assert nobodys.exists()
    nobodys.unlink()


def test_a_file_whose_bytes_a_copy_came_back_without_is_said_to_be_missing(cast: Cast) -> None:
    row = files.store_file(NEW, by=cast.alice)
    files.get_path(row.id, by=cast.alice).unlink()
    with pytest.raises(Refusal, match="file_is_missing"):
        files.read_bytes(row.id, by=cast.alice)
