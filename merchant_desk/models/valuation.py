"""What the stock cost: the value of each article, and what changed it while no unit moved."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import BatchId, CostChangeId, ProductId, RecordId, StationId


class StockValue(Model, kw_only=True):
    """Units in the shop's bins and what they cost: a cache of the moves and the cost changes.

    ``quantity`` is the sum of the levels; ``value`` the sum of ``stock_move.value`` and
    ``cost_change.kept``. Their quotient is the weighted average (PCG art. 213-34).
    """

    __tablename__ = "stock_value"

    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), primary_key=True)
    quantity: Mapped[int]
    value: Mapped[int] = mapped_column(BigInteger)
    """Ten-thousandths of a euro, before VAT."""


class CostChange(Model, kw_only=True):
    """Units that cost more or less than was thought; append-only, refused by triggers."""

    __tablename__ = "cost_change"
    __table_args__ = (Index("ix_cost_change_product_id_row", "product_id", "row"),)

    id: Mapped[CostChangeId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    batch_id: Mapped[BatchId | None] = mapped_column(default=None)
    """The receipt whose units it is about; without one it is about the whole stock."""
    kept: Mapped[int] = mapped_column(BigInteger)
    """Ten-thousandths of a euro that the stock is worth more (or less) by it."""
    spent: Mapped[int] = mapped_column(BigInteger)
    """The same of units that had left: it goes to what sales cost."""
    reason: Mapped[CostReason] = mapped_column(words(CostReason))
    cause_id: Mapped[RecordId | None] = mapped_column(default=None)
    """The supplier's invoice, the charge of a delivery: what ``reason`` says it is."""
    after_move: Mapped[int] = mapped_column(BigInteger)
    """``stock_move.row`` of the last move before it: both ledgers replay in one order."""
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
