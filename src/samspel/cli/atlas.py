"""`samspel atlas PATH --by KIND --out FILE`: every gap of every unit in one run.

Tables of a folder over `--scan-over` are scanned and never held in memory; smaller ones, and
workbooks, are read and checked as every other command does. Exit codes as for `gaps`.
"""

import argparse
import io
import os
from pathlib import Path

import polars as pl

import samspel
from samspel.atlas import Asked, Atlas, fingerprint, frames_of, measure_units, scan, size_of
from samspel.atlas.units import Frames
from samspel.cli.gaps import USAGE, today
from samspel.cli.telling import answer, say, told, usable
from samspel.gaps import load_definitions
from samspel.reports.atlas_json import atlas_rows, render_atlas_json
from samspel.reports.words import for_language
from samspel.tables import snapshot
from samspel.terms import BadData, RunSettings

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Read or scan, measure, render, answer."""
    words = for_language(arguments.language)
    if arguments.out.is_dir() or not arguments.out.parent.is_dir():
        say(words.gettext("The file cannot be written: %(file)s.") % {"file": arguments.out})
        return 2
    try:
        given = _tables(arguments)
        if given is None:
            return 1
        frames, snapshot_, in_memory = given
        atlas = measure_units(frames, _asked(arguments, in_memory=in_memory))
    except BadData as fault:
        told(fault.problems, arguments.language)
        return 2 if fault.problems[0].code in USAGE else 1
    except pl.exceptions.PolarsError as fault:
        # Only scanned tables come here: those that are read were checked cell by cell.
        text = words.gettext("The tables cannot be scanned: %(why)s. Run samspel check on them.")
        say(text % {"why": str(fault).splitlines()[0].rstrip(".")})
        return 1
    answer(_rendered(atlas, snapshot_, arguments.format), arguments.out, arguments.language)
    return 0


def _tables(arguments: argparse.Namespace) -> tuple[Frames, str, bool] | None:
    path: Path = arguments.path
    if size_of(path) > arguments.scan_over * 1_000_000:
        return scan(path), fingerprint(path), False
    tables = usable(path, arguments.language)
    return None if tables is None else (frames_of(tables), snapshot(tables), True)


def _asked(arguments: argparse.Namespace, *, in_memory: bool) -> Asked:
    settings = RunSettings(
        ecosystem="",
        on=arguments.on or today(arguments.language),
        definitions=load_definitions(arguments.definitions),
        window_months=arguments.window,
        as_recorded=arguments.as_recorded,
        max_size=arguments.max_size,
        seed=arguments.seed,
    )
    workers = arguments.workers or os.cpu_count() or 1
    return Asked(settings, by=arguments.by, in_memory=in_memory, workers=workers)


def _rendered(atlas: Atlas, snapshot_: str, form: str) -> str | bytes:
    if form == "json":
        return render_atlas_json(atlas, snapshot=snapshot_, version=samspel.__version__)
    rows, into = atlas_rows(atlas), io.BytesIO()
    if form == "csv":
        rows.write_csv(into)
    else:
        rows.write_parquet(into)
    return into.getvalue()
