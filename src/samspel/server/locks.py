"""One server and one worker to a data folder, held off by the kernel, not by a file's presence.

`take(folder, "server")` gives a `Lock` or raises `Busy`, which names who holds it. The kernel
drops the lock when the last process with the descriptor is gone, so a machine that lost power
needs no cleaning up. A child that gets the descriptor keeps the lock until it too has ended:
a new server can never meet an old worker.
"""

import contextlib
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["Busy", "Holder", "Lock", "held", "take"]

_NAP = 0.05  # seconds between two tries


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: what it is, its process, since when (UTC), on which machine, and where
    it can be reached, when it is a server that has come so far."""

    what: str
    pid: int
    since: str
    host: str
    address: str = ""

    def __str__(self) -> str:
        where = f", at {self.address}" if self.address else ""
        return f"{self.what}, process {self.pid} on {self.host}, since {self.since}{where}"


class Busy(RuntimeError):
    """Another process holds the data folder. `holder` is None when it has not said who it is."""

    def __init__(self, folder: Path, what: str, holder: Holder | None) -> None:
        self.folder, self.what, self.holder = folder, what, holder
        super().__init__(f"{folder} is already in use by {holder or 'another ' + what}.")


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held. Pass `fd` to a child that must hold it too."""

    fd: int
    path: Path
    holder: Holder

    def tell(self, address: str) -> None:
        """Let those who are refused know where this server answers."""
        _write(self.fd, replace(self.holder, address=address))

    def release(self) -> None:
        """Let go, unless a child still holds the descriptor."""
        with contextlib.suppress(OSError):
            os.close(self.fd)


def take(folder: Path, what: str, *, wait: float = 0.0) -> Lock:
    """Take the lock `what` ("server" or "worker") of a data folder; Busy when another has it.

    Whoever signed may have been killed a moment ago, and its children be about to end: for
    them there are `wait` seconds. A holder that lives is not waited for.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{what}.lock"
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(fd, until=time.monotonic() + wait)
    except BlockingIOError:
        holder = _read(fd)
        os.close(fd)
        raise Busy(folder, what, holder) from None
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    holder = Holder(what, os.getpid(), now, socket.gethostname())
    _write(fd, holder)
    return Lock(fd, path, holder)


@contextlib.contextmanager
def held(folder: Path, what: str, *, wait: float = 0.0) -> Iterator[Lock]:
    """`take` for as long as a block lasts."""
    lock = take(folder, what, wait=wait)
    try:
        yield lock
    finally:
        lock.release()


def _lock(fd: int, *, until: float) -> None:
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until or _lives(_read(fd)):
                raise
            time.sleep(_NAP)
        else:
            return


def _lives(holder: Holder | None) -> bool:
    if holder is None or holder.host != socket.gethostname():
        return False
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # another user's
    return True


def _write(fd: int, holder: Holder) -> None:
    os.ftruncate(fd, 0)
    os.pwrite(fd, json.dumps(asdict(holder)).encode(), 0)


def _read(fd: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(fd, 4096, 0)))
    except (ValueError, TypeError):
        return None  # taken this very moment, and not yet signed
