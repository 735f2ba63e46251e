"""Articles made of others, and articles whose lots are followed."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.recall_lot import recall_lot, scrap_lot
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, PlaceId, ProductId
from merchant_desk.values.words import MoveReason
from tests.simulator.world import World

KIT, PART, DATED = "CAR-09", "SAV-01", "BOU-02"
"""Every shop sells all three; the kit is made of the two others, one of which has lots."""


def _make_kit(world: World, dice: Random) -> None:
    """Make an article a kit, another kit, or an article of its own again."""
    desk = world.desk
    known = desk.read(_by_sku)
    for place_id in desk.read(_bins_of, known[KIT]):
        emptied = Adjustment(
            product_id=known[KIT],
            place_id=place_id,
            reason=MoveReason.COUNT,
            quantity=0,
            counted=True,
        )
        desk.do(adjust_stock, desk.act(), emptied)
    parts = [Part(known[PART], dice.choice((1, 2))), Part(known[DATED], 1)]
    made = [] if dice.random() < 0.15 else parts[: dice.choice((1, 2, 2))]
    desk.do(save_kit, desk.act(), known[KIT], made)


def _follow(world: World, dice: Random) -> None:
    """Follow the lots of an article from now on, or no longer."""
    tracking = dice.choice((Tracking.LOT, Tracking.LOT, Tracking.LOT, Tracking.NONE))
    product_id = world.desk.read(_by_sku)[DATED]
    world.desk.do(follow_lots, world.desk.act(), product_id, tracking)


def _recall(world: World, dice: Random) -> None:
    """Take a lot off the shelves, now and then for good."""
    lots = world.desk.read(_lots)
    if lots:
        take_off = dice.choice((recall_lot, recall_lot, scrap_lot))
        world.desk.do(take_off, world.desk.act(), dice.choice(lots))


def _by_sku(session: Session) -> dict[str, ProductId]:
    wanted = select(Product.sku, Product.id).where(Product.sku.in_((KIT, PART, DATED)))
    return {row[0]: row[1] for row in session.execute(wanted)}


def _bins_of(session: Session, product_id: ProductId) -> list[PlaceId]:
    held = select(StockLevel.place_id).where(
        StockLevel.product_id == product_id, StockLevel.quantity != 0
    )
    return list(session.scalars(held.order_by(StockLevel.place_id)))


def _lots(session: Session) -> list[LotId]:
    return list(session.scalars(select(Lot.id).order_by(Lot.id)))


KIT_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {"make kit": _make_kit, "follow lots": _follow, "recall": _recall}
)
