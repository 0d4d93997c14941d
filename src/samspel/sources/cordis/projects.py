"""CORDIS's projects as acts: one a project number, with the dates that are possible.

Neighbours get `projects_of`.
"""

import polars as pl

from samspel.sources.cordis.doubts import told
from samspel.terms import Place, Problem

__all__ = ["projects_of"]

_DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+Z?)?$"


def projects_of(
    rows: pl.DataFrame, place: Place, wanted: pl.Series
) -> tuple[pl.DataFrame, list[Problem]]:
    """The wanted projects with possible dates: `project, started_on, ended_on, title, programme`.

    A date is possible when it is one, and the end is not before the start; a blank end is none.
    Rows of one project with different dates give the earliest and the latest. A project that
    is not in the file, or has no possible dates there, is left out and told.
    """
    rows = rows.with_columns(
        pl.lit(None, pl.String).alias(name)
        for name in ("title", "programme")
        if name not in rows.columns
    )
    rows = rows.filter(pl.col("project").is_in(wanted.implode())).with_columns(
        _day("start"), _day("end")
    )
    started, ended = pl.col("started_on"), pl.col("ended_on")
    possible = started.is_not_null() & ((ended >= started) | (ended.is_null() & pl.col("end").is_null()))  # fmt: skip  # noqa: E501
    dated = rows.filter(possible.fill_null(value=False))
    days = pl.struct("started_on", "ended_on").n_unique().alias("days")
    found = dated.group_by("project").agg(
        started.min(), ended.max(), pl.col("title").drop_nulls().first(),
        pl.col("programme").drop_nulls().first(), pl.col("row").min(), days,
    )  # fmt: skip
    several = found.filter(pl.col("days") > 1)
    problems = told("cordis_dates_differ", several, place, project="project")
    problems += _left_out(rows, found, place, wanted)
    return found.drop("days", "row").sort("project"), problems


def _day(name: str) -> pl.Expr:
    day = pl.col(name).str.extract(_DAY).str.to_date("%Y-%m-%d", strict=False)
    return day.alias("started_on" if name == "start" else "ended_on")


def _left_out(
    rows: pl.DataFrame, found: pl.DataFrame, place: Place, wanted: pl.Series
) -> list[Problem]:
    lost = pl.DataFrame({"project": wanted.unique()}).join(found, on="project", how="anti")
    where = rows.group_by("project").agg(pl.col("row").min())
    lost = lost.join(where, on="project", how="left")
    absent = lost.filter(pl.col("row").is_null()).with_columns(pl.lit(0).alias("row"))
    undated = lost.filter(pl.col("row").is_not_null())
    return [
        *told("cordis_project_not_there", absent, place, project="project"),
        *told("cordis_act_left_out", undated, place, project="project"),
    ]
