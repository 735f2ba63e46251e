"""What sells the most is counted the most often; a day's plan has whole bins and an end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.counting.abc_classes import abc_classes
from merchant_desk.rules.counting.rolling_plan import Due, plan_of_day
from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.ids import PlaceId, ProductId

A, B, C = AbcClass.A, AbcClass.B, AbcClass.C
TODAY = date(2026, 11, 21)
DAYS = {A: 30, B: 90, C: 180}


def _product(number: int) -> ProductId:
    return ProductId(number.to_bytes(16))


def _bin(number: int) -> PlaceId:
    return PlaceId(number.to_bytes(16))


def _due(number: int, place: int, abc: AbcClass, days_ago: int | None) -> Due:
    on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    return Due(_product(number), _bin(place), abc, on)


def test_the_first_eighty_percent_of_sales_are_a_the_next_fifteen_b() -> None:
    sales = {_product(1): 8_000, _product(2): 1_000, _product(3): 500, _product(4): 500}

    classes = abc_classes({**sales, _product(5): 0})

    assert [classes[_product(n)] for n in range(1, 6)] == [A, B, B, C, C]


def test_more_came_back_than_was_sold_is_c() -> None:
    assert abc_classes({_product(1): 100, _product(2): -900}) == {_product(1): A, _product(2): C}


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 10**9), min_size=1))
def test_an_article_that_sells_more_never_has_a_lower_class(sales: dict[int, int]) -> None:
    classes = abc_classes({_product(n): units for n, units in sales.items()})

    ordered = sorted(sales, key=lambda n: (-sales[n], n))
    assert [classes[_product(n)] for n in ordered] == sorted(classes[_product(n)] for n in ordered)
    assert any(sales.values()) == (A in classes.values())


def test_what_is_not_due_is_left_for_another_day() -> None:
    dues = [_due(1, 1, A, 29), _due(2, 2, A, 30), _due(3, 3, C, 179), _due(4, 4, B, None)]

    planned = plan_of_day(dues, TODAY, DAYS, 40)

    assert [each.place_id for each in planned] == [_bin(2), _bin(4)]
    assert [each.days_late for each in planned] == [0, None]


def test_the_best_class_comes_first_then_what_was_never_counted_then_the_latest() -> None:
    dues = [_due(1, 1, B, 400), _due(2, 2, A, 31), _due(3, 3, A, 90), _due(4, 4, A, None)]

    planned = plan_of_day(dues, TODAY, DAYS, 40)

    assert [each.place_id for each in planned] == [_bin(4), _bin(3), _bin(2), _bin(1)]


def test_a_day_ends_and_a_bin_is_never_cut() -> None:
    large = [_due(n, 1, A, None) for n in range(1, 60)]
    small = [_due(100, 2, A, 40), _due(101, 3, B, 200)]

    planned = plan_of_day([*large, *small], TODAY, DAYS, 40)

    assert [len(each.products) for each in planned] == [59]
    assert [len(each.products) for each in plan_of_day(small, TODAY, DAYS, 1)] == [1]
