"""A delivery is scanned: lines fill, cartons count their units, surprises are told."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.queries.delivery_view import delivery_view
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.deliveries import Arrival, Incoming, NewDelivery, Question, Rest
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, PurchaseState, Tracking
from merchant_desk.values.purchases import PurchaseWish
from tests.operations.delivery_desk import (
    CANDLE,
    CARTON,
    HONEY,
    SOAP,
    SOAP_COST,
    DeliveryDesk,
    delivery_desk,
)


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[DeliveryDesk]:
    with database.write() as session:
        yield delivery_desk(session, gesture)
        assert value_differences(session) == ()


def test_a_carton_counts_its_units_on_the_line_that_waits(desk: DeliveryDesk) -> None:
    first = desk.scan(CARTON)
    second = desk.scan(SOAP)

    assert (first.arrival, first.units, first.received, first.expected) == (
        Arrival.ADDED, 6, 6, 12,
    )  # fmt: skip
    assert (second.arrival, second.received) == (Arrival.ADDED, 7)
    assert desk.received() == [7, 0]
    assert desk.state() == PurchaseState.PARTIAL
    (batch,) = desk.batches()
    assert (batch.quantity, batch.cost_tenthousandths) == (7, SOAP_COST)
    assert batch.supplier == "Savonnerie du Luberon"
    assert desk.stock(desk.soap) == 7


def test_the_last_unit_of_the_last_line_makes_the_order_received(desk: DeliveryDesk) -> None:
    desk.scan(CARTON, 2)
    last = desk.scan(CANDLE, 6)

    assert last.arrival is Arrival.COMPLETE
    assert desk.state() == PurchaseState.RECEIVED


def test_one_unit_too_many_is_taken_in_and_told(desk: DeliveryDesk) -> None:
    desk.scan(CANDLE, 5)

    more = desk.scan(CANDLE, 3)

    assert (more.arrival, more.received, more.expected) == (Arrival.SURPLUS, 8, 6)
    assert more.title.startswith("En trop")
    assert "2 unités" in more.title
    assert desk.received() == [0, 8]


def test_an_article_nobody_ordered_is_taken_in_and_told(desk: DeliveryDesk) -> None:
    told = desk.scan(HONEY)

    assert told.arrival is Arrival.UNORDERED
    assert desk.stock(desk.honey) == 1
    assert desk.batches()[0].purchase_line_id is None


def test_another_order_to_the_same_supplier_is_served_too(desk: DeliveryDesk) -> None:
    other = desk.order(PurchaseWish(desk.honey, 4, 60_000))

    told = desk.scan(HONEY, 4)

    assert (told.arrival, told.expected) == (Arrival.COMPLETE, 4)
    desk.purchase = other
    assert desk.received() == [4]
    assert desk.state() == PurchaseState.RECEIVED


def test_an_article_that_another_order_has_had_whole_is_not_ordered(desk: DeliveryDesk) -> None:
    other = desk.order(PurchaseWish(desk.honey, 4, 60_000), PurchaseWish(desk.soap, 6, SOAP_COST))
    desk.open(other)
    desk.scan(HONEY, 4)
    close_delivery(desk.session, desk.later(), desk.delivery, Rest.EXPECTED)
    desk.open(desk.purchase)

    told = desk.scan(HONEY)

    assert (told.arrival, told.expected) == (Arrival.UNORDERED, 0)


def test_a_line_that_came_whole_with_an_earlier_delivery_takes_no_more_unseen(
    desk: DeliveryDesk,
) -> None:
    desk.scan(CANDLE, 6)
    close_delivery(desk.session, desk.later(), desk.delivery, Rest.EXPECTED)
    desk.open(desk.purchase)

    told = desk.scan(CANDLE)

    assert (told.arrival, told.received, told.expected) == (Arrival.SURPLUS, 1, 0)


def test_what_came_whole_with_an_earlier_delivery_is_not_shown_as_a_surprise(
    desk: DeliveryDesk,
) -> None:
    desk.scan(CANDLE, 6)
    close_delivery(desk.session, desk.later(), desk.delivery, Rest.EXPECTED)
    desk.open(desk.purchase)

    view = delivery_view(desk.session, desk.delivery)

    assert view is not None
    assert [(each.product_id, each.expected) for each in view.lines] == [(desk.soap, 12)]


@pytest.mark.parametrize("code", ["4006381333931", "nawak", "%%%", "0" * 13])
def test_an_unknown_code_brings_nothing_in_and_says_it(desk: DeliveryDesk, code: str) -> None:
    told = desk.scan(code)

    assert told.arrival is Arrival.UNKNOWN
    assert not told.counted
    assert code in told.advice
    assert desk.batches() == []


def test_the_suppliers_own_reference_names_the_article(desk: DeliveryDesk) -> None:

    wanted = select(PurchaseLine).filter_by(product_id=desk.soap)
    desk.session.scalars(wanted).one().supplier_sku = "SL-77"

    assert desk.scan("sl-77").received == 1


@pytest.mark.parametrize(("units", "accepted"), [(0, True), (0, False), (100_000, False)])
def test_no_unit_and_far_too_many_are_asked_about(
    desk: DeliveryDesk, units: int, accepted: bool
) -> None:
    told = desk.scan(SOAP, units, *([Question.UNITS] if accepted else []))

    assert (told.arrival, told.question) == (Arrival.ASKED, Question.UNITS)
    assert desk.batches() == []


def test_a_great_many_units_come_in_once_she_says_so(desk: DeliveryDesk) -> None:
    told = desk.scan(SOAP, 1_000, Question.UNITS)

    assert told.arrival is Arrival.SURPLUS
    assert desk.stock(desk.soap) == 1_000


def test_a_price_of_zero_is_asked_about_once(desk: DeliveryDesk) -> None:
    desk.open(desk.order(PurchaseWish(desk.honey, 5, 0)))

    asked = desk.scan(HONEY)
    taken = desk.scan(HONEY, 1, Question.NO_COST)
    again = desk.scan(HONEY)

    assert asked.question is Question.NO_COST
    assert (taken.received, again.received) == (1, 2)


def test_a_gift_leaves_the_known_cost_of_its_article(desk: DeliveryDesk) -> None:
    desk.session.get_one(Product, desk.honey).cost_tenthousandths = 60_000
    desk.open(desk.order(PurchaseWish(desk.honey, 5, 0)))

    desk.scan(HONEY, 5, Question.NO_COST)

    assert desk.session.get_one(Product, desk.honey).cost_tenthousandths == 60_000


def test_a_tracked_article_without_its_lot_waits_for_it(desk: DeliveryDesk) -> None:
    desk.track()

    without = desk.scan(HONEY, 1, Question.LOT, Question.NO_DATE)
    dateless = desk.lot("L1", None)
    meant = desk.lot("L1", None, Question.NO_DATE)
    known = desk.lot("L1", None)

    assert (without.arrival, without.question) == (Arrival.ASKED, Question.LOT)
    assert dateless.question is Question.NO_DATE
    assert (meant.received, known.received) == (1, 2)


def test_the_lot_and_date_of_a_symbol_are_kept(desk: DeliveryDesk) -> None:
    desk.track()

    told = desk.scan(f"(01)0{HONEY}(17)271231(10)AB12")

    assert told.lot_id is not None
    assert desk.batches()[0].lot_id == told.lot_id


def test_an_expired_lot_comes_in_only_when_she_says_so(desk: DeliveryDesk) -> None:
    desk.track()

    asked = desk.lot("VIEUX", date(2026, 11, 20))
    assert (asked.question, desk.batches()) == (Question.EXPIRED, [])

    taken = desk.lot("VIEUX", date(2026, 11, 20), Question.EXPIRED)
    again = desk.lot("VIEUX", date(2026, 11, 20))
    assert (taken.received, again.received) == (1, 2)


def test_the_last_day_of_sale_is_not_past_yet(desk: DeliveryDesk) -> None:
    desk.track()

    assert desk.lot("L9", date(2026, 11, 21)).received == 1


def test_a_serial_number_comes_in_once(desk: DeliveryDesk) -> None:
    desk.track(Tracking.SERIAL)
    desk.lot("SN1", None)

    with pytest.raises(RefusedError, match="déjà en stock"):
        desk.lot("SN1", None)
    with pytest.raises(RefusedError, match="une seule unité"):
        desk.take(Incoming(product_id=desk.honey, lot="SN2", units=2))


def test_a_kit_has_no_stock_to_receive(desk: DeliveryDesk) -> None:
    desk.session.get_one(Product, desk.honey).kind = ProductKind.KIT

    with pytest.raises(RefusedError, match="lot composé"):
        desk.scan(HONEY)


def test_a_negative_quantity_is_refused(desk: DeliveryDesk) -> None:
    with pytest.raises(RefusedError, match="négative"):
        desk.scan(SOAP, -1)


def test_the_last_scan_is_taken_back_line_by_line(desk: DeliveryDesk) -> None:
    other = desk.order(PurchaseWish(desk.soap, 5, 19_000))
    desk.scan(SOAP, 10)
    desk.scan(SOAP, 5)  # two for the first order, three for the other

    undone = desk.undo()

    assert (undone.units, undone.received) == (5, 10)
    assert desk.received() == [10, 0]
    desk.purchase = other
    assert (desk.received(), desk.state()) == ([0], PurchaseState.SENT)
    assert desk.undo().received == 0
    assert (desk.stock(desk.soap), desk.batches()) == (0, [])
    with pytest.raises(RefusedError, match="pas de scan à annuler"):
        desk.undo()


def test_the_delivery_of_an_order_goes_on_where_it_was_left(desk: DeliveryDesk) -> None:
    desk.scan(SOAP)

    again = open_delivery(desk.session, desk.later(), NewDelivery(purchase_id=desk.purchase))

    assert (again.delivery_id, again.resumed) == (desk.delivery, True)


def test_a_delivery_left_open_after_its_last_unit_goes_on_too(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)
    desk.scan(CANDLE, 6)
    whole = desk.state()

    again = open_delivery(desk.session, desk.later(), NewDelivery(purchase_id=desk.purchase))

    assert whole == PurchaseState.RECEIVED
    assert (again.delivery_id, again.resumed) == (desk.delivery, True)


def test_goods_come_in_without_order_nor_supplier(desk: DeliveryDesk) -> None:
    desk.open()

    told = desk.scan(SOAP, 3)

    assert (told.arrival, told.expected, told.received) == (Arrival.ADDED, 0, 3)
    assert desk.received() == [0, 0]
