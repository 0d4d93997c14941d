"""The library as an analyst meets it: the same figures as everywhere, refusals in words."""

import dataclasses
import inspect
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import samspel
from samspel.cli import main
from samspel.notebook.columns import CHANGE_COLUMNS, GAP_COLUMNS
from samspel.reports import change_sentences, gap_sentences
from samspel.tables import Tables, follow, write
from samspel.terms import GAP_KEYS, BadData, Severity


def test_the_public_face_is_about_ten_names() -> None:
    offered = set(samspel.__all__) - {"__version__"}
    assert len(offered) == 10
    assert {"read", "measure", "change", "check", "snapshot", "load_definitions"} <= offered


def test_who_went_on_as_another_is_followed_on_the_day(made: Any, tmp_path: Path) -> None:
    """As the command line does: the run's tables are those of the day (R17)."""
    firms = made.tables["actors"].filter(pl.col("roles") == "firm")["actor_id"].sort().to_list()
    merged = {"from_actor": firms[1:20:2], "to_actor": firms[:20:2], "kind": ["merged"] * 10}
    rows = pl.DataFrame({**merged, "on": [date(2026, 5, 1)] * 10})
    tables = Tables.of(**{**made.tables.frames, "successions": rows})
    write(tables, tmp_path)
    asked = {"ecosystem": "besoksnaring", "language": "en"}
    before = samspel.measure(tables, on="2026-04-30", **asked)
    assert before.to_json() == samspel.measure(made.tables, on="2026-04-30", **asked).to_json()
    now = samspel.measure(tables, on=made.on, **asked)
    assert now.run.snapshot == samspel.snapshot(follow(tables, made.on))
    assert now.run.snapshot != before.run.snapshot
    days = {"from_on": "2023-09-30", "to_on": str(made.on)}
    moved = samspel.change(tables, **days, **asked)
    told = tmp_path / "change.json"
    options = ["--ecosystem", "besoksnaring", "--from", days["from_on"], "--to", days["to_on"]]
    options += ["--format", "json", "--out", str(told)]
    assert main(["change", str(tmp_path), *options]) == 0
    assert moved.to_json() == told.read_text("utf-8")


def test_what_a_stranger_types_first_is_answered_in_words(made: Any) -> None:
    """A path instead of what was read, a day as it is written at home, a language we lack."""
    asked = {"ecosystem": "besoksnaring", "on": made.on}
    with pytest.raises(TypeError, match=r"samspel\.read\(path\) gives, not a str"):
        samspel.measure("norrbotten", **asked)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="like 2026-09-30, not '30/9 2026'"):
        samspel.measure(made.tables, **{**asked, "on": "30/9 2026"})
    with pytest.raises(ValueError, match=r"no such language: de \(there are sv, en\)"):
        samspel.measure(made.tables, **asked, language="de")


def test_the_json_is_the_command_lines_byte_for_byte(tmp_path: Path, made: Any) -> None:
    """Issue 3 item 8: one result, whichever way it was asked for."""
    from samspel.sources import example

    example.write(tmp_path)
    asked = ["gaps", str(tmp_path), "--ecosystem", "besoksnaring", "--on", "2026-09-30"]
    asked += ["--format", "json"]
    command = [sys.executable, "-X", "utf8", "-m", "samspel.cli", *asked]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    reading = samspel.read(str(tmp_path))
    here = samspel.measure(reading, ecosystem="besoksnaring", on="2026-09-30")
    assert here.to_json() == told


def test_who_says_nothing_gets_the_same_definitions_everywhere() -> None:
    """The command line and the notebook; the forms of the service begin with the same."""
    from samspel.cli.parser import _parser
    from samspel.gaps.definitions import SHIPPED
    from samspel.reports.words import for_language

    for words in (["gaps", "x", "--on", "2026-09-30"], ["release", "x", "--wave", "w"]):
        asked = _parser(for_language("en")).parse_args(words)
        assert asked.definitions == SHIPPED[0]
    for face in (samspel.measure, samspel.change):
        assert inspect.signature(face).parameters["definitions"].default == SHIPPED[0]


def test_tables_and_a_reading_show_their_sizes_and_no_rows(made: Any, tmp_path: Path) -> None:
    from samspel.sources import example

    example.write(tmp_path)
    reading = samspel.read(str(tmp_path))
    tables = f"actors {reading.tables['actors'].height}, "
    assert repr(reading).startswith("<Reading: <Tables: ecosystems ")
    assert tables in repr(reading)
    assert repr(reading).endswith(", 0 errors, 0 warnings>")
    assert tables in repr(made.tables)
    assert len(repr(reading)) < 400
    assert repr(Tables.of()) == "<Tables: nothing>"


