"""The least stock of one article, place by place, as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Location, Place, StockLevel
from merchant_desk.models.stock_rule import StockRule
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import LocationId, ProductId

_RULES, _LEVELS, _PLACES, _LOCATIONS, _PRODUCTS = (
    table(StockRule),
    table(StockLevel),
    table(Place),
    table(Location),
    table(Product),
)


Key = tuple[ProductId, LocationId]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """One article in one place; None where no level is kept, or none is proposed."""

    product_id: ProductId
    location_id: LocationId
    sku: str
    title: str
    location: str
    on_hand: int = 0
    minimum: int | None = None
    target: int | None = None
    by_hand: bool = False
    proposed: int | None = None
    proposed_target: int | None = None

    @property
    def key(self) -> bytes:
        """Return what tells it from the others."""
        return self.product_id + self.location_id

    @property
    def crossed(self) -> bool:
        """Tell whether there is less than there should always be."""
        return self.minimum is not None and self.on_hand < self.minimum

    @property
    def differs(self) -> bool:
        """Tell whether sales propose another minimum than the one that is kept."""
        return self.proposed is not None and self.proposed != self.minimum


@dataclass(frozen=True, slots=True)
class ArticleLevels:
    """One article in every place of the company."""

    product_id: ProductId
    title: str
    lines: tuple[LevelLine, ...]


def article_levels(session: Session, product_id: ProductId) -> ArticleLevels | None:
    """Return the levels that are kept of one article; None when it is no article any more."""
    product = session.execute(
        select(_PRODUCTS.c.sku, _PRODUCTS.c.name, _PRODUCTS.c.option_text).where(
            _PRODUCTS.c.id == product_id
        )
    ).first()
    if product is None:
        return None
    title = full_name(product.name, product.option_text)
    there = lying(session, product_id)
    kept = {
        row.location_id: row
        for row in session.execute(select(_RULES).where(_RULES.c.product_id == product_id))
    }
    lines = []
    for location_id, name in location_names(session).items():
        rule = kept.get(location_id)
        lines.append(
            LevelLine(
                product_id=product_id,
                location_id=location_id,
                sku=product.sku,
                title=title,
                location=name,
                on_hand=there.get((product_id, location_id), 0),
                minimum=None if rule is None else rule.minimum,
                target=None if rule is None else rule.target,
                by_hand=rule is not None and rule.by_hand,
            )
        )
    return ArticleLevels(product_id, title, tuple(lines))


def location_names(session: Session) -> Mapping[LocationId, str]:
    """Return the places of the company, in their order."""
    rows = session.execute(select(_LOCATIONS).order_by(_LOCATIONS.c.position, _LOCATIONS.c.name))
    return {LocationId(row.id): row.name for row in rows}


def lying(session: Session, product_id: ProductId | None = None) -> Mapping[Key, int]:
    """Return how much lies in each place, of every article or of one."""
    asked = (
        select(
            _LEVELS.c.product_id,
            _PLACES.c.location_id,
            func.sum(_LEVELS.c.quantity).label("units"),
        )
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_PLACES.c.location_id.is_not(None))
        .group_by(_LEVELS.c.product_id, _PLACES.c.location_id)
    )
    if product_id is not None:
        asked = asked.where(_LEVELS.c.product_id == product_id)
    return {
        (ProductId(row.product_id), LocationId(row.location_id)): int(row.units)
        for row in session.execute(asked)
    }
