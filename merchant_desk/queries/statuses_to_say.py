"""Statuses the shop gave that the platform does not know yet: messages to write."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceRate
from merchant_desk.models.platform import InvoiceStatus, PlatformFlow
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.settings import profile
from merchant_desk.values.e_invoice_status import (
    Party,
    StatusAmount,
    StatusCode,
    StatusReason,
    StatusSaid,
    StatusToSay,
)
from merchant_desk.values.entries import read_amount
from merchant_desk.values.ids import InvoiceId, RecordId, SupplierInvoiceId, id_text
from merchant_desk.values.money import ZERO
from merchant_desk.values.platform_flows import FlowSyntax
from merchant_desk.values.platform_words import FlowDirection, FlowState, StatusSource
from merchant_desk.values.snapshots import read_buyer, read_seller

_STATUSES, _FLOWS = table(InvoiceStatus), table(PlatformFlow)
_INVOICES, _RATES, _BOUGHT = table(Invoice), table(InvoiceRate), table(SupplierInvoice)
_GONE = (FlowState.SENT, FlowState.ACCEPTED)
_TYPES = {"credit_note": "381", "corrected": "384", "deposit": "386"}


@dataclass(frozen=True, slots=True)
class ToSay:
    """One status and the message that carries it."""

    status_id: RecordId
    message: StatusToSay
    invoice_id: InvoiceId | None
    supplier_invoice_id: SupplierInvoiceId | None


def statuses_to_say(session: Session) -> tuple[ToSay, ...]:
    """Return what must be said of invoices that went, or came, through the platform."""
    rows = session.execute(
        select(_STATUSES)
        .where(_STATUSES.c.source == StatusSource.DESK, _went_through())
        .order_by(_STATUSES.c.happened_at, _STATUSES.c.id)
    ).all()
    said = _said_already(session)
    found = []
    for row in rows:
        if id_text(row.id) in said:
            continue
        message = _sold(session, row) if row.invoice_id else _bought(session, row)
        if message is not None:
            found.append(ToSay(row.id, message, row.invoice_id, row.supplier_invoice_id))
    return tuple(found)


def _went_through() -> Any:
    """Return the condition that the platform knows the invoice a status is about."""
    sold = exists().where(
        _FLOWS.c.invoice_id == _STATUSES.c.invoice_id,
        _FLOWS.c.direction == FlowDirection.OUT,
        _FLOWS.c.state.in_(_GONE),
    )
    bought = exists().where(
        _FLOWS.c.supplier_invoice_id == _STATUSES.c.supplier_invoice_id,
        _FLOWS.c.direction == FlowDirection.IN,
    )
    return sold | bought


def _said_already(session: Session) -> frozenset[str]:
    """Return the ids of the statuses that have a message, without their attempt number."""
    rows = session.execute(
        select(_FLOWS.c.tracking_id).where(
            _FLOWS.c.direction == FlowDirection.OUT, _FLOWS.c.syntax == FlowSyntax.STATUS
        )
    )
    return frozenset(row.tracking_id.rsplit("-", 1)[0] for row in rows)


def _sold(session: Session, row: Any) -> StatusToSay | None:
    invoice = session.execute(select(_INVOICES).where(_INVOICES.c.id == row.invoice_id)).one()
    if not invoice.buyer:
        return None
    seller, buyer = read_seller(invoice.seller), read_buyer(invoice.buyer)
    collected = row.code == StatusCode.COLLECTED
    said = StatusSaid(
        invoice_number=invoice.number,
        code=row.code,
        happened_at=row.happened_at,
        invoice_date=invoice.issue_date,
        invoice_type=_TYPES.get(invoice.kind, "380"),
        seller_siren=seller.siren,
        reasons=_reasons(row),
        amounts=_amounts(session, row) if collected else (),
    )
    us = Party(seller.siren, seller.name, seller.electronic_address)
    place = buyer.address
    them = Party(buyer.siren, place.company or place.name, buyer.electronic_address)
    return StatusToSay(f"CDV-{id_text(row.id)[:24]}", said, us, them, by_seller=True)


def _bought(session: Session, row: Any) -> StatusToSay | None:
    shop = profile(session)
    if shop is None:
        return None
    invoice = session.execute(select(_BOUGHT).where(_BOUGHT.c.id == row.supplier_invoice_id)).one()
    if not invoice.supplier_siren:
        return None
    said = StatusSaid(
        invoice_number=invoice.number,
        code=row.code,
        happened_at=row.happened_at,
        invoice_date=invoice.issue_date,
        invoice_type=invoice.kind,
        seller_siren=invoice.supplier_siren,
        reasons=_reasons(row),
        note="" if row.reason else row.note,
    )
    us = Party(shop.seller.siren, shop.seller.name, shop.seller.electronic_address)
    them = Party(invoice.supplier_siren, invoice.supplier_name)
    return StatusToSay(f"CDV-{id_text(row.id)[:24]}", said, us, them, by_seller=False)


def _reasons(row: Any) -> tuple[StatusReason, ...]:
    return (StatusReason(row.reason, row.note),) if row.reason else ()


def _amounts(session: Session, row: Any) -> tuple[StatusAmount, ...]:
    """Share what was collected over the rates of the invoice, to the cent."""
    rates = session.execute(
        select(_RATES.c.rate_bp, _RATES.c.total)
        .where(_RATES.c.invoice_id == row.invoice_id)
        .order_by(_RATES.c.rate_bp.desc())
    ).all()
    amount, weights = read_amount(row.note) or ZERO, [abs(each.total.cents) for each in rates]
    if not sum(weights):
        return ()
    shares = zip(rates, amount.share(weights), strict=True)
    return tuple(StatusAmount(share, rate.rate_bp) for rate, share in shares)
