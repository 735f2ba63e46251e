"""Where days and amounts lie on a drawing."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.chart_scale import ChartArea, amount_ticks, mondays, scale_of
from merchant_desk.values.money import ZERO, Money

CENTS = st.integers(-(10**14), 10**14)
MONDAY = date(2026, 11, 23)


@settings(max_examples=25)
@given(CENTS, CENTS)
def test_ticks_are_round_few_and_hold_every_amount(one: int, other: int) -> None:
    low, high = sorted((one, other))

    ticks = amount_ticks(Money(low), Money(high))

    steps = {after.cents - before.cents for before, after in pairwise(ticks)}
    assert ticks[0].cents <= low
    assert ticks[-1].cents >= high
    assert 2 <= len(ticks) <= 8
    (step,) = steps
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert (ZERO in ticks) or not (ticks[0] < ZERO < ticks[-1])


def test_an_account_that_does_not_move_is_drawn_on_a_hundred_euros() -> None:
    assert amount_ticks(ZERO, ZERO)[-1] == Money(100_00)


@pytest.mark.parametrize("days", [0, 1, 91])
def test_a_day_is_found_again_where_it_was_put(days: int) -> None:
    last = MONDAY + timedelta(days=days)
    area = ChartArea(50, 10, 800, 200)
    scale, _ticks = scale_of(area, (MONDAY, last), (Money(-500), Money(90_000)))

    for offset in range(days + 1):
        day = MONDAY + timedelta(days=offset)
        assert scale.day_at(scale.x(day)) == day
    assert scale.day_at(-1000) == MONDAY
    assert scale.day_at(10_000) == last
    assert scale.y(scale.low) == area.bottom
    assert scale.y(scale.high) == area.top


def test_mondays_are_between_both_days() -> None:
    sunday = MONDAY - timedelta(days=1)

    assert mondays(sunday, MONDAY) == [MONDAY]
    assert mondays(MONDAY, MONDAY + timedelta(days=14))[-1] == MONDAY + timedelta(days=14)
    assert mondays(MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)) == []
