"""Suppliers, what they sell us and at what price, and what we ordered from them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import (
    ProductId,
    PurchaseId,
    PurchaseLineId,
    RecordId,
    StationId,
    SupplierArticleId,
    SupplierId,
    new_id,
)
from merchant_desk.values.money import ZERO, Money


class Supplier(Model, kw_only=True):
    """Who we buy from, and on what terms."""

    __tablename__ = "supplier"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[SupplierId] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str]
    """Its folded name: receipts and invoices that only name it are found by it."""
    other_keys: Mapped[str] = mapped_column(default="")
    """Folded names of cards merged into this one, one a line: papers go on naming them."""
    siren: Mapped[str] = mapped_column(default="")
    vat_number: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="{}")
    """JSON of values.remote.Address."""
    customer_number: Mapped[str] = mapped_column(default="")
    """How it calls us."""
    lead_days: Mapped[int | None] = mapped_column(default=None)
    """As it promises; what it really takes is measured."""
    minimum: Mapped[Money] = mapped_column(default=ZERO)
    """Least order, before VAT."""
    carriage: Mapped[Money] = mapped_column(default=ZERO)
    free_carriage_from: Mapped[Money | None] = mapped_column(default=None)
    payment_days: Mapped[int] = mapped_column(default=30)
    month_end: Mapped[bool] = mapped_column(default=False)
    """Counted from the end of the month of the invoice."""
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]
    by: Mapped[str]


class SupplierArticle(Model, kw_only=True):
    """An article as one supplier sells it: its own reference, packs, minimum and price."""

    __tablename__ = "supplier_article"
    __table_args__ = (
        UniqueConstraint("supplier_id", "product_id"),
        CheckConstraint("pack_units > 0", name="pack_positive"),
        CheckConstraint("minimum_units > 0", name="minimum_positive"),
    )

    id: Mapped[SupplierArticleId] = mapped_column(primary_key=True)
    supplier_id: Mapped[SupplierId] = mapped_column(ForeignKey("supplier.id"))
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    supplier_sku: Mapped[str] = mapped_column(default="")
    pack_units: Mapped[int] = mapped_column(default=1)
    minimum_units: Mapped[int] = mapped_column(default=1)
    cost_tenthousandths: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """Price of one unit, before VAT and rebates by quantity; None is not known."""
    preferred: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
    by: Mapped[str]


class SupplierPrice(Model, kw_only=True):
    """The unit price from a quantity on."""

    __tablename__ = "supplier_price"

    article_id: Mapped[SupplierArticleId] = mapped_column(
        ForeignKey("supplier_article.id"), primary_key=True
    )
    from_units: Mapped[int] = mapped_column(primary_key=True)
    cost_tenthousandths: Mapped[int] = mapped_column(BigInteger)


class Purchase(Model, kw_only=True):
    """An order to a supplier."""

    __tablename__ = "purchase"
    __table_args__ = (Index("ix_purchase_state_supplier_id", "state", "supplier_id"),)

    id: Mapped[PurchaseId] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(BigInteger, unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    supplier_id: Mapped[SupplierId] = mapped_column(ForeignKey("supplier.id"))
    state: Mapped[PurchaseState] = mapped_column(words(PurchaseState))
    wanted_on: Mapped[date | None] = mapped_column(default=None)
    confirmed_on: Mapped[date | None] = mapped_column(default=None)
    """The day the supplier says it comes."""
    supplier_reference: Mapped[str] = mapped_column(default="")
    carriage: Mapped[Money] = mapped_column(default=ZERO)
    note: Mapped[str] = mapped_column(default="")
    """Printed on the order."""
    deliver_to: Mapped[str] = mapped_column(default="")
    """Another address than the shop's, its lines parted by commas."""
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    by: Mapped[str]
    station_id: Mapped[StationId]


class PurchaseLine(Model, kw_only=True):
    """One article of an order to a supplier; quantities are units, whatever the pack."""

    __tablename__ = "purchase_line"
    __table_args__ = (
        UniqueConstraint("purchase_id", "position"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("received >= 0", name="received_positive"),
    )

    id: Mapped[PurchaseLineId] = mapped_column(primary_key=True)
    purchase_id: Mapped[PurchaseId] = mapped_column(ForeignKey("purchase.id"))
    position: Mapped[int]
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"), index=True)
    supplier_sku: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    pack_units: Mapped[int] = mapped_column(default=1)
    cost_tenthousandths: Mapped[int | None] = mapped_column(BigInteger, default=None)
    rebate_bp: Mapped[int] = mapped_column(default=0)
    confirmed_units: Mapped[int | None] = mapped_column(default=None)
    confirmed_on: Mapped[date | None] = mapped_column(default=None)
    received: Mapped[int] = mapped_column(default=0)
    """Units that came, more than ordered included: the sum of its receipts."""
    given_up: Mapped[int] = mapped_column(default=0)
    """Units that will not come any more."""
    reason: Mapped[str] = mapped_column(default="")
    """Why the proposal asked for it, in one sentence."""


class PurchaseEvent(Model, kw_only=True):
    """What happened to an order to a supplier; append-only, refused by triggers."""

    __tablename__ = "purchase_event"
    __table_args__ = (Index("ix_purchase_event_purchase_id_at", "purchase_id", "at"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    purchase_id: Mapped[PurchaseId] = mapped_column(ForeignKey("purchase.id"))
    kind: Mapped[PurchaseEventKind] = mapped_column(words(PurchaseEventKind))
    detail: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
