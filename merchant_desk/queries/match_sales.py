"""What customers may pay or be given back by a line of the bank: documents and orders."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.cash_flows_orders import awaited_orders
from merchant_desk.queries.cash_flows_refunds import refund_flows
from merchant_desk.queries.cash_habits import buyer_name
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.open_papers import open_papers
from merchant_desk.queries.receivables import Due
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_INVOICES = table(Invoice)
_Known = dict[InvoiceId, tuple[Due, Candidate, bool]]
_PAPERS = PreparedSet(
    lambda ids: select(
        _INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.kind, _INVOICES.c.buyer,
        _INVOICES.c.order_number, _INVOICES.c.order_id, _INVOICES.c.issue_date,
    ).where(_INVOICES.c.id.in_(ids))
)  # fmt: skip


def sale_candidates(session: Session, asked: ForecastAsked) -> Iterator[Candidate]:
    """Return the documents that wait for money, what is due back, and orders not invoiced."""
    dues = open_papers(session, asked.today, asked.memory)
    back = {
        InvoiceId(flow.document_id): flow.amount
        for flow in refund_flows(session, asked)
        if flow.document_id is not None
    }
    yield from _papers(session, asked, dues, back)
    for row, left in awaited_orders(session, asked):
        yield order_candidate(row, left)


def _papers(
    session: Session,
    asked: ForecastAsked,
    dues: Mapping[InvoiceId, Due],
    back: Mapping[InvoiceId, Money],
) -> Iterator[Candidate]:
    """Return the documents; what was read of one that did not change is not read again."""
    known: _Known = asked.memory.kept("match_papers", asked.today, dict)
    fresh = [each for each, due in dues.items() if each not in known or known[each][0] != due]
    for row in _PAPERS.typed(session, sorted(fresh)) if fresh else ():
        due = dues[row.id]
        of_order = due.left < ZERO and row.order_id is not None
        known[row.id] = (due, paper_candidate(row, due.left, due.due_on), of_order)
    for each in dues:
        _due, found, of_order = known[each]
        if not of_order:
            yield found
        elif each in back:  # of an order's credit notes, what its card says
            yield replace(found, amount=back[each])


def paper_candidate(row: Any, amount: Money, due_on: date) -> Candidate:
    """Return a document of a customer as something that a line may pay."""
    name = buyer_name(row.buyer)
    words = _("Avoir {number}") if row.kind is InvoiceKind.CREDIT_NOTE else _("Facture {number}")
    return Candidate(
        target=MatchTarget.CUSTOMER_INVOICE,
        target_id=row.id,
        category=CashCategory.SALES,
        amount=amount,
        label=_with_name(words.format(number=row.number), name),
        names=(name,) if name else (),
        numbers=tuple(each for each in (row.number, row.order_number) if each),
        due_on=due_on,
        since=row.issue_date,
    )


def order_candidate(row: Any, amount: Money) -> Candidate:
    """Return an order as something that a line may pay."""
    placed = paris_date(row.placed_at)
    return Candidate(
        target=MatchTarget.ORDER,
        target_id=row.id,
        category=CashCategory.SALES,
        amount=amount,
        label=_with_name(_("Commande {number}").format(number=row.number), row.customer_name),
        names=(row.customer_name,) if row.customer_name else (),
        numbers=(row.number,),
        due_on=placed,
        since=placed,
    )


def _with_name(words: str, name: str) -> str:
    return f"{words}, {name}" if name else words
