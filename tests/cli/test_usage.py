"""A wrong word on the command line is a sentence with a remedy, in both languages (X5)."""

import pytest

from cli.conftest import Run

WRONG = {
    ("--on", "2024-13-01"): ("ingen dag i kalendern. Skriv", "no day of the calendar. Write"),
    ("--window", "0"): ("heltal från 1 till 1\u202f200", "whole number from 1 to 1,200"),
    ("--max-size", "many"): ("heltal från 2 till", "whole number from 2 to"),
    ("--format", "docx"): ("Välj något av table, json", "Choose one of table, json"),
    ("--colour", "red"): ("Det här går inte att förstå: --colour red", "This is not understood"),
    ("--on",): ("Skriv ett värde efter", "Write a value after it"),
}


@pytest.mark.parametrize("wrong", WRONG, ids=" ".join)
def test_what_is_wrong_is_said_with_what_to_do(wrong: tuple[str, ...], samspel: Run) -> None:
    for language, says in zip(("sv", "en"), WRONG[wrong], strict=True):
        said = samspel("gaps", "somewhere", "--language", language, *wrong)
        assert (said.code, said.out) == (2, b"")
        last = said.err.strip().splitlines()[-1]
        assert says in last
        assert last.startswith("samspel")
        assert "argument" not in last
        if not wrong[0].startswith("--colour"):
            assert f"{wrong[0]}: " in last


def test_what_is_missing_and_what_cannot_be_together(samspel: Run) -> None:
    assert samspel("gaps", "--language", "sv").err.endswith("samspel gaps: Det här saknas: PATH.\n")
    both = ("read", "cordis", "x", "--country", "SE", "--region", "SE332", "--language", "sv")
    assert "kan inte anges tillsammans med --country" in samspel(*both).err


def test_help_names_every_kind_of_unit(samspel: Run) -> None:
    said = samspel("atlas", "--help").out.decode().split("positional")[0]
    assert "country or municipality" in " ".join(said.split())
