"""Swedish office habits are accepted (issue 2, item 3); what is unclear is told, never guessed."""

from datetime import date
from pathlib import Path

import pytest

from samspel.tables import read, snapshot
from samspel.terms import Severity
from tables.made import CELLS, folder


def _plain(tmp_path: Path) -> str:
    return snapshot(read(folder(tmp_path / "plain")).tables)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_office_text_reads_the_same(delimiter: str, encoding: str, tmp_path: Path) -> None:
    cells = {name: text.replace(";", delimiter).encode(encoding) for name, text in CELLS.items()}
    reading = read(folder(tmp_path / "in", **cells))
    assert snapshot(reading.tables) == _plain(tmp_path)
    codes = {problem.code for problem in reading.problems}
    assert codes == ({"encoding_guessed"} if encoding == "cp1252" else set())


def test_line_breaks_of_any_age_and_excels_own_first_line(tmp_path: Path) -> None:
    old = {name: text.replace("\n", "\r") for name, text in CELLS.items()}
    assert snapshot(read(folder(tmp_path / "mac", **old)).tables) == _plain(tmp_path)
    told = {name: "sep=;\r\n" + text.replace("\n", "\r\n") for name, text in CELLS.items()}
    told["participations"] = "sep=;\ninterplay_id;actor_id\np9;a1\n"
    reading = read(folder(tmp_path / "sep", **told))
    assert [(p.code, p.place.row) for p in reading.errors] == [("unknown_reference", 3)]


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman"])
def test_letters_that_cannot_be_told_are_not_guessed(encoding: str, tmp_path: Path) -> None:
    actors = CELLS["actors"].replace("Åre Äventyr", "Luleå kök").encode(encoding)
    (problem,) = read(folder(tmp_path / "in", actors=actors)).errors
    assert (problem.code, problem.place.file) == ("unknown_encoding", "actors.csv")


def test_sami_letters_of_old_windows_are_no_other_encoding(tmp_path: Path) -> None:
    """The byte of š is ö on an old Mac; a text with more å, ä and ö than that is Windows'."""
    actors = CELLS["actors"].replace("Åre Äventyr", "Luleå Destinašuvdna på fjället")
    reading = read(folder(tmp_path / "in", actors=actors.encode("cp1252")))
    assert [p.code for p in reading.problems] == ["encoding_guessed"]
    assert "Luleå Destinašuvdna på fjället AB" in reading.tables["actors"]["name"].to_list()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-04", date(2024, 3, 4)),
        ("2024-3-4", date(2024, 3, 4)),
        ("2024/03/04", date(2024, 3, 4)),
        ("2024.03.04", date(2024, 3, 4)),
        ("20240304", date(2024, 3, 4)),
        ("2024-03-04 00:00:00", date(2024, 3, 4)),
        ("2024-03-04T13:45:10.5Z", date(2024, 3, 4)),
        ("2024-03-04 13:45", date(2024, 3, 4)),
        ("45355", date(2024, 3, 4)),
        ("9999-12-31", date(9999, 12, 31)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_dates_that_can_be_read_in_one_way(written: str, meant: date, tmp_path: Path) -> None:
    reading = read(_with_start(written, tmp_path))
    assert reading.tables["interplay"]["started_on"].to_list() == [meant]
    assert not reading.errors


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3/4/2024", "ambiguous_date"),
        ("03-04-24", "ambiguous_date"),
        ("25.4.2024", "ambiguous_date"),
        ("2023-02-29", "bad_date"),
        ("2024-13-01", "bad_date"),
        ("0024-03-04", "bad_date"),
        ("2024", "bad_date"),
        ("240304", "bad_date"),
        ("mars 2024", "bad_date"),
        ("2024-03-04-05", "bad_date"),
        ("20241301", "bad_date"),
    ],
)
def test_other_dates_are_error_rows(written: str, code: str, tmp_path: Path) -> None:
    reading = read(_with_start(written, tmp_path))
    (problem,) = reading.errors
    assert (problem.code, problem.values["value"]) == (code, written)
    assert (problem.place.file, problem.place.row, problem.place.column) == (
        "interplay.csv",
        2,
        "started_on",
    )
    assert written in problem.values["context"]


def _with_start(written: str, tmp_path: Path) -> Path:
    interplay = f"interplay_id;started_on\np1;{written}\n"
    return folder(tmp_path / "in", interplay=interplay)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("65,58", 65.58),
        ("65.58", 65.58),
        ("-65,58", -65.58),
        ("\u221265,58", -65.58),
        ("+1", 1.0),
        ("1e1", 10.0),
        ("\u00a0", None),
    ],
)
def test_numbers_as_swedes_write_them(written: str, number: float, tmp_path: Path) -> None:
    actors = CELLS["actors"].replace("country\n", "latitude\n").replace(";SE\n", f";{written}\n")
    reading = read(folder(tmp_path / "in", actors=actors))
    assert reading.tables["actors"]["latitude"].to_list() == [number, number]
    assert not reading.errors


