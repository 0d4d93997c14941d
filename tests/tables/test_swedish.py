"""Our tables in Swedish: every name there is, none twice, read in either language and written in
one (issue 5 item 2)."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from samspel.reports.workbook import render_workbook
from samspel.tables import ALL_CONTRACTS, read
from samspel.tables.swedish import column_of, heading_in, keys_of, table_in, table_of, word_in
from samspel.terms import ROLES

WORDS = tomllib.loads(files("samspel.tables").joinpath("swedish.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("contract", ALL_CONTRACTS, ids=lambda one: one.name)
def test_every_table_and_column_has_a_name_and_no_two_share_one(contract):
    name = table_in(contract.name, "sv")
    assert len(name) <= 31, "a sheet's name is no longer"
    assert table_of(name) == table_of(contract.name) == contract.name
    headings = [heading_in(contract.name, column.name, "sv") for column in contract.columns]
    assert not [one for one, count in Counter(headings).items() if count > 1]
    for column, heading in zip(contract.columns, headings, strict=True):
        assert column_of(contract.name, heading) == column.name
        assert column_of(contract.name, column.name) == column.name


def test_every_word_of_a_closed_list_of_the_template_goes_there_and_back():
    from samspel.tables.template import TEMPLATE_TABLES

    for contract in (one for one in ALL_CONTRACTS if one.name in TEMPLATE_TABLES):
        for column in contract.columns:
            keys = keys_of(contract.name, column.name)
            for value in map(str, column.values):
                word = word_in(contract.name, column.name, value, "sv")
                assert keys[word.casefold()] == value, (contract.name, column.name, value)
    assert {word_in("actors", "roles", role, "en") for role in ROLES} == set(ROLES)
    assert set(keys_of("actors", "roles").values()) == set(ROLES)
    assert len(WORDS["table"]) == len(set(WORDS["table"].values()))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_workbook_as_it_is_reads_without_a_remark_in_either_language(language, tmp_path: Path):
    (tmp_path / "book.xlsx").write_bytes(render_workbook(language))
    reading = read(tmp_path / "book.xlsx")
    assert reading.problems == ()
    sectors = reading.tables["actors"].sort("actor_id")["sector"].to_list()
    assert sectors == ["private", "academia"]
    roles = reading.tables["actors"].sort("actor_id")["roles"].to_list()
    assert roles == ["firm", "research|education"]
    assert reading.tables["interplay"]["kind"].to_list() == ["meeting"]
    assert sorted(reading.tables["participations"]["role"]) == ["host", "participant"]


def test_a_sheet_may_mix_the_two_languages(tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Aktörer.csv").write_text(
        "Aktörens nyckel;name;Sektor;Roller;Land;Ort\n"
        "a;Berg AB;privat;Företag|plattform;Sverige;Harads\n"
        "b;Dal;academia;research|eget;NO;\n",
        encoding="utf-8",
    )
    (folder / "ecosystems.csv").write_text("ecosystem_id;name\ne;E\n", encoding="utf-8")
    (folder / "Medlemskap.csv").write_text(
        "Ekosystemets nyckel;Aktörens nyckel;Medlem från;Är plattform\ne;a;2024-01-01;ja\n",
        encoding="utf-8",
    )
    (folder / "interplay.csv").write_text("interplay_id;started_on\n", encoding="utf-8")
    (folder / "Deltagande.csv").write_text("interplay_id;actor_id\n", encoding="utf-8")
    reading = read(folder)
    assert reading.errors == ()
    actors = reading.tables["actors"].sort("actor_id")
    columns = ["sector", "roles", "country", "locality"]
    assert actors.select(columns).rows() == [
        ("private", "firm|platform", "SE", "Harads"),
        ("academia", "research|eget", "NO", None),
    ]
    assert reading.tables["memberships"]["is_platform"].to_list() == [True]
