"""`python -m benchmarks`: every way at every size, in turns, and one table of what they took.

Each way at each size has a process of its own, so that its peak memory is its own and nothing
that another loaded counts. All ways of one size stand ready at the same time and run one after
the other, round by round, so that whatever else the machine does falls on all of them alike.
Results must be equal, or nothing is printed.
"""

import argparse
import multiprocessing
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from benchmarks.aims import Medians, aims_table
from benchmarks.listed import Listed, differs
from benchmarks.regions import Region, keep, region_of, tables_of
from benchmarks.worker import WAYS, work
from samspel.tables import write

_SEED, _SIZES = 2032, "1e4,1e5,1e6,1e7"
_BEGIN, _END = "<!-- measured -->", "<!-- end -->"
_CHANGE = 40_000  # participations of 10,000 actors
_ASIDE = ("change", "run-frames")  # the first has a size of its own, the second is asked for
# A graph of Python objects at ten million: more memory than most machines have.
_TOO_LARGE = {"networkx": 1_000_000, "networkx-each": 1_000_000, "igraph-each": 1_000_000,
              "run-frames": 10_000, "samspel-csv": 1_000_000}  # fmt: skip
_NAMES = {
    "floor": "two `np.bincount` passes",
    "samspel-codes": "Samspel, codes in hand",
    "samspel-unsorted": "Samspel, codes in any order",
    "polars-codes": "plain Polars, codes in hand",
    "networkx": "networkx, graph built, all far actors at once",
    "networkx-each": "networkx, graph built, actor by actor",
    "igraph": "igraph, graph built, all far actors at once",
    "igraph-each": "igraph, graph built, actor by actor",
    "samspel-frames": "Samspel, string frames",
    "samspel-shuffled": "Samspel, string frames in any order",
    "polars-frames": "plain Polars, string frames",
    "samspel-parquet": "Samspel, Parquet files",
    "samspel-csv": "Samspel, CSV files",
    "seven-codes": "Samspel, seven gaps, codes in hand",
    "seven-frames": "Samspel, seven gaps, string frames",
    "run-frames": "Samspel, whole run, string frames",
    "change": "Samspel, change verdicts of seven gaps, 10,000 actors",
}


@dataclass
class Took:
    """What one way took at one size, round by round: seconds by the clock, seconds of work (all
    its threads together, without waiting for other programs), and peak bytes beyond the input.

    The first round warms up: its seconds do not count, except of a way too slow to run again.
    A way that ended before it answered, for want of memory most often, is `ended`.
    """

    ended: bool = False
    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle round's seconds."""
        return statistics.median(self.seconds)

    @property
    def work(self) -> float:
        """The middle round's seconds of work, by which ways are compared on a busy machine."""
        return statistics.median(self.worked)

    @property
    def peak(self) -> int:
        """The highest, the first round's most often: later ones reuse what it left behind."""
        return max(self.peaks)


@dataclass
class Worker:
    """A way standing ready in its own process."""

    process: BaseProcess
    pipe: Connection
    slow: float
    took: Took = field(default_factory=Took)

    @property
    def rests(self) -> bool:
        """Whether it has run once and was too slow to run again, or has ended."""
        return self.took.ended or bool(self.took.seconds and self.took.seconds[0] > self.slow)

    def run(self) -> Any:
        """One round; its result."""
        try:
            self.pipe.send("run")
            seconds, worked, peak, result = self.pipe.recv()
        except (EOFError, BrokenPipeError):
            self.took.ended = True
            return None
        if len(self.took.peaks) == 1:
            self.took.seconds.clear()  # the first round warms up
            self.took.worked.clear()
        self.took.seconds.append(seconds)
        self.took.worked.append(worked)
        self.took.peaks.append(peak)
        return result


