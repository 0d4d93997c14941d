"""Every measure has its module, proof and page; what is documented is what is given."""

import importlib
import importlib.util
import json
import re
from dataclasses import replace

import pytest

from house.proofs import faults_of_proof
from house.source import PACKAGE, ROOT

registry = pytest.importorskip("samspel.gaps.registry")


@pytest.mark.parametrize("measure", registry.MEASURES, ids=lambda m: m.key)
def test_a_measure_has_module_proof_and_page(measure) -> None:
    assert importlib.util.find_spec(measure.module), "no module"
    assert not faults_of_proof(measure)
    page = ROOT / measure.page
    assert page.is_file(), f"no page {measure.page}"
    text = page.read_text(encoding="utf-8")
    for heading in ("**Formula.**", "**Source.**", "**Proof.**"):
        assert heading in text, f"{measure.page} lacks {heading}"
    assert re.search(r"\*\*Odd cases?\.\*\*", text), f"{measure.page} has no odd case"
    assert not [key for key in measure.keys if f"`{key}`" not in text], "a key is not explained"


def test_a_proof_of_something_else_is_no_proof() -> None:
    """What is asked of a proof can be missing: the file, its place, and what it is about."""
    measures = {measure.key: measure for measure in registry.MEASURES}
    matrix = measures["matrix"]
    assert faults_of_proof(replace(matrix, proofs=()))
    assert faults_of_proof(replace(matrix, proofs=("tests/proofs/test_none.py",)))
    assert faults_of_proof(replace(matrix, proofs=("tests/gaps/test_examples.py",)))
    assert faults_of_proof(replace(matrix, proofs=("tests/proofs/test_swap.py",)))
    assert faults_of_proof(replace(matrix, keys=("matrix", "cells_nobody_proves")))
    assert faults_of_proof(replace(measures["place"], proofs=("tests/proofs/test_swap.py",)))


# What a room offers that measures something, and by which line of the register it is held.
OFFERED = {
    "samspel.gaps": {"measure_all": "gap"},
    "samspel.gaps.place": {"measure_places": "place"},
    "samspel.gaps.activity": {"measure_activity": "activity"},
    "samspel.gaps.perceived": {"make_release": "perceived", "perceived_gap": "perceived"},
    "samspel.effects": {
        "measure_change": "change",
        "read_stop_rule": "stop_rule",
        "check_stop_rule": "stop_rule",
        "POWER": "change",
    },
    "samspel.effects.areas": {"areas_of": "areas"},
    "samspel.atlas": {"measure_units": "atlas"},
}


def test_whatever_measures_stands_in_the_register() -> None:
    """The rooms that measure, and every `measure_` and `read_` that they offer."""
    keys = {measure.key for measure in registry.MEASURES}
    rooms = {measure.module for measure in registry.MEASURES}
    for room, offered in OFFERED.items():
        module = importlib.import_module(room)
        faces = {name for name in module.__all__ if re.match("(measure|read)_|make_release", name)}
        assert faces <= set(offered), f"{room} offers a measure that no line names"
        assert set(offered) <= set(module.__all__), f"{room} no longer offers it"
        assert set(offered.values()) <= keys
    apart = {"samspel.gaps.place", "samspel.gaps.activity", "samspel.gaps.perceived"}
    assert apart | {"samspel.atlas", "samspel.effects.stop_rule"} <= rooms


def test_every_key_of_the_json_belongs_to_a_measure() -> None:
    schema = json.loads((PACKAGE / "reports" / "run.schema.json").read_text(encoding="utf-8"))
    told = {"gap", "lens", "reason", "why", "without_financier"}
    measured = {key for measure in registry.MEASURES for key in measure.keys}
    assert set(schema["$defs"]["gap"]["properties"]) == measured | told


def test_a_rendered_run_has_the_documented_keys_in_the_documented_order() -> None:
    from samspel.gaps import load_definitions, measure_all
    from samspel.reports import render_json
    from samspel.sources import example
    from samspel.terms import RunSettings

    made = example.build()
    settings = RunSettings(example.VISITOR, made.on, load_definitions("memo-b"))
    given = json.loads(render_json(measure_all(made.tables, settings)))
    schema = json.loads((PACKAGE / "reports" / "run.schema.json").read_text(encoding="utf-8"))
    parts = schema["$defs"]["gap"]["properties"]["parts"]["properties"]
    assert list(given) == list(schema["properties"])
    assert list(given["run"]) == list(schema["$defs"]["run"]["properties"])
    for gap in given["gaps"]:
        assert list(gap) == list(schema["$defs"]["gap"]["properties"])
        assert list(gap["parts"]) == list(parts)


def test_the_schema_names_every_reason() -> None:
    from samspel.terms import REASONS

    schema = json.loads((PACKAGE / "reports" / "run.schema.json").read_text(encoding="utf-8"))
    assert set(schema["$defs"]["reason"]["enum"]) == {None, *REASONS}


def test_every_environment_variable_is_documented() -> None:
    found = {
        each
        for path in PACKAGE.rglob("*.py")
        for each in re.findall(r"\bSAMSPEL_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    internal = {"SAMSPEL_COLLECT"}  # set by the service for its own children
    assert not {each for each in found - internal if f"`{each}`" not in page}
