"""Reading Interreg (issue item 4) on small made-up files, one for each kind of dirt."""

import csv
import io
from collections.abc import Mapping as Table
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.sources import load_mapping, mapping_text, read_interreg
from samspel.sources.interreg import CODES, SWEDISH_PARTNERS_ONLY
from samspel.sources.interreg.mapping import shipped_mapping
from samspel.tables import Reading, check
from samspel.terms import BadData, Problem, Severity

HERE = "Påhittade län"
CLEAN = {
    "id": "1",
    "program": "AURORA",
    "startdatum": "2024-01-01",
    "slutdatum": "2026-06-30",
    "projektnamn": "Norrsken",
    "organisationsnamn": "Rimfrost Teknik AB",
    "organisationsagande": "Private",
    "organisationstyp": "Small or medium-sized enterprise (SME)",
    "organisationsroll": "PP",
    "nuts3": HERE,
    "nuts2": "Övre Norrland",
    "land": "Sverige",
}
UNIVERSITY = {
    "organisationsnamn": "Luleå Tekniska Universitet",
    "organisationsagande": "Public",
    "organisationstyp": "Higher education and research institution",
    "organisationsroll": "LP",
}
ELSEWHERE = {"organisationsnamn": "Fjärran AB", "nuts3": "Andra län"}


def _file(folder: Path, *rows: Table[str, str], delimiter: str = ",", code: str = "utf-8") -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, CLEAN, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**CLEAN, **row} for row in rows)
    path = folder / "partners.csv"
    path.write_bytes(out.getvalue().encode(code))
    return path


def _read(folder: Path, *rows: Table[str, str], **settings: str) -> Reading:
    return read_interreg(_file(folder, *rows, **settings), region=HERE, ecosystem="Här")


def _only(reading: Reading, code: str) -> Problem:
    (problem,) = [problem for problem in reading.problems if problem.code == code]
    return problem


def test_projects_become_acts_and_organisations_actors(tmp_path: Path) -> None:
    """R27-R35: sector and roles from the mapping, region's actors members, others beside."""
    reading = _read(tmp_path, {}, UNIVERSITY, ELSEWHERE)
    tables = reading.tables
    assert reading.problems == ()
    assert check(tables) == ()
    assert tables["ecosystems"].rows() == [("har", f"Interreg {HERE}", "SE", HERE)]
    actors = {row["name"]: row for row in tables["actors"].to_dicts()}
    assert actors["Rimfrost Teknik AB"]["sector"] == "private"
    assert actors["Luleå tekniska universitet"]["roles"] == "research|education"
    assert actors["Fjärran AB"]["region"] == "Andra län"
    members = set(tables["memberships"]["actor_id"])
    assert members == {"rimfrost-teknik-ab", "lulea-tekniska-universitet"}
    act = tables["interplay"].row(0, named=True)
    assert (act["kind"], act["title"], act["source"]) == ("project", "Norrsken", "interreg:AURORA")
    assert (act["started_on"], act["ended_on"]) == (date(2024, 1, 1), date(2026, 6, 30))
    assert set(tables["participations"].select("actor_id", "role").rows()) == {
        ("fjarran-ab", "participant"),
        ("lulea-tekniska-universitet", "organiser"),
        ("rimfrost-teknik-ab", "participant"),
    }


def test_the_global_gap_is_a_limit_of_the_source(tmp_path: Path) -> None:
    limits = _read(tmp_path, {}).tables["limits"]
    assert limits.rows() == [("har", "global", SWEDISH_PARTNERS_ONLY)]


def test_membership_is_open_since_the_source_dates_projects_only(tmp_path: Path) -> None:
    row = _read(tmp_path, {}).tables["memberships"].row(0, named=True)
    assert (row["member_from"], row["member_until"]) == (None, None)


