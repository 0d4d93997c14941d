"""A copy of everything kept, in one file, and back again: `backup` and `restore`.

The file is a zip: `manifest.json` with a SHA-256 of every part, the database as it was at one
moment, and the content-addressed files. The database is copied first: files are only added,
so every file it speaks of is there, but for one that is emptied meanwhile. The secret key stays
out; a restored service makes a new one, and whoever was signed in signs in again. The file holds
personal data and is made for its owner's eyes only.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samspel import __version__
from samspel.server.databases import Database

__all__ = ["Copied", "InTheWay", "NotACopy", "back_up", "restore"]

FORMAT = 1
_MANIFEST = "manifest.json"
_PIECE = 1 << 20
# Nothing else is ever unpacked: no absolute path, no "..", no name of the archive's own choosing.
_HASH = r"[0-9a-f]+"
_PART = re.compile(rf"database\.(sqlite3|pgdump)|files/{_HASH}/{_HASH}")


class NotACopy(ValueError):
    """The file is not a copy this version can read; nothing was changed."""


class InTheWay(FileExistsError):
    """Something would be overwritten, and nobody said it may be."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: when it was made, by which version, and how many files."""

    made_at: str
    version: str
    files: int


def back_up(database: Database, files: Path, out: Path) -> Copied:
    """Write the copy `out`, whole or not at all; InTheWay when it exists.

    Safe beside a running server: writers are not held up.
    """
    if out.exists():
        raise InTheWay(f"{out} is already there")
    handle, name = tempfile.mkstemp(prefix=".samspel-backup-", dir=out.parent)  # mode 600
    os.close(handle)
    part = Path(name)
    try:
        copied = _write(database, files, part)
        os.link(part, out)  # unlike a rename, never over another's file
    except FileExistsError:
        raise InTheWay(f"{out} is already there") from None
    finally:
        part.unlink(missing_ok=True)
    return copied


def _write(database: Database, files: Path, part: Path) -> Copied:
    hashes: dict[str, str] = {}
    with (
        tempfile.TemporaryDirectory(dir=part.parent, prefix=".samspel-backup-") as folder,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        copy = Path(folder) / database.part
        database.copy_to(copy)
        hashes[database.part] = _add(archive, copy, database.part)
        for path in _stored(files):
            inside = f"files/{path.relative_to(files).as_posix()}"
            with suppress(FileNotFoundError):  # emptied since they were listed
                hashes[inside] = _add(archive, path, inside)
        made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        manifest = {
            "samspel_backup": FORMAT,
            "version": __version__,
            "made_at": made_at,
            "parts": hashes,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    with part.open("rb") as written:
        os.fsync(written.fileno())
    return Copied(made_at, __version__, len(hashes) - 1)


def _stored(files: Path) -> Iterator[Path]:
    """Every file that is whole: one still being written is not named by its hash yet."""
    for path in sorted(files.glob("*/*")):
        if re.fullmatch(_HASH, path.name):
            yield path


def _add(archive: zipfile.ZipFile, path: Path, inside: str) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(inside, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    return f"sha256:{digest.hexdigest()}"


def restore(copy: Path, database: Database, files: Path, *, replace: bool = False) -> Copied:
    """Put a copy back. NotACopy when it is damaged; InTheWay when something is here already.

    Everything is unpacked and checked beside before anything is touched. With `replace`, what
    was here is kept in a folder `replaced-<time>` of the data folder, never deleted.
    """
    if not replace and (database.holds_something() or any(files.glob("*"))):
        raise InTheWay(f"{database} already holds a service's data")
    files.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=files.parent, prefix=".restoring-") as folder:
        unpacked = Path(folder)
        manifest = _unpack(copy, unpacked, database.part)
        (unpacked / "files").mkdir(exist_ok=True)
        kept = _new_folder(files.parent) if replace else None
        database.put_back(unpacked / database.part, kept)
        _swap(unpacked / "files", files, kept)
    return Copied(manifest["made_at"], manifest["version"], len(manifest["parts"]) - 1)


def _unpack(copy: Path, folder: Path, database_part: str) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(copy) as archive:
            manifest = _manifest(archive, database_part)
            for inside, digest in manifest["parts"].items():
                _extract(archive, inside, digest, folder)
            return manifest
    except NotACopy:
        raise
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError) as fault:
        raise NotACopy(f"{copy} is not a whole copy: {fault}") from fault


def _manifest(archive: zipfile.ZipFile, database_part: str) -> dict[str, Any]:
    manifest = json.loads(archive.read(_MANIFEST))
    if not isinstance(manifest, Mapping) or manifest.get("samspel_backup") != FORMAT:
        raise NotACopy("its manifest is not that of a Samspel copy of a known form")
    if _numbers(manifest["version"]) > _numbers(__version__):
        raise NotACopy(f"it was made by {manifest['version']}, which is newer than {__version__}")
    if database_part not in manifest["parts"]:
        raise NotACopy(f"it holds no {database_part}: it was made from another kind of database")
    strange = [name for name in manifest["parts"] if not _PART.fullmatch(name)]
    if strange:
        raise NotACopy(f"it holds a part that no copy has: {strange[0]}")
    return dict(manifest)


def _extract(archive: zipfile.ZipFile, inside: str, digest: str, folder: Path) -> None:
    target = folder / inside
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = hashlib.sha256()
    with archive.open(inside) as source, target.open("wb") as written:
        while piece := source.read(_PIECE):
            seen.update(piece)
            written.write(piece)
    if f"sha256:{seen.hexdigest()}" != digest:
        raise NotACopy(f"{inside} in it is damaged")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _new_folder(data: Path) -> Path:
    kept = data / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    kept.mkdir(mode=0o700)
    return kept


def _swap(new: Path, files: Path, kept: Path | None) -> None:
    if kept is not None and files.exists():
        files.rename(kept / files.name)
    if files.exists():
        files.rmdir()  # empty, or `restore` had refused
    shutil.move(new, files)
