"""A parent and its children: none outlives the parent, and one that dies is started again.

Real processes, since this is about what the kernel does.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CHILD = """
import os, sys, time
from pathlib import Path
from samspel.server.watch import end_with_parent
end_with_parent(int(sys.argv[1]))
with Path(sys.argv[2]).open("a") as births:
    births.write(f"{os.getpid()}\\n")
if sys.argv[3:] == ["dies"]:
    raise SystemExit(3)
time.sleep(60)
"""
PARENT = """
import sys
from samspel.server import family
family._PAUSES = (0.05,)
member = family.Member("child", [sys.executable, "-c", sys.argv[1], "{watch}", *sys.argv[2:]])
raise SystemExit(family.Family([member]).run())
"""


def _alive(pid: int) -> bool:
    with suppress(ProcessLookupError, FileNotFoundError):
        # Nobody here waits for a grandchild: as a zombie it has ended.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _eventually(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def _family(births: Path, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    births.touch()
    parent = subprocess.Popen([sys.executable, "-c", PARENT, CHILD, str(births), *more])
    try:
        yield parent
    finally:
        parent.kill()
        parent.wait()


def _born(births: Path) -> list[int]:
    return [int(line) for line in births.read_text().split()]


def test_children_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    births = tmp_path / "births"
    with _family(births) as parent:
        assert _eventually(lambda: len(_born(births)) == 1)
        parent.kill()
        parent.wait()
        assert _eventually(lambda: not _alive(_born(births)[0]))


def test_a_child_that_is_killed_is_started_again(tmp_path: Path) -> None:
    births = tmp_path / "births"
    with _family(births) as parent:
        assert _eventually(lambda: len(_born(births)) == 1)
        os.kill(_born(births)[0], signal.SIGKILL)
        assert _eventually(lambda: len(_born(births)) == 2)
        assert parent.poll() is None


def test_all_end_together_at_sigterm(tmp_path: Path) -> None:
    births = tmp_path / "births"
    with _family(births) as parent:
        assert _eventually(lambda: len(_born(births)) == 1)
        parent.terminate()
        assert parent.wait(10) == 0
        assert not _alive(_born(births)[0])


def test_a_child_that_cannot_live_is_given_up(tmp_path: Path) -> None:
    births = tmp_path / "births"
    with _family(births, "dies") as parent:
        assert parent.wait(30) == 1
        assert len(_born(births)) == 8
