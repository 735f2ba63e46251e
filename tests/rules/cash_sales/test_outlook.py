"""What is expected of sales: against naive forecasts, on short histories, on closed days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.cash_sales.doubt import doubt_of
from merchant_desk.rules.cash_sales.history import DAYS, SPAN, WEEK, DayHistory, added, day_history
from merchant_desk.rules.cash_sales.outlook import (
    LEAST_WEEKS,
    ONE,
    expected_cents,
    expected_weeks,
    lifted,
    shape_of,
)
from tests.rules.cash_sales.against_naive import errors
from tests.rules.cash_sales.made_up import (
    HELD,
    SEASONS,
    TODAY,
    known_at,
    made_up_days,
    sold_after,
)


@pytest.mark.parametrize("growth", [0.0, 0.15, -0.15])
@pytest.mark.parametrize("season", sorted(SEASONS))
def test_the_forecast_misses_less_than_naive_ones(season: str, growth: float) -> None:
    told = errors(made_up_days(season, growth))

    assert told["ours"] < min(told["flat"], told["last 13 weeks"])
    assert told["ours"] < 1.1 * told["same weeks last year"]
    assert told["ours"] < 0.17
    if season != "plat":
        assert told["ours"] < told["flat"] / 2


def _flat(weeks: int, cents: int = 1_000, *, weekday_off: int = 6) -> DayHistory:
    first = TODAY - timedelta(days=weeks * WEEK)
    days = (first + timedelta(days=each) for each in range(weeks * WEEK))
    return day_history({day: cents for day in days if day.weekday() != weekday_off}, TODAY)


@pytest.mark.parametrize(("weeks", "known"), [(LEAST_WEEKS - 1, False), (LEAST_WEEKS, True)])
def test_too_short_a_history_expects_nothing(weeks: int, known: bool) -> None:
    assert (shape_of(_flat(weeks)) is not None) == known
    assert doubt_of(_flat(weeks)).tries == 0


def test_a_short_history_without_season_goes_on_as_it_was() -> None:
    weeks = expected_weeks(_flat(12), 13)

    assert weeks is not None
    assert all(abs(each - 6_000) <= 60 for each in weeks)


def test_a_weekday_that_never_sells_is_expected_to_sell_nothing() -> None:
    shape = shape_of(_flat(30))
    assert shape is not None

    days = expected_cents(shape, 14)

    sundays = [each for each in range(14) if (TODAY + timedelta(days=each)).weekday() == 6]
    assert [days[each] for each in sundays] == [0, 0]
    assert min(each for place, each in enumerate(days) if place not in sundays) > 0


def test_a_shop_that_closed_on_holidays_is_expected_to_close_on_the_next() -> None:
    shape = shape_of(known_at(made_up_days("plat"), HELD))
    assert shape is not None

    days = expected_cents(shape, 40)

    christmas = (date(2026, 12, 25) - TODAY).days
    assert days[christmas] == 0
    assert days[christmas - WEEK] > 0


def test_a_shop_that_sells_on_holidays_too_goes_on() -> None:
    shape = shape_of(_flat(SPAN))
    assert shape is not None

    assert shape.holidays == ONE


def test_operations_lift_their_days_and_no_other() -> None:
    tomorrow = TODAY + timedelta(days=1)

    assert lifted((100, 100, 100), TODAY, {tomorrow: ONE // 2}) == (100, 150, 100)


def test_channels_add_up() -> None:
    one, two = _flat(20), _flat(20, 500)

    both = added((one, two), TODAY)

    assert sum(both.cents) == sum(one.cents) + sum(two.cents)
    assert added((), TODAY).weeks_known == 0


@pytest.mark.parametrize("season", sorted(SEASONS))
def test_what_was_sold_mostly_lies_between_low_and_high(season: str) -> None:
    days = made_up_days(season)
    inside = seen = 0
    for week in range(0, HELD, 4):
        known = known_at(days, week)
        doubt, weeks = doubt_of(known), expected_weeks(known, 4)
        assert weeks is not None
        sold, expected = sum(sold_after(days, week)[:4]), sum(weeks)
        assert doubt.low < ONE < doubt.high
        inside += doubt.low_of(expected).cents <= sold <= doubt.high_of(expected).cents
        seen += 1

    assert inside >= seen * 0.6


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 10**7), min_size=1, max_size=60),
    st.integers(1, DAYS),
    st.integers(1, 91),
)
def test_no_history_makes_negative_or_endless_sales(
    pattern: list[int], known: int, days: int
) -> None:
    cents = tuple(pattern[each % len(pattern)] for each in range(known))
    history = DayHistory(TODAY, (0,) * (DAYS - known) + cents)
    shape = shape_of(history)

    if shape is not None:
        told = expected_cents(shape, days)
        assert len(told) == days
        assert all(0 <= each <= 50 * 10**7 * WEEK for each in told)


def test_a_return_larger_than_the_sales_of_its_day_breaks_nothing() -> None:
    history = day_history({TODAY - timedelta(days=each): -500 for each in range(1, 100)}, TODAY)

    weeks = expected_weeks(history, 4)

    assert weeks == (0, 0, 0, 0)
