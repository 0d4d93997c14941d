"""Bad input says where and what to do, and leaves nothing half-written (issue 2, Shown by)."""

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.reports.problems import problem_sentence
from samspel.tables import CODES, FORMS, Tables, read, read_upload, write
from samspel.tables import raw as limits
from samspel.terms import BadData, Problem, Severity
from tables.made import CELLS, folder


def _workbook(path: Path, **changed: str) -> Path:
    """The small tables as a workbook, cell by cell as text."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        for name, text in {**CELLS, **changed}.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(text.splitlines()):
                for column, cell in enumerate(line.split(";")):
                    sheet.write_string(row, column, cell)
    return path


def _refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadData) as caught:
        read(path)
    for problem in caught.value.problems:
        assert problem.code in CODES
        assert all(problem_sentence(problem, language).remedy for language in ("sv", "en"))
    return caught.value.problems


# --------------------------------------------------------------------------- what cannot be opened


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.9, 0.999])
def test_a_truncated_workbook(share: float, tmp_path: Path) -> None:
    whole = _workbook(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: int(len(whole) * share)])
    (problem,) = _refused(tmp_path / "a.xlsx")
    assert (problem.code, problem.place.file) == ("not_a_workbook", "a.xlsx")


def test_a_damaged_workbook(tmp_path: Path) -> None:
    whole = bytearray(_workbook(tmp_path / "a.xlsx").read_bytes())
    whole[len(whole) // 3] ^= 0xFF
    (tmp_path / "a.xlsx").write_bytes(whole)
    assert _refused(tmp_path / "a.xlsx")[0].code == "not_a_workbook"


def test_a_workbook_with_a_password_or_of_the_old_kind(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    assert _refused(tmp_path / "a.xlsx")[0].code == "locked_or_old_workbook"


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip"])
def test_a_zip_bomb(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"\0" * (64 << 20))
    assert (tmp_path / name).stat().st_size < 1 << 20
    assert _refused(tmp_path / name)[0].code == "too_large"


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """The size is written twice in a zip; both say ten bytes, the content says otherwise."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("actors.csv", b"\0" * (16 << 20))
    lying = packed.getvalue().replace(struct.pack("<L", 16 << 20), struct.pack("<L", 10))
    (tmp_path / "a.zip").write_bytes(lying)
    assert _refused(tmp_path / "a.zip")[0].code == "not_a_zip"


def test_a_zip_of_too_many_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as many:
        for at in range(limits.MOST_FILES + 1):
            many.writestr(f"{at}.txt", b"")
    (problem,) = _refused(tmp_path / "a.zip")
    assert (problem.code, problem.values["limit"]) == ("too_many_files", str(limits.MOST_FILES))


def test_limits_on_bytes_rows_and_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ";".join(f"x{at}" for at in range(limits.MOST_COLUMNS)) + ";actor_id\n"
    reading = read(folder(tmp_path / "wide", actors=wide))
    assert "too_many_columns" in {p.code for p in reading.errors}
    monkeypatch.setattr(limits, "MOST_ROWS", 1)
    reading = read(folder(tmp_path / "long"))
    assert {p.code for p in reading.errors} == {"too_many_rows"}
    assert {p.place.file for p in reading.errors} == {"actors.csv", "participations.csv"}


def test_a_cell_far_out_is_not_laid_out(tmp_path: Path) -> None:
    """One cell in the last corner makes a reader lay out seventeen thousand million cells."""
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("actors").write(1_048_575, 16_383, "x")
    assert _refused(tmp_path / "a.xlsx")[0].code == "too_many_columns"


def test_what_is_not_there_or_of_another_kind(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none")[0].code == "no_such_path"
    (tmp_path / "a.docx").write_bytes(b"x")
    assert _refused(tmp_path / "a.docx")[0].code == "unsupported_form"
    (tmp_path / "empty").mkdir()
    assert [p.code for p in read(tmp_path / "empty").errors] == ["nothing_found"]


# ------------------------------------------------------------------------------ what can be opened


def test_the_wrong_delimiter(tmp_path: Path) -> None:
    reading = read(
        folder(tmp_path / "in", actors=CELLS["actors"].replace("|", "/").replace(";", "|"))
    )
    (problem,) = reading.errors
    assert (problem.code, problem.place.file) == ("wrong_delimiter", "actors.csv")


@pytest.mark.parametrize("sign", ["#", "|", "~", " ", "::"])
def test_any_sign_that_is_no_delimiter_of_ours(sign: str, tmp_path: Path) -> None:
    """The file is told, and nobody is blamed for referring to actors that could not be read."""
    actors = CELLS["actors"].replace("|", "/").replace(";", sign)
    told = read(folder(tmp_path / "in", actors=actors, **_ASKED)).problems
    assert [(p.code, p.place.file) for p in told] == [("wrong_delimiter", "actors.csv")]


_ASKED = {
    "waves": "wave_id;ecosystem_id;closed_on;asks_from;asks_until\n"
    "v;e;2024-06-30;2024-01-01;2024-06-30\n",
    "answers": "wave_id;respondent_id;item;about;value\nv;a1;contact:firms;;yes\n",
}


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("actors", "name;sector\nA;private\n"),
        ("participations", "interplay_id;role\np1;participant\n"),
        ("memberships", "actor_id\na1\n"),
    ],
)
def test_a_missing_column_is_told_once_where_it_is_missing(
    table: str, text: str, tmp_path: Path
) -> None:
    told = read(folder(tmp_path / "in", **{**_ASKED, table: text})).problems
    assert {(p.code, p.place.file) for p in told} == {("missing_column", f"{table}.csv")}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b";;;\n"])
