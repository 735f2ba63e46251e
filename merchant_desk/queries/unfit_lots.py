"""Articles of which nothing else lies on the shelves than lots that may not leave."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.queries.lot_shelves import LotInBin, lots_in_bins
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import ParcelState

_PRODUCTS, _LEVELS, _LINES, _PARCELS = (
    table(Product),
    table(StockLevel),
    table(ParcelLine),
    table(Parcel),
)
_NOTHING: Mapping[ProductId, int] = MappingProxyType({})
_SHELF = Prepared(
    select(
        select(func.coalesce(func.sum(_LEVELS.c.quantity), 0))
        .where(_LEVELS.c.product_id == _PRODUCTS.c.id)
        .scalar_subquery()
        .label("held"),
        select(func.coalesce(func.sum(_LINES.c.packed), 0))
        .select_from(_LINES)
        .join(_PARCELS, _PARCELS.c.id == _LINES.c.parcel_id)
        .where(_LINES.c.product_id == _PRODUCTS.c.id, _PARCELS.c.state == ParcelState.OPEN)
        .scalar_subquery()
        .label("packed"),
    ).where(_PRODUCTS.c.id == bindparam("product"), _PRODUCTS.c.tracking != Tracking.NONE)
)


def unfit_instead(
    session: Session,
    wanted: Mapping[ProductId, int],
    today: date,
    gone: Mapping[ProductId, int] = _NOTHING,
) -> LotInBin | None:
    """Return a lot that units must be of which are not read, and that may not leave; or None.

    That is where so many units are not left of other lots, or of none, once those packed already
    are taken off, and ``gone`` more. An article whose lots are no longer followed asks nothing.
    """
    unfit: dict[ProductId, list[LotInBin]] = {}
    for each in lots_in_bins(session, wanted):
        if not each.may_leave(today):
            unfit.setdefault(each.product_id, []).append(each)
    for product_id, lots in unfit.items():
        shelf = _SHELF.first(session, product=product_id)
        if shelf is None:
            continue
        away = sum(each.units for each in lots) + gone.get(product_id, 0)
        if int(shelf.held) - int(shelf.packed) - away < wanted[product_id]:
            return min(lots, key=lambda each: each.recalled)
    return None
