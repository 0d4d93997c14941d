"""Reading CORDIS (issue 3, item 5) on small made-up files, one for each kind of dirt."""

import csv
import gzip
import io
from collections.abc import Mapping as Table
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.reports.problems import PROBLEM_CODES, problem_sentence
from samspel.sources import cordis_mapping_text, load_cordis_mapping, read_cordis
from samspel.sources.cordis import CODES, NO_CAPITAL
from samspel.sources.cordis.mapping import shipped_mapping
from samspel.tables import Reading, check
from samspel.terms import BadData, Problem, Severity

# The heading of the official files, in their order.
ROW = {
    "projectID": "101000001", "projectAcronym": "NORRSKEN", "organisationID": "900000001",
    "vatNumber": "SE556036079301", "name": "RIMFROST TEKNIK AB", "shortName": "", "SME": "true",
    "activityType": "PRC", "street": "", "postCode": "", "city": "Luleå", "country": "SE",
    "nutsCode": "SE332", "geolocation": "65.5848,22.1567", "organizationURL": "",
    "contactForm": "", "contentUpdateDate": "2023-03-10 21:15:00", "rcn": "2351088",
    "order": "1", "role": "participant", "ecContribution": "50000.5", "netEcContribution": "0",
    "totalCost": "71429,25", "endOfParticipation": "false", "active": "",
}  # fmt: skip
PROJECT = {
    "id": "101000001", "acronym": "NORRSKEN", "status": "SIGNED", "title": "Northern; lights",
    "startDate": "2024-01-01", "endDate": "2026-06-30", "totalCost": "1", "objective": "a\nb",
    "frameworkProgramme": "HORIZON", "rcn": "226579",
}  # fmt: skip
UNIVERSITY = {
    "organisationID": "900000002", "vatNumber": "SE202100284101", "activityType": "HES",
    "name": "LULEA TEKNISKA UNIVERSITET", "role": "coordinator",
}  # fmt: skip
ABROAD = {
    "organisationID": "900000003", "vatNumber": "EL123456789", "activityType": "REC",
    "name": "EREVNA", "country": "EL", "nutsCode": "EL30",
}  # fmt: skip
SOUTH = {"organisationID": "900000004", "name": "SÖDER AB", "nutsCode": "SE224", "vatNumber": ""}


def _csv(path: Path, heading: Table[str, str], rows: list[dict[str, str]], by: str = ";") -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, delimiter=by, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows({**heading, **row} for row in rows)
    data = out.getvalue().encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def _read(folder: Path, *rows: Table[str, str], **asked: str) -> Reading:
    """The rows in the official layout, with one project that holds them all."""
    asked = asked or {"country": "SE"}
    organisations = _csv(folder / "organization.csv", ROW, [dict(row) for row in rows])
    projects = _csv(folder / "project.csv", PROJECT, [{}])
    return read_cordis(organisations, projects, ecosystem="Här", **asked)


def _only(reading: Reading, code: str) -> Problem:
    (problem,) = [problem for problem in reading.problems if problem.code == code]
    return problem


def test_projects_become_acts_and_organisations_actors(tmp_path: Path) -> None:
    """R27-R35, R121: sector and roles from the mapping, the country's actors members."""
    reading = _read(tmp_path, {}, UNIVERSITY, ABROAD)
    tables = reading.tables
    assert reading.problems == ()
    assert check(tables) == ()
    assert tables["ecosystems"].rows() == [("har", "CORDIS SE", "SE", None)]
    actors = {row["name"]: row for row in tables["actors"].to_dicts()}
    assert actors["RIMFROST TEKNIK AB"]["roles"] == "firm"
    assert actors["LULEA TEKNISKA UNIVERSITET"]["roles"] == "research|education"
    assert (actors["EREVNA"]["country"], actors["EREVNA"]["org_number"]) == ("GR", None)
    assert set(tables["memberships"]["actor_id"]) == {"pic-900000001", "pic-900000002"}
    act = tables["interplay"].row(0, named=True)
    assert (act["interplay_id"], act["kind"]) == ("cordis-101000001", "project")
    assert (act["title"], act["source"]) == ("Northern; lights", "cordis:HORIZON")
    assert (act["started_on"], act["ended_on"]) == (date(2024, 1, 1), date(2026, 6, 30))
    assert act["level"] == "international"
    roles = dict(tables["participations"].select("actor_id", "role").rows())
    assert roles["pic-900000002"] == "organiser"
    assert set(roles) == {"pic-900000001", "pic-900000002", "pic-900000003"}


