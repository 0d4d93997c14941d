"""The documents, what a person reads in them, and how a reading is held against that."""

import json
import tomllib
from pathlib import Path
from typing import Any

from samspel.reports.reading_json import render_reading_json
from samspel.terms import MemoReading

HERE = Path(__file__).parent
DOCUMENTS = sorted(
    (HERE / "made_up").glob("*.txt"), key=lambda path: int(path.stem.partition("-")[0])
)
TRUTH: dict[str, dict[str, Any]] = tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))
SEEDS = {"seed-a": "000_a7b28d5c5f34ec36.txt", "seed-b": "001_c91ea08c0ece3083.txt"}
# Every field of the JSON that a memo may say something of.
FIELDS = (
    "dnr", "title", "points", "amounts", "period", "deadlines", "financing", "total", "series",
    "goal_year", "gaps", "gap_wordings", "tasks", "recipients", "parent", "date", "minutes",
)  # fmt: skip
_LISTS = {"points", "amounts", "deadlines", "financing", "gaps", "tasks", "recipients"}
_NULLS = {
    "amounts": ("kronor", "per"),
    "financing": ("financier", "kronor"),
    "series": ("years", "times", "max_years"),
    "minutes": ("paragraph", "adjusted", "adjusted_at_once", "outcomes"),
}


def as_json(reading: MemoReading) -> dict[str, Any]:
    """The reading through the public door."""
    document: dict[str, Any] = json.loads(render_reading_json(reading))
    return document


def expected(name: str, field: str) -> Any:
    """The truth in the JSON's own shape: TOML has no null."""
    value = TRUTH[name].get(field)
    if value is None:
        return [] if field in _LISTS else {} if field == "gap_wordings" else None
    if field == "deadlines":
        return [
            each if {"date", "period"} & each.keys() else each | {"date": None} for each in value
        ]
    if field in _NULLS and isinstance(value, list):
        return [{key: each.get(key) for key in _NULLS[field]} for each in value]
    if field == "minutes":
        value = value | {"outcomes": [each or None for each in value["outcomes"]]}
    if field == "period":
        return {key: value.get(key) for key in ("from", "until")}
    if field in _NULLS:
        return {key: value.get(key) for key in _NULLS[field]}
    return value


def verdict(name: str, field: str, read: dict[str, Any]) -> str:
    """`read`, `unsure`, `missed`, `wrong`, or nothing where neither says anything.

    Unsure is right only where the truth says so too; a value beside it must still be true.
    """
    true, got = expected(name, field), read[field]
    if got != true:
        return "missed" if got in (None, [], {}) else "wrong"
    if field in read["unsure"]:
        return "unsure"
    if field in TRUTH[name]["unsure"]:
        return "wrong"
    return "read" if true not in (None, [], {}) else ""
