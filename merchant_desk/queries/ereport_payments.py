"""Money received for services, as reports of payments need it (10.2, 10.4)."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.queries.ereport_facts import INVOICES, WayTold, documents_where, instants
from merchant_desk.rules.e_invoice_scope import Way
from merchant_desk.rules.e_reporting.aggregate import services_paid
from merchant_desk.values.clock import paris_date
from merchant_desk.values.e_reporting import PaymentTold
from merchant_desk.values.invoice_page import InvoiceKind

_PAYMENTS = table(Payment)
_SOLD = (InvoiceKind.INVOICE, InvoiceKind.CORRECTED, InvoiceKind.TICKET)


def told_payments(session: Session, first: date, last: date) -> tuple[PaymentTold, ...]:
    """Return what was paid for services on these days by consumers and by businesses abroad.

    A payment of an order pays what its documents sell, in their proportions; what domestic
    businesses pay is told by the status « Encaissée » of their invoice.
    """
    begins, ends = instants(first, last)
    rows = session.execute(
        select(
            _PAYMENTS.c.amount, _PAYMENTS.c.paid_at, _PAYMENTS.c.order_id, _PAYMENTS.c.invoice_id
        )
        .where(_PAYMENTS.c.paid_at >= begins, _PAYMENTS.c.paid_at < ends)
        .order_by(_PAYMENTS.c.paid_at, _PAYMENTS.c.id)
    ).all()
    by_id, by_order = _documents(session, begins, ends)
    found = []
    for row in rows:
        told = by_id.get(row.invoice_id, ()) if row.invoice_id else by_order.get(row.order_id, ())
        if not told or told[0].way is Way.E_INVOICE:
            continue
        parts = [part for each in told for part in each.sale.parts]
        rates = services_paid(row.amount, parts)
        if rates:
            abroad = told[0].way is Way.FOREIGN
            sale = told[0].sale
            found.append(
                PaymentTold(
                    paris_date(row.paid_at),
                    rates,
                    sale.number if abroad else "",
                    sale.issued_on if abroad else None,
                )
            )
    return tuple(found)


def _documents(
    session: Session, begins: object, ends: object
) -> tuple[dict[bytes, tuple[WayTold, ...]], dict[bytes, tuple[WayTold, ...]]]:
    """Return the documents that these payments pay, by their own id and by their order's."""
    period = (_PAYMENTS.c.paid_at >= begins) & (_PAYMENTS.c.paid_at < ends)
    direct = INVOICES.c.id.in_(select(_PAYMENTS.c.invoice_id).where(period))
    ordered = INVOICES.c.order_id.in_(
        select(_PAYMENTS.c.order_id).where(period, _PAYMENTS.c.order_id.is_not(None))
    ) & INVOICES.c.kind.in_(_SOLD)
    told = documents_where(session, direct | ordered, deposits=True)
    rows = session.execute(select(INVOICES.c.id, INVOICES.c.order_id).where(direct | ordered))
    orders = {row.id: row.order_id for row in rows}
    by_order: dict[bytes, list[WayTold]] = defaultdict(list)
    for each in told:
        order_id = orders.get(each.invoice_id)
        if order_id is not None and each.sale.kind in _SOLD:
            by_order[order_id].append(each)
    return (
        {each.invoice_id: (each,) for each in told},
        {order_id: tuple(kept) for order_id, kept in by_order.items()},
    )
