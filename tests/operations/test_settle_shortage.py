"""An article that was not in its bin, parked records, and messages that a shop refused."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import ParcelLine, Shortage
from merchant_desk.models.stock import PickAllocation, StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.settle_shortage import correct_shortage, mark_found
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import RecordId
from merchant_desk.values.words import MoveReason, OrderState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)


def _missing(session: Session, gesture: Gesture, *, on_shelf: int = 10) -> RecordId:
    """Two soaps ordered, none found in the bin where the ledger has some."""
    make_station(session, gesture)
    make_profile(session)
    shelf = make_bin(session, make_location(session), "B2")
    put_stock(session, gesture, make_product(session), shelf, on_shelf)
    order = remote_order("1042", remote_line(quantity=2))
    order_id = accept_order(session, gesture, make_shop(session), order).order_id
    parcel_id = open_parcel(session, gesture, order_id).parcel_id
    line_id = session.scalars(select(ParcelLine.id)).one()
    report_missing(session, gesture, parcel_id, line_id)
    return session.scalars(select(Shortage.id)).one()


def test_correcting_takes_the_units_out_of_the_ledger_and_the_bin_is_forgotten(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        settled = correct_shortage(session, gesture, _missing(session, gesture))

    assert (settled.units, settled.order_released) == (2, False)
    with database.read() as session:
        assert session.scalars(select(StockLevel.quantity)).one() == 8
        reasons = session.scalars(select(StockMove.reason).order_by(StockMove.row)).all()
        assert reasons == [MoveReason.OPENING, MoveReason.LOSS]
        assert session.scalars(select(PickAllocation)).all() == []
        assert session.scalars(select(Order.state)).one() is OrderState.HELD
        assert session.scalars(select(Shortage.settled_at)).one() == gesture.at


def test_no_more_leaves_the_ledger_than_it_has(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        settled = correct_shortage(session, gesture, _missing(session, gesture, on_shelf=1))

    assert settled.units == 1
    with database.read() as session:
        assert session.scalars(select(StockLevel.quantity)).one() == 0


def test_a_found_article_lets_the_order_be_prepared_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        settled = mark_found(session, gesture, _missing(session, gesture))

    assert settled.order_released
    with database.read() as session:
        order = session.scalars(select(Order)).one()
        assert (order.state, order.blocked_reason) == (OrderState.TO_PREPARE, "")
        assert session.scalars(select(StockLevel.quantity)).one() == 10


def test_a_shortage_is_settled_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shortage_id = _missing(session, gesture)
        mark_found(session, gesture, shortage_id)

    with pytest.raises(RefusedError, match="déjà réglé"), database.write() as session:
        correct_shortage(session, gesture, shortage_id)
