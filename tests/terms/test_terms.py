"""The nouns: money, time, faults and what a run says of itself (R80-R84, X13)."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.terms import (
    GAP_KEYS,
    REASONS,
    AgreementFigures,
    BadData,
    Financing,
    Money,
    Period,
    Place,
    Problem,
    Refusal,
    months_before,
    window,
)

DAYS = st.dates(date(1990, 1, 31), date(2099, 12, 31))


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_money_adds_up_exactly(one: int, other: int) -> None:
    assert (Money(one) + Money(other)) - Money(other) == Money(one)
    assert Money(one).in_kronor == Decimal(one) / 100


@pytest.mark.parametrize("amount", ["0.505", "1.001", Decimal("0.005")])
def test_money_refuses_parts_of_an_ore(amount: str | Decimal) -> None:
    with pytest.raises(ValueError, match="whole number of öre"):
        Money.kronor(amount)


def test_the_pilots_financing_adds_up() -> None:
    """R80, R82, R83: two million a year for three years is six million in all."""
    yearly = Money.kronor(2_000_000)
    figures = AgreementFigures(
        ecosystem_id="e",
        recipient_id="a",
        title="Pilot",
        dnr="RUN-00386-2023",
        parent_dnr="RUN-00369-2023",
        first_on=date(2023, 10, 1),
        last_on=date(2026, 9, 30),
        yearly=yearly,
        financing=(Financing("Region Norrbotten - ERP", Money.kronor(6_000_000)),),
    )
    assert figures.total == yearly * 3


@given(DAYS, st.integers(0, 240))
def test_months_before_keeps_the_day_or_the_months_last(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    last = monthrange(before.year, before.month)[1]
    assert before.day == min(day.day, last)


@given(DAYS, st.integers(1, 120))
def test_a_window_ends_on_its_day_and_leaves_its_start_out(on: date, months: int) -> None:
    """Method section 3: W = (t - w, t]."""
    days = window(on, months)
    assert days.last == on
    assert days.first == months_before(on, months) + timedelta(days=1)
    assert days.holds(on)
    assert not days.holds(months_before(on, months))


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2023, 3, 31), date(2026, 9, 30)])
def test_windows_a_window_apart_share_no_day(on: date) -> None:
    later, earlier = window(on, 24), window(months_before(on, 24), 24)
    assert not later.overlaps(earlier)


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_mutual_and_is_a_shared_day(a: date, b: date, c: date, d: date) -> None:
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_an_open_period_holds_everything_on_its_open_side() -> None:
    assert Period(None, None).holds(date.max)
    assert Period(None, None).overlaps(Period(date.min, date.min))
    with pytest.raises(ValueError, match="no number of days"):
        _ = Period(None, date(2026, 1, 1)).days


def test_bad_data_carries_every_problem() -> None:
    problems = (
        Problem("bad_date", {"value": "2024-02-30"}, Place("acts.csv", "", 7, "started_on")),
        Problem("missing_table", {"table": "actors"}),
    )
    assert BadData(problems).problems == problems
    assert "bad_date" in str(BadData(problems))


def test_a_refusal_carries_its_code_and_values() -> None:
    refusal = Refusal("role_ended", until="2026-09-30")
    assert (refusal.code, refusal.values_) == ("role_ended", {"until": "2026-09-30"})


def test_lists_hold_nothing_twice() -> None:
    """R53: seven gaps, in the order they are told; reasons from one closed list."""
    assert len(GAP_KEYS) == len(set(GAP_KEYS)) == 7
    assert len(REASONS) == len(set(REASONS))
