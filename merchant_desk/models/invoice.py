"""Issued documents: numbered inside the transaction that issues them, never changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    InvoiceId,
    OrderId,
    OrderLineId,
    ParcelId,
    RecordId,
    SeriesId,
    StationId,
    new_id,
)
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.vat import VatTreatment


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
    )

    id: Mapped[InvoiceId] = mapped_column(primary_key=True)
    series_id: Mapped[SeriesId] = mapped_column(ForeignKey("invoice_series.id"))
    counter: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[InvoiceKind] = mapped_column(words(InvoiceKind))
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("sales_order.id"))
    parcel_id: Mapped[ParcelId | None] = mapped_column(ForeignKey("parcel.id"), default=None)
    parcel_number: Mapped[int]
    issue_date: Mapped[date]
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
    net_total: Mapped[Money]
    vat_total: Mapped[Money]
    total: Mapped[Money]
    method: Mapped[str]
    """``ttc``: the price with VAT decides (fiscal rule for shop prices)."""
    by: Mapped[str]
    station_id: Mapped[StationId]


class InvoiceLine(Model, kw_only=True):
    """One line of an issued document; refused by triggers."""

    __tablename__ = "invoice_line"
    __table_args__ = (UniqueConstraint("invoice_id", "position"),)

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    invoice_id: Mapped[InvoiceId] = mapped_column(ForeignKey("invoice.id"))
    position: Mapped[int]
    order_line_id: Mapped[OrderLineId] = mapped_column(ForeignKey("order_line.id"))
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
