"""One way in a process of its own: prepares what is in hand, then runs it whenever it is told.

Neighbours get `work`, the process's whole life, and `WAYS`.
"""

import ctypes
import gc
import re
import time
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

__all__ = ["WAYS", "work"]

# Name, and module:function of the way; loaded in the worker only, so that no way pays for another.
WAYS: dict[str, str] = {
    "floor": "floor:two_passes",
    "samspel-codes": "by_samspel:from_codes",
    "samspel-unsorted": "by_samspel:from_unsorted",
    "polars-codes": "by_polars:from_codes",
    "networkx": "by_networkx:from_graph",
    "networkx-each": "by_networkx:actor_by_actor",
    "igraph": "by_igraph:from_graph",
    "igraph-each": "by_igraph:actor_by_actor",
    "samspel-frames": "by_samspel:from_frames",
    "samspel-shuffled": "by_samspel:from_shuffled",
    "polars-frames": "by_polars:from_frames",
    "samspel-parquet": "by_samspel:from_files:parquet",
    "samspel-csv": "by_samspel:from_files:csv",
    "seven-codes": "by_samspel:seven_from_codes",
    "seven-frames": "by_samspel:seven_from_frames",
    "seven-parquet": "by_samspel:seven_from_files:parquet",
    "seven-csv": "by_samspel:seven_from_files:csv",
    "run-frames": "by_samspel:run_from_frames",
    "change": "change:seven_gaps",
}


def work(pipe: Connection, way: str, folder: str) -> None:
    """Prepare, say so, then for each word from the pipe run once: (seconds, of which worked,
    bytes, result).

    Memory is measured in the first round, which warms up: before it all freed memory is given back,
    so that none is taken unseen. Later rounds find the memory that a running program has.
    """
    run = _prepared(way, Path(folder))
    gc.collect()
    pipe.send("ready")
    peak = None
    while pipe.recv() == "run":
        gc.collect()  # within its own turn: after an answer others are being timed
        before = _reset_peak() if peak is None else 0
        started, worked = time.perf_counter(), time.process_time()
        result = run()
        took = time.perf_counter() - started, time.process_time() - worked
        peak = _status("VmHWM") - before if peak is None else peak
        pipe.send((*took, peak, result))
        del result


def _prepared(way: str, folder: Path) -> Callable[[], Any]:
    from benchmarks.regions import kept

    module, name, *more = WAYS[way].split(":")
    prepare = getattr(import_module(f"benchmarks.{module}"), name)
    if more:
        prepare = prepare(*more)
    run: Callable[[], Any] = prepare(kept(folder), folder)
    return run


def _reset_peak() -> int:
    """Sets this process's peak to what it holds now, and gives that in bytes (Linux)."""
    # What preparing freed goes back first: kept, it would hide what the measure takes.
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _status(key: str) -> int:
    text = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(rf"{key}:\s+(\d+) kB", text)
    return int(found[1]) * 1024 if found else 0
