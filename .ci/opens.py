"""Runs script/start as a newcomer would, twice, and looks whether the page answers.

Only the standard library: this is for a clone in which nothing is set up.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
PATIENCE = 300  # seconds; a cold package cache takes most of it


def _answers(address: str) -> None:
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310 - our own
        if response.status != 200:
            raise SystemExit(f"{address} answered {response.status}")


def _open(data: str) -> float:
    """Start, look, stop; the seconds until the link was printed."""
    started = time.monotonic()
    environment = {**os.environ, "SAMSPEL_DATA": data}
    server = subprocess.Popen(
        ["sh", "script/start"],  # noqa: S607
        cwd=CLONE,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watchdog = threading.Timer(PATIENCE, os.killpg, (server.pid, signal.SIGKILL))
    watchdog.start()
    try:
        link = _link(server)
        seconds = time.monotonic() - started
        base = link.split("/sign-in/")[0]
        _answers(f"{base}/health")
        _answers(link)  # as a mail scanner would: twice, and nothing is used up
        _answers(link)
        server.terminate()
        if server.wait(30) != 0:
            raise SystemExit(f"script/start ended with {server.returncode} when asked to stop")
    finally:
        watchdog.cancel()
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
    return seconds


def _link(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None  # noqa: S101
    for line in server.stdout:
        sys.stdout.write(line)
        found = re.search(r"http://127\.0\.0\.1:\d+/sign-in/\S+", line)
        if found:
            return found.group()
    raise SystemExit(f"script/start ended ({server.wait()}) without a sign-in link")


with tempfile.TemporaryDirectory() as folder:
    first = _open(folder)
    again = _open(folder)
sys.stdout.write(f"script/start: {first:.1f} s, and {again:.1f} s when run again\n")
