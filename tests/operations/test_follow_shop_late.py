"""Following the shop when part of the order has left already, or nothing of it is there to pack."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.returned import ReturnLine
from merchant_desk.models.shop import Conflict, Shop
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.settle_conflict import ConflictSettled, keep_desk, take_shop
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId
from merchant_desk.values.remote import Address, RemoteState
from merchant_desk.values.words import OrderState, ParcelState
from tests.makers import remote_line, remote_order
from tests.operations.packing_bench import SOAP, packing_bench

ELSEWHERE = Address(name="Camille Roux", line1="9 quai Bondy", postcode="69005", city="Lyon")


def _half_shipped(database: Database, gesture: Gesture, **changes: Any) -> ConflictId:
    """Three soaps ordered, one shipped, then the order changed in the shop."""
    order = remote_order("1042", remote_line(quantity=3))
    with database.write() as session:
        bench = packing_bench(session, gesture, *order.lines)
        bench.scan(SOAP)
        close_parcel(session, bench.later(), bench.parcel)
        shop_id = session.scalars(select(Shop.id)).one()
        accept_order(session, bench.later(), shop_id, replace(order, **changes))
        return session.scalars(select(Conflict.id)).one()


def _take(database: Database, gesture: Gesture, conflict_id: ConflictId) -> ConflictSettled:
    with database.write() as session:
        return take_shop(session, gesture, conflict_id, ELSEWHERE)


def test_cancelling_what_partly_left_frees_the_rest_and_a_return_is_advised(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _half_shipped(database, gesture, state=RemoteState.CANCELLED)

    settled = _take(database, gesture, conflict_id)

    assert "Une partie est déjà partie" in settled.advice
    with database.read() as session:
        line = session.execute(select(OrderLine.shipped, OrderLine.cancelled)).one()
        assert tuple(line) == (1, 2)
        assert session.scalars(select(Order.state)).one() is OrderState.SHIPPED
        assert session.scalars(select(Reservation.quantity)).all() == []


def test_fewer_units_than_left_already_are_awaited_back_as_a_return(
    database: Database, gesture: Gesture
) -> None:
    none = remote_order("1042", remote_line(quantity=3, refunded_quantity=3))
    conflict_id = _half_shipped(database, gesture, lines=none.lines)

    _take(database, gesture, conflict_id)

    with database.read() as session:
        assert session.scalars(select(OrderLine.cancelled)).one() == 2
        assert session.scalars(select(ReturnLine.expected)).one() == 1


def test_giving_back_all_that_has_not_left_closes_the_order(
    database: Database, gesture: Gesture
) -> None:
    one = remote_order("1042", remote_line(quantity=3, refunded_quantity=2))
    conflict_id = _half_shipped(database, gesture, lines=one.lines)

    settled = _take(database, gesture, conflict_id)

    assert settled.advice == ""
    with database.read() as session:
        assert session.scalars(select(Order.state)).one() is OrderState.SHIPPED
        assert session.scalars(select(Reservation.quantity)).all() == []
        states = session.scalars(select(Parcel.state)).all()
        assert states == [ParcelState.CLOSED]


def test_an_order_the_shop_completed_takes_only_what_had_not_left(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _half_shipped(database, gesture, state=RemoteState.COMPLETED)
    with database.read() as session:
        before = sum(session.scalars(select(StockLevel.quantity)))

    _take(database, gesture, conflict_id)

    with database.read() as session:
        assert sum(session.scalars(select(StockLevel.quantity))) == before - 2
        assert session.scalars(select(OrderLine.shipped)).one() == 3


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"shipping": ELSEWHERE}, "correction d’adresse au transporteur"),
        ({"state": RemoteState.COMPLETED}, ""),
    ],
)
def test_an_order_that_left_whole_changes_nothing(
    database: Database, gesture: Gesture, changes: dict[str, Any], advice: str
) -> None:
    conflict_id = _half_shipped(database, gesture, **changes)
    with database.write() as session:
        session.execute(update(Order).values(state=OrderState.SHIPPED))
        before = session.execute(
            select(Order.shipping, OrderLine.shipped).join_from(Order, OrderLine)
        ).one()

    settled = _take(database, gesture, conflict_id)

    assert advice in settled.advice
    with database.read() as session:
        assert (
            session.execute(
                select(Order.shipping, OrderLine.shipped).join_from(Order, OrderLine)
            ).one()
            == before
        )


def test_a_difference_about_no_order_is_noted_and_settled_once(
    database: Database, gesture: Gesture
) -> None:
    conflict_id = _half_shipped(database, gesture, shipping=ELSEWHERE)
    with database.write() as session:
        session.execute(update(Conflict).values(order_id=None))

    settled = _take(database, gesture, conflict_id)

    assert settled == ConflictSettled("La décision est notée.")
    with database.write() as session, pytest.raises(RefusedError, match="déjà réglé"):
        keep_desk(session, gesture, conflict_id)
