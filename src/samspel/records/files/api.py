"""Bytes by their hash, one region's apart from another's.

`store_file` writes the bytes whole to the data folder (beside, then renamed) before the row
that names them, so a row never speaks of bytes that are not there. Storing the same again is
the same file. Bytes lie in the data folder and not in the database, which both kinds of
database would have to carry in memory.

A file that names a person can be emptied: first the row says so, and from then on nobody opens it;
`remove_emptied` takes the bytes away afterwards, unless another row stands for them, in any region.
If it dies between, the next one does it. Only bytes that a row says are emptied are ever removed: a
data folder that is met by the wrong database loses nothing.
"""

import hashlib
import logging
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from samspel.records.files.models import StoredFile
from samspel.terms import Refusal, Viewer

__all__ = [
    "FileRow",
    "NewFile",
    "can_be_emptied",
    "empty_file",
    "find_file",
    "get_file",
    "get_file_to_read",
    "get_path",
    "list_files",
    "read_bytes",
    "remove_emptied",
    "store_file",
]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewFile:
    """What is to be stored. `kind` is `upload`, `plan`, `tables` or `document`."""

    name: str
    media_type: str
    kind: str
    data: bytes
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A stored file. `sha256` is in hex; `emptied_by` is a contact."""

    id: int
    sha256: str
    name: str
    media_type: str
    size: int
    kind: str
    stored_at: datetime
    emptied_at: datetime | None = None
    emptied_by: int | None = None


def store_file(new: NewFile, *, by: Viewer) -> FileRow:
    """Keep the bytes and give them a name in the viewer's region."""
    sha256 = hashlib.sha256(new.data).hexdigest()
    with transaction.atomic():
        _hold(sha256)
        _write(_path(sha256), new.data)
        row, _made = StoredFile.objects.get_or_create(
            region=by.region,
            sha256=sha256,
            kind=new.kind,
            name=new.name[:200],
            workspace=new.workspace,
            emptied_at=None,
            defaults={
                "media_type": new.media_type,
                "size": len(new.data),
                "stored_at": datetime.now(UTC),
            },
        )
    return _row(row)


def _hold(sha256: str) -> None:
    """Until the transaction ends nobody else stores these bytes or removes them, so that none are
    removed between being found and being named. SQLite has one writer as it is."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


# Who may open what can hold single answers, which are shown to nobody else (method section 4). A
# file that was brought in, and the plan made of it, are for officers, who brought it; the tables of
# a run also hold what was answered here, and `actions.hand_out_tables` hands them to an officer
# without that.
_MAY_HOLD = {
    "upload": frozenset({"officer", "evaluator", "system"}),
    "plan": frozenset({"officer", "evaluator", "system"}),
    "tables": frozenset({"evaluator", "system"}),
}


def get_file(file_id: int, *, by: Viewer) -> FileRow:
    """The file of that id that the viewer may see; Refusal `not_found` otherwise."""
    return _got(_files(by), file_id)


def _files(by: Viewer) -> QuerySet[StoredFile]:
    """Who is held to some ecosystems is not told of files that are of them all."""
    files = _theirs(by)
    return files.exclude(kind__in=_MAY_HOLD) if by.ecosystems else files


def _theirs(by: Viewer) -> QuerySet[StoredFile]:
    """The region's files, less those of workspaces that the viewer does not lead."""
    kept = Q(workspace="") | Q(workspace__in=by.workspaces)
    return StoredFile.objects.filter(kept, region=by.region)


def _got(files: QuerySet[StoredFile], file_id: int) -> FileRow:
    found = files.filter(id=file_id).first()
    if found is None:
        raise Refusal("not_found")
    return _row(found)


def list_files(*, by: Viewer) -> tuple[FileRow, ...]:
    """The region's files, the newest first; nothing for who is held to some ecosystems."""
    return () if by.ecosystems else tuple(map(_row, _files(by).order_by("-id")))


