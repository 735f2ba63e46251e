"""A day of goods that can be begun again anywhere: bought, unloaded, counted, sold, taken back."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.count import CountEntry, StockCount
from merchant_desk.models.delivery import Delivery, DeliveryCharge
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.lot import Lot
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, Supplier
from merchant_desk.models.shop import Shop
from merchant_desk.models.stock import Place
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.accept_proposal import accept_proposal
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.receive_scan import receive_scan
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.spread_charges import add_charge
from merchant_desk.operations.take_return import take_return
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.values.clock import utc_now
from merchant_desk.values.deliveries import Incoming, NewDelivery
from merchant_desk.values.goods_words import CountState, DeliveryState, PurchaseState
from merchant_desk.values.ids import (
    DeliveryId,
    OrderId,
    PlaceId,
    ProductId,
    PurchaseId,
    RecordId,
    SupplierId,
)
from merchant_desk.values.money import Money
from merchant_desk.values.reorder import LineChosen, OrderChosen
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem
from merchant_desk.values.words import OrderState, PlaceKind
from tests.kill.day import act
from tests.kill.evening import begin
from tests.makers import remote_line, remote_order

SOAP, HONEY = "SAV-LAV-100", "MIE-LAV-250"
ORDERED = {SOAP: 5, HONEY: 3}
MISSING, CHARGE = 2, Money(1000)
_LOT, _UNTIL = "L7", date(2027, 6, 30)
_TAKING = RecordId(bytes.fromhex(f"0193{7:028x}"))


def live_goods(database: Database) -> None:
    """Order, unload, charge, count, undo, sell, take back, recall: to the end."""
    lanes = Lanes(database)
    begin(lanes, act())
    purchase_id = _buy(lanes)
    _unload(lanes, purchase_id)
    _count(lanes)
    order_id = _sell(lanes)
    taken = ReturnTaken(
        taking_id=_TAKING,
        order_id=order_id,
        items=tuple(TakenItem(product_id=_known(lanes, sku)) for sku in (SOAP, HONEY)),
        pay_back=PayBack.DESK,
        means="cash",
    )
    lanes.write(take_return, act(), taken).result()
    lot_id = lanes.read(lambda session: session.scalars(select(Lot.id)).one()).result()
    lanes.write(recall_lot, act(), lot_id, "Bris de verre").result()
    lanes.close()


def _buy(lanes: Lanes) -> PurchaseId:
    """Accept what is proposed, unless it is, and send it."""
    if not lanes.read(_count_of, Purchase).result():
        lines = tuple(
            LineChosen(_known(lanes, sku), units, on_order=0) for sku, units in ORDERED.items()
        )
        supplier = lanes.read(_supplier).result()
        lanes.write(accept_proposal, act(), [OrderChosen(supplier, lines)]).result()
    purchase_id: PurchaseId = lanes.read(
        lambda session: session.scalars(select(Purchase.id)).one()
    ).result()
    state = lanes.read(lambda session: session.get_one(Purchase, purchase_id).state).result()
    if state is PurchaseState.DRAFT:
        lanes.write(send_purchase, act(), purchase_id, accept_below=True).result()
    return purchase_id


def _unload(lanes: Lanes, purchase_id: PurchaseId) -> None:
    """Go on with the lorry where it stands; what was scanned is not scanned again."""
    if lanes.read(_closed).result():
        return
    opened = lanes.write(open_delivery, act(), NewDelivery(purchase_id=purchase_id)).result()
    for sku, units in ORDERED.items():
        while lanes.read(_came, _known(lanes, sku)).result() < units:
            _receive(lanes, opened.delivery_id, sku)
    if not lanes.read(_count_of, DeliveryCharge).result():
        lanes.write(add_charge, act(), opened.delivery_id, "Transport", CHARGE).result()
    lanes.write(close_delivery, act(), opened.delivery_id).result()


def _receive(lanes: Lanes, delivery_id: DeliveryId, sku: str) -> None:
    incoming = Incoming(
        product_id=_known(lanes, sku), lot=_LOT, expires_on=_UNTIL, cost_tenthousandths=21_000
    )
    taken = lanes.write(receive_scan, act(), delivery_id, incoming).result()
    assert taken.counted, taken.title


def _count(lanes: Lanes) -> None:
    """Count wrongly, take it back, and count well."""
    for number, found in enumerate((ORDERED[SOAP] - MISSING, ORDERED[SOAP])):
        if lanes.read(_count_of, StockCount).result() == number:
            lanes.write(open_count, act(), NewCount()).result()
        last = lanes.read(_last_count).result()
        if lanes.read(_count_of, StockCount).result() > number + 1:
            continue
        if last.state is CountState.OPEN:
            if not lanes.read(_entries, last).result():
                place = lanes.read(_bin).result()
                scan = CountScan(last.id, place, scan_of_text(SOAP, utc_now()), found)
                lanes.write(count_scan, act(), scan).result()
            lanes.write(validate_count, act(), last.id).result()
            last = lanes.read(_last_count).result()
        if number == 0 and last.state is CountState.DONE:
            lanes.write(undo_count, act(), last.id).result()


def _sell(lanes: Lanes) -> OrderId:
    """Take an order in, which may be told twice, and ship it unless it left."""
    shop_id = lanes.read(lambda session: session.scalars(select(Shop.id)).one()).result()
    remote = remote_order("1042", remote_line(SOAP, 2), remote_line(HONEY, remote_id="2"))
    order_id: OrderId = lanes.write(accept_order, act(), shop_id, remote).result().order_id
    state = lanes.read(lambda session: session.get_one(Order, order_id).state).result()
    if state is not OrderState.SHIPPED:
        lanes.write(ship_orders, act(), [order_id]).result()
    return order_id


def _known(lanes: Lanes, sku: str) -> ProductId:
    found: ProductId = lanes.read(
        lambda session: session.scalars(select(Product.id).where(Product.sku == sku)).one()
    ).result()
    return found


def _count_of(session: Session, counted: type[Purchase | DeliveryCharge | StockCount]) -> int:
    return int(session.execute(select(func.count()).select_from(counted)).scalar_one())


def _supplier(session: Session) -> SupplierId:
    return session.scalars(select(Supplier.id)).one()


def _closed(session: Session) -> bool:
    closed = select(Delivery.id).where(Delivery.state == DeliveryState.CLOSED)
    return session.execute(closed).first() is not None


def _came(session: Session, product_id: ProductId) -> int:
    came = select(func.coalesce(func.sum(Batch.quantity), 0)).filter_by(product_id=product_id)
    return int(session.execute(came).scalar_one())


def _last_count(session: Session) -> StockCount:
    return session.scalars(select(StockCount).order_by(StockCount.row.desc())).first() or _none()


def _none() -> StockCount:
    raise AssertionError("a count was opened just before")


def _entries(session: Session, of: StockCount) -> bool:
    return session.scalars(select(CountEntry.id).filter_by(count_id=of.id)).first() is not None


def _bin(session: Session) -> PlaceId:
    return session.scalars(select(Place.id).where(Place.kind == PlaceKind.BIN)).one()
