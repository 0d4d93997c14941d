"""A real service as a user runs it: its own data folder, its own port, its own processes.

`Service(folder)` writes nothing of the test run's own database: on PostgreSQL it gets a
database of its own on the cluster that SAMSPEL_DATABASE names.
"""

import http.client
import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

__all__ = ["Service", "eventually", "is_alive", "own_database"]


def eventually(holds: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until it holds; fail when it does not in time."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"not within {seconds:g} s"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and is waited for by nobody does not."""
    with suppress(ProcessLookupError, FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@contextmanager
def own_database(given: str, template: str = "") -> Iterator[str]:
    """The address of a fresh database beside the given one, a copy of `template` if it is one.

    With none given: SQLite, and no address.
    """
    if not given:
        yield ""
        return
    import psycopg

    name = f"samspel_{secrets.token_hex(6)}"
    with psycopg.connect(given, autocommit=True) as server:
        copied = f" TEMPLATE {urlsplit(template).path[1:]}" if template else ""
        server.execute(f"CREATE DATABASE {name}{copied}")  # type: ignore[call-overload]
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


class Service:
    """One data folder, and the commands and servers that are run on it."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        settled = {"SAMSPEL_DATA": str(folder), "SAMSPEL_DATABASE": database}
        left_out = {"SAMSPEL_HOSTS", "SAMSPEL_ADDRESS", "SAMSPEL_MAIL", "SAMSPEL_PORT"}
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in left_out},
            **settled,
            "SAMSPEL_PROCESSES": "1",
            "DJANGO_SETTINGS_MODULE": "samspel.server.settings",
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),  # our own programs
        }
        self.parent: subprocess.Popen[str] | None = None
        self.port = 0

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one verb to its end."""
        return self._finish(["-m", "samspel.server", *arguments])

    def finish(self, arguments: list[str], patience: float = 180) -> str:
        """Run Python with those arguments to its end; what it prints."""
        done = self._finish(arguments, patience)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _finish(
        self, arguments: list[str], patience: float = 180
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Rows straight from the database, without the seconds a whole program takes."""
        url = self.environment["SAMSPEL_DATABASE"]
        if url:
            import psycopg

            with psycopg.connect(url) as server:
                return list(server.execute(query))  # type: ignore[call-overload]
        path = (self.folder / "database.sqlite3").as_uri()
        with closing(sqlite3.connect(f"{path}?mode=ro", uri=True, timeout=30)) as file:
            return list(file.execute(query))

    def spawn(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a verb and leave it running; whoever reads what it says closes it."""
        command = [sys.executable, "-m", "samspel.server", *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def open(self, *arguments: str) -> None:
        """`serve` on a port the system picks, and wait until it says where it is."""
        self.parent = self.spawn("serve", "--port", "0", *arguments)
        assert self.parent.stdout is not None
        for line in self.parent.stdout:
            if "http://" in line:
                self.port = int(line.rstrip().rstrip("/").rpartition(":")[2])
                return
        raise AssertionError(f"serve ended with {self.parent.wait()}")

    def kill(self, part: str) -> None:
        """`kill -9` of the parent, the web or the drain process."""
        assert self.parent is not None
        os.kill(self.parent.pid if part == "parent" else self.child(part), signal.SIGKILL)
        if part == "parent":
            self._forget()

    def child(self, verb: str) -> int:
        """The process id of the child that runs a verb now; waits for it to be there."""
        found: list[int] = []
        eventually(lambda: found.extend(self._running(verb)) or found)
        return found[0]

    def children(self) -> list[int]:
        """Every process the service has started, gunicorn's own workers too."""
        assert self.parent is not None
        return _below(self.parent.pid)

    def _running(self, verb: str) -> list[int]:
        assert self.parent is not None
        return [pid for pid in _children_of(self.parent.pid) if verb in _command(pid)]

    def get(self, path: str) -> tuple[int, bytes]:
        """A page's status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def health(self) -> dict[str, object]:
        """What the service says about itself."""
        return dict(json.loads(self.get("/health")[1]))

    def close(self) -> int:
        """Ask it to stop, as a service manager does; its exit status."""
        if self.parent is None:
            return 0
        self.parent.terminate()
        try:
            return self.parent.wait(30)
        finally:
            self._forget()

    def _forget(self) -> None:
        assert self.parent is not None
        self.parent.kill()
        self.parent.wait()
        if self.parent.stdout is not None:
            self.parent.stdout.close()
        self.parent = None


def _children_of(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _below(pid: int) -> list[int]:
    direct = _children_of(pid)
    return direct + [deeper for child in direct for deeper in _below(child)]


def _command(pid: int) -> list[str]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return []
