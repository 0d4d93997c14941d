"""Answers that waves asked here have collected: which rows they are, in whatever table.

Neighbours get `waves_asked`, `own_rows`, `without_own`, `refuse_own` and `check_none_own`. They
are their givers', who were told that an evaluator reads them and nobody else does: no table that
leaves the service, no plan of an import and no program's rows has them, and no file changes them.
Answers that somebody collected elsewhere and brought in as a file are not among them.
"""

from collections.abc import Mapping, Set
from functools import reduce

import polars as pl

from samspel.records.accounts.api import system_viewer
from samspel.records.rows import contract
from samspel.records.surveys import api as surveys
from samspel.tables import Tables
from samspel.terms import BadData, Place, Problem, Viewer

__all__ = ["check_none_own", "own_rows", "refuse_own", "waves_asked", "without_own"]

# What tells a row of a wave: by the wave's key, by the source it names, or by its act, whose key
# begins with the wave's.
_BY_SOURCE = {"interplay": "source", "coverage": "by"}


def waves_asked(*, by: Viewer) -> frozenset[str]:
    """The keys of the waves that the viewer's region has asked here, open or closed."""
    askings = surveys.list_askings(by=system_viewer(by.region))
    return frozenset(asking.wave_id for asking in askings)


def own_rows(table: str, waves: Set[str]) -> pl.Expr:
    """Whether a row of that table is an answer collected in one of the waves, or part of one."""
    found = [pl.lit(value=False)]
    if table == "answers":
        found.append(pl.col("wave_id").is_in(sorted(waves)))
    if table in _BY_SOURCE:
        sources = [f"wave:{wave}" for wave in sorted(waves)]
        found.append(pl.col(_BY_SOURCE[table]).is_in(sources))
    if "interplay_id" in contract(table).schema:
        found += [pl.col("interplay_id").str.starts_with(f"{wave}:") for wave in sorted(waves)]
    return reduce(lambda one, other: one | other.fill_null(value=False), found)


def without_own(tables: Tables, waves: Set[str]) -> Tables:
    """The tables as if nobody had answered in these waves; the waves themselves stay."""
    frames = {
        name: rows.filter(~own_rows(name, waves)) if waves else rows
        for name, rows in tables.frames.items()
    }
    return Tables.of(**frames)


def refuse_own(given: Mapping[str, pl.DataFrame], waves: Set[str]) -> tuple[Problem, ...]:
    """A problem for each table in which somebody else would say what was answered here.

    It is told whether or not such a row is there: to compare what is sent with what is kept
    would tell what somebody answered.
    """
    return tuple(
        Problem("answers_of_own_wave", {"table": name}, Place(file=name))
        for name, rows in given.items()
        if waves and rows.filter(own_rows(name, waves)).height
    )


def check_none_own(given: Mapping[str, pl.DataFrame], waves: Set[str]) -> None:
    """BadData with what `refuse_own` finds."""
    if problems := refuse_own(given, waves):
        raise BadData(problems)
