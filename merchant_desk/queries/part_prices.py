"""What a part brings that is sold in kits only: its share of what the kit is sold for."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.kit import KitPart
from merchant_desk.models.product import Product
from merchant_desk.values.money import Money

_PARTS, _PRODUCTS = table(KitPart), table(Product)
_UNITS = (
    select(_PARTS.c.kit_id, func.sum(_PARTS.c.quantity).label("units"))
    .group_by(_PARTS.c.kit_id)
    .subquery()
)


def part_prices(session: Session) -> Mapping[bytes, Money]:
    """Return the price of one unit of each part: of the kit in which it brings most."""
    rows = session.execute(
        select(_PARTS.c.product_id, _PRODUCTS.c.price, _UNITS.c.units)
        .join(_PRODUCTS, _PRODUCTS.c.id == _PARTS.c.kit_id)
        .join(_UNITS, _UNITS.c.kit_id == _PARTS.c.kit_id)
        .where(_PRODUCTS.c.active)
    )
    found: dict[bytes, Money] = {}
    for row in rows:
        each = row.price.part(1, int(row.units))
        found[row.product_id] = max(found.get(row.product_id, each), each)
    return found
