"""The codes that the shop gave its articles itself."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.models.base import Model
from merchant_desk.values.ids import ProductId


class InternalCode(Model, kw_only=True):
    """An in-store EAN-13 that was given once: its number is never given again."""

    __tablename__ = "internal_code"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(unique=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    made_at: Mapped[datetime]
    by: Mapped[str]
