"""`python -m benchmarks.pages`: how long the pages of a large register take, on both databases.

A made-up region of 50,000 actors and 200,000 acts is written into a fresh database, opened by
`samspel serve` as a region runs it, and walked by five visitors in one light process over the
loopback: first without any rest between two pages, then with rests as people take them. Before
that each page is opened alone, for the processor time that the server itself spends on it, which
depends on the machine and hardly on who else uses it. One of the five leads a platform and sees its
ecosystem's rows only: what it opens is told apart.
"""

import argparse
import json
import os
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT / "tests"))

from postgres import cluster, find_binaries  # noqa: E402 - the tests' own tools
from server.processes import Service, own_database  # noqa: E402
from server.visitors import Visitor  # noqa: E402
from server.walks import LEADER, OFFICER, walks  # noqa: E402

_LIMIT = 0.3  # seconds, for 95 of 100 pages of a kind
_BEGIN, _END = "<!-- measured -->", "<!-- end -->"
_ALONE = 10  # times that each kind is opened alone
_NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
Took = dict[str, list[float]]


@dataclass
class Measured:
    """What the pages took on one database. `work`: the server's processor seconds a page, alone;
    `hasty` and `resting`: seconds by the clock; `others`: the share of the machine that the client
    took, and that programs of other people did, while the hasty walked."""

    database: str
    version: str
    filled: float
    queries: dict[str, int] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    alone: Took = field(default_factory=dict)
    hasty: Took = field(default_factory=dict)
    resting: Took = field(default_factory=dict)
    pages_a_second: float = 0.0
    client: float = 0.0
    others: float = 0.0


def main() -> int:
    """Both databases, one after the other; one table each."""
    asked = _arguments()
    found = [_on(name, asked) for name in asked.database.split(",")]
    text = "\n\n".join([_head(asked), *map(_table, found)]) + "\n"
    sys.stdout.write(text)
    if asked.into:
        before, _, rest = asked.into.read_text("utf-8").partition(_BEGIN)
        _, _, after = rest.partition(_END)
        asked.into.write_text(f"{before}{_BEGIN}\n{text}{_END}{after}", "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench-pages", description=__doc__)
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--users", type=int, default=5)
    parser.add_argument("--actors", type=int, default=50_000)
    parser.add_argument("--acts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=2, help="walks of each visitor (default: 2)")
    parser.add_argument(
        "--pause", type=float, default=1.0, help="seconds of rest, give or take half (default: 1)"
    )
    parser.add_argument("--into", type=Path, help="a page whose tables are replaced by this run's")
    return parser.parse_args()


def _on(database: str, asked: argparse.Namespace) -> Measured:
    with _service(database) as service:
        started = time.monotonic()
        _run(service, "load", asked.actors, asked.acts)
        plan = int(_run(service, "preview"))
        measured = Measured(_NAMES[database], _version(service), time.monotonic() - started)
        _say(f"{measured.database}: filled in {measured.filled:.0f} s")
        for one in json.loads(_run(service, "asks", plan, asked.actors, asked.acts)):
            kind = one["kind"]
            measured.queries[kind] = max(measured.queries.get(kind, 0), one["queries"])
        service.environment["SAMSPEL_PROCESSES"] = "2"
        service.open()
        _walk(service, plan, measured, asked)
        return measured


@contextmanager
def _service(database: str) -> Iterator[Service]:
    """A fresh database behind a service that is not open yet."""
    with tempfile.TemporaryDirectory(prefix="samspel-pages-") as folder, _address(database) as url:
        service = Service(Path(folder) / "data", url)
        done = service.run("migrate")
        if done.returncode:
            raise SystemExit(done.stderr)
        try:
            yield service
        finally:
            service.close()


@contextmanager
def _address(database: str) -> Iterator[str]:
    if database == "sqlite":
        yield ""
        return
    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL is not installed here. Debian, Ubuntu: apt install postgresql")
    with cluster(binaries) as running, own_database(running.url()) as url:
        yield url


def _run(service: Service, *arguments: object) -> str:
    started = time.monotonic()
    said = service.finish(["-m", "server.large_register", *map(str, arguments)], 600).strip()
    _say(f"  {arguments[0]}: {time.monotonic() - started:.0f} s")
    return said


def _version(service: Service) -> str:
    if not service.environment["SAMSPEL_DATABASE"]:
        return sqlite3.sqlite_version
    return str(service.ask("SHOW server_version")[0][0]).split()[0]


# ---------------------------------------------------------------------------------- the walks


def _walk(service: Service, plan: int, measured: Measured, asked: argparse.Namespace) -> None:
    pages = walks(plan, asked.actors, asked.acts)
    everything = [one for walk in pages.values() for one in walk]
    for who, walk in pages.items():
        _alone(service, who, walk, measured)
    walked = [pages[LEADER if n == 1 else OFFICER] for n in range(asked.users)]
    hasty = _together(service, walked, pause=0.0, rounds=asked.rounds)
    measured.hasty = hasty["took"]
    opened = sum(map(len, measured.hasty.values()))
    measured.pages_a_second = opened / hasty["seconds"]
    measured.client, measured.others = hasty["client"], hasty["others"]
    measured.resting = _together(service, walked, pause=asked.pause, rounds=1)["took"]
    assert set(measured.hasty) == {kind for kind, _path in everything}  # noqa: S101


def _alone(service: Service, who: str, walk: list[tuple[str, str]], measured: Measured) -> None:
    """Every kind by one visitor, and what the server's processes work meanwhile."""
    visitor = Visitor(service.port, _link(service, who))
    for kind in dict(walk):
        mine = [one for one in walk if one[0] == kind]
        visitor.walk(mine * 2, {})  # each process has compiled its templates
        before = _server_work(service)
        visitor.walk((mine * _ALONE)[:_ALONE], measured.alone)
        measured.work[kind] = _more(before, _server_work(service)) / _ALONE
    visitor.connection.close()


def _together(
    service: Service, walked: list[list[tuple[str, str]]], *, pause: float, rounds: int
) -> dict[str, Any]:
    """All visitors at once, from a process of their own."""
    links = [_link(service, LEADER if n == 1 else OFFICER) for n in range(len(walked))]
    given = {"port": service.port, "links": links, "walks": walked, "pause": pause}
    idle, own, started = _idle(), _server_work(service), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "server.visitors"],
        input=json.dumps({**given, "rounds": rounds}),
        env=service.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    opened = sum(map(len, told["took"].values()))
    if opened != sum(map(len, walked)) * rounds:
        raise SystemExit(f"{opened} pages were opened, not all: {done.stderr[-2000:]}")
    seconds = (time.monotonic() - started) * (os.cpu_count() or 1)
    ours = _more(own, _server_work(service)) + told["work"]
    busy = seconds - (_idle() - idle)
    _say(f"  {opened} pages, resting {pause:g} s: {time.monotonic() - started:.0f} s")
    return {**told, "client": told["work"] / seconds, "others": max(0.0, busy - ours) / seconds}


