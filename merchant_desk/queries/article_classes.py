"""The class of every article, by what its sales of the last year came to."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import UtcColumn
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import NOT_SOLD, StockMove
from merchant_desk.rules.counting.abc_classes import abc_classes
from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import MoveReason

_MOVES, _PRODUCTS = table(StockMove), table(Product)
_YEAR = timedelta(days=365)
_SINCE = _MOVES.c.at > bindparam("since", type_=UtcColumn())
# Both are answered by an index alone: reading a million moves for their reason takes ten times as
# long as adding up what the stock lost, and what it gained.
_CHANGED = Prepared(
    select(_MOVES.c.product_id, func.sum(_MOVES.c.change))
    .where(_SINCE)
    .group_by(_MOVES.c.product_id)
)
_NOT_SOLD = Prepared(
    select(_MOVES.c.product_id, func.sum(_MOVES.c.change))
    .where(text(NOT_SOLD), _MOVES.c.reason != MoveReason.RETURN, _SINCE, _MOVES.c.change != 0)
    .group_by(_MOVES.c.product_id)
)
_PRICES = Prepared(select(_PRODUCTS.c.id, _PRODUCTS.c.price))


def article_classes(session: Session, now: datetime) -> dict[ProductId, AbcClass]:
    """Return the class of every article: units sold in a year at today's price.

    What came back to the stock is taken off.
    """
    since = now - _YEAR
    sold = {product: -units for product, units in _CHANGED.rows(session, since=since)}
    for product, units in _NOT_SOLD.rows(session, since=since):
        sold[product] += units
    return abc_classes(
        {
            ProductId(product): int(sold.get(product, 0)) * cents
            for product, cents in _PRICES.rows(session)
        }
    )
