"""What parcels are packed in."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.models.base import Model
from merchant_desk.values.ids import ParcelId, ProductId


class ParcelPackaging(Model, kw_only=True):
    """Boxes and fill that a parcel uses; they leave the stock when it is closed."""

    __tablename__ = "parcel_packaging"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    parcel_id: Mapped[ParcelId] = mapped_column(ForeignKey("parcel.id"), primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    quantity: Mapped[int]
