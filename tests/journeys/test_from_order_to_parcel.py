"""From an online order to a packed parcel with its papers, and back to the storefront."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import UnavailableError
from merchant_desk.models.invoice import Invoice, InvoiceRate
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import PickAllocation, Reservation
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import ParcelOpened
from merchant_desk.operations.scan_item import Scanned, scan_at_packing
from merchant_desk.operations.set_tracking import TrackingSet
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId
from merchant_desk.values.money import Money, total
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import DocumentKind, MessageState, OrderState
from tests.sync.exchange import Exchange, open_exchange

pytestmark = pytest.mark.journey
TRACKED = "6A12345678901"


@pytest.fixture
def begun(database: Database, gesture: Gesture) -> Iterator[Exchange]:
    with open_exchange(database, gesture) as exchange:
        exchange.begin()
        yield exchange


def _scan(
    desk: Exchange, text: str, parcel: ParcelId | None, awaiting: ParcelId | None = None
) -> Scanned:
    desk.clock.forward(seconds=1)
    scan = scan_of_text(text, desk.clock())
    return desk.lanes.write(scan_at_packing, desk.act(), parcel, scan, None, awaiting).result()


def _pack(desk: Exchange, number: str, *skus: str) -> None:
    """Everything by scanner: the slip, the articles, the carrier's label."""
    opened = _scan(desk, desk.order(number).slip_code, None)
    assert isinstance(opened, ParcelOpened)
    for sku in skus:
        _scan(desk, _ean(desk, sku), opened.parcel_id)
    labelled = _scan(desk, f"{TRACKED[:-2]}{number[-2:]}", None, opened.parcel_id)
    assert isinstance(labelled, TrackingSet)


def _ean(desk: Exchange, sku: str) -> str:
    return str(desk.front.product(sku)["global_unique_id"])


def _disagreements(desk: Exchange) -> list[str]:
    with desk.lanes.database.read() as session:
        return [each.sentence for each in ledger_disagreements(session)]


def test_orders_are_picked_packed_shipped_invoiced_and_told(begun: Exchange) -> None:
    first = begun.place(DemoItem("SAV-01", 2), DemoItem("TSH-BLELAV-M"))
    second = begun.place(DemoItem("BOG-02"))
    begun.sync()
    shown = {sku: begun.front.stock(sku) for sku in ("SAV-01", "TSH-BLELAV-M", "BOG-02")}

    ids = [OrderId(begun.order(number).id) for number in (first, second)]
    wave = begun.lanes.write(make_wave, begun.act(), ids).result()
    assert (wave.short_units, wave.left_out) == (0, ())
    assert begun.count(PickAllocation) == 3
    _pack(begun, first, "SAV-01", "TSH-BLELAV-M", "SAV-01")
    _pack(begun, second, "BOG-02")
    begun.sync()
    begun.sync()

    assert _disagreements(begun) == []
    assert {each.state for each in begun.all(Order)} == {OrderState.SHIPPED}
    assert (begun.count(Reservation), begun.count(PickAllocation)) == (0, 0)
    invoiced = {each.order_number: each.total for each in begun.all(Invoice)}
    assert invoiced == {
        number: Money(round(float(begun.front.order(number)["total"]) * 100))
        for number in (first, second)
    }
    assert total(invoiced.values()) == total(each.amount for each in begun.all(Payment))
    assert total(each.total for each in begun.all(InvoiceRate)) == total(invoiced.values())
    assert [each.number for each in begun.all(Invoice)] == ["FA2026-000001", "FA2026-000002"]
    for number in (first, second):
        order = begun.front.order(number)
        meta = {each["key"]: each["value"] for each in order["meta_data"]}
        assert (order["status"], meta["_tracking_number"][-2:]) == ("completed", number[-2:])
        assert len(begun.front.notes(number)) == 1
    assert {sku: begun.front.stock(sku) for sku in shown} == shown
    assert {each.state for each in begun.all(OutboxMessage)} == {MessageState.SENT}
    kinds = sorted(each.kind for each in begun.all(PrintJob))
    assert kinds == sorted(
        [DocumentKind.PICKING, *[DocumentKind.PACKING, DocumentKind.INVOICE] * 2]
    )


def test_several_parcels_together_cost_what_was_paid(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 3), DemoItem("BOG-02", 2))
    begun.sync()

    parcels = [
        begun.pack(number, "SAV-01"),
        begun.pack(number, "SAV-01", "BOG-02"),
        begun.pack(number, "SAV-01", "BOG-02"),
    ]
    begun.sync(minutes=11)

    assert [each.order_complete for each in parcels] == [False, False, True]
    assert total(each.total for each in begun.all(Invoice)) == begun.order(number).total
    with begun.lanes.database.read() as session:
        assert session.scalars(select(Payment.amount)).one() == begun.order(number).total
    assert begun.front.order(number)["status"] == "completed"
    assert len(begun.front.notes(number)) == 3
    assert _disagreements(begun) == []


def test_a_day_without_network_arrives_whole_in_the_evening(begun: Exchange) -> None:
    numbers = [begun.place(DemoItem("SAV-01")) for _order in range(5)]
    begun.sync()
    begun.front.stop()

    for number in numbers:
        begun.track(begun.pack(number, "SAV-01").parcel_id, f"6A{number:0>11}")
        with pytest.raises(UnavailableError):
            begun.sync(minutes=45)
    begun.adjust("BOG-02", 4)
    begun.front.start()
    late = begun.place(DemoItem("BOG-02", 2))
    begun.sync(hours=6)

    assert _disagreements(begun) == []
    assert {begun.front.order(number)["status"] for number in numbers} == {"completed"}
    assert [len(begun.front.notes(number)) for number in numbers] == [1] * 5
    assert begun.order(late).state is OrderState.TO_PREPARE
    assert begun.front.stock("BOG-02") == 29 + 4 - 2
