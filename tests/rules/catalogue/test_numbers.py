from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from merchant_desk.rules.catalogue.numbers import (
    Decimal,
    Fault,
    cents,
    cost,
    find_decimal,
    grams,
    net_cents,
    rate_bp,
    units,
)
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.money import Money


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12,50", 1250),
        ("12.50", 1250),
        ("12", 1200),
        ("12,", 1200),
        (",5", 50),
        ("1 234,50", 123450),
        ("1\u00a0234,50 €", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1'234.50", 123450),
        ("1’234,50", 123450),
        ("€ 12.50", 1250),
        ("12,50 EUR", 1250),
        ("12,50 € TTC", 1250),
        ("12,5000", 1250),
        ("0,125", None),
        ("12,505", None),
    ],
)
def test_a_price_is_read_however_it_is_written(cell: str, expected: int | None) -> None:
    found = cents(cell, ",")

    assert found == expected or (expected is None and isinstance(found, Fault))


@pytest.mark.parametrize(
    "cell",
    ["12 50", "12.03.25", "1.2,3.4", "=A1*2", "@12", "-3,00", "gratuit", "3,76E+12", "-", "é"],
)
def test_what_is_no_price_is_refused_with_a_reason(cell: str) -> None:
    found = cents(cell, ",")

    assert isinstance(found, Fault)
    assert found.reason


@given(value=integers(0, 10**10))
def test_a_price_printed_in_french_reads_back_as_itself(value: int) -> None:
    assert cents(euros(Money(value)), ",") == value


@given(value=integers(0, 10**10), sign=sampled_from(",."))
def test_a_price_with_two_decimals_reads_back_whatever_the_sign_of_the_file(
    value: int, sign: str
) -> None:
    assert cents(f"{value // 100}{sign}{value % 100:02d}", ",") == value


@given(value=integers(0, 10**9 - 1))
def test_a_count_printed_in_french_reads_back_as_itself(value: int) -> None:
    assert units(number(value), ",") == value


@pytest.mark.parametrize("points", [0, 210, 550, 850, 1000, 2000])
def test_a_rate_printed_in_french_reads_back_as_itself(points: int) -> None:
    assert rate_bp(rate(points), ",") == points


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("0,2", 2000), ("0.055", 550), ("20", 2000), ("TVA 20%", 2000), ("taux réduit", 550),
     ("Normal", 2000), ("Exonéré", 0), ("TVA super-réduit", 210), ("", None)],
)  # fmt: skip
def test_a_rate_is_read_as_percentage_share_or_word(cell: str, expected: int | None) -> None:
    assert rate_bp(cell, ",") == expected


def test_a_rate_that_france_does_not_have_is_refused() -> None:
    assert isinstance(rate_bp("19,6", ","), Fault)


def test_a_quantity_with_a_fraction_is_refused() -> None:
    assert isinstance(units("1,5", ","), Fault)
    assert units("12,0", ",") == 12
    assert units("-2", ",") == -2


def test_a_net_price_keeps_all_its_decimals() -> None:
    assert net_cents("8,3333", ",") == Fraction(83333, 100)


def test_costs_and_weights_are_rounded_to_their_unit() -> None:
    assert cost("1,23456", ",") == 12346
    assert grams("0.25", ",", 1000) == 250
    assert isinstance(grams("99999999", ",", 1000), Fault)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["12,50", "3"], Decimal(",", sure=True)),
        (["12.50", "1,200.00"], Decimal(".", sure=True)),
        (["1.200", "1.500"], Decimal(",", sure=False)),
        (["1.200", "12.5"], Decimal(".", sure=True)),
        ([], Decimal(",", sure=True)),
    ],
)
def test_the_decimal_sign_is_the_one_that_the_numbers_agree_on(
    cells: list[str], expected: Decimal
) -> None:
    assert find_decimal(cells) == expected


def test_an_ambiguous_thousand_follows_the_sign_of_the_file() -> None:
    assert cents("1.200", ",") == 120000
    assert cents("1.200", ".") == 120
