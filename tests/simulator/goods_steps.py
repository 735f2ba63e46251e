"""Goods that come in at a price, that suppliers charge otherwise later, and that are carried."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.undo_receipt import undo_receipt
from merchant_desk.operations.write_down import WriteDown, write_down
from merchant_desk.values.goods_words import CostReason, ProductKind
from merchant_desk.values.ids import BatchId, PlaceId, ProductId
from merchant_desk.values.money import Money
from tests.simulator.world import World

SUPPLIERS = ("Savonnerie du Midi", "Atelier Sud")
COSTS = (None, 1_2500, 2_0000, 2_3333)


def shelves(session: Session) -> list[tuple[ProductId, PlaceId]]:
    """Return each article with each bin that ever held it, but for kits."""
    rows = session.execute(
        select(StockLevel.product_id, StockLevel.place_id)
        .join(Product, Product.id == StockLevel.product_id)
        .where(Product.kind == ProductKind.ARTICLE)
        .order_by(Product.sku, StockLevel.place_id)
    )
    return [(row[0], row[1]) for row in rows]


def _deliver(world: World, dice: Random) -> None:
    """Receive some units of an article, at a price or without one."""
    product_id, place_id = dice.choice(world.desk.read(shelves))
    wanted = Receipt(
        product_id=product_id,
        place_id=place_id,
        quantity=dice.choice((1, 3, 6, 24)),
        supplier=dice.choice(SUPPLIERS),
        cost_tenthousandths=dice.choice(COSTS),
    )
    world.desk.do(receive_units, world.desk.act(), wanted)


def _send_back(world: World, dice: Random) -> None:
    """Take some units off a receipt: they were counted by mistake."""
    batches = world.desk.read(_batches)
    if batches:
        batch_id, quantity, _product = dice.choice(batches)
        place_id = dice.choice(world.desk.read(shelves))[1]
        units = dice.randrange(1, quantity + 1)
        world.desk.do(undo_receipt, world.desk.act(), batch_id, place_id, units)


def _charge(world: World, dice: Random) -> None:
    """Learn late what a receipt really cost: an invoice, a credit."""
    batches = world.desk.read(_batches)
    if batches:
        batch_id, quantity, product_id = dice.choice(batches)
        late = LateCost(
            product_id=product_id,
            units=quantity,
            amount=dice.choice((-3_1415, 2_7182, 10_0000)),
            reason=dice.choice((CostReason.CREDIT, CostReason.INVOICE)),
            batch_id=batch_id,
        )
        world.desk.do(change_cost, world.desk.act(), late)


def _write_down(world: World, dice: Random) -> None:
    """Say that an article is worth less than it cost."""
    product_id, _place = dice.choice(world.desk.read(shelves))
    asked = WriteDown(product_id, Money(dice.choice((1, 137, 900))), "Emballage abîmé")
    world.desk.do(write_down, world.desk.act(), asked)


def _carry(world: World, dice: Random) -> None:
    """Carry some units to another bin."""
    held = world.desk.read(shelves)
    product_id, start = dice.choice(held)
    end = dice.choice(sorted({place for _product, place in held}))
    wanted = Transfer(
        product_id=product_id, from_place_id=start, to_place_id=end, quantity=dice.choice((1, 2, 5))
    )
    world.desk.do(move_stock, world.desk.act(), wanted)


def _batches(session: Session) -> list[tuple[BatchId, int, ProductId]]:
    """Return what was received by hand; what a lorry brought is taken back scan by scan."""
    rows = session.execute(
        select(Batch.id, Batch.quantity, Batch.product_id)
        .where(Batch.delivery_id.is_(None))
        .order_by(Batch.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


GOODS_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {
        "deliver": _deliver,
        "send back": _send_back,
        "charge": _charge,
        "write down": _write_down,
        "carry": _carry,
    }
)
