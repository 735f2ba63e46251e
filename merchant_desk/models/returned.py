"""Goods that come back: who sent them, why, in what state, and what it cost."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.goods_words import (
    AnnouncedBy,
    Grade,
    ReturnEventKind,
    ReturnKind,
    ReturnState,
)
from merchant_desk.values.ids import (
    CustomerId,
    InvoiceId,
    LotId,
    OrderId,
    OrderLineId,
    PlaceId,
    ProductId,
    RecordId,
    ReturnId,
    ReturnLineId,
    ShopId,
    StationId,
    new_id,
)
from merchant_desk.values.money import ZERO, Money


class Return(Model, kw_only=True):
    """One return: of an order, or of goods whose order is not known."""

    __tablename__ = "sales_return"
    __table_args__ = (
        UniqueConstraint("shop_id", "remote_key"),
        UniqueConstraint("shop_id", "refund_key"),
        Index("ix_sales_return_state_refund_due_on", "state", "refund_due_on"),
    )

    id: Mapped[ReturnId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[OrderId | None] = mapped_column(
        ForeignKey("sales_order.id"), default=None, index=True
    )
    customer_id: Mapped[CustomerId | None] = mapped_column(default=None)
    customer_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[ReturnKind] = mapped_column(words(ReturnKind))
    state: Mapped[ReturnState] = mapped_column(words(ReturnState))
    shop_id: Mapped[ShopId | None] = mapped_column(ForeignKey("shop.id"), default=None)
    remote_key: Mapped[str | None] = mapped_column(default=None)
    """Which declaration of the storefront it answers: told twice, it is one return."""
    refund_key: Mapped[str | None] = mapped_column(default=None)
    """Which state of the storefront's refunds it answers for."""
    declared_at: Mapped[datetime]
    """When the customer told her decision: the clocks start here."""
    announced_by: Mapped[AnnouncedBy | None] = mapped_column(words(AnnouncedBy), default=None)
    delivered_on: Mapped[date | None] = mapped_column(default=None)
    """The day she had the goods, once somebody told it."""
    informed: Mapped[bool] = mapped_column(default=True)
    """Whether she was told of her right to withdraw (C. conso. L221-20)."""
    informed_on: Mapped[date | None] = mapped_column(default=None)
    """When she was told; None: with the goods, or never."""
    extended_to: Mapped[date | None] = mapped_column(default=None)
    """Until when the shop lets her send back, where it grants more than the law."""
    send_back_by: Mapped[date | None] = mapped_column(default=None)
    received_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_proof_at: Mapped[datetime | None] = mapped_column(default=None)
    """When she proved that she had sent the goods (C. conso. L221-24)."""
    refund_due_on: Mapped[date | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    carriage_out: Mapped[Money] = mapped_column(default=ZERO)
    """Standard outward carriage given back."""
    carriage_back: Mapped[Money] = mapped_column(default=ZERO)
    """What the way back cost us."""
    minutes: Mapped[int] = mapped_column(default=0)
    carrier: Mapped[str] = mapped_column(default="")
    credit_id: Mapped[InvoiceId | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    station_id: Mapped[StationId]


class ReturnLine(Model, kw_only=True):
    """Units of one article in a return; what came back of it is graded once."""

    __tablename__ = "sales_return_line"
    __table_args__ = (
        CheckConstraint("expected >= 0", name="expected_positive"),
        CheckConstraint("received >= 0", name="received_positive"),
    )

    id: Mapped[ReturnLineId] = mapped_column(primary_key=True)
    return_id: Mapped[ReturnId] = mapped_column(ForeignKey("sales_return.id"), index=True)
    order_line_id: Mapped[OrderLineId | None] = mapped_column(
        ForeignKey("order_line.id"), default=None, index=True
    )
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    expected: Mapped[int] = mapped_column(default=0)
    received: Mapped[int] = mapped_column(default=0)
    grade: Mapped[Grade | None] = mapped_column(words(Grade), default=None)
    reason: Mapped[str] = mapped_column(default="")
    """A word of ``values.return_reasons``."""
    place_id: Mapped[PlaceId | None] = mapped_column(default=None)
    lot_id: Mapped[LotId | None] = mapped_column(default=None)
    refund: Mapped[Money] = mapped_column(default=ZERO)
    """Given back for it, VAT included."""
    write_down: Mapped[int] = mapped_column(BigInteger, default=0)
    """Value lost by it, in ten-thousandths of a euro."""
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]


class ReturnEvent(Model, kw_only=True):
    """What happened to a return; append-only, refused by triggers."""

    __tablename__ = "return_event"
    __table_args__ = (Index("ix_return_event_return_id_at", "return_id", "at"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    return_id: Mapped[ReturnId] = mapped_column(ForeignKey("sales_return.id"))
    kind: Mapped[ReturnEventKind] = mapped_column(words(ReturnEventKind))
    detail: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
