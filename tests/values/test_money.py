"""Cents: shared, cut and rounded without ever losing or making one."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from merchant_desk.values.money import ZERO, Money, total

CENTS = integers(-10_000_000, 10_000_000)


@given(cents=CENTS, weights=lists(integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_the_shares_of_an_amount_make_the_amount(cents: int, weights: list[int]) -> None:
    shares = Money(cents).share(weights)

    assert total(shares) == Money(cents)
    assert len(shares) == len(weights)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.cents * sum(weights) - cents * weight) < sum(weights)


@pytest.mark.parametrize("weights", [[], [0], [0, 0]])
def test_an_amount_is_not_shared_between_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100).share(weights)


def test_the_first_of_equals_bears_the_odd_cent() -> None:
    assert [each.cents for each in Money(100).share([1, 1, 1])] == [34, 33, 33]


@given(cents=CENTS, whole=integers(1, 60), cut=integers(0, 60))
def test_two_slices_of_a_line_make_the_line(cents: int, whole: int, cut: int) -> None:
    price, middle = Money(cents), min(cut, whole)

    assert price.slice(0, middle, whole) + price.slice(middle, whole, whole) == price


@pytest.mark.parametrize(
    ("cents", "part", "rounded"), [(5, (1, 2), 3), (-5, (1, 2), -3), (1, (1, 3), 0), (2, (1, 3), 1)]
)
def test_a_half_cent_goes_away_from_zero(cents: int, part: tuple[int, int], rounded: int) -> None:
    assert Money(cents).part(*part) == Money(rounded)


def test_amounts_are_counted_and_compared_as_numbers() -> None:
    assert Money(590) * 3 - Money(70) == Money(1700)
    assert -Money(5) < ZERO < Money(1)
    assert not ZERO
    assert Money(-1)
    assert total([]) == ZERO
