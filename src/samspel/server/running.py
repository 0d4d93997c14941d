"""`serve`, `worker`, and the children they start.

`open_service` is the one way in: it takes the locks, binds the port, starts pages and worker
as a family, and says where the service is once it answers.
"""

import http.client
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from samspel.server import data_folder, locks, web
from samspel.server.family import Family, Member

__all__ = ["Opening", "open_service", "work_alone", "work_as_child"]

# What a server killed a moment ago leaves behind it ends within this many seconds.
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Opening:
    """Where to open, on the first free of `tries` ports, and whether the worker comes along."""

    host: str = "127.0.0.1"
    port: int = 8000
    tries: int = 1
    pages_only: bool = False


@contextmanager
def hold(*, worker: bool = True) -> Iterator[tuple[locks.Lock, locks.Lock | None]]:
    """The data folder for ourselves: `locks.Busy` names who has it already."""
    folder = data_folder.find()
    with ExitStack() as stack:
        server = stack.enter_context(locks.held(folder, "server", wait=_PATIENCE))
        if not worker:
            yield server, None
            return
        yield server, stack.enter_context(locks.held(folder, "worker", wait=_PATIENCE))


def open_service(
    opening: Opening, held: tuple[locks.Lock, locks.Lock | None], greet: Callable[[str], None]
) -> int:
    """Run the service until told to stop. `greet` gets the address as soon as it answers."""
    server, worker = held
    listening = web.bind(opening.host, opening.port, tries=opening.tries)
    with listening:
        port = int(listening.getsockname()[1])
        address = f"http://{_shown(opening.host)}:{port}/"
        members = [_pages(listening.fileno(), server)]
        if worker is not None:
            members.append(_worker(worker))

        def ready() -> bool:
            if not _answers(opening.host, port):
                return False
            server.tell(address)
            greet(address)
            return True

        return Family(members, ready).run()


def _pages(listening: int, lock: locks.Lock) -> Member:
    command = [*_ourselves("web"), "--listening", str(listening), "--watch", "{watch}"]
    return Member("pages", command, (listening, lock.fd))


def _worker(lock: locks.Lock) -> Member:
    return Member("worker", [*_ourselves("drain"), "--watch", "{watch}"], (lock.fd,))


def _ourselves(verb: str) -> list[str]:
    return [sys.executable, "-m", "samspel.server", verb]


def _shown(host: str) -> str:
    """A host to type: the address that means every address is not one."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"[{shown}]" if ":" in shown else shown


def _answers(host: str, port: int) -> bool:
    """Whether the pages answer, and the worker beats: asked of the service itself."""
    connection = http.client.HTTPConnection(_shown(host), port, timeout=2)
    try:
        connection.request("GET", "/health", headers={"Host": _name()})
        return bool(json.loads(connection.getresponse().read())["well"])
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return False
    finally:
        connection.close()


def _name() -> str:
    """A name the service answers to."""
    from django.conf import settings

    names = [str(name).removeprefix(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return names[0] if names else "localhost"


def work_alone() -> int:
    """`samspel worker`: the lock is this process's own."""
    from samspel.server import worker

    with locks.held(data_folder.find(), "worker", wait=_PATIENCE):
        worker.work()
    return 0


def work_as_child(watch: int) -> int:
    """The worker of `serve`: its parent holds the lock with it, and it ends with its parent."""
    from samspel.server import worker
    from samspel.server.watch import end_with_parent

    end_with_parent(watch)
    worker.work(stops_at_interrupt=False)
    return 0
