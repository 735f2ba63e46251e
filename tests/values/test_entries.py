"""Numbers as people type them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.values.entries import (
    read_amount,
    read_day,
    read_decimal,
    read_whole,
    written_amount,
    written_day,
)
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,5", 1250),
        ("12.5", 1250),
        ("1 024,50 €", 102450),
        ("1\u202f024,50\u00a0€", 102450),
        (",5", 50),
        ("7", 700),
        ("7,", 700),
        ("0,005", 1),
        ("", None),
        ("-3", None),
        ("1,2,3", None),
        ("douze", None),
        ("9" * 13, None),
        ("١٢", None),
    ],
)
def test_an_amount_is_read_as_typed(typed: str, cents: int | None) -> None:
    assert read_amount(typed) == (None if cents is None else Money(cents))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), ("+3", 3), ("-2", -2), ("\u22122", -2), ("1 024", 1024), ("2,5", None), ("", None)],
)
def test_a_whole_number_keeps_its_sign(typed: str, number: int | None) -> None:
    assert read_whole(typed) == number


def test_a_decimal_is_exact() -> None:
    assert read_decimal("0,1") == Fraction(1, 10)


@given(cents=st.integers(0, 10**9))
def test_what_is_shown_can_be_typed_back(cents: int) -> None:
    assert read_amount(written_amount(Money(cents))) == Money(cents)
    assert read_amount(euros(Money(cents))) == Money(cents)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("06/01/2027", date(2027, 1, 6)),
        ("6.1.27", date(2027, 1, 6)),
        (" 2027-01-06 ", date(2027, 1, 6)),
        ("29/02/2028", date(2028, 2, 29)),
        ("29/02/2027", None),
        ("31/04/2027", None),
        ("06/01", None),
        ("demain", None),
        ("٠٦/٠١/٢٠٢٧", None),
        ("06/01/0000", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_french_order_or_not_at_all(typed: str, day: date | None) -> None:
    assert read_day(typed) == day


@given(day=st.dates())
def test_a_day_that_is_shown_can_be_typed_back(day: date) -> None:
    assert read_day(written_day(day)) == day
