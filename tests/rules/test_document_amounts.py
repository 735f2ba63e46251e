"""Whatever is sold, a document adds up to the cent, by either method, and back again."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.rules.document_amounts import UnsplittableError, amounts_of
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, PriceMethod
from merchant_desk.values.money import Money, round_half_up, total
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import MILLIONTHS, UnitPrice
from merchant_desk.values.vat import VatTreatment

RATES = st.sampled_from([2000, 1000, 550, 210])
LINES = st.builds(
    DraftLine,
    name=st.just("Article"),
    quantity=st.integers(1, 500),
    unit_price=st.builds(UnitPrice, st.integers(0, 200 * MILLIONTHS)),
    rate_bp=RATES,
    discount_bp=st.sampled_from([0, 0, 0, 500, 3333]),
)
DRAFTS = st.builds(
    InvoiceDraft,
    kind=st.just(InvoiceKind.INVOICE),
    buyer=st.just(Buyer(Address(name="Jeanne"))),
    lines=st.lists(LINES, min_size=1, max_size=12).map(tuple),
    method=st.sampled_from(PriceMethod),
    discount_bp=st.sampled_from([0, 0, 1000, 3333]),
)
DRAFT = InvoiceDraft(
    InvoiceKind.INVOICE,
    Buyer(Address(name="Jeanne")),
    (
        DraftLine("Savon", 3, UnitPrice(1_000_000), 2000),
        DraftLine("Miel", 1, UnitPrice(2_000_000), 550),
        DraftLine("Bon cadeau", 1, UnitPrice(5_000_000), 2000, VatTreatment.OUT_OF_SCOPE),
    ),
)


@given(DRAFTS)
def test_lines_rates_and_total_are_the_same_money(draft: InvoiceDraft) -> None:
    amounts = amounts_of(draft)

    for row in amounts.rows:
        mine = [line for line in amounts.lines if line.rate_bp == row.rate_bp]
        assert total(line.net for line in mine) == row.base
        assert total(line.ttc for line in mine) == row.ttc
        assert row.base + row.vat == row.ttc


@given(DRAFTS)
def test_the_tax_is_that_of_the_sum_of_each_rate(draft: InvoiceDraft) -> None:
    for row in amounts_of(draft).rows:
        whole, rate = 10_000, row.rate_bp
        if draft.method is PriceMethod.NET:
            assert row.vat.cents == round_half_up(Fraction(row.base.cents * rate, whole))
        else:
            assert row.base.cents == round_half_up(Fraction(row.ttc.cents * whole, whole + rate))


@given(DRAFTS)
def test_prices_with_tax_come_to_exactly_what_the_customer_pays(draft: InvoiceDraft) -> None:
    draft = replace(draft, method=PriceMethod.TTC, discount_bp=0)

    asked = [
        line.unit_price.times(line.quantity)
        - line.unit_price.times(line.quantity).part(line.discount_bp, 10_000)
        for line in draft.lines
    ]

    assert total(row.ttc for row in amounts_of(draft).rows) == total(asked)


@given(DRAFTS)
def test_the_same_document_with_every_sign_turned_gives_everything_back(
    draft: InvoiceDraft,
) -> None:
    given_ = amounts_of(draft)

    turned = replace(
        draft,
        lines=tuple(replace(line, quantity=-line.quantity) for line in draft.lines),
    )

    back = amounts_of(turned)
    assert [(-line.net, -line.ttc) for line in back.lines] == [
        (line.net, line.ttc) for line in given_.lines
    ]


@pytest.mark.parametrize("method", PriceMethod)
def test_a_discount_on_the_whole_is_one_line_of_each_rate_and_loses_no_cent(
    method: PriceMethod,
) -> None:
    amounts = amounts_of(replace(DRAFT, method=method, discount=Money(101)))

    off = [line for line in amounts.lines if line.kind is LineKind.FEE]
    shown = total(line.ttc if method is PriceMethod.TTC else line.net for line in off)
    assert shown == Money(-101)
    assert len(off) == 3


def test_what_is_outside_the_tax_bears_none_whatever_rate_was_typed() -> None:
    outside = amounts_of(DRAFT).lines[2]

    assert (outside.rate_bp, outside.net, outside.ttc) == (0, Money(500), Money(500))


@pytest.mark.parametrize("discount", [1001, -1, 10_000])
def test_a_discount_that_cannot_be_shared_is_refused(discount: int) -> None:
    with pytest.raises(UnsplittableError):
        amounts_of(replace(DRAFT, discount=Money(discount)))


def test_a_unit_price_of_a_ten_thousandth_counts_in_a_thousand_pieces() -> None:
    assert UnitPrice(12_345).times(1000) == Money(1235)
    assert UnitPrice(12_345).text == "0.012345"
    assert UnitPrice(-4_500_000).text == "-4.50"
    assert UnitPrice.each(Money(1000), 3) == UnitPrice(3_333_333)
