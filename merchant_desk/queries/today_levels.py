"""The articles under their minimum, for the page of the day."""

from typing import Any

from sqlalchemy import Select, func, select

from merchant_desk.queries.unmapped.day import STOCK_RULES
from merchant_desk.queries.unmapped.goods import LEVELS, PLACES, PRODUCTS


def under_minimum() -> Select[Any]:
    """Count the articles of which some place holds less than it always should."""
    there = (
        select(func.coalesce(func.sum(LEVELS.c.quantity), 0))
        .join(PLACES, PLACES.c.id == LEVELS.c.place_id)
        .where(
            LEVELS.c.product_id == STOCK_RULES.c.product_id,
            PLACES.c.location_id == STOCK_RULES.c.location_id,
        )
        .scalar_subquery()
    )
    return (
        select(func.count(STOCK_RULES.c.product_id.distinct()))
        .join(PRODUCTS, PRODUCTS.c.id == STOCK_RULES.c.product_id)
        .where(PRODUCTS.c.active, STOCK_RULES.c.minimum > there)
    )
