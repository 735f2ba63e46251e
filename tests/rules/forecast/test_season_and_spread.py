"""Seasons found again, and the chances of a number of units."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.forecast.history import SPAN
from merchant_desk.rules.forecast.season import Calendar, months_of, season
from merchant_desk.rules.forecast.spread import Spread

_CALENDAR = Calendar(date(2026, 11, 23))


def test_a_planted_december_is_found_and_growth_is_not_taken_for_season() -> None:
    weekly = [
        20 * 1.004**week * (3.0 if _CALENDAR.month(week) == 11 else 1.0) for week in range(SPAN)
    ]

    months = months_of(_CALENDAR, weekly)

    others = months[:10]
    assert months[11] == pytest.approx(3.0 / (14 / 12), rel=0.15)
    assert max(others) / min(others) < 1.15


def test_less_than_a_year_of_sales_tells_no_season_of_its_own() -> None:
    weekly = [0.0] * (SPAN - 40) + [50.0] * 40

    assert months_of(_CALENDAR, weekly) == (1.0,) * 12


def test_few_units_are_drawn_to_the_season_of_the_others() -> None:
    parent = tuple(1.5 if month == 5 else 10.5 / 11 for month in range(12))
    weekly = [0.05] * SPAN

    months = months_of(_CALENDAR, weekly, parent)

    assert months[5] == pytest.approx(1.5, rel=0.02)


def test_weeks_to_come_add_up_to_what_their_months_say() -> None:
    flat = season(_CALENDAR)

    assert flat.ahead(4.5) == pytest.approx(4.5)


def test_small_counts_have_the_chances_of_poisson() -> None:
    spread = Spread(2.0, 2.0)

    assert spread.quantile(0.1) == 0
    assert spread.quantile(0.5) == 2
    assert spread.quantile(0.95) == 5
    assert spread.missing(0) == pytest.approx(2.0)
    assert spread.missing(2) == pytest.approx(2 * math.exp(-2) * 2, rel=0.01)


@given(mean=st.floats(0.01, 500), width=st.floats(1.0, 6.0), stock=st.integers(0, 800))
def test_more_stock_never_leaves_more_missing_and_ranges_are_in_order(
    mean: float, width: float, stock: int
) -> None:
    spread = Spread(mean, mean * width)

    low, likely, high = (spread.quantile(chance) for chance in (0.1, 0.5, 0.9))

    assert low <= likely <= high
    assert spread.missing(stock) + 1e-6 >= spread.missing(stock + 1) >= -1e-6


def test_nothing_expected_is_nothing_missing() -> None:
    spread = Spread(0.0, 0.0)

    assert (spread.quantile(0.99), spread.missing(0)) == (0, 0.0)
