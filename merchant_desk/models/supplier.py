"""Invoices received from suppliers: what they said, the bytes they came in, what was decided."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    BatchId,
    PaymentId,
    ProductId,
    RecordId,
    StationId,
    SupplierInvoiceId,
    new_id,
)
from merchant_desk.values.money import Money
from merchant_desk.values.supplier_words import SupplierState


class SupplierInvoice(Model, kw_only=True):
    """One invoice received; what it says never changes, what we decided of it does."""

    __tablename__ = "supplier_invoice"
    __table_args__ = (
        UniqueConstraint("sha256"),
        UniqueConstraint("supplier_key", "number", "issue_date"),
        Index("ix_supplier_invoice_due_on", "due_on"),
    )

    id: Mapped[SupplierInvoiceId] = mapped_column(primary_key=True)
    supplier_name: Mapped[str]
    supplier_siren: Mapped[str]
    supplier_vat: Mapped[str]
    supplier_key: Mapped[str]
    """SIREN, else VAT number, else the name folded: who it is, to find it again."""
    number: Mapped[str]
    kind: Mapped[str]
    """UNTDID 1001: ``380``, ``381`` …"""
    issue_date: Mapped[date]
    due_on: Mapped[date | None]
    order_reference: Mapped[str]
    net: Mapped[Money]
    vat: Mapped[Money]
    total: Mapped[Money]
    payable: Mapped[Money]
    """What is left to pay, as it says; negative for a credit note."""
    iban: Mapped[str]
    bic: Mapped[str]
    syntax: Mapped[str]
    """``factur-x``, ``cii``, ``ubl`` or ``hand``."""
    file_name: Mapped[str]
    original: Mapped[bytes]
    """The bytes that came, never changed (BOI-CF-COM-10-10-30)."""
    sha256: Mapped[str]
    findings: Mapped[str]
    """JSON list of what its validation noticed: rule, sentence."""
    state: Mapped[SupplierState] = mapped_column(words(SupplierState))
    state_note: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]
    by: Mapped[str]


class SupplierInvoiceLine(Model, kw_only=True):
    """One line of an invoice received; refused by triggers."""

    __tablename__ = "supplier_invoice_line"
    __table_args__ = (UniqueConstraint("supplier_invoice_id", "position"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    supplier_invoice_id: Mapped[SupplierInvoiceId] = mapped_column(
        ForeignKey("supplier_invoice.id")
    )
    position: Mapped[int]
    name: Mapped[str]
    supplier_sku: Mapped[str]
    ean: Mapped[str]
    quantity_tenthousandths: Mapped[int] = mapped_column(BigInteger)
    unit_millionths: Mapped[int | None] = mapped_column(BigInteger)
    net: Mapped[Money]
    rate_bp: Mapped[int]
    category: Mapped[str]
    """VAT category (UNTDID 5305): S, E, AE, K, G, O, Z."""


class SupplierInvoiceRate(Model, kw_only=True):
    """Base and VAT of one rate of an invoice received; refused by triggers."""

    __tablename__ = "supplier_invoice_rate"

    supplier_invoice_id: Mapped[SupplierInvoiceId] = mapped_column(
        ForeignKey("supplier_invoice.id"), primary_key=True
    )
    category: Mapped[str] = mapped_column(primary_key=True)
    rate_bp: Mapped[int] = mapped_column(primary_key=True)
    base: Mapped[Money]
    vat: Mapped[Money]


class SupplierMatch(Model, kw_only=True):
    """Which article and which receipt a line of a supplier's invoice is about."""

    __tablename__ = "supplier_match"

    line_id: Mapped[RecordId] = mapped_column(
        ForeignKey("supplier_invoice_line.id"), primary_key=True
    )
    product_id: Mapped[ProductId] = mapped_column(ForeignKey("product.id"))
    batch_id: Mapped[BatchId | None] = mapped_column(ForeignKey("batch.id"), default=None)
    by: Mapped[str]
    at: Mapped[datetime]


class SupplierPayment(Model, kw_only=True):
    """Money paid to a supplier (positive) or given back (negative); refused by triggers."""

    __tablename__ = "supplier_payment"

    id: Mapped[PaymentId] = mapped_column(primary_key=True)
    supplier_invoice_id: Mapped[SupplierInvoiceId] = mapped_column(
        ForeignKey("supplier_invoice.id"), index=True
    )
    amount: Mapped[Money]
    means: Mapped[str]
    paid_on: Mapped[date]
    reference: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    station_id: Mapped[StationId]
