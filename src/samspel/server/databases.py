"""The two kinds of database as `copies` sees them: copied whole, looked into, put back.

SQLite is copied by its own backup interface, so a copy beside a running server is whole.
PostgreSQL is copied by `pg_dump` and put back by `pg_restore`, which must be installed.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

__all__ = ["Database", "ToolMissing", "of"]


class ToolMissing(RuntimeError):
    """`pg_dump` or `pg_restore` is not installed here, or refused; the message says which."""


class Database(Protocol):
    """What `copies` needs of a database. `part` is its name inside a copy."""

    part: str

    def copy_to(self, path: Path) -> None:
        """Write the database as it is at one moment to `path`."""

    def holds_something(self) -> bool:
        """Whether there is anything that putting back would overwrite."""

    def put_back(self, path: Path, kept: Path | None) -> None:
        """Make `path` the database. What was here moves to the folder `kept`."""


def of(settings: Mapping[str, Any]) -> Database:
    """The database of Django's settings for one connection."""
    if settings["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(settings["NAME"]))
    return Postgres(settings)


@dataclass(slots=True)
class Sqlite:
    """One file, with two more beside it while it is open."""

    path: Path
    part: str = "database.sqlite3"

    def __str__(self) -> str:
        return str(self.path)

    def copy_to(self, path: Path) -> None:
        """In one step: readers and writers go on, and the copy is of one moment."""
        with (
            closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as ours,
            closing(sqlite3.connect(path)) as copy,
        ):
            ours.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            _sound(copy)

    def holds_something(self) -> bool:
        """A file with nothing in it is what opening a database leaves behind."""
        return self.path.exists() and self.path.stat().st_size > 0

    def put_back(self, path: Path, kept: Path | None) -> None:
        """By a rename: the database is the old one or the new one, never half of it."""
        with closing(sqlite3.connect(path)) as copy:
            _sound(copy)
        for beside in ("-wal", "-shm", ""):
            old = Path(f"{self.path}{beside}")
            if old.exists() and kept is not None:
                old.rename(kept / old.name)
            old.unlink(missing_ok=True)
        path.chmod(0o600)
        path.replace(self.path)


def _sound(connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"the database is damaged: {verdict}")


@dataclass(slots=True)
class Postgres:
    """A database on a server, reached with the client tools of PostgreSQL."""

    settings: Mapping[str, Any]
    part: str = "database.pgdump"

    def __str__(self) -> str:
        return f"the PostgreSQL database {self.settings['NAME']}"

    def copy_to(self, path: Path) -> None:
        """`pg_dump` reads one moment, in the form `pg_restore` reads."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={path}")

    def holds_something(self) -> bool:
        """Whether there is a table in it."""
        from django.db import connection

        return bool(connection.introspection.table_names())

    def put_back(self, path: Path, kept: Path | None) -> None:
        """In one transaction. With `kept`, what is here is dumped there first."""
        clean: tuple[str, ...] = ()
        if kept is not None:
            self.copy_to(kept / self.part)
            clean = ("--clean", "--if-exists")
        whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-acl")
        name = f"--dbname={self.settings['NAME']}"
        self._run("pg_restore", *whole, *clean, name, str(path))

    def _run(self, tool: str, *arguments: str) -> None:
        found = shutil.which(tool)
        if found is None:
            raise ToolMissing(f"{tool} is not installed. Debian, Ubuntu: postgresql-client")
        environment = {**os.environ, **self._address()}
        done = subprocess.run(  # noqa: S603 - our own arguments
            [found, *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ToolMissing(f"{tool}: {done.stderr.strip()}")

    def _address(self) -> dict[str, str]:
        # In the environment, where a password is not seen in a list of processes.
        names = {"NAME": "PGDATABASE", "HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER"}
        given = {**names, "PASSWORD": "PGPASSWORD"}
        found = {to: str(self.settings.get(name) or "") for name, to in given.items()}
        return {to: value for to, value in found.items() if value}
