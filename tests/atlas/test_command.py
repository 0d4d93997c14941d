"""`samspel atlas`: the made-up region, ecosystem by ecosystem and by place (issue 3 item 7)."""

import json

import polars as pl
import pytest

from samspel.atlas import LEFT_OUT, size_of
from samspel.cli import main
from samspel.sources import example

ASKED = ["--on", "2026-09-30", "--language", "en"]


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    example.write(folder)
    return folder


def told(region, out, *more):
    assert main(["atlas", str(region), *ASKED, "--workers", "1", "--out", str(out), *more]) == 0
    return out


def shared(gap):
    found = {key: value for key, value in gap.items() if key not in LEFT_OUT}
    found["why"] = {key: code for key, code in gap["why"].items() if key not in LEFT_OUT}
    twin = found["without_financier"]
    return {**found, "without_financier": twin and shared(twin)}


def test_gaps_of_a_unit_are_the_json_of_gaps(region, tmp_path):
    """Every shared key, the shuffled null included, to the last digit."""
    atlas = json.loads(told(region, tmp_path / "atlas.json").read_text("utf-8"))
    unit = atlas["units"][0]
    one = tmp_path / "one.json"
    asked = ["--ecosystem", unit["unit"], "--format", "json", "--out", str(one)]
    assert main(["gaps", str(region), *ASKED, *asked]) == 0
    alone = json.loads(one.read_text("utf-8"))
    assert [shared(gap) for gap in unit["gaps"]] == [shared(gap) for gap in alone["gaps"]]
    assert unit["gaps"][0]["why"]["costliest"] == "not_in_atlas"
    for key in ("on", "window_months", "definitions_hash", "seed", "snapshot", "version"):
        assert atlas["run"][key] == alone["run"][key]
    assert atlas["schema"] == 1
    assert atlas["run"]["by"] == "ecosystem"


def test_scanned_files_give_the_same_rows_as_read_ones(region, tmp_path):
    read = told(region, tmp_path / "read.csv", "--format", "csv", "--by", "municipality")
    more = ("--format", "parquet", "--by", "municipality", "--scan-over", "0")
    scanned = told(region, tmp_path / "scanned.parquet", *more)
    assert size_of(region) > 0
    rows = pl.read_parquet(scanned)
    assert pl.read_csv(read, schema=rows.schema).equals(rows)
    assert rows["platform_dependence"].null_count() == rows.height


def test_a_file_that_cannot_be_written_is_said_at_once(region, tmp_path, capsys):
    assert main(["atlas", str(region), *ASKED, "--out", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_date_that_is_none_is_told_when_tables_are_scanned(region, tmp_path, capsys):
    folder = tmp_path / "wrong"
    folder.mkdir()
    for file in (region / "tables").glob("*.csv"):
        text = file.read_text("utf-8")
        (folder / file.name).write_text(text.replace("2026-0", "2026-X"), "utf-8")
    out = ["--workers", "1", "--scan-over", "0", "--out", str(tmp_path / "x.json")]
    assert main(["atlas", str(folder), *ASKED, *out]) == 1
    assert "cannot be scanned" in capsys.readouterr().err
    assert not (tmp_path / "x.json").exists()
