"""Which kept files name a person: what was uploaded, planned, or frozen for a run (X8, GDPR 15).

Asked for on the page of one person, done in the background. What is kept of it is where to look,
file by file and row by row, and not a word of what stands there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl
from django.db import transaction

from samspel.actions.background import Beat, Cancelled, Result, enqueue_in_transaction, serve
from samspel.actions.import_changes import unpack
from samspel.records.accounts.api import check_may, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.contacts import api as contacts
from samspel.records.files import api as files
from samspel.records.files.api import FileRow
from samspel.records.jobs.api import JobRow, create_job, list_jobs
from samspel.records.register.api import ecosystem_names, planned_on
from samspel.tables import WordPlace, find_in_frame, find_words
from samspel.terms import BadData, PageRequest, Refusal, Viewer

__all__ = ["FileFound", "Searched", "WordPlace", "everywhere", "find_searched", "start"]

_KIND = "search_files"
_MOST = 200  # places told of one file
# What holds tables; a document's words are kept in the database too, and are searched there.
_TABLES = frozenset({"upload", "plan", "tables"})
_LATEST = PageRequest(size=200)


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file that names the person, with the first two hundred places; `more`: there are others.
    `is_readable` False: it could not be opened, so nobody knows. `is_named`: it is called after
    the person. `planned`: imports of it that are planned and not yet written."""

    file: FileRow
    places: tuple[WordPlace, ...]
    more: int
    is_readable: bool = True
    is_named: bool = False
    planned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Searched:
    """The last search for one person. `found` is empty until it is done."""

    job: JobRow
    files: int
    found: tuple[FileFound, ...]


def start(*, contact_id: int, by: Viewer) -> JobRow:
    """Search every kept file for the person's name, address and telephone number.

    Refusals: `may_not.handle_person`, `not_found`, also for one who is erased: nothing is left to
    look for.
    """
    check_may(by, "handle_person")
    if contacts.get_contact(contact_id, by=by).is_erased:
        raise Refusal("not_found")
    with transaction.atomic():
        job = create_job(_KIND, {"contact": contact_id}, by=by)
        record_event("search_files", "contact", str(contact_id), by=by)
        enqueue_in_transaction(job_id=job.id)
    return job


def find_searched(*, contact_id: int, by: Viewer) -> Searched | None:
    """The last search for that person, or None. Refusal `may_not.handle_person`."""
    check_may(by, "handle_person")
    rows = list_jobs(page=_LATEST, kind=_KIND, by=everywhere(by=by)).rows  # whoever asked for it
    job = next((row for row in rows if row.values.get("contact") == contact_id), None)
    if job is None:
        return None
    if job.state != "done":
        return Searched(job, 0, ())
    kept = {row.id: row for row in files.list_files(by=everywhere(by=by))}
    told = json.loads(str(job.result["found"]))
    planned = planned_on(kept.keys() & {one["file"] for one in told}, by=by)
    found = (
        _told(kept[one["file"]], one, planned.get(one["file"], ()))
        for one in told
        if one["file"] in kept
    )
    return Searched(job, int(job.result["files"]), tuple(found))


def _told(file: FileRow, one: Mapping[str, object], planned: tuple[int, ...]) -> FileFound:
    places = one["places"]
    assert isinstance(places, list)  # noqa: S101 - as `_search` wrote it
    told = tuple(WordPlace(str(table), int(row), str(column)) for table, row, column in places)
    return FileFound(
        file=file,
        places=told,
        more=int(str(one["more"])),
        is_readable=bool(one["readable"]),
        is_named=bool(one.get("named")),  # no search from before this was looked at says
        planned=planned,
    )


# --------------------------------------------------------------------------------- the worker's


def everywhere(*, by: Viewer) -> Viewer:
    """Also what platforms keep for themselves: a person may stand there too. For the contact that
    asked, whatever the role may open."""
    system = replace(system_viewer(by.region), contact=by.contact)
    return replace(system, workspaces=frozenset(ecosystem_names(by=system)))


def _work(job: JobRow, by: Viewer, beat: Beat) -> Result:
    person = contacts.get_contact(int(job.values["contact"]), by=by)
    words = [word for word in (person.name, person.email, person.phone) if word]
    every = everywhere(by=by)
    kept = files.list_files(by=every)
    rows = [row for row in kept if row.kind in _TABLES and row.emptied_at is None]
    found = []
    for number, row in enumerate(rows):
        if not beat(number, len(rows)):
            raise Cancelled
        if (one := _search(row, words, every)) is not None:
            found.append(one)
    return {"files": len(rows), "found": json.dumps(found, ensure_ascii=False)}


def _search(row: FileRow, words: list[str], by: Viewer) -> dict[str, object] | None:
    named = bool(find_in_frame(row.name, pl.DataFrame({"name": [row.name]}), words))
    told: dict[str, object] = {"file": row.id, "named": named, "more": 0, "readable": True}
    try:
        data = files.read_bytes(row.id, by=by)
        places = _in_plan(data, words) if row.kind == "plan" else find_words(row.name, data, words)
    except (BadData, Refusal, OSError):
        return {**told, "places": [], "readable": False}
    if not places and not named:
        return None
    shown = [[one.table, one.row, one.column] for one in places[:_MOST]]
    return {**told, "places": shown, "more": len(places) - len(shown)}


def _in_plan(data: bytes, words: list[str]) -> tuple[WordPlace, ...]:
    adds = unpack(data).adds
    return tuple(one for name, rows in adds.items() for one in find_in_frame(name, rows, words))


serve(_KIND, _work)
