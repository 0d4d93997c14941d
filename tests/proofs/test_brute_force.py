"""Claim: the kernel equals a brute-force reading of section 3 on 1,000 random small ecosystems.

All seven gaps, every count, share, set, reason and list. 150 ecosystems each time, all 1,000
under the marker `long`. (R54-R62, R37, X12, X13)
"""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from proofs.brute_force import read_section_3
from proofs.random_ecosystems import make, tables_of
from samspel.gaps import load_definitions, measure_all, shown
from samspel.terms import RunSettings

COUNTS = ("gap", "near", "left", "far", "reached", "none", "unknown", "told", "reason")
SHARES = ("asked", "lower", "upper", "estimate", "low", "high", "coverage")
ACCESS = ("two_step", "platform_dependence", "platform_dependence_high")
PARTS = ("inactive", "platform_only", "thin", "sorted", "sorted_sd")
DEFINITIONS = {name: load_definitions(name) for name in ("memo-a", "memo-b")}


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch):
    """The curveball shuffle has proofs of its own; here it need not be long."""
    monkeypatch.setattr(shown, "DRAWS", 5)


def measured(rows, asked):
    settings = RunSettings(
        ecosystem=asked.ecosystem,
        on=asked.on,
        definitions=DEFINITIONS[asked.memo],
        window_months=asked.months,
        as_recorded=asked.as_recorded,
        max_size=asked.max_size,
    )
    return measure_all(tables_of(rows), settings, snapshot="sha256:none")


def number(value):
    return float(value) if isinstance(value, Fraction) else value


def assert_same(figure, read):
    for key in COUNTS:
        assert getattr(figure, key) == read[key], key
    for key in (*SHARES, *ACCESS):
        assert getattr(figure, key) == pytest.approx(number(read[key]), abs=1e-12), key
    for key in PARTS:
        expected = read["parts"][key] if read["parts"] else None
        assert getattr(figure.parts, key) == pytest.approx(number(expected), abs=1e-12), key
    assert figure.sole_route == (None if read["sole_route"] is None else tuple(read["sole_route"]))
    assert dict(figure.why) == read["why"]
    assert list(figure.declared_by) == read["declared_by"]
    assert {s.actor_id: s.state for s in figure.states} == read["states"]
    assert {s.actor_id: list(s.acts) for s in figure.states} == read["acts"]
    assert figure.blank_countries == read.get("blank_countries", 0)


def unrecorded(rows, asked):
    """The same without an act, a wave or an answer of one, declared complete all the same."""
    told = [row for row in rows["answers"] if row["wave_id"].startswith("told:")]
    nothing = {table: [] for table in ("interplay", "participations", "waves")}
    return rows | nothing | {"answers": told}, replace(asked, as_recorded=True)


def compare(first, last, change=lambda *made: made):
    seen = Counter()
    for seed in range(first, last):
        rows, asked = change(*make(np.random.default_rng(seed)))
        run = measured(rows, asked)
        for figure, read in zip(run.gaps, read_section_3(rows, asked), strict=True):
            try:
                assert_same(figure, read)
                assert (figure.without_financier is None) == (not read["without_financier"])
                if figure.without_financier:
                    assert_same(figure.without_financier, read["without_financier"])
            except AssertionError as error:
                raise AssertionError(f"ecosystem {seed}, {figure.gap}: {error}") from error
            seen.update([figure.reason or "estimated", *figure.why.values()])
            seen["declared"] += bool(figure.declared_by)
            seen["told"] += bool(figure.told)
            seen["interval"] += figure.low is not None and figure.low < figure.high
            seen["sole route"] += bool(figure.sole_route)
            seen["twin"] += figure.without_financier is not None
            seen["through one between"] += (figure.two_step or 0) * figure.near > figure.reached
    return seen


def test_kernel_equals_the_reading_on_150_ecosystems():
    seen = compare(0, 150)
    # What is never met proves nothing.
    for corner in (
        "estimated",
        "limits",
        "too_few_near",
        "no_far_side",
        "no_other_ecosystem",
        "too_few_asked",
        "nothing_reached",
        "no_platform",
        "no_financier",
        "too_few_answers",
        "answers_of_one_group",
        "answers_under_10",
        "as_recorded",
        "declared",
        "told",
        "interval",
        "sole route",
        "twin",
        "through one between",
    ):
        assert seen[corner] >= 3, corner


def test_kernel_equals_the_reading_where_nothing_is_recorded():
    """Declared complete or not, told of or not, logged or not."""
    seen = compare(0, 100, unrecorded)
    for corner in ("nothing_observed", "estimated", "declared", "told"):
        assert seen[corner] >= 3, corner


@pytest.mark.long
def test_kernel_equals_the_reading_on_1000_ecosystems():
    seen = compare(0, 1000)
    assert seen["nothing_observed"]
