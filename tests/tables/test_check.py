"""Tables that do not hold together: each fault with its place (issue 2, item 3)."""

from pathlib import Path

import polars as pl
import pytest

from samspel.reports.problems import PROBLEM_CODES
from samspel.tables import CODES, Tables, check, read
from samspel.tables.faults import AT_MOST
from samspel.terms import Severity
from tables.made import CELLS, folder

_COVERAGE = "ecosystem_id;actor_id;gap;from;until;by\n"
_ANSWERS = "wave_id;respondent_id;item;about;value\n"
_WAVES = "wave_id;ecosystem_id;asks_from;asks_until\nw;e;2024-01-01;2024-12-31\n"
_BRIDGES = "bridge_id;ecosystem_id;gap;near_actor_id;far_actor_id;state\n"

# table, its text, and the one fault: code, row, column
_FAULTS = [
    ("actors", CELLS["actors"] + "a1;Annan;private;;;\n", "duplicate_id", 4, "actor_id"),
    ("actors", CELLS["actors"] + "a3;Annan;privatt;;;\n", "unknown_value", 4, "sector"),
    ("actors", CELLS["actors"] + "a3;;private;;;\n", "blank_cell", 4, "name"),
    ("actors", CELLS["actors"] + "a3;Annan;private;;;Svealand\n", "bad_country", 4, "country"),
    (
        "interplay",
        "interplay_id;started_on;ended_on\np1;2024-03-04;2024-03-03\n",
        "ends_before_start",
        2,
        "ended_on",
    ),
    (
        "interplay",
        "interplay_id;started_on;flow\np1;2024-03-04;gossip\n",
        "unknown_value",
        2,
        "flow",
    ),
    (
        "interplay",
        "interplay_id;started_on;level\np1;2024-03-04;lokal\n",
        "unknown_value",
        2,
        "level",
    ),
    (
        "interplay",
        "interplay_id;started_on;source\np1;2024-03-04;wave:w9\n",
        "unknown_reference",
        2,
        "source",
    ),
    (
        "participations",
        CELLS["participations"] + "p9;a1;host\n",
        "unknown_reference",
        4,
        "interplay_id",
    ),
    (
        "participations",
        CELLS["participations"] + "p1;a9;host\n",
        "unknown_reference",
        4,
        "actor_id",
    ),
    (
        "memberships",
        "ecosystem_id;actor_id;member_from;member_until\ne;a1;2024-01-01;2023-01-01\n",
        "ends_before_start",
        2,
        "member_until",
    ),
    (
        "actor_spells",
        "actor_id;valid_from;valid_until\na1;2024-01-01;\na1;2024-06-01;2024-07-01\n",
        "overlapping_spells",
        3,
        "valid_from",
    ),
    (
        "coverage",
        _COVERAGE + "e;a9;*;2024-01-01;2024-12-31;N\n",
        "unknown_reference",
        2,
        "actor_id",
    ),
    ("coverage", _COVERAGE + "e;*;*;2024-12-31;2024-01-01;N\n", "ends_before_start", 2, "until"),
    ("answers", _ANSWERS + "w9;a1;contact:research;;yes\n", "unknown_reference", 2, "wave_id"),
    ("answers", _ANSWERS + "told:x;me;contact:research;a9;no\n", "unknown_reference", 2, "about"),
    ("answers", _ANSWERS + "told:x;me;contact:research;a1;ibland\n", "unknown_value", 2, "value"),
    ("answers", _ANSWERS + "told:x;me;works:research;a1;5\n", "unknown_value", 2, "value"),
    ("answers", _ANSWERS + "told:x;me;important:firms;a1;ja\n", "unknown_value", 2, "value"),
    ("answers", _ANSWERS + "told:x;me;value;a1;0\n", "unknown_value", 2, "value"),
    ("answers", _ANSWERS + "told:x;me;trend:global;a1;upp\n", "unknown_value", 2, "value"),
    ("answers", _ANSWERS + "told:x;me;cause:capital;a1;kostnad\n", "unknown_value", 2, "value"),
    ("bridges", _BRIDGES + "b;e;research;a1;a2;wish\n", "unknown_value", 2, "state"),
    ("places", "municipality;name;latitude\n25;Luleå;650\n", "out_of_range", 2, "latitude"),
    ("waves", _WAVES.replace(";e;", ";f;"), "unknown_reference", 2, "ecosystem_id"),
]


