"""The articles under their minimum, for the page of the day."""

from typing import Any

from sqlalchemy import Select, func, select

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place, StockLevel
from merchant_desk.queries.unmapped_tables import STOCK_RULES

_PRODUCTS, _LEVELS, _PLACES = table(Product), table(StockLevel), table(Place)


def under_minimum() -> Select[Any]:
    """Count the articles of which some place holds less than it always should."""
    there = (
        select(func.coalesce(func.sum(_LEVELS.c.quantity), 0))
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(
            _LEVELS.c.product_id == STOCK_RULES.c.product_id,
            _PLACES.c.location_id == STOCK_RULES.c.location_id,
        )
        .scalar_subquery()
    )
    return (
        select(func.count(STOCK_RULES.c.product_id.distinct()))
        .join(_PRODUCTS, _PRODUCTS.c.id == STOCK_RULES.c.product_id)
        .where(_PRODUCTS.c.active, STOCK_RULES.c.minimum > there)
    )
