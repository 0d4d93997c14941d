"""`samspel atlas`: the made-up region, ecosystem by ecosystem and by place (issue 3 item 7)."""

import json
import signal
import subprocess
import sys
import time
from datetime import date

import polars as pl
import pytest

from reports.test_run_json import _faults
from samspel.atlas import LEFT_OUT, size_of
from samspel.cli import main
from samspel.reports.atlas_json import atlas_schema
from samspel.sources import example
from samspel.tables import Tables, write

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


def test_an_atlas_fits_its_published_schema(region, tmp_path):
    """Closed on every level, in the order it is published in; what is wrong is found (X12)."""
    schema = atlas_schema()
    document = json.loads(told(region, tmp_path / "atlas.json").read_text("utf-8"))
    assert list(_faults(document, schema, schema, "$")) == []
    assert list(document) == list(schema["properties"])
    assert list(document["run"]) == list(schema["properties"]["run"]["properties"])
    document["units"][0]["gaps"][0]["near"] = -1
    document["run"]["by"] = "planet"
    assert len(list(_faults(document, schema, schema, "$"))) == 2


def test_scanned_files_give_the_same_rows_as_read_ones(region, tmp_path):
    read = told(region, tmp_path / "read.csv", "--format", "csv", "--by", "municipality")
    more = ("--format", "parquet", "--by", "municipality", "--scan-over", "0")
    scanned = told(region, tmp_path / "scanned.parquet", *more)
    assert size_of(region) > 0
    rows = pl.read_parquet(scanned)
    assert pl.read_csv(read, schema=rows.schema).equals(rows)
    assert rows["platform_dependence"].null_count() == rows.height


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    """The region with every second firm merged into the one before it on the first of May, one
    renamed and one split after the day that is measured."""
    made = example.build()
    firms = made.tables["actors"].filter(pl.col("roles") == "firm")["actor_id"].sort().to_list()
    pairs = [*zip(firms[1:20:2], firms[:20:2], strict=True), (firms[21], firms[20])]
    rows = pl.DataFrame(
        {
            "from_actor": [old for old, _ in pairs],
            "to_actor": [new for _, new in pairs],
            "kind": ["merged"] * 8 + ["renamed", "split", "merged"],
            "on": [date(2026, 5, 1)] * 10 + [date(2027, 1, 1)],
        }
    )
    tables = Tables.of(**{**made.tables.frames, "successions": rows})
    folder = tmp_path_factory.mktemp("joined")
    for form in ("csv", "parquet"):
        write(tables, folder / form, form=form)
    return folder


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_who_went_on_as_another_is_followed_whichever_way_it_is_read(
    region, joined, tmp_path, form
):
    """Read, scanned and asked of `gaps`: the same figures, and not those of before (R17)."""
    atlas = json.loads(told(joined / form, tmp_path / "atlas.json").read_text("utf-8"))
    more = ("--scan-over", "0")
    scanned = json.loads(told(joined / form, tmp_path / "scanned.json", *more).read_text("utf-8"))
    assert scanned["units"] == atlas["units"]
    unit, one = atlas["units"][0], tmp_path / "one.json"
    asked = ["--ecosystem", unit["unit"], "--format", "json", "--out", str(one)]
    assert main(["gaps", str(joined / form), *ASKED, *asked]) == 0
    alone = json.loads(one.read_text("utf-8"))
    assert [shared(gap) for gap in unit["gaps"]] == [shared(gap) for gap in alone["gaps"]]
    assert atlas["run"]["snapshot"] == alone["run"]["snapshot"]
    apart = json.loads(told(region, tmp_path / "apart.json").read_text("utf-8"))
    assert apart["units"] != atlas["units"]


