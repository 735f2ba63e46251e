"""What invoices of suppliers ask for already of orders: these must not count twice."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.values.folding import folded
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.supplier_words import SupplierState

_INVOICES, _INVOICE_LINES, _MATCHES = (
    table(SupplierInvoice),
    table(SupplierInvoiceLine),
    table(SupplierMatch),
)
_BATCHES, _LINES = table(Batch), table(PurchaseLine)


def invoiced_of(session: Session, orders: Mapping[bytes, Any]) -> Mapping[bytes, Money]:
    """Return what was invoiced before VAT of each order.

    An invoice that names an order is wholly about it; of one that names none, the lines matched
    to receipts of the order are.
    """
    by_number = {_plain(row.number): order for order, row in orders.items()}
    by_number |= {
        _plain(row.supplier_reference): order
        for order, row in orders.items()
        if row.supplier_reference
    }
    invoiced: dict[bytes, Money] = defaultdict(lambda: ZERO)
    named: set[bytes] = set()
    rows = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.order_reference, _INVOICES.c.net).where(
            _INVOICES.c.order_reference != "", _INVOICES.c.state != SupplierState.REFUSED
        )
    )
    for invoice_id, reference, net in rows:
        order = by_number.get(_plain(reference))
        if order is not None:
            named.add(invoice_id)
            invoiced[order] += net
    for order, invoice_id, net in _matched(session):
        if order in orders and invoice_id not in named:
            invoiced[order] += net
    return invoiced


def _matched(session: Session) -> list[tuple[bytes, bytes, Money]]:
    rows = session.execute(
        select(_LINES.c.purchase_id, _INVOICE_LINES.c.supplier_invoice_id, _INVOICE_LINES.c.net)
        .join_from(_MATCHES, _INVOICE_LINES, _INVOICE_LINES.c.id == _MATCHES.c.line_id)
        .join(_INVOICES, _INVOICES.c.id == _INVOICE_LINES.c.supplier_invoice_id)
        .join(_BATCHES, _BATCHES.c.id == _MATCHES.c.batch_id)
        .join(_LINES, _LINES.c.id == _BATCHES.c.purchase_line_id)
        .where(_INVOICES.c.state != SupplierState.REFUSED)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def suppliers_that_invoice(session: Session) -> frozenset[str]:
    """Return by what the suppliers are known whose invoices are kept here: folded name, SIREN."""
    rows = session.execute(select(_INVOICES.c.supplier_name, _INVOICES.c.supplier_siren).distinct())
    told = {word for row in rows for word in (" ".join(folded(row[0]).split()), row[1])}
    return frozenset(told - {""})


def _plain(number: str) -> str:
    return "".join(each for each in folded(number) if each.isalnum())
