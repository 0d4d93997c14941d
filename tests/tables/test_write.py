"""Files appear whole or not at all, and what changes is a plan by the contract's key."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from samspel.tables import FORMS, Tables, diff, read, snapshot, write
from samspel.terms import BadData
from tables.made import CELLS, folder


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    actors = CELLS["actors"].replace("country\n", "Favoritfärg\n")
    return read(folder(tmp_path / "made", actors=actors)).tables


def _out(tmp_path: Path, form: str) -> Path:
    return tmp_path / "there" / ("all.xlsx" if form == "xlsx" else "all")


@pytest.mark.parametrize("form", FORMS)
def test_unknown_columns_are_written_too(form: str, tables: Tables, tmp_path: Path) -> None:
    write(tables, _out(tmp_path, form), form=form)  # type: ignore[arg-type]
    again = read(_out(tmp_path, form))
    assert again.tables["actors"]["Favoritfärg"].to_list() == ["SE", "SE"]
    assert snapshot(again.tables) == snapshot(tables)


@pytest.mark.parametrize("form", FORMS)
def test_a_failure_leaves_what_was_there(
    form: str, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _out(tmp_path, form)
    write(tables, out, form=form)  # type: ignore[arg-type]
    before = {p: p.read_bytes() for p in out.parent.rglob("*") if p.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_csv", full)
    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    monkeypatch.setattr(xlsxwriter.Workbook, "add_worksheet", full)
    with pytest.raises(OSError, match="No space"):
        write(tables, out, form=form)  # type: ignore[arg-type]
    assert {p: p.read_bytes() for p in out.parent.rglob("*") if p.is_file()} == before


def test_a_folder_of_something_else_is_left_alone(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    for form in FORMS:
        with pytest.raises(BadData) as refused:
            write(tables, tmp_path / "mine", form=form)
        assert [p.code for p in refused.value.problems] == ["out_exists"]
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_tables_are_replaced_whole(tables: Tables, tmp_path: Path) -> None:
    out = tmp_path / "out"
    places = pl.DataFrame({"municipality": ["2580"], "name": ["Luleå"]})
    write(Tables.of(places=places), out)
    assert (out / "places.csv").exists()
    write(tables, out, form="parquet")
    assert sorted(path.suffix for path in out.iterdir()) == [".parquet"] * 5


def test_csv_opens_in_a_swedish_spreadsheet(tmp_path: Path) -> None:
    outcomes = pl.DataFrame(
        {"ecosystem_id": ["e"], "indicator": ["Å"], "on": [date(2026, 9, 30)], "value": [0.5]}
    )
    write(Tables.of(outcomes=outcomes), tmp_path / "out")
    data = (tmp_path / "out" / "outcomes.csv").read_bytes()
    assert data == (
        "\ufeffecosystem_id;indicator;on;value;unit;source\r\ne;Å;2026-09-30;0,5;;\r\n".encode()
    )


def test_a_table_beyond_a_sheet_is_refused(tmp_path: Path) -> None:
    many = pl.DataFrame({"municipality": pl.int_range(1_048_576, eager=True).cast(pl.String)})
    with pytest.raises(BadData) as refused:
        write(Tables.of(places=many), tmp_path / "a.xlsx", form="xlsx")
    assert [p.code for p in refused.value.problems] == ["too_many_rows"]
    assert not (tmp_path / "a.xlsx").exists()


# ------------------------------------------------------------------------------------- what changes


def test_what_changes_is_told_by_key(tables: Tables, tmp_path: Path) -> None:
    changed = CELLS["actors"].replace("Åre Äventyr", "Åre Fjäll").replace("\na2;", "\na4;")
    new = read(folder(tmp_path / "new", actors=changed)).tables
    plan = diff(tables, new)
    actors = plan["actors"]
    assert actors.added["actor_id"].to_list() == ["a4"]
    assert actors.ended["actor_id"].to_list() == ["a2"]
    assert actors.before["name"].to_list() == ["Åre Äventyr AB"]
    assert actors.after["name"].to_list() == ["Åre Fjäll AB"]
    assert (actors.changed, actors.same) == (1, 0)
    assert plan["interplay"].is_empty
    assert plan["interplay"].same == 1
    assert not plan.is_empty


def test_spelling_that_the_hash_does_not_see_is_no_change(tables: Tables) -> None:
    roles = pl.col("roles").str.replace("research|education", "education | research", literal=True)
    respelt = tables["actors"].with_columns(roles, pl.lit("x").alias("Favoritfärg"))
    frames = {**tables.frames, "actors": respelt}
    assert diff(tables, Tables.of(**frames)).is_empty


def test_keys_are_not_run_together() -> None:
    one = pl.DataFrame({"ecosystem_id": ["ab"], "gap": ["c"], "reason": ["x"]})
    two = pl.DataFrame({"ecosystem_id": ["a"], "gap": ["bc"], "reason": ["x"]})
    plan = diff(Tables.of(limits=one), Tables.of(limits=two))["limits"]
    assert (plan.added.height, plan.ended.height, plan.same) == (1, 1, 0)


def test_a_missing_part_of_a_key_equals_a_missing_part(tables: Tables) -> None:
    spells = pl.DataFrame({"ecosystem_id": ["e"], "actor_id": ["a1"], "is_platform": [True]})
    old = Tables.of(memberships=spells)
    new = Tables.of(memberships=spells.with_columns(is_platform=pl.lit(value=False)))
    assert diff(old, new)["memberships"].changed == 1
