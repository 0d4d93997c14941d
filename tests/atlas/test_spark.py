"""Claim: Spark gives the figures of the local engine, also when a machine is lost (issue 3 item 7).

A master and two workers as processes of their own; one is killed with -9 while it measures, and
all figures are compared for equality, not closeness, and read once more by brute force.
(R54-R62, R37, X12, X13)
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from importlib.util import find_spec

import pytest

from atlas.cluster import Cluster
from atlas.many import many
from proofs.brute_force import read_section_3
from proofs.random_ecosystems import tables_of
from proofs.test_atlas import assert_equal, question
from proofs.test_brute_force import assert_same
from samspel.atlas import PER_SLOT, Asked, frames_of, measure_units, opened
from samspel.cli import main
from samspel.sources import example

pytestmark = [
    pytest.mark.spark,
    # PySpark leaves the sockets over which results come to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def _installed():
    missing = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if missing or not shutil.which("java"):
        pytest.skip(f"not here: {missing or 'java'}")


@pytest.fixture
def cluster(_installed, tmp_path, monkeypatch):
    with Cluster(tmp_path) as found:
        for name, value in found.env.items():
            monkeypatch.setenv(name, value)
        yield found


class Killer(threading.Thread):
    """Kills a worker once both measure, which is after the last step of stage 1."""

    def __init__(self, cluster, engine):
        super().__init__(daemon=True)
        self.cluster, self.tracker = cluster, engine.session.sparkContext.statusTracker()
        self.measuring, self.killed = threading.Event(), False

    def __call__(self, kind, name):
        if name.endswith("-kinds"):
            self.measuring.set()

    def run(self):
        self.measuring.wait()
        while not self.killed:
            running = [self.tracker.getStageInfo(n) for n in self.tracker.getActiveStageIds()]
            # Stage 2 alone has this many parts.
            if any(s and s.numTasks >= 8 and s.numActiveTasks >= 2 for s in running):
                time.sleep(0.3)
                self.cluster.kill(0)
                self.killed = True
            time.sleep(0.05)


def folder(parent, name):
    found = parent / name
    found.mkdir()
    return found


def assert_as_read(rows, asked, atlas):
    """Every unit as a plain reading of the method has it."""
    for unit in atlas.units:
        read = read_section_3(rows, replace(asked, ecosystem=unit.key))
        for figure, expected in zip(unit.gaps, read, strict=True):
            why = {key: code for key, code in figure.why.items() if code != "not_in_atlas"}
            assert_same(replace(figure, why=why), expected)


def test_a_killed_machine_changes_no_figure(cluster, tmp_path):
    rows, asked = many(24)
    tables, asks = tables_of(rows), Asked(question(asked), together=None)
    here = measure_units(frames_of(tables), asks)
    with opened(cluster.master, folder(tmp_path, "steps")) as engine:
        killer = Killer(cluster, engine)
        killer.start()
        there = measure_units(frames_of(tables, engine), asks, engine, tell=killer)
    assert killer.killed
    assert there.units == here.units
    assert len(there.units) >= 24
    assert all(unit.rows <= PER_SLOT * unit.slots for unit in there.units)
    assert_lost(cluster.events())
    assert_as_read(rows, asked, there)


def assert_lost(events):
    """An executor went, tasks went with it, and were done again."""
    assert any(event["Event"] == "SparkListenerExecutorRemoved" for event in events)
    ends = [event for event in events if event["Event"] == "SparkListenerTaskEnd"]
    lost = [e for e in ends if e["Task End Reason"]["Reason"] == "ExecutorLostFailure"]
    assert lost
    for each in lost:
        stage, index = each["Stage ID"], each["Task Info"]["Index"]
        again = [
            e
            for e in ends
            if e["Stage ID"] == stage
            and e["Task Info"]["Index"] == index
            and e["Task End Reason"]["Reason"] == "Success"
        ]
        assert again, (stage, index)


def test_the_command_scans_files_on_spark(cluster, tmp_path, capsys):
    """By country, from CSV files: the JSON of the local engine, byte by byte."""
    region = folder(tmp_path, "region")
    example.write(region)
    asked = ["atlas", str(region), "--by", "country", "--on", "2026-09-30", "--scan-over", "0"]
    here, there = tmp_path / "here.json", tmp_path / "there.json"
    assert main([*asked, "--workers", "1", "--out", str(here)]) == 0
    spark = ["--engine", "spark", "--master", cluster.master]
    work = folder(tmp_path, "work")
    assert main([*asked, *spark, "--work", str(work), "--out", str(there)]) == 0
    assert there.read_bytes() == here.read_bytes()
    assert not list(work.iterdir())


def test_a_run_that_no_worker_takes_says_so_and_ends_clean(cluster, tmp_path):
    """Each worker has less memory than an executor asks for: Spark alone would wait in silence."""
    region, work, out = folder(tmp_path, "region"), folder(tmp_path, "work"), tmp_path / "x.json"
    example.write(region)
    conf = folder(tmp_path, "greedy")
    settings = (tmp_path / "conf" / "spark-defaults.conf").read_text("utf-8")
    greedy = settings.replace("spark.executor.memory 700m", "spark.executor.memory 2g")
    (conf / "spark-defaults.conf").write_text(greedy, "utf-8")
    command = [sys.executable, "-m", "samspel.cli", "atlas", str(region), "--engine", "spark"]
    command += ["--master", cluster.master, "--work", str(work), "--out", str(out)]
    env = {**os.environ, "SPARK_CONF_DIR": str(conf)}
    for asked, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as run:
            said = next(line for line in run.stderr if "spark.executor.memory" in line)
            run.send_signal(asked)
            after = run.stderr.read()
        assert "2g" in said
        assert (run.returncode, after) == (code, "")
        assert not out.exists()
        assert not list(work.iterdir())


@pytest.mark.long
@pytest.mark.usefixtures("_installed")
def test_figures_equal_on_1000_ecosystems_by_spark(tmp_path, monkeypatch):
    """Forty at a time, on this machine's cores: equal to `gaps`, and to the plain reading."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with opened(None, folder(tmp_path, "steps")) as engine:
        for seed in range(25):
            rows, asked = many(40, seed=seed, memo=("memo-a", "memo-b")[seed % 2])
            steps = replace(engine, folder=folder(tmp_path, f"steps-{seed}"))
            asks = Asked(question(asked), depth="brief", together=None)
            tables = tables_of(rows)
            atlas = measure_units(frames_of(tables, steps), asks, steps)
            assert_equal(tables, atlas)
            assert_as_read(rows, asked, atlas)
