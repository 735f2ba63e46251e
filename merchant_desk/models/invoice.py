"""Issued documents: numbered inside the transaction that issues them, never changed."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    CustomerId,
    DraftId,
    InvoiceId,
    OrderId,
    OrderLineId,
    ParcelId,
    ProductId,
    RecordId,
    SeriesId,
    StationId,
    new_id,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import SaleCategory, VatTreatment


class InvoiceSeries(Model, kw_only=True):
    """A continuous, chronological sequence of numbers of one station (CGI ann. II 242 nonies A)."""

    __tablename__ = "invoice_series"
    __table_args__ = (UniqueConstraint("station_id", "kind", "year"), UniqueConstraint("prefix"))

    id: Mapped[SeriesId] = mapped_column(primary_key=True)
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"))
    kind: Mapped[InvoiceKind] = mapped_column(words(InvoiceKind))
    year: Mapped[int]
    prefix: Mapped[str]
    last_counter: Mapped[int] = mapped_column(default=0)
    last_date: Mapped[date | None] = mapped_column(default=None)


class Invoice(Model, kw_only=True):
    """An issued document with everything printed on it, frozen; refused by triggers."""

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("series_id", "counter"),
        Index("ix_invoice_order_id", "order_id"),
        UniqueConstraint("parcel_id", "kind"),
        Index("ix_invoice_fiscal_day", "station_id", "fiscal_day"),
        Index("ix_invoice_corrects_id", "corrects_id"),
        Index("ix_invoice_issued_at", "issued_at"),
        Index(
            "ix_invoice_left_to_pay",
            "left_to_pay",
            sqlite_where=text("left_to_pay <> 0"),
        ),
    )

    id: Mapped[InvoiceId] = mapped_column(primary_key=True)
    series_id: Mapped[SeriesId] = mapped_column(ForeignKey("invoice_series.id"))
    counter: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[InvoiceKind] = mapped_column(words(InvoiceKind))
    order_id: Mapped[OrderId | None] = mapped_column(ForeignKey("sales_order.id"), default=None)
    parcel_id: Mapped[ParcelId | None] = mapped_column(ForeignKey("parcel.id"), default=None)
    parcel_number: Mapped[int]
    issue_date: Mapped[date]
    fiscal_day: Mapped[date]
    """The day it counts in: that of its issue, or the next one when that day is closed."""
    delivery_date: Mapped[date]
    due_on: Mapped[date | None]
    """By when a business pays what is left (C. com. L441-9)."""
    issued_at: Mapped[datetime]
    seller: Mapped[str]
    """JSON of values.invoice_page.Seller, as printed."""
    buyer: Mapped[str]
    delivery_address: Mapped[str]
    order_number: Mapped[str]
    ordered_on: Mapped[date]
    mentions: Mapped[str]
    """JSON list of the mentions printed."""
    logo: Mapped[bytes | None]
    payments: Mapped[str]
    """JSON list of the payments printed: means, day, cents."""
    taken: Mapped[Money]
    """What those payments add up to."""
    left_to_pay: Mapped[Money]
    """What was left of the total on the day of issue, payments and deposits off."""
    net_total: Mapped[Money]
    vat_total: Mapped[Money]
    total: Mapped[Money]
    method: Mapped[str]
    """A word of ``values.invoice_page.PriceMethod``: which prices decide."""
    by: Mapped[str]
    station_id: Mapped[StationId]
    customer_id: Mapped[CustomerId | None] = mapped_column(default=None)
    corrects_id: Mapped[InvoiceId | None] = mapped_column(ForeignKey("invoice.id"), default=None)
    details_id: Mapped[InvoiceId | None] = mapped_column(ForeignKey("invoice.id"), default=None)
    """The ticket that this invoice only tells: its sale is counted once, with the ticket."""
    draft_id: Mapped[DraftId | None] = mapped_column(unique=True, default=None)
    """What was issued by hand, or asked for at the counter: asking twice issues once."""
    category: Mapped[SaleCategory] = mapped_column(
        words(SaleCategory), default=SaleCategory.GOODS, server_default="goods"
    )
    reason: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str] = mapped_column(default="", server_default="")
    purchase_order: Mapped[str] = mapped_column(default="", server_default="")
    deposits: Mapped[str] = mapped_column(default="[]", server_default="[]")
    """JSON list of the deposit invoices deducted: number, day, cents."""
    change: Mapped[Money] = mapped_column(default=ZERO, server_default="0")
    tax_country: Mapped[str] = mapped_column(default="", server_default="")
    salt: Mapped[bytes | None] = mapped_column(default=None)
    """Hides who bought in ``party_digest``; dropped with her name when she is erased."""
    party_digest: Mapped[str] = mapped_column(default="", server_default="")
    search_text: Mapped[str] = mapped_column(default="", server_default="")
    """Folded numbers and names to look for (``values.document_search``); erased with them."""


class InvoiceLine(Model, kw_only=True):
    """One line of an issued document; refused by triggers."""

    __tablename__ = "invoice_line"
    __table_args__ = (UniqueConstraint("invoice_id", "position"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    invoice_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"))
    position: Mapped[int]
    order_line_id: Mapped[OrderLineId | None] = mapped_column(
        ForeignKey("order_line.id"), default=None
    )
    kind: Mapped[str]
    sku: Mapped[str]
    name: Mapped[str]
    option_text: Mapped[str]
    quantity: Mapped[int]
    rate_bp: Mapped[int]
    treatment: Mapped[VatTreatment] = mapped_column(words(VatTreatment))
    net: Mapped[Money]
    total: Mapped[Money]
    discount: Mapped[Money]
    product_id: Mapped[ProductId | None] = mapped_column(default=None)
    unit_millionths: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """Price of one unit by the document's method; None when the line was shared out."""
    category: Mapped[SaleCategory] = mapped_column(
        words(SaleCategory), default=SaleCategory.GOODS, server_default="goods"
    )
    ean: Mapped[str] = mapped_column(default="", server_default="")
    eco: Mapped[Money] = mapped_column(default=ZERO, server_default="0")
    eco_scheme: Mapped[str] = mapped_column(default="", server_default="")
    credits_line_id: Mapped[RecordId | None] = mapped_column(default=None, index=True)
    """On a credit note: which line of the invoice it gives back."""


class InvoiceRate(Model, kw_only=True):
    """Base and VAT of one rate on an issued document; refused by triggers."""

    __tablename__ = "invoice_rate"
    __table_args__ = (CheckConstraint("rate_bp >= 0", name="rate_positive"),)

    invoice_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"), primary_key=True)
    rate_bp: Mapped[int] = mapped_column(primary_key=True)
    treatment: Mapped[VatTreatment] = mapped_column(words(VatTreatment), primary_key=True)
    base: Mapped[Money]
    vat: Mapped[Money]
    total: Mapped[Money]


class DepositUse(Model, kw_only=True):
    """What a final invoice deducted of a deposit invoice; refused by triggers."""

    __tablename__ = "deposit_use"

    deposit_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"), primary_key=True)
    final_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"), primary_key=True)
    amount: Mapped[Money]


class InvoiceDraft(Model, kw_only=True):
    """A document being written by hand: it has no number, and survives a stop of the desk."""

    __tablename__ = "invoice_draft"

    id: Mapped[DraftId] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]
    """JSON of values.invoice_draft.InvoiceDraft."""
    changed_at: Mapped[datetime]
    by: Mapped[str]


class Reminder(Model, kw_only=True):
    """A reminder drafted for a late payer; refused by triggers."""

    __tablename__ = "reminder"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    invoice_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"), index=True)
    level: Mapped[int]
    text: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
