"""Kept files that name a person emptied: when the person is erased, or later from its page.

Only what a search has found for that person can be, so that nobody's files go by a number in an
address. What is frozen for a run stays: its figures could not be computed anew. An import that is
written can be taken back all the same, since that works from the register's rows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction

from samspel.actions.search_files import FileFound, everywhere, find_searched
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import record_event
from samspel.records.files import api as files
from samspel.records.jobs.api import JobRow, list_jobs
from samspel.records.register import api as register
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = ["Emptied", "empty_files", "remove_emptied"]

_ALL = PageRequest(size=1000)


@dataclass(frozen=True, slots=True)
class Emptied:
    """How many files were emptied now, and which planned imports were given up with them."""

    files: int
    given_up: tuple[int, ...] = ()


def empty_files(*, contact_id: int, file_ids: Collection[int], by: Viewer) -> Emptied:
    """Let nobody open these files any more; all of them or none. It cannot be undone.

    Imports planned on them and not yet written are given up, and what imports quote of them goes
    too. Refusals: `may_not.handle_person`; `not_found` for a file that the last search did not find
    for this person; `file_stays` for what is no upload and no plan; `file_is_in_use` while an
    import of it is planned or written.
    """
    check_may(by, "handle_person")
    if not file_ids:
        return Emptied(0)
    chosen = _chosen(contact_id, file_ids, by)
    every, names = everywhere(by=by), {one.file.id: _other_name(one) for one in chosen}
    with transaction.atomic():
        given_up = register.empty_plans(names, by=every)
        _check_idle(names, given_up, every)
        done = [one for one in chosen if _empty(one, names[one.file.id], contact_id, by)]
        for one in given_up:
            record_event("cancel", "import", str(one), by=by)
        transaction.on_commit(files.remove_emptied, robust=True)
    return Emptied(len(done), given_up)


def _chosen(contact_id: int, file_ids: Collection[int], by: Viewer) -> tuple[FileFound, ...]:
    searched = find_searched(contact_id=contact_id, by=by)
    found = {one.file.id: one for one in (searched.found if searched else ())}
    if any(one not in found for one in file_ids):
        raise Refusal("not_found")
    return tuple(found[one] for one in sorted(set(file_ids)))


def _other_name(one: FileFound) -> str:
    """Of a file that is called after the person only its kind is left."""
    return f"…{PurePath(one.file.name).suffix}" if one.is_named else ""


def _check_idle(names: Collection[int], given_up: Collection[int], by: Viewer) -> None:
    """A worker that reads a file now would keep what it read."""
    jobs: list[JobRow] = []
    for kind in ("plan_import", "apply_import"):
        jobs += list_jobs(page=_ALL, kind=kind, active=True, by=by).rows
    if any(job.values.get("file") in names or job.values.get("import") in given_up for job in jobs):
        raise Refusal("file_is_in_use")


def _empty(one: FileFound, name: str, contact_id: int, by: Viewer) -> bool:
    # What platforms keep for themselves was searched too; who emptied it is who asked for it.
    if not files.empty_file(one.file.id, name=name, by=everywhere(by=by)):
        return False
    values = {"file": name or one.file.name}
    record_event("empty_file", "contact", str(contact_id), by=by, values=values)
    return True


def remove_emptied() -> int:
    """What an earlier step that died has left on the disk; how many files."""
    return files.remove_emptied()
