"""A parent and its children as one process group: start, restart, and end together.

`Family(members).run(...)` starts one child a member, starts one again that died, with a
longer and longer pause, and ends them all at SIGTERM or SIGINT. Every child gets the reading
end of a pipe whose writing end only the parent has (`watch.end_with_parent`).
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

__all__ = ["Family", "Member"]

_LONG_ENOUGH = 30.0  # seconds a child must live for its death to count as the first again
_PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0)  # seconds before it is started again
_GIVE_UP = 8  # deaths in a row, none of them after a long enough life
_GRACE = 12.0  # seconds from SIGTERM to SIGKILL
_TICK = 0.25  # seconds between two looks while something is waited for


@dataclass(frozen=True, slots=True)
class Member:
    """A child to keep alive. `command` may hold `{watch}`: the descriptor of the pipe."""

    name: str
    command: Sequence[str]
    descriptors: tuple[int, ...] = ()


@dataclass(slots=True)
class _Child:
    member: Member
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    again: float = 0.0  # when to start it, on the monotonic clock


def _tell(sentence: str) -> None:
    sys.stderr.write(f"samspel: {sentence}\n")
    sys.stderr.flush()


@dataclass(slots=True)
class Family:
    """The parent's side. `ready` is asked until it says yes, and then never more."""

    members: Sequence[Member]
    ready: Callable[[], bool] = lambda: True
    _children: list[_Child] = field(default_factory=list)
    _stopping: bool = False
    _waited: bool = False

    def run(self) -> int:
        """Until told to stop: 0; or until a child will not live: 1."""
        wake, wake_writes = os.pipe()
        watch, parent_lives = os.pipe()
        os.set_blocking(wake_writes, False)
        signal.set_wakeup_fd(wake_writes, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only to be woken
        self._children = [_Child(member) for member in self.members]
        try:
            return self._keep(wake, watch)
        finally:
            self._end_all()
            signal.set_wakeup_fd(-1)
            for fd in (wake, wake_writes, watch, parent_lives):
                os.close(fd)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopping:  # asked twice: somebody is in a hurry
            self._kill()
        self._stopping = True

    def _keep(self, wake: int, watch: int) -> int:
        while not self._stopping:
            for child in self._children:
                self._look_after(child, watch)
                if child.deaths >= _GIVE_UP:
                    _tell(f"{child.member.name} ended {_GIVE_UP} times in a row; giving up.")
                    return 1
            self._waited = self._waited or self.ready()
            _sleep(wake, self._pause())
        return 0

    def _look_after(self, child: _Child, watch: int) -> None:
        now = time.monotonic()
        if child.process is not None and child.process.poll() is not None:
            self._bury(child, now)
        if child.process is None and now >= child.again and not self._stopping:
            child.process = _start(child.member, watch)
            child.started = now

    def _bury(self, child: _Child, now: float) -> None:
        assert child.process is not None  # noqa: S101 - said by the caller
        child.deaths = 1 if now - child.started > _LONG_ENOUGH else child.deaths + 1
        pause = _PAUSES[min(child.deaths, len(_PAUSES)) - 1]
        child.again = now + pause
        if not self._stopping:
            _tell(
                f"{child.member.name} ended ({_how(child.process.returncode)}); "
                f"starting it again in {pause:g} s."
            )
        child.process = None

    def _pause(self) -> float | None:
        """How long to sleep: for ever when nothing is waited for, a signal wakes."""
        if not self._waited:
            return _TICK
        waiting = [child.again for child in self._children if child.process is None]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _end_all(self) -> None:
        for process in self._living():
            process.terminate()
        until = time.monotonic() + _GRACE
        for process in self._living():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
        self._kill()
        for process in self._living():
            process.wait()

    def _kill(self) -> None:
        for process in self._living():
            process.kill()

    def _living(self) -> list[subprocess.Popen[bytes]]:
        started = [child.process for child in self._children if child.process is not None]
        return [process for process in started if process.poll() is None]


def _start(member: Member, watch: int) -> subprocess.Popen[bytes]:
    command = [part.replace("{watch}", str(watch)) for part in member.command]
    return subprocess.Popen(command, pass_fds=(watch, *member.descriptors))  # noqa: S603


def _sleep(wake: int, seconds: float | None) -> None:
    if select.select([wake], [], [], seconds)[0]:
        os.read(wake, 4096)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit {code}"
