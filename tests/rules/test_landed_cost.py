"""Charges are shared to the last ten-thousandth, whatever the sign and the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.landed_cost import Carried, spread_charge
from merchant_desk.values.goods_words import Spread

CARRIED = st.lists(
    st.builds(
        Carried,
        units=st.integers(1, 5_000),
        value=st.integers(0, 10**9),
        weight_g=st.none() | st.integers(0, 10**6),
    ),
    min_size=1,
    max_size=12,
)


@given(amount=st.integers(-(10**9), 10**9), spread=st.sampled_from(Spread), carried=CARRIED)
def test_nothing_is_lost_and_nobody_bears_the_other_sign(
    amount: int, spread: Spread, carried: list[Carried]
) -> None:
    parts = spread_charge(amount, spread, carried)

    assert sum(parts) == amount
    assert all(part * amount >= 0 for part in parts)


@given(amount=st.integers(-(10**9), 10**9), spread=st.sampled_from(Spread), carried=CARRIED)
def test_taking_back_is_the_same_sharing_the_other_way(
    amount: int, spread: Spread, carried: list[Carried]
) -> None:
    parts = spread_charge(amount, spread, carried)

    assert spread_charge(-amount, spread, carried) == [-part for part in parts]


@pytest.mark.parametrize(
    ("spread", "parts"),
    [(Spread.UNITS, [250, 750]), (Spread.VALUE, [900, 100]), (Spread.WEIGHT, [500, 500])],
)
def test_each_way_counts_what_it_says(spread: Spread, parts: list[int]) -> None:
    carried = [Carried(1, 9_000, 300), Carried(3, 1_000, 300)]

    assert spread_charge(1_000, spread, carried) == parts


def test_an_unknown_weight_counts_for_the_mean_of_a_unit() -> None:
    carried = [Carried(2, 0, 200), Carried(2, 0, None)]

    assert spread_charge(1_000, Spread.WEIGHT, carried) == [500, 500]


def test_units_are_counted_where_nothing_has_a_value() -> None:
    assert spread_charge(9, Spread.VALUE, [Carried(1, 0, None), Carried(2, 0, None)]) == [3, 6]


def test_the_largest_remainder_gets_what_is_left() -> None:
    assert spread_charge(100, Spread.UNITS, [Carried(1, 0, None)] * 3) == [34, 33, 33]


def test_no_receipt_no_part() -> None:
    assert spread_charge(100, Spread.UNITS, []) == []