def test_an_empty_file(content: bytes, tmp_path: Path) -> None:
    reading = read(folder(tmp_path / "in", actors=content))
    assert [p.code for p in reading.errors] == ["empty_file"]


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    """A decimal comma in a file with commas: the row is named, the numbers are not guessed."""
    outcomes = "ecosystem_id,indicator,on,value\ne,x,2024-01-01,1\ne,y,2024-01-01,1,5\n"
    (problem,) = read(folder(tmp_path / "in", outcomes=outcomes)).errors
    assert (problem.code, problem.place.row) == ("ragged_row", 3)


def test_stray_quotation_marks_are_text(tmp_path: Path) -> None:
    interplay = 'interplay_id;title;started_on\np1;Rör 5" och "mer";2024-01-01\n'
    reading = read(folder(tmp_path / "in", interplay=interplay))
    assert reading.tables["interplay"]["title"].to_list() == ['Rör 5" och "mer"']
    assert not reading.problems


def test_two_columns_or_two_files_of_one_name(tmp_path: Path) -> None:
    path = folder(tmp_path / "in", ecosystems="ecosystem_id;name;Name\ne;A;B\n")
    Tables.of()["actors"].write_parquet(path / "actors.parquet")
    assert {p.code for p in read(path).errors} == {"duplicate_column", "two_files_one_table"}


def test_formulas_are_text_on_the_way_in_and_never_run_on_the_way_out(tmp_path: Path) -> None:
    evil = [
        "=cmd()",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "'=x",
        "''=x",
        "=HYPERLINK(1)",
        "\uff1d1",
        "=1\n2",
    ]
    rows = "".join(f'b{at};"{text}";private;;;\n' for at, text in enumerate(evil))
    given_ = CELLS["actors"] + rows.replace("''=x", "'''=x").replace(";\"'=x", ";\"''=x")
    reading = read(folder(tmp_path / "in", actors=given_))
    told = [(p.code, p.place.row, p.place.column) for p in reading.problems]
    assert told == [("like_a_formula", row, "name") for row in (4, 7, 8, 9, 10, 11, 12)]
    tables = reading.tables
    assert tables["actors"]["name"].to_list()[2:] == evil
    for form in FORMS:
        out = tmp_path / form / ("a.xlsx" if form == "xlsx" else "a")
        write(tables, out, form=form)
        assert read(out).tables["actors"]["name"].to_list()[2:] == evil
    csv = (tmp_path / "csv" / "a" / "actors.csv").read_text("utf-8-sig")
    cells = [cell.strip('"') for line in csv.split("\r\n") for cell in line.split(";")]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\uff1d")]
    with zipfile.ZipFile(tmp_path / "xlsx" / "a.xlsx") as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not [n for n in sheets if b"<f" in book.read(n) or b"<hyperlink" in book.read(n)]


def test_a_heading_is_no_formula_either(tmp_path: Path) -> None:
    frame = pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"], "=cmd()": ["x"]})
    write(Tables.of(ecosystems=frame), tmp_path / "out")
    text = (tmp_path / "out" / "ecosystems.csv").read_text("utf-8-sig")
    assert ";'=cmd()" in text.splitlines()[0]
    assert "=cmd()" in read(tmp_path / "out").tables["ecosystems"].columns


# ------------------------------------------------------------------------------------- workbooks


def test_sheets_that_are_no_tables_are_passed_over_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name, text in CELLS.items():
            sheet = book.add_worksheet(name.upper())
            for row, line in enumerate(text.splitlines()):
                sheet.write_row(row, 0, line.split(";"))
        book.add_worksheet("Instruktioner").write(0, 0, "Läs mig")
        book.add_worksheet("actors (ignore)")
        book.add_worksheet("Blad1")
        book.add_worksheet("places").hide()
    reading = read(tmp_path / "a.xlsx")
    assert not reading.errors
    assert sorted((p.code, p.values["name"]) for p in reading.problems) == [
        ("sheet_ignored", "Instruktioner"),
        ("sheet_ignored", "actors (ignore)"),
        ("sheet_ignored", "places"),
        ("unknown_table", "Blad1"),
    ]


