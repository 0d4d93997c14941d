"""The worker: does what waits, takes up what a dead worker left, sends letters.

Letters go from a thread of their own: a sign-in link must not wait behind a large import.
`work` returns when the process is asked to stop, after the step at hand.
"""

import logging
import secrets
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections

from samspel.server import data_folder, health
from samspel.terms import Refusal

__all__ = ["work"]

_LOG = logging.getLogger(__name__)
_NAP = 0.5  # seconds between two looks at what waits
_LONG_NAP = 5.0  # after a fault of the database
_REAP_EVERY = 60.0
_TIDY_EVERY = 24 * 3600.0
_REMIND_EVERY = 3600.0
_EMPTY_EVERY = 3600.0  # what a process that died has left of emptied files
_TEND_EVERY = 300.0  # a wave closes or reminds on a day
# A heartbeat comes between two steps, and no step of a job takes this long.
_SILENT = timedelta(minutes=10)
_KEPT = timedelta(days=7)


@dataclass(slots=True)
class _Stop:
    """Whether to stop. A bare flag: a signal's handler must not wait for a lock."""

    asked: bool = False


@dataclass(slots=True)
class _Chore:
    """Something to do every so often; `do` says whether there may be more of it at once."""

    name: str
    every: float
    do: Callable[[], bool]
    next_at: float = 0.0


def work(*, stops_at_interrupt: bool = True) -> None:
    """Work until asked to stop. A child leaves an interrupt to its parent."""
    django.setup()
    stop = _stop_when_asked(stops_at_interrupt=stops_at_interrupt)
    folder = data_folder.find()
    health.beat(folder)  # before the kinds of work, which take a while to load
    from samspel.actions import background, kinds  # noqa: F401 - known by being imported

    # The lock says that no other worker has this data folder, so what ran here is dead. A
    # PostgreSQL database may have workers on other machines: of those only silence tells.
    name = _name(folder)
    background.reap_own(worker=name)
    letters = threading.Thread(target=_keep_doing, args=([_letters()], stop), daemon=True)
    letters.start()
    _keep_doing([_tasks(name), _reaping(), _waves(), _months(), _emptied(), _tidying()], stop)
    letters.join(_LONG_NAP)


def _name(folder: Path) -> str:
    """The name of this data folder's worker, the same after each start."""
    path = folder / "worker.name"
    if not path.exists() or not path.read_text():
        path.write_text(secrets.token_hex(16))
    return path.read_text()


def _stop_when_asked(*, stops_at_interrupt: bool) -> _Stop:
    stop = _Stop()

    def asked(*_: object) -> None:
        stop.asked = True

    signal.signal(signal.SIGTERM, asked)
    signal.signal(signal.SIGINT, asked if stops_at_interrupt else signal.SIG_IGN)
    return stop


def _keep_doing(chores: list[_Chore], stop: _Stop) -> None:
    while not stop.asked:
        now = time.monotonic()
        more = [_once(chore) for chore in chores if chore.next_at <= now and not stop.asked]
        if not any(more):
            time.sleep(_NAP)


def _once(chore: _Chore) -> bool:
    close_old_connections()
    try:
        more = chore.do()
    except DatabaseError:  # away or busy: the next round finds it back
        _LOG.exception("%s: the database did not answer", chore.name)
        chore.next_at = time.monotonic() + max(chore.every, _LONG_NAP)
        return False
    chore.next_at = time.monotonic() + (0.0 if more else chore.every)
    return more


def _tasks(name: str) -> _Chore:
    from samspel.actions import background

    return _Chore("the queue", _NAP, lambda: background.run_next(worker=name))


def _letters() -> _Chore:
    from samspel.actions import send_letters

    return _Chore("letters", 2 * _NAP, lambda: send_letters.send_letters() > 0)


def _reaping() -> _Chore:
    from samspel.actions import background

    def reap() -> bool:
        background.reap(silent_for=_SILENT)
        return False

    return _Chore("reaping", _REAP_EVERY, reap, time.monotonic() + _REAP_EVERY)


def _waves() -> _Chore:
    from samspel.actions import ask_wave

    return _Chore("waves", _TEND_EVERY, lambda: ask_wave.tend() > 0)


def _months() -> _Chore:
    from django.conf import settings
    from django.utils import timezone

    from samspel.actions import remind_log

    def remind() -> bool:
        try:
            remind_log.remind_logs(today=timezone.localdate(), address=settings.ADDRESS)
        except Refusal:  # a region that was just taken away: the next hour finds it so
            _LOG.exception("the monthly letters were not written")
        return False

    return _Chore("the monthly letters", _REMIND_EVERY, remind)


def _emptied() -> _Chore:
    from samspel.actions import empty_files

    def empty() -> bool:
        empty_files.remove_emptied()
        return False

    return _Chore("emptied files", _EMPTY_EVERY, empty)


def _tidying() -> _Chore:
    from samspel.actions import background

    def tidy() -> bool:
        background.forget_tasks(ended_before=datetime.now(UTC) - _KEPT)
        call_command("clearsessions")
        return False

    return _Chore("tidying", _TIDY_EVERY, tidy, time.monotonic() + _TIDY_EVERY)
