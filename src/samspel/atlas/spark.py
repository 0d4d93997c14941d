"""The distributed engine: both stages on Apache Spark, by the same code as the local one.

Neighbours get `opened(master, folder)`, a `Spark` to measure with, and `MissingSpark`. This is the
one module that knows Spark. Steps are Parquet files of a folder that every machine reaches: what a
lost machine had done is there still, and what it was doing is done again by another.
"""

import os
import pickle
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from samspel.atlas.batches import SCHEMA, Batch
from samspel.atlas.joins import Rows
from samspel.atlas.kernel import Kernel, Unit

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["MissingSpark", "Spark", "SparkFailed", "opened"]

# Partitions of stage 2 for each core there is: enough that a lost one is done again quickly.
_EACH = 4

# Seconds that work may lie with no worker at all before it is told, and told again.
_PATIENCE, _AGAIN = 15, 60

_FIGURES = "unit string, figures binary"
_WORDS = {
    pl.String(): "string",
    pl.Date(): "date",
    pl.Boolean(): "boolean",
    pl.Float64(): "double",
    pl.Int64(): "bigint",
}


class MissingSpark(RuntimeError):
    """Spark's engine cannot start here; the text names the command that mends it."""


class SparkFailed(RuntimeError):
    """Spark gave up; the text is its own first line."""


@dataclass(frozen=True, slots=True)
class Spark:
    """An open session, and the folder where steps are kept."""

    session: "SparkSession"
    folder: Path

    def keep(self, name: str, rows: Rows) -> Rows:
        """The rows, worked out once: a Parquet file for each partition."""
        frame: DataFrame = nw.to_native(rows)
        path = _address(self.folder / name)
        frame.write.parquet(path)
        return _rows(self.session.read.schema(frame.schema).parquet(path))

    def found(self, rows: Rows) -> pl.DataFrame:
        """Few rows, brought here."""
        frame: DataFrame = nw.to_native(rows)
        return _polars(frame.toArrow())

    def given(self, name: str, frame: pl.DataFrame) -> Rows:
        """Rows that are at hand here."""
        path = self.folder / f"given-{name}.parquet"
        frame.write_parquet(path)
        columns = ", ".join(f"`{each}` {_WORDS[frame.schema[each]]}" for each in frame.columns)
        return _rows(self.session.read.schema(columns).parquet(_address(path)))

    def read(self, file: Path, separator: str | None) -> Rows:
        """A Parquet file, or with a separator a CSV file whose cells are texts."""
        address = _address(file)
        if separator is None:
            return _rows(self.session.read.parquet(address))
        # A text may hold a line break, so one task reads a file: Parquet is read by many.
        rows = self.session.read.csv(
            address, header=True, sep=separator, quote='"', escape='"', multiLine=True
        )
        return _rows(rows)

    def measured(self, rows: Rows, kernel: Kernel) -> Iterator[Unit]:
        """The units of `batches.keyed` in the order of their keys."""
        frame: DataFrame = nw.to_native(rows)
        parts = _EACH * self.session.sparkContext.defaultParallelism
        # Named beforehand, else small parts are put together and one worker does it all.
        spread = frame.select(*SCHEMA).repartition(parts, "unit")
        figures = spread.groupBy("unit").applyInArrow(_measuring(kernel), _FIGURES)
        found = _polars(figures.toArrow()).sort("unit")
        for figure in found["figures"]:
            yield pickle.loads(figure)  # noqa: S301 (our own kernel wrote it in this run)


def _address(path: Path) -> str:
    """Where a file or folder lies. Spark takes letters as they are, not as `%C3%B6`."""
    return f"file://{path.resolve()}"


def _rows(frame: "DataFrame") -> Rows:
    found: Rows = nw.from_native(frame)
    return found


def _polars(table: "pa.Table") -> pl.DataFrame:
    found = pl.from_arrow(table)
    assert isinstance(found, pl.DataFrame)  # noqa: S101 (a table is no series)
    return found


def _measuring(kernel: Kernel) -> "Callable[[pa.Table], pa.Table]":
    """What a worker of Spark does with one unit's group."""

    def measure(rows: "pa.Table") -> "pa.Table":
        import pyarrow as pa

        frame = _polars(rows).cast(pl.Schema(SCHEMA))
        unit = str(frame["unit"][0])
        figures = pickle.dumps(kernel.measure(Batch.of(unit, frame)))
        return pa.table({"unit": [unit], "figures": pa.array([figures], pa.binary())})

    return measure