def test_cells_as_a_spreadsheet_stores_them(tmp_path: Path) -> None:
    """Pitfall G2: whole numbers come as floats, dates as datetimes."""
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        cells: dict[str, list[list[Any]]] = {
            "ecosystems": [["ecosystem_id", "name"], [7, "E"]],
            "actors": [
                ["actor_id", "name", "sector", "org_number", "latitude", "note"],
                [1, "A", "private", 5560360793, 65.58481912345, 0.5],
                ["007", "B", "public", "202100-2841", "65,5", True],
            ],
            "memberships": [["ecosystem_id", "actor_id", "is_platform"], [7, 1, True]],
            "interplay": [["interplay_id", "started_on", "ended_on"]],
            "participations": [["interplay_id", "actor_id"], ["p", 1]],
        }
        for name, rows in cells.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                sheet.write_row(row, 0, values)
            if name == "interplay":
                sheet.write_string(1, 0, "p")
                sheet.write_datetime(1, 1, datetime.fromisoformat("2024-03-04T13:45"), day)
                sheet.write_number(1, 2, 45400)
    reading = read(tmp_path / "a.xlsx")
    assert not reading.errors
    actors = reading.tables["actors"]
    assert actors["actor_id"].to_list() == ["1", "007"]
    assert actors["org_number"].to_list() == ["5560360793", "2021002841"]
    assert actors["latitude"].to_list() == [65.58481912345, 65.5]
    assert reading.tables["memberships"]["is_platform"].to_list() == [True]
    assert reading.tables["interplay"].row(0)[3:5] == (date(2024, 3, 4), date(2024, 4, 18))


def test_an_error_cell_is_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name, text in CELLS.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(text.splitlines()):
                sheet.write_row(row, 0, line.split(";"))
            if name == "interplay":
                sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    (problem,) = read(tmp_path / "a.xlsx").errors
    place = problem.place
    assert (problem.code, place.sheet, place.row, place.column) == (
        "error_cell",
        "interplay",
        2,
        "title",
    )


def test_faults_in_a_workbook_name_sheet_and_row(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", interplay="interplay_id;started_on\n\np1;3/4/2024\n")
    (problem,) = read(path).errors
    assert (problem.code, problem.place.file, problem.place.sheet, problem.place.row) == (
        "ambiguous_date",
        "a.xlsx",
        "interplay",
        3,
    )


def test_a_zipped_folder_with_a_folder_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in CELLS.items():
            archive.writestr(f"Min mapp/{name}.csv", text)
        archive.writestr("__MACOSX/Min mapp/._actors.csv", b"\0\1")
    assert not read(tmp_path / "a.zip").problems


# ------------------------------------------------------------------------------------ any bytes

_BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(str.encode),
    st.lists(
        st.sampled_from(
            ["actor_id", "name", "sector", ";", ",", "\t", "\n", '"', "a1", "=x", "\r", " "]
        ),
        max_size=40,
    ).map(lambda parts: "".join(parts).encode()),
)


@pytest.mark.parametrize("name", ["actors.csv", "actors.parquet", "all.xlsx", "all.zip"])
@given(data=_BYTES)
@settings(max_examples=25, deadline=None)
def test_any_bytes_give_problems_and_never_a_crash(name: str, data: bytes) -> None:
    problems = _problems_of(name, data)
    assert {problem.code for problem in problems} <= set(CODES)
    assert any(problem.severity is Severity.ERROR for problem in problems)


def _problems_of(name: str, data: bytes) -> tuple[Problem, ...]:
    try:
        return read_upload(name, data).problems
    except BadData as refused:
        return refused.problems


def test_a_length_that_no_memory_holds_is_told_and_ends_nobody():
    """The byte says how often a value is repeated: 2^61 times. Read here, it ends this process."""
    stream = io.BytesIO()
    pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"]}).write_parquet(stream)
    raw = bytearray(stream.getvalue())
    raw[39] = 87
    problems = read_upload("ecosystems.parquet", bytes(raw)).problems
    assert "unreadable_file" in {problem.code for problem in problems}


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_few_wrong_bytes_never_crash(data: st.DataObject) -> None:
    stream = io.BytesIO()
    Tables.of(ecosystems=pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"]}))[
        "ecosystems"
    ].write_parquet(stream)
    raw = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert {p.code for p in read_upload("ecosystems.parquet", bytes(raw)).problems} <= set(CODES)
