"""Write the credit note that gives back all, or part, of a document: line by line, to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.values.ids import InvoiceId, RecordId
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.snapshots import read_buyer
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice

CREDITABLE = frozenset(
    {InvoiceKind.INVOICE, InvoiceKind.CORRECTED, InvoiceKind.DEPOSIT, InvoiceKind.TICKET}
)


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A line of a document and what credit notes have not given back of it yet."""

    line: InvoiceLine
    quantity: int
    amount: Money
    """By the document's method."""


def lines_left(session: Session, invoice: Invoice) -> list[LeftLine]:
    """Return what is left of each line, those given back whole included with nothing left."""
    lines = session.scalars(
        select(InvoiceLine)
        .where(InvoiceLine.invoice_id == invoice.id)
        .order_by(InvoiceLine.position)
    ).all()
    back = _given_back(session, invoice)
    return [_left(invoice, line, back) for line in lines]


def _given_back(session: Session, invoice: Invoice) -> Mapping[RecordId, tuple[int, Money]]:
    amount = InvoiceLine.total if invoice.method == PriceMethod.TTC else InvoiceLine.net
    rows = session.execute(
        select(InvoiceLine.credits_line_id, func.sum(InvoiceLine.quantity), func.sum(amount))
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.corrects_id == invoice.id, InvoiceLine.credits_line_id.is_not(None))
        .group_by(InvoiceLine.credits_line_id)
    )
    return {line_id: (int(units), cents) for line_id, units, cents in rows if line_id}


def _left(
    invoice: Invoice, line: InvoiceLine, back: Mapping[RecordId, tuple[int, Money]]
) -> LeftLine:
    units, amount = back.get(line.id, (0, ZERO))
    whole = line.total if invoice.method == PriceMethod.TTC else line.net
    return LeftLine(line, line.quantity + units, whole + amount)


def credited(left: LeftLine, quantity: int) -> DraftLine:
    """Return the line that gives back so many units: the last of them take all that is left."""
    amount = left.amount.part(quantity, left.quantity) if left.quantity else left.amount
    line = left.line
    return DraftLine(
        name=line.name,
        quantity=-quantity,
        unit_price=UnitPrice.each(amount, quantity) if quantity else UnitPrice(0),
        rate_bp=line.rate_bp,
        treatment=line.treatment,
        kind=LineKind(line.kind),
        category=line.category,
        sku=line.sku,
        ean=line.ean,
        option=line.option_text,
        product_id=line.product_id,
        order_line_id=None,
        credits_line_id=line.id,
        amount=-amount,
    )


def credit_draft(invoice: Invoice, lines: Sequence[DraftLine], reason: str) -> InvoiceDraft:
    """Return the credit note of a document with these lines."""
    return InvoiceDraft(
        kind=InvoiceKind.CREDIT_NOTE,
        buyer=read_buyer(invoice.buyer),
        lines=tuple(lines),
        method=PriceMethod(invoice.method),
        reason=reason,
        corrects_id=invoice.id,
        order_id=invoice.order_id,
        customer_id=invoice.customer_id,
        tax_country=invoice.tax_country,
    )


def cancelling_draft(session: Session, invoice_id: InvoiceId, reason: str) -> InvoiceDraft:
    """Return the credit note of all that is left of a document; without lines when nothing is."""
    invoice = creditable(session, invoice_id)
    left = [each for each in lines_left(session, invoice) if each.quantity]
    return credit_draft(invoice, [credited(each, each.quantity) for each in left], reason)


def creditable(session: Session, invoice_id: InvoiceId) -> Invoice:
    """Return the document; raise RefusedError for one that nothing can be given back of."""
    invoice = session.get(Invoice, invoice_id)
    if invoice is None or invoice.kind not in CREDITABLE:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: il corrige une facture, un acompte ou un ticket."),
            _("Choisissez la facture d’origine."),
        )
    if not invoice.buyer:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: le nom de ce client a été effacé."),
            _("La durée de conservation de la facture est passée\u00a0: plus rien ne la corrige."),
        )
    return invoice


def rates_of(session: Session, invoice_id: InvoiceId) -> Sequence[InvoiceRate]:
    """Return the rates of a document, the highest first."""
    return session.scalars(
        select(InvoiceRate)
        .where(InvoiceRate.invoice_id == invoice_id)
        .order_by(InvoiceRate.rate_bp.desc())
    ).all()
