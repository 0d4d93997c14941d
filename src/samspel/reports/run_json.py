"""The public JSON of a run: one text, to the last byte, from page, command line and API alike.

The shape is version 1 and is described by `run.schema.json` beside this file. Keys and gaps
stand in one order, shares are rounded half-even to 12 decimals, null stands where there is no
answer with its reason as a code, and NaN never stands anywhere.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from samspel.reports.beside_json import beside_json, share
from samspel.terms import GapFigure, Parts, Run

__all__ = ["SCHEMA_VERSION", "gap_json", "parts_json", "render_json", "run_schema"]

SCHEMA_VERSION = 1


def render_json(run: Run) -> str:
    """A run as the public JSON: UTF-8 text, indent 2, ending in one newline.

    Raises
    ------
    ValueError
        If a share is NaN or infinite: a wrong figure stops here, it is never printed.

    Notes
    -----
    A share of exactly minus nothing is written `0.0`.
    """
    document = {
        "schema": SCHEMA_VERSION,
        "run": _run(run),
        "gaps": [gap_json(figure) for figure in run.gaps],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def run_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_json` gives."""
    text = (files("samspel.reports") / "run.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _run(run: Run) -> dict[str, Any]:
    settings = run.settings
    return {
        "ecosystem": settings.ecosystem,
        "on": settings.on.isoformat(),
        "window_months": settings.window_months,
        "boundary": run.boundary,
        "definitions": settings.definitions.key,
        "definitions_hash": settings.definitions.hash,
        "as_recorded": settings.as_recorded,
        "max_size": settings.max_size,
        "seed": settings.seed,
        "snapshot": run.snapshot,
        "version": run.version,
    }


def gap_json(figure: GapFigure) -> dict[str, Any]:
    """One gap as it stands in the public JSON of a run, and of an atlas."""
    without = figure.without_financier
    return {
        "gap": figure.gap,
        "lens": figure.lens.value,
        "near": figure.near,
        "left": figure.left,
        "far": figure.far,
        "reached": figure.reached,
        "none": figure.none,
        "unknown": figure.unknown,
        "told": figure.told,
        "asked": share(figure.asked),
        "lower": share(figure.lower),
        "upper": share(figure.upper),
        "estimate": share(figure.estimate),
        "low": share(figure.low),
        "high": share(figure.high),
        "coverage": share(figure.coverage),
        "reason": figure.reason,
        "why": _why(figure.why),
        "parts": parts_json(figure.parts),
        "two_step": share(figure.two_step),
        "platform_dependence": share(figure.platform_dependence),
        "platform_dependence_high": share(figure.platform_dependence_high),
        "sole_route": None if figure.sole_route is None else list(figure.sole_route),
        "without_financier": None if without is None else gap_json(without),
        **beside_json(figure),
    }


def parts_json(parts: Parts) -> dict[str, float | str | None]:
    """The three parts and what stands beside them, of a gap or of a place class."""
    return {
        "inactive": share(parts.inactive),
        "platform_only": share(parts.platform_only),
        "thin": share(parts.thin),
        "sorted": share(parts.sorted),
        "sorted_sd": share(parts.sorted_sd),
        "shown_thin": share(parts.shown_thin),
        "shown_sorted": share(parts.shown_sorted),
        "shown_sorted_sd": share(parts.shown_sorted_sd),
        "null": parts.null,
    }


def _why(why: Mapping[str, str]) -> dict[str, str]:
    return {key: why[key] for key in sorted(why)}
