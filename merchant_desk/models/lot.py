"""Lots: which units came together, until when they may be sold, and where they lie."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.models.base import Model
from merchant_desk.values.ids import LotId, PlaceId, ProductId


class Lot(Model, kw_only=True):
    """Units made together under one number; a serial number is a lot of one unit."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("product_id", "number"),
        Index("ix_lot_expires_on", "expires_on"),
    )

    id: Mapped[LotId] = mapped_column(primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    number: Mapped[str]
    expires_on: Mapped[date | None] = mapped_column(default=None)
    """Last day it may be sold."""
    expired_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its last day was found to be over: from then on it no longer counts as stock to sell."""
    recalled_at: Mapped[datetime | None] = mapped_column(default=None)
    recall_note: Mapped[str] = mapped_column(default="", server_default="")
    made_at: Mapped[datetime]
    by: Mapped[str]


class LotLevel(Model, kw_only=True):
    """How many units of a lot lie in a bin: a cache, always equal to the sum of its moves."""

    __tablename__ = "lot_level"

    lot_id: Mapped[LotId] = mapped_column(ForeignKey("lot.id"), primary_key=True)
    place_id: Mapped[PlaceId] = mapped_column(ForeignKey("place.id"), primary_key=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    quantity: Mapped[int]
