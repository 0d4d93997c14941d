"""An atlas for other programs: the public JSON, and one flat row a unit and gap.

Neighbours get `render_atlas_json`, whose gaps are those of `render_json`, `atlas_schema`, which
describes it, and `atlas_rows`.
"""

import json
from importlib.resources import files
from typing import Any

import polars as pl

from samspel.atlas import Atlas
from samspel.reports.run_json import SCHEMA_VERSION, gap_json, run_schema
from samspel.terms import GapFigure

__all__ = ["atlas_rows", "atlas_schema", "render_atlas_json"]

# Of one gap's JSON what is a single value; lists and objects are in the JSON alone.
_SCALARS: dict[str, pl.DataType] = {
    "gap": pl.String(),
    "near": pl.Int64(),
    "left": pl.Int64(),
    "far": pl.Int64(),
    "reached": pl.Int64(),
    "none": pl.Int64(),
    "unknown": pl.Int64(),
    "told": pl.Int64(),
    "asked": pl.Float64(),
    "lower": pl.Float64(),
    "upper": pl.Float64(),
    "estimate": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "coverage": pl.Float64(),
    "reason": pl.String(),
    "two_step": pl.Float64(),
    "platform_dependence": pl.Float64(),
    "platform_dependence_high": pl.Float64(),
    "hang_on_one": pl.Float64(),
}
_PARTS = (
    "inactive",
    "platform_only",
    "thin",
    "sorted",
    "sorted_sd",
    "shown_thin",
    "shown_sorted",
    "shown_sorted_sd",
)


def render_atlas_json(atlas: Atlas, *, snapshot: str, version: str) -> str:
    """An atlas as the public JSON: UTF-8 text, indent 2, ending in one newline.

    Raises
    ------
    ValueError
        If a share is NaN or infinite.
    """
    settings = atlas.asked.settings
    document = {
        "schema": SCHEMA_VERSION,
        "run": {
            "by": atlas.asked.by,
            "on": settings.on.isoformat(),
            "window_months": settings.window_months,
            "definitions": settings.definitions.key,
            "definitions_hash": settings.definitions.hash,
            "as_recorded": settings.as_recorded,
            "max_size": settings.max_size,
            "seed": settings.seed,
            "snapshot": snapshot,
            "version": version,
        },
        "units": [
            {"unit": unit.key, "gaps": [gap_json(figure) for figure in unit.gaps]}
            for unit in atlas.units
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def atlas_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_atlas_json` gives, the run's definitions in it."""
    text = (files("samspel.reports") / "atlas.schema.json").read_text(encoding="utf-8")
    return {**json.loads(text), "$defs": run_schema()["$defs"]}


def atlas_rows(atlas: Atlas) -> pl.DataFrame:
    """One row a unit and gap: counts, shares, the estimate or its reason, and the three parts.

    The figure with the financier left out is a row of its own, `without_financier` true.
    """
    rows = []
    for unit in atlas.units:
        for figure in unit.gaps:
            rows.append(_row(unit.key, figure, without=False))
            if figure.without_financier:
                rows.append(_row(unit.key, figure.without_financier, without=True))
    head: dict[str, pl.DataType] = {"unit": pl.String(), "without_financier": pl.Boolean()}
    parts: dict[str, pl.DataType] = {**dict.fromkeys(_PARTS, pl.Float64()), "null": pl.String()}
    return pl.DataFrame(rows, schema={**head, **_SCALARS, **parts}, orient="row")


def _row(unit: str, figure: GapFigure, *, without: bool) -> dict[str, Any]:
    whole = gap_json(figure)
    scalars = {name: whole[name] for name in _SCALARS}
    return {"unit": unit, "without_financier": without, **scalars, **whole["parts"]}
