"""Several orders, papers or messages at once: each is treated for itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order, OrderEvent
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.hold_order import OrderLeft, hold_orders, release_orders
from merchant_desk.operations.queue_message import queue_event
from merchant_desk.operations.queue_papers import PaperWanted, queue_papers
from merchant_desk.operations.send_now import send_now
from merchant_desk.queries.print_jobs import print_queue
from merchant_desk.queries.settings import settings
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, new_id
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.settings import PRINTER_INVOICE, PRINTER_PACKING
from merchant_desk.values.words import DocumentKind, MessageState, OrderEventKind, OrderState
from tests.makers import (
    make_product,
    make_profile,
    make_shop,
    make_station,
    remote_line,
    remote_order,
)
from tests.ui.printing.shop import accept, open_shop, pack


def _orders(session: Session, gesture: Gesture, *states: RemoteState) -> list[OrderId]:
    make_station(session, gesture)
    make_profile(session)
    make_product(session)
    shop_id = make_shop(session)
    return [
        accept_order(
            session, gesture, shop_id, remote_order(str(1042 + rank), remote_line(), state=state)
        ).order_id
        for rank, state in enumerate(states)
    ]


def test_orders_that_cannot_be_put_aside_stay_and_say_why(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        ids = _orders(session, gesture, RemoteState.READY, RemoteState.UNPAID, RemoteState.READY)

        result = hold_orders(session, gesture, ids, "inventaire")

        assert [each.number for each in result.moved] == ["1042", "1044"]
        assert [each.number for each in result.left] == ["1043"]
        assert result.left[0].reason
        states = session.scalars(select(Order.state).order_by(Order.number)).all()
        assert states == [OrderState.HELD, OrderState.UNPAID, OrderState.HELD]


def test_orders_are_released_each_for_itself(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        ids = _orders(session, gesture, RemoteState.ON_HOLD, RemoteState.READY)

        result = release_orders(session, gesture, ids)

        assert [each.number for each in result.moved] == ["1042"]
        assert result.left == (OrderLeft("1043", "Elle n’est pas bloquée."),)


def test_a_chosen_printer_is_remembered_for_its_kind_of_paper_only(
    database: Database, gesture: Gesture
) -> None:
    wanted = PaperWanted(DocumentKind.INVOICE, new_id(), "Facture")
    with database.write() as session:
        make_station(session, gesture)
        queue_papers(session, gesture, [wanted, wanted], "Bureau")
        queue_papers(session, gesture, [wanted])

        kept = settings(session, gesture.station_id)
        assert (kept.get(PRINTER_INVOICE), kept.get(PRINTER_PACKING)) == ("Bureau", "")
        assert len(print_queue(session, gesture.station_id).rows) == 3

        queue_papers(session, gesture, [wanted], "Bureau")
        queue_papers(session, gesture, [wanted], "")

        assert settings(session, gesture.station_id).get(PRINTER_INVOICE) == ""


def test_what_is_printed_again_is_told_in_the_history_of_its_order(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop = open_shop(session, gesture)
        packed = pack(session, gesture, shop, "1042")
        waiting = accept(session, gesture, shop, "1043")
        papers = [
            PaperWanted(DocumentKind.INVOICE, packed.closed.invoice.invoice_id, "Facture"),
            PaperWanted(DocumentKind.PACKING, packed.parcel_id, "Bon de livraison"),
            PaperWanted(DocumentKind.PACKING, waiting, "Bon sans colis"),
            PaperWanted(DocumentKind.LABEL, packed.parcel_id, "Étiquette"),
        ]

        queue_papers(session, gesture, papers)

        told = session.execute(select(OrderEvent.kind, OrderEvent.detail, OrderEvent.order_id))
        assert sorted(tuple(each)[:2] for each in told) == [
            (OrderEventKind.REPRINTED, "Bon de livraison"),
            (OrderEventKind.REPRINTED, "Facture"),
        ]


@pytest.mark.parametrize(
    ("state", "minutes", "sent_at_once"),
    [
        (MessageState.WAITING, 45, True),
        (MessageState.WAITING, -5, False),
        (MessageState.PARKED, 45, False),
        (MessageState.SENT, 45, False),
    ],
)
def test_only_what_waits_for_a_pause_is_sent_now(
    database: Database, gesture: Gesture, state: MessageState, minutes: int, *, sent_at_once: bool
) -> None:
    due = gesture.at + timedelta(minutes=minutes)
    with database.write() as session:
        make_station(session, gesture)
        queue_event(session, gesture, "shipped", make_shop(session), ParcelId(new_id()))
        session.execute(update(OutboxMessage).values(state=state, next_attempt_at=due))

        send_now(session, gesture)

        kept = session.scalars(select(OutboxMessage.next_attempt_at)).one()
        assert kept == (gesture.at if sent_at_once else due)
