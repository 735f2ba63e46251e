"""What credit notes of orders leave to give back, those given back by the storefront taken off."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, case, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, OrderLine, Payment
from merchant_desk.queries.forecast_asked import ForecastAsked
from merchant_desk.queries.open_papers import open_papers
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_INVOICES, _PAYMENTS = table(Invoice), table(Payment)
_ORDERS, _LINES = table(Order), table(OrderLine)
_AMOUNT = type_coerce(_PAYMENTS.c.amount, BigInteger())
_CREDITS = PreparedSet(
    lambda ids: select(_INVOICES.c.id, _INVOICES.c.order_id, _INVOICES.c.kind).where(
        _INVOICES.c.id.in_(ids)
    )
)
_PAPERS = PreparedSet(
    lambda ids: select(
        _INVOICES.c.id, _INVOICES.c.order_id, _INVOICES.c.kind, _INVOICES.c.corrects_id,
        type_coerce(_INVOICES.c.total, BigInteger()),
    ).where(_INVOICES.c.order_id.in_(ids))
)  # fmt: skip
_MONEY = PreparedSet(
    lambda ids: (
        select(
            _PAYMENTS.c.order_id,
            func.sum(_AMOUNT),
            func.sum(case((_AMOUNT < 0, -_AMOUNT), else_=0)),
        )
        .where(_PAYMENTS.c.order_id.in_(ids))
        .group_by(_PAYMENTS.c.order_id)
    )
)
_AT_DESK = PreparedSet(
    lambda ids: (
        select(_PAYMENTS.c.invoice_id, func.sum(_AMOUNT))
        .where(_PAYMENTS.c.invoice_id.in_(ids), _PAYMENTS.c.order_id.is_(None))
        .group_by(_PAYMENTS.c.invoice_id)
    )
)
_BEFORE = PreparedSet(
    lambda ids: (
        select(_LINES.c.order_id, func.sum(type_coerce(_LINES.c.refunded, BigInteger())))
        .where(_LINES.c.order_id.in_(ids))
        .group_by(_LINES.c.order_id)
    )
)
_NUMBERS = PreparedSet(
    lambda ids: select(_ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.customer_name).where(
        _ORDERS.c.id.in_(ids)
    )
)


def refund_flows(session: Session, asked: ForecastAsked) -> Iterator[Flow]:
    """Return what is due back on orders, one amount an order."""
    dues = open_papers(session, asked.today, asked.memory)
    back = sorted(each for each, due in dues.items() if due.left.cents < 0)
    waiting: dict[bytes, list[InvoiceId]] = defaultdict(list)
    for invoice_id, order_id, kind in _CREDITS.rows(session, back) if back else ():
        if order_id is not None and kind == InvoiceKind.CREDIT_NOTE:
            waiting[order_id].append(InvoiceId(invoice_id))
    if not waiting:
        return
    told = {each: sum(dues[note].left.cents for note in notes) for each, notes in waiting.items()}
    left = _due_back(session, sorted(waiting), told)
    for order_id, number, customer in _NUMBERS.rows(session, sorted(waiting)):
        if left[order_id] > 0:
            yield _flow((waiting[order_id][0], order_id, number, customer), left[order_id], asked)


def _due_back(
    session: Session, orders: Sequence[bytes], told: Mapping[bytes, int]
) -> Mapping[bytes, int]:
    """Return what is still to be given back of each order, as its card says (``refund_due``).

    What was asked of the storefront and has not gone yet is still to go. An order whose invoice
    was paid here has no money of its own: its credit notes alone tell.
    """
    papers: dict[bytes, list[tuple[Any, ...]]] = defaultdict(list)
    for paper in _PAPERS.rows(session, orders):
        papers[paper[1]].append(paper)
    money = {row[0]: (int(row[1]), int(row[2])) for row in _MONEY.rows(session, orders)}
    before = {row[0]: int(row[1]) for row in _BEFORE.rows(session, orders)}
    credits_ = {each: _credits(papers[each]) for each in orders}
    notes = sorted(note for each in credits_.values() for note in each)
    at_desk = {row[0]: -int(row[1]) for row in _AT_DESK.rows(session, notes)} if notes else {}
    left = {}
    for each in orders:
        if each not in money:
            left[each] = -told[each]
            continue
        paid, gone = money[each]
        here = sum(at_desk.get(note, 0) for note in credits_[each])
        given = max(0, gone + here - before.get(each, 0))
        left[each] = max(0, min(sum(credits_[each].values()) - given, paid - here))
    return left


def _credits(papers: Sequence[tuple[Any, ...]]) -> dict[bytes, int]:
    """Return its credit notes above zero; those of a corrected invoice, charged again, left out."""
    replaced = {each[3] for each in papers if each[2] == InvoiceKind.CORRECTED}
    return {
        each[0]: -each[4]
        for each in papers
        if each[2] == InvoiceKind.CREDIT_NOTE and each[3] not in replaced
    }


def _flow(order: tuple[Any, ...], left: int, asked: ForecastAsked) -> Flow:
    note, order_id, number, customer = order
    amount = Money(-left)
    return Flow(
        key=f"refund:{order_id.hex()}",
        source=FlowSource.REFUND,
        category=CashCategory.SALES,
        label=_("À rendre sur la commande {number}").format(number=number),
        why=_("Un avoir est fait et l’argent n’est pas encore rendu."),
        day=asked.next_day,
        amount=amount,
        certain=True,
        cautious_day=asked.next_day,
        cautious_amount=amount,
        party=customer,
        document_id=note,
    )
