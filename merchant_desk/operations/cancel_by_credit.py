"""Write the credit note that gives back all, or part, of a document: line by line, to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.values.ids import InvoiceId, RecordId
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.snapshots import read_buyer
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import VatTreatment

CREDITABLE = frozenset({InvoiceKind.INVOICE, InvoiceKind.CORRECTED, InvoiceKind.DEPOSIT})
RateKey = tuple[int, VatTreatment]


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


def goodwill_given(session: Session, invoice: Invoice) -> Mapping[RateKey, Money]:
    """Return what was given back at each rate without naming a line; positive, by its method."""
    amount = InvoiceLine.total if invoice.method == PriceMethod.TTC else InvoiceLine.net
    rows = session.execute(
        select(InvoiceLine.rate_bp, InvoiceLine.treatment, func.sum(amount))
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.corrects_id == invoice.id, Invoice.kind == InvoiceKind.CREDIT_NOTE)
        .where(InvoiceLine.credits_line_id.is_(None))
        .group_by(InvoiceLine.rate_bp, InvoiceLine.treatment)
    )
    return {(rate, treatment): -given for rate, treatment, given in rows if given}


def everything_left(session: Session, invoice: Invoice) -> list[DraftLine]:
    """Return the lines that give back all that is left, less what a goodwill gave already."""
    left = [each for each in lines_left(session, invoice) if each.quantity]
    lines = [credited(each, each.quantity) for each in left]
    given = [
        _given_already(rate, treatment, amount)
        for (rate, treatment), amount in goodwill_given(session, invoice).items()
    ]
    return [*lines, *given] if lines else []


def _given_already(rate_bp: int, treatment: VatTreatment, amount: Money) -> DraftLine:
    return DraftLine(
        name=_("Geste commercial déjà accordé"),
        quantity=1,
        unit_price=UnitPrice.of(amount),
        rate_bp=rate_bp,
        treatment=treatment,
        kind=LineKind.FEE,
    )


def cancelling_draft(session: Session, invoice_id: InvoiceId, reason: str) -> InvoiceDraft:
    """Return the credit note of all that is left of a document that a correction replaces.

    Raises RefusedError for one that was replaced before, has nothing left, or deals with deposits.
    """
    invoice = creditable(session, invoice_id)
    _check_correctable(session, invoice)
    lines = everything_left(session, invoice)
    if not lines:
        raise RefusedError(
            _("La facture n’a pas été corrigée\u00a0: tout a déjà été rendu sur {number}.").format(
                number=invoice.number
            ),
            _("Faites une nouvelle facture."),
        )
    return credit_draft(invoice, lines, reason)


def _check_correctable(session: Session, invoice: Invoice) -> None:
    replaced = session.scalar(
        select(Invoice.number).where(
            Invoice.corrects_id == invoice.id, Invoice.kind == InvoiceKind.CORRECTED
        )
    )
    if replaced is not None:
        raise RefusedError(
            _("La facture n’a pas été corrigée\u00a0: {number} la remplace déjà.").format(
                number=replaced
            ),
            _("Corrigez {number}.").format(number=replaced),
        )
    if invoice.kind is InvoiceKind.DEPOSIT or invoice.deposits != "[]":
        raise RefusedError(
            _("La facture n’a pas été corrigée\u00a0: un acompte y est en jeu."),
            _("Faites un avoir, puis une nouvelle facture."),
        )


def creditable(session: Session, invoice_id: InvoiceId) -> Invoice:
    """Return the document; raise RefusedError for one that nothing can be given back of."""
    invoice = session.get(Invoice, invoice_id)
    if invoice is None or invoice.kind not in CREDITABLE:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: il corrige une facture ou un acompte."),
            _("Un ticket se reprend à la caisse."),
        )
    if invoice.details_id is not None:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: cette vente est comptée avec son ticket."),
            _("Reprenez les articles à la caisse\u00a0: l’avoir suit le retour."),
        )
    if not invoice.buyer:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: le nom de ce client a été effacé."),
            _("La durée de conservation de la facture est passée\u00a0: plus rien ne la corrige."),
        )
    return invoice
