"""What somebody entered, in words that whoever reads it would use (issue 5 item 7)."""

import pytest
from django.utils import translation

from samspel.pages.register.kept_words import row_lines
from samspel.records.register.api import SampleRow

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
        "Möte 2026-11-30 “Vinterns paket”: Treehotel, Arctic Falls (arrangör), Norrlandsfonden. "
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
