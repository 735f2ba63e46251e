"""Invoices of suppliers that are still owed, each on its day."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.supplier_dues import SupplierDue, supplier_dues
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _


def supplier_flows(session: Session, today: date) -> Iterator[Flow]:
    """Return what is owed to suppliers, below zero, and what their credit notes give back."""
    for due in supplier_dues(session):
        yield _flow(due, today)


def _flow(due: SupplierDue, today: date) -> Flow:
    return Flow(
        key=f"supplier_invoice:{due.invoice_id.hex()}",
        source=FlowSource.SUPPLIER_INVOICE,
        category=CashCategory.GOODS,
        label=_("Facture {number} de {supplier}").format(number=due.number, supplier=due.supplier),
        why=_why(due, today),
        day=due.due_on,
        amount=-due.amount,
        certain=due.is_sure,
        cautious_day=due.due_on,
        cautious_amount=-due.amount,
        due_on=due.due_on,
        party=due.supplier,
        document_id=due.invoice_id,
    )


def _why(due: SupplierDue, today: date) -> str:
    day = short_date(due.due_on)
    if due.is_told:
        told = _("Échéance du {day}, dite par la facture.").format(day=day)
    else:
        told = _("Aucune échéance n’est dite\u00a0: 30 jours après sa date, le {day}.").format(
            day=day
        )
    if due.due_on < today:
        told = _("{told} Elle est passée.").format(told=told)
    if due.is_sure:
        return told
    return _("{told} Pas encore approuvée\u00a0: probable, pas certaine.").format(told=told)
