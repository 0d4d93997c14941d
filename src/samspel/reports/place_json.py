"""Figures by place as public JSON, version 1: `samspel places PATH --format json`.

The block `run` is that of `run.schema.json`; shares are rounded as there.
"""

import json
import math
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from samspel.reports.beside_json import as_object, as_objects
from samspel.reports.run_json import _run, parts_json
from samspel.terms import Estimate
from samspel.terms.places import (
    Band,
    ClassFigure,
    Municipality,
    PlaceExpectation,
    PlaceFigure,
    PlaceReading,
    PlaceRun,
    PlaceSplit,
)

__all__ = ["places_schema", "render_places_json"]


def render_places_json(places: PlaceRun) -> str:
    """Figures by place: UTF-8 text, indent 2, ending in one newline.

    Raises
    ------
    ValueError
        If a share is NaN or infinite.
    """
    document = {
        "schema": 1,
        "run": _run(places.run),
        "gaps": [_gap(figure) for figure in places.gaps],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _gap(figure: PlaceFigure) -> dict[str, Any]:
    twin = figure.with_financier
    return {
        "gap": figure.gap,
        "near": figure.near,
        "far": figure.far,
        "in_dense": figure.in_dense,
        "in_sparse": figure.in_sparse,
        "unplaced": figure.unplaced,
        "far_unplaced": figure.far_unplaced,
        "reason": figure.reason,
        "dense": None if figure.dense is None else _class(figure.dense),
        "sparse": None if figure.sparse is None else _class(figure.sparse),
        "answers": figure.answers,
        "split": None if figure.split is None else _split(figure.split),
        "bands": [_band(band) for band in figure.bands],
        "bands_answers": figure.bands_answers,
        "municipalities": [_municipality(each) for each in figure.municipalities],
        "expectation": None if figure.expectation is None else _expectation(figure.expectation),
        "next_step": figure.next_step and asdict(figure.next_step),
        "with_financier": None if twin is None else _reading(twin),
    }


def _expectation(found: PlaceExpectation) -> dict[str, Any]:
    return {
        "active_dense": found.active_dense,
        "active_sparse": found.active_sparse,
        "reached_sparse": found.reached_sparse,
        "expected": _share(found.expected),
        "calibration": [
            {"actors": each.actors, "expected": _share(each.expected), "seen": _share(each.seen)}
            for each in found.calibration
        ],
    }


def _class(figure: ClassFigure) -> dict[str, Any]:
    found = figure.estimate
    return {
        "near": figure.near,
        "reached": figure.reached,
        "none": figure.none,
        "unknown": figure.unknown,
        "lower": _share(figure.lower),
        "upper": _share(figure.upper),
        "estimate": _share(found.value if found else None),
        "low": _share(found.low if found else None),
        "high": _share(found.high if found else None),
        "reason": figure.reason,
        "inactive": _share(figure.inactive),
        "two_step": _share(figure.two_step),
        "parts": parts_json(figure.parts),
        "platform_dependence": _share(figure.platform_dependence),
        "platform_dependence_high": _share(figure.platform_dependence_high),
        "sole_route": None if figure.sole_route is None else list(figure.sole_route),
        "strength": _share(figure.strength),
        "ladder": None if figure.ladder is None else asdict(figure.ladder),
        "flows": None if figure.flows is None else [asdict(flow) for flow in figure.flows],
        "next_step": figure.next_step and asdict(figure.next_step),
        "levels": as_objects(figure.levels),
        "concentration": as_object(figure.concentration),
        "sensitivity": as_objects(figure.sensitivity),
        "levers": as_object(figure.levers),
        "by_max_size": as_objects(figure.by_max_size),
    }


def _reading(figure: PlaceReading) -> dict[str, Any]:
    return {
        "far": figure.far,
        "reason": figure.reason,
        "dense": None if figure.dense is None else _class(figure.dense),
        "sparse": None if figure.sparse is None else _class(figure.sparse),
        "answers": figure.answers,
        "split": None if figure.split is None else _split(figure.split),
    }


def _split(split: PlaceSplit) -> dict[str, Any]:
    return {
        "difference": _interval(split.difference),
        "fewer_acts": _interval(split.fewer_acts),
        "same_acts": _interval(split.same_acts),
        "answers": split.answers,
    }


def _interval(found: Estimate) -> dict[str, float | None]:
    return {"value": _share(found.value), "low": _share(found.low), "high": _share(found.high)}


def _band(band: Band) -> dict[str, Any]:
    return {
        "km": band.band,
        "near": band.near,
        "reached": band.reached,
        "share": _share(band.share),
    }


def _municipality(row: Municipality) -> dict[str, Any]:
    return {
        "municipality": row.municipality,
        "name": row.name,
        "place_class": row.place_class or None,
        "near": row.near,
        "reached": row.reached,
    }


def _share(value: float | None) -> float | None:
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError(f"a share cannot be {value}")
    return round(float(value), 12) + 0.0  # -0.0 + 0.0 is 0.0


def places_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_places_json` gives."""
    text = (files("samspel.reports") / "places.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
