"""Unpaid invoices of customers, each on the day its customer is likely to pay it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.invoices import customer_of
from merchant_desk.queries.receivables import Due, open_dues
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _

_INVOICES = table(Invoice)
_FACTS = PreparedSet(
    lambda ids: select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.buyer).where(
        _INVOICES.c.id.in_(ids)
    )
)


def invoice_flows(session: Session, today: date) -> Iterator[Flow]:
    """Return what customers still owe, document by document."""
    dues = open_dues(session, today)
    for row in _FACTS.typed(session, sorted(dues)) if dues else []:
        yield _flow(row, dues[row.id])


def _flow(row: Any, due: Due) -> Flow:
    customer, _business = customer_of(row.buyer)
    return Flow(
        key=f"invoice:{row.id.hex()}",
        source=FlowSource.INVOICE,
        category=CashCategory.SALES,
        label=_("Facture {number}").format(number=row.number),
        why=_("À payer le {day}.").format(day=short_date(due.due_on)),
        day=due.due_on,
        amount=due.left,
        certain=False,
        cautious_day=due.due_on,
        cautious_amount=due.left,
        due_on=due.due_on,
        party=customer,
        document_id=row.id,
    )
