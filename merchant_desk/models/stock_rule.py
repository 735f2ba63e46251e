"""How much of an article there should always be, and how many a person thinks will sell."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.models.base import Model
from merchant_desk.values.ids import LocationId, ProductId


class StockRule(Model, kw_only=True):
    """The least and the best stock of an article in one shop or depot."""

    __tablename__ = "stock_rule"
    __table_args__ = (CheckConstraint("minimum >= 0", name="minimum_positive"),)

    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    location_id: Mapped[LocationId] = mapped_column(
        ForeignKey("location.id"), primary_key=True, index=True
    )
    minimum: Mapped[int]
    target: Mapped[int | None] = mapped_column(default=None)
    by_hand: Mapped[bool] = mapped_column(default=True)
    """False: as proposed from sales; a proposal never changes what a person set."""
    changed_at: Mapped[datetime]
    by: Mapped[str]


class DemandEstimate(Model, kw_only=True):
    """What a person expects an article to sell, where its sales do not tell it yet."""

    __tablename__ = "demand_estimate"
    __table_args__ = (CheckConstraint("units >= 0", name="units_positive"),)

    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    units: Mapped[int]
    """In four weeks."""
    changed_at: Mapped[datetime]
    by: Mapped[str]
