"""What goes to and comes from the approved platform: files, their fate, reports of sales."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from merchant_desk.database.column_types import words
from merchant_desk.models.base import Model
from merchant_desk.values.ids import (
    EreportId,
    FlowId,
    InvoiceId,
    RecordId,
    SupplierInvoiceId,
    new_id,
)
from merchant_desk.values.platform_words import FlowDirection, FlowState, StatusSource


class PlatformFlow(Model, kw_only=True):
    """One file for, or from, the platform (XP Z12-013 « flow »): sent once, whatever happens."""

    __tablename__ = "platform_flow"
    __table_args__ = (
        UniqueConstraint("tracking_id"),
        Index("ix_platform_flow_state", "state", "next_attempt_at"),
    )

    id: Mapped[FlowId] = mapped_column(primary_key=True)
    direction: Mapped[FlowDirection] = mapped_column(words(FlowDirection))
    tracking_id: Mapped[str]
    flow_type: Mapped[str]
    """``CustomerInvoice``, ``SupplierInvoice``, ``CustomerInvoiceLC`` …"""
    syntax: Mapped[str]
    """``Factur-X``, ``CII``, ``UBL``, ``CDAR``, ``FRR``."""
    sha256: Mapped[str]
    body: Mapped[bytes]
    invoice_id: Mapped[InvoiceId | None] = mapped_column(
        ForeignKey("invoice.id"), index=True, default=None
    )
    supplier_invoice_id: Mapped[SupplierInvoiceId | None] = mapped_column(
        ForeignKey("supplier_invoice.id"), index=True, default=None
    )
    ereport_id: Mapped[EreportId | None] = mapped_column(ForeignKey("ereport.id"), default=None)
    state: Mapped[FlowState] = mapped_column(words(FlowState))
    remote_id: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    at: Mapped[datetime]
    by: Mapped[str]


class InvoiceStatus(Model, kw_only=True):
    """One status of an e-invoice in its life cycle; refused by triggers."""

    __tablename__ = "invoice_status"

    id: Mapped[RecordId] = mapped_column(
        primary_key=True, default_factory=lambda: RecordId(new_id())
    )
    invoice_id: Mapped[InvoiceId | None] = mapped_column(
        ForeignKey("invoice.id"), index=True, default=None
    )
    supplier_invoice_id: Mapped[SupplierInvoiceId | None] = mapped_column(
        ForeignKey("supplier_invoice.id"), index=True, default=None
    )
    code: Mapped[int]
    """200 Déposée … 213 Rejetée (XP Z12-012 annex)."""
    reason: Mapped[str]
    note: Mapped[str]
    source: Mapped[StatusSource] = mapped_column(words(StatusSource))
    happened_at: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str]


class Ereport(Model, kw_only=True):
    """One report of sales or payments of a period, as it was built; refused by triggers."""

    __tablename__ = "ereport"
    __table_args__ = (UniqueConstraint("kind", "first_day", "version"),)

    id: Mapped[EreportId] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """``transactions`` (10.1, 10.3) or ``payments`` (10.2, 10.4)."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    version: Mapped[int]
    """1, then one more each time the period is sent again, replacing it."""
    body: Mapped[str]
    """The XML of flow 10."""
    sha256: Mapped[str]
    totals: Mapped[str]
    """JSON of what it adds up to, in cents."""
    at: Mapped[datetime]
    by: Mapped[str]


class PlatformCursor(Model, kw_only=True):
    """How far the platform was read: kept with what was read, in one transaction."""

    __tablename__ = "platform_cursor"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    updated_after: Mapped[str]
    at: Mapped[datetime]
