"""A loan comes back to the cent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.cash_scenario.loan import instalment, instalments
from merchant_desk.values.cash_plan import TakeLoan
from merchant_desk.values.money import Money, total


def _loan(cents: int, months: int, rate_bp: int) -> TakeLoan:
    return TakeLoan(
        label="Prêt", amount=Money(cents), on=date(2026, 12, 31), months=months, rate_bp=rate_bp
    )


@pytest.mark.parametrize(
    ("euros", "months", "rate_bp", "cents"),
    [
        (10_000, 12, 0, 83_333),
        (10_000, 36, 420, 29_613),  # 10 000 × 0,0035 ÷ (1 − 1,0035^−36)
        (200_000, 240, 350, 115_992),  # twenty years at 3,5 %
        (1_200, 1, 1_200, 121_200),
    ],
)
def test_the_instalment_is_that_of_a_constant_annuity(
    euros: int, months: int, rate_bp: int, cents: int
) -> None:
    assert instalment(Money(euros * 100), months, rate_bp) == Money(cents)


@given(cents=st.integers(1, 10**8), months=st.integers(1, 60), rate_bp=st.integers(0, 2_000))
def test_everything_borrowed_is_given_back(cents: int, months: int, rate_bp: int) -> None:
    told = list(instalments(_loan(cents, months, rate_bp)))

    assert total(each.repaid for each in told) == Money(cents)
    assert all(each.interest.cents >= 0 for each in told)
    assert len(told) == months


def test_the_last_day_of_a_month_stays_the_last_one_and_waits_for_the_bank() -> None:
    days = [each.day for each in instalments(_loan(120_000, 3, 300))]

    assert days == [date(2027, 2, 1), date(2027, 3, 1), date(2027, 3, 31)]
