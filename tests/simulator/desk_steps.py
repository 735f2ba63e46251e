"""What people do at the desk: prepare, pack, ship, count, price, hold, and decide."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.hold_order import hold_order, release_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.offer_product import offer_products
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.operations.save_shop_settings import save_shop_settings
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.send_now import send_now
from merchant_desk.operations.set_tracking import set_tracking
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.values.ids import OrderId, ParcelId, ParcelLineId, PlaceId, ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.order_states import PREPARABLE
from merchant_desk.values.shop_settings import ShopSettings
from merchant_desk.values.words import MoveReason, OrderState, ParcelState
from tests.simulator.deciding import decide_some
from tests.simulator.giving_back import give_back
from tests.simulator.lot_codes import code_read
from tests.simulator.world import World


def orders_in(session: Session, states: Sequence[OrderState]) -> list[OrderId]:
    """Return the orders in these states, oldest first."""
    wanted = select(Order.id).where(Order.state.in_(states)).order_by(Order.row)
    return list(session.scalars(wanted))


def _some(world: World, dice: Random, states: Sequence[OrderState]) -> OrderId | None:
    found = world.desk.read(orders_in, states)
    return dice.choice(found) if found else None


def _wave(world: World, dice: Random) -> None:
    found = world.desk.read(orders_in, (OrderState.TO_PREPARE,))
    if found:
        chosen = dice.sample(found, min(len(found), 4))
        world.desk.do(make_wave, world.desk.act(), chosen)


def _pack(world: World, dice: Random) -> None:
    """Scan what an order wants, all of it or a part, and close the parcel or leave it open."""
    desk = world.desk
    order_id = _some(world, dice, sorted(PREPARABLE))
    if order_id is None:
        return
    opened = desk.do(open_parcel, desk.act(), order_id)
    if opened is None:
        return
    codes = desk.read(_wanted, opened.parcel_id)
    if dice.random() < 0.3:
        codes = codes[: dice.randrange(len(codes) + 1)]
    for sku in codes:
        world.clock.forward(2)
        scan = code_read(world, dice, sku)
        desk.do(scan_at_packing, desk.act(), opened.parcel_id, scan)
    if dice.random() < 0.8:
        desk.do(close_parcel, desk.act(), opened.parcel_id)


def _wanted(session: Session, parcel_id: ParcelId) -> list[str]:
    rows = session.execute(
        select(Product.sku, ParcelLine.wanted - ParcelLine.packed)
        .join(ParcelLine, ParcelLine.product_id == Product.id)
        .where(ParcelLine.parcel_id == parcel_id)
        .order_by(ParcelLine.id)
    )
    return [row[0] for row in rows for _unit in range(row[1])]


def _ship_whole(world: World, dice: Random) -> None:
    found = world.desk.read(orders_in, (OrderState.TO_PREPARE, OrderState.PREPARING))
    if found:
        chosen = dice.sample(found, min(len(found), dice.choice((1, 2, 5))))
        world.desk.do(ship_orders, world.desk.act(), chosen)


def _track(world: World, dice: Random) -> None:
    closed = world.desk.read(_parcels, ParcelState.CLOSED)
    if closed:
        parcel_id = dice.choice(closed[-4:])
        number = f"6A{dice.randrange(10**11):011d}"
        world.desk.do(set_tracking, world.desk.act(), parcel_id, number)


def _parcels(session: Session, state: ParcelState) -> list[ParcelId]:
    return list(session.scalars(select(Parcel.id).where(Parcel.state == state).order_by(Parcel.id)))


def _missing(world: World, dice: Random) -> None:
    opened = world.desk.read(_parcels, ParcelState.OPEN)
    if opened:
        parcel_id = dice.choice(opened)
        line = dice.choice(world.desk.read(_parcel_lines, parcel_id))
        world.desk.do(report_missing, world.desk.act(), parcel_id, line)


def _parcel_lines(session: Session, parcel_id: ParcelId) -> list[ParcelLineId]:
    return list(session.scalars(select(ParcelLine.id).where(ParcelLine.parcel_id == parcel_id)))


def _adjust(world: World, dice: Random) -> None:
    """Something is found, lost, counted, or sold at the counter of another till."""
    levels = world.desk.read(_levels)
    product_id, place_id, held = dice.choice(levels)
    reason = dice.choice((MoveReason.FOUND, MoveReason.LOSS, MoveReason.COUNT, MoveReason.LOSS))
    change = {
        MoveReason.FOUND: dice.choice((1, 4, 12)),
        MoveReason.LOSS: -dice.choice((1, 2, 5)),
        MoveReason.COUNT: max(0, held + dice.choice((-2, -1, 1, 3))),
    }[reason]
    wanted = Adjustment(
        product_id=product_id,
        place_id=place_id,
        reason=reason,
        quantity=change,
        counted=reason is MoveReason.COUNT,
    )
    world.desk.do(adjust_stock, world.desk.act(), wanted)


def _levels(session: Session) -> list[tuple[ProductId, PlaceId, int]]:
    rows = session.execute(
        select(StockLevel.product_id, StockLevel.place_id, StockLevel.quantity)
        .join(Product, Product.id == StockLevel.product_id)
        .order_by(Product.sku, StockLevel.place_id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _products(session: Session) -> list[Product]:
    return list(session.scalars(select(Product).order_by(Product.sku)))


def _offer(world: World, dice: Random) -> None:
    product = dice.choice(world.desk.read(_products))
    shop_id = world.desk.shops[dice.choice(list(world.shops))]
    world.desk.do(offer_products, world.desk.act(), shop_id, [product.id])


def _price(world: World, dice: Random) -> None:
    product = dice.choice(world.desk.read(_products))
    draft = ProductDraft(
        sku=product.sku,
        name=product.name,
        price=Money(100 * dice.randrange(2, 70) + 50),
        rate_bp=product.rate_bp,
        option_text=product.option_text,
        category=product.category,
        weight_g=product.weight_g,
        default_place_id=product.default_place_id,
        stocked=product.stocked,
    )
    world.desk.do(save_product, world.desk.act(), draft, product.id)


def _hold(world: World, dice: Random) -> None:
    order_id = _some(world, dice, sorted(PREPARABLE))
    if order_id is not None:
        world.desk.do(hold_order, world.desk.act(), order_id, "Demander au client")


def _release(world: World, dice: Random) -> None:
    order_id = _some(world, dice, (OrderState.HELD,))
    if order_id is not None:
        world.desk.do(release_order, world.desk.act(), order_id)


def _buffer(world: World, dice: Random) -> None:
    """Hold units back from a shop, or show everything again."""
    shop_id = world.desk.shops[dice.choice(list(world.shops))]
    settings = ShopSettings(keep_last=dice.choice((0, 1, 3)), buffered=dice.random() < 0.5)
    world.desk.do(save_shop_settings, world.desk.act(), shop_id, settings)


def _send_now(world: World, _dice: Random) -> None:
    world.desk.do(send_now, world.desk.act())


DESK_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {
        "wave": _wave,
        "pack": _pack,
        "ship whole": _ship_whole,
        "track": _track,
        "missing": _missing,
        "adjust": _adjust,
        "give back": give_back,
        "offer": _offer,
        "price": _price,
        "hold": _hold,
        "release": _release,
        "settle": decide_some,
        "buffer": _buffer,
        "send now": _send_now,
    }
)
