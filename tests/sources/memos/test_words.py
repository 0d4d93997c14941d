"""Days, amounts, headings and list marks as offices write them: one rule at a time."""

import pytest

from samspel.sources.memos.document import lay_out
from samspel.sources.memos.moments import moments
from samspel.sources.memos.money import sums
from samspel.sources.memos.phrasebook import heading_of
from samspel.sources.memos.reader import read_text
from samspel.sources.memos.tolerance import Phrases, close
from samspel.terms import Money

DAYS = {
    "2025-11-30": ("2025-11-30", "2025-11-30"),
    "den 30 november 2025": ("2025-11-30", "2025-11-30"),
    "30 nov. 2025": ("2025-11-30", "2025-11-30"),
    "31/12 2025": ("2025-12-31", "2025-12-31"),
    "hösten 2025": ("2025-08-01", "2025-12-31"),
    "våren år 2026": ("2026-01-01", "2026-06-30"),
    "kvartal 2 2026": ("2026-04-01", "2026-06-30"),
    "Q4 2026": ("2026-10-01", "2026-12-31"),
    "fjärde kvartalet 2026": ("2026-10-01", "2026-12-31"),
    "andra halvåret 2026": ("2026-07-01", "2026-12-31"),
    "maj 2026": ("2026-05-01", "2026-05-31"),
    "utgången av 2026": ("2026-12-31", "2026-12-31"),
    "1 mars–31 december 2026": ("2026-03-01", "2026-12-31"),
    "1 mars 2025 – 28 februari 2027": ("2025-03-01", "2027-02-28"),
    "1–15 mars 2026": ("2026-03-01", "2026-03-15"),
    "fr.o.m. 2026-01-01 t.o.m. 2028-12-31": ("2026-01-01", "2028-12-31"),
    "den 1 januari 2026 till och med den 31 december 2028": ("2026-01-01", "2028-12-31"),
    "mellan 1 maj och 3 juni 2026": ("2026-05-01", "2026-06-03"),
    "åren 2026–2028": ("2026-01-01", "2028-12-31"),
}
DOUBTS = (
    "03/04/2025", "30/11-25", "den 15 mars", "2025-02-30", "2O25-11-30", "årsskiftet 2025/2026",
    "vintern 2026", "1 november–31 mars 2026", "2026-12-31 till 2026-01-01", "2011-12",
    "slutet av 2026",
)  # fmt: skip


@pytest.mark.parametrize("words", DAYS)
def test_days_and_periods(words: str) -> None:
    (found,) = moments(f"Det sker {words}, sade hon.")
    assert (str(found.first), str(found.last)) == DAYS[words]
    assert not found.doubtful


@pytest.mark.parametrize("words", DOUBTS)
def test_days_that_could_be_two_are_in_doubt(words: str) -> None:
    (found,) = moments(f"Det sker {words}.")
    assert found.doubtful
    assert (found.first, found.last) == (None, None)


@pytest.mark.parametrize(
    "words", ["RUN-00369-2023", "2 000 000 kronor", "2026 kr", "kl. 10", "97 %"]
)
def test_what_is_no_day(words: str) -> None:
    assert moments(words) == []


AMOUNTS = {
    "2 000 000 kronor årligen": (2_000_000, "year"),
    "2,5 mnkr": (2_500_000, None),
    "2.5 MSEK": (2_500_000, None),
    "2 000 tkr per år": (2_000_000, "year"),
    "2 miljoner kronor om året": (2_000_000, "year"),
    "tv\u00e5 miljoner kronor": (2_000_000, None),
    "2.000.000 kr": (2_000_000, None),
    "500 000:- i månaden": (500_000, "month"),
    "totalt 6 000 000 kr": (6_000_000, "all"),
    "ett årligt bidrag om 1,25 mnkr": (1_250_000, "year"),
    "högst 750\u00a0000 kronor": (750_000, None),
}


@pytest.mark.parametrize("words", AMOUNTS)
def test_amounts(words: str) -> None:
    (found,) = sums(f"Bolaget beviljas {words}.")
    assert found.amount is not None
    assert (found.amount.in_kronor, found.per) == AMOUNTS[words]