def _link(service: Service, who: str) -> str:
    done = service.run("user", "link", who)
    found = re.search(r"http://\S+", done.stdout)
    if not found:
        raise SystemExit(done.stdout + done.stderr)
    return found[0]


def _server_work(service: Service) -> dict[int, float]:
    """Processor seconds so far of everything the service runs, its database server's too."""
    return {pid: _worked(pid) for pid in [*service.children(), *_backends(service)]}


def _more(before: dict[int, float], after: dict[int, float]) -> float:
    """What they worked between; a connection's process may have begun or ended."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def _backends(service: Service) -> list[int]:
    if not service.environment["SAMSPEL_DATABASE"]:
        return []
    mine = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    return [int(str(row[0])) for row in service.ask(f"{mine} AND pid != pg_backend_pid()")]


def _worked(pid: int) -> float:
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _idle() -> float:
    """Seconds that the machine's processors have done nothing for anybody."""
    words = Path("/proc/stat").read_text().splitlines()[0].split()
    return (int(words[4]) + int(words[5])) / os.sysconf("SC_CLK_TCK")


# ---------------------------------------------------------------------------------- the table


def _head(asked: argparse.Namespace) -> str:
    return (
        f"{asked.actors:,} actors, {asked.acts:,} acts, {asked.users} visitors at once. Python "
        f"{platform.python_version()}, {platform.system()}, {os.cpu_count()} cores, which the "
        "visitors' own process shares."
    )


def _table(one: Measured) -> str:
    rows = "\n".join(_row(one, kind) for kind in one.work)
    every, calmly = (
        [seconds for took in walked.values() for seconds in took]
        for walked in (one.hasty, one.resting)
    )
    over = sum(_percentile(took) > _LIMIT for took in one.hasty.values())
    calm = sum(_percentile(took) > _LIMIT for took in one.resting.values())
    return (
        f"**{one.database} {one.version}.** Without rest: {one.pages_a_second:.0f} pages a second, "
        f"median {_ms(statistics.median(every))} ms, 95th percentile {_ms(_percentile(every))} ms "
        f"of all; {over} of {len(one.work)} kinds over 300 ms. With rests: median "
        f"{_ms(statistics.median(calmly))} ms, 95th percentile {_ms(_percentile(calmly))} ms of "
        f"all; {calm} of {len(one.work)} kinds over 300 ms. While they hurried, the visitors' "
        f"process took {one.client:.0%} of the machine and other people's programs "
        f"{one.others:.0%}.\n\n"
        "| Page | Queries | Work, ms | Alone, ms | Without rest: median | 95th | slowest "
        "| With rests: median | 95th | slowest |\n"
        f"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n{rows}"
    )


def _row(one: Measured, kind: str) -> str:
    hasty, resting = one.hasty[kind], one.resting[kind]
    cells = [
        f"{one.queries[kind]}",
        _ms(one.work[kind]),
        _ms(statistics.median(one.alone[kind])),
        *(_ms(statistics.median(took)) + f" | {_over(took)} | {_ms(max(took))}"
          for took in (hasty, resting)),
    ]  # fmt: skip
    return f"| {kind} | {' | '.join(cells)} |"


def _over(took: list[float]) -> str:
    said = _ms(_percentile(took))
    return f"**{said}**" if _percentile(took) > _LIMIT else said


def _percentile(took: list[float]) -> float:
    return sorted(took)[max(0, -(-len(took) * 95 // 100) - 1)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
