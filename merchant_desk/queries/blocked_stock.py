"""Units on the shelves that may not be sold: their lot has expired, or is recalled."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.queries.unmapped.day import LOT_LEVELS, LOTS
from merchant_desk.values.ids import ProductId

_PAGE = 400
_BLOCKED = (
    (LOTS.c.id == LOT_LEVELS.c.lot_id)
    & or_(LOTS.c.expired_at.is_not(None), LOTS.c.recalled_at.is_not(None))
    & (LOT_LEVELS.c.quantity > 0)
)


_EVERYTHING = Prepared(
    select(LOT_LEVELS.c.product_id, func.sum(LOT_LEVELS.c.quantity))
    .select_from(LOT_LEVELS)
    .join(LOTS, _BLOCKED)
    .group_by(LOT_LEVELS.c.product_id)
)


def blocked_of_everything(session: Session) -> dict[bytes, int]:
    """Return the units that may not be sold, of every article that has some."""
    return {product: int(units) for product, units in _EVERYTHING.rows(session)}


def blocked_of(product_id: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the units of one product that lie in its bins and may not be sold."""
    units = select(func.coalesce(func.sum(LOT_LEVELS.c.quantity), 0)).select_from(LOT_LEVELS)
    return units.join(LOTS, _BLOCKED).where(LOT_LEVELS.c.product_id == product_id).scalar_subquery()


def blocked_units(session: Session, product_ids: Collection[Any]) -> dict[ProductId, int]:
    """Return the units that may not be sold, of those articles that have some."""
    found: dict[ProductId, int] = {}
    wanted = sorted(set(product_ids))
    for start in range(0, len(wanted), _PAGE):
        rows = session.execute(
            select(LOT_LEVELS.c.product_id, func.sum(LOT_LEVELS.c.quantity))
            .select_from(LOT_LEVELS)
            .join(LOTS, _BLOCKED)
            .where(LOT_LEVELS.c.product_id.in_(wanted[start : start + _PAGE]))
            .group_by(LOT_LEVELS.c.product_id)
        )
        found |= {ProductId(row[0]): int(row[1]) for row in rows}
    return found