def test_vat_number_place_and_money(tmp_path: Path) -> None:
    """SE + organisation number + 01; decimal point and decimal comma in one file."""
    tables = _read(tmp_path, {}).tables
    actor = tables["actors"].row(0, named=True)
    assert (actor["org_number"], actor["region"]) == ("5560360793", "SE332")
    assert (actor["latitude"], actor["longitude"]) == (65.5848, 22.1567)
    money = tables["participations"].row(0, named=True)
    assert (money["contribution_eur"], money["cost_eur"]) == (50000.5, 71429.25)


def test_a_persons_number_is_dropped_and_never_told(tmp_path: Path) -> None:
    """The rule of the tables: a sole trader's VAT number holds a personal number."""
    reading = _read(tmp_path, {"vatNumber": "SE850101123401", "name": "Maj Ek 19121212-1212"})
    actor = reading.tables["actors"].row(0, named=True)
    assert actor["org_number"] is None
    assert actor["sole_trader"] is True
    assert "***" in actor["name"]
    assert _only(reading, "sole_trader_number_dropped").place.column == "vatNumber"
    told = str([(p.values, p.place) for p in reading.problems]) + str(actor)
    assert "8501011234" not in told
    assert "1212-1212" not in told


def test_a_vat_number_without_01_is_told_and_kept(tmp_path: Path) -> None:
    reading = _read(tmp_path, {"vatNumber": "SE2021000076"})
    assert _only(reading, "org_number_form").place.row == 2


def test_an_id_that_could_be_a_persons_number_is_left_out(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, {"organisationID": "191212121212"}, {"projectID": ""})
    found = [p for p in reading.problems if p.code == "cordis_bad_id"]
    assert [p.place.row for p in found] == [3, 4]
    assert "1912" not in str([p.values for p in found])
    assert reading.tables["participations"].height == 1


def test_a_region_takes_its_own_and_all_under_it(tmp_path: Path) -> None:
    for region, members in (("SE332", 2), ("se33", 2), ("SE22", 1), ("SE", 3)):
        reading = _read(tmp_path, {}, UNIVERSITY, SOUTH, ABROAD, region=region)
        assert reading.errors == ()
        assert reading.tables["memberships"].height == members
        assert reading.tables["actors"].height == 4
    assert reading.tables["ecosystems"].row(0)[1:] == ("CORDIS SE", "SE", "SE")


def test_rows_without_a_region_are_counted(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, SOUTH | {"nutsCode": ""}, region="SE332")
    assert _only(reading, "cordis_blank_region").values["count"] == "1"


def test_an_unknown_region_names_those_of_its_country(tmp_path: Path) -> None:
    (problem,) = _read(tmp_path, {}, SOUTH, ABROAD, region="SE999").errors
    assert problem.code == "cordis_unknown_region"
    assert problem.values["known"] == "SE224, SE332"


def test_a_file_without_any_region_says_so(tmp_path: Path) -> None:
    reading = _read(tmp_path, {"nutsCode": ""}, region="SE332")
    assert [p.code for p in reading.errors] == ["cordis_no_regions"]


@pytest.mark.parametrize("asked", ["EL", "GR", "gr"])
def test_greece_and_britain_answer_to_both_their_codes(tmp_path: Path, asked: str) -> None:
    reading = _read(tmp_path, {}, ABROAD, country=asked)
    assert reading.tables["ecosystems"]["country"].to_list() == ["GR"]
    assert reading.tables["memberships"]["actor_id"].to_list() == ["pic-900000003"]


def test_namibia_is_a_country_and_a_blank_is_none(tmp_path: Path) -> None:
    rows = ({"country": "NA"}, SOUTH | {"country": ""}, UNIVERSITY | {"country": "Sweden"})
    reading = _read(tmp_path, *rows, country="NA")
    assert reading.tables["actors"]["country"].to_list() == ["NA", None, None]
    assert _only(reading, "cordis_blank_country").place.row == 3
    assert _only(reading, "cordis_bad_country").values["value"] == "Sweden"


def test_an_unknown_country_names_those_there_are(tmp_path: Path) -> None:
    (problem,) = _read(tmp_path, {}, ABROAD, country="FI").errors
    assert (problem.code, problem.values["known"]) == ("cordis_unknown_country", "GR, SE")


def test_organisations_alone_have_no_dates(tmp_path: Path) -> None:
    path = _csv(tmp_path / "organization.csv", ROW, [{}])
    reading = read_cordis(path, ecosystem="x", country="SE")
    assert [p.code for p in reading.errors] == ["cordis_no_dates"]
    assert reading.tables["actors"].is_empty()


