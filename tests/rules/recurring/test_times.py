"""The days on which something comes back."""

from datetime import date

import pytest

from merchant_desk.rules.recurring.times import Rhythm, next_time, next_times
from merchant_desk.values.cash_words import Cadence


def _days(text: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(each) for each in text.split())


@pytest.mark.parametrize(
    ("cadence", "day", "first_on", "first", "last", "days"),
    [
        pytest.param(
            Cadence.MONTHLY, 5, "2026-01-05", "2026-11-01", "2027-02-28",
            "2026-11-05 2026-12-07 2027-01-05 2027-02-05", id="a Saturday moves to Monday",
        ),
        pytest.param(
            Cadence.MONTHLY, 31, "2026-01-30", "2027-01-01", "2027-04-30",
            "2027-02-01 2027-03-01 2027-03-31 2027-04-30", id="31 is the last day of the month",
        ),
        pytest.param(
            Cadence.MONTHLY, 29, "2026-01-29", "2028-02-01", "2028-03-30",
            "2028-02-29 2028-03-29", id="the 29th of February where there is one",
        ),
        pytest.param(
            Cadence.MONTHLY, 25, "2026-01-26", "2026-12-01", "2026-12-31",
            "2026-12-28", id="no bank settles at Christmas",
        ),
        pytest.param(
            Cadence.MONTHLY, 31, "2026-10-30", "2026-11-01", "2026-11-02",
            "2026-11-02", id="the time of October that a Sunday moved into November",
        ),
        pytest.param(
            Cadence.WEEKLY, 1, "2026-11-02", "2026-11-20", "2026-12-10",
            "2026-11-23 2026-11-30 2026-12-07", id="each Monday",
        ),
        pytest.param(
            Cadence.BIMONTHLY, 12, "2026-09-14", "2026-10-01", "2027-02-28",
            "2026-11-12 2027-01-12", id="every other month counted from its first one",
        ),
        pytest.param(
            Cadence.QUARTERLY, 15, "2026-01-15", "2026-02-01", "2026-12-31",
            "2026-04-15 2026-07-15 2026-10-15", id="each quarter",
        ),
        pytest.param(
            Cadence.HALF_YEARLY, 1, "2026-03-02", "2026-04-01", "2027-12-31",
            "2026-09-01 2027-03-01 2027-09-01", id="each half year",
        ),
        pytest.param(
            Cadence.YEARLY, 10, "2024-01-10", "2026-01-11", "2028-01-31",
            "2026-01-12 2027-01-11 2028-01-10", id="each year",
        ),
        pytest.param(
            Cadence.MONTHLY, 5, "2027-03-05", "2026-11-01", "2027-04-30",
            "2027-03-05 2027-04-05", id="nothing before its first day",
        ),
    ],
)  # fmt: skip
def test_each_time_is_told(
    cadence: Cadence, day: int, first_on: str, first: str, last: str, days: str
) -> None:
    rhythm = Rhythm(cadence=cadence, day=day, first_on=date.fromisoformat(first_on))

    told = next_times(rhythm, date.fromisoformat(first), date.fromisoformat(last))

    assert told == _days(days)


def test_nothing_comes_after_its_end() -> None:
    rhythm = Rhythm(
        cadence=Cadence.MONTHLY, day=5, first_on=date(2026, 1, 5), until=date(2026, 12, 5)
    )

    told = next_times(rhythm, date(2026, 11, 1), date(2027, 3, 1))

    assert told == _days("2026-11-05 2026-12-07")
    assert next_time(rhythm, date(2026, 12, 7)) is None


@pytest.mark.parametrize("cadence", list(Cadence))
def test_there_is_a_next_time_after_any_day(cadence: Cadence) -> None:
    rhythm = Rhythm(cadence=cadence, day=3, first_on=date(2026, 6, 3))

    for after in (date(2026, 6, 3), date(2026, 12, 31), date(2028, 2, 29)):
        coming = next_time(rhythm, after)

        assert coming is not None
        assert coming > after
