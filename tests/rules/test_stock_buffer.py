"""How many units are held back from a shop that hears late of what is sold elsewhere."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.shown_stock import LastUnits, shown_stock
from merchant_desk.rules.stock_buffer import Demand, choose_buffer, expected_oversells

_DAY = 86_400
_DEMANDS = st.builds(
    Demand,
    here=st.integers(0, 400),
    elsewhere=st.integers(0, 400),
    days=st.just(28),
    on_hand=st.integers(0, 300),
)
_DELAYS = st.integers(0, 6 * 3600)


@given(demand=_DEMANDS, delay_s=_DELAYS, buffer=st.integers(0, 20))
def test_a_larger_buffer_never_oversells_more(demand: Demand, delay_s: int, buffer: int) -> None:
    assert expected_oversells(demand, delay_s, buffer + 1) <= expected_oversells(
        demand, delay_s, buffer
    )


@given(demand=_DEMANDS, delay_s=_DELAYS, accepted=st.floats(0.001, 2))
def test_the_buffer_is_the_smallest_that_is_accepted_or_half_the_shelf(
    demand: Demand, delay_s: int, accepted: float
) -> None:
    found = choose_buffer(demand, delay_s, accepted)

    assert found.expected_with <= found.expected_without
    assert found.units <= max(0, demand.on_hand // 2)
    if found.units:
        assert expected_oversells(demand, delay_s, found.units - 1) > accepted
    if found.expected_with > accepted:
        assert found.units == min(50, demand.on_hand // 2)


@pytest.mark.parametrize(
    "demand",
    [Demand(0, 90, 28, 10), Demand(90, 0, 28, 10)],
    ids=["not sold here", "sold nowhere else"],
)
def test_what_sells_on_one_side_only_needs_no_buffer(demand: Demand) -> None:
    assert choose_buffer(demand, 600, 0.01).units == 0


def test_no_delay_oversells_nothing() -> None:
    assert expected_oversells(Demand(90, 90, 28, 10), 0, 0) == 0


def test_the_formula_agrees_with_a_month_that_is_played() -> None:
    demand, delay_s, buffer = Demand(560, 840, 28, 100), 3 * 3600, 1
    ends = 4.0
    here, elsewhere = (units * delay_s / _DAY / 28 for units in (560, 840))
    dice = random.Random(7)
    trials = 40_000
    lost = sum(
        min(_poisson(dice, here), max(0, _poisson(dice, elsewhere) - buffer))
        for _trial in range(trials)
    )

    assert expected_oversells(demand, delay_s, buffer) == pytest.approx(
        ends * lost / trials, rel=0.03
    )


def _poisson(dice: random.Random, mean: float) -> int:
    units, left = 0, dice.expovariate(1.0)
    while left < mean:
        units += 1
        left += dice.expovariate(1.0)
    return units


@pytest.mark.parametrize(
    ("sellable", "buffer", "kept", "shown"),
    [(10, 0, 0, 10), (10, 3, 0, 7), (10, 3, 6, 7), (10, 3, 7, 0), (2, 3, 0, 0), (-4, 0, 0, 0)],
)
def test_the_buffer_comes_off_first_then_the_units_kept_for_the_counter(
    sellable: int, buffer: int, kept: int, shown: int
) -> None:
    assert shown_stock(sellable, buffer, LastUnits(kept)) == shown
