"""Weighted average: what leaves takes the average, and an empty stock is worth nothing."""

from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.valuation.late_cost import split_cost
from merchant_desk.rules.valuation.moving_average import Priced, Worth, price_move

_CHANGES = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 500), st.integers(0, 10_000_000)),
        st.tuples(st.integers(-500, -1), st.none()),
    ),
    max_size=30,
)


def _play(worth: Worth, change: int, given_value: int | None, known: int = 0) -> Worth:
    priced = price_move(worth, change, known, given_value)
    return worth.after(change, priced.value - priced.uncovered)


def test_what_leaves_takes_the_average_of_what_was_bought() -> None:
    worth = Worth(10, 100_0000).after(30, 420_0000)  # 10 at 10 €, then 30 at 14 €

    assert price_move(worth, -4, 0) == Priced(-52_0000)


def test_the_last_unit_takes_all_that_is_left() -> None:
    worth = Worth(3, 10_0000)
    for _unit in range(3):
        worth = _play(worth, -1, None)

    assert worth == Worth(0, 0)


def test_units_that_come_back_at_what_they_left_for_leave_the_average_as_it_was() -> None:
    worth = Worth(40, 520_0000)
    left = price_move(worth, -4, 0)
    after = worth.after(-4, left.value)

    assert after.after(4, price_move(after, 4, 0, -left.value).value) == worth


def test_units_sold_before_they_came_end_up_costing_what_they_cost() -> None:
    sold = _play(Worth(), -5, None, known=2_0000)  # 5 sold, thought to cost 2 €

    priced = price_move(sold, 8, 2_0000, 24_0000)  # 8 come at 3 €

    assert priced == Priced(24_0000, uncovered=5_0000)
    assert sold.after(8, priced.value - priced.uncovered) == Worth(3, 9_0000)


@given(_CHANGES)
def test_a_stock_that_is_empty_again_is_worth_nothing(
    changes: list[tuple[int, int | None]],
) -> None:
    worth = Worth()
    for change, value in changes:
        worth = _play(worth, change, value, known=1_2345)
        if not worth.quantity:
            assert worth.value == 0
        assert worth.value * worth.quantity >= 0


@given(st.integers(-(10**9), 10**9), st.integers(1, 1000), st.integers(-5, 2000))
def test_a_late_cost_is_shared_without_a_rest(amount: int, units: int, on_hand: int) -> None:
    kept, spent = split_cost(amount, units, on_hand)

    assert kept + spent == amount
    assert (kept == 0) if on_hand <= 0 else True
    assert (spent == 0) if on_hand >= units else True
