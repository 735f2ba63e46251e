"""Putting an order aside and letting it go on, by a person who is named."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, OrderEvent
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.hold_order import OrderMoved, hold_order, release_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.words import OrderEventKind, OrderState, ParcelState
from tests.makers import (
    make_product,
    make_profile,
    make_shop,
    make_station,
    remote_line,
    remote_order,
)


def _order(
    session: Session, gesture: Gesture, sku: str = "SAV-LAV-100", **changes: object
) -> OrderId:
    make_station(session, gesture)
    make_profile(session)
    make_product(session)
    remote = remote_order("1042", remote_line(sku), **changes)
    return accept_order(session, gesture, make_shop(session), remote).order_id


def test_an_order_put_aside_keeps_its_stock_and_gives_its_parcel_up(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        order_id = _order(session, gesture)
        open_parcel(session, gesture, order_id)

        moved = hold_order(session, gesture, order_id, "  le client\nchange d’avis ")

        assert moved == OrderMoved(order_id, "1042", OrderState.HELD)
        kept = session.execute(select(Order.state, Order.blocked_reason)).one()
        assert tuple(kept) == (OrderState.HELD, "le client change d’avis")
        assert session.scalars(select(Parcel.state)).all() == [ParcelState.CANCELLED]
        assert session.scalars(select(Reservation.quantity)).all() == [1]


def test_a_released_order_can_be_prepared_and_says_who_released_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        order_id = _order(session, gesture, state=RemoteState.ON_HOLD)

        moved = release_order(session, gesture, order_id)

        assert moved.state is OrderState.TO_PREPARE
        assert open_parcel(session, gesture, order_id).order_number == "1042"
        told = session.execute(select(OrderEvent.kind, OrderEvent.by, OrderEvent.at)).one()
        assert tuple(told) == (OrderEventKind.RELEASED, "Camille", gesture.at)


def test_an_order_with_an_unknown_article_is_not_released(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        order_id = _order(session, gesture, "NOWHERE", state=RemoteState.ON_HOLD)

        with pytest.raises(RefusedError, match="un article est inconnu") as refused:
            release_order(session, gesture, order_id)

        assert "Associez" in refused.value.advice


@pytest.mark.parametrize(
    "state", [RemoteState.UNPAID, RemoteState.CANCELLED, RemoteState.COMPLETED, RemoteState.READY]
)
def test_an_order_that_is_not_held_is_not_released(
    database: Database, gesture: Gesture, state: RemoteState
) -> None:
    with database.write() as session:
        order_id = _order(session, gesture, state=state)

        with pytest.raises(RefusedError, match="n’a pas été débloquée"):
            release_order(session, gesture, order_id)


@pytest.mark.parametrize(
    "state", [RemoteState.UNPAID, RemoteState.CANCELLED, RemoteState.COMPLETED]
)
def test_an_order_out_of_the_work_is_not_put_aside(
    database: Database, gesture: Gesture, state: RemoteState
) -> None:
    with database.write() as session:
        order_id = _order(session, gesture, state=state)

        with pytest.raises(RefusedError, match="n’a pas été mise de côté"):
            hold_order(session, gesture, order_id)


def test_an_order_that_is_gone_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session, pytest.raises(RefusedError, match="n’existe pas"):
        release_order(session, gesture, OrderId(bytes(16)))
