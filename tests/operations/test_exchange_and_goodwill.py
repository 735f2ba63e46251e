"""What is sent instead is paid by what came back; a goodwill is given once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.give_goodwill import Goodwill, give_goodwill
from merchant_desk.operations.hold_order import release_order
from merchant_desk.operations.pay_return import HowPaid, pay_return
from merchant_desk.operations.send_replacement import SentInstead, send_replacement
from merchant_desk.queries.order_story import order_story
from merchant_desk.queries.receivables import due_of
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnKind, ReturnState
from merchant_desk.values.ids import RecordId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.words import OrderState
from tests.operations.returns_desk import CANDLE, ReturnsDesk, returns_desk


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def paid_of(session: Session, order: Order) -> Money | None:
    return session.scalar(select(Payment.amount).where(Payment.order_id == order.id))


def test_an_exchange_of_the_same_price_pays_itself_and_leaves_nothing_due(
    room: ReturnsDesk,
) -> None:
    order = room.shipped()
    done = room.take(order, room.item(), pay_back=PayBack.LATER, kind=ReturnKind.EXCHANGE)

    sent = send_replacement(
        room.session, room.gesture, done.return_id, [SentInstead(room.desk.products[CANDLE])]
    )

    made = room.session.get_one(Order, sent.order_id)
    assert (sent.number, sent.paid, sent.left) == ("1042-E1", Money(590), ZERO)
    assert made.state is OrderState.TO_PREPARE
    assert paid_of(room.session, made) == Money(590)
    assert room.session.scalars(select(Reservation.quantity)).one() == 1
    assert refund_due(room.session, order).due == ZERO
    assert room.returns()[0].state is ReturnState.SETTLED
    closed = room.desk.ship(sent.order_id)
    assert closed.invoice.total == Money(590)


def test_a_dearer_article_waits_for_the_rest_of_its_price(room: ReturnsDesk) -> None:
    order = room.shipped()
    done = room.take(order, room.item(), pay_back=PayBack.LATER)
    dearer = SentInstead(room.desk.products[CANDLE], 1, Money(1000))

    sent = send_replacement(room.session, room.gesture, done.return_id, [dearer])

    assert (sent.paid, sent.left) == (Money(590), Money(410))
    made = room.session.get_one(Order, sent.order_id)
    assert made.state is OrderState.HELD
    assert "il reste 4,10\u00a0€ à payer" in made.blocked_reason
    assert "Débloquer" in made.blocked_reason
    told = [each.sentence for each in order_story(room.session, sent.order_id)]
    assert "Payée par Échange" in told


def test_a_dearer_article_let_go_is_invoiced_and_its_rest_is_awaited(room: ReturnsDesk) -> None:
    order = room.shipped()
    done = room.take(order, room.item(), pay_back=PayBack.LATER)
    dearer = SentInstead(room.desk.products[CANDLE], 1, Money(1000))
    sent = send_replacement(room.session, room.gesture, done.return_id, [dearer])

    release_order(room.session, room.gesture, sent.order_id)
    closed = room.desk.ship(sent.order_id)

    assert closed.invoice is not None
    today = paris_date(room.gesture.at)
    left = due_of(room.session, [closed.invoice.invoice_id], today)[closed.invoice.invoice_id].left
    assert (closed.invoice.total, left) == (Money(1000), Money(410))


def test_nothing_left_to_give_is_said_so(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)
    give = Goodwill(RecordId(new_id()), order, Money(1080), "Retard", HowPaid(PayBack.SHOP))
    give_goodwill(room.session, room.gesture, give)

    with pytest.raises(RefusedError) as refused:
        give_goodwill(room.session, room.gesture, replace(give, gesture_id=RecordId(new_id())))

    assert "plus rien à créditer" in refused.value.advice


def test_nothing_is_sent_instead_of_what_was_paid_back(room: ReturnsDesk) -> None:
    order = room.shipped()
    done = room.take(order, room.item())

    with pytest.raises(RefusedError, match="ne doit rien"):
        send_replacement(
            room.session, room.gesture, done.return_id, [SentInstead(room.desk.products[CANDLE])]
        )


def test_a_goodwill_credits_and_pays_once_and_brings_nothing_back(room: ReturnsDesk) -> None:
    order = room.shipped()
    stock = room.level()
    asked = Goodwill(
        RecordId(new_id()), order, Money(500), "Retard de livraison", HowPaid(PayBack.SHOP)
    )

    given = give_goodwill(room.session, room.gesture, asked)

    assert given.repaid == room.credited(order) == room.asked(order) == Money(500)
    assert room.level() == stock
    assert room.returns()[0].state is ReturnState.SETTLED
    with pytest.raises(RefusedError, match="déjà fait"):
        give_goodwill(room.session, room.gesture, asked)


def test_after_a_goodwill_everything_back_gives_the_rest_and_no_more(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)
    asked = Goodwill(RecordId(new_id()), order, Money(300), "Retard", HowPaid(PayBack.SHOP))
    give_goodwill(room.session, room.gesture, asked)

    room.take(order, room.item())

    assert room.credited(order) == room.asked(order) == Money(590 + 490)


def test_a_goodwill_leaves_to_an_exchange_what_pays_for_its_replacement(room: ReturnsDesk) -> None:
    order = room.shipped()
    waits = room.take(order, room.item(), pay_back=PayBack.LATER, kind=ReturnKind.EXCHANGE)
    asked = Goodwill(RecordId(new_id()), order, Money(300), "Retard", HowPaid(PayBack.SHOP))

    given = give_goodwill(room.session, room.gesture, asked)
    sent = send_replacement(
        room.session, room.gesture, waits.return_id, [SentInstead(room.desk.products[CANDLE])]
    )

    assert given.repaid == room.asked(order) == Money(300)
    assert (sent.paid, sent.left) == (Money(590), ZERO)


def test_an_exchange_given_up_is_paid_back_itself(room: ReturnsDesk) -> None:
    order = room.shipped()
    waits = room.take(order, room.item(), pay_back=PayBack.LATER, kind=ReturnKind.EXCHANGE)

    repaid = pay_return(room.session, room.gesture, waits.return_id, HowPaid(PayBack.SHOP))

    assert repaid.amount == Money(590)
    assert room.returns()[0].state is ReturnState.SETTLED


def test_more_than_the_invoice_is_no_goodwill(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)
    asked = Goodwill(RecordId(new_id()), order, Money(99_999), "Trop", HowPaid(PayBack.SHOP))

    with pytest.raises(RefusedError, match="dépasse ce qui reste"):
        give_goodwill(room.session, room.gesture, asked)
    with pytest.raises(RefusedError, match="supérieur à zéro"):
        give_goodwill(room.session, room.gesture, replace(asked, amount=ZERO))
    assert room.returns() == []
