"""Payments that the desk knows and no line of the bank was found to be yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.match_sales import order_candidate, paper_candidate
from merchant_desk.queries.match_unseen import unseen
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_INVOICES, _ORDERS = table(Invoice), table(Order)
_OWED = table(SupplierInvoice)
_EARLIER = timedelta(days=10)
_PAPERS = PreparedSet(
    lambda ids: select(
        _INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.kind, _INVOICES.c.buyer,
        _INVOICES.c.order_number, _INVOICES.c.issue_date,
    ).where(_INVOICES.c.id.in_(ids))
)  # fmt: skip
_OF_ORDERS = PreparedSet(
    lambda ids: select(
        _ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.customer_name, _ORDERS.c.placed_at
    ).where(_ORDERS.c.id.in_(ids))
)


def recorded_candidates(session: Session, since: date) -> Iterator[Candidate]:
    """Return transfers recorded since a day that no line was found to be."""
    yield from _of_invoices(session, since)
    yield from _of_orders(session, since)
    yield from _of_suppliers(session, since)


def _of_invoices(session: Session, since: date) -> Iterator[Candidate]:
    found = unseen(session, MatchTarget.CUSTOMER_INVOICE, since)
    for row in _PAPERS.typed(session, sorted(found)) if found else ():
        amount, at = found[row.id]
        yield _recorded(paper_candidate(row, amount, at), at)


def _of_orders(session: Session, since: date) -> Iterator[Candidate]:
    found = unseen(session, MatchTarget.ORDER, since)
    for row in _OF_ORDERS.typed(session, sorted(found)) if found else ():
        amount, at = found[row.id]
        yield _recorded(order_candidate(row, amount), at)


def _of_suppliers(session: Session, since: date) -> Iterator[Candidate]:
    found = unseen(session, MatchTarget.SUPPLIER_INVOICE, since)
    wanted = select(_OWED.c.id, _OWED.c.number, _OWED.c.supplier_name, _OWED.c.iban)
    for row in session.execute(wanted.where(_OWED.c.id.in_(list(found)))) if found else ():
        amount, at = found[row.id]
        yield _recorded(supplier_candidate(row, amount, at), at)


def supplier_candidate(row: Any, amount: Money, due_on: date) -> Candidate:
    """Return an invoice of a supplier as something that a line may pay; ``amount`` is signed."""
    return Candidate(
        target=MatchTarget.SUPPLIER_INVOICE,
        target_id=SupplierInvoiceId(row.id),
        category=CashCategory.GOODS,
        amount=amount,
        label=_("Facture reçue {number}, {supplier}").format(
            number=row.number, supplier=row.supplier_name
        ),
        names=(row.supplier_name,),
        numbers=(row.number,),
        iban=row.iban,
        due_on=due_on,
    )


def _recorded(candidate: Candidate, day: date) -> Candidate:
    words = _("{label} (paiement déjà noté)").format(label=candidate.label)
    return replace(candidate, label=words, due_on=day, since=day - _EARLIER, recorded=True)