@pytest.mark.parametrize(
    "dates",
    [{"startDate": ""}, {"startDate": "2024-02-31"}, {"endDate": "2023-01-01"},
     {"endDate": "soon"}],
)  # fmt: skip
def test_a_project_without_possible_dates_is_left_out_and_told(
    tmp_path: Path, dates: dict[str, str]
) -> None:
    organisations = _csv(tmp_path / "organization.csv", ROW, [{}, {"projectID": "7"}])
    projects = _csv(tmp_path / "project.csv", PROJECT, [dates, {"id": "7"}])
    reading = read_cordis(organisations, projects, ecosystem="x", country="SE")
    problem = _only(reading, "cordis_act_left_out")
    assert (problem.values["project"], problem.place.file) == ("101000001", "project.csv")
    assert problem.severity is Severity.WARNING
    assert reading.tables["interplay"]["interplay_id"].to_list() == ["cordis-7"]


def test_a_project_that_is_not_in_the_file_is_told_apart(tmp_path: Path) -> None:
    """It was told of as one without possible dates, which nobody has looked at."""
    organisations = _csv(tmp_path / "organization.csv", ROW, [{}, {"projectID": "7"}])
    projects = _csv(tmp_path / "project.csv", PROJECT, [{"id": "5"}, {"id": "7"}])
    reading = read_cordis(organisations, projects, ecosystem="x", country="SE")
    problem = _only(reading, "cordis_project_not_there")
    assert (problem.values["project"], problem.place.file) == ("101000001", "project.csv")
    assert problem.severity is Severity.WARNING
    assert reading.tables["interplay"]["interplay_id"].to_list() == ["cordis-7"]


def test_projects_of_another_programme_are_refused(tmp_path: Path) -> None:
    """No act came, and `gaps --as-recorded` said that every gap was whole."""
    organisations = _csv(tmp_path / "organization.csv", ROW, [{}, {"projectID": "7"}])
    projects = _csv(tmp_path / "other.csv", PROJECT, [{"id": "5"}])
    reading = read_cordis(organisations, projects, ecosystem="x", country="SE")
    (problem,) = reading.errors
    assert problem.code == "cordis_other_programme"
    said = " ".join(problem_sentence(problem, "en"))
    assert "organization.csv" in said
    assert "other.csv" in said
    assert "same programme" in said
    assert reading.tables["actors"].is_empty()


def test_a_blank_end_is_no_end_and_two_rows_give_the_widest(tmp_path: Path) -> None:
    organisations = _csv(tmp_path / "organization.csv", ROW, [{}, {"projectID": "7"}])
    rows = [{"endDate": ""}, {"id": "7"}, {"id": "7", "endDate": "2027-01-01"}]
    projects = _csv(tmp_path / "project.csv", PROJECT, rows)
    reading = read_cordis(organisations, projects, ecosystem="x", country="SE")
    ends = dict(reading.tables["interplay"].select("interplay_id", "ended_on").rows())
    assert ends == {"cordis-101000001": None, "cordis-7": date(2027, 1, 1)}
    assert _only(reading, "cordis_dates_differ").values["project"] == "7"


def test_a_project_abroad_of_nobody_here_stays_out(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, ABROAD | {"projectID": "8"})
    assert reading.tables["actors"].height == 1
    assert reading.tables["interplay"]["level"].to_list() == ["national"]


def test_an_organisation_twice_in_a_project_takes_part_once(tmp_path: Path) -> None:
    """In its leading part, with its money added up."""
    reading = _read(tmp_path, {"role": "thirdParty"}, {"role": "coordinator"})
    assert _only(reading, "cordis_repeated").values["pic"] == "900000001"
    row = reading.tables["participations"].row(0, named=True)
    assert (row["role"], row["contribution_eur"]) == ("organiser", 100001.0)


def test_what_differs_between_rows_is_the_commonest_and_told(tmp_path: Path) -> None:
    """At a tie the mapping's order decides the type, whatever the order of rows."""
    other = {"name": "RIMFROST", "activityType": "OTH", "projectID": "8"}
    for rows in (({}, other), (other, {})):
        reading = _read(tmp_path, *rows)
        assert reading.tables["actors"]["sector"].to_list() == ["private"]
        assert _only(reading, "cordis_several_kinds").values["found"] == "PRC (1); OTH (1)"
        assert _only(reading, "cordis_several_names").values["taken"] == "RIMFROST"


