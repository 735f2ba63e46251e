"""Returns, refunds and messages in any order: stock moves once, money goes back once."""

import json
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import Payment
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.shop import OutboxMessage, Shop
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.declare_return import ReturnDeclared, declare_return
from merchant_desk.operations.pay_return import HowPaid, pay_return
from merchant_desk.queries.refundable import REFUND
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade, ReturnState
from merchant_desk.values.ids import DraftId, OrderId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import (
    RemoteReturn,
    RemoteReturnLine,
    RemoteReturnState,
    RemoteState,
)
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.words import MessageState
from tests.at_length import few_or_many
from tests.operations.counter_beside import CounterBeside, counter_beside
from tests.operations.returns_desk import SOAP, ReturnsDesk, returns_desk
from tests.operations.told_storefront import PORT, PRICE, UNITS, Storefront

_COUNTER = 3
_STEPS = st.one_of(
    st.tuples(st.just("take"), st.integers(1, 4), st.sampled_from(list(Grade))),
    st.tuples(st.just("later"), st.integers(1, 3), st.just(Grade.RESELL)),
    st.tuples(st.just("by_hand"), st.integers(1, 3), st.sampled_from(list(Grade))),
    st.tuples(
        st.just("by_counter"),
        st.integers(1, 3),
        st.sampled_from([Grade.RESELL, Grade.SCRAP]),
    ),
    st.tuples(st.just("refund_there"), st.integers(0, 3), st.just(Grade.RESELL)),
    st.tuples(
        st.sampled_from(
            [
                "send",
                "tell",
                "tell_old",
                "pulled",
                "cancel",
                "pay",
                "declare",
                "credit",
                "ask_there",
                "give_up_there",
            ]
        ),
        st.integers(0, 3),
        st.just(Grade.RESELL),
    ),
)


@dataclass
class Play:
    """One run: the desk, the storefront and the order between them."""

    room: ReturnsDesk
    shop: Storefront
    order: OrderId
    counter: CounterBeside

    def step(self, what: str, units: int, grade: Grade) -> None:
        """Do one thing; what is refused must have changed nothing."""
        try:
            with self.room.session.begin_nested():
                getattr(self, what)(units, grade)
        except RefusedError:
            return

    def take(self, units: int, grade: Grade) -> None:
        self.room.take(self.order, self.room.item(SOAP, units, grade))

    def later(self, units: int, grade: Grade) -> None:
        self.room.take(self.order, self.room.item(SOAP, units, grade), pay_back=PayBack.LATER)

    def by_hand(self, units: int, grade: Grade) -> None:
        self.room.take(
            self.order, self.room.item(SOAP, units, grade), pay_back=PayBack.DESK, means="cash"
        )

    def refund_there(self, units: int, _grade: Grade) -> None:
        waiting = sum(self.waiting())
        if sum(self.shop.refunds) + waiting + self.by_desk() < UNITS * PRICE:
            self.shop.own += self.shop.refund(units, PRICE * max(1, units))

    def by_desk(self) -> int:
        return self.room.given(self.order).cents

    def waiting(self) -> list[int]:
        found = self.room.session.scalars(
            select(OutboxMessage.payload).where(
                OutboxMessage.kind == REFUND, OutboxMessage.state == MessageState.WAITING
            )
        )
        return [json.loads(each)["amount"] for each in found]

    def send(self, _units: int, _grade: Grade) -> None:
        """Let the storefront hear what it was asked, and tell the order at once."""
        messages = self.room.session.scalars(
            select(OutboxMessage).where(
                OutboxMessage.kind == REFUND, OutboxMessage.state == MessageState.WAITING
            )
        ).all()
        for message in messages:
            asked = json.loads(message.payload)
            self.shop.refund(sum(line[1] for line in asked["lines"]), asked["amount"])
            message.state, message.sent_at = MessageState.SENT, self.room.gesture.at
        self.room.session.flush()
        self.tell(0, Grade.RESELL)

    def tell(self, _units: int, _grade: Grade) -> None:
        told = self.shop.order(self.room)
        shop = self.room.session.get_one(Shop, self.room.desk.shop)
        shop.last_pull_at = self.room.gesture.at
        accept_order(self.room.session, self.room.gesture, self.room.desk.shop, told)

    def tell_old(self, units: int, _grade: Grade) -> None:
        if self.shop.told:
            late = self.shop.told[units % len(self.shop.told)]
            accept_order(self.room.session, self.room.gesture, self.room.desk.shop, late)

    def pulled(self, _units: int, _grade: Grade) -> None:
        """Let a pull end that did not tell the order: it comes late."""
        shop = self.room.session.get_one(Shop, self.room.desk.shop)
        shop.last_pull_at = self.room.gesture.at
        self.room.session.flush()

    def ask_there(self, units: int, _grade: Grade) -> None:
        """Let the customer declare a return on the storefront, which tells it."""
        line = self.room.remote().lines[0].remote_id
        asked = RemoteReturn(
            remote_id=f"q{len(self.shop.asked)}",
            number="",
            declared_at=self.room.gesture.at,
            state=RemoteReturnState.EXPECTED,
            lines=(RemoteReturnLine(line, max(1, units), "too_small"),),
        )
        self.shop.asked.append(asked)
        self.tell(0, Grade.RESELL)

    def give_up_there(self, _units: int, _grade: Grade) -> None:
        if self.shop.asked:
            last = self.shop.asked.pop()
            self.shop.asked.append(replace(last, state=RemoteReturnState.GIVEN_UP))
            self.tell(0, Grade.RESELL)

    def by_counter(self, units: int, grade: Grade) -> None:
        self.counter.give_back(max(1, units), restock=grade is Grade.RESELL)

    def cancel(self, _units: int, _grade: Grade) -> None:
        self.shop.ended = RemoteState.CANCELLED
        self.tell(0, Grade.RESELL)

    def pay(self, _units: int, _grade: Grade) -> None:
        for returned in self.room.returns():
            if returned.state is ReturnState.RECEIVED:
                how = HowPaid(PayBack.SHOP)
                pay_return(self.room.session, self.room.gesture, returned.id, how)

    def declare(self, units: int, _grade: Grade) -> None:
        told = ReturnDeclared(
            order_id=self.order, shop_id=self.room.desk.shop, remote_key=f"withdrawal:{units}"
        )
        declare_return(self.room.session, self.room.gesture, told)

    def credit(self, units: int, _grade: Grade) -> None:
        session = self.room.session
        invoice, line = session.execute(
            select(Invoice.id, InvoiceLine.id)
            .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
            .where(Invoice.kind == InvoiceKind.INVOICE, InvoiceLine.sku == SOAP)
        ).one()
        asked = CreditAsked(invoice, "Par la main", ((line, max(1, units)),), restock=units > 1)
        credit_invoice(session, self.room.gesture, DraftId(new_id()), asked)


