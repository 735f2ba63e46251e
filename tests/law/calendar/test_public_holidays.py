from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.legal.holidays import (
    FRENCH_NAMES,
    easter,
    holidays,
    holidays_between,
    is_holiday,
)
from tests.law.asking import value

_ZONES = ("75", "57", "67", "68", "54", "2A", *(str(code) for code in range(971, 979)))
_ABOLITION = {
    "971": "05-27", "972": "05-22", "973": "06-10", "974": "12-20", "976": "04-27",
    "977": "10-09", "978": "05-28",
}  # fmt: skip


def _easter_by_gauss(year: int) -> date:
    """Return Easter by the rule of Gauss, with his two exceptions."""
    century = year // 100
    shift = (15 - (13 + 8 * century) // 25 + century - century // 4) % 30
    weekday = (4 + century - century // 4) % 7
    moon = (19 * (year % 19) + shift) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + weekday) % 7
    after = 22 + moon + sunday
    if moon == 29 and sunday == 6:
        after = 50
    if moon == 28 and sunday == 6 and (11 * shift + 11) % 30 < 19:
        after = 49
    return date(year, 3, 1) + timedelta(days=after - 1)


def _walked(zone: str, year: int) -> set[date]:
    """Return the holidays by looking at each day of a year."""
    sunday = _easter_by_gauss(year)
    fixed = {"01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"}
    moving = {1, 39, 50}
    if zone in {"57", "67", "68"}:
        fixed |= {"12-26"}
        moving |= {-2}
    fixed |= {_ABOLITION[zone]} if zone in _ABOLITION else set()
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return {
        day
        for day in days
        if day.year == year and (day.isoformat()[5:] in fixed or (day - sunday).days in moving)
    }


@pytest.mark.parametrize(
    "sunday", ["2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2000-04-23"]
)
def test_easter_is_the_published_one(sunday: str) -> None:
    day = date.fromisoformat(sunday)

    assert easter(day.year) == day


@given(year=st.integers(1583, 9999))
def test_easter_by_meeus_is_easter_by_gauss(year: int) -> None:
    assert easter(year) == _easter_by_gauss(year)


@given(zone=st.sampled_from(_ZONES), year=st.integers(2009, 2100))
def test_the_holidays_of_a_year_equal_a_walk_through_its_days(zone: str, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)

    assert {each.day for each in holidays(zone, year)} == _walked(zone, year)
    assert {each.day for each in holidays_between(zone, first, last)} == _walked(zone, year)


@pytest.mark.parametrize(
    ("zone", "day", "name"),
    [
        ("57", "2026-12-26", "saint_stephen"),
        ("75", "2026-12-26", None),
        ("67", "2027-03-26", "good_friday"),
        ("68", "2027-03-25", None),
        ("54", "2027-03-26", None),
        ("75", "2027-03-28", None),
        ("75", "2027-03-29", "easter_monday"),
        ("75", "2027-05-06", "ascension"),
        ("75", "2027-05-17", "whit_monday"),
        ("972", "2027-05-22", "abolition_day"),
        ("971", "2027-05-22", None),
        ("975", "2027-07-14", "bastille_day"),
        ("75", "2028-02-29", None),
        ("75", "2008-05-01", "labour_day"),
    ],
)
def test_a_day_is_told_to_be_a_holiday_or_not(zone: str, day: str, name: str | None) -> None:
    told = value({"id": "q", "kind": "public_holiday", "zone": zone, "date": day})

    assert told == {"holiday": name is not None, "name": name}


def test_the_holidays_of_a_year_are_told_by_name() -> None:
    told = value({"id": "q", "kind": "public_holiday", "zone": "974", "year": 2027})

    assert list(told["holidays"].items())[:3] == [
        ("new_year", "2027-01-01"),
        ("easter_monday", "2027-03-29"),
        ("labour_day", "2027-05-01"),
    ]
    assert told["holidays"]["abolition_day"] == "2027-12-20"
    assert len(told["holidays"]) == 12


@pytest.mark.parametrize("year", [-1, 0, 1582, 10_000, 10**15])
def test_a_year_without_a_known_easter_has_no_holidays(year: int) -> None:
    assert value({"id": "q", "kind": "public_holiday", "zone": "57", "year": year}) == {
        "holidays": {}
    }


def test_a_question_without_a_day_is_about_the_day_it_is_asked_on() -> None:
    asked = {"id": "q", "kind": "public_holiday", "zone": "75"}

    assert value(asked) == {"holiday": None, "name": None}
    assert value(asked | {"asked_on": "2026-12-25"}) == {"holiday": True, "name": "christmas"}
    assert value(asked | {"asked_on": "2026-12-24T23:30Z"})["holiday"] is True


def test_every_holiday_has_a_french_name() -> None:
    named = {each.french for zone in _ZONES for each in holidays(zone, 2027)}

    assert named == set(FRENCH_NAMES.values())


def test_a_day_before_known_years_is_no_holiday() -> None:
    assert not is_holiday("75", date(1, 1, 1))
