"""A shop with two bins, a supplier, three articles, an order to it, and a lorry at the door."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.unreceive_scan import unreceive_last
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.deliveries import Incoming, NewDelivery, Question, ScanTaken, ScanUndone
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import DeliveryId, PlaceId, ProductId, PurchaseId, SupplierId
from merchant_desk.values.purchases import PurchaseDraft, PurchaseWish
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import CodeKind
from tests import makers

SOAP, CANDLE, HONEY = "3760123456784", "3760123450003", "3760123459990"
CARTON = "13760123456781"
SOAP_COST, CANDLE_COST = 21_000, 45_000


@dataclass
class DeliveryDesk:
    """A lorry at the door, and a scanner that never waits."""

    session: Session
    gesture: Gesture
    shelf: PlaceId
    supplier: SupplierId
    soap: ProductId
    candle: ProductId
    honey: ProductId
    purchase: PurchaseId
    delivery: DeliveryId
    steps: int = field(default=0)

    def later(self) -> Gesture:
        self.steps += 1
        at = self.gesture.at + timedelta(seconds=self.steps)
        return Gesture(at, self.gesture.person, self.gesture.station_id)

    def scan(self, code: str, units: int = 1, *accepted: Question) -> ScanTaken:
        scan = scan_of_text(code, self.gesture.at)
        incoming = Incoming(scan=scan, units=units, accepted=frozenset(accepted))
        return self.take(incoming)

    def take(self, incoming: Incoming) -> ScanTaken:
        return receive_scan(self.session, self.later(), self.delivery, incoming)

    def lot(self, number: str, day: date | None, *accepted: Question) -> ScanTaken:
        return self.take(
            Incoming(
                product_id=self.honey, lot=number, expires_on=day, accepted=frozenset(accepted)
            )
        )

    def undo(self) -> ScanUndone:
        return unreceive_last(self.session, self.later(), self.delivery)

    def order(self, *wishes: PurchaseWish) -> PurchaseId:
        draft = PurchaseDraft(supplier_id=self.supplier, lines=wishes, accept_zero=True)
        kept = draft_purchase(self.session, self.later(), draft)
        send_purchase(self.session, self.later(), kept.purchase_id)
        return kept.purchase_id

    def order_of_soap(self, units: int, cost: int) -> PurchaseId:
        return self.order(PurchaseWish(self.soap, units, cost))

    def open(self, purchase_id: PurchaseId | None = None, **facts: SupplierId) -> DeliveryId:
        new = NewDelivery(purchase_id=purchase_id, supplier_id=facts.get("supplier_id"))
        self.delivery = open_delivery(self.session, self.later(), new).delivery_id
        return self.delivery

    def received(self) -> list[int]:
        return list(
            self.session.scalars(
                select(PurchaseLine.received)
                .where(PurchaseLine.purchase_id == self.purchase)
                .order_by(PurchaseLine.position)
            )
        )

    def state(self) -> str:
        return self.session.get_one(Purchase, self.purchase).state

    def batches(self) -> list[Batch]:
        return list(self.session.scalars(select(Batch).order_by(Batch.id)))

    def stock(self, product_id: ProductId) -> int:
        return stock_of_everything(self.session).get(product_id, 0)

    def worth(self, product_id: ProductId) -> tuple[int, int]:
        row = self.session.execute(
            select(StockValue.quantity, StockValue.value).where(StockValue.product_id == product_id)
        ).one()
        return row.quantity, row.value

    def track(self, tracking: Tracking = Tracking.LOT) -> None:
        self.session.get_one(Product, self.honey).tracking = tracking
        self.session.flush()


def delivery_desk(session: Session, gesture: Gesture) -> DeliveryDesk:
    """12 soaps at 2,10 € and 6 candles at 4,50 € are on their way."""
    makers.make_station(session, gesture)
    makers.make_profile(session)
    shelf = makers.make_bin(session, makers.make_location(session), "B2")
    soap = makers.make_product(session)
    candle = makers.make_product(session, "BOU-MIE-120", name="Bougie miel 120 g", ean=CANDLE)
    honey = makers.make_product(session, "MIE-LAV-250", name="Miel de lavande 250 g", ean=HONEY)
    session.add(
        ProductCode(code=canonical_code(CARTON), product_id=soap, kind=CodeKind.CARTON, units=6)
    )
    supplier = supplier_named(session, gesture, "Savonnerie du Luberon")
    desk = DeliveryDesk(
        session, gesture, shelf, supplier, soap, candle, honey,
        PurchaseId(b""), DeliveryId(b""),
    )  # fmt: skip
    desk.purchase = desk.order(
        PurchaseWish(soap, 12, SOAP_COST), PurchaseWish(candle, 6, CANDLE_COST)
    )
    desk.open(desk.purchase)
    return desk
