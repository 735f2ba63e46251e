"""Working days, against calendars that were published."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.cash_days.working import (
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
)

HOLIDAYS = {  # service-public.fr, « Jours fériés et ponts »
    2025: "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25",
    2026: "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
    2027: "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25",
}
ALSACE_MOSELLE = {2025: "04-18 12-26", 2026: "04-03 12-26", 2027: "03-26 12-26"}
"""Good Friday and Saint Stephen (C. trav. L3134-13)."""
DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))


def _days(year: int, text: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{each}") for each in text.split()}


@pytest.mark.parametrize("year", sorted(HOLIDAYS))
@pytest.mark.parametrize("zone", ["75", "67"])
def test_the_days_not_worked_are_weekends_and_the_published_holidays(year: int, zone: str) -> None:
    off = _days(year, HOLIDAYS[year])
    if zone == "67":
        off |= _days(year, ALSACE_MOSELLE[year])

    first = date(year, 1, 1)
    for day in (first + timedelta(days=each) for each in range(365)):
        assert is_working_day(day, zone) == (day.weekday() < 5 and day not in off), day


@pytest.mark.parametrize(
    ("day", "following", "before"),
    [  # the day, the working day at or after it, the one at or before it
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-12-25", "2026-12-28", "2026-12-24"),  # Christmas, a Friday
        ("2026-05-14", "2026-05-15", "2026-05-13"),  # Ascension
        ("2026-04-04", "2026-04-07", "2026-04-03"),  # Easter weekend and its Monday
        ("2027-05-06", "2027-05-07", "2027-05-05"),
        ("2025-11-09", "2025-11-10", "2025-11-07"),  # the Sunday before a Monday between two
        ("2028-01-01", "2028-01-03", "2027-12-31"),
    ],
)
def test_a_due_day_that_is_off_moves_to_a_working_day(
    day: str, following: str, before: str
) -> None:
    told = date.fromisoformat(day)

    assert next_working_day(told).isoformat() == following
    assert previous_working_day(told).isoformat() == before


def test_good_friday_moves_a_due_day_in_strasbourg_and_not_in_paris() -> None:
    friday = date(2026, 4, 3)

    assert next_working_day(friday) == friday
    assert next_working_day(friday, "67") == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # Friday to Monday
        ("2026-11-10", 2, "2026-11-13"),  # over the 11th
        ("2026-11-22", 0, "2026-11-23"),
        ("2026-11-22", 1, "2026-11-23"),
        ("2026-12-23", 3, "2026-12-29"),
    ],
)
def test_working_days_are_added(day: str, count: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(day), count).isoformat() == expected


@settings(max_examples=50, deadline=None)
@given(DAYS, st.sampled_from(["75", "57", "974"]))
def test_the_nearest_working_days_enclose_only_days_off(day: date, zone: str) -> None:
    after, before = next_working_day(day, zone), previous_working_day(day, zone)

    assert before <= day <= after
    assert is_working_day(after, zone)
    assert is_working_day(before, zone)
    between = (before + timedelta(days=each) for each in range(1, (after - before).days))
    assert not any(is_working_day(each, zone) for each in between)
