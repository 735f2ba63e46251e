"""Issued invoices that the law wants sent by e-invoice and that no file carries yet."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.platform import PlatformFlow
from merchant_desk.rules.e_invoice_scope import Way, way_of, why_no_e_invoice
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.platform_flows import FlowSyntax
from merchant_desk.values.platform_words import FlowDirection, FlowState
from merchant_desk.values.snapshots import read_buyer

_INVOICES, _FLOWS = table(Invoice), table(PlatformFlow)
_MOST = 500


@dataclass(frozen=True, slots=True)
class EInvoiceToSend:
    """A domestic invoice to a business; ``missing`` is why it cannot go, empty when it can."""

    invoice_id: InvoiceId
    number: str
    issued_on: date
    buyer: str
    total: Money
    missing: str


def e_invoices_to_send(session: Session) -> tuple[EInvoiceToSend, ...]:
    """Return the latest ones, newest first."""
    carried = exists().where(
        _FLOWS.c.invoice_id == _INVOICES.c.id,
        _FLOWS.c.direction == FlowDirection.OUT,
        _FLOWS.c.syntax != FlowSyntax.STATUS,
        _FLOWS.c.state != FlowState.REFUSED,
    )
    rows = session.execute(
        select(
            *(
                _INVOICES.c[name]
                for name in ("id", "number", "kind", "issue_date", "buyer", "total")
            )
        )
        .where(
            ~carried,
            _INVOICES.c.kind != InvoiceKind.TICKET,
            _INVOICES.c.buyer.contains('"is_business": true', autoescape=True),
        )
        .order_by(_INVOICES.c.issue_date.desc(), _INVOICES.c.number.desc())
        .limit(_MOST)
    )
    found = []
    for row in rows:
        buyer = read_buyer(row.buyer)
        if way_of(row.kind, buyer) is Way.E_INVOICE:
            found.append(
                EInvoiceToSend(
                    InvoiceId(row.id),
                    row.number,
                    row.issue_date,
                    buyer.address.company or buyer.address.name,
                    row.total,
                    why_no_e_invoice(row.kind, buyer),
                )
            )
    return tuple(found)