def test_a_project_with_no_row_in_the_county_stays_out(tmp_path: Path) -> None:
    """What a member does from another county is no interplay of this region's."""
    away = {"projektnamn": "Söderut", "nuts3": "Andra län"}
    other = ELSEWHERE | {"projektnamn": "Söderut"}
    tables = _read(tmp_path, {}, away, other).tables
    assert tables["interplay"]["title"].to_list() == ["Norrsken"]
    assert tables["actors"]["name"].to_list() == ["Rimfrost Teknik AB"]


def test_the_id_is_no_key(tmp_path: Path) -> None:
    """The same id and programme cover two projects; the same name in two programmes is two."""
    rows = ({}, {"projektnamn": "Midnattssol"}, {"program": "Baltic"})
    assert _read(tmp_path, *rows).tables["interplay"].height == 3


def test_a_blank_name_is_told_and_left_out(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, {"organisationsnamn": "  "}, ELSEWHERE)
    problem = _only(reading, "interreg_blank_name")
    assert (problem.place.file, problem.place.row) == ("partners.csv", 3)
    assert problem.place.column == "organisationsnamn"
    assert problem.severity is Severity.WARNING
    assert reading.tables["participations"].height == 2


def test_spellings_and_aliases_are_one_actor_and_are_told(tmp_path: Path) -> None:
    names = ("LTU", "Luleå University of Technology", "LULEÅ  TEKNISKA universitet")
    rows = [UNIVERSITY | {"organisationsnamn": n, "projektnamn": n} for n in names]
    reading = _read(tmp_path, *rows)
    assert reading.tables["actors"]["name"].to_list() == ["Luleå tekniska universitet"]
    assert "LTU" in _only(reading, "interreg_aliases").values["names"]
    assert reading.tables["interplay"].height == 3


def test_possible_duplicates_are_told_and_not_merged(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, {"organisationsnamn": "Rimfrost Teknik"})
    problem = _only(reading, "possible_duplicate")
    assert (problem.values["reasons"], problem.place.row) == ("same_words", 2)
    assert reading.tables["actors"].height == 2


def test_an_organisation_twice_in_a_project_takes_part_once(tmp_path: Path) -> None:
    """In its leading part."""
    reading = _read(tmp_path, {}, {"organisationsroll": "LP"})
    assert reading.tables["participations"]["role"].to_list() == ["organiser"]
    assert _only(reading, "interreg_repeated").place.row == 3


def test_two_owners_for_one_name_the_most_rows_decide(tmp_path: Path) -> None:
    public = {"organisationsagande": "Public", "projektnamn": "B"}
    reading = _read(tmp_path, {}, public, public | {"projektnamn": "C"})
    assert reading.tables["actors"]["sector"].to_list() == ["public"]
    problem = _only(reading, "interreg_several_kinds")
    assert problem.values["kinds"].startswith("Small or medium-sized enterprise (SME) / Public (2)")


def test_at_a_tie_the_first_in_the_mapping_decides(tmp_path: Path) -> None:
    """Not the first in the file: the order of rows must not change a sector."""
    public = {"organisationsagande": "Public", "projektnamn": "B"}
    for rows in (({}, public), (public, {})):
        assert _read(tmp_path, *rows).tables["actors"]["sector"].to_list() == ["private"]


def test_two_counties_for_one_name_are_told(tmp_path: Path) -> None:
    away = {"nuts3": "Andra län", "projektnamn": "B"}
    reading = _read(tmp_path, {}, away, away | {"projektnamn": "C"})
    assert _only(reading, "interreg_several_counties").values["county"] == HERE
    assert reading.tables["actors"]["region"].to_list() == [HERE]


