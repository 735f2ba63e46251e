"""Days of banks, against the closing days that the European Central Bank publishes."""

from datetime import date, timedelta

import pytest

from merchant_desk.rules.cash_days.bank import (
    BankMove,
    add_bank_days,
    is_bank_day,
    next_bank_day,
    previous_bank_day,
    value_day,
)

CLOSED = {  # ecb.europa.eu, « TARGET Services closing days » (weekends left out)
    2025: "01-01 04-18 04-21 05-01 12-25 12-26",
    2026: "01-01 04-03 04-06 05-01 12-25",
    2027: "01-01 03-26 03-29",
    2028: "04-14 04-17 05-01 12-25 12-26",
}


@pytest.mark.parametrize("year", sorted(CLOSED))
def test_banks_settle_but_on_weekends_and_the_six_closing_days(year: int) -> None:
    closed = {date.fromisoformat(f"{year}-{each}") for each in CLOSED[year].split()}
    first = date(year, 1, 1)

    for day in (first + timedelta(days=each) for each in range(365)):
        assert is_bank_day(day) == (day.weekday() < 5 and day not in closed), day


@pytest.mark.parametrize(
    ("day", "following", "before"),
    [
        ("2026-07-14", "2026-07-14", "2026-07-14"),  # a holiday in France, T2 is open
        ("2026-04-03", "2026-04-07", "2026-04-02"),  # four days without settlement
        ("2025-12-25", "2025-12-29", "2025-12-24"),
        ("2026-05-01", "2026-05-04", "2026-04-30"),
        ("2027-01-01", "2027-01-04", "2026-12-31"),
    ],
)
def test_what_falls_on_a_closed_day_settles_around_it(
    day: str, following: str, before: str
) -> None:
    told = date.fromisoformat(day)

    assert next_bank_day(told).isoformat() == following
    assert previous_bank_day(told).isoformat() == before


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-20", 2, "2026-11-24"),
        ("2026-11-21", 1, "2026-11-24"),  # handed over on a Saturday: read on Monday
        ("2026-04-02", 1, "2026-04-07"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-11-22", 0, "2026-11-23"),
    ],
)
def test_days_of_banks_are_added(day: str, count: int, expected: str) -> None:
    assert add_bank_days(date.fromisoformat(day), count).isoformat() == expected


@pytest.mark.parametrize(
    ("day", "move", "expected"),
    [
        ("2026-11-20", BankMove.TRANSFER, "2026-11-20"),  # C. mon. fin. L133-14, I: the same day
        ("2026-11-21", BankMove.TRANSFER, "2026-11-23"),
        ("2026-11-21", BankMove.INSTANT, "2026-11-21"),  # Regulation (EU) 2024/886: any day
        ("2026-11-21", BankMove.DIRECT_DEBIT, "2026-11-23"),
        ("2026-11-20", BankMove.CARD, "2026-11-23"),
        ("2026-11-20", BankMove.CHEQUE, "2026-11-23"),  # L131-1-1: one working day at most
        ("2026-12-24", BankMove.CHEQUE, "2026-12-28"),
        ("2026-11-19", BankMove.CASH, "2026-11-20"),  # L133-14, II: the working day after
    ],
)
def test_money_counts_from_its_value_day(day: str, move: BankMove, expected: str) -> None:
    assert value_day(date.fromisoformat(day), move).isoformat() == expected
