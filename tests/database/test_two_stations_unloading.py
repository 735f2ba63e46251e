"""Two stations unload the same lorry: every scan counts once, and it ends once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.lot import Lot
from merchant_desk.models.purchasing import Purchase
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.values.deliveries import Incoming, NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseState, Tracking
from merchant_desk.values.ids import (
    DeliveryId,
)
from merchant_desk.values.purchases import PurchaseDraft, PurchaseWish
from merchant_desk.values.scan import scan_of_text
from tests.database.stations import EACH, SOAP, Shop, Station, numbers, two_stations
from tests.postgresql import Server


@pytest.fixture
def shop(
    postgresql_database: Database, postgresql_server: Server, gesture: Gesture
) -> Iterator[Shop]:
    with two_stations(postgresql_database, postgresql_server.url, gesture) as opened:
        yield opened


def _scan(station: Station, delivery_id: DeliveryId, **changes: Any) -> None:
    incoming = Incoming(scan=scan_of_text(SOAP, station.gesture.at), cost_tenthousandths=21_000)
    station.do(receive_scan, station.gesture, delivery_id, replace(incoming, **changes))


def test_both_unload_the_same_lorry_and_every_scan_counts_once(shop: Shop) -> None:
    new = NewDelivery(supplier_id=shop.supplier)
    delivery_id = shop.first.do(open_delivery, shop.first.gesture, new).delivery_id

    def work(station: Station) -> int:
        for _time in range(EACH):
            _scan(station, delivery_id)
        return EACH

    assert shop.at_once(work) == [EACH, EACH]

    closed = shop.first.do(close_delivery, shop.first.gesture, delivery_id)
    assert closed.units == 2 * EACH
    assert shop.level(shop.soap) == 100 + 2 * EACH
    assert shop.agrees()


def test_both_end_the_same_lorry_and_it_ends_once(shop: Shop) -> None:
    new = NewDelivery(supplier_id=shop.supplier)
    delivery_id = shop.first.do(open_delivery, shop.first.gesture, new).delivery_id
    _scan(shop.first, delivery_id)

    answers = shop.at_once(lambda each: each.do(close_delivery, each.gesture, delivery_id).number)

    assert sorted("est terminée" in each for each in answers) == [False, True]


def test_both_read_a_lot_for_the_first_time_and_it_is_one_lot(shop: Shop) -> None:
    shop.first.do(follow_lots, shop.first.gesture, shop.soap, Tracking.LOT)
    new = NewDelivery(supplier_id=shop.supplier)
    delivery_id = shop.first.do(open_delivery, shop.first.gesture, new).delivery_id
    day = shop.first.gesture.at.date().replace(year=2027)

    def work(station: Station) -> bool:
        _scan(station, delivery_id, lot="L7", expires_on=day)
        return True

    assert shop.at_once(work) == [True, True]

    with shop.first.database.read() as session:
        assert session.scalars(select(Lot.number)).all() == ["L7"]
    assert shop.level(shop.soap) == 102
    assert shop.agrees()


def test_both_open_a_lorry_of_the_same_order_and_unload_one(shop: Shop) -> None:
    wishes = (PurchaseWish(shop.soap, 12, 21_000),)
    draft = PurchaseDraft(supplier_id=shop.supplier, lines=wishes)
    purchase_id = shop.first.do(draft_purchase, shop.first.gesture, draft).purchase_id

    def sent(session: Session) -> None:
        session.get_one(Purchase, purchase_id).state = PurchaseState.SENT

    shop.first.do(sent)
    new = NewDelivery(purchase_id=purchase_id)

    opened = shop.at_once(lambda each: each.do(open_delivery, each.gesture, new).delivery_id)

    assert len(set(opened)) == 1
    assert numbers(shop, Delivery) == [1]