def test_the_table_is_the_run_with_documented_columns(measured: samspel.Measurement) -> None:
    frame = measured.table(with_financier=True)
    assert frame.schema == pl.Schema({name: kind for name, kind, _ in GAP_COLUMNS})
    assert frame["gap"].to_list() == [figure.gap for figure in measured.run.gaps]
    for row, figure in zip(frame.iter_rows(named=True), measured.run.gaps, strict=True):
        whole = json.loads(measured.to_json())["gaps"][frame["gap"].to_list().index(figure.gap)]
        for key in ("near", "far", "reached", "none", "unknown", "reason", "left", "told"):
            assert row[key] == whole[key]
        for key in ("lower", "upper", "estimate", "low", "high", "two_step", "asked"):
            assert row[key] == (None if whole[key] is None else pytest.approx(whole[key]))
    shares = [name for name, kind, _ in GAP_COLUMNS if kind == pl.Float64 and "sorted" not in name]
    assert all(0 <= value <= 1 for name in shares for value in frame[name].drop_nulls())


def test_the_authority_gap_stands_as_it_is_spoken(measured: samspel.Measurement) -> None:
    spoken = measured.table().row(by_predicate=pl.col("gap") == "authority", named=True)
    whole = measured.table(with_financier=True)
    assert spoken["without_financier"]
    assert not whole["without_financier"].any()
    assert spoken["reached"] == measured.gap("authority").without_financier.reached


def test_it_prints_as_sentences_and_shows_itself_as_a_wheel(
    measured: samspel.Measurement,
) -> None:
    text = gap_sentences(measured.run, "research", "en")
    printed = " ".join(str(measured).split())
    assert text.sentence in printed
    assert text.base in printed
    assert measured.words("research").sentence == text.sentence
    shown = measured._repr_html_()
    assert "<svg" in shown
    assert "class='wheel" in shown or 'class="wheel' in shown
    assert "<script" not in shown
    assert all(table.caption in shown for key in GAP_KEYS for table in measured.words(key).tables)
    assert "http" not in shown.replace("http://www.w3.org/", "")
    assert "besoksnaring" in repr(measured)
    assert "\n" not in repr(measured)


def test_a_result_is_frozen(measured: samspel.Measurement) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        measured.language = "sv"


def test_swedish_unless_told(made: Any) -> None:
    here = samspel.measure(made.tables, ecosystem="besoksnaring", on=date(2026, 9, 30))
    assert "Forskningsgapet" in str(here)
    assert here.table()["name"][0] == "Forskningsgapet"


def test_several_ecosystems_are_named_and_none_is_chosen(made: Any) -> None:
    with pytest.raises(ValueError, match="besoksnaring, energi"):
        samspel.measure(made.tables, on="2026-09-30")


def test_tables_with_errors_give_no_figure_but_the_reason_in_words(
    tmp_path: Path, made: Any
) -> None:
    from samspel.tables import write

    write(made.tables, tmp_path)
    acts = tmp_path / "interplay.csv"
    lines = acts.read_text(encoding="utf-8").splitlines(keepends=True)
    acts.write_text(lines[0] + lines[1].replace("20", "31/31/", 1) + "".join(lines[2:]), "utf-8")
    reading = samspel.read(tmp_path)
    assert any(problem.severity is Severity.ERROR for problem in reading.problems)
    with pytest.raises(BadData) as refused:
        samspel.measure(reading, ecosystem="besoksnaring", on="2026-09-30", language="en")
    assert "interplay.csv" in "".join(refused.value.__notes__)


def test_an_unknown_path_or_ecosystem_is_said_in_words(tmp_path: Path, made: Any) -> None:
    with pytest.raises(BadData) as refused:
        samspel.read(tmp_path / "nowhere")
    assert "nowhere" in "".join(refused.value.__notes__)
    with pytest.raises(BadData) as refused:
        samspel.measure(made.tables, ecosystem="nobody", on="2026-09-30", language="en")
    assert "nobody" in "".join(refused.value.__notes__)


def test_a_change_is_the_command_lines_with_parts_that_add_up(made: Any) -> None:
    """R107: who stayed, came and left; the verdict stands on those who stayed."""
    days = {"from_on": "2024-09-30", "to_on": "2026-09-30"}
    asked = {**days, "ecosystem": "besoksnaring", "as_recorded": True, "language": "en"}
    moved = samspel.change(made.tables, **asked)
    frame = moved.table()
    assert frame.schema == pl.Schema({name: kind for name, kind, _ in CHANGE_COLUMNS})
    parts = ["from_stayers", "from_joiners", "from_leavers", "from_roles"]
    # Where a group's answers are all alike, its part would tell them: there are no parts.
    told = frame.drop_nulls(["total", "from_stayers"])
    assert (len(frame.drop_nulls("total")), len(told)) == (7, 5)
    assert told.select(pl.sum_horizontal(parts)).to_series().to_list() == pytest.approx(
        told["total"].to_list()
    )
    assert change_sentences(moved.change, "research", "en").sentence in str(moved)
    assert "<table>" in moved._repr_html_()
    assert json.loads(moved.to_json())["schema"] == 1
    assert moved.gap("research").gap == "research"
