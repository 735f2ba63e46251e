"""What a credit note puts back is worth what it left for, in parts too, never more."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.queries.valuation.cost_ledger import cost_ledger
from merchant_desk.queries.valuation.cost_story import cost_story
from merchant_desk.queries.valuation.layers import layers_of, layers_of_everything
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId, OrderId, RecordId, new_id
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.operations.returns_desk import SOAP, ReturnsDesk, returns_desk


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def _receive(room: ReturnsDesk, units: int, each: int) -> None:
    soap = room.desk.products[SOAP]
    place = room.session.scalars(
        select(StockMove.to_place_id).where(StockMove.product_id == soap).limit(1)
    ).one()
    move = Move(soap, SUPPLIER, place, units, MoveReason.RECEIPT, value=units * each)
    post_move(room.session, room.gesture, move)


def _worth(room: ReturnsDesk) -> tuple[int, int]:
    assert value_differences(room.session) == ()
    kept = room.session.get_one(StockValue, room.desk.products[SOAP], populate_existing=True)
    return kept.quantity, kept.value


def _credit(room: ReturnsDesk, order: OrderId, units: int) -> None:
    invoice, line = room.session.execute(
        select(InvoiceLine.invoice_id, InvoiceLine.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.order_id == order, InvoiceLine.sku == SOAP)
        .order_by(Invoice.issued_at)
        .limit(1)
    ).one()
    asked = CreditAsked(InvoiceId(invoice), "Retour", ((RecordId(line), units),), restock=True)
    credit_invoice(room.session, room.gesture, DraftId(new_id()), asked)


def test_units_credited_in_parts_come_back_for_what_they_left_for(room: ReturnsDesk) -> None:
    _receive(room, 7, 2_3333)
    before = _worth(room)
    order = room.shipped(soaps=3, candles=0)
    left = _worth(room)
    _receive(room, 10, 9_0000)

    _credit(room, order, 1)
    _credit(room, order, 2)

    units, value = _worth(room)
    assert units == before[0] + 10
    assert value == before[1] + 90_0000
    assert left[0] == before[0] - 3
    story = cost_story(room.session, room.desk.products[SOAP])
    assert story is not None
    assert story.agrees


def test_a_return_and_a_credit_note_share_what_one_sale_left_for(room: ReturnsDesk) -> None:
    _receive(room, 7, 2_3333)
    before = _worth(room)
    order = room.shipped(soaps=2, candles=0)
    _receive(room, 10, 9_0000)

    room.take(order, room.item())
    _credit(room, order, 1)

    assert _worth(room) == (before[0] + 10, before[1] + 90_0000)


def test_what_comes_back_lies_in_the_layers_that_it_left(room: ReturnsDesk) -> None:
    soap = room.desk.products[SOAP]
    _receive(room, 4, 2_0000)
    before = layers_of_everything(room.session)[soap]
    order = room.shipped(soaps=3, candles=0)
    _receive(room, 10, 9_0000)
    newest = layers_of_everything(room.session)[soap].left[-1]

    room.take(order, room.item())
    _credit(room, order, 2)

    after = layers_of_everything(room.session)[soap]
    assert after.left == (*before.left, newest)
    assert layers_of(cost_ledger(room.session, soap)) == after
