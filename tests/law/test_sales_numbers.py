"""Numbers of sales law, by their days."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from merchant_desk.rules.legal.sales_numbers import (
    late_bands,
    legal_numbers,
    number_in_force,
    number_told,
)


@pytest.mark.parametrize("key", legal_numbers())
def test_no_day_has_two_numbers_and_each_has_its_source(key: str) -> None:
    rows = legal_numbers()[key]

    assert all(row.until is None or row.since <= row.until for row in rows)
    assert all(one.until is not None and one.until < two.since for one, two in pairwise(rows))
    assert all(row.source for row in rows)


def test_a_number_holds_from_its_first_day_to_its_last() -> None:
    key, day = "consumer_goods_cap_percent", timedelta(days=1)
    first, change, last = date(2024, 3, 1), date(2025, 4, 16), date(2028, 4, 15)

    assert [
        number_in_force(key, each)
        for each in (first - day, first, change - day, change, last, last + day)
    ] == [None, 34, 34, 40, 40, None]


def test_outside_its_days_the_nearest_number_is_told() -> None:
    key = "consumer_goods_cap_percent"

    assert number_told(key, date(2000, 1, 1)) == 34
    assert number_told(key, date(2040, 1, 1)) == 40


def test_a_fee_of_cents_is_exact() -> None:
    assert number_told("book_reduced_fee_euros", date(2026, 1, 1)) == Fraction(1, 100)


def test_bands_of_late_refunds_follow_each_other_and_the_last_has_no_end() -> None:
    days = [each.last_day for each in late_bands()]

    assert days[:-1] == [0, 10, 20, 30, 60, 90]
    assert days[-1] is None
