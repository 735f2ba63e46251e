"""Packing by scanner: counted, refused, taken back, closed with everything that follows."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceRate
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import Reservation, StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import ParcelOpened, open_parcel
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_tracking import TrackingSet
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import DocumentKind, OrderState, ParcelState, ScanOutcome
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

SOAP, CANDLE = "3760123456784", "3760123450003"


@dataclass(frozen=True)
class Bench:
    """A packing bench with soap and candles on the shelf."""

    shop: ShopId
    soap: ProductId
    candle: ProductId
    shelf: PlaceId


def _bench(session: Session, gesture: Gesture) -> Bench:
    make_station(session, gesture)
    make_profile(session)
    shelf = make_bin(session, make_location(session), "B2")
    soap = make_product(session)
    candle = make_product(session, "BOU-MIE-120", name="Bougie miel 120 g", ean=CANDLE)
    for product in (soap, candle):
        put_stock(session, gesture, product, shelf, 10)
    return Bench(make_shop(session), soap, candle, shelf)


def _order(session: Session, gesture: Gesture, bench: Bench, *lines: RemoteLine) -> OrderId:
    return accept_order(session, gesture, bench.shop, remote_order("1042", *lines)).order_id


def _scan(session: Session, gesture: Gesture, parcel: ParcelId | None, code: str) -> ItemScanned:
    answer = scan_at_packing(session, gesture, parcel, scan_of_text(code, gesture.at))
    assert isinstance(answer, ItemScanned)
    return answer


def test_the_last_scan_ships_the_parcel_in_one_gesture(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        carriage = remote_line(
            "", 1, remote_id="ship", kind=LineKind.SHIPPING, name="Colissimo", total=Money(490)
        )
        order_id = _order(session, gesture, bench, remote_line(quantity=2), carriage)
        make_wave(session, gesture, [order_id])

    with database.write() as session:
        opened = scan_at_packing(session, gesture, None, scan_of_text("MDO1042", gesture.at))
        assert isinstance(opened, ParcelOpened)
        first = _scan(session, gesture, opened.parcel_id, SOAP)
        last = _scan(session, gesture, opened.parcel_id, SOAP)

    assert (first.outcome, first.packed, first.wanted) == (ScanOutcome.ADDED, 1, 2)
    assert first.closed is None
    assert last.closed is not None
    assert last.closed.invoice.number == "FA2026-000001"
    assert last.closed.invoice.total == Money(1670)
    with database.read() as session:
        levels = session.execute(
            select(StockLevel.quantity).where(StockLevel.product_id == bench.soap)
        ).scalar_one()
        assert levels == 8
        assert session.execute(select(Reservation)).first() is None
        assert session.scalars(select(Order.state)).one() is OrderState.SHIPPED
        assert session.scalars(select(Parcel.state)).one() is ParcelState.CLOSED
        assert session.scalars(select(OutboxMessage.kind)).all() == ["shipped"]
        assert set(session.scalars(select(PrintJob.kind))) == {
            DocumentKind.PICKING,
            DocumentKind.PACKING,
            DocumentKind.INVOICE,
        }
        rate = session.scalars(select(InvoiceRate)).one()
        assert (rate.base, rate.vat) == (Money(1392), Money(278))


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (CANDLE, ScanOutcome.WRONG),
        ("4006381333931", ScanOutcome.UNKNOWN),
        ("CARTON-6", ScanOutcome.UNKNOWN),
    ],
)
def test_an_article_that_is_not_wanted_is_told_and_never_counted(
    database: Database, gesture: Gesture, code: str, outcome: ScanOutcome
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        parcel = open_parcel(session, gesture, _order(session, gesture, bench)).parcel_id

        answer = _scan(session, gesture, parcel, code)

        assert answer.outcome is outcome
        assert answer.advice
        assert session.scalars(select(ParcelScan.outcome)).all() == [outcome]
        assert session.scalars(select(Parcel.state)).one() is ParcelState.OPEN


def test_digits_turned_into_symbols_by_azerty_are_counted(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        order_id = _order(session, gesture, bench, remote_line(quantity=2))
        parcel = open_parcel(session, gesture, order_id).parcel_id

        answer = _scan(session, gesture, parcel, "\"è-à&é\"'(-è_'")

        assert (answer.outcome, answer.packed) == (ScanOutcome.ADDED, 1)


def test_the_last_scan_can_be_taken_back_and_counted_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        order_id = _order(session, gesture, bench, remote_line(quantity=3))
        parcel = open_parcel(session, gesture, order_id).parcel_id
        for _time in range(2):
            _scan(session, gesture, parcel, SOAP)

        unscan_last(session, gesture, parcel)
        unscan_last(session, gesture, parcel)
        with pytest.raises(RefusedError, match="aucun article"):
            unscan_last(session, gesture, parcel)
        again = _scan(session, gesture, parcel, SOAP)

        assert (again.packed, again.wanted) == (1, 3)


def test_two_parcels_have_two_invoices_that_together_equal_what_was_paid(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        goods = remote_line(quantity=3, total=Money(1000))
        carriage = remote_line("", 1, remote_id="ship", kind=LineKind.SHIPPING, total=Money(490))
        order_id = _order(session, gesture, bench, goods, carriage)
        for _parcel in range(3):
            parcel = open_parcel(session, gesture, order_id).parcel_id
            answer = _scan(session, gesture, parcel, SOAP)
            if answer.closed is None:
                close_parcel(session, gesture, parcel)

        totals = session.scalars(select(Invoice.total).order_by(Invoice.counter)).all()
        assert totals == [Money(823), Money(334), Money(333)]
        assert sum(each.cents for each in totals) == 1490
        assert session.scalars(select(Order.state)).one() is OrderState.SHIPPED


def test_a_missing_article_stays_due_and_the_rest_ships(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        order_id = _order(session, gesture, bench, remote_line(), remote_line("BOU-MIE-120"))
        parcel = open_parcel(session, gesture, order_id).parcel_id
        answer = _scan(session, gesture, parcel, SOAP)
        assert answer.closed is None
        line_id = session.execute(
            select(ParcelLine.id).where(ParcelLine.product_id == bench.candle)
        ).scalar_one()

        said = report_missing(session, gesture, parcel, line_id)
        closed = close_parcel(session, gesture, parcel)

        assert said.parcel_complete
        assert not closed.order_complete
        assert session.scalars(select(Order.state)).one() is OrderState.PARTIAL
        assert session.scalars(select(Reservation.quantity)).all() == [1]


def test_the_carrier_label_gives_the_tracking_number_of_the_parcel_just_closed(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        parcel = open_parcel(session, gesture, _order(session, gesture, bench)).parcel_id
        _scan(session, gesture, parcel, SOAP)
        held = session.scalars(select(OutboxMessage.next_attempt_at)).one()

        answer = scan_at_packing(session, gesture, None, scan_of_text("6A12345678905", gesture.at))

        assert isinstance(answer, TrackingSet)
        assert held > gesture.at
        assert session.scalars(select(OutboxMessage.next_attempt_at)).one() == gesture.at
        assert session.scalars(select(Parcel.tracking)).one() == "6A12345678905"


def test_receiving_an_order_twice_changes_nothing(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = _bench(session, gesture)
        first = accept_order(session, gesture, bench.shop, remote_order("1042"))
        again = accept_order(session, gesture, bench.shop, remote_order("1042"))

        assert first.created
        assert not again.created
        assert session.scalars(select(Reservation.quantity)).all() == [1]
        assert len(session.scalars(select(StockMove.id)).all()) == 2
