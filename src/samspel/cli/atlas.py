"""`samspel atlas PATH --by KIND --out FILE`: every gap of every unit in one run.

Tables of a folder over `--scan-over` are scanned and never held in memory; smaller ones, and
workbooks, are read and checked as every other command does. Exit codes as for `gaps`.
"""

import argparse
import io
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic

import polars as pl
from narwhals.exceptions import NarwhalsError

import samspel
from samspel.atlas import (
    Asked,
    Atlas,
    Engine,
    Frames,
    Local,
    MissingSpark,
    SparkFailed,
    fingerprint,
    followed,
    frames_of,
    measure_units,
    opened,
    scan,
    scan_successions,
    size_of,
)
from samspel.cli.gaps import USAGE, today
from samspel.cli.telling import answer, say, told, usable
from samspel.gaps import load_definitions
from samspel.reports.atlas_json import atlas_rows, render_atlas_json
from samspel.reports.words import N_, for_language
from samspel.tables import Tables, follow, snapshot
from samspel.terms import BadData, RunSettings

__all__ = ["run"]

_FORMS = ("json", "csv", "parquet")
_ENDINGS = ", ".join(f".{form}" for form in _FORMS)


def run(arguments: argparse.Namespace) -> int:
    """Read or scan, measure, render, answer."""
    words = for_language(arguments.language)
    fault = _misused(arguments)
    if fault:
        say(words.gettext(fault[0]) % fault[1])
        return 2
    signal.signal(signal.SIGTERM, _stop)
    try:
        found = _measured(arguments)
    except BadData as bad:
        told(bad.problems, arguments.language)
        return 2 if bad.problems[0].code in USAGE else 1
    except (MissingSpark, SparkFailed) as why:
        say(str(why))
        return 1
    except (pl.exceptions.PolarsError, NarwhalsError):
        # Only scanned tables come here, damaged where no look through them came.
        text = words.gettext(
            "The tables in %(folder)s cannot be scanned: a file is damaged. "
            "samspel check says which."
        )
        say(text % {"folder": arguments.path})
        return 1
    if found is None:
        return 1
    form = arguments.format or arguments.out.suffix.lower().removeprefix(".")
    answer(_rendered(*found, form), arguments.out, arguments.language)
    return 0


def _misused(arguments: argparse.Namespace) -> tuple[str, dict[str, object]] | None:
    """What is wrong with the options together: a sentence and what is named in it."""
    out, work = arguments.out, arguments.work
    ending, asked = out.suffix.lower().removeprefix("."), arguments.format
    if ending not in _FORMS and asked is None:
        return N_(
            "%(file)s does not say by its ending what to write. End it with one of %(endings)s, or "
            "add --format."
        ), {"file": out, "endings": _ENDINGS}
    if ending in _FORMS and asked not in (None, ending):
        return N_(
            "%(file)s and --format %(form)s do not agree. Leave out --format, or end the name with "
            ".%(form)s."
        ), {"file": out, "form": asked}
    if work is not None and not work.is_dir():
        return N_("There is no such folder: %(folder)s."), {"folder": work}
    if arguments.master and arguments.engine != "spark":
        return N_("--master is for --engine spark."), {}
    return None


def _stop(_number: int, _frame: object) -> None:
    # Asked to end: temporary files go, and the file that was to be written is not begun.
    raise SystemExit(143)


def _measured(arguments: argparse.Namespace) -> tuple[Atlas, str] | None:
    """The atlas and the snapshot of what it was measured on; None when the tables have errors."""
    on = arguments.on or today(arguments.language)
    given = _tables(arguments, on)
    if given is None:
        return None
    tables, snapshot_ = given
    asked, progress = (
        _asked(arguments, on, in_memory=tables is not None),
        _Progress(arguments.language),
    )
    with _engine(arguments, in_memory=tables is not None) as engine:
        frames = _frames(arguments.path, on, engine, tables)
        return measure_units(frames, asked, engine, tell=progress), snapshot_


def _frames(path: Path, on: date, engine: Engine, tables: Tables | None) -> Frames:
    """As they stand on the day, with the acts of who has gone on as another at that other."""
    if tables is not None:
        return frames_of(tables, engine)
    return followed(scan(path, engine), scan_successions(path), on, engine)


@contextmanager
def _engine(arguments: argparse.Namespace, *, in_memory: bool) -> Iterator[Engine]:
    workers = arguments.workers or os.cpu_count() or 1
    if arguments.engine == "local" and in_memory:
        yield Local(None, workers)
        return
    with tempfile.TemporaryDirectory(prefix="samspel-atlas-", dir=arguments.work) as folder:
        if arguments.engine == "local":
            yield Local(Path(folder), workers)
            return
        words = for_language(arguments.language)

        def waiting(memory: str) -> None:
            text = words.gettext(
                "No worker of the cluster has taken the work: all are taken, or each has under "
                "%(memory)s of memory free, which is what one asks for (spark.executor.memory). "
                "The run waits. Ctrl+C ends it."
            )
            say(text % {"memory": memory})

        with opened(arguments.master, Path(folder), waiting) as engine:
            yield engine


class _Progress:
    """A line on standard error every few seconds: how far the run has come."""

    def __init__(self, language: str, every: float = 5.0) -> None:
        self._words, self._every = for_language(language), every
        self._count, self._said = {"step": 0, "unit": 0}, monotonic()

    def __call__(self, kind: str, name: str) -> None:
        self._count[kind] += 1
        if monotonic() - self._said < self._every:
            return
        self._said = monotonic()
        text = N_("Step %(count)s is done (%(name)s).")
        if kind == "unit":
            text = N_("%(count)s units are measured, up to %(name)s.")
        values = {"count": self._words.number(self._count[kind]), "name": name}
        say(self._words.gettext(text) % values)


def _tables(arguments: argparse.Namespace, on: date) -> tuple[Tables | None, str] | None:
    """The tables, or None for such as are scanned, and their snapshot; None when unusable."""
    path: Path = arguments.path
    if size_of(path) > arguments.scan_over * 1_000_000:
        return None, fingerprint(path)
    tables = usable(path, arguments.language)
    if tables is None:
        return None
    now = follow(tables, on)
    return now, snapshot(now)


def _asked(arguments: argparse.Namespace, on: date, *, in_memory: bool) -> Asked:
    settings = RunSettings(
        ecosystem="",
        on=on,
        definitions=load_definitions(arguments.definitions),
        window_months=arguments.window,
        as_recorded=arguments.as_recorded,
        max_size=arguments.max_size,
        seed=arguments.seed,
    )
    # A cluster does better with fewer and larger steps, one machine's memory with smaller ones.
    together = None if arguments.engine == "spark" else 1
    return Asked(settings, by=arguments.by, in_memory=in_memory, together=together)


def _rendered(atlas: Atlas, snapshot_: str, form: str) -> str | bytes:
    if form == "json":
        return render_atlas_json(atlas, snapshot=snapshot_, version=samspel.__version__)
    rows, into = atlas_rows(atlas), io.BytesIO()
    if form == "csv":
        rows.write_csv(into)
    else:
        rows.write_parquet(into)
    return into.getvalue()
