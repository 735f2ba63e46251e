"""A packing bench with an order on it, and a scanner that never waits."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.product import ProductCode
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, ParcelLineId, ProductId
from merchant_desk.values.remote import RemoteLine
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import CodeKind
from tests import makers
from tests.makers import remote_order

SOAP, CANDLE = "3760123456784", "3760123450003"


@dataclass
class PackingBench:
    """A packing bench, an order on it, and a scanner that never waits."""

    session: Session
    gesture: Gesture
    soap: ProductId
    candle: ProductId
    order: OrderId
    parcel: ParcelId
    steps: int = 0

    def later(self) -> Gesture:
        self.steps += 1
        at = self.gesture.at + timedelta(seconds=self.steps)
        return Gesture(at, self.gesture.person, self.gesture.station_id)

    def scan(self, code: str, chosen: ProductId | None = None) -> ItemScanned:
        scan = scan_of_text(code, self.gesture.at)
        answer = scan_at_packing(self.session, self.later(), self.parcel, scan, chosen)
        assert isinstance(answer, ItemScanned)
        return answer

    def packed(self) -> list[int]:
        lines = select(ParcelLine.packed).where(ParcelLine.parcel_id == self.parcel)
        return sorted(self.session.scalars(lines))

    def line_of(self, product: ProductId) -> ParcelLineId:
        return self.session.scalars(
            select(ParcelLine.id).where(
                ParcelLine.product_id == product, ParcelLine.parcel_id == self.parcel
            )
        ).one()

    def name_code(self, text: str, product: ProductId, units: int = 1) -> None:
        kind = CodeKind.CARTON if units > 1 else CodeKind.SUPPLIER
        code = canonical_code(text)
        self.session.add(ProductCode(code=code, product_id=product, kind=kind, units=units))
        self.session.flush()


def packing_bench(session: Session, gesture: Gesture, *lines: RemoteLine) -> PackingBench:
    makers.make_station(session, gesture)
    makers.make_profile(session)
    shelf = makers.make_bin(session, makers.make_location(session), "B2")
    soap = makers.make_product(session)
    candle = makers.make_product(session, "BOU-MIE-120", name="Bougie miel 120 g", ean=CANDLE)
    for product in (soap, candle):
        makers.put_stock(session, gesture, product, shelf, 20)
    shop = makers.make_shop(session)
    order = accept_order(session, gesture, shop, remote_order("1042", *lines)).order_id
    parcel = open_parcel(session, gesture, order).parcel_id
    return PackingBench(session, gesture, soap, candle, order, parcel)
