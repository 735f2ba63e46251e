"""Two stations count, take back, number and order at once: nothing twice, nothing lost."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.internal_code import InternalCode
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.purchasing import Purchase
from merchant_desk.models.returned import ReturnLine
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.accept_proposal import accept_proposal
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.give_internal_code import give_internal_code
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.take_return import take_return
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.values.deliveries import NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.ids import (
    CountId,
    OrderId,
    ProductId,
    RecordId,
    ShopId,
    new_id,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.purchases import PurchaseDraft, PurchaseWish
from merchant_desk.values.reorder import LineChosen, OrderChosen
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem
from tests import makers
from tests.database.stations import EACH, SOAP, Shop, Station, numbers, two_stations
from tests.postgresql import Server


@pytest.fixture
def shop(
    postgresql_database: Database, postgresql_server: Server, gesture: Gesture
) -> Iterator[Shop]:
    with two_stations(postgresql_database, postgresql_server.url, gesture) as opened:
        yield opened


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
        assert numbers(shop, numbered) == list(range(1, 2 * EACH + 1))


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
    assert numbers(shop, Purchase) == [1]
