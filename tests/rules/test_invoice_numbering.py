"""Numbers without a hole that never go back in time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.errors import RefusedError
from merchant_desk.rules.invoice_numbering import (
    SeriesPosition,
    invoice_number,
    is_valid_number,
    next_position,
)

DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))


def test_a_number_carries_its_series_its_year_and_its_place() -> None:
    assert invoice_number("FA", 2026, 123) == "FA2026-000123"


def test_a_long_series_grows_past_its_six_digits() -> None:
    assert invoice_number("FA", 2026, 1_234_567) == "FA2026-1234567"


@pytest.mark.parametrize("prefix", ["FA 1", "É", "A.B", "X" * 21, "a\n"])
def test_a_prefix_no_electronic_invoice_may_carry_is_refused(prefix: str) -> None:
    with pytest.raises(RefusedError):
        invoice_number(prefix, 2026, 1)


def test_a_place_before_the_first_is_a_bug() -> None:
    with pytest.raises(ValueError, match="starts at 1"):
        invoice_number("FA", 2026, 0)


@pytest.mark.parametrize(
    ("number", "valid"),
    [("FA2026-000123", True), ("A" * 35, True), ("A" * 36, False), ("", False), ("FA 1", False)],
)
def test_the_rule_for_electronic_invoices_is_known(number: str, *, valid: bool) -> None:
    assert is_valid_number(number) is valid


@given(st.from_regex(r"[A-Za-z0-9+\-_/]{0,20}", fullmatch=True), st.integers(1, 10**9))
def test_every_number_given_is_valid(prefix: str, counter: int) -> None:
    assert is_valid_number(invoice_number(prefix, 2026, counter))


def test_the_computer_going_back_in_time_stops_the_series() -> None:
    last = SeriesPosition(41, date(2026, 11, 21))

    with pytest.raises(RefusedError) as refused:
        next_position(last, date(2026, 11, 20))

    assert refused.value.title == (
        "La facture n’a pas été émise\u00a0: la dernière de la série est du 21/11/2026."
    )
    assert "20/11/2026" in refused.value.advice


@given(st.lists(DAYS, min_size=1, max_size=60))
def test_numbers_of_a_series_have_no_hole_and_no_double(days: list[date]) -> None:
    position, numbers = None, []

    for day in sorted(days):
        position = next_position(position, day)
        numbers.append(invoice_number("FA", day.year, position.counter))

    assert numbers == sorted(set(numbers))
    per_year = [number for number in numbers if number.startswith(numbers[-1][:6])]
    assert [int(number[-6:]) for number in per_year] == list(range(1, len(per_year) + 1))


@given(DAYS)
def test_two_invoices_of_a_day_follow_each_other(day: date) -> None:
    first = next_position(SeriesPosition(7, day), day)

    assert first == SeriesPosition(8, day)
