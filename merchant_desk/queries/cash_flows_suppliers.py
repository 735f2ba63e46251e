"""Invoices of suppliers that are still owed, each on its day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.supplier import SupplierInvoice, SupplierPayment
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.payments_seen import payments_seen
from merchant_desk.queries.supplier_dues import SupplierDue, supplier_dues
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _

_INVOICES, _PAYMENTS = table(SupplierInvoice), table(SupplierPayment)


def supplier_flows(session: Session, asked: ForecastAsked) -> Iterator[Flow]:
    """Return what is owed to suppliers, below zero, and what their credit notes give back.

    A payment noted after the bank's last word is still to leave the account.
    """
    for due in supplier_dues(session):
        yield _flow(due, asked.today)
    if asked.known_on is None:
        return
    noted = session.execute(
        select(_PAYMENTS.c.id, _PAYMENTS.c.supplier_invoice_id, _PAYMENTS.c.amount,
               _PAYMENTS.c.paid_on, _PAYMENTS.c.means, _INVOICES.c.number,
               _INVOICES.c.supplier_name)
        .join(_INVOICES, _INVOICES.c.id == _PAYMENTS.c.supplier_invoice_id)
        .where(_PAYMENTS.c.paid_on > asked.known_on)
    ).all()  # fmt: skip
    seen = payments_seen(session, [row.supplier_invoice_id for row in noted])
    for row in noted:
        in_cash = asked.role(row.means) == "cash"
        paid = (row.id, row.supplier_invoice_id, -row.amount.cents)
        if not in_cash and not seen.holds(*paid):
            yield _noted(row, asked)


def _noted(row: Any, asked: ForecastAsked) -> Flow:
    return Flow(
        key=f"supplier_payment:{row.id.hex()}",
        source=FlowSource.SUPPLIER_INVOICE,
        category=CashCategory.GOODS,
        label=_("Règlement de {number}, {supplier}").format(
            number=row.number, supplier=row.supplier_name
        ),
        why=_("Noté le {day}, après le dernier jour connu de la banque.").format(
            day=short_date(row.paid_on)
        ),
        day=asked.next_day,
        amount=-row.amount,
        certain=True,
        cautious_day=asked.next_day,
        cautious_amount=-row.amount,
        party=row.supplier_name,
        document_id=row.supplier_invoice_id,
        movable=False,
    )


def _flow(due: SupplierDue, today: date) -> Flow:
    return Flow(
        key=f"supplier_invoice:{due.invoice_id.hex()}",
        source=FlowSource.SUPPLIER_INVOICE,
        category=CashCategory.GOODS,
        label=_("Facture reçue {number}, {supplier}").format(
            number=due.number, supplier=due.supplier
        ),
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