def test_a_member_stands_in_the_country_asked_for(tmp_path: Path) -> None:
    away = {"country": "NO", "nutsCode": "NO074"}
    reading = _read(tmp_path, {}, away | {"projectID": "8"}, away | {"projectID": "9"})
    actor = reading.tables["actors"].row(0, named=True)
    assert (actor["country"], actor["region"]) == ("SE", "SE332")
    assert _only(reading, "cordis_several_countries").values["found"] == "SE (1); NO (2)"


def test_other_is_a_judgement_and_said(tmp_path: Path) -> None:
    """R23: CORDIS has no civil sector."""
    reading = _read(tmp_path, {"activityType": "OTH"})
    problem = _only(reading, "cordis_other_kind")
    assert (problem.values["count"], problem.values["sector"]) == ("1", "civil")
    assert reading.tables["actors"].row(0)[2:4] == ("civil", "other")


def test_the_capital_gap_is_a_limit_of_the_source(tmp_path: Path) -> None:
    assert _read(tmp_path, {}).tables["limits"].rows() == [("har", "capital", NO_CAPITAL)]


@pytest.mark.parametrize(
    ("row", "column"),
    [({"activityType": "XYZ"}, "activityType"), ({"activityType": ""}, "activityType"),
     ({"role": "guest"}, "role")],
)  # fmt: skip
def test_an_unmapped_value_is_an_error_with_its_place(
    tmp_path: Path, row: dict[str, str], column: str
) -> None:
    reading = _read(tmp_path, {}, UNIVERSITY | row)
    (problem,) = reading.errors
    assert (problem.code, problem.place.row) == ("cordis_unmapped", 3)
    assert problem.place.column == column
    assert reading.tables["actors"].is_empty()


def test_dirt_in_a_cell_is_told(tmp_path: Path) -> None:
    dirt = {
        "geolocation": "north", "ecContribution": "much", "name": "", "endOfParticipation": "true",
    }  # fmt: skip
    reading = _read(tmp_path, dirt)
    codes = {"cordis_bad_geolocation", "cordis_bad_money", "cordis_blank_name", "cordis_left_early"}
    assert {p.code for p in reading.problems} == codes
    assert reading.tables["actors"]["name"].to_list() == ["PIC 900000001"]


def test_members_with_names_alike_are_told_and_kept_apart(tmp_path: Path) -> None:
    reading = _read(tmp_path, {}, SOUTH | {"name": "RIMFROST TEKNIK"})
    assert _only(reading, "possible_duplicate").place.row == 2
    assert reading.tables["actors"].height == 2


def test_an_edited_mapping_is_used(tmp_path: Path) -> None:
    edited = tmp_path / "mine.toml"
    line = '\n[[organisation]]\npics = ["900000001"]\nsector = "public"\nroles = ["capital"]\n'
    edited.write_text(cordis_mapping_text() + line, encoding="utf-8")
    organisations = _csv(tmp_path / "organization.csv", ROW, [{"activityType": "XYZ"}])
    projects = _csv(tmp_path / "project.csv", PROJECT, [{}])
    used = load_cordis_mapping(edited)
    reading = read_cordis(organisations, projects, ecosystem="x", country="SE", mapping=used)
    assert reading.tables["actors"].row(0)[2:4] == ("public", "capital")


def test_the_printed_mapping_read_back_is_the_shipped_one(tmp_path: Path) -> None:
    copy = tmp_path / "mapping.toml"
    copy.write_text(cordis_mapping_text(), encoding="utf-8")
    assert load_cordis_mapping(copy) == shipped_mapping()


@pytest.mark.parametrize(
    "text",
    ["kind = 1", "not toml at all", "kind = []\n[act]\nkind = 'x'\n[part]\n[country]",
     '[act]\nkind="x"\nsource="y"\n[[kind]]\ntype = "A"\nsector = "royal"\nroles = []',
     '[act]\nkind="x"\nsource="y"\n[[kind]]\ntype = "A"\nsector = "civil"\nroles = "firm"'],
)  # fmt: skip
def test_a_broken_mapping_names_its_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        load_cordis_mapping(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("cordis_bad_mapping", "mine.toml")


@pytest.mark.parametrize("by", [",", ";", "\t"])
def test_every_parting_is_read(tmp_path: Path, by: str) -> None:
    organisations = _csv(tmp_path / "organization.csv", ROW, [{}, ABROAD], by)
    projects = _csv(tmp_path / "project.csv.gz", PROJECT, [{}], by)
    reading = read_cordis(organisations, projects, ecosystem="x", country="SE")
    assert reading.problems == ()
    assert reading.tables["interplay"]["title"].to_list() == ["Northern; lights"]


def test_a_row_too_long_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = _csv(tmp_path / "organization.csv", ROW, [{}])
    with path.open("a", encoding="utf-8") as file:
        file.write(";".join("x" * 30) + "\n")
    with pytest.raises(BadData) as caught:
        read_cordis(path, path, ecosystem="x", country="SE")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.row) == ("ragged_row", 3)


