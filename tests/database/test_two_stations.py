"""Two stations on one PostgreSQL: their gestures meet, and nothing is lost or done twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place, StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.save_settings import register_station
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, PlaceId, ProductId, ShopId, StationId, new_id
from merchant_desk.values.places import ADJUSTMENT
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    put_stock,
    remote_order,
)
from tests.postgresql import Server

EACH = 12


@pytest.fixture
def stations(
    postgresql_database: Database, postgresql_server: Server, gesture: Gesture
) -> Iterator[tuple[tuple[Database, Gesture], ...]]:
    """Two computers of the shop, each with its own connection and its own series."""
    database, other = postgresql_database, open_database(postgresql_server.url)
    second = replace(gesture, station_id=StationId(new_id()), person="Hugo")
    for who in (gesture, second):
        database.gesture(register_station, who.station_id, who.person, who.at)
    yield ((database, gesture), (other, second))
    other.close()


def _stock_up(session: Session, gesture: Gesture) -> tuple[ProductId, PlaceId]:
    make_profile(session)
    shelf = make_bin(session, make_location(session))
    soap = make_product(session)
    put_stock(session, gesture, soap, shelf, 1000)
    return soap, shelf


def _shop(session: Session) -> ShopId:
    return make_shop(session)


def _take_one(session: Session, gesture: Gesture) -> None:
    soap = session.scalars(select(Product.id)).one()
    shelf = session.scalars(select(Place.id).where(Place.location_id.is_not(None))).one()
    post_move(session, gesture, Move(soap, shelf, ADJUSTMENT, 1, MoveReason.LOSS))


def test_both_stations_move_the_same_stock_and_no_move_is_lost(
    stations: tuple[tuple[Database, Gesture], ...],
) -> None:
    first, who = stations[0]
    first.gesture(_stock_up, who)

    def work(station: tuple[Database, Gesture]) -> None:
        for _time in range(EACH):
            station[0].gesture(_take_one, station[1])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, stations))

    with first.read() as session:
        assert session.scalars(select(StockLevel.quantity)).one() == 1000 - 2 * EACH
        assert session.execute(select(func.count(StockMove.id))).scalar_one() == 2 * EACH + 1


def _ship(session: Session, gesture: Gesture, order_id: OrderId) -> None:
    parcel_id = open_parcel(session, gesture, order_id).parcel_id
    scan_at_packing(session, gesture, parcel_id, scan_of_text("3760123456784", gesture.at))


def test_each_station_numbers_its_own_series_without_a_gap(
    stations: tuple[tuple[Database, Gesture], ...],
) -> None:
    first, who = stations[0]
    first.gesture(_stock_up, who)
    shop_id: ShopId = first.gesture(_shop).answer
    orders = [
        first.gesture(accept_order, who, shop_id, remote_order(str(number))).answer.order_id
        for number in range(2 * EACH)
    ]

    def work(rank: int) -> None:
        database, gesture = stations[rank]
        for order_id in orders[rank::2]:
            database.gesture(_ship, gesture, order_id)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))

    with first.read() as session:
        numbers = sorted(session.scalars(select(Invoice.number)))
    assert numbers == sorted(
        f"F{letter}2026-{rank:06d}" for letter in "AB" for rank in range(1, EACH + 1)
    )


def test_two_stations_cannot_ship_the_same_parcel_twice(
    stations: tuple[tuple[Database, Gesture], ...],
) -> None:
    first, who = stations[0]
    first.gesture(_stock_up, who)
    shop_id: ShopId = first.gesture(_shop).answer
    order_id = first.gesture(accept_order, who, shop_id, remote_order("1042")).answer.order_id
    parcel_id = first.gesture(open_parcel, who, order_id).answer.parcel_id

    def scan(station: tuple[Database, Gesture]) -> str:
        database, gesture = station
        code = scan_of_text("3760123456784", gesture.at)
        try:
            database.gesture(scan_at_packing, gesture, parcel_id, code)
        except Exception as refusal:  # noqa: BLE001 - the losing station is told something: compared below
            return type(refusal).__name__
        return "shipped"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(scan, stations))

    assert answers == ["RefusedError", "shipped"]
    with first.read() as session:
        assert session.execute(select(func.count(Invoice.id))).scalar_one() == 1