def test_a_blank_county_is_told(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, ELSEWHERE | {"nuts3": ""})
    assert _only(reading, "interreg_blank_county").place.row == 3
    assert reading.tables["actors"]["region"].to_list() == [None, HERE]


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"slutdatum": "2023-12-31"}, "interreg_ends_before_start"),
        ({"slutdatum": "2026-02-31"}, "interreg_bad_date"),
        ({"startdatum": "i våras"}, "interreg_bad_date"),
        ({"startdatum": ""}, "interreg_bad_date"),
    ],
)
def test_an_impossible_date_is_an_error_row_and_never_guessed(
    tmp_path: Path, dates: dict[str, str], code: str
) -> None:
    """With no other row to date it the project is left out, and that is told too."""
    reading = _read(tmp_path, {"projektnamn": "B"}, dates, ELSEWHERE | dates)
    found = [problem for problem in reading.problems if problem.code == code]
    assert [problem.place.row for problem in found] == [3, 4]
    assert reading.tables["interplay"]["title"].to_list() == ["B"]
    assert _only(reading, "interreg_act_left_out").values["partners"] == "2"


def test_an_impossible_date_on_one_row_leaves_the_other_rows_dates(tmp_path: Path) -> None:
    reading = _read(tmp_path, {"slutdatum": "2026-02-31"}, ELSEWHERE)
    assert reading.tables["interplay"]["ended_on"].to_list() == [date(2026, 6, 30)]
    assert reading.tables["participations"].height == 2


def test_rows_with_different_dates_give_the_earliest_and_the_latest(tmp_path: Path) -> None:
    later = ELSEWHERE | {"startdatum": "2025-01-01", "slutdatum": "2027-01-31"}
    reading = _read(tmp_path, {}, later)
    act = reading.tables["interplay"].row(0, named=True)
    assert (act["started_on"], act["ended_on"]) == (date(2024, 1, 1), date(2027, 1, 31))
    assert "2025-01-01" in _only(reading, "interreg_dates_differ").values["dates"]


def test_a_blank_end_is_no_end(tmp_path: Path) -> None:
    reading = _read(tmp_path, {"slutdatum": ""})
    assert reading.tables["interplay"]["ended_on"].to_list() == [None]
    assert _only(reading, "interreg_blank_end").place.column == "slutdatum"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"organisationstyp": "Kooperativ"}, "organisationstyp"),
        ({"organisationsagande": "Shared"}, "organisationstyp"),
        ({"organisationsroll": "XX"}, "organisationsroll"),
        ({"land": "Norge"}, "land"),
    ],
)
def test_an_unmapped_value_is_an_error_with_its_place(
    tmp_path: Path, row: dict[str, str], column: str
) -> None:
    """A sector is never guessed: nothing is read until the mapping says what the value is."""
    reading = _read(tmp_path, {}, {"organisationsnamn": "Ny AB"} | row)
    (problem,) = reading.errors
    assert problem.code == "interreg_unmapped"
    assert (problem.place.row, problem.place.column) == (3, column)
    assert reading.tables["actors"].is_empty()


def test_an_unmapped_value_elsewhere_does_not_stop_the_region(tmp_path: Path) -> None:
    away = ELSEWHERE | {"projektnamn": "B", "organisationstyp": "Kooperativ"}
    assert _read(tmp_path, {}, away).errors == ()


def test_an_edited_mapping_is_used(tmp_path: Path) -> None:
    edited = tmp_path / "mapping.toml"
    line = '\n[[kind]]\ntype = "Kooperativ"\nownership = ["Private"]\n'
    text = mapping_text() + line + 'sector = "civil"\nroles = ["firm", "own-word"]\n'
    edited.write_text(text, encoding="utf-8")
    reading = read_interreg(
        _file(tmp_path, {"organisationstyp": "Kooperativ"}),
        region=HERE,
        ecosystem="x",
        mapping=load_mapping(edited),
    )
    assert reading.tables["actors"].row(0)[2:4] == ("civil", "firm|own-word")


def test_the_printed_mapping_read_back_is_the_shipped_one(tmp_path: Path) -> None:
    copy = tmp_path / "mapping.toml"
    copy.write_text(mapping_text(), encoding="utf-8")
    assert load_mapping(copy) == shipped_mapping()


