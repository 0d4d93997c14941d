"""`samspel read cordis` (issue 3, item 5): two files in, our tables out, or why not."""

from pathlib import Path

import pytest

from samspel.cli import main
from samspel.tables import read

ORGANISATIONS = """\
projectID;organisationID;vatNumber;name;activityType;country;nutsCode;role
101;900000001;SE556036079301;Rimfrost AB;PRC;SE;SE332;participant
101;900000002;;Universitetet;HES;SE;SE332;coordinator
101;900000003;;Erevna;REC;EL;EL30;participant
"""
PROJECTS = "id;title;startDate;endDate\n101;Norrsken;2024-01-01;2026-06-30\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "organization.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (tmp_path / "project.csv").write_text(PROJECTS, encoding="utf-8")
    return [str(tmp_path / "organization.csv"), str(tmp_path / "project.csv")]


@pytest.mark.parametrize("place", [["--country", "SE"], ["--region", "SE332"]])
def test_reads_and_writes_tables_that_can_be_measured(
    files: list[str], tmp_path: Path, place: list[str]
) -> None:
    out = tmp_path / "out"
    asked = ["read", "cordis", *files, *place, "--ecosystem", "norr", "--out", str(out)]
    assert main(asked) == 0
    reading = read(out)
    assert reading.problems == ()
    assert reading.tables["memberships"].height == 2
    assert main(["gaps", str(out), "--on", "2025-01-01", "--as-recorded"]) == 0


def test_organisations_alone_are_refused_and_nothing_is_written(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    asked = ["read", "cordis", files[0], "--country", "SE", "--ecosystem", "x", "--out", str(out)]
    assert main([*asked, "--language", "en"]) == 1
    assert "Give project.csv" in capsys.readouterr().err
    assert not out.exists()


def test_says_what_it_needs(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "cordis", *files, "--ecosystem", "x", "--language", "en"]) == 2
    assert "one of --country and --region, --out" in capsys.readouterr().err


def test_prints_the_mapping(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "cordis", "--print-mapping"]) == 0
    assert "OTH" in capsys.readouterr().out


def test_projects_of_another_programme_are_refused_and_nothing_is_written(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, out = tmp_path / "other.csv", tmp_path / "out"
    other.write_text(PROJECTS.replace("101;", "999;"), encoding="utf-8")
    asked = ["--country", "SE", "--ecosystem", "x", "--out", str(out), "--language", "en"]
    assert main(["read", "cordis", files[0], str(other), *asked]) == 1
    said = capsys.readouterr().err
    assert "Not one of the 1 projects asked for in organization.csv is in other.csv" in said
    assert not out.exists()