def main() -> int:
    """The whole comparison; 1 when two ways differ."""
    asked = _arguments()
    sizes = [int(float(size)) for size in asked.sizes.split(",")]
    ways = asked.ways.split(",") if asked.ways else [way for way in WAYS if way not in _ASIDE]
    table = {}
    for size in sizes:
        fitting = [way for way in ways if size <= _TOO_LARGE.get(way, size)]
        table[size] = _compared(fitting, size, asked)
    if not asked.ways:
        table[_CHANGE] = _compared(["change"], _CHANGE, asked)
    rows = "\n".join(_rows(size, took) for size, took in table.items())
    text = f"{_head(asked)}\n{rows}\n\n{aims_table(_medians(table))}\n"
    print(text)
    if asked.into:
        _replace(asked.into, text)
    return 0


def _medians(table: dict[int, dict[str, Took]]) -> dict[tuple[int, str], Medians]:
    return {
        (size, way): Medians(each.median, each.work, each.peak / size)
        for size, took in table.items()
        for way, each in took.items()
        if each.seconds
    }


def _replace(page: Path, text: str) -> None:
    """Puts the tables where the page keeps them."""
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n{text}{_END}{after}", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--sizes", default=_SIZES, help=f"participations (default: {_SIZES})")
    parser.add_argument("--ways", help=f"some of {', '.join(WAYS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--slow", type=float, default=60, help="who takes so many seconds runs once (default: 60)"
    )
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--into", type=Path, help="a page whose tables are replaced by this run's")
    return parser.parse_args()


def _compared(ways: list[str], size: int, asked: argparse.Namespace) -> dict[str, Took]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = region_of(size, asked.seed)
        keep(region, folder)
        if any(way.endswith(("parquet", "csv")) for way in ways):
            _write(folder, region, size)
        del region
        with _ready(ways, (size, name), asked.slow) as workers:
            for _ in range(asked.rounds + 1):
                _round(workers)
            return {way: worker.took for way, worker in workers.items()}


def _write(folder: Path, region: Region, size: int) -> None:
    tables = tables_of(region)
    write(tables, folder / "parquet", form="parquet")
    if size <= _TOO_LARGE["samspel-csv"]:
        write(tables, folder / "csv", form="csv")


@contextmanager
def _ready(ways: list[str], asked: tuple[int, str], slow: float) -> Iterator[dict[str, Worker]]:
    """Every way prepared, one after the other; none is left running afterwards."""
    spawn = multiprocessing.get_context("spawn")
    workers: dict[str, Worker] = {}
    try:
        for way in ways:
            ours, theirs = spawn.Pipe()
            process = spawn.Process(target=work, args=(theirs, way, asked[1]))
            process.start()
            theirs.close()
            workers[way] = Worker(process, ours, slow)
            ours.recv()
            _say(f"{asked[0]:>10,} {way} ready")
        yield workers
    finally:
        for worker in workers.values():
            worker.process.terminate()
            worker.process.join()


def _round(workers: dict[str, Worker]) -> None:
    """Everybody once, and equal; who was slow in the first round rests."""
    first: Listed | None = None
    for way, worker in workers.items():
        if worker.rests:
            continue
        result = worker.run()
        _say(f"{way:>18} {worker.took.seconds[-1] if worker.took.seconds else 0:9.3f} s")
        if isinstance(result, Listed):
            first = first or result
            if wrong := differs(first, result):
                raise SystemExit(f"{way} differs: {'; '.join(wrong)}")


def _head(asked: argparse.Namespace) -> str:
    cores = os.cpu_count()
    versions = f"Python {platform.python_version()}, {platform.system()}, {cores} cores"
    return (
        f"Seed {asked.seed}, medians of {asked.rounds} after one to warm up. {versions}.\n\n"
        "| Participations | Way | Seconds | Seconds of work | × two passes | Peak bytes each "
        "| Rounds |\n|---:|---|---:|---:|---:|---:|---:|"
    )


def _rows(size: int, took: dict[str, Took]) -> str:
    floor = took["floor"].work if "floor" in took else None
    lines = []
    for way, each in took.items():
        if not each.seconds:
            lines.append(f"| {size:,} | {_NAMES[way]} | ended without an answer | | | | 0 |")
            continue
        times = f"{each.work / floor:.1f}" if floor else ""
        lines.append(
            f"| {size:,} | {_NAMES[way]} | {each.median:.4f} | {each.work:.4f} | {times} "
            f"| {each.peak / size:.0f} | {len(each.seconds)} |"
        )
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
