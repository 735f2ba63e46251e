"""When customers really pay: measured, leant on the shop when little is known of one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis.strategies import dates, integers, lists

from merchant_desk.rules.cash_days.bank import is_bank_day
from merchant_desk.rules.cash_forecast.habit import habit_of, pay_day, shop_habit

TODAY = date(2026, 11, 23)
DELAYS = lists(integers(-20, 120), max_size=30)


def test_a_shop_where_nothing_was_ever_paid_waits_for_the_due_day() -> None:
    habit = habit_of([], shop_habit([]))

    assert (habit.days, habit.late_days, habit.invoices) == (0, 15, 0)


@pytest.mark.parametrize(
    ("own", "days"),
    [([], 10), ([30], 14), ([30, 30, 30, 30], 20), ([30] * 12, 25), ([30] * 36, 28)],
)
def test_the_more_she_paid_the_more_she_is_judged_by_herself(own: list[int], days: int) -> None:
    assert habit_of(own, shop_habit([10] * 50)).days == days


def test_one_invoice_forgotten_for_a_year_changes_nothing() -> None:
    shop = shop_habit([5] * 40)

    assert (
        habit_of([5, 4, 6, 5, 365, 5, 5], shop).days == habit_of([5, 4, 6, 5, 5, 5, 5], shop).days
    )


def test_who_pays_early_is_expected_early() -> None:
    habit = habit_of([-10] * 20, shop_habit([0] * 5))

    assert pay_day(habit, date(2026, 12, 15), TODAY).day == date(2026, 12, 7)


def test_one_that_is_later_than_usual_is_judged_by_those_that_were_as_late() -> None:
    habit = habit_of([2] * 10 + [20, 22, 24, 26, 40], shop_habit([]))
    due = TODAY - timedelta(days=15)

    told = pay_day(habit, due, TODAY)

    assert told.day == date(2026, 12, 2)  # 24 days after the due day
    assert told.cautious_day == date(2026, 12, 18)
    assert told.waited > 0


def test_one_later_than_all_others_is_taken_to_wait_as_long_again() -> None:
    habit = habit_of([0] * 10, shop_habit([]))

    told = pay_day(habit, TODAY - timedelta(days=100), TODAY)

    assert told.day == date(2027, 3, 3)


@settings(max_examples=60, deadline=None)
@given(
    own=DELAYS,
    shop=DELAYS,
    due=dates(TODAY - timedelta(days=400), TODAY + timedelta(days=120)),
)
def test_money_is_expected_on_days_of_banks_to_come_and_no_sooner_when_cautious(
    own: list[int], shop: list[int], due: date
) -> None:
    told = pay_day(habit_of(own, shop_habit(shop)), due, TODAY)

    assert TODAY < told.day <= told.cautious_day
    assert is_bank_day(told.day)
    assert is_bank_day(told.cautious_day)


def test_so_late_that_most_were_never_paid_it_is_counted_long_from_now() -> None:
    shop = shop_habit([5] * 30 + [50, 55], [80] * 6)

    doubtful = pay_day(habit_of([], shop), TODAY - timedelta(days=45), TODAY)
    late = pay_day(habit_of([], shop), TODAY - timedelta(days=3), TODAY)

    assert (doubtful.doubtful, doubtful.day) == (True, date(2027, 3, 3))
    assert (late.doubtful, late.day) == (False, date(2026, 11, 25))
