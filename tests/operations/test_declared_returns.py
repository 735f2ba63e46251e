"""Returns that were declared, found, told by the storefront, or paid later."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.returned import ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.change_return import change_return
from merchant_desk.operations.close_return import close_return, grade_odd
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.declare_return import (
    DeclaredItem,
    FoundItem,
    ReturnDeclared,
    cancel_return,
    declare_found,
    declare_return,
)
from merchant_desk.operations.give_goodwill import Goodwill, give_goodwill
from merchant_desk.operations.pay_return import HowPaid, pay_return
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import (
    Grade,
    ReturnKind,
    ReturnState,
)
from merchant_desk.values.ids import DraftId, InvoiceId, OrderId, RecordId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.return_told import ReturnTold
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.words import MoveReason
from tests.operations.returns_desk import (
    CANDLE,
    SOAP,
    ReturnsDesk,
    refunded,
    returns_desk,
)


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def moves_of(session: Session, reason: MoveReason) -> int:
    found = session.scalar(select(func.sum(StockMove.quantity)).where(StockMove.reason == reason))
    return int(found or 0)


def test_an_article_of_no_order_is_kept_aside_and_credits_nothing(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)
    stock = room.level(CANDLE)

    done = room.take(order, room.item(CANDLE))

    assert (done.odd, done.units, done.credited) == (1, 0, ZERO)
    assert room.level(CANDLE) == stock
    assert not done.settled
    line = room.session.scalars(select(ReturnLine)).one()
    grade_odd(room.session, room.gesture, line.id, Grade.RESELL)
    assert room.level(CANDLE) == stock + 1
    assert room.returns()[0].state is ReturnState.SETTLED


def test_goods_without_an_order_are_identified_later(room: ReturnsDesk) -> None:
    order = room.shipped()
    found = declare_found(
        room.session, room.gesture, [FoundItem(room.desk.products[SOAP])], "Sans bon"
    )
    stock = room.level()

    done = room.take(order, room.item(), return_id=found.return_id)

    assert done.number == found.number
    assert room.level() == stock + 1
    line = room.session.scalars(select(ReturnLine)).one()
    assert (line.received, line.grade) == (1, Grade.RESELL)


def test_a_declared_return_waits_for_all_of_it(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=2)
    declared = declare_return(room.session, room.gesture, ReturnDeclared(order_id=order))

    first = room.take(order, room.item())

    assert declared.units == 3
    assert first.number == declared.number
    assert not first.settled
    assert close_return(room.session, room.gesture, declared.return_id)
    with pytest.raises(RefusedError, match="déjà fait"):
        close_return(room.session, room.gesture, declared.return_id)


def test_a_declaration_told_twice_is_one_return(room: ReturnsDesk) -> None:
    order = room.shipped()
    told = ReturnDeclared(order_id=order, shop_id=room.desk.shop, remote_key="withdrawal:7")

    first = declare_return(room.session, room.gesture, told)
    again = declare_return(room.session, room.gesture, told)

    assert first == again
    assert len(room.returns()) == 1


def test_more_than_left_is_not_declared(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1)
    line = lines_back(room.session, order)[0]

    with pytest.raises(RefusedError, match="il en reviendrait plus qu’il n’en est parti"):
        declare_return(
            room.session,
            room.gesture,
            ReturnDeclared(order_id=order, items=(DeclaredItem(line.line_id, 2),)),
        )


def test_a_declared_return_can_be_given_up_until_something_came(room: ReturnsDesk) -> None:
    order = room.shipped()
    declared = declare_return(room.session, room.gesture, ReturnDeclared(order_id=order))
    cancel_return(room.session, room.gesture, declared.return_id)
    done = room.take(order, room.item())

    assert done.number != declared.number
    with pytest.raises(RefusedError, match="des articles sont déjà revenus"):
        cancel_return(room.session, room.gesture, done.return_id)


def test_money_kept_for_later_has_its_legal_day(room: ReturnsDesk) -> None:
    order = room.shipped()

    done = room.take(order, room.item(), pay_back=PayBack.LATER)

    (returned,) = room.returns()
    assert not done.settled
    assert returned.refund_due_on is not None
    assert (returned.refund_due_on - paris_date(returned.declared_at)).days == 14
    repaid = pay_return(
        room.session, room.gesture, done.return_id, HowPaid(PayBack.DESK, "transfer")
    )
    assert repaid.amount == room.given(order) == Money(590)
    with pytest.raises(RefusedError, match="plus rien n’est dû"):
        pay_return(room.session, room.gesture, done.return_id, HowPaid(PayBack.SHOP))


def test_what_a_second_return_is_owed_is_not_paid_as_the_first_one(room: ReturnsDesk) -> None:
    order = room.shipped()
    first = room.take(order, room.item())
    second = room.take(order, room.item(CANDLE), pay_back=PayBack.LATER)

    with pytest.raises(RefusedError, match=f"{first.number} l’est déjà") as refused:
        pay_return(room.session, room.gesture, first.return_id, HowPaid(PayBack.SHOP))

    assert second.number in refused.value.advice
    assert room.asked(order) == Money(590)


def test_money_that_pays_two_returns_of_an_order_settles_both(room: ReturnsDesk) -> None:
    order = room.shipped()
    late = room.take(order, room.item(), pay_back=PayBack.LATER)
    other = give_goodwill(
        room.session,
        room.gesture,
        Goodwill(RecordId(new_id()), order, Money(100), "Retard", HowPaid(PayBack.SHOP)),
    )

    states = {each.number: each.state for each in room.returns()}

    assert other.repaid == Money(690)
    assert states == dict.fromkeys((late.number, other.number), ReturnState.SETTLED)


def test_a_proof_of_sending_decides_the_day(room: ReturnsDesk) -> None:
    order = room.shipped()
    declared = declare_return(room.session, room.gesture, ReturnDeclared(order_id=order))

    today = paris_date(room.gesture.at)
    told = ReturnTold(declared_on=today, proof_on=today)
    change_return(room.session, room.gesture, declared.return_id, told)

    (returned,) = room.returns()
    assert returned.refund_due_on is not None
    assert returned.send_back_by == returned.refund_due_on


def test_a_credit_note_that_restocked_leaves_nothing_to_come_back(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)
    invoice = room.desk.pages(order)[0]
    stock = room.level()
    asked = CreditAsked(_invoice_id(room, invoice.number), "Retour", restock=True)
    credit_invoice(room.session, room.gesture, DraftId(new_id()), asked)

    with pytest.raises(RefusedError, match="est déjà revenu"):
        room.take(order, room.item())

    assert room.level() == stock + 1


def _invoice_id(room: ReturnsDesk, number: str) -> InvoiceId:
    return room.session.scalars(select(Invoice.id).where(Invoice.number == number)).one()


def test_a_credit_note_made_before_is_not_made_again(room: ReturnsDesk) -> None:
    order = room.shipped(soaps=1, candles=0)
    number = room.desk.pages(order)[0].number
    asked = CreditAsked(_invoice_id(room, number), "Perdu")
    credit_invoice(room.session, room.gesture, DraftId(new_id()), asked)

    done = room.take(order, room.item())

    assert (done.credited, done.refunded) == (ZERO, Money(1080))
    assert room.credited(order) == Money(1080)


def test_a_refund_of_the_storefront_expects_the_goods_and_is_not_paid_twice(
    room: ReturnsDesk,
) -> None:
    order = room.shipped()
    told = refunded(room.remote(), {SOAP: 1}, 590)
    room.tell(told)
    room.tell(told)

    (returned,) = room.returns()
    done = room.take(order, room.item())

    assert done.number == returned.number
    assert (done.credited, done.refunded) == (Money(590), ZERO)
    assert room.asked(order) == ZERO
    assert done.settled


def test_our_own_refund_told_back_declares_nothing(room: ReturnsDesk) -> None:
    order = room.shipped()
    room.take(order, room.item())

    room.tell(refunded(room.remote(), {SOAP: 1}, 590))

    assert len(room.returns()) == 1
    assert room.with_customer() == 1


def test_a_refund_made_there_settles_the_return_that_waited(room: ReturnsDesk) -> None:
    order = room.shipped()
    room.take(order, room.item(), pay_back=PayBack.LATER)

    room.tell(refunded(room.remote(), {SOAP: 1}, 590))

    (returned,) = room.returns()
    assert returned.state is ReturnState.SETTLED
    assert room.given(order) == room.credited(order)


def test_a_refused_parcel_gives_everything_back(room: ReturnsDesk) -> None:
    order = room.shipped()

    done = room.take(order, room.item(SOAP, 2), room.item(CANDLE), kind=ReturnKind.REFUSED)

    assert done.credited == done.refunded == Money(590 * 3 + 490)


def test_nothing_is_credited_when_told_so(room: ReturnsDesk) -> None:
    order: OrderId = room.shipped()

    done = room.take(order, room.item(), credit=False, kind=ReturnKind.EXCHANGE)

    assert (done.credited, done.refunded) == (ZERO, ZERO)
    assert room.with_customer() == 1
