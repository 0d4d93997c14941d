"""`samspel gaps`: exit codes, and nothing but the answer on standard output (issue 2, item 5)."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from cli.conftest import Run
from samspel.cli import gaps as command
from samspel.gaps import load_definitions, measure_all
from samspel.reports import render_json
from samspel.tables import read, snapshot, write
from samspel.terms import RunSettings
from tables.made import CELLS, folder

_DAY = ("--on", "2026-09-30")


def test_json_is_alone_on_standard_output(samspel: Run, region: Path) -> None:
    said = samspel("gaps", region, "--ecosystem", "mat", *_DAY, "--format", "json")
    assert (said.code, said.err) == (0, "")
    document = json.loads(said.out)
    assert document["schema"] == 1
    assert [gap["gap"] for gap in document["gaps"]] == [
        "research", "education", "capital", "authority", "firms", "ecosystems", "global",
    ]  # fmt: skip
    assert document["run"]["snapshot"] == snapshot(read(region).tables)
    assert str(region).encode() not in said.out


def test_the_library_says_the_same_bytes(samspel: Run, region: Path) -> None:
    """The analyst and the command line get the same numbers, to the last byte."""
    said = samspel(
        "gaps", region, "--ecosystem", "skog", *_DAY, "--window", "12", "--definitions", "memo-b",
        "--as-recorded", "--max-size", "20", "--seed", "7", "--format", "json",
    )  # fmt: skip
    settings = RunSettings(
        "skog", date(2026, 9, 30), load_definitions("memo-b"), 12, as_recorded=True, max_size=20,
        seed=7,
    )  # fmt: skip
    assert said.out.decode() == render_json(measure_all(read(region).tables, settings))


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_every_form_gives_the_same_bytes(
    form: str, samspel: Run, region: Path, tmp_path: Path
) -> None:
    out = tmp_path / ("all.xlsx" if form == "xlsx" else "all")
    assert samspel("convert", region, out, "--form", form).code == 0
    asked = ("--ecosystem", "mat", *_DAY, "--format", "json")
    assert samspel("gaps", out, *asked).out == samspel("gaps", region, *asked).out


def test_several_ecosystems_and_none_chosen(samspel: Run, region: Path) -> None:
    said = samspel("gaps", region, *_DAY)
    assert (said.code, said.out) == (2, b"")
    for key in read(region).tables["ecosystems"]["ecosystem_id"]:
        assert f"  {key}  " in said.err


def test_an_unknown_ecosystem_is_bad_usage(samspel: Run, region: Path) -> None:
    said = samspel("gaps", region, "--ecosystem", "saknas", *_DAY)
    assert (said.code, said.out) == (2, b"")
    assert "saknas" in said.err
    assert "besoksnaring" in said.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--on", "3/4/2024"),
        ("--window", "0"),
        ("--max-size", "1"),
        ("--seed", "-1"),
        ("--format", "docx"),
        ("--definitions", "memo-c"),
        ("--colour", "red"),
    ],
)
def test_bad_usage_is_two(wrong: tuple[str, str], samspel: Run, region: Path) -> None:
    said = samspel("gaps", region, "--ecosystem", "mat", *_DAY, *wrong)
    assert (said.code, said.out) == (2, b"")
    assert said.err


def test_bad_data_is_one_with_the_check_beside(samspel: Run, tmp_path: Path) -> None:
    path = folder(tmp_path / "in", participations="interplay_id;actor_id\np1;a9\n")
    said = samspel("gaps", path, *_DAY, "--format", "json")
    assert (said.code, said.out) == (1, b"")
    assert said.err == samspel("check", path).out.decode()
    assert "participations.csv, column actor_id" in said.err
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    said = samspel("gaps", tmp_path / "a.xlsx", *_DAY)
    assert (said.code, said.out) == (1, b"")
    assert "not a whole workbook" in said.err


def test_without_a_day_it_is_today_and_said(
    samspel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> "Clock":
            return cls(2025, 2, 3)

    monkeypatch.setattr(command, "date", Clock)
    said = samspel("gaps", folder(tmp_path / "in"), "--format", "json")
    assert json.loads(said.out)["run"]["on"] == "2025-02-03"
    assert said.err == "Measured on 2025-02-03 (today).\n"


def test_no_estimate_is_an_answer(samspel: Run, tmp_path: Path) -> None:
    """X13: five firms are needed; fewer is said with its reason, and the command succeeds."""
    said = samspel("gaps", folder(tmp_path / "in"), *_DAY, "--format", "json")
    assert said.code == 0
    assert {gap["reason"] for gap in json.loads(said.out)["gaps"]} >= {"too_few_near"}


def test_warnings_are_counted_beside(samspel: Run, tmp_path: Path) -> None:
    actors = CELLS["actors"].replace("556036-0793", "556036-0794")
    said = samspel("gaps", folder(tmp_path / "in", actors=actors), *_DAY, "--format", "json")
    assert said.code == 0
    assert said.err.startswith("1 warning; samspel check ")


def test_a_file_is_written_whole_or_not_at_all(samspel: Run, region: Path, tmp_path: Path) -> None:
    asked = ("gaps", region, "--ecosystem", "mat", *_DAY, "--format", "json")
    said = samspel(*asked, "--out", tmp_path / "gaps.json")
    assert (said.code, said.out) == (0, b"")
    assert "gaps.json" in said.err
    assert (tmp_path / "gaps.json").read_bytes() == samspel(*asked).out
    assert [path.name for path in tmp_path.iterdir()] == ["gaps.json"]
    said = samspel(*asked, "--out", tmp_path / "no" / "such" / "gaps.json")
    assert (said.code, said.out) == (2, b"")
    assert "cannot be written" in said.err


def test_every_format(samspel: Run, region: Path, tmp_path: Path) -> None:
    asked = ("gaps", region, "--ecosystem", "mat", *_DAY)
    assert "The research gap" in samspel(*asked).out.decode()
    assert "Forskningsgapet" in samspel(*asked, "--language", "sv").out.decode()
    html = samspel(*asked, "--format", "html").out.decode()
    assert html.lower().startswith("<!doctype html>")
    pytest.importorskip("typst")
    samspel(*asked, "--format", "pdf", "--out", tmp_path / "gaps.pdf")
    assert (tmp_path / "gaps.pdf").read_bytes().startswith(b"%PDF-")
    assert samspel(*asked, "--format", "pdf").out == (tmp_path / "gaps.pdf").read_bytes()


def test_a_pdf_is_not_poured_into_a_terminal(
    samspel: Run, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = samspel("gaps", region, "--ecosystem", "mat", *_DAY, "--format", "pdf")
    assert (said.code, said.out) == (2, b"")
    assert "--out" in said.err


def test_a_missing_extra_names_its_command(
    samspel: Run, region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = samspel("gaps", region, "--ecosystem", "mat", *_DAY, "--format", "pdf")
    assert (said.code, said.out) == (1, b"")
    assert "pip install 'samspel[documents]'" in said.err


def test_a_definitions_file_of_ones_own(samspel: Run, tmp_path: Path) -> None:
    """R53: the catalogue is data that a region prints, edits and passes back."""
    shipped = samspel("definitions", "memo-b").out
    own = tmp_path / "own.toml"
    own.write_bytes(shipped.replace(b'key = "memo-b"', b'key = "ours"', 1))
    path = folder(tmp_path / "in")
    said = samspel("gaps", path, *_DAY, "--definitions", own, "--format", "json")
    assert json.loads(said.out)["run"]["definitions"] == "ours"
    own.write_text("gap = 3\n")
    said = samspel("gaps", path, *_DAY, "--definitions", own, "--format", "json")
    assert (said.code, said.out) == (1, b"")
    assert "own.toml" in said.err


def test_made_up_is_said(samspel: Run, region: Path) -> None:
    asked = ("gaps", region, "--ecosystem", "mat", *_DAY)
    assert "made up" in samspel(*asked).out.decode()
    assert "påhittat" in samspel(*asked, "--language", "sv").out.decode()


def test_tables_written_by_hand_are_enough(samspel: Run, tmp_path: Path) -> None:
    tables = read(folder(tmp_path / "in")).tables
    write(tables, tmp_path / "all.xlsx", form="xlsx")
    assert samspel("gaps", tmp_path / "all.xlsx", *_DAY).code == 0
