"""Whether the service works, for a machine to ask: `/health`.

200 when the database answers and the worker beats or lives elsewhere; 503 otherwise. It tells
nothing about anybody, so nobody need sign in. `beat` is the worker's side: a file's time, so
that it tells even when the database does not answer.
"""

import contextlib
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

__all__ = ["beat", "health", "worker_state"]

_EVERY = 5.0  # seconds between two beats
_LATE = 60.0  # seconds without one
_FILE = "worker.beat"


def beat(folder: Path) -> None:
    """Beat from a thread of its own for as long as this process lives."""

    def go_on() -> None:
        while True:
            with contextlib.suppress(OSError):  # a full disk is told by the beat's age
                (folder / _FILE).touch(mode=0o600)
            time.sleep(_EVERY)

    threading.Thread(target=go_on, name="beat", daemon=True).start()


def worker_state(folder: Path, now: float) -> str:
    """ "ok", "late", or "elsewhere" when no worker ever had this data folder."""
    try:
        last = (folder / _FILE).stat().st_mtime
    except FileNotFoundError:
        return "elsewhere"
    return "ok" if now - last < _LATE else "late"


def _database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "silent"
    return "ok"


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """The states of the database and the worker as JSON."""
    states = {"database": _database_state(), "worker": worker_state(settings.DATA, time.time())}
    well = states["database"] == "ok" and states["worker"] != "late"
    return JsonResponse({"well": well, **states}, status=200 if well else 503)
