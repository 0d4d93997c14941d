"""Numbers, money and dates as each language writes them (X10)."""

from datetime import date

import pytest

from samspel.reports.words import for_language
from samspel.terms import Money

SV, EN = for_language("sv"), for_language("en")


def test_thousands_are_thin_and_hard_in_swedish() -> None:
    assert SV.number(2_000_000) == "2\u202f000\u202f000"
    assert EN.number(5000) == "5,000"
    assert SV.number(-3) == "−3"


def test_kronor_are_written_as_in_the_memos() -> None:
    assert SV.kronor(Money.kronor(2_000_000)) == "2\u202f000\u202f000 kronor"
    assert SV.amount(Money.kronor("0.50")) == "0,50"
    assert SV.amount(Money(-12_345)) == "−123,45"


@pytest.mark.parametrize(
    ("share", "shown"), [(0.536, "54"), (0, "0"), (1, "100"), (0.001, "<1"), (0.999, ">99")]
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, shown: str) -> None:
    assert SV.percent(share) == f"{shown}\u00a0%"
    assert EN.percent(share) == f"{shown}%"


def test_an_interval_stands_in_the_same_phrase() -> None:
    assert SV.estimate(0.536, 0.45, 0.6) == "54\u00a0% (45–60)"
    assert SV.estimate(0.536, None, None) == "54\u00a0%"
    assert SV.percent_span(0.2, 0.27) == "20–27\u00a0%"


def test_decimals_dates_and_lists() -> None:
    assert (SV.decimal(0.5), EN.decimal(0.5)) == ("0,5", "0.5")
    assert SV.decimal(-0.0) == "0,0"
    assert SV.date(date(2026, 9, 30)) == "2026-09-30"
    assert SV.listing(["A", "B", "C"]) == "A, B och C"
    assert (SV.listing(["A"]), SV.listing([])) == ("A", "")


def test_a_regional_code_is_its_language_and_others_are_refused() -> None:
    assert for_language("sv-SE").language == "sv"
    with pytest.raises(ValueError, match="no such language: fi"):
        for_language("fi")
