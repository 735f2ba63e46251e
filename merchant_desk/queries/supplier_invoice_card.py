"""One invoice received, whole: what it says, what it is matched with, what was decided and paid."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.platform import InvoiceStatus
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceRate, SupplierPayment
from merchant_desk.queries.overcharges import overcharged, overcharges
from merchant_desk.queries.supplier_invoices import OWED, is_pdf, left_of
from merchant_desk.queries.supplier_lines import SupplierLineRow, supplier_lines
from merchant_desk.rules.invoice_life import status_name
from merchant_desk.rules.received.days import due_day
from merchant_desk.rules.status_reasons import reason_name
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.received_invoice import ReceivedFile, ReceivedFinding
from merchant_desk.values.supplier_words import SupplierState

_PAYABLE = (SupplierState.TO_CHECK, SupplierState.APPROVED)


@dataclass(frozen=True, slots=True)
class SupplierRateRow:
    """Base and VAT of one rate."""

    category: str
    rate_bp: int
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class SupplierPaymentRow:
    """Money paid."""

    amount: Money
    means: str
    paid_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class SupplierStep:
    """One step in the life of the invoice."""

    name: str
    reason: str
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierInvoiceCard:
    """Everything known of one invoice received."""

    invoice_id: SupplierInvoiceId
    supplier: str
    siren: str
    vat_number: str
    number: str
    kind: str
    issue_date: date
    due_on: date
    due_is_told: bool
    order_reference: str
    net: Money
    vat: Money
    total: Money
    payable: Money
    left: Money
    iban: str
    bic: str
    syntax: str
    file_name: str
    sha256: str
    is_pdf: bool
    state: SupplierState
    state_note: str
    received_at: datetime
    by: str
    lines: tuple[SupplierLineRow, ...]
    rates: tuple[SupplierRateRow, ...]
    findings: tuple[ReceivedFinding, ...]
    payments: tuple[SupplierPaymentRow, ...]
    steps: tuple[SupplierStep, ...]
    may_pay: bool
    overcharged: Money = ZERO
    """What its lines charge beyond the order and the goods, and was not claimed yet."""

    @property
    def may_approve(self) -> bool:
        """Tell whether it can be approved now."""
        return self.state in (SupplierState.TO_CHECK, SupplierState.DISPUTED)

    @property
    def may_dispute(self) -> bool:
        """Tell whether it can be disputed now."""
        return self.state in (SupplierState.TO_CHECK, SupplierState.APPROVED)

    @property
    def may_refuse(self) -> bool:
        """Tell whether it can be refused now."""
        return self.state in (SupplierState.TO_CHECK, SupplierState.DISPUTED)

    @property
    def may_match(self) -> bool:
        """Tell whether its lines can still be matched."""
        return self.state in OWED


def supplier_invoice_card(
    session: Session, invoice_id: SupplierInvoiceId
) -> SupplierInvoiceCard | None:
    """Return the invoice, or None when there is none."""
    invoice = session.get(SupplierInvoice, invoice_id)
    if invoice is None:
        return None
    payments = _payments(session, invoice_id)
    paid = total(each.amount for each in payments)
    left = left_of(invoice.payable, paid, invoice.state)
    return SupplierInvoiceCard(
        invoice_id=invoice.id,
        supplier=invoice.supplier_name,
        siren=invoice.supplier_siren,
        vat_number=invoice.supplier_vat,
        number=invoice.number,
        kind=invoice.kind,
        issue_date=invoice.issue_date,
        due_on=due_day(invoice.issue_date, invoice.due_on),
        due_is_told=invoice.due_on is not None,
        order_reference=invoice.order_reference,
        net=invoice.net,
        vat=invoice.vat,
        total=invoice.total,
        payable=invoice.payable,
        left=left,
        iban=invoice.iban,
        bic=invoice.bic,
        syntax=invoice.syntax,
        file_name=invoice.file_name,
        sha256=invoice.sha256,
        is_pdf=is_pdf(invoice.file_name, invoice.syntax),
        state=invoice.state,
        state_note=invoice.state_note,
        received_at=invoice.received_at,
        by=invoice.by,
        lines=supplier_lines(session, invoice_id),
        rates=_rates(session, invoice_id),
        findings=tuple(ReceivedFinding(**each) for each in json.loads(invoice.findings)),
        payments=payments,
        steps=_steps(session, invoice_id),
        may_pay=invoice.state in _PAYABLE and left != ZERO,
        overcharged=overcharged(overcharges(session, invoice_id)),
    )


def supplier_invoice_file(session: Session, invoice_id: SupplierInvoiceId) -> ReceivedFile:
    """Return the bytes the invoice came in, as they came."""
    invoice = session.get_one(SupplierInvoice, invoice_id)
    return ReceivedFile(invoice.file_name, invoice.original)


def _rates(session: Session, invoice_id: SupplierInvoiceId) -> tuple[SupplierRateRow, ...]:
    asked = (
        select(SupplierInvoiceRate)
        .where(SupplierInvoiceRate.supplier_invoice_id == invoice_id)
        .order_by(SupplierInvoiceRate.rate_bp.desc())
    )
    return tuple(
        SupplierRateRow(each.category, each.rate_bp, each.base, each.vat)
        for each in session.scalars(asked)
    )


def _payments(session: Session, invoice_id: SupplierInvoiceId) -> tuple[SupplierPaymentRow, ...]:
    asked = (
        select(SupplierPayment)
        .where(SupplierPayment.supplier_invoice_id == invoice_id)
        .order_by(SupplierPayment.paid_on, SupplierPayment.id)
    )
    return tuple(
        SupplierPaymentRow(each.amount, each.means, each.paid_on, each.reference)
        for each in session.scalars(asked)
    )


def _steps(session: Session, invoice_id: SupplierInvoiceId) -> tuple[SupplierStep, ...]:
    asked = (
        select(InvoiceStatus)
        .where(InvoiceStatus.supplier_invoice_id == invoice_id)
        .order_by(InvoiceStatus.happened_at, InvoiceStatus.id)
    )
    return tuple(
        SupplierStep(
            status_name(each.code), reason_name(each.reason), each.note, each.happened_at, each.by
        )
        for each in session.scalars(asked)
    )
