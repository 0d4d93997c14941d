"""A child ends when its parent does, however the parent ended.

The parent keeps the writing end of a pipe and never writes. When it is gone, also by
`kill -9`, the kernel closes that end and the child's reading end tells it. Nothing is polled
and no process id is trusted: those are used again.
"""

import os
import threading
from collections.abc import Callable

__all__ = ["end_with_parent"]


def _leave() -> None:
    # At once and without cleaning up: what a killed process leaves must be right anyway.
    os._exit(70)


def end_with_parent(fd: int, then: Callable[[], None] = _leave) -> None:
    """Watch the pipe `fd` from a thread of its own; `then` runs when its other end is gone."""

    def wait() -> None:
        os.read(fd, 1)
        then()

    threading.Thread(target=wait, name="end with parent", daemon=True).start()
