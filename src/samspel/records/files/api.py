"""Bytes by their hash, one region's apart from another's.

`store_file` writes the bytes whole to the data folder (beside, then renamed) before the row
that names them, so a row never speaks of bytes that are not there. Storing the same again is
the same file. Bytes lie in the data folder and not in the database, which both kinds of
database would have to carry in memory.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from samspel.records.files.models import StoredFile
from samspel.terms import Refusal, Viewer

__all__ = [
    "FileRow",
    "NewFile",
    "find_file",
    "get_file",
    "get_path",
    "list_files",
    "read_bytes",
    "store_file",
]


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
    """A stored file. `sha256` is in hex."""

    id: int
    sha256: str
    name: str
    media_type: str
    size: int
    kind: str
    stored_at: datetime


def store_file(new: NewFile, *, by: Viewer) -> FileRow:
    """Keep the bytes and give them a name in the viewer's region."""
    sha256 = hashlib.sha256(new.data).hexdigest()
    _write(_path(sha256), new.data)
    row, _made = StoredFile.objects.get_or_create(
        region=by.region,
        sha256=sha256,
        kind=new.kind,
        name=new.name[:200],
        workspace=new.workspace,
        defaults={
            "media_type": new.media_type,
            "size": len(new.data),
            "stored_at": datetime.now(UTC),
        },
    )
    return _row(row)


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
    """The region's file of that hash and kind, or None."""
    rows = _files(by).filter(sha256=sha256, kind=kind)
    row = rows.order_by("id").first()
    return _row(row) if row else None


def read_bytes(file_id: int, *, by: Viewer) -> bytes:
    """The bytes; OSError when they are not what their hash says.

    Refusals: `not_found`; `may_not.download_tables` for what may hold single answers.
    """
    row = _get_to_open(file_id, by)
    data = _path(row.sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise OSError(f"the file {row.sha256} is not what it was when it was stored")
    return data


def get_path(file_id: int, *, by: Viewer) -> Path:
    """Where the bytes lie, for what wants a path. Refusals as of `read_bytes`. Read only."""
    return _path(_get_to_open(file_id, by).sha256)


def _get_to_open(file_id: int, by: Viewer) -> FileRow:
    row = _got(_theirs(by), file_id)
    roles = _MAY_HOLD.get(row.kind)
    if roles is not None and not by.roles & roles:
        raise Refusal("may_not.download_tables")
    if roles is not None and not by.holds(roles):
        raise Refusal("held_to_ecosystems")
    return row


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
    return FileRow(row.id, row.sha256, row.name, row.media_type, row.size, row.kind, row.stored_at)