JOINED = {
    "rcn": "221856", "role": "participant", "pic": "900000001", "type": "PRC",
    "contribution": "317625", "country": "SE", "start_date": "2019-05-01",
    "end_date": "2022-04-30", "max_contribution": "1", "total_cost": "NA",
}  # fmt: skip


def _joined(folder: Path, *rows: dict[str, str]) -> Path:
    return _csv(folder / "h2020.csv.gz", JOINED, list(rows), ",")


def test_the_joined_layout_by_country(tmp_path: Path) -> None:
    other = {"pic": "900000002", "type": "HES", "country": "UK", "contribution": "NA"}
    endless = {"rcn": "7", "end_date": "NA"}
    path = _joined(tmp_path, {}, other, endless, {"rcn": "8", "start_date": "NA"})
    reading = read_cordis(path, ecosystem="x", country="SE")
    assert reading.errors == ()
    acts = reading.tables["interplay"].select("interplay_id", "title", "ended_on").rows()
    assert acts == [("cordis-rcn-221856", None, date(2022, 4, 30)), ("cordis-rcn-7", None, None)]
    assert _only(reading, "cordis_act_left_out").values["project"] == "8"
    assert _only(reading, "cordis_no_names").severity is Severity.WARNING
    assert reading.tables["actors"].select("name", "country").rows() == [
        ("PIC 900000001", "SE"),
        ("PIC 900000002", "GB"),
    ]
    assert reading.tables["participations"]["contribution_eur"].to_list() == [317625, None, 317625]
    assert check(reading.tables) == ()


def test_the_joined_layout_has_no_regions(tmp_path: Path) -> None:
    reading = read_cordis(_joined(tmp_path, {}), ecosystem="x", region="SE332")
    (problem,) = reading.errors
    assert (problem.code, problem.values["country"]) == ("cordis_joined_has_no_regions", "SE")


def test_na_in_the_joined_layout_is_told_since_it_may_be_namibia(tmp_path: Path) -> None:
    path = _joined(tmp_path, {}, {"pic": "900000005", "country": "NA"})
    reading = read_cordis(path, ecosystem="x", country="SE")
    assert _only(reading, "cordis_na_country").place.row == 3
    assert reading.tables["interplay"]["level"].to_list() == [None]


def test_a_second_file_beside_the_joined_layout_is_not_used(tmp_path: Path) -> None:
    path = _joined(tmp_path, {})
    reading = read_cordis(path, path, ecosystem="x", country="SE")
    assert _only(reading, "cordis_projects_not_used").values["file"] == "h2020.csv.gz"


def test_one_place_is_asked_for(tmp_path: Path) -> None:
    path = _joined(tmp_path, {})
    for asked in ({}, {"country": "SE", "region": "SE332"}):
        with pytest.raises(ValueError, match="one of"):
            read_cordis(path, ecosystem="x", **asked)


def test_a_missing_column_is_named_as_the_file_spells_it(tmp_path: Path) -> None:
    path = tmp_path / "organization.csv"
    path.write_text("projectID;organisationID;name;country;role\n1;2;x;SE;y\n", encoding="utf-8")
    with pytest.raises(BadData) as caught:
        read_cordis(path, path, ecosystem="x", country="SE")
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["heading"]) == ("missing_column", "activityType")


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "none.csv"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02", b'"unclosed', b"\x1f\x8b\x08"])
def test_rubbish_is_told_and_never_a_crash(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    if name != "none.csv":
        path.write_bytes(content)
    with pytest.raises(BadData):
        read_cordis(path, ecosystem="x", country="SE")


@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=400))
def test_no_bytes_make_it_crash(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "h2020.csv"
        path.write_bytes(",".join(JOINED).encode() + b"\n" + content)
        with suppress(BadData):
            read_cordis(path, ecosystem="x", country="SE")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_code_has_its_sentences(language: str) -> None:
    assert set(CODES) <= set(PROBLEM_CODES)
    for code in CODES:
        what, _ = problem_sentence(Problem(code, dict.fromkeys(_VALUES, "1")), language)
        assert "%(" not in what


_VALUES = (
    "project", "pic", "value", "part", "fault", "count", "country", "region", "file",
    "organisation", "found", "taken", "known", "heading", "sector", "first", "second", "reasons",
)  # fmt: skip