@pytest.mark.parametrize(
    "text",
    [
        "kind = 1",
        "not toml at all",
        '[[kind]]\ntype = "A"\nownership = ["B"]\nsector = "royal"\nroles = []',
        '[[kind]]\ntype = "A"\nownership = ["B"]\nsector = "civil"\nroles = "firm"',
        '[[kind]]\ntype = "A"\nownership = "B"\nsector = "civil"\nroles = []',
        "kind = []\n[part]\n[country]\n[act]\nlevel = 'national'",
        "kind = []\n[part]\nLP = 1\n[country]\n[act]\nkind = 'x'\nsource = 'y'",
    ],
)
def test_a_broken_mapping_names_its_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        load_mapping(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("bad_mapping", "mine.toml")


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        load_mapping(tmp_path / "none.toml")


def test_a_county_is_found_in_any_case(tmp_path: Path) -> None:
    reading = read_interreg(_file(tmp_path, {}), region=HERE.upper(), ecosystem="x")
    assert reading.tables["ecosystems"].row(0)[1:] == (f"Interreg {HERE}", "SE", HERE)


def test_an_unknown_county_names_those_there_are(tmp_path: Path) -> None:
    reading = read_interreg(_file(tmp_path, {}, ELSEWHERE), region="Norrland", ecosystem="x")
    (problem,) = reading.errors
    assert problem.code == "interreg_unknown_region"
    assert problem.values["known"] == f"Andra län, {HERE}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252"])
def test_office_files_are_read(tmp_path: Path, delimiter: str, code: str) -> None:
    reading = _read(tmp_path, UNIVERSITY, ELSEWHERE, delimiter=delimiter, code=code)
    guessed = [problem.code for problem in reading.problems]
    assert guessed == (["encoding_guessed"] if code == "cp1252" else [])
    assert "Luleå tekniska universitet" in reading.tables["actors"]["name"].to_list()


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text("program;projektnamn\nAURORA;Norrsken\n", encoding="utf-8")
    reading = read_interreg(path, region=HERE, ecosystem="x")
    assert {problem.code for problem in reading.errors} == {"missing_column"}
    assert "organisationsnamn" in {problem.values["heading"] for problem in reading.errors}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02", b'"unclosed'])
def test_rubbish_is_told_and_never_a_crash(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "partners.csv"
    path.write_bytes(content)
    try:
        problems = read_interreg(path, region=HERE, ecosystem="x").errors
    except BadData as refused:
        problems = refused.problems
    assert problems


@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=400))
def test_no_bytes_make_it_crash(content: bytes) -> None:
    heading = ",".join(CLEAN).encode() + b"\n"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "partners.csv"
        path.write_bytes(heading + content)
        with suppress(BadData):
            read_interreg(path, region=HERE, ecosystem="x")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadData):
        read_interreg(tmp_path / "none.csv", region=HERE, ecosystem="x")


def test_a_personal_number_goes_no_further(tmp_path: Path) -> None:
    """S-rule of the tables: never stored, shown or told."""
    reading = _read(tmp_path, {"organisationsnamn": "Maj Ek 19121212-1212"}, {"nuts3": ""})
    told = str([(problem.values, problem.place) for problem in reading.problems])
    assert "1212-1212" not in told + str(reading.tables["actors"].rows())
    assert reading.tables["actors"]["name"].str.contains(r"\*\*\*").any()


def test_every_code_it_can_emit_is_in_its_list(tmp_path: Path) -> None:
    dirt = (
        {"organisationsnamn": ""},
        {"projektnamn": ""},
        {"nuts3": ""},
        {"slutdatum": ""},
        {"slutdatum": "x"},
        {"slutdatum": "2020-01-01"},
        {"organisationsagande": "Public", "projektnamn": "B"},
        ELSEWHERE,
    )
    codes = {problem.code for problem in _read(tmp_path, {}, *dirt).problems}
    assert codes <= set(CODES)
    assert len(codes) >= 8
