"""A copy of everything kept, and back: whole or not at all, and never over what is there."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from samspel.server import copies, databases


class Service:
    """A data folder with a database and a stored file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.files = folder / "files"
        self.path = folder / "samspel.sqlite3"
        self.database = databases.Sqlite(self.path)

    def fill(self, rows: int) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE IF NOT EXISTS actor (name TEXT)")
            connection.executemany("INSERT INTO actor VALUES (?)", [("Älvdal",)] * rows)
        (self.files / "ab").mkdir(parents=True, exist_ok=True)
        (self.files / "ab" / "abcd").write_bytes(b"a workbook" * rows)

    def rows(self) -> int:
        with closing(sqlite3.connect(self.path)) as connection:
            return int(connection.execute("SELECT count(*) FROM actor").fetchone()[0])


@pytest.fixture
def old(tmp_path: Path) -> Service:
    service = Service(tmp_path / "old")
    service.fill(3)
    return service


@pytest.fixture
def copy(old: Service, tmp_path: Path) -> Path:
    out = tmp_path / "copy.zip"
    copies.back_up(old.database, old.files, out)
    return out


def test_what_comes_back_is_what_was_copied(old: Service, copy: Path, tmp_path: Path) -> None:
    new = Service(tmp_path / "new")
    told = copies.restore(copy, new.database, new.files)
    assert new.rows() == 3
    assert (new.files / "ab" / "abcd").read_bytes() == (old.files / "ab" / "abcd").read_bytes()
    assert told.files == 1
    assert sorted(path.name for path in new.path.parent.iterdir()) == ["files", "samspel.sqlite3"]


def test_a_copy_beside_a_writer_is_of_one_moment(old: Service, tmp_path: Path) -> None:
    """What a transaction has not finished is not in it, and the writer is not held up."""
    with closing(sqlite3.connect(old.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO actor VALUES ('halfway')")
        copies.back_up(old.database, old.files, tmp_path / "copy.zip")
        writer.execute("COMMIT")
    new = Service(tmp_path / "new")
    copies.restore(tmp_path / "copy.zip", new.database, new.files)
    assert (old.rows(), new.rows()) == (4, 3)


def test_a_file_that_is_emptied_while_the_copy_is_made_is_left_out(
    old: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old.files / "cd").mkdir()
    gone = old.files / "cd" / "cdef"
    monkeypatch.setattr(copies, "_stored", lambda files: [gone, files / "ab" / "abcd"])
    out = tmp_path / "copy.zip"
    assert copies.back_up(old.database, old.files, out).files == 1
    assert copies.restore(out, Service(tmp_path / "new").database, tmp_path / "new" / "files")


def test_only_its_owner_reads_a_copy(copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_earlier_copy_is_not_written_over(old: Service, copy: Path) -> None:
    before = copy.read_bytes()
    with pytest.raises(copies.InTheWay):
        copies.back_up(old.database, old.files, copy)
    assert copy.read_bytes() == before
    assert [path.name for path in copy.parent.iterdir() if path.name.startswith(".")] == []


def test_restoring_over_a_service_is_refused_unless_asked_for(
    old: Service, copy: Path, tmp_path: Path
) -> None:
    other = Service(tmp_path / "other")
    other.fill(7)
    with pytest.raises(copies.InTheWay):
        copies.restore(copy, other.database, other.files)
    assert other.rows() == 7
    copies.restore(copy, other.database, other.files, replace=True)
    assert other.rows() == 3
    kept = next((tmp_path / "other").glob("replaced-*"))
    assert (kept / "files" / "ab" / "abcd").read_bytes() == b"a workbook" * 7
    assert databases.Sqlite(kept / "samspel.sqlite3").holds_something()


def _changed(copy: Path, out: Path, **changes: bytes) -> Path:
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name.replace("/", "__"), old.read(name)))
    return out


def _manifest(copy: Path) -> dict[str, object]:
    with zipfile.ZipFile(copy) as archive:
        return dict(json.loads(archive.read("manifest.json")))


def _refused(copy: Path, new: Service, reason: str) -> None:
    with pytest.raises(copies.NotACopy, match=reason):
        copies.restore(copy, new.database, new.files)
    assert list(new.path.parent.iterdir()) == []


def test_a_damaged_copy_changes_nothing(copy: Path, tmp_path: Path) -> None:
    new = Service(tmp_path / "new")
    short = tmp_path / "short.zip"
    short.write_bytes(copy.read_bytes()[:-200])
    _refused(short, new, "not a whole copy")
    other = _changed(copy, tmp_path / "other.zip", files__ab__abcd=b"something else")
    _refused(other, new, "is damaged")


def test_a_copy_cannot_write_outside_the_data_folder(copy: Path, tmp_path: Path) -> None:
    manifest = _manifest(copy)
    manifest["parts"] = {**dict(manifest["parts"]), "files/../../evil": "sha256:0"}  # type: ignore[call-overload]
    evil = _changed(copy, tmp_path / "evil.zip", **{"manifest.json": json.dumps(manifest).encode()})
    _refused(evil, Service(tmp_path / "new"), "a part that no copy has")


def test_a_copy_of_a_newer_version_is_refused(copy: Path, tmp_path: Path) -> None:
    manifest = {**_manifest(copy), "version": "99.0"}
    newer = _changed(
        copy, tmp_path / "newer.zip", **{"manifest.json": json.dumps(manifest).encode()}
    )
    _refused(newer, Service(tmp_path / "new"), "newer")


def test_without_pg_dump_it_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    database = databases.of({"ENGINE": "django.db.backends.postgresql", "NAME": "samspel"})
    with pytest.raises(databases.ToolMissing, match="postgresql-client"):
        copies.back_up(database, tmp_path / "files", tmp_path / "copy.zip")
    assert list(tmp_path.iterdir()) == []
