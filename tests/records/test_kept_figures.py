"""A figure that is kept comes back as it was measured, to the last digit. (X13, R63, R66)"""

import json
from dataclasses import replace

from samspel.gaps import load_definitions, measure_all
from samspel.records.gaps.codec import figure_from, figure_json
from samspel.sources import example
from samspel.terms import GapFigure, RunSettings

BESIDE = (
    "sensitivity",
    "levers",
    "by_max_size",
    "leave_one_out",
    "next_step",
    "costliest",
    "ladder",
    "flows",
    "levels",
    "concentration",
    "matrix",
)


def bare(figure: GapFigure) -> GapFigure:
    """Without its states, which are kept as rows of their own."""
    twin = figure.without_financier
    return replace(figure, states=(), why=dict(figure.why), without_financier=twin and bare(twin))


def test_every_figure_of_the_made_up_region_survives() -> None:
    made = example.build()
    settings = RunSettings(example.VISITOR, made.on, load_definitions("memo-b"))
    run = measure_all(made.tables, settings, snapshot="sha256:x")
    for figure in run.gaps:
        assert figure_from(json.loads(json.dumps(figure_json(figure)))) == bare(figure)
    for name in BESIDE:
        assert any(getattr(figure, name) for figure in run.gaps), name


def test_a_figure_kept_before_something_was_measured_has_none_of_it() -> None:
    made = example.build()
    settings = RunSettings(example.VISITOR, made.on, load_definitions("memo-b"))
    figure = measure_all(made.tables, settings, snapshot="sha256:x", depth="brief").gaps[0]
    plain = {k: v for k, v in figure_json(figure).items() if k not in BESIDE}
    assert figure_from(plain) == bare(figure)
