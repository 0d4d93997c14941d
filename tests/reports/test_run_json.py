"""The public JSON of a run, to the last byte (issue 2 item 5)."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from reports import runs
from samspel.reports import render_json
from samspel.reports.run_json import run_schema
from samspel.terms import REASONS, Parts

TOP = ["schema", "run", "gaps"]
RUN = [
    "ecosystem",
    "on",
    "window_months",
    "boundary",
    "definitions",
    "definitions_hash",
    "as_recorded",
    "max_size",
    "seed",
    "snapshot",
    "version",
]
GAP = [
    "gap",
    "lens",
    "near",
    "left",
    "far",
    "reached",
    "none",
    "unknown",
    "told",
    "asked",
    "lower",
    "upper",
    "estimate",
    "low",
    "high",
    "coverage",
    "reason",
    "why",
    "parts",
    "two_step",
    "platform_dependence",
    "platform_dependence_high",
    "sole_route",
    "without_financier",
    "sensitivity",
    "levers",
    "by_max_size",
    "hang_on_one",
    "leave_one_out",
    "next_step",
    "fragmentation",
    "fragmentation_without_platform",
    "costliest",
    "saturated",
    "strength",
    "ladder",
    "flows",
    "levels",
    "concentration",
    "matrix",
]
PARTS = [
    "inactive",
    "platform_only",
    "thin",
    "sorted",
    "sorted_sd",
    "shown_thin",
    "shown_sorted",
    "shown_sorted_sd",
    "null",
]


def test_keys_and_gaps_stand_in_the_published_order() -> None:
    document = json.loads(render_json(runs.run()))
    assert list(document) == TOP
    assert list(document["run"]) == RUN
    assert [list(gap) for gap in document["gaps"]] == [GAP] * 7
    assert [list(gap["parts"]) for gap in document["gaps"]] == [PARTS] * 7
    assert [gap["gap"] for gap in document["gaps"]] == list(runs.GAP_KEYS)


def test_it_is_utf8_indented_by_two_and_ends_in_one_newline() -> None:
    text = render_json(runs.run(runs.full(), ecosystem="gruvor-och-ål"))
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert '\n  "run": {\n    "ecosystem": "gruvor-och-ål",\n' in text


def test_shares_have_twelve_decimals_and_no_minus_nothing() -> None:
    figure = runs.figure("research", 9, 6, 3, parts=Parts(1 / 3, 0.0, 2 / 3, -0.0, 1e-14))
    text = render_json(runs.run((figure,)))
    assert '"estimate": 0.333333333333,' in text
    assert '"thin": 0.666666666667,' in text
    assert '"sorted": 0.0,' in text
    assert '"sorted_sd": 0.0,\n' in text
    assert "-0.0" not in text


def test_a_whole_share_is_still_a_number_with_a_decimal() -> None:
    text = render_json(runs.run((runs.figure("research", 5, 0, 5, estimate=1),)))
    assert '"estimate": 1.0,' in text


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_a_figure_that_is_no_number_stops(wrong: float) -> None:
    with pytest.raises(ValueError, match="a share cannot be"):
        render_json(runs.run((runs.figure("research", 9, 6, 3, coverage=wrong),)))


def test_the_figure_without_the_financier_is_the_same_object_last() -> None:
    authority = json.loads(render_json(runs.run()))["gaps"][3]
    assert authority["without_financier"]["reached"] == 30
    assert list(authority["without_financier"]) == GAP
    assert authority["without_financier"]["without_financier"] is None


def test_why_and_sole_route_are_plain() -> None:
    figure = replace(
        runs.figure("research", 4, 1, 0), why={"two_step": "too_few_near", "parts": "too_few_near"}
    )
    gap = json.loads(render_json(runs.run((figure,))))["gaps"][0]
    assert list(gap["why"]) == ["parts", "two_step"]
    assert gap["sole_route"] is None


@pytest.mark.parametrize(
    "made",
    [
        runs.run(),
        runs.run(civil=True, as_recorded=True),
        runs.run(runs.same(0, 0, 0)),
        runs.run(runs.same(41, 0, 0, reason="nothing_observed", why={"parts": "no_active"})),
    ],
    ids=["full", "memo-b", "nobody", "unknown"],
)
def test_every_run_fits_the_published_schema(made: Any) -> None:
    schema = run_schema()
    faults = list(_faults(json.loads(render_json(made)), schema, schema, "$"))
    assert faults == []


def test_the_schema_finds_what_is_wrong() -> None:
    schema, document = run_schema(), json.loads(render_json(runs.run()))
    document["gaps"][0]["reason"] = "because"
    document["gaps"][1]["near"] = -1
    document["run"]["host"] = "here"
    del document["run"]["seed"]
    assert len(list(_faults(document, schema, schema, "$"))) == 4


def test_the_schema_closes_the_list_of_reasons() -> None:
    assert set(run_schema()["$defs"]["reason"]["enum"]) == {None, *REASONS}


_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}


def _is(value: Any, kind: str) -> bool:
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, _TYPES[kind])


def _faults(value: Any, rule: dict[str, Any], root: dict[str, Any], at: str) -> Any:
    """The faults of a value by the part of JSON Schema that our schema uses, nothing more."""
    if "$ref" in rule:
        yield from _faults(value, root["$defs"][rule["$ref"].rsplit("/", 1)[1]], root, at)
    if "anyOf" in rule and all(list(_faults(value, part, root, at)) for part in rule["anyOf"]):
        yield f"{at}: none fits"
    kinds = rule.get("type", [])
    if kinds and not any(_is(value, k) for k in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{at}: type"
    if ("const" in rule and value != rule["const"]) or value not in rule.get("enum", [value]):
        yield f"{at}: value"
    if _is(value, "number") and value < rule.get("minimum", value):
        yield f"{at}: minimum"
    if isinstance(value, list) and "items" in rule:
        for place, item in enumerate(value):
            yield from _faults(item, rule["items"], root, f"{at}[{place}]")
    if isinstance(value, dict) and rule.get("type") == "object":
        yield from _object_faults(value, rule, root, at)


def _object_faults(value: dict[str, Any], rule: dict[str, Any], root: Any, at: str) -> Any:
    known, more = rule.get("properties", {}), rule.get("additionalProperties", True)
    yield from (f"{at}.{key}: missing" for key in rule.get("required", []) if key not in value)
    for key, item in value.items():
        if key in known:
            yield from _faults(item, known[key], root, f"{at}.{key}")
        elif more is False:
            yield f"{at}.{key}: unknown"
        elif isinstance(more, dict):
            yield from _faults(item, more, root, f"{at}.{key}")