@pytest.mark.parametrize("written", ["1.234,56", "1,234.56", "1 23", "en", "NaN", "inf", "1e999"])
def test_other_numbers_are_errors(written: str, tmp_path: Path) -> None:
    outcomes = f"ecosystem_id;indicator;on;value\ne;x;2024-01-01;{written}\n"
    reading = read(folder(tmp_path / "in", outcomes=outcomes))
    assert [(p.code, p.values["value"]) for p in reading.errors] == [("bad_number", written)]


def test_thousands(tmp_path: Path) -> None:
    outcomes = "ecosystem_id;indicator;on;value\ne;x;2024-01-01;1 234 567,5\n"
    reading = read(folder(tmp_path / "in", outcomes=outcomes))
    assert reading.tables["outcomes"]["value"].to_list() == [1234567.5]


def test_flags(tmp_path: Path) -> None:
    words = ["1", "ja", "Yes", "TRUE", "x", "0", "nej", "No", "falskt", "", "kanske"]
    rows = "".join(f"e;a1;2020-01-{at:02};{word}\n" for at, word in enumerate(words, 1))
    path = folder(
        tmp_path / "in", memberships=f"ecosystem_id;actor_id;member_from;is_platform\n{rows}"
    )
    reading = read(path)
    assert reading.tables["memberships"]["is_platform"].to_list() == [True] * 5 + [False] * 6
    assert [(p.code, p.place.row) for p in reading.errors] == [("bad_flag", 12)]


def test_organisation_numbers(tmp_path: Path) -> None:
    """X-check: with and without hyphen, century 16, as VAT, as a spreadsheet's float."""
    numbers = {
        "556036-0793": "5560360793",
        "5560360793": "5560360793",
        "16556036-0793": "5560360793",
        "165560360793": "5560360793",
        "SE556036079301": "5560360793",
        "5560360793.0": "5560360793",
        "556036-0794": "5560360794",
        "55603607": "55603607",
        "": None,
    }
    rows = "".join(f"b{at};B;private;{n};se\n" for at, n in enumerate(numbers))
    foreign = "f1;F;private;0012345-6;FI\n"
    actors = CELLS["actors"] + "".join(
        f"{key};{name};{sector};;{number};{country}\n"
        for key, name, sector, number, country in (
            row.split(";") for row in (rows + foreign).splitlines()
        )
    )
    reading = read(folder(tmp_path / "in", actors=actors))
    kept = reading.tables["actors"]["org_number"].to_list()[2:]
    assert kept == [*numbers.values(), "00123456"]
    told = [(p.code, p.values["value"], p.severity) for p in reading.problems]
    assert told == [
        ("org_number_check_digit", "556036-0794", Severity.WARNING),
        ("org_number_form", "55603607", Severity.WARNING),
    ]


def test_headings_in_any_dress_and_unknown_columns_come_along(tmp_path: Path) -> None:
    actors = CELLS["actors"].replace(
        "actor_id;name;sector;roles;org_number;country",
        "\ufeff Actor ID ; NAME;Sector;roles;Org-number;Favoritfärg",
    )
    reading = read(folder(tmp_path / "in", actors=actors))
    assert not reading.errors
    assert reading.tables["actors"]["Favoritfärg"].to_list() == ["SE", "SE"]
    (note,) = reading.problems
    assert (note.code, note.values["columns"]) == ("unknown_columns", "Favoritfärg")


def test_a_column_without_a_heading_is_kept_and_said(tmp_path: Path) -> None:
    text = "ecosystem_id;name;;\ne;E;;varför?\n"
    reading = read(folder(tmp_path / "in", ecosystems=text))
    assert [p.values["columns"] for p in reading.problems] == ["column 4"]
    assert reading.tables["ecosystems"]["column 4"].to_list() == ["varför?"]
    assert "column 3" not in reading.tables["ecosystems"].columns


def test_roles_are_told_apart_and_a_regions_own_keep_their_spelling(tmp_path: Path) -> None:
    """R35: the list is open."""
    actors = CELLS["actors"].replace(";firm;", "; Firm | VC||;")
    reading = read(folder(tmp_path / "in", actors=actors))
    assert reading.tables["actors"]["roles"].to_list() == ["firm|VC", "research|education"]
    assert [p.code for p in reading.problems] == ["unknown_role"]


def test_empty_rows_are_passed_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    interplay = '\n\ninterplay_id;title;started_on\n\np1;"två\nrader";2024-01-01\n;;\np2;x;nej\n'
    (problem,) = read(folder(tmp_path / "in", interplay=interplay)).errors
    assert (problem.code, problem.place.row) == ("bad_date", 7)


def test_a_folder_with_tables_in_it(tmp_path: Path) -> None:
    """`samspel example DIR` puts its tables in DIR/tables; DIR reads as well."""
    folder(tmp_path / "region" / "tables")
    assert not read(tmp_path / "region").errors
