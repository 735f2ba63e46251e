"""Files for and from the approved platform, the statuses of an invoice, how far it was read."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.platform import Ereport, InvoiceStatus, PlatformCursor, PlatformFlow
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.values.file_name import file_name
from merchant_desk.values.ids import FlowId, InvoiceId, SupplierInvoiceId
from merchant_desk.values.platform_flows import FlowSyntax, FlowType
from merchant_desk.values.platform_queue import FlowRow, StatusRow
from merchant_desk.values.platform_words import FlowDirection

_FLOWS, _STATUSES = table(PlatformFlow), table(InvoiceStatus)
_MOST = 500


def read_position(session: Session) -> str:
    """Return the instant of the platform's clock up to which it was read; empty at first."""
    kept: str | None = session.execute(
        select(PlatformCursor.updated_after).where(PlatformCursor.id == 1)
    ).scalar()
    return kept or ""


def known_received(session: Session, remote_ids: tuple[str, ...]) -> frozenset[str]:
    """Return which of these files are kept already."""
    rows = session.execute(
        select(_FLOWS.c.remote_id).where(
            _FLOWS.c.direction == FlowDirection.IN, _FLOWS.c.remote_id.in_(remote_ids)
        )
    )
    return frozenset(row.remote_id for row in rows)


def invoices_to_import(session: Session) -> tuple[FlowId, ...]:
    """Return the delivered invoices that nobody tried to read yet, in their order."""
    rows = session.execute(
        select(_FLOWS.c.id)
        .where(
            _FLOWS.c.direction == FlowDirection.IN,
            _FLOWS.c.flow_type == FlowType.SUPPLIER_INVOICE,
            _FLOWS.c.supplier_invoice_id.is_(None),
            _FLOWS.c.attempts == 0,
        )
        .order_by(_FLOWS.c.at, _FLOWS.c.id)
    )
    return tuple(row.id for row in rows)


@dataclass(frozen=True, slots=True)
class FlowFile:
    """A file and the name to write it under."""

    name: str
    body: bytes = field(repr=False)


def flow_file(session: Session, flow_id: FlowId) -> FlowFile:
    """Return the file, named after our invoice, else as the platform or we track it."""
    row = session.execute(
        select(_FLOWS.c.body, _FLOWS.c.syntax, _FLOWS.c.tracking_id, Invoice.number)
        .outerjoin(Invoice, Invoice.id == _FLOWS.c.invoice_id)
        .where(_FLOWS.c.id == flow_id)
    ).one()
    end = "pdf" if row.body.startswith(b"%PDF-") else "xml"
    said = row.syntax == FlowSyntax.STATUS or not row.number
    name = row.tracking_id.removeprefix("in:") if said else row.number
    return FlowFile(file_name(name, f".{end}"), row.body)


def platform_flows(session: Session, most: int = _MOST) -> tuple[FlowRow, ...]:
    """Return the latest files, without their bytes."""
    return tuple(
        FlowRow(
            id=row.id,
            direction=row.direction,
            flow_type=row.flow_type,
            syntax=row.syntax,
            state=row.state,
            label=_label(row.number, row.supplier_name, row.bought, row.first_day),
            problem=row.problem,
            at=row.at,
            submitted_at=row.submitted_at,
            invoice_id=row.invoice_id,
            supplier_invoice_id=row.supplier_invoice_id,
            ereport_id=row.ereport_id,
        )
        for row in session.execute(_listed().limit(most))
    )


def invoice_statuses(session: Session, invoice_id: InvoiceId) -> tuple[StatusRow, ...]:
    """Return the life of an invoice we issued, oldest first."""
    return _statuses(session, _history().where(_STATUSES.c.invoice_id == invoice_id))


def supplier_invoice_statuses(
    session: Session, supplier_invoice_id: SupplierInvoiceId
) -> tuple[StatusRow, ...]:
    """Return the life of an invoice we received, oldest first."""
    asked = _history().where(_STATUSES.c.supplier_invoice_id == supplier_invoice_id)
    return _statuses(session, asked)


def _history() -> Select[*tuple[Any, ...]]:
    return select(
        _STATUSES.c.code,
        _STATUSES.c.reason,
        _STATUSES.c.note,
        _STATUSES.c.source,
        _STATUSES.c.happened_at,
        _STATUSES.c.by,
    ).order_by(_STATUSES.c.happened_at, _STATUSES.c.at, _STATUSES.c.id)


def _statuses(session: Session, asked: Select[*tuple[Any, ...]]) -> tuple[StatusRow, ...]:
    return tuple(StatusRow(*tuple(row)) for row in session.execute(asked))


def _listed() -> Select[*tuple[Any, ...]]:
    names = (
        *("id", "direction", "flow_type", "syntax", "state", "problem", "at", "submitted_at"),
        *("invoice_id", "supplier_invoice_id", "ereport_id"),
    )
    return (
        select(
            *(_FLOWS.c[name] for name in names),
            Invoice.number,
            SupplierInvoice.supplier_name,
            SupplierInvoice.number.label("bought"),
            Ereport.first_day,
        )
        .outerjoin(Invoice, Invoice.id == _FLOWS.c.invoice_id)
        .outerjoin(SupplierInvoice, SupplierInvoice.id == _FLOWS.c.supplier_invoice_id)
        .outerjoin(Ereport, Ereport.id == _FLOWS.c.ereport_id)
        .order_by(_FLOWS.c.at.desc(), _FLOWS.c.id.desc())
    )


def _label(number: str | None, supplier: str | None, bought: str | None, day: object) -> str:
    if number:
        return number
    if bought:
        return f"{supplier} — {bought}"
    return "" if day is None else str(day)
