"""`python -m benchmarks`: every way at every size, in turns, and one table of what they took.

Each way at each size has a process of its own, so that its peak memory is its own and nothing
that another loaded counts. All ways of one size stand ready at the same time and run one after
the other, round by round, so that whatever else the machine does falls on all of them alike.
A way whose result differs from the first one's is named in the table, rests from then on, and
makes the run fail. What was measured is printed size by size, also when a later one is cut short.
"""

import argparse
import multiprocessing
import os
import platform
import shlex
import signal
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
# A graph of Python objects at ten million: more memory than most machines have. Files hold at most
# five million rows a table; what is larger is scanned, by `samspel atlas`.
_FILES = ("samspel-csv", "samspel-parquet", "seven-csv", "seven-parquet")
_TOO_LARGE = {"run-frames": 10_000} | dict.fromkeys(
    ("networkx", "networkx-each", "igraph-each", *_FILES), 1_000_000
)
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
    "seven-parquet": "Samspel, seven gaps, Parquet files",
    "seven-csv": "Samspel, seven gaps, CSV files",
    "run-frames": "Samspel, whole run, string frames",
    "change": "Samspel, change verdicts of seven gaps, 10,000 actors",
}


@dataclass
class Took:
    """What one way took at one size, round by round: seconds by the clock, seconds of work (all
    its threads together, without waiting for other programs), and peak bytes beyond the input.

    The first round warms up: its seconds do not count, except of a way too slow to run again.
    A way that ended before it answered, for want of memory most often, is `ended`; of one whose
    result was not that of the others, `wrong` says where.
    """

    ended: bool = False
    wrong: str = ""
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
        """Of the first round: later ones reuse what it left behind."""
        return self.peaks[0]


@dataclass
class Worker:
    """A way standing ready in its own process."""

    process: BaseProcess
    pipe: Connection
    slow: float
    took: Took = field(default_factory=Took)

    @property
    def rests(self) -> bool:
        """Whether it has run once and was too slow to run again, was wrong, or has ended."""
        took = self.took
        return took.ended or bool(took.wrong or (took.seconds and took.seconds[0] > self.slow))

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


_Table = dict[int, dict[str, Took]]


def main() -> int:
    """The whole comparison; 1 when two ways differ."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sizes = [int(float(size)) for size in asked.sizes.split(",")]
    ways = asked.ways.split(",") if asked.ways else [way for way in WAYS if way not in _ASIDE]
    wanted = [(size, [way for way in ways if size <= _TOO_LARGE.get(way, size)]) for size in sizes]
    if not asked.ways:
        wanted.append((_CHANGE, ["change"]))
    print(_head(asked), flush=True)
    table: _Table = {}
    try:
        for size, fitting in wanted:
            table[size] = {}
            try:
                _compare(fitting, size, asked, table[size])
            finally:
                _tell(asked, table, size)
    finally:
        print(f"\n{aims_table(_medians(table))}\n", flush=True)
    return int(any(took.wrong for ways in table.values() for took in ways.values()))


def _tell(asked: argparse.Namespace, table: _Table, size: int) -> None:
    """This size's rows on standard output, and all so far into the page."""
    print(_rows(size, table[size]), flush=True)
    if asked.into:
        rows = "\n".join(_rows(each, took) for each, took in table.items())
        _replace(asked.into, f"{_head(asked)}\n{rows}\n\n{aims_table(_medians(table))}\n")


def _medians(table: _Table) -> dict[tuple[int, str], Medians]:
    return {
        (size, way): Medians(each.median, each.work, each.peak / size)
        for size, took in table.items()
        for way, each in took.items()
        if each.seconds and not each.wrong
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
        "--slow",
        type=float,
        default=120,
        help="who takes so many seconds runs once, not warmed up (default: 120)",
    )
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--into", type=Path, help="a page whose tables are replaced by this run's")
    return parser.parse_args()


def _compare(ways: list[str], size: int, asked: argparse.Namespace, took: dict[str, Took]) -> None:
    """Every way in turns; `took` is filled as they answer, so that nothing measured is lost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = region_of(size, asked.seed)
        keep(region, folder)
        if set(ways) & set(_FILES):
            _write(folder, region, size)
        del region
        with _ready(ways, (size, name), asked.slow) as workers:
            took.update({way: worker.took for way, worker in workers.items()})
            for _ in range(asked.rounds + 1):
                _round(workers)


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
            try:
                ours.recv()
            except EOFError:
                workers[way].took.ended = True
            _say(f"{asked[0]:>10,} {way} {'ended' if workers[way].rests else 'ready'}")
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
            worker.took.wrong = "; ".join(differs(first, result))
            if worker.took.wrong:
                _say(f"{way} differs: {worker.took.wrong}")


def _head(asked: argparse.Namespace) -> str:
    cores = os.cpu_count()
    versions = f"Python {platform.python_version()}, {platform.system()}, {cores} cores"
    command = shlex.join(["script/bench", *sys.argv[1:]])
    return (
        f"Made by `{command}`. Seed {asked.seed}, medians of {asked.rounds} rounds after one to "
        f"warm up; a row whose *Rounds* is 1 took over {asked.slow:.0f} seconds and is that one "
        f"round, not warmed up. {versions}.\n\n"
        "| Participations | Way | Seconds | Seconds of work | × two passes | Peak bytes each "
        "| Rounds |\n|---:|---|---:|---:|---:|---:|---:|"
    )


def _rows(size: int, took: dict[str, Took]) -> str:
    floor = took["floor"].work if "floor" in took else None
    lines = []
    for way, each in took.items():
        if each.wrong or not each.seconds:
            lines.append(f"| {size:,} | {_NAMES[way]} | {_why(each)} | | | | {len(each.seconds)} |")
            continue
        times = f"{each.work / floor:.1f}" if floor else ""
        lines.append(
            f"| {size:,} | {_NAMES[way]} | {each.median:.4f} | {each.work:.4f} | {times} "
            f"| {each.peak / size:.0f} | {len(each.seconds)} |"
        )
    return "\n".join(lines)


def _why(took: Took) -> str:
    if took.wrong:
        return f"differs: {took.wrong}"
    return "ended without an answer" if took.ended else "not come to"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
