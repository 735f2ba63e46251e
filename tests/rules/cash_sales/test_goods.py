"""The goods that sales make her buy: after the stock, of whom, for how much."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.rules.cash_sales.goods import ArticlePace, goods_to_buy
from merchant_desk.rules.cash_sales.outlook import ONE

SOAP = ArticlePace(
    supplier=b"s", sold=70, days=70, position=0, cost_tenthousandths=2_0000, rate_bp=2000
)
"""Seven a week at 2,00 € and 20 % of VAT: 16,80 €."""


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, {0: 1680, 1: 1680, 2: 1680}),
        (7, {1: 1680, 2: 1680}),
        (10, {1: 960, 2: 1680}),  # three of the second week's seven are there
        (21, {}),
        (-5, {0: 1680, 1: 1680, 2: 1680}),
    ],
)
def test_stock_is_eaten_up_first(position: int, expected: dict[int, int]) -> None:
    found = goods_to_buy([replace(SOAP, position=position)], [ONE] * 3)

    assert {week: cents for (_supplier, week), cents in found.items()} == expected


def test_a_week_that_sells_twice_as_much_needs_twice_as_much() -> None:
    assert goods_to_buy([SOAP], [ONE, 2 * ONE]) == {(b"s", 0): 1680, (b"s", 1): 3360}


@pytest.mark.parametrize("change", [{"sold": 0}, {"sold": -3}, {"cost_tenthousandths": 0}])
def test_what_does_not_sell_or_has_no_cost_is_left_out(change: dict[str, int]) -> None:
    assert goods_to_buy([replace(SOAP, **change)], [ONE] * 3) == {}  # type: ignore[arg-type]  # names of whole numbers


def _one_by_one(each: ArticlePace, factors: Sequence[int]) -> Fraction:
    """What is bought over all weeks, week after week."""
    usual, left, found = Fraction(each.sold * 7, each.days), Fraction(each.position), Fraction(0)
    for factor in factors:
        sold = usual * factor / ONE
        found += max(sold - left, Fraction(0))
        left = max(left - sold, Fraction(0))
    return found * each.cost_tenthousandths * (10_000 + each.rate_bp) / 1_000_000


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            ArticlePace,
            supplier=st.sampled_from([b"", b"s", b"t"]),
            sold=st.integers(1, 500),
            days=st.integers(14, 91),
            position=st.integers(0, 300),
            cost_tenthousandths=st.integers(1, 500_000),
            rate_bp=st.sampled_from([0, 550, 2000]),
        ),
        max_size=5,
    ),
    st.lists(st.integers(0, 3 * ONE), max_size=13),
)
def test_all_weeks_together_are_what_each_article_needs(
    articles: list[ArticlePace], factors: list[int]
) -> None:
    found = goods_to_buy(articles, factors)

    expected = sum((_one_by_one(each, factors) for each in articles), Fraction(0))
    assert abs(sum(found.values()) - expected) <= len(found) + expected / 10_000
