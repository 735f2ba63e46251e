from datetime import date
from zoneinfo import ZoneInfo

import pytest

from merchant_desk.rules.legal.moment import Moment, month_before, months_after

_PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "zone", "opening", "closing"),
    [
        ("2027-01-06", "Europe/Paris", "2027-01-06T08:00:00", "2027-01-06T23:59:00"),
        ("2027-01-06T07:30", "Europe/Paris", "2027-01-06T07:30:00", "2027-01-06T07:30:00"),
        ("2027-01-06T07:00Z", "Europe/Paris", "2027-01-06T08:00:00", "2027-01-06T08:00:00"),
        ("2027-01-06T07:00Z", "Indian/Reunion", "2027-01-06T11:00:00", "2027-01-06T11:00:00"),
        ("2027-03-28T02:30", "Europe/Paris", "2027-03-28T02:30:00", "2027-03-28T02:30:00"),
        ("2027-10-31T02:30+01:00", "Europe/Paris", "2027-10-31T02:30:00", "2027-10-31T02:30:00"),
        ("2027-10-31T02:30+02:00", "Europe/Paris", "2027-10-31T02:30:00", "2027-10-31T02:30:00"),
        ("0001-01-01T00:00Z", "America/Cayenne", "0001-01-01T00:00:00", "0001-01-01T00:00:00"),
        ("9999-12-31T23:59-12:00", "Europe/Paris", "9999-12-31T23:59:00", "9999-12-31T23:59:00"),
    ],
)
def test_a_moment_is_read_in_the_local_time_of_the_shop(
    text: str, zone: str, opening: str, closing: str
) -> None:
    moment = Moment(text)

    assert moment.opening(ZoneInfo(zone)).isoformat() == opening
    assert moment.closing(ZoneInfo(zone)).isoformat() == closing


@pytest.mark.parametrize(
    "text",
    ["", "2027", "2027-02-29", "2027-01-06T24:00", "2027-01-06T08", "2027-01-06T08:00+24:00",
     "2027-01-06T08:00+01:60", "06/01/2027", "2027-01-06 08:00", "٢٠٢٧-٠١-٠٦"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Moment(text)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2027-01-06", "2026-12-06", "2027-02-06"),
        ("2027-03-31", "2027-02-28", "2027-04-30"),
        ("2028-03-29", "2028-02-29", "2028-04-29"),
        ("2027-12-31", "2027-11-30", "2028-01-31"),
        ("0001-01-15", "0001-01-01", "0001-02-15"),
        ("9999-12-15", "9999-11-15", "9999-12-31"),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last(day: str, before: str, after: str) -> None:
    told = date.fromisoformat(day)

    assert month_before(told).isoformat() == before
    assert months_after(told, 1).isoformat() == after


def test_moments_are_equal_by_what_was_written() -> None:
    assert Moment("2027-01-06") == Moment.of_day(date(2027, 1, 6))
    assert Moment("2027-01-06") != Moment("2027-01-06T08:00")
    assert Moment.of_local(Moment("2027-01-06").opening(_PARIS)) == Moment("2027-01-06T08:00")
