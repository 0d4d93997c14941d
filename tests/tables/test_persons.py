"""Personal identity numbers are dropped at reading: never stored, shown, exported or logged.

Issue 2, item 3. The numbers here are made up; the test greps everything that comes out.
"""

import logging
import zipfile
from pathlib import Path

import pytest

from samspel.reports.problems import problem_sentence, render_problems
from samspel.tables import FORMS, SOLE_TRADER, Tables, diff, read, write
from samspel.tables.persons import clean_text, is_personal, luhn
from samspel.terms import Severity
from tables.made import folder

# Ten digits, as they may be written; all of one person who is not.
_PERSON = "8501011236"
_WRITTEN = (
    "850101-1236",
    "8501011236",
    "198501011236",
    "19850101-1236",
    "19850101 1236",
    "850101+1236",
    "SE850101123601",
    "8501011236.0",
    "198501011236.0",
    " 850101–1236 ",
    "16850101-1236",
)
_SECRETS = ("1236", "850101")


def _actors(number: str, name: str = "Annas Fiske", more: str = "") -> str:
    return (
        "actor_id;name;sector;roles;org_number;country;contact\n"
        "a1;Åre Äventyr AB;private;firm;556036-0793;SE;\n"
        f"a2;{name};private;firm;{number};;{more}\n"
    )


def _everything(path: Path, tmp_path: Path) -> str:
    """All that can be seen after reading: frames, problems, words, and every file written."""
    reading = read(path)
    seen = [repr(reading), *(repr(frame.rows()) for frame in reading.tables.frames.values())]
    seen += [repr(diff(Tables.of(), reading.tables)["actors"].added.rows())]
    for language in ("sv", "en"):
        seen += [repr(problem_sentence(problem, language)) for problem in reading.problems]
        seen.append(render_problems(reading.problems, language))
    for form in FORMS:
        out = tmp_path / f"out-{form}" / ("all.xlsx" if form == "xlsx" else "all")
        write(reading.tables, out, form=form)
        seen += [_content(file) for file in out.parent.rglob("*") if file.is_file()]
    return "\n".join(seen)


def _content(file: Path) -> str:
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            return "".join(
                book.read(name).decode("utf-8", "replace")
                for name in book.namelist()
                if name.startswith("xl/worksheets") or name.endswith("sharedStrings.xml")
            )
    return file.read_bytes().decode("utf-8", "replace")


def _hides(text: str) -> bool:
    return not any(secret in text for secret in _SECRETS)


@pytest.mark.parametrize("written", _WRITTEN)
def test_the_number_of_a_sole_trader_is_nowhere(
    written: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        path = folder(tmp_path / "in", actors=_actors(written))
        assert _hides(_everything(path, tmp_path))
    said = capsys.readouterr()
    assert _hides(caplog.text + said.out + said.err)
    reading = read(path)
    assert reading.tables["actors"]["org_number"].to_list() == ["5560360793", None]
    assert reading.tables["actors"][SOLE_TRADER].to_list() == [False, True]
    assert [p.code for p in reading.problems] == ["unknown_columns", "sole_trader_number_dropped"]
    assert not reading.errors


@pytest.mark.parametrize("column", ["name", "contact"])
@pytest.mark.parametrize("written", ["850101-1236", "8501011236", "198501011236"])
def test_a_number_in_a_text_is_taken_away(column: str, written: str, tmp_path: Path) -> None:
    text = f"Anna Fiskare {written} tel"
    cells = _actors("", name=text) if column == "name" else _actors("", more=text)
    path = folder(tmp_path / "in", actors=cells)
    assert _hides(_everything(path, tmp_path))
    assert read(path).tables["actors"][column][1] == "Anna Fiskare *** tel"


@pytest.mark.parametrize("written", ["850101-1236", "8501011236", "8501011234", "19850101-1236"])
def test_an_id_that_is_a_persons_number_is_an_error(written: str, tmp_path: Path) -> None:
    path = folder(
        tmp_path / "in",
        actors=_actors("").replace("\na2;", f"\n{written};"),
        participations=f"interplay_id;actor_id;role\np1;a1;participant\np1;{written};host\n",
    )
    assert _hides(_everything(path, tmp_path))
    told = [(p.code, p.place.file, p.place.row) for p in read(path).errors]
    assert told == [
        ("personal_number_in_id", "actors.csv", 3),
        ("personal_number_in_id", "participations.csv", 3),
    ]


def test_a_number_in_any_other_place_is_taken_away(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "in",
        interplay=(
            "interplay_id;title;started_on;850101-1236\np1;Möte 850101-1236;850101-1236;x\n"
        ),
        memberships="ecosystem_id;actor_id;is_platform\ne;a1;850101-1236\n",
        actors=_actors("").replace("country", "latitude") + "a3;B;private;;;198501011236;\n",
    )
    assert _hides(_everything(path, tmp_path))


def test_a_files_name_may_hold_one_too(tmp_path: Path) -> None:
    path = folder(tmp_path / "in")
    (path / "Anna 850101-1236.csv").write_text("x\n")
    assert _hides(_everything(path, tmp_path))


def test_an_old_number_with_its_zeros_lost_to_a_spreadsheet() -> None:
    """Somebody born in 2001 has a number that begins with 0; as a number it has nine digits."""
    number = next(n for n in range(1_010_110_00, 1_010_110_99) if luhn(f"{n:010d}"))
    assert is_personal(f"{number}.0")


@pytest.mark.parametrize(
    "number", ["556036-0793", "202100-2841", "165560360793", "SE556036079301", "802400-1234"]
)
def test_an_organisations_number_is_none(number: str) -> None:
    assert not is_personal(number)
    assert clean_text(number) == number


def test_a_foreign_number_is_left_alone() -> None:
    """A Polish KRS number's third digit is often 0."""
    assert is_personal("0000028860")
    assert not is_personal("0000028860", foreign=True)
    assert is_personal("850101-1236", foreign=True)


def test_the_mark_survives_a_round(tmp_path: Path) -> None:
    """The number is gone after the first reading; that it was a person's is still known."""
    first = read(folder(tmp_path / "in", actors=_actors(_PERSON))).tables
    for form in FORMS:
        out = tmp_path / form / ("all.xlsx" if form == "xlsx" else "all")
        write(first, out, form=form)
        again = read(out)
        assert again.tables["actors"][SOLE_TRADER].to_list() == [False, True]
        assert [p.code for p in again.problems] == ["unknown_columns"]
        assert "sole_trader" not in again.problems[0].values["columns"]


def test_a_text_like_a_number_is_not_taken_for_one() -> None:
    for text in (
        "RUN-00369-2023",
        "2026-09-30",
        "070-123 45 67",
        "5560360793",
        "Projekt 2021–2027",
    ):
        assert clean_text(text) == text


def test_dropping_is_a_warning_and_an_id_is_an_error(tmp_path: Path) -> None:
    problems = read(folder(tmp_path / "in", actors=_actors(_PERSON))).problems
    dropped = next(p for p in problems if p.code == "sole_trader_number_dropped")
    assert dropped.severity is Severity.WARNING
    assert (dropped.place.file, dropped.place.row, dropped.place.column) == (
        "actors.csv", 3, "org_number",
    )  # fmt: skip
