"""A day at the desk that can be begun again anywhere: what is done already is not done twice."""

from pathlib import Path

import keyring
from keyring.backends import fail
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.app.storefronts import Storefronts
from merchant_desk.database.database import Database, open_database
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.lanes import Lanes
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import Shop
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_tracking import set_tracking
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, ProductId, ShopId, StationId
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import Master, MoveReason, OrderState, ParcelState
from tests.kill.counter import live_counter
from tests.kill.evening import begin, live_evening
from tests.sealed_shop import Key

COUNTED_SKU, COUNTED = "SAV-02", 50
STATION = StationId(bytes.fromhex("0193000000007000800000000000000a"))
_KEY = Key()


def act() -> Gesture:
    return Gesture(utc_now(), "Camille", STATION, signer=_KEY)


def live(path: Path) -> None:
    """Exchange, open the stock, pick, pack, count, sell, invoice, close, exchange: to the end."""
    live_with(open_database(f"sqlite:///{path}"))


def live_with(database: Database) -> None:
    with database.read() as session:
        shop_id = session.scalars(select(Shop.id)).one()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring has no types here
    secrets = Secrets()
    secrets.keep(shop_id, DEMO_KEY, DEMO_SECRET)
    lanes = Lanes(database)
    limits = HttpLimits(read_s=5, whole_s=10)
    storefronts = Storefronts(lanes, act, secrets, lambda: HttpClient(limits=limits))
    begin(lanes, act())
    storefronts.sync(shop_id)
    _open_stock(lanes, shop_id)
    _make_wave(lanes)
    _ship_first(lanes)
    while (order_id := lanes.read(_next_to_pack).result()) is not None:
        _pack(lanes, order_id)
    _track(lanes)
    _count(lanes)
    live_counter(lanes, act)
    live_evening(lanes, act())
    storefronts.sync(shop_id)
    storefronts.close()
    lanes.close()


def _open_stock(lanes: Lanes, shop_id: ShopId) -> None:
    if lanes.read(lambda session: session.get_one(Shop, shop_id).opening_taken_at).result():
        return
    after: ProductId | None = None
    while True:
        after = lanes.write(take_shop_stock, act(), shop_id, after, 7).result().after
        if after is None:
            break
    lanes.write(_decide, shop_id).result()


def _decide(session: Session, shop_id: ShopId) -> None:
    shop = session.get_one(Shop, shop_id)
    shop.stock_master = shop.price_master = Master.DESK


def _make_wave(lanes: Lanes) -> None:
    fresh = lanes.read(_in_state, (OrderState.TO_PREPARE,)).result()
    if fresh:
        lanes.write(make_wave, act(), fresh).result()


def _ship_first(lanes: Lanes) -> None:
    """Ship the first order whole; when it has left already it is refused, and nothing changes."""
    first = lanes.read(_in_state, tuple(OrderState)).result()[:1]
    lanes.write(ship_orders, act(), first).result()


def _in_state(session: Session, states: tuple[OrderState, ...]) -> list[OrderId]:
    wanted = select(Order.id).where(Order.state.in_(states)).order_by(Order.number)
    return [OrderId(each) for each in session.scalars(wanted)]


def _next_to_pack(session: Session) -> OrderId | None:
    open_states = (OrderState.TO_PREPARE, OrderState.PREPARING, OrderState.PARTIAL)
    return next(iter(_in_state(session, open_states)), None)


def _pack(lanes: Lanes, order_id: OrderId) -> None:
    parcel_id = lanes.write(open_parcel, act(), order_id).result().parcel_id
    while code := lanes.read(_next_code, parcel_id).result():
        scan = scan_of_text(code, utc_now())
        lanes.write(scan_at_packing, act(), parcel_id, scan).result()


def _next_code(session: Session, parcel_id: ParcelId) -> str:
    """The code of an article the open parcel still wants, empty when it is closed."""
    if session.get_one(Parcel, parcel_id).state is not ParcelState.OPEN:
        return ""
    wanted = select(ParcelLine.product_id).where(
        ParcelLine.parcel_id == parcel_id, ParcelLine.packed < ParcelLine.wanted
    )
    product = session.scalars(wanted.order_by(ParcelLine.id)).first()
    found = select(ProductCode.code).where(ProductCode.product_id == product)
    return session.scalars(found).one().lstrip("0")


def _track(lanes: Lanes) -> None:
    for parcel_id, number in lanes.read(_untracked).result():
        lanes.write(set_tracking, act(), parcel_id, f"6A{number:0>11}").result()


def _untracked(session: Session) -> list[tuple[ParcelId, str]]:
    rows = session.execute(
        select(Parcel.id, Order.number)
        .join(Order, Order.id == Parcel.order_id)
        .where(Parcel.state == ParcelState.CLOSED, Parcel.tracking == "")
        .order_by(Order.number)
    )
    return [(row[0], row[1]) for row in rows]


def _count(lanes: Lanes) -> None:
    product, place = lanes.read(_bin_of, COUNTED_SKU).result()
    wanted = Adjustment(
        product_id=product, place_id=place, reason=MoveReason.COUNT, quantity=COUNTED, counted=True
    )
    lanes.write(adjust_stock, act(), wanted).result()


def _bin_of(session: Session, sku: str) -> tuple[ProductId, PlaceId]:
    row = session.execute(
        select(StockLevel.product_id, StockLevel.place_id)
        .join(Product, Product.id == StockLevel.product_id)
        .where(Product.sku == sku)
    ).one()
    return row[0], row[1]
