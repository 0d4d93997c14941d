"""A whole run: every gap of a definitions version for one ecosystem on one day.

Neighbours get `measure_all`.
"""

from typing import Literal

import polars as pl

import samspel
from samspel.gaps.index import Indexed, index
from samspel.gaps.scene import see
from samspel.gaps.structural import measure
from samspel.tables import Tables, hash_rows
from samspel.tables import snapshot as snapshot_of
from samspel.terms import Run, RunSettings

__all__ = ["measure_all"]

# A region whose own name says that it is made up: every output of the run repeats it.
_MADE_UP = "påhitt"


def measure_all(  # noqa: PLR0913 - keyword-only after two
    tables: Tables,
    settings: RunSettings,
    *,
    snapshot: str | None = None,
    indexed: Indexed | None = None,
    depth: Literal["full", "brief"] = "full",
) -> Run:
    """Measure every gap of the settings' definitions, in their order.

    Parameters
    ----------
    tables : Tables
        Checked tables.
    settings : RunSettings
        Ecosystem, day, window, definitions and so on. The same tables and settings give the
        same run to the last digit, whatever the order of rows.
    snapshot : str, optional
        The tables' hash when it is known already; else it is taken here.
    indexed : Indexed, optional
        `index(tables)` when it is at hand, so that many dates or ecosystems share it.
    depth : "full" or "brief"
        `brief` leaves out what stands beside a gap and the curveball shuffle, so that thousands
        of figures are made in little time. What is shown to anybody is `full`.

    Returns
    -------
    Run
        `boundary` is the hash of this ecosystem's rows of `memberships`.

    Raises
    ------
    BadData
        If the ecosystem is not there (`unknown_ecosystem`), or the tables do not hold together
        (see `index`).

    Examples
    --------
    >>> from datetime import date
    >>> from samspel.gaps import load_definitions
    >>> ecosystems = pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"]})
    >>> asked = RunSettings("e", date(2026, 9, 30), load_definitions("memo-a"))
    >>> measure_all(Tables.of(ecosystems=ecosystems), asked).gap("research").reason
    'too_few_near'
    """
    coded = indexed or index(tables)
    scene = see(coded, settings)
    ours = tables["memberships"].filter(pl.col("ecosystem_id") == settings.ecosystem)
    return Run(
        settings=settings,
        ecosystem_name=scene.name,
        boundary=hash_rows("memberships", ours),
        snapshot=snapshot or snapshot_of(tables),
        version=samspel.__version__,
        gaps=tuple(
            measure(definition, scene, brief=depth == "brief")
            for definition in settings.definitions.gaps
        ),
        example=_MADE_UP in scene.region.casefold(),
    )
