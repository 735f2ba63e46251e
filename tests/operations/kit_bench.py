"""A shop that sells a gift set: two soaps and a candle in one."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLine
from merchant_desk.values.scan import scan_of_text
from tests import makers
from tests.makers import remote_line, remote_order

SOAP, CANDLE, BOX = "3760123456784", "3760123450003", "3760123450010"
KIT_SKU = "COF-PRO"


@dataclass
class KitBench:
    """The gift set, its parts, and a storefront that sells all three."""

    session: Session
    gesture: Gesture
    shop: ShopId
    shelf: PlaceId
    soap: ProductId
    candle: ProductId
    kit: ProductId
    steps: int = 0

    def later(self) -> Gesture:
        self.steps += 1
        at = self.gesture.at + timedelta(seconds=self.steps)
        return Gesture(at, self.gesture.person, self.gesture.station_id)

    def receive(self, *lines: RemoteLine, number: str = "1042", **changes: object) -> OrderId:
        told = remote_order(number, *lines, **changes)
        return accept_order(self.session, self.later(), self.shop, told).order_id

    def open(self, order: OrderId) -> ParcelId:
        return open_parcel(self.session, self.later(), order).parcel_id

    def scan(self, parcel: ParcelId, code: str) -> ItemScanned:
        scan = scan_of_text(code, self.gesture.at)
        answer = scan_at_packing(self.session, self.later(), parcel, scan)
        assert isinstance(answer, ItemScanned)
        return answer

    def lines(self, order: OrderId) -> dict[str, tuple[int, int, int]]:
        """Return what each SKU of an order has: ordered, shipped, cancelled."""
        rows = self.session.execute(
            select(OrderLine.sku, OrderLine.quantity, OrderLine.shipped, OrderLine.cancelled)
            .where(OrderLine.order_id == order)
            .order_by(OrderLine.position)
        )
        return {row[0]: (row[1], row[2], row[3]) for row in rows}

    def promised(self) -> dict[ProductId, int]:
        rows = self.session.execute(
            select(Reservation.product_id, func.sum(Reservation.quantity)).group_by(
                Reservation.product_id
            )
        )
        return {row[0]: int(row[1]) for row in rows}

    def on_hand(self) -> dict[ProductId, int]:
        rows = self.session.execute(
            select(StockLevel.product_id, func.sum(StockLevel.quantity)).group_by(
                StockLevel.product_id
            )
        )
        return {row[0]: int(row[1]) for row in rows}

    def packed(self, parcel: ParcelId) -> dict[ProductId, int]:
        rows = self.session.execute(
            select(ParcelLine.product_id, ParcelLine.packed).where(ParcelLine.parcel_id == parcel)
        )
        return {row[0]: row[1] for row in rows}

    def billed(self) -> list[tuple[str, str, int, int]]:
        """Return every invoiced line: SKU, option, units, cents."""
        rows = self.session.execute(
            select(
                InvoiceLine.sku, InvoiceLine.option_text, InvoiceLine.quantity, InvoiceLine.total
            ).order_by(InvoiceLine.id)
        )
        return [(row[0], row[1], row[2], row[3].cents) for row in rows]


def kit_line(quantity: int = 1, **changes: object) -> RemoteLine:
    """The gift set as the storefront sells it, at 20,00 €."""
    facts = {"total": Money(2000 * quantity), "vat": Money(333 * quantity), **changes}
    return remote_line(KIT_SKU, quantity, **facts)


def kit_bench(session: Session, gesture: Gesture, soaps: int = 20, candles: int = 10) -> KitBench:
    makers.make_station(session, gesture)
    makers.make_profile(session)
    shelf = makers.make_bin(session, makers.make_location(session), "B2")
    soap = makers.make_product(session)
    candle = makers.make_product(session, "BOU-MIE-120", name="Bougie miel 120 g", ean=CANDLE)
    kit = makers.make_product(session, KIT_SKU, name="Coffret Provence", ean=BOX, price_cents=2000)
    for product, units in ((soap, soaps), (candle, candles)):
        if units:
            makers.put_stock(session, gesture, product, shelf, units)
    save_kit(session, gesture, kit, [Part(soap, 2), Part(candle, 1)])
    return KitBench(session, gesture, makers.make_shop(session), shelf, soap, candle, kit)
