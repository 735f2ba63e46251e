"""Articles made of others."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.models.base import Model
from merchant_desk.values.ids import ProductId


class KitPart(Model, kw_only=True):
    """How many of an article one kit takes; a kit is never a part of a kit."""

    __tablename__ = "kit_part"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    kit_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(
        ForeignKey("product.id"), primary_key=True, index=True
    )
    quantity: Mapped[int]