@pytest.mark.parametrize(
    "words",
    [
        "2.500 kr",
        "2,500 mnkr",
        "cirka 2 mnkr",
        "2–3 mnkr",
        "mellan 2 och 3 mnkr",
        "2 O00 000 kronor",
    ],
)
def test_amounts_that_could_be_two_have_no_kronor(words: str) -> None:
    assert [found.amount for found in sums(f"Bolaget beviljas {words}.")] == [None]


def test_two_amounts_keep_apart_what_each_is_for() -> None:
    found = sums("2 000 000 kronor per år, totalt 6 000 000 kronor")
    assert [each.per for each in found] == ["year", "all"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Forslag till beslut", "points"),
        ("FÖRSLAG TILL BESLUT:", "points"),
        ("2.1 Ekonomiska konsekvenser", "financing"),
        ("Arendet", "matter"),
        ("&rendet", "matter"),
        ("Expedieras till: Anna", "recipients"),
        ("Protokollsutdrag sk1ckas ti|l", "recipients"),
        ("Sammanfattnlng", "summary"),
        ("Vi lämnar ett förslag till beslut", None),
        ("förslag till beslut", None),
        ("Beslutet är taget.", None),
    ],
)
def test_headings(line: str, kind: str | None) -> None:
    found = heading_of(line)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("phrase", "seen"),
    [("godkänner", "godkéanner"), ("är", "&r"), ("är", "é&r"), ("ökade", "0kade"), ("i", "|"),
     ("nämnden", "ndmnden"), ("stärka", "stiarka"), ("medlem", "rnedlem")],
)  # fmt: skip
def test_letters_misread(phrase: str, seen: str) -> None:
    assert Phrases([phrase]).whole(seen)


def test_letters_that_are_other_words() -> None:
    assert not Phrases(["år"]).whole("för")
    assert not close("Mål", "Mal")


def test_lines_are_joined_as_a_reader_joins_them() -> None:
    (block,) = lay_out(
        "Norrbot-\ntens EU-\nprojekt och mål-\noch visions-\narbete 2023-\n10-01"
    ).blocks
    assert block.flow == "Norrbottens EU-projekt och mål- och visionsarbete 2023-10-01"


def test_double_spaced_lines_are_one_paragraph() -> None:
    text = "\n\n".join(f"rad {number} utan punkt" for number in range(12)) + "\n\n\n\nNy mening."
    assert len(lay_out(text).blocks) == 2


@pytest.mark.parametrize("text", ["", "\f\f", "Bara en rad.", "§", "Dnr", "Förslag till beslut"])
def test_hardly_anything_is_said_honestly(text: str) -> None:
    reading = read_text(text)
    assert reading.dnr is None
    assert reading.points == ()
    assert "points" in reading.unsure or text == "Förslag till beslut"


def test_two_diary_numbers_are_unsure() -> None:
    reading = read_text("Dnr RUN-00001-2025\nDnr RUN-00002-2025\nFörslag till beslut\nX godkänns.")
    assert reading.dnr is None
    assert "dnr" in reading.unsure
    assert len(reading.read_from["dnr"]) == 2


def test_point_and_text_that_contradict_each_other_are_unsure() -> None:
    text = (
        "Dnr RUN-00001-2025\nFörslag till beslut\n1. Bolaget beviljas 2 mnkr per år.\n"
        "2. Projektet gäller under perioden 2025-01-01 till 2027-12-31.\n\nÄrendet\n"
        "Bolaget beviljas 3 mnkr per år. Projektperioden är 2025-01-01 till 2026-12-31.\n"
    )
    reading = read_text(text)
    assert {"amounts", "period"} <= set(reading.unsure)
    assert reading.in_points == ("amounts.1", "period")


def test_total_that_is_not_the_sum_is_unsure() -> None:
    table = "Finansiering\nRegion A 2 000 000 kr\nKommun B 1 000 000 kr\nTotalt {} kr\n"
    sure, unsure = (read_text(table.format(each)) for each in ("3 000 000", "4 000 000"))
    assert "total" not in sure.unsure
    assert "total" in unsure.unsure
    assert unsure.total == Money.kronor(4_000_000)  # kept as it stands


def test_agenda_2030_is_no_goal_year() -> None:
    reading = read_text("Ärendet\nMålet är att bidra till Agenda 2030.\n")
    assert reading.goal_year is None
