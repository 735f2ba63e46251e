"""An issued invoice as it was printed, from its own frozen copy."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.models.seal import Seal
from merchant_desk.models.station import PrintJob, Station
from merchant_desk.queries.settings import is_training
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.ids import InvoiceId, OrderId, id_text
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.signing import SealKind, printed_mark
from merchant_desk.values.snapshots import (
    read_address,
    read_buyer,
    read_deposits,
    read_mentions,
    read_payments,
    read_seller,
)
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.words import PrintState

_ERASED = paper.Buyer(Address(name="—"))
"""Of whom nothing may be told any more."""


def invoice_page(
    session: Session, invoice_id: InvoiceId, *, as_duplicate: bool = False
) -> paper.InvoicePage:
    """Return the invoice; ``as_duplicate`` marks a reprint with its rank (DUPLICATA n)."""
    invoice = session.get_one(Invoice, invoice_id)
    lines = session.scalars(
        select(InvoiceLine)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.position)
    )
    rates = session.scalars(
        select(InvoiceRate)
        .where(InvoiceRate.invoice_id == invoice_id)
        .order_by(InvoiceRate.rate_bp.desc())
    )
    page = _printed(invoice, tuple(_line(line) for line in lines), [_rate(row) for row in rates])
    return replace(
        page,
        duplicate=_times_printed(session, invoice_id) if as_duplicate else 0,
        corrects=_reference(session, invoice.corrects_id),
        details=_reference(session, invoice.details_id),
        register=_register(session, invoice),
        seal=_mark(session, invoice_id),
        training=is_training(session),
    )


def _printed(
    invoice: Invoice,
    lines: tuple[paper.InvoiceLine, ...],
    rates: Sequence[paper.InvoiceVatRow],
) -> paper.InvoicePage:
    return paper.InvoicePage(
        kind=invoice.kind,
        number=invoice.number,
        issued_on=invoice.issue_date,
        seller=read_seller(invoice.seller),
        buyer=read_buyer(invoice.buyer) if invoice.buyer else _ERASED,
        lines=lines,
        vat_rows=tuple(rates),
        delivered_on=invoice.delivery_date,
        delivery_address=(
            read_address(invoice.delivery_address) if invoice.delivery_address else None
        ),
        order_number=invoice.order_number,
        ordered_on=invoice.ordered_on,
        parcel=invoice.parcel_number,
        payments=read_payments(invoice.payments),
        due_on=invoice.due_on,
        mentions=read_mentions(invoice.mentions),
        logo=invoice.logo,
        method=paper.PriceMethod(invoice.method),
        category=invoice.category,
        purchase_order=invoice.purchase_order,
        reason=invoice.reason,
        note=invoice.note,
        deposits=read_deposits(invoice.deposits),
        change=invoice.change,
        tax_country=invoice.tax_country,
        issued_at=invoice.issued_at,
        operator=invoice.by,
        sold_in_shop=invoice.kind is paper.InvoiceKind.TICKET,
    )


def _rate(row: InvoiceRate) -> paper.InvoiceVatRow:
    return paper.InvoiceVatRow(row.rate_bp, row.base, row.vat, row.total, row.treatment)


def _line(line: InvoiceLine) -> paper.InvoiceLine:
    return paper.InvoiceLine(
        sku=line.sku,
        name=line.name,
        quantity=line.quantity,
        rate_bp=line.rate_bp,
        net=line.net,
        ttc=line.total,
        option=line.option_text,
        discount=line.discount,
        treatment=line.treatment,
        kind=LineKind(line.kind),
        category=line.category,
        unit_price=None if line.unit_millionths is None else UnitPrice(line.unit_millionths),
        ean=line.ean,
        eco=line.eco,
        eco_scheme=line.eco_scheme,
    )


def _reference(session: Session, invoice_id: InvoiceId | None) -> paper.InvoiceReference | None:
    if invoice_id is None:
        return None
    other = session.get_one(Invoice, invoice_id)
    return paper.InvoiceReference(other.number, other.issue_date, other.kind, other.total)


def _register(session: Session, invoice: Invoice) -> str:
    letter = session.scalar(select(Station.letter).where(Station.id == invoice.station_id))
    return letter or ""


def _mark(session: Session, invoice_id: InvoiceId) -> str:
    """Return the four characters that let an eye compare paper and chain; none before sealing."""
    digest = session.scalar(
        select(Seal.digest).where(Seal.kind == SealKind.DOCUMENT, Seal.subject_id == invoice_id)
    )
    return "" if digest is None else printed_mark(digest)


def _times_printed(session: Session, invoice_id: InvoiceId) -> int:
    return session.execute(
        select(func.count())
        .select_from(PrintJob)
        .where(PrintJob.subject == id_text(invoice_id), PrintJob.state == PrintState.PRINTED)
    ).scalar_one()


def invoices_of_order(session: Session, order_id: OrderId) -> tuple[InvoiceId, ...]:
    """Return the invoices of an order, in the order of their numbers."""
    found = session.scalars(
        select(Invoice.id).where(Invoice.order_id == order_id).order_by(Invoice.issued_at)
    ).all()
    if not found:
        raise RefusedError(
            _("Cette commande n’a pas encore de facture."),
            _("La facture est émise quand le dernier article du colis est scanné."),
        )
    return tuple(found)
