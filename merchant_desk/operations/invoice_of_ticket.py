"""Make an invoice of a ticket, on request: it tells the sale again and counts nothing twice."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.operations.give_number import NumberSeries
from merchant_desk.operations.queue_print import queue_print
from merchant_desk.operations.write_invoice import Issued, Sold, write_invoices
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.rules.invoice_gaps import missing_facts
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _, speaking_to_customers
from merchant_desk.values.words import DocumentKind

_INVOICES, _LINES = table(Invoice), table(InvoiceLine)


@dataclass(frozen=True, slots=True)
class TicketInvoiced:
    """The invoice of a ticket; ``again`` when it was made before: a duplicate comes out."""

    invoice_id: InvoiceId
    number: str
    again: bool


def invoice_of_ticket(
    session: Session,
    gesture: Gesture,
    ticket_id: InvoiceId,
    buyer: paper.Buyer,
    *,
    printed: bool = True,
) -> TicketInvoiced:
    """Issue the invoice of a sale, or the credit note of a return, once; print it.

    Its amounts are the ticket's to the cent. Raises RefusedError when the buyer's name or address
    is missing, or when there is no such ticket.
    """
    ticket = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.corrects_id)
        .where(_INVOICES.c.id == ticket_id, _INVOICES.c.kind == InvoiceKind.TICKET)
        .with_for_update()
    ).first()
    if ticket is None:
        raise RefusedError(
            _("La facture n’a pas été faite\u00a0: ce ticket n’existe pas."),
            _("Cherchez-le par son numéro."),
        )
    made = _made_before(session, ticket_id)
    if made is None:
        made = _issue(session, gesture, ticket_id, ticket.corrects_id, buyer)
    if printed:
        pattern = _("Duplicata de la facture {number}") if made.again else _("Facture {number}")
        title = pattern.format(number=made.number)
        queue_print(session, gesture, DocumentKind.INVOICE, made.invoice_id, title)
    return made


def _made_before(session: Session, ticket_id: InvoiceId) -> TicketInvoiced | None:
    row = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.number).where(_INVOICES.c.details_id == ticket_id)
    ).first()
    return None if row is None else TicketInvoiced(row.id, row.number, again=True)


def _issue(
    session: Session,
    gesture: Gesture,
    ticket_id: InvoiceId,
    corrects_id: InvoiceId | None,
    buyer: paper.Buyer,
) -> TicketInvoiced:
    ticket = invoice_page(session, ticket_id)
    credited = ticket.ttc.cents < 0
    corrected = _invoice_of(session, corrects_id) if credited else None
    kind = InvoiceKind.CREDIT_NOTE if credited and corrected else InvoiceKind.INVOICE
    if credited and corrected is None:
        raise RefusedError(
            _("L’avoir n’a pas été fait\u00a0: la vente d’origine n’a pas de facture."),
            _("Faites d’abord la facture du ticket d’origine, si le client la veut."),
        )
    series = NumberSeries(session, gesture, kind, paris_date(gesture.at))
    given = series.following()
    page = _page(gesture, ticket, buyer, None if corrected is None else corrected[1])
    page = _complete(replace(page, kind=kind, number=given.number, issued_on=series.issued_on))
    series.take()
    series.keep(session, gesture)
    issued = Issued(
        given=given,
        order_id=None,
        parcel_id=None,
        page=page,
        sold=_sold(session, ticket_id),
        corrects_id=None if corrected is None else corrected[0],
        details_id=ticket_id,
    )
    (invoice_id,) = write_invoices(session, gesture, series, [issued])
    return TicketInvoiced(invoice_id, page.number, again=False)


def _page(
    gesture: Gesture,
    ticket: paper.InvoicePage,
    buyer: paper.Buyer,
    corrects: paper.InvoiceReference | None,
) -> paper.InvoicePage:
    """Return what the ticket says, made out to somebody."""
    origin = paper.InvoiceReference(ticket.number, ticket.issued_on, InvoiceKind.TICKET, ticket.ttc)
    return replace(
        ticket,
        buyer=buyer,
        delivered_on=ticket.issued_on,
        corrects=corrects,
        details=origin,
        issued_at=gesture.at,
        operator=gesture.person,
    )


def _complete(page: paper.InvoicePage) -> paper.InvoicePage:
    """Return the page with its mentions, or refuse what the law does not allow."""
    gaps = missing_facts(page)
    if gaps:
        raise RefusedError(_("La facture n’a pas été faite."), " ".join(gaps))
    with speaking_to_customers():
        return replace(page, mentions=due_mentions(page))


def _invoice_of(
    session: Session, ticket_id: InvoiceId | None
) -> tuple[InvoiceId, paper.InvoiceReference] | None:
    """Return the invoice that was made of a sale, for the credit note of its return."""
    row = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.issue_date, _INVOICES.c.total).where(
            _INVOICES.c.details_id == ticket_id
        )
    ).first()
    if ticket_id is None or row is None:
        return None
    reference = paper.InvoiceReference(row.number, row.issue_date, InvoiceKind.INVOICE, row.total)
    return row.id, reference


def _sold(session: Session, ticket_id: InvoiceId) -> tuple[Sold, ...]:
    rows = session.execute(
        select(_LINES).where(_LINES.c.invoice_id == ticket_id).order_by(_LINES.c.position)
    )
    return tuple(
        Sold(
            order_line_id=None,
            kind=LineKind(row.kind),
            sku=row.sku,
            name=row.name,
            option_text=row.option_text,
            quantity=row.quantity,
            amount=row.total,
            discount=row.discount,
            rate_bp=row.rate_bp,
            treatment=row.treatment,
            product_id=row.product_id,
        )
        for row in rows
    )
