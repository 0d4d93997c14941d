"""`samspel release`: once a wave, checked against what is out already."""

import json
from datetime import date
from pathlib import Path

import polars as pl

from cli.conftest import Run
from gaps.asked import region as asked
from gaps.asked import say
from gaps.small import tables_of
from samspel.tables import Tables, read, write


def _tables(tmp_path: Path) -> Path:
    votes = {f"d{k:02}": ("poor", "well")[k % 2] for k in range(9)}
    rows = say(say(asked(waves=4, sparse=5), "w0", votes), "w1", votes)
    write(tables_of(rows), tmp_path / "tables")
    return tmp_path / "tables"


def test_released_once_and_then_the_next(samspel: Run, tmp_path: Path) -> None:
    path, first, second = _tables(tmp_path), tmp_path / "1.json", tmp_path / "2.json"
    said = samspel("release", path, "--wave", "w0", "--format", "json", "--out", first)
    assert said.code == 0, said.err
    document = json.loads(first.read_text())
    assert list(document) == ["schema", "lens", "release", "cells", "answers", "check"]
    assert document["check"]["passed"]
    said = samspel(
        "release", path, "--wave", "w1", "--earlier", first, "--format", "json", "--out", second
    )
    assert said.code == 0, said.err
    assert json.loads(second.read_text())["release"]["number"] == 2
    again = samspel("release", path, "--wave", "w0", "--earlier", first)
    assert (again.code, again.out) == (1, b"")
    assert "released already" in again.err


def test_each_wave_is_of_the_actors_of_the_day_it_closed(samspel: Run, tmp_path: Path) -> None:
    """Two that merged between the waves are two in the first, and one in the second (R17)."""
    before, after = _tables(tmp_path), tmp_path / "after"
    tables = read(before).tables
    merged = {"from_actor": ["d00"], "to_actor": ["d01"], "kind": ["merged"]}
    day = pl.DataFrame({**merged, "on": [date(2024, 1, 1)]})
    write(Tables.of(**{**tables.frames, "successions": day}), after)
    asked, made = ("--format", "json"), {}
    for name, path in (("before", before), ("after", after)):
        for wave in ("w0", "w1"):
            out = tmp_path / f"{name}-{wave}.json"
            first = ["--earlier", tmp_path / f"{name}-w0.json"] if wave == "w1" else []
            said = samspel("release", path, "--wave", wave, *first, *asked, "--out", out)
            assert said.code == 0, said.err
            made[name, wave] = json.loads(out.read_text())
    assert made["after", "w0"] == made["before", "w0"]
    first, second = (made[name, "w1"]["cells"][0] for name in ("before", "after"))
    assert second["population"] == first["population"] - 1


def test_words_in_both_languages(samspel: Run, tmp_path: Path) -> None:
    path = _tables(tmp_path)
    swedish = samspel("release", path, "--wave", "w0", "--language", "sv").out.decode()
    english = samspel("release", path, "--wave", "w0", "--language", "en").out.decode()
    assert "Forskningsgapet" in swedish
    assert "undanhålls" in swedish
    assert "withheld" in english


def test_refusals_say_why(samspel: Run, tmp_path: Path) -> None:
    path = _tables(tmp_path)
    unknown = samspel("release", path, "--wave", "x")
    assert (unknown.code, unknown.out) == (2, b"")
    later = samspel("release", path, "--wave", "w3")  # closes in a year to come
    assert (later.code, later.out) == (1, b"")
    (tmp_path / "odd.json").write_text("{}")
    odd = samspel("release", path, "--wave", "w0", "--earlier", tmp_path / "odd.json")
    assert (odd.code, "no earlier release" in odd.err) == (1, True)
