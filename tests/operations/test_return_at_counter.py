"""Returns at the counter: to the cent of the ticket, once, and an exchange in one gesture."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import FiscalEvent
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.invoice_of_ticket import invoice_of_ticket
from merchant_desk.operations.keep_baskets import end_return
from merchant_desk.operations.scan_at_counter import CounterOutcome
from merchant_desk.rules.basket_changes import with_discount, with_quantity, with_restock
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.remote import Address
from merchant_desk.values.words import MoveReason
from tests.operations.counter_room import HONEY, SOAP, CounterRoom, counter_room

BUYER = Buyer(
    Address(name="Camille Roux", line1="3 place du Marché", postcode="69001", city="Lyon")
)


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def _again(room: CounterRoom) -> None:
    with room.database.write() as session:
        end_return(session, room.next())


def test_a_scanned_ticket_opens_a_return_that_gives_back_what_was_paid(room: CounterRoom) -> None:
    # given three soaps sold with a discount that does not divide
    line = room.scan(SOAP).line_id
    room.change(with_quantity, line, 3)
    room.change(with_discount, Money(100), 0, "geste")
    sale = room.sold().tickets[0]

    # when its number is scanned, then the three soaps one by one, each paid back
    given_back = []
    for _each in range(3):
        assert room.scan(sale.number).outcome is CounterOutcome.TICKET
        assert room.scan(SOAP).outcome is CounterOutcome.BACK
        room.pay(Means.CASH)
        given_back.append(room.sell().tickets[0])

    # then all the cents came back, no more, and the stock is as before
    assert [each.total.cents for each in given_back] == [-557, -556, -557]
    assert sum(each.total.cents for each in given_back) == -sale.total.cents
    assert room.stock(room.soap) == 10
    first = given_back[0].ticket_id
    assert room.ticket(first).corrects_id == sale.ticket_id
    assert room.paid(first) == [("cash", -557)]
    assert all(room.balanced(each.ticket_id) for each in given_back)


def test_a_return_is_written_in_the_journal(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    room.scan(SOAP)
    room.pay(Means.CARD)
    room.sell()

    with room.database.read() as session:
        event = session.scalars(select(FiscalEvent)).one()
        assert event.code == EventCode.ITEM_RETURNED
        assert sale.number in event.detail


def test_more_than_was_sold_does_not_come_back(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    room.scan(SOAP)

    with pytest.raises(RefusedError, match="pas vendu autant"):
        room.scan(SOAP)

    assert room.basket.units_back == 1


def test_what_came_back_does_not_come_back_twice(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    room.scan(SOAP)
    room.pay(Means.CARD)
    room.sell()

    # when the ticket is shown again
    room.back(sale.ticket_id)
    with pytest.raises(RefusedError):
        room.scan(SOAP)


def test_the_same_units_on_two_counters_come_back_at_one(room: CounterRoom) -> None:
    # given the last unit of a ticket on the counter, paid back
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    room.scan(SOAP)
    room.pay(Means.CASH)
    waiting = room.basket

    # when another counter took it back in between
    other = CounterRoom(room.database, room.gesture, room.soap, room.honey, room.shelf)
    other.gesture = replace(room.gesture)
    room.sell()
    from merchant_desk.operations.keep_baskets import keep_baskets  # noqa: PLC0415 - one test
    from merchant_desk.values.basket import Baskets  # noqa: PLC0415 - one test

    stale = replace(waiting, basket_id=type(waiting.basket_id)(bytes(16)))
    with room.database.write() as session:
        keep_baskets(session, room.gesture, Baskets(stale))

    # then this one gives nothing back
    with pytest.raises(RefusedError, match="déjà revenu"):
        room.sell()
    assert room.stock(room.soap) == 10


def test_an_article_of_another_ticket_is_told(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)

    assert room.scan(HONEY).outcome is CounterOutcome.NOT_ON_TICKET
    assert room.basket.empty


def test_without_a_ticket_the_price_of_today_is_given_back(room: CounterRoom) -> None:
    # when a honey comes back without its ticket
    room.back(None)
    room.scan(HONEY)
    room.pay(Means.VOUCHER)
    made = room.sell().tickets[0]

    # then its price of today is given back, on a ticket of its own
    ticket = room.ticket(made.ticket_id)
    assert (ticket.kind, ticket.corrects_id, made.total) == (InvoiceKind.TICKET, None, Money(-740))
    assert room.rates(made.ticket_id) == {550: (-701, -39)}


def test_what_is_broken_comes_back_and_is_lost(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    line = room.scan(SOAP).line_id
    room.change(with_restock, line, restock=False, reason="cassé")
    room.pay(Means.CASH)
    room.sell()

    with room.database.read() as session:
        reasons = session.scalars(select(StockMove.reason).order_by(StockMove.row)).all()
    assert reasons[-2:] == [MoveReason.RETURN, MoveReason.BREAKAGE]
    assert room.stock(room.soap) == 9


def test_an_exchange_pays_the_new_with_the_old(room: CounterRoom) -> None:
    # given a soap sold
    sale = room.sold(SOAP).tickets[0]

    # when it comes back and a honey is taken instead, the difference by card
    room.back(sale.ticket_id)
    room.scan(SOAP)
    _again(room)
    room.scan(HONEY)
    room.pay(Means.CARD)
    sold = room.sell()

    # then two tickets, each paid to the cent, and 1,50 € came in
    back, new = sold.tickets
    assert (back.total, new.total, sold.due) == (Money(-590), Money(740), Money(150))
    assert room.paid(back.ticket_id) == [("exchange", -590)]
    assert sorted(room.paid(new.ticket_id)) == [("card", 150), ("exchange", 590)]
    assert (room.stock(room.soap), room.stock(room.honey)) == (10, 9)
    with room.database.read() as session:
        sums = session.scalars(select(Payment.amount).where(Payment.means == "exchange")).all()
    assert sum(each.cents for each in sums) == 0


def test_an_exchange_for_less_gives_the_difference_back(room: CounterRoom) -> None:
    sale = room.sold(HONEY).tickets[0]
    room.back(sale.ticket_id)
    room.scan(HONEY)
    _again(room)
    room.scan(SOAP)
    room.pay(Means.CASH)
    sold = room.sell()

    back, new = sold.tickets
    assert sold.due == Money(-150)
    assert sorted(room.paid(back.ticket_id)) == [("cash", -150), ("exchange", -590)]
    assert room.paid(new.ticket_id) == [("exchange", 590)]


def test_too_much_is_not_given_back(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    room.scan(SOAP)

    with pytest.raises(RefusedError, match="plus que ce qui est dû"):
        room.pay(Means.CASH, -600)
    with pytest.raises(RefusedError, match="pas possible"):
        room.pay(Means.CASH, 590)
    room.pay(Means.CASH, -500)
    with pytest.raises(RefusedError, match="0,90"):
        room.sell()


def _invoice(room: CounterRoom, ticket: InvoiceId, buyer: Buyer = BUYER) -> tuple[str, bool]:
    with room.database.write() as session:
        made = invoice_of_ticket(session, room.next(), ticket, buyer)
    return made.number, made.again


def test_an_invoice_of_a_ticket_says_the_same_and_is_made_once(room: CounterRoom) -> None:
    # given a sale
    sale = room.sold(SOAP, HONEY).tickets[0]

    # when its invoice is asked for twice
    first, second = _invoice(room, sale.ticket_id), _invoice(room, sale.ticket_id)

    # then there is one, of the same amounts, that says it tells the ticket
    assert (first, second) == (("FA2026-000001", False), ("FA2026-000001", True))
    with room.database.read() as session:
        invoice = session.scalars(select(Invoice).where(Invoice.number == first[0])).one()
        assert (invoice.details_id, invoice.total) == (sale.ticket_id, sale.total)
        lines = session.scalars(select(Payment).where(Payment.invoice_id == invoice.id)).all()
    assert lines == []


def test_an_invoice_wants_a_name_and_an_address(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]

    with pytest.raises(RefusedError) as refused:
        _invoice(room, sale.ticket_id, Buyer(Address(name="Camille")))

    assert "adresse" in refused.value.advice
    with pytest.raises(RefusedError, match="n’existe pas"):
        _invoice(room, InvoiceId(bytes(16)))


def test_the_return_of_an_invoiced_sale_has_its_credit_note(room: CounterRoom) -> None:
    # given a sale with its invoice, that came back
    sale = room.sold(SOAP).tickets[0]
    number, _made = _invoice(room, sale.ticket_id)
    room.back(sale.ticket_id)
    room.scan(SOAP)
    room.pay(Means.CARD)
    back = room.sell().tickets[0]

    # when the customer wants it in writing
    credit, _told = _invoice(room, back.ticket_id)

    # then it is a credit note of that invoice, and counts nothing twice
    with room.database.read() as session:
        note = session.scalars(select(Invoice).where(Invoice.number == credit)).one()
        corrected = session.get_one(Invoice, note.corrects_id)
        assert (note.kind, note.details_id) == (InvoiceKind.CREDIT_NOTE, back.ticket_id)
        assert corrected.number == number


def test_a_return_of_a_sale_without_invoice_gets_no_credit_note(room: CounterRoom) -> None:
    sale = room.sold(SOAP).tickets[0]
    room.back(sale.ticket_id)
    room.scan(SOAP)
    room.pay(Means.CARD)
    back = room.sell().tickets[0]

    with pytest.raises(RefusedError, match="pas de facture"):
        _invoice(room, back.ticket_id)
    assert room.basket.discount == ZERO
