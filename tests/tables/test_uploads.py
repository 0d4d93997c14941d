"""What is kept of what was sent holds no personal number, and reads as the original did."""

import csv
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from samspel.tables import SOLE_TRADER, fit_to_keep, read, read_upload, snapshot
from samspel.terms import BadData
from tables.made import CELLS, folder

_PEOPLE = (
    "\nactor_id;name;sector;roles;org_number;country;contact\n"
    "a1;Åre Äventyr AB;private;firm;556036-0793;SE;=cmd()\n"
    "\n"
    'a2;"Annas; ""Fiske""";private;firm;850101-1236;;Anna 19850101-1236\n'
    "8501011236;Bo;private;firm;;;'=x\n"
)
_SECRETS = (b"850101", b"1236")


def _workbook(tmp_path: Path) -> bytes:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"strings_to_formulas": False}) as book:
        for name, text in {**CELLS, "actors": _PEOPLE}.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(csv.reader(text.splitlines(), delimiter=";")):
                for column, cell in enumerate(line):
                    if cell:
                        sheet.write_string(row, column, cell)
        book.add_worksheet("Kontakter").write_string(0, 0, "Anna 850101-1236")
    return (tmp_path / "a.xlsx").read_bytes()


def _zip(tmp_path: Path, *, parquet: bool = False) -> bytes:
    content = BytesIO()
    path = folder(tmp_path / "in", actors=_PEOPLE)
    with zipfile.ZipFile(content, "w") as archive:
        for file in sorted(path.iterdir()):
            archive.write(file, file.name)
        archive.writestr("kontakter.txt", "Anna 850101-1236")
        archive.writestr("850101-1236.docx", b"850101-1236")
    return content.getvalue()


def _all_bytes(name: str, data: bytes) -> bytes:
    if not name.endswith((".zip", ".xlsx")):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return b"".join(n.encode() + archive.read(n) for n in archive.namelist())


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "actors.csv"])
def test_nothing_kept_holds_a_number_and_all_else_is_as_it_was(name: str, tmp_path: Path) -> None:
    makers = {"a.xlsx": _workbook, "a.zip": _zip, "actors.csv": lambda _: _PEOPLE.encode()}
    sent = makers[name](tmp_path)
    kept = fit_to_keep(name, sent)
    assert any(secret in _all_bytes(name, sent) for secret in _SECRETS)
    assert not any(secret in _all_bytes(name, kept) for secret in _SECRETS)
    first, second = read_upload(name, sent), read_upload(name, kept)
    assert snapshot(first.tables) == snapshot(second.tables)
    for column in (SOLE_TRADER, "contact", "name"):
        assert first.tables["actors"][column].to_list() == second.tables["actors"][column].to_list()
    codes = {"sole_trader_number_dropped", "personal_number_in_id"}
    places = [
        [(p.code, p.place) for p in reading.problems if p.code in codes]
        for reading in (first, second)
    ]
    assert places[0] == places[1]
    assert len(places[0]) == 2
    assert fit_to_keep(name, kept) == kept or name == "a.xlsx"


def test_what_holds_no_number_is_kept_to_the_byte(tmp_path: Path) -> None:
    for name, text in CELLS.items():
        assert fit_to_keep(f"{name}.csv", text.encode()) == text.encode()


def test_what_cannot_be_opened_is_not_kept() -> None:
    with pytest.raises(BadData):
        fit_to_keep("a.xlsx", b"850101-1236")


def test_a_file_whose_letters_cannot_be_told_is_cleaned_all_the_same() -> None:
    data = _PEOPLE.replace("Åre", "Luleå kök").encode("cp850")
    assert not any(secret in fit_to_keep("actors.csv", data) for secret in _SECRETS)


def test_a_parquet_file(tmp_path: Path) -> None:
    import polars as pl

    frame = pl.DataFrame(
        {"actor_id": ["a"], "name": ["A"], "sector": ["private"], "org_number": [8501011236]}
    )
    frame.write_parquet(tmp_path / "actors.parquet")
    kept = fit_to_keep("actors.parquet", (tmp_path / "actors.parquet").read_bytes())
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "actors.parquet").write_bytes(kept)
    assert pl.read_parquet(kept)["org_number"].to_list() == ["***"]
    assert read(tmp_path / "kept").tables["actors"][SOLE_TRADER].to_list() == [True]
