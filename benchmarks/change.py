"""The change verdict for seven gaps: posterior, decomposition and swap test, 10,000 actors.

Neighbours get `seven_gaps`. Four years of acts, and a wave before each of the two days in which
three actors in ten answer; the tables are coded already.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.regions import ON, Region, tables_of
from samspel.effects import measure_change
from samspel.gaps import index, load_definitions
from samspel.tables import Tables
from samspel.terms import ChangeSettings

__all__ = ["seven_gaps"]

_BEFORE = date(2024, 9, 30)
_GAPS = ("research", "education", "capital", "authority", "firms", "ecosystems", "global")


def seven_gaps(region: Region, _: Path) -> Callable[[], Any]:
    """The whole of `samspel change`, its tables in hand."""
    tables = _two_days(tables_of(region))
    settings = ChangeSettings("e", _BEFORE, ON, load_definitions("memo-a"))
    indexed = index(tables)
    return lambda: measure_change(tables, settings, snapshot="sha256:0", indexed=indexed) and None


def _two_days(tables: Tables) -> Tables:
    rng = np.random.default_rng(2)
    acts = tables["interplay"]
    days = rng.integers(0, 4 * 365, acts.height)
    dates = pl.Series("started_on", [ON - timedelta(days=int(day)) for day in days])
    waves = pl.DataFrame(
        {
            "wave_id": ["w0", "w1"],
            "ecosystem_id": "e",
            "asks_from": [_BEFORE - timedelta(days=700), ON - timedelta(days=700)],
            "asks_until": [_BEFORE, ON],
        }
    )
    who = tables["memberships"]["actor_id"]
    asked = [who.sample(fraction=0.3, seed=seed) for seed in (3, 4)]
    answers = pl.concat(
        pl.DataFrame(
            {
                "wave_id": f"w{at}",
                "respondent_id": ids,
                "item": f"contact:{gap}",
                "value": rng.choice(["yes", "no"], ids.len()),
            }
        )
        for at, ids in enumerate(asked)
        for gap in _GAPS
    )
    frames = {**tables.frames, "waves": waves, "answers": answers}
    frames["interplay"] = acts.with_columns(dates, ended_on=dates)
    return Tables.of(**frames)
