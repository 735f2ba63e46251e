from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.legal.soldes_periods import (
    Season,
    next_period,
    period_at,
    periods_between,
    soldes_period,
)
from tests.law.asking import value
from tests.law.soldes.oracle import ORDERED_YEARS, ZONES, first_day, is_open, last_day

_COLUMNS: tuple[tuple[str, Season], ...] = (
    ("75", "winter"), ("75", "summer"), ("54", "winter"), ("06", "summer"), ("66", "summer"),
    ("2A", "summer"), ("971", "winter"), ("971", "summer"), ("972", "summer"), ("973", "winter"),
    ("973", "summer"), ("974", "summer"), ("974", "winter"), ("975", "winter"), ("975", "summer"),
    ("977", "winter"), ("978", "summer"),
)  # fmt: skip
_STARTS = """
2024 10/01 26/06 02/01 = = 10/07 06/01 28/09 03/10 = = 03/02 07/09 17/01 17/07 04/05 12/10
2025 08/01 25/06 02/01 = = 09/07 04/01 27/09 02/10 = = 01/02 06/09 22/01 16/07 03/05 11/10
2026 07/01 24/06 02/01 = = 08/07 03/01 26/09 01/10 = = 07/02 05/09 21/01 15/07 02/05 10/10
2027 06/01 23/06 02/01 = = 14/07 02/01 25/09 07/10 = = 06/02 04/09 20/01 21/07 01/05 09/10
2028 12/01 28/06 03/01 = = 12/07 01/01 30/09 05/10 = = 05/02 02/09 19/01 19/07 06/05 14/10
"""
_ORDERS = [
    ("75", "shop", "summer", 2020, "2020-07-15", "2020-08-11"),
    ("06", "shop", "summer", 2020, "2020-07-15", "2020-08-11"),
    ("66", "shop", "summer", 2020, "2020-07-15", "2020-08-11"),
    ("2B", "shop", "summer", 2020, "2020-07-15", "2020-08-11"),
    ("2B", "web", "summer", 2020, "2020-07-15", "2020-08-11"),
    ("75", "shop", "winter", 2021, "2021-01-20", "2021-03-02"),
    ("57", "shop", "winter", 2021, "2021-01-20", "2021-03-02"),
    ("88", "shop", "winter", 2021, "2021-01-20", "2021-03-02"),
    ("971", "shop", "winter", 2021, "2021-01-20", "2021-03-02"),
    ("972", "shop", "winter", 2021, "2021-01-20", "2021-03-02"),
    ("75", "shop", "summer", 2021, "2021-06-30", "2021-07-27"),
    ("57", "shop", "summer", 2021, "2021-06-26", "2021-07-23"),
    ("57", "web", "summer", 2021, "2021-06-30", "2021-07-27"),
    ("54", "shop", "summer", 2021, "2021-06-30", "2021-07-27"),
    ("971", "shop", "winter", 2022, "2022-01-12", "2022-02-08"),
    ("75", "shop", "summer", 2023, "2023-06-28", "2023-08-01"),
    ("57", "shop", "summer", 2023, "2023-06-28", "2023-08-01"),
    ("06", "shop", "summer", 2023, "2023-06-28", "2023-08-01"),
]
_UNMOVED = [
    ("974", "summer", 2021, "2021-02-06", "2021-03-05"),
    ("977", "winter", 2021, "2021-05-01", "2021-05-28"),
    ("975", "winter", 2021, "2021-01-20", "2021-02-16"),
    ("971", "summer", 2020, "2020-09-26", "2020-10-23"),
    ("972", "summer", 2020, "2020-10-01", "2020-10-28"),
    ("06", "summer", 2021, "2021-07-07", "2021-08-03"),
    ("2A", "summer", 2021, "2021-07-14", "2021-08-10"),
    ("06", "summer", 2022, "2022-07-06", "2022-08-02"),
    ("2A", "summer", 2023, "2023-07-12", "2023-08-08"),
    ("974", "winter", 2023, "2023-09-02", "2023-09-29"),
]

_INSTANTS = st.datetimes(
    datetime.fromisoformat("2009-01-01"), datetime.fromisoformat("2100-12-31T23:59:59")
)


def _starts() -> list[tuple[str, Season, date]]:
    found = []
    for line in _STARTS.split("\n"):
        year, *told = line.split() or [""]
        for (zone, season), start in zip(_COLUMNS, told, strict=False):
            national = told[0] if season == "winter" else told[1]
            day, month = (national if start == "=" else start).split("/")
            found.append((zone, season, date(int(year), int(month), int(day))))
    return found


def _asked(zone: str, season: str, year: int, channel: str = "shop") -> Any:
    kind = {"id": "q", "kind": "soldes_period", "zone": zone}
    return value(kind | {"season": season, "year": year, "channel": channel})


