"""Two stations receive, count, take back and order at once: nothing is done twice, none is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Barrier
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.errors import RefusedError
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.internal_code import InternalCode
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.lot import Lot
from merchant_desk.models.purchasing import Purchase
from merchant_desk.models.returned import ReturnLine
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.accept_proposal import accept_proposal
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.give_internal_code import give_internal_code
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.save_settings import register_station
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.take_return import take_return
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.deliveries import Incoming, NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseState, Tracking
from merchant_desk.values.ids import (
    CountId,
    DeliveryId,
    OrderId,
    PlaceId,
    ProductId,
    RecordId,
    ShopId,
    StationId,
    SupplierId,
    new_id,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.purchases import PurchaseDraft, PurchaseWish
from merchant_desk.values.reorder import LineChosen, OrderChosen
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem
from tests import makers
from tests.postgresql import Server

SOAP, CANDLE = "3760123456784", "3760123450003"
EACH = 6
_LONGEST_S = 60
P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Station:
    """One computer of the shop, with its own connection."""

    database: Database
    gesture: Gesture
    rank: int
    meeting: Barrier | None = None
    """Where the next gesture waits for the other station, once it has looked at the data."""

    def do(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def overlapping(session: Session) -> T:
            meeting, self.meeting = self.meeting, None
            if meeting is not None:
                session.execute(select(StockLevel.quantity)).all()
                meeting.wait(_LONGEST_S)
            return operation(session, *args, **kwargs)

        return self.database.gesture(overlapping).answer


@dataclass
class Shop:
    """Two stations, two articles in one bin, and a supplier."""

    stations: tuple[Station, Station]
    bin: PlaceId
    soap: ProductId
    candle: ProductId
    supplier: SupplierId
    numbers: Iterator[int] = field(default_factory=lambda: count(1042))

    @property
    def first(self) -> Station:
        return self.stations[0]

    def at_once(self, work: Callable[[Station], T]) -> list[T | str]:
        """Let both stations work on the same picture of the data; who is refused tells so."""
        meeting = Barrier(2)

        def start(station: Station) -> T | str:
            station.meeting = meeting
            try:
                return work(station)
            except RefusedError as refused:
                return refused.title

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(start, self.stations))

    def level(self, product_id: ProductId) -> int:
        with self.first.database.read() as session:
            wanted = select(func.sum(StockLevel.quantity)).filter_by(product_id=product_id)
            return int(session.execute(wanted).scalar_one() or 0)

    def agrees(self) -> bool:
        with self.first.database.read() as session:
            return ledger_disagreements(session) == ()


def _furnish(session: Session, gesture: Gesture) -> tuple[PlaceId, ProductId, ProductId]:
    makers.make_profile(session)
    shelf = makers.make_bin(session, makers.make_location(session))
    soap = makers.make_product(session, ean=SOAP)
    candle = makers.make_product(session, "BOU-MIE-120", name="Bougie", ean=CANDLE)
    for product in (soap, candle):
        makers.put_stock(session, gesture, product, shelf, 100)
    return shelf, soap, candle


@pytest.fixture
def shop(
    postgresql_database: Database, postgresql_server: Server, gesture: Gesture
) -> Iterator[Shop]:
    other = open_database(postgresql_server.url)
    second = replace(gesture, station_id=StationId(new_id()), person="Hugo")
    stations = (Station(postgresql_database, gesture, 0), Station(other, second, 1))
    for each in stations:
        who = each.gesture
        each.do(register_station, who.station_id, who.person, who.at)
    furnished = stations[0].do(_furnish, gesture)
    supplier = stations[0].do(supplier_named, gesture, "Savonnerie du Luberon")
    yield Shop(stations, *furnished, supplier)
    other.close()


def _numbers(shop: Shop, numbered: type[Purchase | Delivery | StockCount]) -> list[int]:
    with shop.first.database.read() as session:
        numbers = session.scalars(select(numbered.number)).all()
    return sorted(int(each.partition("-")[2]) for each in numbers)


def _order(shop: Shop, station: Station, units: int = 12) -> PurchaseState:
    wishes = (PurchaseWish(shop.soap, units, 21_000),)
    draft = PurchaseDraft(supplier_id=shop.supplier, lines=wishes)
    return station.do(draft_purchase, station.gesture, draft).state


def test_both_number_orders_counts_and_deliveries_and_no_number_comes_twice(shop: Shop) -> None:
    def work(station: Station) -> int:
        for _time in range(EACH):
            _order(shop, station)
            station.do(open_count, station.gesture, NewCount())
            new = NewDelivery(supplier_id=shop.supplier)
            station.do(open_delivery, station.gesture, new)
        return EACH

    assert shop.at_once(work) == [EACH, EACH]

    for numbered in (Purchase, StockCount, Delivery):
        assert _numbers(shop, numbered) == list(range(1, 2 * EACH + 1))


def test_both_give_codes_of_the_shop_and_no_code_comes_twice(shop: Shop) -> None:
    def bare(session: Session) -> list[ProductId]:
        return [
            makers.make_product(session, f"NU-{rank}", name=f"Nu {rank}", ean=None)
            for rank in range(2 * EACH)
        ]

    articles = shop.first.do(bare)

    def work(station: Station) -> list[str]:
        mine = articles[station.rank :: 2]
        return [station.do(give_internal_code, station.gesture, each) for each in mine]

    given = [code for codes in shop.at_once(work) for code in codes]

    with shop.first.database.read() as session:
        numbers = sorted(session.scalars(select(InternalCode.number)))
    assert len(set(given)) == 2 * EACH
    assert numbers == list(range(1, 2 * EACH + 1))


def test_both_give_a_code_to_the_same_article_and_it_gets_one(shop: Shop) -> None:
    bare = shop.first.do(makers.make_product, "NU", name="Nu", ean=None)

    answers = shop.at_once(lambda each: each.do(give_internal_code, each.gesture, bare))

    assert sorted(each.startswith("Aucun code n’a été donné") for each in answers) == [False, True]
    with shop.first.database.read() as session:
        assert session.execute(select(func.count(InternalCode.number))).scalar_one() == 1


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
    assert _numbers(shop, Delivery) == [1]


def test_both_count_the_same_bin_and_what_they_scanned_adds_up(shop: Shop) -> None:
    count_id = shop.first.do(open_count, shop.first.gesture, NewCount()).count_id

    def work(station: Station) -> int:
        for _time in range(EACH):
            scan = scan_of_text(SOAP, station.gesture.at)
            station.do(count_scan, station.gesture, CountScan(count_id, shop.bin, scan, 8))
        return EACH

    assert shop.at_once(work) == [EACH, EACH]

    shop.first.do(validate_count, shop.first.gesture, count_id)
    assert shop.level(shop.soap) == 2 * EACH * 8
    assert shop.agrees()


def _counted(shop: Shop, units: int) -> CountId:
    who = shop.first
    count_id = who.do(open_count, who.gesture, NewCount()).count_id
    scan = scan_of_text(SOAP, who.gesture.at)
    who.do(count_scan, who.gesture, CountScan(count_id, shop.bin, scan, units))
    return count_id


def test_both_validate_the_same_count_and_it_corrects_once(shop: Shop) -> None:
    count_id = _counted(shop, 90)

    answers = shop.at_once(lambda each: each.do(validate_count, each.gesture, count_id).number)

    assert sorted("déjà validé" in each for each in answers) == [False, True]
    assert shop.level(shop.soap) == 90
    with shop.first.database.read() as session:
        assert session.execute(select(func.count(CountLine.id))).scalar_one() == 1


def _storefront(session: Session) -> ShopId:
    return makers.make_shop(session)


def _shipped(shop: Shop) -> OrderId:
    who = shop.first
    remote = makers.remote_order(str(next(shop.numbers)), makers.remote_line(quantity=2))
    order_id = who.do(accept_order, who.gesture, who.do(_storefront), remote).order_id
    who.do(ship_orders, who.gesture, [order_id])
    return order_id


def _taken(shop: Shop, order_id: OrderId) -> ReturnTaken:
    return ReturnTaken(
        taking_id=RecordId(new_id()),
        order_id=order_id,
        items=(TakenItem(product_id=shop.soap, units=2),),
        pay_back=PayBack.DESK,
        means="cash",
    )


def test_both_take_the_same_parcel_back_and_it_comes_back_once(shop: Shop) -> None:
    order_id = _shipped(shop)

    def work(station: Station) -> str:
        return station.do(take_return, station.gesture, _taken(shop, order_id)).number

    answers = shop.at_once(work)

    assert sorted("est déjà revenu" in each for each in answers) == [False, True]
    assert shop.level(shop.soap) == 100
    with shop.first.database.read() as session:
        assert session.scalars(select(ReturnLine.received)).all() == [2]
        kinds = session.scalars(select(Invoice.kind)).all()
    assert sorted(kinds) == sorted((InvoiceKind.INVOICE, InvoiceKind.CREDIT_NOTE))
    assert shop.agrees()


def test_the_same_gesture_sent_by_both_stations_is_done_once(shop: Shop) -> None:
    taken = _taken(shop, _shipped(shop))

    answers = shop.at_once(lambda each: each.do(take_return, each.gesture, taken).number)

    assert len(set(answers)) == 1
    assert shop.level(shop.soap) == 100
    assert shop.agrees()


def test_both_name_a_supplier_for_the_first_time_and_it_has_one_card(shop: Shop) -> None:
    named = shop.at_once(lambda each: each.do(supplier_named, each.gesture, "Atelier Sud"))

    assert len(set(named)) == 1


def test_both_accept_the_same_proposal_and_it_is_ordered_once(shop: Shop) -> None:
    chosen = LineChosen(shop.soap, 12, on_order=0)
    orders = [OrderChosen(shop.supplier, (chosen,))]

    def work(station: Station) -> str:
        return station.do(accept_proposal, station.gesture, orders)[0].number

    answers = shop.at_once(work)

    assert sorted("vient d’être commandé" in each for each in answers) == [False, True]
    assert _numbers(shop, Purchase) == [1]
