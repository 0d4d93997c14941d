"""The pages as a process: gunicorn on a socket its parent bound, ended with its parent.

The parent binds, so the port is never lost while this process is started again, and nobody
else can take it in between. Gunicorn reads no file and no environment variable of its own.
"""

import contextlib
import os
import signal
import socket
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from samspel.server.unlogged import MaskLinks
from samspel.server.watch import end_with_parent

__all__ = ["bind", "serve"]

PROCESSES, THREADS = 2, 4
_SLOWEST = 120  # seconds a page may take: a PDF of a large run is well inside it


def bind(host: str, port: int, *, tries: int = 1) -> socket.socket:
    """A listening socket on the first free of `tries` ports from `port`; OSError when none is."""
    for number in range(port, port + tries):
        try:
            return _listen(host, number)
        except OSError:
            if number == port + tries - 1:
                raise
    raise OSError("no port was tried")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    asked = socket.socket(family, socket.SOCK_STREAM)
    try:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        asked.bind((host, port))
        asked.listen(512)
    except OSError:
        asked.close()
        raise
    return asked


class _Logger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's, masking in both its logs, should somebody turn the one of addresses on."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.addFilter(MaskLinks())


class _Pages(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, listening: int, watch: int, processes: int) -> None:
        self._listening, self._watch, self._processes = listening, watch, processes
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": [f"fd://{self._listening}"],
            "worker_class": "gthread",
            "workers": self._processes,
            "threads": THREADS,
            "timeout": _SLOWEST,
            "graceful_timeout": 8,
            "keepalive": 5,
            "loglevel": os.environ.get("SAMSPEL_LOG_LEVEL", "warning"),
            "logger_class": _Logger,
            "control_socket_disable": True,
            "forwarded_allow_ips": os.environ.get("SAMSPEL_TRUSTED_PROXY", "127.0.0.1"),
            "post_fork": self._after_fork,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from samspel.server.wsgi import application

        return application

    def _after_fork(self, arbiter: Any, _worker: Any) -> None:
        # The arbiter forks, so no thread may watch there; its workers watch for it.
        master = arbiter.pid

        def end_both() -> None:
            if os.getppid() == master:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(master, signal.SIGKILL)
            os._exit(70)

        end_with_parent(self._watch, end_both)


def serve(*, listening: int, watch: int) -> None:
    """Serve the pages on the descriptor `listening` until told to stop or left alone.

    SAMSPEL_PROCESSES says how many processes serve them, each with four threads.
    """
    processes = int(os.environ.get("SAMSPEL_PROCESSES") or PROCESSES)
    _Pages(listening, watch, processes).run()
