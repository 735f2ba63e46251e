"""Boxes and fill leave the stock with the parcel that uses them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.keep_packaging import add_packaging, packaging_of
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.packaging import usual_carton
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.places import USED
from merchant_desk.values.stock_move import Move
from merchant_desk.values.words import MoveReason

_PRODUCTS, _LEVELS = table(Product), table(StockLevel)


def use_packaging(
    session: Session, parcel_ids: Sequence[ParcelId], scanned: Sequence[ParcelId]
) -> list[Move]:
    """Return the moves of what these parcels use; the usual carton where nothing was scanned.

    Only for the ``scanned`` ones a box may be known. What the ledger does not have still leaves:
    its bin goes below zero, which shows.
    """
    used = list(packaging_of(session, scanned))
    carton = usual_carton(session)
    if carton is not None:
        boxed = {parcel_id for parcel_id, _product, _units in used}
        for parcel_id in parcel_ids:
            if parcel_id not in boxed:
                add_packaging(session, parcel_id, carton, 1)
                used.append((parcel_id, carton, 1))
    bins = {product: usual_bin(session, product) for _parcel, product, _units in used}
    return [
        Move(product, bins[product], USED, units, MoveReason.PACKAGING, parcel_id=parcel_id)
        for parcel_id, product, units in used
    ]


def used_up(session: Session, moves: Sequence[Move]) -> dict[ParcelId, tuple[str, ...]]:
    """Return, for each parcel, the boxes and fill it used of which the ledger has no more.

    Parcels without packaging ask nothing.
    """
    used = [each for each in moves if each.reason is MoveReason.PACKAGING and each.parcel_id]
    if not used:
        return {}
    left = func.coalesce(func.sum(_LEVELS.c.quantity), 0)
    rows = session.execute(
        select(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .outerjoin(_LEVELS, _LEVELS.c.product_id == _PRODUCTS.c.id)
        .where(_PRODUCTS.c.id.in_({each.product_id for each in used}))
        .group_by(_PRODUCTS.c.id, _PRODUCTS.c.name, _PRODUCTS.c.option_text)
        .having(left <= 0)
    )
    names = {row.id: full_name(row.name, row.option_text) for row in rows}
    found: dict[ParcelId, tuple[str, ...]] = {}
    for each in used:
        if each.product_id in names and each.parcel_id is not None:
            found[each.parcel_id] = (*found.get(each.parcel_id, ()), names[each.product_id])
    return found