@pytest.mark.parametrize(("table", "text", "code", "row", "column"), _FAULTS)
def test_each_fault_is_told_with_its_place(
    table: str, text: str, code: str, row: int, column: str, tmp_path: Path
) -> None:
    (problem,) = read(folder(tmp_path / "in", **{table: text})).errors
    place = problem.place
    assert (problem.code, place.file, place.row, place.column) == (
        code,
        f"{table}.csv",
        row,
        column,
    )


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("actors", CELLS["actors"].replace("firm", "skald"), "unknown_role"),
        ("coverage", _COVERAGE + "e;*;poesi;2024-01-01;2024-12-31;N\n", "unknown_gap"),
        ("participations", CELLS["participations"] + "p1;a1;participant\n", "duplicate_row"),
        ("interplay", CELLS["interplay"] + "p2;;;2024-01-01;\n", "act_without_participants"),
        ("ecosystems", CELLS["ecosystems"] + "f;F;;\n", "ecosystem_without_members"),
        (
            "memberships",
            "ecosystem_id;actor_id;member_from\ne;a1;\ne;a1;2024-01-01\n",
            "overlapping_spells",
        ),
    ],
)
def test_what_may_be_meant_is_a_warning(table: str, text: str, code: str, tmp_path: Path) -> None:
    reading = read(folder(tmp_path / "in", **{table: text}))
    assert [(p.code, p.severity) for p in reading.problems] == [(code, Severity.WARNING)]


def test_an_answer_of_nobody_is_a_warning(tmp_path: Path) -> None:
    answers = _ANSWERS + "w;a9;contact:research;;yes\n"
    reading = read(folder(tmp_path / "in", answers=answers, waves=_WAVES))
    assert [p.code for p in reading.problems] == ["unknown_respondent"]


def test_a_repeated_row_is_kept_once(tmp_path: Path) -> None:
    text = CELLS["participations"] + "p1;a1;participant\n"
    assert read(folder(tmp_path / "in", participations=text)).tables["participations"].height == 2


def test_spells_that_meet_do_not_overlap(tmp_path: Path) -> None:
    spells = "actor_id;valid_from;valid_until\na1;;2023-12-31\na1;2024-01-01;\n"
    assert not read(folder(tmp_path / "in", actor_spells=spells)).problems


def test_a_bad_date_is_not_also_a_blank_cell(tmp_path: Path) -> None:
    reading = read(folder(tmp_path / "in", interplay="interplay_id;started_on\np1;igår\n"))
    assert [p.code for p in reading.problems] == ["bad_date"]


def test_many_equal_faults_are_counted_not_listed(tmp_path: Path) -> None:
    rows = "".join(f"p1;b{at};\n" for at in range(AT_MOST + 40))
    reading = read(folder(tmp_path / "in", participations="interplay_id;actor_id;role\n" + rows))
    assert len(reading.errors) == AT_MOST + 1
    assert reading.errors[-1].values["more"] == "40"
    assert [bool(p.values.get("context")) for p in reading.errors[:4]] == [True, True, True, False]


def test_check_without_places_counts_rows_as_written() -> None:
    """Tables made in memory are their own file, with the heading in row 1."""
    tables = Tables.of(participations=pl.DataFrame({"interplay_id": ["p"], "actor_id": ["a"]}))
    told = [(p.code, p.place.file, p.place.row) for p in check(tables)]
    assert told == [("unknown_reference", "participations", 2)] * 2


def test_missing_tables_and_columns(tmp_path: Path) -> None:
    actors = CELLS["actors"].replace("sector", "sektorn")
    reading = read(folder(tmp_path / "in", actors=actors, memberships=None))
    column, table = reading.errors
    assert (column.code, column.place.file, column.values["heading"]) == (
        "missing_column",
        "actors.csv",
        "sector",
    )
    assert (table.code, table.values["table"]) == ("missing_table", "memberships")


def test_nobody_is_blamed_for_a_table_that_is_missing(tmp_path: Path) -> None:
    reading = read(folder(tmp_path / "in", actors=None))
    assert [p.code for p in reading.errors] == ["missing_table"]


def test_every_code_has_words() -> None:
    assert set(CODES) <= set(PROBLEM_CODES)
    assert len(set(CODES)) == len(CODES)