class _Waiting(threading.Thread):
    """Says when work lies and no worker takes it: Spark itself waits for good, and quietly.

    That is how it looks where a cluster is full, and where each of its workers has less memory
    than an executor asks for.
    """

    def __init__(self, session: "SparkSession", tell: Callable[[str], None]) -> None:
        super().__init__(name="samspel-spark-waiting", daemon=True)
        self._context, self._tell = session.sparkContext, tell
        self._memory = session.conf.get("spark.executor.memory", "1g") or "1g"
        self._over = threading.Event()

    def run(self) -> None:
        from py4j.protocol import Py4JError

        lain = 0
        try:
            while not self._over.wait(1):
                lain = lain + 1 if self._idle() else 0
                if lain >= _PATIENCE and (lain - _PATIENCE) % _AGAIN == 0:
                    self._tell(self._memory)
        except (Py4JError, OSError):
            # The session was cut off under it: whoever measures is told so where it happens.
            return

    def stop(self) -> None:
        self._over.set()
        self.join(5)

    def _idle(self) -> bool:
        jvm = self._context._jsc  # noqa: SLF001 (Spark has executors nowhere else in Python)
        # The driver counts as one of them.
        executors = len(jvm.sc().statusTracker().getExecutorInfos()) - 1
        return executors < 1 and bool(self._context.statusTracker().getActiveJobsIds())


@contextmanager
def _watched(session: "SparkSession", tell: Callable[[str], None]) -> Iterator[None]:
    watch = _Waiting(session, tell)
    watch.start()
    try:
        yield
    finally:
        watch.stop()


@contextmanager
def opened(
    master: str | None, folder: Path, waiting: Callable[[str], None] | None = None
) -> Iterator[Spark]:
    """A session for one run.

    Parameters
    ----------
    master : str
        A cluster's address, such as `spark://host:7077`; None is this machine's cores.
    folder : Path
        Where steps are kept; every worker reaches it under the same name.
    waiting : callable
        Called, from a thread of its own, with the memory that an executor asks for ("1g") when
        no worker of the cluster has taken the work for 15 seconds, and each minute thereafter.

    Raises
    ------
    MissingSpark
        If Spark or Java is not installed here.
    SparkFailed
        If the cluster cannot be reached, or a job fails on every try.
    """
    _check()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    # Workers measure with the package that is installed for this interpreter.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("samspel atlas")
    for name, value in _settings(master).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        watched = _watched(session, waiting) if master and waiting else nullcontext()
        try:
            with watched, _cancelled_when_ended(session):
                yield Spark(session, folder)
        finally:
            session.stop()
    except (PySparkException, Py4JError, ConnectionError) as fault:
        asked = _asked_to_end(fault)
        if asked is not None:
            raise asked from None
        raise SparkFailed(f"Spark: {_first_line(fault)}") from fault


@contextmanager
def _cancelled_when_ended(session: "SparkSession") -> Iterator[None]:
    """Cancels the jobs first when the process is asked to end (SIGTERM), as Spark's own handler
    does of Ctrl+C: else its Python part waits for the job that it is to leave, maybe for good."""
    before = signal.getsignal(signal.SIGTERM)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        # From a thread of its own: this one may be in the middle of a call.
        threading.Thread(target=session.sparkContext.cancelAllJobs, daemon=True).start()
        before(number, frame)

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _asked_to_end(fault: BaseException) -> BaseException | None:
    """The end that was asked for, where what Spark says of its cancelled job came on top of it."""
    under: BaseException | None = fault
    while under is not None and isinstance(under, Exception):
        under = under.__context__
    return under


def _first_line(fault: Exception) -> str:
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    # What went wrong in a Python worker stands last; Spark's own faults stand first.
    return lines[-1] if lines and "Python worker" in lines[0] else "".join(lines[:1])


def _settings(master: str | None) -> dict[str, Any]:
    found = {
        "spark.ui.showConsoleProgress": "false",
        # Each task of Spark is one core; Polars inside it takes no more.
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
    }
    if master is not None:
        return {**found, "spark.master": master}
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    return {
        **found,
        "spark.master": "local[*]",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": 2 * (os.cpu_count() or 1),
    }


def _check() -> None:
    missing = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if missing:
        raise MissingSpark(f"{', '.join(missing)}: pip install 'samspel[spark]'")
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        raise MissingSpark("java: apt install openjdk-17-jre-headless")
