"""The charts of places, of a change and of a gap over its days: drawn, named, with their twins."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from samspel.effects import measure_change
from samspel.gaps import load_definitions, measure_all
from samspel.gaps.activity import measure_activity
from samspel.gaps.place import measure_places
from samspel.reports.charts import (
    Measured,
    bridge_chart_spec,
    change_chart_spec,
    change_chart_text,
    place_chart_spec,
    place_chart_text,
    render_bridge_chart,
    render_change_chart,
    render_place_chart,
    render_series_chart,
    series_chart_spec,
    series_headings,
    series_rows,
)
from samspel.reports.palette import LIGHT
from samspel.reports.phrases import gap_name
from samspel.sources import example
from samspel.terms import GAP_KEYS, ChangeSettings, RunSettings

pytest.importorskip("vl_convert")
DAY, MEMO = date(2026, 9, 30), load_definitions("memo-b")


@pytest.fixture(scope="module")
def made():
    return example.build().tables


@pytest.fixture(scope="module")
def places(made):
    return measure_places(made, RunSettings(example.VISITOR, DAY, MEMO))


@pytest.fixture(scope="module")
def change(made):
    return measure_change(made, ChangeSettings(example.VISITOR, date(2024, 9, 30), DAY, MEMO, 12))


@pytest.fixture(scope="module")
def days(made):
    figure = measure_all(made, RunSettings(example.VISITOR, DAY, MEMO)).gap("education")
    unsaid = replace(figure, estimate=None, low=None, high=None, reason="too_few_asked")
    return [Measured(date(2024, 10, 31), unsaid), Measured(DAY, figure)]


@pytest.fixture(scope="module")
def activity(made):
    return measure_activity(made, RunSettings(example.VISITOR, DAY, MEMO))


def drawings(text):
    """The two drawings of a pair, parsed: they are well formed and carry no style or script."""
    assert "style=" not in text
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org", "")
    pair = ET.fromstring(text)  # noqa: S314 - our own
    wide, narrow = list(pair)
    assert "chart-wide" in wide.get("class")
    assert "chart-narrow" in narrow.get("class")
    return wide, narrow


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_is_one_picture_with_one_name_at_two_widths(places, change, days, activity, language):
    """X9: at 320 px letters must not shrink, so a phone has a drawing of its own."""
    for text in (
        render_place_chart(places, language),
        render_change_chart(change, language),
        render_series_chart(days, language),
        render_bridge_chart(activity, language),
    ):
        wide, narrow = drawings(text)
        assert float(narrow.get("width")) <= 320 < float(wide.get("width"))
        assert wide.get("aria-label") == narrow.get("aria-label") != ""
        roles = [each.get("role") for each in wide.iter() if each.get("role")]
        assert roles == ["img"]


def test_every_colour_of_a_drawing_is_one_that_the_dark_theme_knows(places, change, days, activity):
    """The style sheet turns each colour into its role by its attribute (figures.css)."""
    from importlib.resources import files

    css = (files("samspel.pages") / "static" / "css" / "figures.css").read_text("utf-8")
    for text in (render_place_chart(places, "sv"), render_change_chart(change, "sv"),
                 render_series_chart(days, "sv"), render_bridge_chart(activity, "sv")):  # fmt: skip
        for drawing in drawings(text):
            for each in drawing.iter():
                for kind in ("fill", "stroke"):
                    colour = each.get(kind)
                    if colour and colour != "none":
                        assert colour in LIGHT.values()
                        assert f'.chart [{kind}="{colour}"]' in css


def test_a_mark_stands_where_the_figure_is(places):
    spec = place_chart_spec(places, "en")
    marks = {(m["name"], m["kind"]): m for m in spec["datasets"]["marks"]}
    for figure in places.gaps:
        for kind, one in (("first", figure.dense), ("second", figure.sparse)):
            mark = marks[gap_name(figure.gap, "en"), kind]
            assert mark["value"] == (one.estimate.value if one.estimate else None)
    assert [name["name"] for name in spec["datasets"]["names"]] == [
        gap_name(key, "en") for key in GAP_KEYS
    ]
    assert "dense" in place_chart_text(places, "en")


def test_a_day_without_a_figure_has_no_mark(change):
    spec = change_chart_spec(change, "en")
    kinds = {(m["name"], m["kind"]) for m in spec["datasets"]["marks"]}
    assert ("The capital gap", "first") in kinds
    assert ("The capital gap", "second") not in kinds
    assert "The capital gap: –" in change_chart_text(change, "en")


def test_a_gap_over_its_days_says_the_same_in_its_table(days):
    values = series_chart_spec(days, "en")["datasets"]["days"]
    assert [value["on"] for value in values] == ["2024-10-31", "2026-09-30"]
    assert values[0]["value"] is None
    assert values[0]["upper"] > 0
    rows = series_rows(days, "en")
    assert len(rows[0]) == len(series_headings("en"))
    assert rows[0][2] == "cannot say: too few asked"


def test_nobody_is_no_reason_to_fail():
    tables = example.build(actors=0).tables
    places = measure_places(tables, RunSettings(example.VISITOR, DAY, MEMO))
    assert "<svg" in render_place_chart(places, "sv")


def test_bars_are_as_long_as_there_are_bridges(activity):
    bars = bridge_chart_spec(activity, "en")["datasets"]["bars"]
    long = {state: sum(b["to"] - b["from"] for b in bars if b["state"] == state)
            for state in ("planned", "started", "done")}  # fmt: skip
    counts = [sum(figure.by_state[at] for figure in activity.gaps) for at in (2, 3, 4)]
    assert list(long.values()) == counts
