"""`samspel change` and `samspel stop-rule`: exit codes, and the library's own bytes (R79, R107)."""

import json
from datetime import date
from pathlib import Path

from cli.conftest import Run
from samspel.effects import measure_change
from samspel.gaps import load_definitions
from samspel.reports import render_change_json
from samspel.tables import read
from samspel.terms import ChangeSettings

_DAYS = ("--from", "2024-09-30", "--to", "2026-09-30", "--window", "12")


def test_the_library_says_the_same_bytes(samspel: Run, region: Path) -> None:
    said = samspel(
        "change", region, "--ecosystem", "gruva", *_DAYS, "--definitions", "memo-b",
        "--delta", "3", "--as-recorded", "--max-size", "20", "--seed", "7", "--refuse-told",
        "--format", "json",
    )  # fmt: skip
    settings = ChangeSettings(
        "gruva", date(2024, 9, 30), date(2026, 9, 30), load_definitions("memo-b"), 12, 0.03,
        as_recorded=True, max_size=20, seed=7, refuse_told=True,
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    assert said.out.decode() == render_change_json(measure_change(read(region).tables, settings))


def test_run_again_gives_the_same_bytes(samspel: Run, region: Path, tmp_path: Path) -> None:
    asked = ("change", region, "--ecosystem", "besoksnaring", *_DAYS, "--format", "json")
    out = tmp_path / "change.json"
    assert samspel(*asked, "--out", out).code == 0
    assert samspel(*asked).out == out.read_bytes()


def test_a_table_in_both_languages(samspel: Run, region: Path) -> None:
    asked = ("change", region, "--ecosystem", "mat", *_DAYS)
    assert b"Verdict" in samspel(*asked).out
    assert "Omdöme".encode() in samspel(*asked, "--language", "sv").out


def test_what_others_told_may_be_refused(samspel: Run, region: Path) -> None:
    """Method section 1: an evaluation's area may refuse it, and it says so."""
    asked = ("change", region, "--ecosystem", "besoksnaring", *_DAYS)
    assert "has no date and is left out" in samspel(*asked).out.decode()
    said = samspel(*asked, "--refuse-told").out.decode()
    assert "has no date" not in said
    assert "What others have told is left out." in said
    rule = ("stop-rule", region, "--ecosystem", "rymd", "--to", "2026-09-30", "--window", "12",
            "--patience", "24", "--refuse-told", "--format", "json")  # fmt: skip
    assert json.loads(samspel(*rule).out)["change"]["refuse_told"] is True


def test_days_the_wrong_way_round(samspel: Run, region: Path) -> None:
    said = samspel("change", region, "--from", "2026-09-30", "--to", "2024-09-30")
    assert (said.code, said.out) == (2, b"")
    assert "must come after" in said.err


def test_no_such_ecosystem(samspel: Run, region: Path) -> None:
    said = samspel("change", region, "--ecosystem", "moon", *_DAYS)
    assert (said.code, said.out) == (2, b"")


def test_the_stop_rule(samspel: Run, region: Path) -> None:
    asked = (
        "stop-rule", region, "--ecosystem", "rymd", "--to", "2026-09-30", "--window", "12",
        "--patience", "24", "--areas", "research, active", "--several", "1", "--as-recorded",
    )  # fmt: skip
    document = json.loads(samspel(*asked, "--format", "json").out)
    assert document["rule"]["areas"] == ["research", "active"]
    assert set(document["errors"]) >= {"improving", "stagnant", "declining", "unusable"}
    assert b"people decide" in samspel(*asked).out


def test_a_rule_that_makes_no_sense(samspel: Run, region: Path) -> None:
    asked = ("stop-rule", region, "--ecosystem", "rymd", "--to", "2026-09-30")
    for more, why in (
        (("--areas", "moon", "--several", "1"), "no such area: moon"),
        (("--areas", "research", "--several", "2"), "--several cannot be more"),
        (("--patience", "12"), "at least as many months as --window"),
    ):
        said = samspel(*asked, *more)
        assert (said.code, said.out) == (2, b"")
        assert why in said.err
