"""Units leave the bins they lie in, whatever moved since the picking slip; promises follow."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import ParcelLine, Shortage
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, Place, Reservation, StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.open_parcel import open_parcel, set_parcel_aside
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.settle_shortage import mark_found
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, ProductId, RecordId
from merchant_desk.values.remote import RemoteLine
from merchant_desk.values.words import OrderState
from tests import makers
from tests.makers import remote_line, remote_order


def _soaps(session: Session, gesture: Gesture, **bins: int) -> tuple[ProductId, list[PlaceId]]:
    makers.make_station(session, gesture)
    makers.make_profile(session)
    location = makers.make_location(session)
    soap = makers.make_product(session)
    places = [makers.make_bin(session, location, code) for code in bins]
    for place, units in zip(places, bins.values(), strict=True):
        if units:
            makers.put_stock(session, gesture, soap, place, units)
    return soap, places


def _ordered(session: Session, gesture: Gesture, *lines: RemoteLine) -> OrderId:
    order = remote_order("1042", *lines)
    return accept_order(session, gesture, makers.make_shop(session), order).order_id


def _pack(session: Session, parcel: ParcelId, units: int | None = None) -> None:
    packed = ParcelLine.wanted if units is None else units
    session.execute(update(ParcelLine).where(ParcelLine.parcel_id == parcel).values(packed=packed))


def _levels(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(Place.code, StockLevel.quantity).join(StockLevel, StockLevel.place_id == Place.id)
    )
    return {row.code: row.quantity for row in rows}


def test_units_moved_after_the_slip_leave_the_bin_they_are_in(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap, (near, far) = _soaps(session, gesture, A1=5, B1=0)
        order_id = _ordered(session, gesture, remote_line(quantity=3))
        make_wave(session, gesture, [order_id])
        move_stock(
            session,
            gesture,
            Transfer(product_id=soap, from_place_id=near, to_place_id=far, quantity=5),
        )
        parcel = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, parcel)
        close_parcel(session, gesture, parcel)

        assert _levels(session) == {"A1": 0, "B1": 2}
        assert ledger_disagreements(session) == ()


def test_two_lines_of_one_article_never_take_the_same_unit_twice(
    database: Database, gesture: Gesture
) -> None:
    lines = [remote_line(quantity=3, remote_id=number) for number in ("a", "b")]
    with database.write() as session:
        _soaps(session, gesture, A1=4, B1=4)
        order_id = _ordered(session, gesture, *lines)
        parcel = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, parcel)
        close_parcel(session, gesture, parcel)

        assert sum(_levels(session).values()) == 2
        assert min(_levels(session).values()) >= 0
        assert session.execute(select(Reservation)).first() is None
        assert session.execute(select(PickAllocation)).first() is None


def test_more_in_hand_than_the_ledger_knew_is_owed_by_the_usual_bin(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap, (near, _far) = _soaps(session, gesture, A1=1, B1=2)
        session.execute(update(Product).where(Product.id == soap).values(default_place_id=near))
        order_id = _ordered(session, gesture, remote_line(quantity=5))
        parcel = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, parcel)
        close_parcel(session, gesture, parcel)

        assert _levels(session) == {"A1": -2, "B1": 0}


@pytest.mark.parametrize("packed", [1, 2])
def test_a_parcel_in_parts_keeps_promised_what_is_still_due(
    database: Database, gesture: Gesture, packed: int
) -> None:
    with database.write() as session:
        _soaps(session, gesture, A1=10)
        order_id = _ordered(session, gesture, remote_line(quantity=3))
        make_wave(session, gesture, [order_id])
        parcel = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, parcel, packed)
        close_parcel(session, gesture, parcel)
        following = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, following, 1)
        set_parcel_aside(session, gesture, following)

        assert session.scalars(select(Reservation.quantity)).one() == 3 - packed
        assert session.scalars(select(PickAllocation.quantity)).one() == 3 - packed
        assert session.scalars(select(Order.state)).one() is OrderState.PARTIAL
        assert _levels(session) == {"A1": 10 - packed}
        assert ledger_disagreements(session) == ()


def test_a_product_no_longer_sold_still_leaves_for_those_who_bought_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap, _places = _soaps(session, gesture, A1=2)
        order_id = _ordered(session, gesture, remote_line())
        session.execute(update(Product).where(Product.id == soap).values(active=False))
        parcel = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, parcel)

        closed = close_parcel(session, gesture, parcel)

        assert closed.order_complete
        assert _levels(session) == {"A1": 1}


def _missing(session: Session, gesture: Gesture, parcel: ParcelId) -> RecordId:
    line = session.scalars(select(ParcelLine.id).where(ParcelLine.parcel_id == parcel)).one()
    report_missing(session, gesture, parcel, line)
    return session.scalars(select(Shortage.id)).one()


def test_a_variant_that_turned_up_frees_the_order_it_blocked(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap, _places = _soaps(session, gesture, A1=2)
        session.execute(update(Product).where(Product.id == soap).values(option_text="Lavande"))
        order_id = _ordered(session, gesture, remote_line())
        parcel = open_parcel(session, gesture, order_id).parcel_id

        settled = mark_found(session, gesture, _missing(session, gesture, parcel))

        assert settled.order_released
        assert session.scalars(select(Order.state)).one() is OrderState.TO_PREPARE


def test_an_order_of_which_a_part_left_is_partial_again_once_the_rest_turned_up(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        _soaps(session, gesture, A1=5)
        order_id = _ordered(session, gesture, remote_line(quantity=2))
        first = open_parcel(session, gesture, order_id).parcel_id
        _pack(session, first, 1)
        close_parcel(session, gesture, first)
        second = open_parcel(session, gesture, order_id).parcel_id

        mark_found(session, gesture, _missing(session, gesture, second))

        assert session.scalars(select(Order.state)).one() is OrderState.PARTIAL
        assert session.scalars(select(OrderLine.shipped)).one() == 1
