"""How much of an article there should always be."""

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