@pytest.mark.parametrize(("zone", "season", "start"), _starts())
def test_a_season_opens_on_the_day_of_the_published_table(
    zone: str, season: Season, start: date
) -> None:
    period = soldes_period(zone, "shop", season, start.year)

    assert period is not None
    assert period.start == datetime.fromisoformat(f"{start}T08:00")
    assert period.end == period.start.replace(hour=23, minute=59) + timedelta(days=27)


@pytest.mark.parametrize(("zone", "channel", "season", "year", "first", "last"), _ORDERS)
def test_an_order_wins_over_the_formula(
    zone: str, channel: str, season: str, year: int, first: str, last: str
) -> None:
    told = _asked(zone, season, year, channel)

    assert told == {"start": f"{first}T08:00", "end": f"{last}T23:59", "origin": "exceptional"}


@pytest.mark.parametrize(("zone", "season", "year", "first", "last"), _UNMOVED)
def test_an_order_leaves_the_zones_that_it_does_not_name(
    zone: str, season: str, year: int, first: str, last: str
) -> None:
    told = _asked(zone, season, year)

    assert told == {"start": f"{first}T08:00", "end": f"{last}T23:59", "origin": "derogation"}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("season", ["winter", "summer"])
def test_every_year_of_the_century_equals_a_walk_through_the_calendar(
    zone: str, season: Season
) -> None:
    for year in set(range(2009, 2101)) - ORDERED_YEARS:
        period = soldes_period(zone, "shop", season, year)

        first = first_day(zone, season, year)
        assert period is not None
        assert (period.start.date(), period.end.date()) == (first, last_day(first)), year


@settings(max_examples=2000)
@given(
    zone=st.sampled_from(ZONES),
    at=_INSTANTS,
)
def test_a_minute_is_inside_a_period_just_when_the_calendar_says_so(
    zone: str, at: datetime
) -> None:
    if at.year not in ORDERED_YEARS:
        assert (period_at(zone, "shop", at) is not None) == is_open(zone, at)


@settings(max_examples=500)
@given(
    zone=st.sampled_from(ZONES),
    channel=st.sampled_from(["web", "marketplace", "phone", "mail"]),
    at=_INSTANTS,
)
def test_distance_sales_of_every_zone_follow_the_national_dates(
    zone: str, channel: Any, at: datetime
) -> None:
    assert period_at(zone, channel, at) == period_at("75", "shop", at)
    assert next_period(zone, channel, at) == next_period("75", "shop", at)


@settings(max_examples=500)
@given(
    zone=st.sampled_from(ZONES),
    at=_INSTANTS,
)
def test_nothing_opens_between_an_instant_and_the_next_period(zone: str, at: datetime) -> None:
    ahead = next_period(zone, "shop", at)

    assert ahead is not None
    assert ahead.start > at
    between = periods_between(zone, "shop", at.date(), ahead.start.date())
    assert not [each for each in between if at < each.start < ahead.start]


@pytest.mark.parametrize(
    ("at", "open_then"),
    [
        ("2027-01-06T07:59:59", False),
        ("2027-01-06T08:00:00", True),
        ("2027-02-02T23:59:59", True),
        ("2027-02-03T00:00:00", False),
        ("2027-06-23T07:59:00", False),
        ("2027-07-20T23:59:00", True),
    ],
)
def test_a_period_holds_its_first_and_its_last_minute(at: str, open_then: bool) -> None:
    assert (period_at("75", "shop", datetime.fromisoformat(at)) is not None) == open_then


def test_the_origin_tells_national_dates_from_those_of_a_zone() -> None:
    assert _asked("75", "winter", 2027)["origin"] == "national"
    assert _asked("57", "winter", 2027)["origin"] == "derogation"
    assert _asked("57", "summer", 2027)["origin"] == "national"
    assert _asked("57", "winter", 2027, "web")["origin"] == "national"
    assert _asked("57", "winter", 2027, "fair")["origin"] == "derogation"


@pytest.mark.parametrize("year", [-5, 0, 1, 2008, 9999, 10_000, 10**12])
def test_a_year_whose_dates_are_not_known_is_answered_without_dates(year: int) -> None:
    assert _asked("57", "winter", year) == {"start": None, "end": None, "origin": None}


def test_the_calendar_lists_the_periods_that_touch_its_days() -> None:
    def named(first: date, last: date) -> list[tuple[str, date]]:
        found = periods_between("977", "shop", first, last)
        return [(each.french, each.start.date()) for each in found]

    both = [("Soldes d’hiver", date(2027, 5, 1)), ("Soldes d’été", date(2027, 10, 9))]
    assert named(date(2027, 1, 1), date(2027, 12, 31)) == both
    assert named(date(2027, 5, 28), date(2027, 10, 9)) == both
    assert named(date(2027, 5, 29), date(2027, 10, 8)) == []
    assert named(date(2027, 5, 28), date(2027, 5, 28)) == both[:1]
