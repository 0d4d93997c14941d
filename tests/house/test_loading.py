"""What is loaded when, and how long it takes: the command line answers at once (house.md)."""

import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest


def _patience() -> float:
    # A loaded machine is not a slow program: as many times the time as there are processes
    # waiting for each processor. SAMSPEL_SLOW=3 says three times for a machine that is slow.
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    return float(os.environ.get("SAMSPEL_SLOW", "1")) * min(max(1.0, load), 6.0)


PYTHON = [sys.executable, "-X", "utf8"]


def _run(code: str) -> str:
    done = subprocess.run([*PYTHON, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("module", ["samspel", "samspel.terms", "samspel.cli"])
def test_loads_neither_polars_nor_django(module: str) -> None:
    heavy = _run(
        f"import sys, {module}\n"
        "print({'polars', 'numpy', 'scipy', 'django', 'fastexcel', 'typst'} & sys.modules.keys())"
    )
    assert heavy.strip() == "set()"


def test_the_package_itself_loads_nothing() -> None:
    loaded = _run(
        "import sys; before = set(sys.modules); import samspel\n"
        "ours = {m for m in set(sys.modules) - before if m.startswith('samspel.')}\n"
        "others = {m.partition('.')[0] for m in set(sys.modules) - before} - {'samspel'}\n"
        "print(ours | others - sys.stdlib_module_names)"
    )
    assert loaded.strip() == "set()"


def _cost(arguments: list[str]) -> float:
    # Of time on the clock and time on the processor the smaller: a machine that does other
    # things at the same time makes the first long, and several threads the second.
    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    # As for anybody who runs it a second time: where a machine forbids Python to keep what it
    # compiled, each start would compile all of Polars again, and that is not our time.
    env = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), spent()
    subprocess.run(
        [*PYTHON, "-m", "samspel.cli", *arguments], capture_output=True, check=True, env=env
    )
    return min(time.perf_counter() - start, spent() - before)


def _median_seconds(arguments: list[str], times: int = 5) -> float:
    return statistics.median(_cost(arguments) for _ in range(times))


def test_help_is_there_within_a_third_of_a_second() -> None:
    assert _median_seconds(["--help"]) < 0.3 * _patience()


def _thousand_rows(folder: Path) -> None:
    # 200 actors in 250 acts of two: about a thousand rows over the five required tables.
    actors = [f"a{i:03}" for i in range(200)]
    acts = [f"i{i:03}" for i in range(200)]
    first = date(2025, 1, 1)
    frames = {
        "ecosystems": {"ecosystem_id": ["e"], "name": ["E"], "country": ["SE"]},
        "actors": {
            "actor_id": actors,
            "name": [f"Actor {a}" for a in actors],
            "sector": ["private" if i % 4 else "academia" for i in range(200)],
            "roles": ["firm" if i % 4 else "research" for i in range(200)],
            "country": ["SE"] * 200,
        },
        "memberships": {"ecosystem_id": ["e"] * 200, "actor_id": actors},
        "interplay": {
            "interplay_id": acts,
            "started_on": [(first + timedelta(days=i)).isoformat() for i in range(200)],
        },
        "participations": {
            "interplay_id": [a for a in acts for _ in (0, 1)],
            "actor_id": [actors[(7 * i + 3 * j) % 200] for i in range(200) for j in (0, 1)],
        },
    }
    for table, columns in frames.items():
        pl.DataFrame(columns).write_csv(folder / f"{table}.csv")


def test_a_thousand_rows_are_measured_within_a_second_and_a_half(tmp_path: Path) -> None:
    _thousand_rows(tmp_path)
    asked = ["gaps", str(tmp_path), "--on", "2025-12-31", "--format", "json"]
    assert _median_seconds(asked, times=3) < 1.5 * _patience()


def test_every_name_the_package_offers_is_there() -> None:
    import samspel

    assert all(getattr(samspel, name) is not None for name in samspel.__all__)
    assert set(samspel.__all__) <= set(dir(samspel))
