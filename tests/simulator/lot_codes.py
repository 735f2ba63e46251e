"""What the scanner reads at packing: the code of an article, or the symbol with its lot."""

from dataclasses import replace
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.lot import Lot
from merchant_desk.models.product import Product
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.scan import Scan, scan_of_text
from tests.simulator.world import World
from tests.storefronts.backend import ARTICLES

_EANS = {each.sku: each.ean for each in ARTICLES}


def code_read(world: World, dice: Random, sku: str) -> Scan:
    """Return what is scanned for a unit; where lots are followed, most often with the lot."""
    lots = world.desk.read(_lots, sku)
    if not lots or dice.random() < 0.3:
        return scan_of_text(sku, world.clock.desk())
    symbol = f"]d2010{_EANS[sku]}10{dice.choice(lots)}"
    scan = scan_of_text(symbol, world.clock.desk())
    return replace(scan, anyway=dice.random() < 0.5)


def _lots(session: Session, sku: str) -> list[str]:
    wanted = (
        select(Lot.number)
        .join(Product, Product.id == Lot.product_id)
        .where(Product.sku == sku, Product.tracking == Tracking.LOT)
    )
    return list(session.scalars(wanted.order_by(Lot.number)))
