"""Weeks read out of the moves: returns, days without stock, articles that are new."""

import pytest

from merchant_desk.rules.forecast.history import SPAN, WEEK, StockDays, history
from tests.rules.forecast.planted import stock_days

LAST = (SPAN - 1) * WEEK


def test_what_came_back_is_taken_off_the_weeks_before() -> None:
    found = history(stock_days([(LAST - WEEK, -3, 3), (LAST, -1, 1), (LAST + 1, 2, -2)]), 50, 0)

    assert found.sold == {SPAN - 2: 2.0}
    assert found.last(4) == 2


def test_weeks_without_stock_say_nothing_and_half_weeks_are_made_up_for() -> None:
    # given ten units sold, then nothing in stock from the fourth day of a week for two weeks
    sold_out = LAST - 2 * WEEK
    changes = [(sold_out + 2, -10, 10), (LAST + 3, 20, 0)]

    # when
    found = history(stock_days(changes), 20, 0)

    # then
    assert found.out == {SPAN - 2}
    assert found.sold[SPAN - 3] == pytest.approx(10 * 7 / 3)
    assert found.last(SPAN) == 10


def test_a_stock_that_nobody_counts_is_no_stock_that_ran_out() -> None:
    found = history(stock_days([(LAST, -2, 2)]), -8, 0)

    assert found.out == frozenset()


def test_an_article_is_observed_from_its_first_day_on() -> None:
    found = history(stock_days([(LAST, -2, 2)]), 8, LAST - 3 * WEEK)

    assert (found.first, found.observed) == (SPAN - 4, 4)


def test_an_article_without_any_move_sold_nothing() -> None:
    found = history(StockDays(), 5, 0)

    assert (found.units, found.observed, found.last(4)) == (0, SPAN, 0)


def test_weeks_before_an_origin_are_moved_to_the_end_of_the_window() -> None:
    found = history(stock_days([(LAST - 4 * WEEK, -2, 2), (LAST, -5, 5)]), 8, 0)

    before = found.before(SPAN - 4)

    assert before.sold == {SPAN - 1: 2.0}
    assert found.actual(SPAN - 4, 4) == 5
