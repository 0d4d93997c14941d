"""The page of benchmarks: every way is named, and an aim that is missed says why."""

import argparse
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def test_every_way_has_a_name_and_every_aim_is_of_a_way() -> None:
    from benchmarks.__main__ import _NAMES
    from benchmarks.aims import _aims
    from benchmarks.worker import WAYS

    assert set(WAYS) == set(_NAMES)
    assert {way for aim in _aims() for _, way in aim.ways} <= set(WAYS)
    seven = {way for way in WAYS if way.startswith("seven-")}
    assert seven == {"seven-codes", "seven-frames", "seven-parquet", "seven-csv"}
    assert seven <= {way for aim in _aims() if "100 bytes" in aim.text for _, way in aim.ways}


def test_a_missed_aim_is_listed_with_why() -> None:
    from benchmarks.aims import Medians, aims_table

    table = {
        (10**6, "floor"): Medians(0.01, 0.01, 10),
        (10**6, "samspel-codes"): Medians(0.06, 0.06, 26),
        (10**6, "seven-codes"): Medians(0.5, 0.5, 67),
        (10**6, "seven-csv"): Medians(4.0, 4.0, 690),
    }
    lines = aims_table(table).splitlines()
    assert "| within 30 × of the two passes | 6 × (6 × of work) | reached |" in lines
    assert (
        "| within 30 × of the two passes, seven gaps | 50 × (50 × of work) | **not reached** |"
        in lines
    )
    missed = lines[lines.index("Not reached, and what is in it:") + 2 :]
    assert [line.split("*: ")[0] for line in missed] == [
        "- *within 30 × of the two passes, seven gaps",
        "- *under 100 bytes a participation beyond the input: CSV files, seven gaps",
    ]
    assert all(line.split("*: ")[1] for line in missed)


def test_a_missed_aim_says_when_it_was_the_machine() -> None:
    """By the clock too slow, by its own work not: others ran."""
    from benchmarks.aims import Medians, aims_table

    busy = aims_table({(40_000, "change"): Medians(3.7, 0.6, 127)})
    assert "3.7 s (0.6 s of work) | **not reached** |" in busy
    assert busy.endswith("under 1 s*: By its seconds of work it is; other programs took the rest.")


def test_the_head_names_the_whole_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.__main__ import _head

    monkeypatch.setattr(sys, "argv", ["__main__.py", "--slow", "90", "--into", "a page.md"])
    head = _head(argparse.Namespace(seed=1, rounds=5, slow=90.0))
    assert head.startswith(
        "Made by `script/bench --slow 90 --into 'a page.md'`. Seed 1, medians of 5"
    )
    assert "whose *Rounds* is 1 took over 90 seconds and is that one round, not warmed up" in head


def test_the_page_lists_every_aim_that_its_table_misses() -> None:
    text = (ROOT / "docs" / "explanation" / "benchmarks.md").read_text("utf-8")
    missed = [row.split(" | ")[0][2:] for row in text.splitlines() if "**not reached**" in row]
    assert missed
    for aim in missed:
        assert f"- *{aim}*: " in text
