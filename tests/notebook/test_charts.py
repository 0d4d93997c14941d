"""Charts: one specification, drawn as inline SVG without a call outside, with a twin and a text."""

import builtins
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import samspel
from reports import runs
from samspel.reports.charts import (
    gap_chart_key,
    gap_chart_rows,
    gap_chart_spec,
    gap_chart_text,
    render_gap_chart,
    theme,
)
from samspel.reports.palette import LIGHT
from samspel.reports.typesetting import MissingExtra

ADDRESS = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.""", re.IGNORECASE)


@pytest.mark.parametrize("way", ["_repr_html_", "to_html", "to_svg"])
def test_a_chart_is_inline_svg_that_calls_nobody(measured: samspel.Measurement, way: str) -> None:
    """C6: Altair's own HTML points at a public network. The network is blocked here."""
    made = getattr(measured.chart(), way)()
    assert "<svg" in made
    assert "<script" not in made
    assert not ADDRESS.search(made)
    assert not re.search(r"""(?:src|href)=["']?http""", made)


def test_a_change_has_a_chart_of_the_same_kind(made: Any) -> None:
    """Issue 3 item 8: both results have `.chart()`; its text names both days and every gap."""
    moved = samspel.change(
        made.tables,
        ecosystem="besoksnaring",
        from_on="2024-09-30",
        to_on="2026-09-30",
        as_recorded=True,
        language="en",
    )
    chart = moved.chart()
    drawn, text = chart.to_svg(), chart._repr_mimebundle_()["text/plain"]
    assert "<svg" in drawn
    assert not ADDRESS.search(drawn)
    assert "2024-09-30" in text
    assert "2026-09-30" in text
    assert 'lang="en"' in chart.to_html()


def test_what_a_notebook_shows_is_the_drawing(measured: samspel.Measurement) -> None:
    shown = measured.chart()._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert shown["text/html"].startswith("<svg")


def test_a_changed_chart_still_shows_itself(measured: samspel.Measurement, tmp_path: Path) -> None:
    wider = measured.chart().properties(width=600).configure_axis(labelFontSize=20)
    assert "<svg" in wider._repr_html_()
    for name in ("chart.html", "chart.svg"):
        wider.save(tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "<svg" in text
        assert not ADDRESS.search(text)
    wider.save(str(tmp_path / "chart.json"))
    assert (tmp_path / "chart.json").stat().st_size


def test_no_call_leaves_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    """The same in a process that has no network interface, where the system lets us make one."""
    cut_off = ["unshare", "--net", "--map-root-user"]
    try:
        able = not subprocess.run([*cut_off, "true"], check=False, capture_output=True).returncode
    except FileNotFoundError:
        able = False
    if not able:
        pytest.skip("this system gives nobody a network of their own")
    code = (
        "import samspel; made = samspel.example()\n"
        "found = samspel.measure(made.tables, ecosystem='besoksnaring', on=made.on)\n"
        "print('<svg' in found.chart().to_html())"
    )
    asked = [*cut_off, sys.executable, "-c", code]
    done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "True", done.stderr


def test_the_same_run_gives_the_same_drawing_without_half_transparent_marks() -> None:
    """Each such mark would be a group of its own in a PDF, and weaker than its contrast allows."""
    run = runs.run()
    assert not re.search(r'opacity="0\.', render_gap_chart(run, "sv"))
    assert render_gap_chart(run, "sv") == render_gap_chart(run, "sv")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_chart_says_what_it_shows_and_has_a_table_twin(language: str) -> None:
    run = runs.run()
    drawn, text = render_gap_chart(run, language), gap_chart_text(run, language)
    rows = gap_chart_rows(run, language)
    assert re.findall(r'role="[^"]*"', drawn) == ['role="img"']  # no part asks for a name
    assert "aria-label=" in drawn
    assert len(rows) == 1 + len(run.gaps)
    for row in rows[1:]:
        assert row[0] in drawn  # its name stands at the bar
        assert row[0] in text
        assert row[3] in text  # and its figure in the text
    assert run.ecosystem_name in text


def test_data_are_the_figures_and_unknown_is_not_filled() -> None:
    run = runs.run()
    data = gap_chart_spec(run, "en")["datasets"]["gaps"]
    assert [each["gap"] for each in data] == [figure.gap for figure in run.gaps]
    for each, figure in zip(data, run.gaps, strict=True):
        spoken = figure.without_financier or figure
        assert (each["estimate"], each["lower"]) == (spoken.estimate, spoken.lower)


def test_nobody_near_draws_no_bar_and_no_error() -> None:
    """The odd case: no near actor, so no bounds either."""
    empty = tuple(runs.figure(figure.gap, 0, 0, 0) for figure in runs.run().gaps)
    assert "<svg" in render_gap_chart(replace(runs.run(), gaps=empty), "sv")


def _colours(of: Any) -> set[str]:
    if isinstance(of, dict):
        return set().union(set(), *(_colours(value) for value in of.values()))
    if isinstance(of, list):
        return set().union(set(), *(_colours(value) for value in of))
    return {of} if isinstance(of, str) and of.startswith("#") else set()


def test_colours_are_the_palettes_and_only_in_the_theme() -> None:
    """X9: a mark is told by its form; its colour is a role of the palette."""
    spec = gap_chart_spec(runs.run(), "en")
    assert _colours(theme()) <= set(LIGHT.values())
    assert not _colours({key: value for key, value in spec.items() if key != "config"})
    assert "http" not in str(spec)


@pytest.mark.parametrize("missing", ["altair", "vl_convert"])
def test_a_missing_extra_is_an_error_that_names_the_command(
    missing: str, measured: samspel.Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    from samspel.reports.charts import drawing

    real = builtins.__import__

    def without(name: str, *others: Any) -> Any:
        if name.partition(".")[0] == missing:
            raise ModuleNotFoundError(name=missing)
        return real(name, *others)

    drawing._library.cache_clear()
    drawing._drawn.cache_clear()
    monkeypatch.delitem(sys.modules, "samspel.notebook.charts", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'samspel\[documents\]'"):
        measured.chart().to_svg()
    monkeypatch.undo()
    drawing._library.cache_clear()


def test_a_long_name_has_its_room_and_no_letter_is_measured_by_the_machine() -> None:
    """The same drawing on every machine: room is by our own typeface, and none is fitted."""
    spec = gap_chart_spec(runs.run(), "sv")
    longest = max(len(each["name"]) for each in spec["datasets"]["gaps"])
    assert spec["autosize"] == "none"
    assert spec["padding"]["left"] > longest * 6
    assert spec["padding"]["right"] > max(
        len(each["figure"]) * 5 for each in spec["datasets"]["gaps"]
    )


def test_a_document_shows_the_chart_with_its_key_in_the_caption() -> None:
    untitled = gap_chart_spec(runs.run(), "sv", titled=False)
    assert "title" not in untitled
    assert all(line not in render_gap_chart(runs.run(), "sv", titled=False) for line in KEY)
    assert all(line in render_gap_chart(runs.run(), "sv") for line in KEY)


KEY = gap_chart_key("sv")
