"""Month ends, months added, and terms of payment."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.cash_days.months import (
    MonthEnd,
    add_months,
    day_of_month,
    month_end,
    term_day,
)

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-01", "2026-02-28"),
        ("2028-02-10", "2028-02-29"),
        ("2026-12-31", "2026-12-31"),
        ("2026-11-01", "2026-11-30"),
    ],
)
def test_a_month_ends_on_its_last_day(day: str, expected: str) -> None:
    assert month_end(date.fromisoformat(day)).isoformat() == expected


@pytest.mark.parametrize(
    ("day", "months", "on", "expected"),
    [
        ("2026-01-31", 1, 0, "2026-02-28"),
        ("2028-01-31", 1, 0, "2028-02-29"),
        ("2026-02-28", 1, 31, "2026-03-31"),  # the 31st was meant all along
        ("2026-02-28", 1, 0, "2026-03-28"),
        ("2026-12-15", 1, 0, "2027-01-15"),
        ("2026-01-15", -1, 0, "2025-12-15"),
        ("2026-03-31", -1, 0, "2026-02-28"),
        ("2026-08-31", 12, 0, "2027-08-31"),
        ("2028-02-29", 12, 0, "2029-02-28"),
    ],
)
def test_months_are_added_and_a_short_one_gives_its_last_day(
    day: str, months: int, on: int, expected: str
) -> None:
    assert add_months(date.fromisoformat(day), months, on).isoformat() == expected


@settings(max_examples=50, deadline=None)
@given(DAYS, st.integers(0, 60))
def test_months_added_and_taken_off_come_back_to_the_same_day(day: date, months: int) -> None:
    assert add_months(add_months(day, months), -months, day.day) == day
    assert day_of_month(day, 31) == month_end(day)


@pytest.mark.parametrize(
    ("issued", "days", "end", "expected"),
    [  # C. com. L441-10, I; both readings of « fin de mois » as the DGCCRF tells them
        ("2026-11-23", 30, None, "2026-12-23"),
        ("2026-11-23", 0, None, "2026-11-23"),
        ("2026-01-10", 45, MonthEnd.DAYS_THEN_END, "2026-02-28"),
        ("2026-01-10", 45, MonthEnd.END_THEN_DAYS, "2026-03-17"),
        ("2026-01-31", 30, MonthEnd.DAYS_THEN_END, "2026-03-31"),
        ("2026-01-31", 30, MonthEnd.END_THEN_DAYS, "2026-03-02"),
        ("2026-11-23", 30, MonthEnd.DAYS_THEN_END, "2026-12-31"),
        ("2026-11-23", 30, MonthEnd.END_THEN_DAYS, "2026-12-30"),
        ("2026-11-23", 0, MonthEnd.DAYS_THEN_END, "2026-11-30"),
    ],
)
def test_a_term_of_payment_reads_both_ways(
    issued: str, days: int, end: MonthEnd | None, expected: str
) -> None:
    assert term_day(date.fromisoformat(issued), days, end).isoformat() == expected