def find_file(sha256: str, *, kind: str, by: Viewer) -> FileRow | None:
    """The region's file of that hash and kind that is not emptied, or None."""
    rows = _files(by).filter(sha256=sha256, kind=kind, emptied_at=None)
    row = rows.order_by("id").first()
    return _row(row) if row else None


def read_bytes(file_id: int, *, by: Viewer) -> bytes:
    """The bytes; OSError when they are not what their hash says.

    Refusals: as of `get_file_to_read`, and `file_is_missing`.
    """
    row = get_file_to_read(file_id, by=by)
    try:
        data = _path(row.sha256).read_bytes()
    except FileNotFoundError:  # emptied after the copy was made that the database came back from
        raise Refusal("file_is_missing") from None
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise OSError(f"the file {row.sha256} is not what it was when it was stored")
    return data


def get_path(file_id: int, *, by: Viewer) -> Path:
    """Where the bytes lie, for what wants a path. Refusals as of `read_bytes`. Read only."""
    return _path(get_file_to_read(file_id, by=by).sha256)


def get_file_to_read(file_id: int, *, by: Viewer) -> FileRow:
    """The file, if this viewer can open it.

    Refusals: `not_found`; `may_not.download_tables` for what may hold single answers;
    `file_is_emptied`.
    """
    row = _got(_theirs(by), file_id)
    roles = _MAY_HOLD.get(row.kind)
    if roles is not None and not by.roles & roles:
        raise Refusal("may_not.download_tables")
    if roles is not None and not by.holds(roles):
        raise Refusal("held_to_ecosystems")
    if row.emptied_at is not None:
        on = timezone.localtime(row.emptied_at).date()
        raise Refusal("file_is_emptied", on=on.isoformat())
    return row


# ------------------------------------------------------------------------------- emptying

# What was frozen for a run, and a document, are what figures and decisions stand on.
_GO = frozenset({"upload", "plan"})


def can_be_emptied(row: FileRow) -> bool:
    """Whether it is of a kind that may go, and has not gone already."""
    return row.kind in _GO and row.emptied_at is None


def empty_file(file_id: int, *, name: str = "", by: Viewer) -> bool:
    """Let nobody open it from now on; False when it was so already. `name` is another name for it,
    where its own says too much.

    Call it in the transaction that says why, and `remove_emptied` after that. Refusals:
    `not_found`, `file_stays`.
    """
    row = _got(_theirs(by), file_id)
    if row.kind not in _GO:
        raise Refusal("file_stays")
    rows = StoredFile.objects.filter(id=file_id, region=by.region, emptied_at=None)
    now = datetime.now(UTC)
    return bool(rows.update(name=name or row.name, emptied_at=now, emptied_by=by.contact))


def remove_emptied() -> int:
    """Take from the disk what is emptied and nobody stands for, in any region; how many files.

    Safe to run again, and beside whoever stores the same bytes.
    """
    emptied = StoredFile.objects.exclude(emptied_at=None).order_by()
    hashes = emptied.values_list("sha256", flat=True).distinct()
    return sum(_removed(sha256) for sha256 in hashes if _path(sha256).exists())


def _removed(sha256: str) -> bool:
    with transaction.atomic():
        _hold(sha256)
        if StoredFile.objects.filter(sha256=sha256, emptied_at=None).exists():
            return False
        try:
            _path(sha256).unlink(missing_ok=True)
        except OSError:  # the folder cannot be written: the next time it may
            _LOG.exception("an emptied file is still on the disk")
            return False
    return True


def _path(sha256: str) -> Path:
    return Path(settings.FILES_FOLDER) / sha256[:2] / sha256


def _write(path: Path, data: bytes) -> None:
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(data)
        beside.flush()
        os.fsync(beside.fileno())
    Path(beside.name).rename(path)


def _row(row: StoredFile) -> FileRow:
    return FileRow(**{name: getattr(row, name) for name in FileRow.__slots__})
