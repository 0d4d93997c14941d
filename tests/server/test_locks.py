"""One server and one worker to a data folder, and the one who is refused is told who has it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samspel.server import locks

HOLD = """
import sys, time
from pathlib import Path
from samspel.server import locks
lock = locks.take(Path(sys.argv[1]), "server")
print("held", flush=True)
time.sleep(60)
"""


def _other_process(folder: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_the_second_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with _other_process(tmp_path) as other:
        with pytest.raises(locks.Busy) as refused:
            locks.take(tmp_path, "server")
        other.kill()
    holder = refused.value.holder
    assert holder is not None
    assert (holder.what, holder.pid) == ("server", other.pid)
    assert str(other.pid) in str(refused.value)
    assert holder.since in str(refused.value)


def test_the_kernel_lets_go_when_the_holder_is_killed(tmp_path: Path) -> None:
    with _other_process(tmp_path) as other:
        other.kill()
        other.wait()
        locks.take(tmp_path, "server").release()


def test_server_and_worker_are_two_locks(tmp_path: Path) -> None:
    with locks.held(tmp_path, "server"), locks.held(tmp_path, "worker"):
        pass


def test_a_child_with_the_descriptor_keeps_the_lock_after_its_parent(tmp_path: Path) -> None:
    """So a new server can never meet an old worker."""
    lock = locks.take(tmp_path, "worker")
    child = subprocess.Popen(["sleep", "60"], pass_fds=(lock.fd,))
    lock.release()
    with pytest.raises(locks.Busy):
        locks.take(tmp_path, "worker", wait=0.1)
    child.kill()
    child.wait()
    locks.take(tmp_path, "worker", wait=1.0).release()


def test_a_holder_that_has_not_signed_yet_is_still_a_holder(tmp_path: Path) -> None:
    lock = locks.take(tmp_path, "worker")
    os.ftruncate(lock.fd, 0)
    with pytest.raises(locks.Busy) as refused:
        locks.take(tmp_path, "worker")
    assert refused.value.holder is None
    assert "another worker" in str(refused.value)
    lock.release()


def test_only_the_owner_reads_the_data_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    locks.take(folder, "server").release()
    assert folder.stat().st_mode & 0o777 == 0o700
