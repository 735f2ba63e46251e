"""Customers, their orders, and the money that came in or went back."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    CustomerId,
    InvoiceId,
    OrderId,
    OrderLineId,
    PaymentId,
    ProductId,
    RecordId,
    ShopId,
    StationId,
    new_id,
)
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Delivery, LineKind
from merchant_desk.values.words import OrderEventKind, OrderState, PaymentState


class Customer(Model, kw_only=True):
    """Who buys; carries the dates that retention and erasure need (RGPD art. 5 and 17)."""

    __tablename__ = "customer"
    __table_args__ = (UniqueConstraint("shop_id", "remote_id"),)

    id: Mapped[CustomerId] = mapped_column(primary_key=True)
    shop_id: Mapped[ShopId | None] = mapped_column(ForeignKey("shop.id"), default=None)
    remote_id: Mapped[str | None] = mapped_column(default=None)
    """The storefront's account, or None for a guest."""
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="", index=True)
    phone: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    siren: Mapped[str] = mapped_column(default="")
    vat_number: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    last_activity_at: Mapped[datetime]
    marketing_consent_at: Mapped[datetime | None] = mapped_column(default=None)
    erasure_asked_at: Mapped[datetime | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)


class Order(Model, kw_only=True):
    """An order, from the storefront or made here."""

    __tablename__ = "sales_order"
    __table_args__ = (
        UniqueConstraint("shop_id", "remote_id"),
        Index("ix_sales_order_state_placed_at", "state", "placed_at"),
        Index("ix_sales_order_placed_at", "placed_at"),
        Index("ix_sales_order_state_ship_by_at", "state", "ship_by_at"),
        Index("ix_sales_order_state_blocked_reason", "state", "blocked_reason"),
    )

    id: Mapped[OrderId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    shop_id: Mapped[ShopId | None] = mapped_column(ForeignKey("shop.id"), default=None)
    remote_id: Mapped[str | None] = mapped_column(default=None)
    remote_modified_at: Mapped[datetime | None] = mapped_column(default=None)
    remote_state_word: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(index=True)
    slip_code: Mapped[str] = mapped_column(unique=True)
    """What the Code 128 of the slip holds."""
    customer_id: Mapped[CustomerId] = mapped_column(ForeignKey("customer.id"), index=True)
    customer_name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    siren: Mapped[str] = mapped_column(default="")
    vat_number: Mapped[str] = mapped_column(default="")
    """The buyer as she was for this order: her card follows her latest one."""
    tax_countries: Mapped[str] = mapped_column(default="")
    """Whose VAT was charged (FR, BE …), as far as the storefront told."""
    state: Mapped[OrderState] = mapped_column(words(OrderState))
    payment_state: Mapped[PaymentState] = mapped_column(words(PaymentState))
    payment_means: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="online")
    delivery: Mapped[Delivery] = mapped_column(words(Delivery))
    carrier: Mapped[str] = mapped_column(default="")
    relay_id: Mapped[str] = mapped_column(default="")
    pickup_slot: Mapped[str] = mapped_column(default="")
    billing: Mapped[str]
    """JSON of values.remote.Address."""
    shipping: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    gift_note: Mapped[str] = mapped_column(default="")
    coupon_codes: Mapped[str] = mapped_column(default="")
    placed_at: Mapped[datetime]
    paid_at: Mapped[datetime | None] = mapped_column(default=None)
    ship_by_at: Mapped[datetime]
    total: Mapped[Money]
    article_count: Mapped[int]
    search_text: Mapped[str]
    blocked_reason: Mapped[str] = mapped_column(default="")
    """Why a person must look before it is prepared (unknown SKU, unknown state …), else empty."""


class OrderLine(Model, kw_only=True):
    """One line of an order; amounts are what was paid, VAT included."""

    __tablename__ = "order_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("shipped BETWEEN 0 AND quantity", name="shipped_le_quantity"),
        CheckConstraint("cancelled BETWEEN 0 AND quantity", name="cancelled_le_quantity"),
        UniqueConstraint("order_id", "position"),
    )

    id: Mapped[OrderLineId] = mapped_column(primary_key=True)
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("sales_order.id"))
    position: Mapped[int]
    remote_id: Mapped[str] = mapped_column(default="")
    kind: Mapped[LineKind] = mapped_column(words(LineKind))
    product_id: Mapped[ProductId | None] = mapped_column(
        ForeignKey("product.id"), default=None, index=True
    )
    sku: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    option_text: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    shipped: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[int] = mapped_column(default=0)
    """Units refunded or withdrawn before they were shipped."""
    total: Mapped[Money]
    discount: Mapped[Money] = mapped_column(default=ZERO)
    kit_line_id: Mapped[OrderLineId | None] = mapped_column(default=None)
    """A part of a kit: the line that sells the kit, which alone has a price."""
    refunded: Mapped[Money] = mapped_column(default=ZERO)
    """Given back on it before it was invoiced: no invoice charges it."""
    rate_bp: Mapped[int]


class Payment(Model, kw_only=True):
    """Money in (positive) or back (negative); append-only, refused by triggers."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("order_id", "remote_key"),
        Index(
            "ix_payment_given_back",
            "invoice_id",
            sqlite_where=text("amount < 0 AND invoice_id IS NOT NULL"),
        ),
    )

    id: Mapped[PaymentId] = mapped_column(primary_key=True)
    order_id: Mapped[OrderId | None] = mapped_column(ForeignKey("sales_order.id"), default=None)
    invoice_id: Mapped[InvoiceId | None] = mapped_column(
        ForeignKey("invoice.id"), index=True, default=None
    )
    """The document it settles, when it was recorded at the desk."""
    amount: Mapped[Money]
    means: Mapped[str]
    remote_key: Mapped[str]
    """Which payment or refund of the storefront this is, or which gesture of the desk: recording
    it twice records it once."""
    reference: Mapped[str] = mapped_column(default="", server_default="")
    """Number of a cheque, words of a transfer."""
    paid_at: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]


class OrderEvent(Model, kw_only=True):
    """What a person decided about an order, and who; append-only, refused by triggers."""

    __tablename__ = "order_event"
    __table_args__ = (Index("ix_order_event_order_id_at", "order_id", "at"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("sales_order.id"))
    kind: Mapped[OrderEventKind] = mapped_column(words(OrderEventKind))
    detail: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
