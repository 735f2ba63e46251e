"""VAT per rate and per line, exact to the cent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.vat_lines import (
    LineAmounts,
    PricedLine,
    VatRow,
    from_net,
    from_ttc,
    net_of_line,
)
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import VatTreatment

RATES = st.sampled_from([0, 210, 550, 850, 1000, 2000])
LINES = st.lists(
    st.builds(PricedLine, st.builds(Money, st.integers(-(10**6), 10**8)), RATES),
    max_size=40,
)


def test_prices_with_vat_give_the_base_of_the_sum_not_the_sum_of_the_bases() -> None:
    lines = [PricedLine(Money(999), 2000)] * 3

    result = from_ttc(lines)

    assert result.rows == (VatRow(2000, Money(2498), Money(499), Money(2997)),)
    assert [line.net.cents for line in result.lines] == [833, 833, 832]
    assert result.ttc == Money(2997)


def test_each_rate_has_its_row_the_highest_first() -> None:
    lines = [
        PricedLine(Money(550), 550),
        PricedLine(Money(1200), 2000),
        PricedLine(Money(505), 550),
    ]

    result = from_ttc(lines)

    assert result.rows == (
        VatRow(2000, Money(1000), Money(200), Money(1200)),
        VatRow(550, Money(1000), Money(55), Money(1055)),
    )
    assert (result.net, result.vat, result.ttc) == (Money(2000), Money(255), Money(2255))


def test_prices_without_vat_get_the_tax_of_their_sum() -> None:
    lines = [PricedLine(Money(833), 2000)] * 3

    result = from_net(lines)

    assert result.rows == (VatRow(2000, Money(2499), Money(500), Money(2999)),)
    assert total(line.ttc for line in result.lines) == Money(2999)


def test_half_a_cent_of_tax_is_rounded_up() -> None:
    result = from_net([PricedLine(Money(250), 210), PricedLine(Money(250), 1000)])

    assert [row.vat.cents for row in result.rows] == [25, 5]
    assert from_net([PricedLine(Money(25), 1000)]).vat == Money(3)
    assert from_net([PricedLine(Money(-25), 1000)]).vat == Money(-3)


def test_the_same_rate_under_two_treatments_stays_apart() -> None:
    gift_card = PricedLine(Money(5000), 0, VatTreatment.OUT_OF_SCOPE)
    abroad = PricedLine(Money(3000), 0, VatTreatment.EXPORT)

    result = from_ttc([gift_card, abroad])

    assert {row.treatment: row.base for row in result.rows} == {
        VatTreatment.OUT_OF_SCOPE: Money(5000),
        VatTreatment.EXPORT: Money(3000),
    }


def test_a_document_without_lines_comes_to_nothing() -> None:
    result = from_ttc([])

    assert (result.lines, result.rows, result.ttc) == ((), (), ZERO)


@pytest.mark.parametrize(
    ("unit_net", "quantity", "discount", "net"),
    [
        (Fraction("24.916667"), 3, 0, 7475),
        (Fraction("0.005"), 1, 0, 1),
        (Fraction("10"), 2, 150, 1850),
    ],
)
def test_a_line_without_vat_is_rounded_once(
    unit_net: Fraction, quantity: int, discount: int, net: int
) -> None:
    assert net_of_line(unit_net, quantity, Money(discount)) == Money(net)


@given(LINES)
def test_what_the_customer_paid_is_the_total_whatever_the_lines(lines: list[PricedLine]) -> None:
    result = from_ttc(lines)

    assert result.ttc == total(line.amount for line in lines)
    assert result.net + result.vat == result.ttc
    assert [line.ttc for line in result.lines] == [line.amount for line in lines]


@given(LINES)
def test_line_nets_add_up_to_the_base_of_their_rate(lines: list[PricedLine]) -> None:
    result = from_ttc(lines)

    for row in result.rows:
        nets = [
            amounts.net
            for amounts, line in zip(result.lines, lines, strict=True)
            if line.rate_bp == row.rate_bp
        ]
        exact = Fraction(row.ttc.cents * 10_000, 10_000 + row.rate_bp)
        assert total(nets) == row.base
        assert abs(row.base.cents - exact) <= Fraction(1, 2)


@given(LINES)
def test_no_line_is_further_than_a_cent_from_its_own_net(lines: list[PricedLine]) -> None:
    result = from_ttc(lines)

    for amounts, line in zip(result.lines, lines, strict=True):
        exact = Fraction(line.amount.cents * 10_000, 10_000 + line.rate_bp)
        assert abs(amounts.net.cents - exact) <= 1


@given(LINES)
def test_a_credit_note_takes_back_exactly_what_the_invoice_gave(lines: list[PricedLine]) -> None:
    taken_back = from_ttc([PricedLine(-line.amount, line.rate_bp) for line in lines])

    given_before = from_ttc(lines)
    assert taken_back.lines == tuple(
        LineAmounts(-line.net, -line.ttc) for line in given_before.lines
    )


@given(LINES)
def test_prices_without_vat_keep_their_nets(lines: list[PricedLine]) -> None:
    result = from_net(lines)

    assert [line.net for line in result.lines] == [line.amount for line in lines]
    assert total(line.ttc for line in result.lines) == result.ttc == result.net + result.vat
