"""A PostgreSQL of one's own for as long as a command or a test runs.

    python tests/postgres.py COMMAND...    runs it with SAMSPEL_DATABASE at a fresh cluster

The machine's own binaries make a cluster in a temporary folder, on a socket there and on no
port. `initdb` refuses root, so as root the cluster belongs to the user `postgres`, or to
`nobody`. Where there are no binaries: says so and skips, or fails when SAMSPEL_REQUIRE names it.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

__all__ = ["Cluster", "cluster", "find_binaries"]

# A test cluster may lose everything when the power goes; it must only be quick.
_SWIFT = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@dataclass(frozen=True)
class Cluster:
    """A running server: its socket folder and superuser. Every role may sign in there."""

    sockets: Path
    user: str
    binaries: Path

    def url(self, database: str = "postgres") -> str:
        """The address for SAMSPEL_DATABASE."""
        return f"postgresql://{self.user}@/{database}?host={quote(str(self.sockets), safe='')}"

    def create(self, database: str) -> str:
        """Make a database and give its address."""
        command = ["createdb", "-h", str(self.sockets), "-U", self.user, database]
        subprocess.run([self.binaries / command[0], *command[1:]], check=True)
        return self.url(database)


def find_binaries() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest when Debian has several."""
    here = shutil.which("initdb")
    if here:
        return Path(here).resolve().parent
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(found, key=lambda path: float(path.parts[-3]))
    return newest[-1].parent if newest else None


def _owner() -> pwd.struct_passwd | None:
    """Whom the cluster belongs to: None is whoever runs this, which must not be root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("neither a user `postgres` nor `nobody`: initdb refuses root")


def _run(command: list[str], owner: pwd.struct_passwd | None) -> None:
    as_owner = {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid}
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # type: ignore[call-overload]
        command,
        check=False,
        **as_owner,
        extra_groups=None if owner is None else [],
        env=environment,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}")


@contextlib.contextmanager
def cluster(binaries: Path) -> Iterator[Cluster]:
    """A fresh cluster, gone afterwards with everything in it."""
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="samspel-pg-"))
    data = folder / "data"
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o711)  # the socket in it is reached by whoever runs the tests
    user = owner.pw_name if owner else pwd.getpwuid(os.geteuid()).pw_name
    control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
    try:
        settings = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run([str(binaries / "initdb"), "-D", str(data), *settings], owner)
        options = f"-c listen_addresses='' -k {folder} {_SWIFT}"
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"], owner)
        try:
            yield Cluster(folder, user, binaries)
        finally:
            _run([*control, "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _required() -> bool:
    words = os.environ.get("SAMSPEL_REQUIRE", "").replace(",", " ").split()
    return bool({"postgres", "all"} & set(words))


def main(command: list[str]) -> int:
    """Run the command with a cluster, skip it, or fail for want of one."""
    binaries = find_binaries()
    if binaries is None:
        sys.stderr.write("PostgreSQL is not installed here: this part is skipped.\n")
        sys.stderr.write("  Debian, Ubuntu:  sudo apt install postgresql\n")
        return 1 if _required() else 0
    with cluster(binaries) as running:
        environment = {**os.environ, "SAMSPEL_DATABASE": running.url()}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
