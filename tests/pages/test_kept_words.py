"""What somebody entered, in words that whoever reads it would use (issue 5 item 7)."""

import pytest
from django.utils import translation

from samspel.actions import import_register
from samspel.pages.register.kept_words import column_name, row_lines, row_says
from samspel.records.accounts.api import system_viewer
from samspel.records.register.api import SampleRow
from samspel.tables.contracts import CONTRACTS

NAMES = {"a1": "Treehotel", "a2": "Arctic Falls", "a3": "Norrlandsfonden"}
ACT = {"interplay_id": "m1", "kind": "meeting", "started_on": "2026-11-30"}


def added(table: str, **values: str) -> SampleRow:
    return SampleRow(table, "added", values, {})


def part(actor: str, role: str = "participant") -> SampleRow:
    return added("participations", interplay_id="m1", actor_id=actor, role=role)


def fact(name: str, value: str, basis: str) -> SampleRow:
    return added("act_facts", interplay_id="m1", fact=name, value=value, basis=basis)


def test_a_new_act_is_one_line_with_who_met_and_what_is_said_of_it() -> None:
    rows = [
        added("interplay", title="Vinterns paket", **ACT),
        part("a1"),
        part("a2", "organiser"),
        part("a3"),
        fact("direction", "mutual", "default"),
        fact("flow", "knowledge", "default"),
        fact("level", "national", "given"),
    ]
    with translation.override("sv"):
        [line] = row_lines(rows, NAMES)
    assert line == (
        "Möte 2026-11-30 ”Vinterns paket”: Treehotel, Arctic Falls (arrangör), Norrlandsfonden. "
        "Sagt: nationell. Förval: kunskap, åt båda håll."
    )


def test_a_row_of_an_act_that_was_there_already_is_told_by_itself() -> None:
    with translation.override("sv"):
        lines = row_lines([part("a1"), fact("flow", "capital", "given")], NAMES)
    assert [line.partition(": ")[2] for line in lines] == [
        "Treehotel, deltagare",
        "Vad som flödar: kapital",
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            added("answers", respondent_id="a1", item="contact:research", about="a2", value="yes"),
            "Treehotel, kontakt över Forskningsgapet, Arctic Falls, ja",
        ),
        (
            added("coverage", actor_id="*", gap="*", until="2026-10-31", by="Lea"),
            "alla, alla gap, 2026-10-31, Lea",
        ),
    ],
)
def test_answers_and_declared_logs_have_words_and_no_codes(row: SampleRow, says: str) -> None:
    with translation.override("sv"):
        [line] = row_lines([row], NAMES)
    assert line.endswith(f": {says}")


def test_a_column_is_called_by_its_name_in_the_readers_language():
    row = SampleRow(
        "aliases",
        "changed",
        {"actor_id": "a1", "name": "Trädhotellet", "valid_from": "2020-01-01"},
        {"valid_from": ""},
    )
    with translation.override("sv"):
        assert row_says(row, NAMES) == "Trädhotellet: gäller från: inget blir ”2020-01-01”"
        assert "gäller från (valid_from): inget" in row_says(row, NAMES, from_file=True)
    with translation.override("en"):
        assert "valid from (valid_from): nothing" in row_says(row, NAMES, from_file=True)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_column_of_ours_is_told_by_its_key_alone(language):
    with translation.override(language):
        for contract in CONTRACTS:
            for column in contract.columns:
                assert "_" not in column_name(contract.name, column.name)


def test_the_plan_of_a_file_tells_changes_in_words_and_by_the_files_columns(visit, world):
    by = system_viewer(world.other.id)
    row = import_register.plan(file_id=_stored("private", by), by=by)
    import_register.apply(import_id=row.id, by=by)
    row = import_register.plan(file_id=_stored("public", by), by=by)
    seen = visit("stranger", "sv").open(f"/nord/import/{row.id}/")
    assert "Treehotel: sektor (sector): ”Privata sektorn” blir ”Offentliga sektorn”" in seen.text


def _stored(sector, by):
    tables = {
        "ecosystems": "ecosystem_id;name\nskog;Skogen\n",
        "actors": f"actor_id;name;sector;roles;country\na1;Treehotel;{sector};firm;SE\n",
        "memberships": "ecosystem_id;actor_id\nskog;a1\n",
        "interplay": "interplay_id;started_on\n",
        "participations": "interplay_id;actor_id\n",
    }
    sent = [(f"{name}.csv", text.encode()) for name, text in tables.items()]
    return import_register.store_uploads(sent=sent, by=by).id