def test_a_file_that_cannot_be_written_is_said_at_once(region, tmp_path, capsys):
    assert main(["atlas", str(region), *ASKED, "--out", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_what_is_written_follows_the_ending(region, tmp_path, capsys):
    """JSON was written into a file called .csv."""
    assert told(region, tmp_path / "a.csv").read_text("utf-8").startswith("unit,")
    assert pl.read_parquet(told(region, tmp_path / "a.PARQUET")).height
    plain = told(region, tmp_path / "a.txt", "--format", "json")
    assert json.loads(plain.read_text("utf-8"))["schema"] == 1
    for name, more, says in (
        ("b.xyz", (), "one of .json, .csv, .parquet"),
        ("b", (), "one of .json, .csv, .parquet"),
        ("b.csv", ("--format", "json"), "end the name with .json"),
    ):
        assert main(["atlas", str(region), *ASKED, "--out", str(tmp_path / name), *more]) == 2
        assert says in capsys.readouterr().err
        assert not (tmp_path / name).exists()


def test_spark_that_is_not_here_is_said_with_the_command(region, tmp_path, capsys, monkeypatch):
    """Either the packages or Java: what is missing, and what installs it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    out = ["--out", str(tmp_path / "x.json"), "--engine", "spark"]
    assert main(["atlas", str(region), *ASKED, *out]) == 1
    said = capsys.readouterr().err
    assert "pip install 'samspel[spark]'" in said or "apt install openjdk-17" in said
    assert "Traceback" not in said
    assert not (tmp_path / "x.json").exists()


def test_options_that_do_not_fit_are_usage(region, tmp_path, capsys):
    out = ["--out", str(tmp_path / "x.json")]
    assert main(["atlas", str(region), *ASKED, *out, "--master", "spark://here:7077"]) == 2
    assert "--engine spark" in capsys.readouterr().err
    assert main(["atlas", str(region), *ASKED, *out, "--work", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_run_leaves_nothing_half_written(region, tmp_path, signal_):
    """The file that was there stays as it was; asked to end, the steps go too."""
    out, work = tmp_path / "out" / "atlas.json", tmp_path / "work"
    out.parent.mkdir()
    work.mkdir()
    out.write_text("as it was", "utf-8")
    command = [sys.executable, "-m", "samspel.cli", "atlas", str(region), *ASKED]
    asked = ["--scan-over", "0", "--work", str(work), "--out", str(out), "--workers", "1"]
    with subprocess.Popen([*command, *asked], stderr=subprocess.PIPE) as run:
        for _ in range(600):
            if list(work.glob("*/*-taking.parquet")):
                break
            time.sleep(0.1)
        run.send_signal(signal_)
        run.communicate(timeout=60)
    assert run.returncode == (143 if signal_ == signal.SIGTERM else -signal_)
    assert out.read_text("utf-8") == "as it was"
    assert list(out.parent.iterdir()) == [out]
    assert signal_ == signal.SIGKILL or not list(work.iterdir())


def test_progress_is_told_on_standard_error(region, tmp_path, capsys, monkeypatch):
    seconds = iter(range(0, 10_000, 7))
    monkeypatch.setattr("samspel.cli.atlas.monotonic", lambda: float(next(seconds)))
    told(region, tmp_path / "atlas.csv", "--format", "csv")
    said = capsys.readouterr().err
    assert "Step 1 is done" in said
    assert "1 units are measured" in said


def test_a_date_that_is_none_is_told_when_tables_are_scanned(region, tmp_path, capsys):
    folder = tmp_path / "wrong"
    folder.mkdir()
    for file in (region / "tables").glob("*.csv"):
        text = file.read_text("utf-8")
        (folder / file.name).write_text(text.replace("2026-0", "2026-X"), "utf-8")
    out = ["--workers", "1", "--scan-over", "0", "--out", str(tmp_path / "x.json")]
    assert main(["atlas", str(folder), *ASKED, *out]) == 1
    said = capsys.readouterr().err
    assert "interplay.csv, column started_on" in said
    assert "is no date.\n" in said
    assert "Write the date as 2026-09-30." in said
    assert not (tmp_path / "x.json").exists()
