"""What a wave does to the figures: a run before it, a run after it, and steps of five between.

While a wave is open its answers are in no run. How wide the intervals can be with so many
answers is worked out when five more have answered, kept, and shown until the next five. It rests
on how many have answered and never on what: the answers are emptied before it is worked out.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from samspel.actions.background import Beat, Result, enqueue_in_transaction, serve
from samspel.actions.joined_tables import read_tables
from samspel.actions.measure_gaps import Asked, measure_gaps
from samspel.gaps import load_definitions
from samspel.gaps.foreseen import Foreseen, foresee
from samspel.records.accounts.api import system_viewer
from samspel.records.jobs.api import JobRow, create_job
from samspel.records.surveys import api as surveys
from samspel.records.surveys.api import AskingRow, StepFigure, StepRow
from samspel.tables import Tables
from samspel.terms import RunSettings, Viewer
from samspel.uncertainty import FEWEST

__all__ = ["EVERY", "measure_step", "watch"]

EVERY = FEWEST
_POINTS = 5  # a width is rounded up to so many points


def watch(*, asking: AskingRow, what: str, by: Viewer) -> None:
    """Ask the worker for the run `before`, a `step`, or the run `after`. In a transaction."""
    values = {"wave": asking.wave_id, "what": what}
    job = create_job("watch_wave", values, by=by)
    enqueue_in_transaction(job_id=job.id)


def measure_step(*, wave: str, by: Viewer) -> StepRow:
    """Work out what the wave has done so far, and keep it.

    A gap is told anew only when five more have answered it; else it stands as it stood.
    """
    asking = surveys.get_asking(wave, by=by)
    respondents = surveys.count_response(asking.id, by=by).answered
    last = surveys.last_step(asking.id, by=by)
    inside = replace(by, workspaces=frozenset({surveys.workspace_of_wave(wave)}))
    # The first step is before the wave, however late it is worked out.
    tables, _version = read_tables(by=inside if last else by)
    definitions = load_definitions(asking.definitions)
    counted = _counted(tables["answers"], wave)
    settings = RunSettings(asking.ecosystem, asking.asks_until, definitions)
    found = foresee(_emptied(tables, wave), settings, _asked(asking, by))
    before = {one.gap: one for one in last.figures} if last else {}
    respondents = respondents - respondents % EVERY if last else 0
    figures = [_figure(one, counted.get(one.gap, 0), before.get(one.gap)) for one in found]
    return surveys.keep_step(asking.id, respondents, figures, by=by)


def _asked(asking: AskingRow, by: Viewer) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for invitation in surveys.list_invitations(asking.id, by=by):
        for gap in invitation.asks:
            found.setdefault(gap, set()).add(invitation.actor_id)
    return found


def _emptied(tables: Tables, wave: str) -> Tables:
    """The tables with who has answered what item in the wave, and nothing of what they said:
    every answer a no, nobody named, nothing claimed."""
    mine, source = pl.col("wave_id") == wave, f"wave:{wave}"
    value = pl.when(mine).then(pl.lit("no")).otherwise(pl.col("value")).alias("value")
    acts = tables["interplay"].filter(pl.col("source").fill_null("") != source)
    named = pl.col("interplay_id").is_in(acts["interplay_id"].implode())
    frames = {
        "answers": tables["answers"].with_columns(value),
        "interplay": acts,
        "participations": tables["participations"].filter(named),
        "coverage": tables["coverage"].filter(pl.col("by") != source),
    }
    return Tables.of(**{**tables.frames, **frames})


def _counted(answers: pl.DataFrame, wave: str) -> Mapping[str, int]:
    mine = answers.filter(pl.col("wave_id") == wave, pl.col("item").str.starts_with("contact:"))
    counts = mine.group_by("item").agg(n=pl.col("respondent_id").n_unique())
    return {item.removeprefix("contact:"): n for item, n in counts.iter_rows()}


def _figure(one: Foreseen, counted: int, before: StepFigure | None) -> StepFigure:
    if before is not None and counted - before.counted < EVERY:
        return before
    return StepFigure(
        gap=one.gap,
        counted=counted,
        answered=counted - counted % EVERY if counted >= EVERY else None,
        before=before.before if before else _points(one.now),
        now=_points(one.now),
        then=_points(one.then),
    )


def _points(width: float | None) -> int | None:
    return None if width is None else _POINTS * math.ceil(round(100 * width, 6) / _POINTS)


def _watch_job(job: JobRow, by: Viewer, beat: Beat) -> Result:
    beat(0, 1)
    wave, what = str(job.values["wave"]), str(job.values["what"])
    system = replace(system_viewer(job.region), contact=by.contact)
    if what == "step":
        return {"step": measure_step(wave=wave, by=system).respondents}
    asking = surveys.get_asking(wave, by=system)
    on = asking.asks_until
    asked = Asked(ecosystem=asking.ecosystem, on=on, definitions=asking.definitions)
    run = measure_gaps(asked=asked, by=system).id
    surveys.keep_run_of(asking.id, what, run, by=system)
    if what == "before":
        measure_step(wave=wave, by=system)
    return {"run": run}


serve("watch_wave", _watch_job)
