"""A basket in figures, over random ones: nothing is lost between lines, rates and payments."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.errors import RefusedError
from merchant_desk.rules.basket import back_amount, counted, sold_amounts, sold_vat
from merchant_desk.rules.basket_tenders import check_settled, with_tender
from merchant_desk.rules.counter_payments import kept_tenders, settle
from merchant_desk.values.basket import BackLine, Basket, BasketLine, Baskets, Tender
from merchant_desk.values.basket_text import baskets_text, read_baskets
from merchant_desk.values.ids import DraftId, PaymentId, RecordId, new_id
from merchant_desk.values.money import Money, total
from merchant_desk.values.payment_means import Means

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
lines = st.builds(
    BasketLine,
    line_id=st.builds(lambda: RecordId(new_id())),
    name=st.sampled_from(["Savon", "Miel, « lavande »", "🧼"]),
    quantity=st.integers(1, 40),
    price=st.integers(0, 9_999).map(Money),
    rate_bp=st.sampled_from([2000, 1000, 550, 210]),
    discount_bp=st.sampled_from([0, 0, 500, 3333, 10_000]),
)
back = st.builds(
    BackLine,
    line_id=st.builds(lambda: RecordId(new_id())),
    name=st.just("Savon"),
    quantity=st.integers(1, 3),
    rate_bp=st.sampled_from([2000, 550]),
    paid=st.integers(1, 9_999).map(Money),
    sold=st.integers(5, 9),
    before=st.integers(0, 2),
    ticket_line_id=st.sampled_from([None, RecordId(bytes(16))]),
)
baskets = st.builds(
    Basket,
    basket_id=st.just(DraftId(bytes(16))),
    begun_at=st.just(AT),
    lines=st.lists(lines, max_size=6).map(tuple),
    back=st.lists(back, max_size=3).map(tuple),
    discount_bp=st.sampled_from([0, 0, 1000, 3333]),
)


def _tender(means: Means, amount: Money) -> Tender:
    return Tender(PaymentId(new_id()), means, amount)


@given(baskets)
def test_lines_and_rates_come_to_what_is_sold(basket: Basket) -> None:
    figures, vat = counted(basket), sold_vat(basket)

    assert figures.sold == total(sold_amounts(basket)) == vat.ttc
    assert figures.sold == total(row.base for row in vat.rows) + total(row.vat for row in vat.rows)
    assert all(amount.cents >= 0 for amount in sold_amounts(basket))
    assert figures.due == figures.sold - total(back_amount(each) for each in basket.back)


@given(baskets, st.integers(0, 20_000), st.integers(0, 5_000))
def test_what_was_put_down_less_the_change_is_the_total(
    basket: Basket, card: int, more: int
) -> None:
    # given a basket that costs something, a part by card and a note that is too big
    due = counted(basket).due
    if due.cents <= 0:
        return
    part = Money(min(card, due.cents - 1))
    paid = with_tender(basket, _tender(Means.CARD, part)) if part else basket
    paid = with_tender(paid, _tender(Means.CASH, due - part + Money(more)))

    # then the change is what was too much, and the payments kept are the total
    figures = counted(paid)
    check_settled(paid)
    assert figures.change == Money(more)
    kept = kept_tenders(paid.tenders, figures.change)
    assert total(each.amount for each in kept) == due


@given(
    st.lists(st.integers(-5_000, 5_000).map(Money), min_size=1, max_size=4),
    st.integers(1, 99),
)
def test_every_document_is_paid_to_the_cent(totals: list[Money], parts: int) -> None:
    # given documents of both signs, and what is due in two parts
    due = total(totals)
    first = due.part(parts, 100)
    tenders = [_tender(Means.CARD, each) for each in (first, due - first) if each]

    # when they are settled
    settled = settle(totals, tenders)

    # then each has payments of its total, and the exchange comes to nothing
    for place, whole in enumerate(totals):
        assert total(each.amount for each in settled if each.place == place) == whole
    exchanged = [each.amount for each in settled if each.means is Means.EXCHANGE]
    assert not total(exchanged)
    assert len({each.payment_id for each in settled}) == len(settled)
    assert {each.payment_id for each in tenders} <= {each.payment_id for each in settled}


@given(baskets, baskets)
def test_a_basket_read_again_is_the_same(running: Basket, parked: Basket) -> None:
    kept = Baskets(running, (parked,))

    assert read_baskets(baskets_text(kept)) == kept


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"running":{}}', "null", '{"parked":[1]}'])
def test_what_is_no_basket_is_read_as_none(text: str) -> None:
    assert read_baskets(text) is None


def test_a_basket_without_anything_due_takes_no_money() -> None:
    free = BasketLine(RecordId(new_id()), "Échantillon", 1, Money(0), 2000)
    basket = Basket(DraftId(bytes(16)), AT, lines=(free,))

    check_settled(basket)
    with pytest.raises(RefusedError, match="déjà payé"):
        with_tender(basket, _tender(Means.CASH, Money(100)))