def holds(play: Play, opening: int) -> None:
    """Check what must be true whatever happened."""
    room, session = play.room, play.room.session
    (line,) = lines_back(session, play.order)
    assert 0 <= line.units.back <= line.units.shipped == UNITS
    assert 0 <= play.counter.out <= _COUNTER
    assert room.with_customer() == UNITS - line.units.back + play.counter.out
    product = room.desk.products[SOAP]
    value = session.get_one(StockValue, product, populate_existing=True)
    moved = session.execute(
        select(func.sum(StockMove.change), func.sum(StockMove.value)).where(
            StockMove.product_id == product
        )
    ).one()
    kept = session.scalar(select(func.sum(CostChange.kept)).where(CostChange.product_id == product))
    assert (value.quantity, value.value) == (int(moved[0]), int(moved[1]) + int(kept or 0))
    assert room.level() == value.quantity <= opening
    assert room.credited(play.order) <= Money(UNITS * PRICE + PORT)
    assert made_here(play) <= room.credited(play.order)
    open_ = {ReturnState.DECLARED, ReturnState.RECEIVED}
    waited = session.scalars(
        select(ReturnLine.expected - ReturnLine.received)
        .join(Return, Return.id == ReturnLine.return_id)
        .where(Return.remote_key.like("return:%"), Return.state.in_(open_))
    ).all()
    assert sum(max(0, each) for each in waited) <= UNITS


def made_here(play: Play) -> Money:
    """Return what the desk gave back from here or asked of the storefront."""
    session = play.room.session
    asked = session.scalars(select(OutboxMessage.payload).where(OutboxMessage.kind == REFUND))
    of_order = select(Invoice.id).where(Invoice.order_id == play.order)
    paid = session.scalars(
        select(Payment.amount).where(
            Payment.order_id.is_(None), Payment.amount < ZERO, Payment.invoice_id.in_(of_order)
        )
    )
    return total([*(Money(json.loads(each)["amount"]) for each in asked), -total(paid)])


@pytest.mark.parametrize("examples", few_or_many(10, 25))
def test_whatever_the_order_stock_and_money_go_back_once(
    database: Database, gesture: Gesture, examples: int
) -> None:
    @settings(max_examples=examples)
    @given(steps=st.lists(_STEPS, min_size=1, max_size=9))
    def holds_always(steps: list[tuple[str, int, Grade]]) -> None:
        with database.write() as session:
            room = returns_desk(session, gesture)
            opening = room.level()
            counter = counter_beside(room, _COUNTER)
            order = room.shipped("1042", UNITS, 0)
            play = Play(room, Storefront(), order, counter)

            for what, units, grade in steps:
                play.step(what, units, grade)
                holds(play, opening)
            for what in ("send", "pay", "send", "tell_old", "tell"):
                play.step(what, 0, Grade.RESELL)
                holds(play, opening)

            given = room.given(order)
            hand = credits_by_hand(play)
            assert room.asked(order) == Money(0)
            assert room.credited(order) <= given + hand
            assert given <= room.credited(order) + Money(play.shop.own)
            session.rollback()

    holds_always()


def credits_by_hand(play: Play) -> Money:
    """Return what credit notes that were not of a return gave back: paid by hand, if at all."""
    found = play.room.session.scalars(
        select(Invoice.total).where(
            Invoice.reason == "Par la main", Invoice.kind == InvoiceKind.CREDIT_NOTE
        )
    )
    return Money(-sum(each.cents for each in found))
