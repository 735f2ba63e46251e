"""Storefront accounts, what they sent, what waits to be sent, and where the two disagree."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    ConflictId,
    MessageId,
    OrderId,
    ProductId,
    RecordId,
    RemoteRecordId,
    ShopId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.words import (
    ConflictState,
    Master,
    MessageMode,
    MessageState,
    RecordState,
    Trouble,
)


class Shop(Model, kw_only=True):
    """A storefront account; its secret lives in the keyring of the system."""

    __tablename__ = "shop"

    id: Mapped[ShopId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    platform: Mapped[str]
    url: Mapped[str]
    key_hint: Mapped[str]
    """The public half of the key; the secret is in the keyring."""
    identity: Mapped[str] = mapped_column(default="")
    """What the shop said it was when first met; a change is refused."""
    time_zone: Mapped[str] = mapped_column(default="Europe/Paris")
    stock_master: Mapped[Master] = mapped_column(words(Master), default=Master.UNDECIDED)
    price_master: Mapped[Master] = mapped_column(words(Master), default=Master.UNDECIDED)
    opening_taken_at: Mapped[datetime | None] = mapped_column(default=None)
    active: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[datetime]
    last_pull_at: Mapped[datetime | None] = mapped_column(default=None)
    last_push_at: Mapped[datetime | None] = mapped_column(default=None)
    problem: Mapped[str] = mapped_column(default="")
    problem_advice: Mapped[str] = mapped_column(default="")
    settings: Mapped[str] = mapped_column(default="{}", server_default="{}")
    """What she chose for this shop, as JSON: field of the EAN, location, rule of the last units."""
    facts: Mapped[str] = mapped_column(default="{}", server_default="{}")
    """What the last probe found, as JSON."""
    orders_since: Mapped[datetime | None] = mapped_column(default=None)
    """Older orders were left alone at the first pull; None for all of them."""
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    """When she had seen what would change there and agreed: nothing is written before."""
    swept_at: Mapped[datetime | None] = mapped_column(default=None)
    compared_at: Mapped[datetime | None] = mapped_column(default=None)


class Cursor(Model, kw_only=True):
    """Up to where a storefront has been read; moves only together with the pages stored."""

    __tablename__ = "cursor"

    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[str]
    finished: Mapped[bool]
    """Whether the last page said that nothing more waited."""
    moved_at: Mapped[datetime]


class RemoteRecord(Model, kw_only=True):
    """What a storefront sent, word for word, per version."""

    __tablename__ = "remote_record"
    __table_args__ = (
        UniqueConstraint("shop_id", "kind", "remote_id", "version"),
        Index("ix_remote_record_state_row", "state", "row"),
    )

    id: Mapped[RemoteRecordId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    """Order of arrival: older versions are applied first."""
    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"))
    kind: Mapped[str]
    remote_id: Mapped[str]
    version: Mapped[str]
    body: Mapped[str]
    state: Mapped[RecordState] = mapped_column(words(RecordState))
    trouble: Mapped[Trouble | None] = mapped_column(words(Trouble), default=None)
    reason: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]
    applied_at: Mapped[datetime | None] = mapped_column(default=None)


class ShopProduct(Model, kw_only=True):
    """Which article of a storefront is which product, and the stock last seen there."""

    __tablename__ = "shop_product"
    __table_args__ = (UniqueConstraint("shop_id", "product_id"),)

    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"), primary_key=True)
    remote_id: Mapped[str] = mapped_column(primary_key=True)
    parent_remote_id: Mapped[str] = mapped_column(default="")
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    stock_seen: Mapped[int | None] = mapped_column(default=None)
    stock_seen_at: Mapped[datetime | None] = mapped_column(default=None)
    gone_at: Mapped[datetime | None] = mapped_column(default=None)
    price_seen: Mapped[Money | None] = mapped_column(default=None)
    """The regular price last seen there, VAT included."""
    buffer: Mapped[int] = mapped_column(default=0, server_default="0")
    """Units held back from this shop so that the sync delay oversells rarely enough."""
    sale_told: Mapped[str] = mapped_column(default="", server_default="")
    """The sale that the desk last wrote there, as JSON; empty when it wrote none."""


class OutboxMessage(Model, kw_only=True):
    """What a storefront must be told, written with the gesture that caused it."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_positive"),
        Index("ix_outbox_message_state_next_attempt_at", "state", "next_attempt_at"),
        Index("ix_outbox_message_shop_id_subject", "shop_id", "subject"),
    )

    id: Mapped[MessageId] = mapped_column(primary_key=True)
    """Also the idempotency key that the storefront sees."""
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"))
    mode: Mapped[MessageMode] = mapped_column(words(MessageMode))
    kind: Mapped[str]
    """``stock``, ``price``, ``shipped``, ``tracking``, ``refund``, ``product``."""
    subject: Mapped[str]
    """Hex id of the product, order or parcel."""
    state_key: Mapped[str | None] = mapped_column(unique=True, default=None)
    """One waiting row per (shop, kind, subject) for state messages; None for events."""
    state: Mapped[MessageState] = mapped_column(words(MessageState))
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    problem: Mapped[str] = mapped_column(default="")
    advice: Mapped[str] = mapped_column(default="")
    payload: Mapped[str] = mapped_column(default="", server_default="")
    """What an event tells beyond its subject, as JSON; fixed when it happened."""


class Conflict(Model, kw_only=True):
    """A field changed by the side that does not own it: both values, for a person."""

    __tablename__ = "conflict"

    id: Mapped[ConflictId] = mapped_column(primary_key=True)
    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"))
    order_id: Mapped[OrderId | None] = mapped_column(
        ForeignKey("sales_order.id"), default=None, index=True
    )
    product_id: Mapped[ProductId | None] = mapped_column(
        ForeignKey("product.id"), default=None, index=True
    )
    field: Mapped[str]
    desk_value: Mapped[str]
    shop_value: Mapped[str]
    state: Mapped[ConflictState] = mapped_column(words(ConflictState), index=True)
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_by: Mapped[str] = mapped_column(default="")


class Sweep(Model, kw_only=True):
    """What a full comparison with a storefront found; it repairs nothing by itself."""

    __tablename__ = "sweep"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    shop_id: Mapped[ShopId] = mapped_column(ForeignKey("shop.id"))
    at: Mapped[datetime]
    report: Mapped[str]
