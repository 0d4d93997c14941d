"""The public JSON of a change and of a stop rule's reading, version 1.

Neighbours get `render_change_json`, `render_stop_rule_json` and their schemas. Like a run's: one
text to the last byte, shares rounded half to even to 12 decimals, null with its reason, no NaN.
"""

import json
import math
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from samspel.terms import (
    AreaChange,
    Change,
    ChangeParts,
    ChangeSettings,
    Estimate,
    GapChange,
    StopRuleReading,
    Swap,
)

__all__ = [
    "change_schema",
    "render_change_json",
    "render_stop_rule_json",
    "stop_rule_schema",
]

_DECIMALS = 12


def render_change_json(change: Change) -> str:
    """A change as the public JSON: UTF-8 text, indent 2, ending in one newline.

    Raises
    ------
    ValueError
        If a figure is NaN or infinite: it is never printed.
    """
    document = {
        "schema": 1,
        "change": _settings(change.settings, change.snapshot, change.version),
        "gaps": [_gap(gap) for gap in change.gaps],
        "areas": [_area(area) for area in change.areas],
        "judged": change.judged,
        "expected_false": _number(change.expected_false),
    }
    return _text(document)


def render_stop_rule_json(reading: StopRuleReading) -> str:
    """What the stop rule says as the public JSON; `errors` is null where there are no acts."""
    rule, errors = reading.rule, reading.errors
    document = {
        "schema": 1,
        "change": _settings(reading.settings, reading.snapshot, reading.version),
        "rule": {
            "areas": list(rule.areas),
            "several": rule.several,
            "patience_months": rule.patience_months,
            "worth": _number(rule.worth),
        },
        "flagged": reading.flagged,
        "verdicts": {key: each.value if each else None for key, each in reading.verdicts.items()},
        "not_forward": list(reading.not_forward),
        "missing": dict(reading.missing),
        "next_steps": [
            {
                "reason": reason,
                "areas": list(areas),
                "steps": [_step_of(reading, area) for area in areas],
            }
            for reason, areas in reading.unsaid.items()
        ],
        "errors": errors
        and {
            "improving": _number(errors.improving),
            "stagnant": _number(errors.stagnant),
            "declining": _number(errors.declining),
            "unusable": _number(errors.unusable),
            "tells": errors.tells,
            "margin": _number(errors.margin),
            "simulations": errors.simulations,
            "seed": errors.seed,
        },
    }
    return _text(document)


def _step_of(reading: StopRuleReading, area: str) -> dict[str, Any]:
    found = reading.steps.get(area)
    return {
        "area": area,
        "next_step": found and asdict(found.step),
        "next_step_on": found and found.on,
    }


def change_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_change_json` gives."""
    return _schema("change.schema.json")


def stop_rule_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `render_stop_rule_json` gives."""
    return _schema("stop_rule.schema.json")


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(
        (files("samspel.reports") / name).read_text(encoding="utf-8")
    )
    return schema


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _settings(settings: ChangeSettings, snapshot: str, version: str) -> dict[str, Any]:
    return {
        "ecosystem": settings.ecosystem,
        "from": settings.from_on.isoformat(),
        "to": settings.to_on.isoformat(),
        "window_months": settings.window_months,
        "delta": _number(settings.delta),
        "definitions": settings.definitions.key,
        "definitions_hash": settings.definitions.hash,
        "as_recorded": settings.as_recorded,
        "max_size": settings.max_size,
        "seed": settings.seed,
        "refuse_told": settings.refuse_told,
        "snapshot": snapshot,
        "version": version,
    }


def _gap(gap: GapChange) -> dict[str, Any]:
    return {
        "gap": gap.gap,
        "near_from": gap.near_from,
        "near_to": gap.near_to,
        "stayers": gap.stayers,
        "joiners": gap.joiners,
        "leavers": gap.leavers,
        "start": _estimate(gap.start),
        "end": _estimate(gap.end),
        "reason_from": gap.reason_from,
        "reason_to": gap.reason_to,
        "told_from": gap.told_from,
        "told_to": gap.told_to,
        "told_undated": gap.told_undated,
        "asked_from": gap.asked_from,
        "asked_to": gap.asked_to,
        "total": _estimate(gap.total),
        "parts": _parts(gap.parts),
        "narrowed": _number(gap.narrowed),
        "widened": _number(gap.widened),
        "swap": _swap(gap.swap),
        "verdict": gap.verdict.value if gap.verdict else None,
        "reason": gap.reason,
        "without_told": gap.without_told.value if gap.without_told else None,
        "rests_on_act": gap.rests_on_act,
        "turns_at": _number(gap.turns_at),
        "turns_at_from": _number(gap.turns_at_from),
        "turns_at_to": _number(gap.turns_at_to),
        "holds_at": _number(gap.holds_at),
        "only_once": list(gap.only_once),
        "power": {str(points): _number(power) for points, power in gap.power.items()},
        "power_under": {str(fall): _number(often) for fall, often in gap.power_under.items()},
        "why": {key: gap.why[key] for key in sorted(gap.why)},
        "next_step": gap.next_step and asdict(gap.next_step),
        "next_step_on": gap.next_step_on,
        "without_financier": gap.without_financier and _gap(gap.without_financier),
    }


def _area(area: AreaChange) -> dict[str, Any]:
    return {
        "area": area.area.value,
        "key": area.key,
        "start": _number(area.start),
        "end": _number(area.end),
        "unit": area.unit,
        "counts": dict(area.counts),
        "p": _number(area.p),
        "verdict": area.verdict.value if area.verdict else None,
        "reason": area.reason,
        "next_step": area.next_step and asdict(area.next_step),
        "next_step_on": area.next_step_on,
    }


def _parts(parts: ChangeParts | None) -> dict[str, Any] | None:
    if parts is None:
        return None
    names = ("stayers", "joiners", "leavers", "roles")
    return {name: _estimate(getattr(parts, name)) for name in names}


def _swap(swap: Swap | None) -> dict[str, Any] | None:
    if swap is None:
        return None
    return {
        "known": swap.known,
        "reached": swap.reached,
        "narrowed": _number(swap.narrowed),
        "widened": _number(swap.widened),
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "value": _number(estimate.value),
        "low": _number(estimate.low),
        "high": _number(estimate.high),
    }


def _number(value: float | None) -> float | None:
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError(f"a figure cannot be {value}")
    return round(float(value), _DECIMALS) + 0.0
