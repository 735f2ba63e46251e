"""The class of every article, by what its sales of the last year came to."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import UtcColumn
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockMove
from merchant_desk.rules.counting.abc_classes import abc_classes
from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.ids import ProductId
from merchant_desk.values.places import CUSTOMER

_MOVES, _PRODUCTS = table(StockMove), table(Product)
_YEAR = timedelta(days=365)
_UNITS = case(
    (_MOVES.c.to_place_id == CUSTOMER, _MOVES.c.quantity),
    (_MOVES.c.from_place_id == CUSTOMER, -_MOVES.c.quantity),
    else_=0,
)
_SOLD = Prepared(
    select(_MOVES.c.product_id, func.sum(_UNITS).label("units"))
    .where(_MOVES.c.at > bindparam("since", type_=UtcColumn()))
    .group_by(_MOVES.c.product_id)
)
_PRICES = Prepared(select(_PRODUCTS.c.id, _PRODUCTS.c.price))


def article_classes(session: Session, now: datetime) -> dict[ProductId, AbcClass]:
    """Return the class of every article: units sold in a year, less returns, at today's price."""
    sold = {row.product_id: int(row.units) for row in _SOLD.typed(session, since=now - _YEAR)}
    return abc_classes(
        {row.id: sold.get(row.id, 0) * row.price.cents for row in _PRICES.typed(session)}
    )
